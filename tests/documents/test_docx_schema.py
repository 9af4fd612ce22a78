"""Every Word file that is written is one that Microsoft Word opens: `word_schema` says why."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings

from app.documents import docx as word
from app.documents.docx.blank import blank
from app.documents.paper import Annex, Paper, SignatureBlock
from app.documents.terms import Circulation, Urgency
from tests.documents import kinds, samples
from tests.documents.test_pdf_file import papers
from tests.documents.word_schema import faults

_LONG = SignatureBlock(("TM. Ủy ban nhân dân", "KT. Chủ tịch"), "Phó Chủ tịch", "Nông Thị " * 12)
ALL = {
    **kinds.KINDS,
    "mẫu KH": samples.YEAR_PLAN,
    "mẫu BC": samples.REPORT,
    "mẫu TB": samples.STANDINGS,
}


def marked(paper: Paper) -> Paper:
    """With every mark, foot, annex and signer that a paper may have."""
    return replace(
        paper,
        urgency=Urgency.VERY_URGENT,
        circulation=Circulation.INTERNAL,
        draft=True,
        footer=kinds.ADDRESS,
        verify_url=kinds.VERIFY_URL,
        cosigners=(_LONG, _LONG),
        recipients=tuple(f"Ủy ban nhân dân xã số {n} (t/h)" for n in range(40)),
        annexes=(*paper.annexes, Annex("Biểu ngang", (kinds.WIDE_TABLE,)), Annex("", ())),
    )


@pytest.mark.parametrize("kind", ALL)
def test_word_opens_every_kind(kind: str) -> None:
    paper = ALL[kind]
    for one in (paper, marked(paper), replace(paper, blocks=(), recipients=(), annexes=())):
        assert faults(word.write(one)) == []
    for position in range(1, len(paper.annexes) + 1):
        assert faults(word.write_annex(paper, position)) == []


@settings(max_examples=15, deadline=None)
@given(papers)
def test_word_opens_a_paper_of_whatever_text(paper: Paper) -> None:
    assert faults(word.write(paper)) == []


def test_a_file_holds_what_papers_use_and_no_more() -> None:
    with ZipFile(BytesIO(blank())) as empty:
        names = empty.namelist()
    assert not [name for name in names if "thumbnail" in name or "Effects" in name]
    assert len(word.write(kinds.LETTER)) < 24_000


@pytest.mark.parametrize(
    ("sound", "broken", "fault"),
    [
        ("<w:pStyle ", '<w:jc w:val="left"/><w:pStyle ', "pStyle stands too late"),
        ("</w:tblGrid>", "<w:gridCol w:w='9'/></w:tblGrid>", "in a grid of"),
        ("</w:p></w:tc>", "</w:p><w:p/><w:tbl/></w:tc>", "tc: does not end in a paragraph"),
        ('w:val="TableGrid"', 'w:val="Nowhere"', "no style Nowhere"),
        ('<w:pgMar w:top="', '<w:pgMar w:top="1.', "is no whole number"),
    ],
)
def test_what_word_refuses_is_found(sound: str, broken: str, fault: str) -> None:
    file = BytesIO(word.write(kinds.MINUTES))
    spoilt = BytesIO()
    with ZipFile(file) as written, ZipFile(spoilt, "w") as out:
        for name in written.namelist():
            text = written.read(name)
            if name == "word/document.xml":
                text = text.decode().replace(sound, broken).encode()
            out.writestr(name, text)
    found = "\n".join(faults(spoilt.getvalue()))
    assert fault in found
