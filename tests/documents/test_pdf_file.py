"""The drawn file itself: its properties, its faces, the same bytes again, text taken literally."""

import subprocess
import sys
import unicodedata
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import pdf
from app.documents.paper import (
    Annex,
    Bullets,
    Column,
    DataTable,
    Heading,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    TaskBand,
    TaskRow,
    TaskTable,
)
from tests.documents import samples
from tests.documents.reading import leaves

ROOT = Path(__file__).parents[2]
DRAW = """
from hashlib import sha256
from app.documents import pdf
from tests.documents import samples
print(sha256(pdf.draw(samples.STANDINGS)).hexdigest())
"""
LETTERS = "aàảãáạ ăằẳẵắặ âầẩẫấậ dđ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ"
MARKUP = "<b>đậm</b> & </para> <font color='red'>đỏ</font> &amp; <br/> <img src='/etc/passwd'/>"


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert pdf.draw(samples.REPORT) == pdf.draw(samples.REPORT)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_bytes_come_from_another_process(seed: str) -> None:
    drawn = subprocess.run(
        [sys.executable, "-c", DRAW],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert drawn.stdout.strip() == sha256(pdf.draw(samples.STANDINGS)).hexdigest()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_vietnamese_letter_is_drawn_and_read_back(form: str) -> None:
    written = f"{LETTERS} {LETTERS.upper()}"
    for blocks in (
        (Paragraph(unicodedata.normalize(form, written)), Paragraph("Hết.")),
        (DataTable((Column("Chữ"),), (Row((unicodedata.normalize(form, written),)),)),),
    ):
        leaf = leaves(replace(samples.YEAR_PLAN, blocks=blocks))[0]
        assert written in leaf.flat


def test_markup_in_any_text_is_printed_as_it_was_typed() -> None:
    table = DataTable((Column(MARKUP),), (Row((MARKUP,)),), MARKUP, MARKUP, MARKUP)
    tasks = TaskTable((TaskBand(MARKUP, (TaskRow(text=MARKUP, offices=(MARKUP,)),)),))
    blocks = (
        Heading(2, MARKUP),
        Paragraph(MARKUP, lead=MARKUP),
        Bullets((MARKUP,)),
        table,
        tasks,
        Paragraph("Hết."),
    )
    paper = replace(
        samples.YEAR_PLAN,
        abstract=MARKUP,
        bases=(MARKUP,),
        blocks=blocks,
        addressees=(MARKUP, MARKUP),
        signature=SignatureBlock((MARKUP,), MARKUP, MARKUP),
        recipients=(MARKUP,),
        annexes=(Annex(MARKUP, blocks),),
    )
    text = " ".join(leaf.flat for leaf in leaves(paper))
    squeezed = text.replace(" ", "")
    assert squeezed.count(MARKUP.replace(" ", "")) >= 12
    assert "<b>" in text
    with pdfplumber.open(BytesIO(pdf.draw(paper))) as file:
        colours = {c["non_stroking_color"] for page in file.pages for c in page.chars}
        assert not any(part for colour in colours for part in colour)
        assert not any(page.images for page in file.pages)


def test_line_breaks_and_invisible_signs_do_no_harm() -> None:
    leaf = leaves(
        replace(samples.YEAR_PLAN, blocks=(Paragraph("Một\x07\u200b\r\nhai\tba\x00  bốn."),))
    )[0]
    lines = leaf.text.splitlines()
    assert any(line.endswith("Một") for line in lines)
    assert "hai ba bốn./." in lines


def test_progress_rises_to_a_hundred() -> None:
    told: list[int] = []
    rows = tuple(Row((str(n), f"Xã {n}")) for n in range(600))
    table = DataTable((Column("TT"), Column("Đơn vị")), rows)
    drawn = pdf.draw(replace(samples.YEAR_PLAN, blocks=(table,)), progress=told.append)
    assert drawn == pdf.draw(replace(samples.YEAR_PLAN, blocks=(table,)))
    assert told == sorted(set(told))
    assert told[-1] == 100
    assert len(told) > 5


texts = st.text(max_size=120)
blocks = st.one_of(
    st.builds(Paragraph, texts, texts, st.booleans(), st.booleans()),
    st.builds(Heading, st.integers(0, 3), texts),
    st.builds(Bullets, st.lists(texts, max_size=3).map(tuple)),
    st.builds(
        lambda titles, rows: DataTable(tuple(map(Column, titles)), tuple(map(Row, rows))),
        st.lists(texts, min_size=1, max_size=12),
        st.lists(st.lists(texts, max_size=12).map(tuple), max_size=4),
    ),
)
papers = st.builds(
    lambda abstract, body, name: replace(
        samples.REPORT,
        abstract=abstract,
        blocks=tuple(body),
        issuer_lines=(name,),
        place=name,
        symbol=name,
        addressees=(name,),
        recipients=(name, abstract),
        annexes=(Annex(abstract, tuple(body), landscape=True),),
        signature=SignatureBlock((name,), name, name),
    ),
    texts,
    st.lists(blocks, max_size=5),
    texts,
)


@settings(max_examples=60, deadline=None)
@given(papers)
def test_no_text_whatever_stops_the_drawing(paper: Paper) -> None:
    assert pdf.draw(paper).startswith(b"%PDF-")
