"""What readers and archives want of a file: its name, its language, its faces, its text."""

import re
import unicodedata
from dataclasses import replace
from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from pdfminer.pdftypes import resolve1

from app.documents import pdf
from app.documents.book import Book, BookColumn
from app.documents.paper import Paper
from tests.documents import kinds, samples

FACES = {
    "LiberationSerif",
    "LiberationSerif-Bold",
    "LiberationSerif-Italic",
    "LiberationSerif-BoldItalic",
}
BOOK = Book(
    issuer_lines=("Ủy ban nhân dân", "xã Điềm He"),
    title="Sổ đăng ký văn bản đi",
    year=2026,
    span=("Từ ngày 01/01/2026",),
    columns=(BookColumn("Số", 20, centred=True), BookColumn("Trích yếu", 237)),
    rows=(("01", "Kế hoạch công tác thi đua, khen thưởng"),),
)
FILES = {
    "paper": pdf.draw(samples.YEAR_PLAN),
    "annex": pdf.draw_annex(samples.STANDINGS, 1),
    "bound": pdf.draw_bound([kinds.INVITATION, kinds.INVITATION]),
    "book": pdf.draw_book(BOOK),
}


@pytest.fixture(params=FILES, name="content")
def _content(request: pytest.FixtureRequest) -> bytes:
    return FILES[request.param]


def opened(content: bytes) -> Any:
    return pdfplumber.open(BytesIO(content))


def fonts_of(file: Any) -> dict[str, Any]:
    """All faces that the pages name, even those without a letter on them."""
    return {
        str(resolve1(font)["BaseFont"].name): resolve1(font)
        for page in file.pages
        for font in resolve1(page.page_obj.resources["Font"]).values()
    }


def text_of(content: bytes) -> str:
    """The text in the order in which it stands in the file, as a reading voice meets it."""
    with opened(content) as file:
        return " ".join("".join(char["text"] for char in page.chars) for page in file.pages)


def test_every_file_is_named_and_says_its_language(content: bytes) -> None:
    with opened(content) as file:
        assert all(file.metadata[name] for name in ("Title", "Author", "Subject"))
        assert file.metadata["Creator"] == "Thi Đua"
        assert file.doc.catalog["Lang"] in (b"vi", "vi")
        shown = resolve1(file.doc.catalog["ViewerPreferences"])["DisplayDocTitle"]
    assert shown is True


def test_every_face_is_inside_the_file_without_the_letters_it_does_not_use(content: bytes) -> None:
    with opened(content) as file:
        used = fonts_of(file)
    assert {name.partition("+")[2] for name in used} <= FACES
    for name, font in used.items():
        assert re.fullmatch(r"[A-Z]{6}\+.+", name)
        assert "FontFile2" in resolve1(font["FontDescriptor"])
        assert "ToUnicode" in font
    assert len(content) < 150_000


def test_the_properties_of_a_paper_name_it_its_issuer_and_its_day() -> None:
    with opened(FILES["paper"]) as file:
        properties = file.metadata
        assert {name.partition("+")[2] for name in fonts_of(file)} == FACES
    assert properties["Title"] == "Kế hoạch 07/KH-UBND: Công tác thi đua, khen thưởng năm 2026"
    assert properties["Author"] == "Ủy ban nhân dân xã Điềm He"
    assert properties["Subject"] == "Kế hoạch"
    assert properties["CreationDate"].startswith("D:20260109")


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_text_is_composed_and_stands_in_the_order_of_the_decree(kind: str) -> None:
    paper: Paper = replace(kinds.KINDS[kind], annexes=())
    text = text_of(pdf.draw(paper))
    assert unicodedata.is_normalized("NFC", text)
    marks = [
        paper.issuer_lines[-1].upper(),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        *(["Số:"] if paper.symbol else []),
        f"{paper.place}, ngày",
        *(["Kính gửi:"] if paper.addressees else []),
        "./.",
    ]
    places = [text.index(mark) for mark in marks]
    places.append(text.rindex(paper.signature.name or paper.signature.position.upper()))
    assert places == sorted(places)
