"""Files that cannot be read are refused in Vietnamese, before they can do harm."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from app import intake
from app.intake.queries.sources import files, pdf_page
from app.lib.errors import Invalid
from tests.intake import samples
from tests.intake.builders import Word, archive

PLAN = samples.year_plan()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", "Tệp trống"),
        (b" \r\n\t ", "a.txt", "Tệp trống"),
        (b"\xef\xbb\xbf", "a.txt", "Tệp trống"),
        (PLAN, "a.exe", "đuôi “.exe”"),
        (PLAN, "a.xlsx", "Tệp Excel bị hỏng"),
        (PLAN, "a.docx", "Tệp Word bị hỏng"),
        (PLAN, "a.pdf", "Tệp PDF bị hỏng"),
        (OLE + bytes(600), "a.doc", "đời cũ"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "mật khẩu"),
        (b"{\\rtf1 KE HOACH}", "a.rtf", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "a.png", "tệp ảnh"),
        (b"\xff\xd8\xff\xe0" + bytes(60), "a.pdf", "tệp ảnh"),
        (archive({"xl/workbook.xml": b"<x/>"}), "a.xlsx", "Tệp Excel bị hỏng"),
        (OLE + bytes(600), "a.xls", "Excel đời cũ"),
        (OLE + "Workbook".encode("utf-16-le"), "a.doc", "Excel đời cũ"),
        (archive({"content.xml": b"<x/>"}), "a.docx", "không phải tệp Word"),
        (b"PK\x03\x04" + bytes(100), "a.docx", "bị hỏng"),
        (bytes(range(256)) * 20, "a.txt", "không phải là văn bản"),
        (Word().lines("").bytes(), "a.docx", "không có chữ"),
        (Word().lines("x").bytes(), "a.pdf", "nội dung là tệp Word"),
        (Word().lines("x").bytes(), "a.txt", "nội dung là tệp Word"),
        ("Žluťoučký kůň úpěl ďábelské ódy. ".encode("cp1250") * 30, "a.txt", "bảng mã"),
        (("dòng\n" * 20_001).encode(), "a.txt", "quá dài"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(data: bytes, name: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        intake.read(data, name)
    assert said in refused.value.message
    assert refused.value.fields["file"] == [refused.value.message]


def test_the_limit_of_size_is_exact() -> None:
    padding = b"\n" * 10
    big = PLAN + b" " * (files.MAX_BYTES - len(PLAN) - len(padding)) + padding
    assert len(big) == files.MAX_BYTES
    with pytest.raises(Invalid, match="quá dài"):  # passes the door, is too long as a text
        intake.read(big, "a.txt")
    with pytest.raises(Invalid, match="lớn hơn 20 MB"):
        intake.read(big + b"\n", "a.txt")


def test_content_decides_where_the_name_has_no_suffix() -> None:
    assert intake.read(PLAN, "ke-hoach").kind == "year_plan"
    assert intake.read(Word().lines("KẾ HOẠCH").bytes(), "ke-hoach").lines == ("KẾ HOẠCH",)


def test_a_zip_bomb_is_refused_by_its_directory_alone() -> None:
    bomb = archive({"word/document.xml": b"<w>" + b" " * (30 * 1024 * 1024)})
    assert len(bomb) < 100_000
    with pytest.raises(Invalid, match="nén bất thường"):
        intake.read(bomb, "a.docx")


def test_an_archive_of_countless_parts_is_refused() -> None:
    parts = {f"word/{number}.xml": b"" for number in range(files.MAX_ENTRIES + 1)}
    with pytest.raises(Invalid, match="quá lớn"):
        intake.read(archive(parts), "a.docx")


def test_a_directory_that_lies_about_sizes_does_not_unpack_more() -> None:
    honest = archive({"word/document.xml": b"a" * 5_000_000})
    lied = bytearray(honest)
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = lied.rindex(signature)
        lied[place + offset : place + offset + 4] = (1000).to_bytes(4, "little")
    with zipfile.ZipFile(io.BytesIO(bytes(lied))) as opened:
        assert opened.getinfo("word/document.xml").file_size == 1000
    with pytest.raises(Invalid, match="bị hỏng"):
        intake.read(bytes(lied), "a.docx")


def filled(draw: Callable[[Canvas], None]) -> bytes:
    canvas = Canvas("unused.pdf")
    draw(canvas)
    return bytes(canvas.getpdfdata())


def test_a_page_of_countless_letters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_page, "MAX_DRAWN_PER_PAGE", 1_000)
    data = filled(lambda canvas: canvas.drawString(0, 0, "a" * 1_001))
    with pytest.raises(Invalid, match="quá nhiều chữ"):
        intake.read(data, "a.pdf")


def test_a_page_of_countless_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_page, "MAX_DRAWN_PER_PAGE", 1_000)

    def draw(canvas: Canvas) -> None:
        for _ in range(1_001):
            canvas.line(0, 0, 9, 9)

    with pytest.raises(Invalid, match="nét vẽ"):
        intake.read(filled(draw), "a.pdf")


def test_a_pdf_of_countless_pages_is_refused() -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(201):
            canvas.drawString(50, 700, "KE HOACH")
            canvas.showPage()

    with pytest.raises(Invalid, match="dài hơn 200 trang"):
        intake.read(filled(draw), "a.pdf")


def test_a_pdf_that_unpacks_without_end_is_refused() -> None:
    packed = zlib.compress(b"0 0 m " * (12 * 1024 * 1024))
    size = str(len(packed)).encode()
    body = b"%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode/Length " + size + b">>\nstream\n"
    with pytest.raises(Invalid, match="bung ra quá lớn"):
        intake.read(body + packed + b"\nendstream\nendobj\n%%EOF", "a.pdf")
