"""The end of the paper in Word: what stays together, what goes on over the page."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table, _Row

from app.documents import docx as word
from app.documents.paper import Paper, SignatureBlock
from tests.documents import kinds
from tests.documents.reading import leaves

LONG = "Chủ tịch Hội đồng Thi đua - Khen thưởng kiêm Trưởng ban Chỉ đạo xây dựng nông thôn mới"


def signed(paper: Paper) -> Table:
    """The table of signer and recipients."""
    return docx.Document(BytesIO(word.write(replace(paper, annexes=())))).tables[-1]


def is_whole(row: _Row) -> bool:
    properties = row._tr.trPr
    return properties is not None and properties.find(qn("w:cantSplit")) is not None


def listed(count: int) -> Paper:
    return replace(kinds.NOTICE, recipients=tuple(f"Thôn số {n} (t/h)" for n in range(count)))


@pytest.mark.parametrize("count", [0, 3, 20])
def test_recipients_stand_whole_beside_the_signer(count: int) -> None:
    (row,) = signed(listed(count)).rows
    assert is_whole(row)
    assert len(row.cells[0].paragraphs) == 1 + count + 1
    assert "Hoàng Văn Nam" in row.cells[1].text


def test_recipients_that_fill_a_page_go_on_below_the_signer() -> None:
    first, rest = signed(listed(60)).rows
    assert is_whole(first)
    assert not is_whole(rest)
    assert "Hoàng Văn Nam" in first.cells[1].text
    assert rest.cells[1].text == ""
    lines = [one.text for cell in (first.cells[0], rest.cells[0]) for one in cell.paragraphs]
    assert lines[0] == "Nơi nhận:"
    assert lines[1:-1] == [f"- Thôn số {n} (t/h);" for n in range(60)]
    assert lines[-1] == "- Lưu: VT, VHXH."
    assert len(first.cells[0].paragraphs) > 8


def test_the_last_two_rows_of_signatures_stay_together() -> None:
    *_, before, last = signed(kinds.PLEDGE).rows
    for row, kept in ((before, True), (last, None)):
        for cell in row.cells:
            assert {one.paragraph_format.keep_with_next for one in cell.paragraphs} == {kept}


def test_two_who_sign_have_the_lines_of_the_drawn_paper() -> None:
    signer = SignatureBlock((), LONG, "Lý Thị Dương")
    paper = replace(kinds.MINUTES, cosigners=(signer,), signature=signer)
    cell = signed(paper).rows[0].cells[0]
    drawn = leaves(paper)[-1]
    for line in cell.paragraphs[0].text.split("\n"):
        assert drawn.find(line)
        assert not line.startswith("-")


def test_the_label_of_several_addressees_stands_close_above_them() -> None:
    document = docx.Document(BytesIO(word.write(kinds.LETTER)))
    label = next(one for one in document.paragraphs if one.text == "Kính gửi:")
    assert label.paragraph_format.space_after is not None
    assert label.paragraph_format.space_after.pt == 0
