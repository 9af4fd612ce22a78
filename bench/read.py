"""Reading a long paper, beside only taking the words out of the file."""

import io
from collections.abc import Callable

import pdfplumber
from docx import Document

from app import intake
from bench.measure import Line, side_by_side
from tests.intake.builders import Pdf, Word

SENTENCE = "Nội dung thi đua, khen thưởng trên địa bàn cần được triển khai đồng bộ, hiệu quả. "
TASKS = 90
PARAGRAPHS = 150
HEAD = ("TT", "Nội dung", "Đơn vị thực hiện")


def _rows() -> list[tuple[str, ...]]:
    offices = "- UBND xã;\n- Phòng Văn hóa - Xã hội"
    return [HEAD, *((str(number), SENTENCE * 2, offices) for number in range(1, TASKS + 1))]


def _paragraphs() -> list[str]:
    return [f"{1 + number % 9}. {SENTENCE * 6}" for number in range(PARAGRAPHS)]


def _pdf() -> bytes:
    pdf = Pdf().centred("KẾ HOẠCH", "Công tác năm 2026").lines("I. NHIỆM VỤ")
    pdf.table(_rows(), [10, 90, 60])
    return pdf.lines(*_paragraphs()).bytes()


def _docx() -> bytes:
    word = Word().lines("KẾ HOẠCH", "Công tác năm 2026", "I. NHIỆM VỤ")
    word.table(_rows())
    return word.lines(*_paragraphs()).bytes()


def _words_of_pdf(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as found:
        for page in found.pages:
            page.extract_words()


def _words_of_docx(data: bytes) -> None:
    found = Document(io.BytesIO(data))
    [paragraph.text for paragraph in found.paragraphs]
    [cell.text for table in found.tables for cell in table._cells]


def _line(name: str, data: bytes, bare: Callable[[bytes], None]) -> Line:
    def ours() -> None:
        intake.read(data, f"a.{name}")

    deed = f"đọc văn bản {name} 30 trang (so với chỉ lấy chữ)"
    return side_by_side(deed, TASKS + PARAGRAPHS, ours, lambda: bare(data), rounds=3)


def measure() -> list[Line]:
    """A line for PDF and one for DOCX, both of some thirty pages."""
    return [_line("pdf", _pdf(), _words_of_pdf), _line("docx", _docx(), _words_of_docx)]
