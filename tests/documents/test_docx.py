"""Papers as Word files, read back with python-docx."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given, settings

from app.documents import docx as word
from app.documents.paper import Column, DataTable, Paper, Paragraph, Row
from app.documents.pdf.measures import BODY, GAP, INDENT, LEFT, RIGHT, TOP
from tests.documents import samples
from tests.documents.test_pdf_file import MARKUP, papers


def read(paper: Paper) -> Document:
    return docx.Document(BytesIO(word.write(paper)))


def paragraphs(document: Document) -> Iterator[WordParagraph]:
    """All paragraphs in reading order, those of tables too."""
    for element in document.element.body.iter(qn("w:p")):
        yield WordParagraph(element, document)


def text(document: Document) -> str:
    return " ".join(" ".join(p.text for p in paragraphs(document)).split())


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert word.write(samples.STANDINGS) == word.write(samples.STANDINGS)


def test_page_has_the_margins_of_the_decree_and_its_number_from_the_second_page() -> None:
    section = read(samples.YEAR_PLAN).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.5)
    assert section.left_margin.pt == pytest.approx(LEFT, abs=0.1)
    assert section.right_margin.pt == pytest.approx(RIGHT, abs=0.1)
    assert section.top_margin.pt == section.bottom_margin.pt == pytest.approx(TOP, abs=0.1)
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    field = section.header._element.find(f".//{qn('w:fldSimple')}")
    assert field.get(qn("w:instr")) == "PAGE"


def test_head_title_and_end_say_what_the_drawn_paper_says() -> None:
    read_back = text(read(samples.YEAR_PLAN))
    for words in (
        "ỦY BAN NHÂN DÂN XÃ ĐIỀM HE",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 07/KH-UBND",
        "Điềm He, ngày 09 tháng 01 năm 2026",
        "KẾ HOẠCH Công tác thi đua, khen thưởng năm 2026",
        "I. MỤC ĐÍCH, YÊU CẦU 1. Mục đích",
        "Nơi nhận: - Hội đồng TĐKT tỉnh;",
        "- Lưu: VT. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lý Thị Dương",
    ):
        assert words in read_back
    assert read_back.count("./.") == 1


def test_body_is_justified_and_indented_in_times_of_fourteen_points() -> None:
    document = read(samples.YEAR_PLAN)
    prose = next(p for p in document.paragraphs if p.text.startswith("Đẩy mạnh"))
    style = prose.style
    assert style is not None
    assert style.name == "Nội dung"
    layout = style.paragraph_format
    assert layout.first_line_indent is not None
    assert layout.first_line_indent.pt == pytest.approx(INDENT, abs=0.1)
    assert layout.space_before is not None
    assert layout.space_before.pt == GAP
    assert layout.alignment is not None
    assert layout.alignment.name == "JUSTIFY"
    assert style.font.size is not None
    assert style.font.size.pt == BODY
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_task_table_repeats_its_header_and_has_every_task_once() -> None:
    table = next(t for t in read(samples.YEAR_PLAN).tables if t.cell(0, 0).text == "TT")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    numbers = [row.cells[0].text for row in table.rows if row.cells[0].text.isdigit()]
    assert numbers == [str(n) for n in range(1, 19)]
    bands = [row for row in table.rows if row.cells[0].text.startswith("QUÝ")]
    assert len(bands) == 4
    for band in bands:
        assert band.cells[0]._tc is band.cells[-1]._tc
        assert band.cells[0].paragraphs[0].paragraph_format.keep_with_next


def test_signature_row_is_whole_and_bound_to_the_end_of_the_body() -> None:
    document = read(samples.YEAR_PLAN)
    last = next(p for p in document.paragraphs if p.text.endswith("./."))
    assert last.paragraph_format.keep_with_next
    signature = document.tables[-1].rows[0]
    assert "Lý Thị Dương" in signature.cells[1].text
    assert signature._tr.trPr.find(qn("w:cantSplit")) is not None


def test_annexes_are_sections_numbered_anew_and_wide_ones_lie_across() -> None:
    document = read(samples.STANDINGS)
    body, annex = document.sections
    assert body.orientation == WD_ORIENT.PORTRAIT
    assert annex.orientation == WD_ORIENT.LANDSCAPE
    assert annex.page_width > annex.page_height
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    table = document.tables[-1]
    assert table.cell(0, 3)._tc is table.cell(0, 7)._tc
    assert table.cell(0, 3).text == "Điểm"
    assert table.cell(1, 4).text == "Cụm thẩm định"
    assert len(table.rows) == 2 + 65


def test_an_empty_table_says_so_and_a_draft_that_it_is_one() -> None:
    read_back = text(read(samples.REPORT))
    assert "Không có trường hợp đề nghị" in read_back
    assert "DỰ THẢO" in read_back


def test_markup_is_printed_as_it_was_typed() -> None:
    table = DataTable((Column(MARKUP),), (Row((MARKUP,)),))
    paper = replace(samples.YEAR_PLAN, abstract=MARKUP, blocks=(Paragraph(MARKUP), table))
    assert text(read(paper)).count(MARKUP) == 4


@settings(max_examples=25, deadline=None)
@given(papers)
def test_no_text_whatever_stops_the_writing(paper: Paper) -> None:
    assert read(paper).sections
