"""Many papers in one file."""

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from app.documents import pdf
from app.documents.paper import Paper, Paragraph, SignatureBlock
from app.documents.terms import PaperKind

GUESTS = 168


def invitation(guest: str) -> Paper:
    """An invitation of one page."""
    return Paper(
        kind=PaperKind.INVITATION,
        issuer_lines=("Ủy ban nhân dân", "xã Điềm He"),
        symbol="GM-UBND",
        place="Điềm He",
        abstract="Dự Hội nghị tổng kết",
        blocks=(Paragraph(f"Trân trọng kính mời: {guest}"),),
        signature=SignatureBlock(("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", "Lý Văn Minh"),
    )


def test_each_paper_has_its_pages_and_the_faces_are_kept_once() -> None:
    papers = [invitation(f"Khách số {number}") for number in range(GUESTS)]
    told: list[int] = []
    content = pdf.draw_bound(papers, progress=told.append)
    assert content == pdf.draw_bound(papers)
    assert told[-1] == 100
    assert len(content) < 5 * len(pdf.draw(papers[0])) + GUESTS * 4_000
    with pdfplumber.open(BytesIO(content)) as book:
        assert len(book.pages) == GUESTS
        for place in (0, 1, GUESTS - 1):
            said = book.pages[place].extract_text()
            assert f"Khách số {place}" in said
            assert "GIẤY MỜI" in said


def test_pages_are_numbered_from_each_papers_first() -> None:
    long = replace(invitation("A"), blocks=tuple(Paragraph("Một câu dài. " * 40) for _ in range(9)))
    with pdfplumber.open(BytesIO(pdf.draw_bound([long, long]))) as book:
        tops = [page.extract_text().splitlines()[0] for page in book.pages]
    half = len(tops) // 2
    assert half > 1
    assert tops[:half] == tops[half:]
    assert tops[1] == "2"


def test_no_paper_is_no_file() -> None:
    with pytest.raises(ValueError, match="no paper"):
        pdf.draw_bound([])
