"""What kind of file it is, and whether it may be read at all.

Judged by its first bytes as well as by its name; the limits keep a hostile file from filling
the memory of the server.
"""

import io
import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import PurePath

from app.lib.errors import Invalid

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_PART_BYTES = 16 * 1024 * 1024
MAX_LINES = 20_000
MAX_ENTRIES = 3_000
MAX_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 1024 * 1024
MAX_PDF_STREAM_BYTES = 64 * 1024 * 1024
MAX_PDF_UNPACKED_BYTES = 256 * 1024 * 1024

_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ACCEPTED = "Hệ thống đọc được tệp Word (.docx), PDF (.pdf), Excel (.xlsx) và văn bản (.txt)."


class FileKind(StrEnum):
    """The kinds of file that can be read."""

    TEXT = "txt"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"


_SUFFIXES: dict[str, FileKind | None] = {
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".md": FileKind.TEXT,
}
_SUFFIXES |= {".docx": FileKind.DOCX, ".pdf": FileKind.PDF, ".xlsx": FileKind.XLSX, "": None}


def kind_of(data: bytes, filename: str) -> FileKind:
    """The kind of the file. Raises Invalid for files that are empty, too big or of other kinds."""
    if len(data) > MAX_BYTES:
        raise refuse(f"Tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB; xin tách nhỏ hoặc nén ảnh.")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise refuse("Tệp trống, không có nội dung để đọc.")
    suffix = PurePath(filename.replace("\\", "/")).suffix.lower()
    named = _SUFFIXES.get(suffix)
    found = _by_content(data, suffix)
    if suffix not in _SUFFIXES:
        raise refuse(f"Không đọc được tệp có đuôi “{suffix[:20]}”. {_ACCEPTED}")
    if named not in (None, found):
        raise refuse(
            f"Tệp có đuôi “{suffix}” nhưng nội dung là {_spoken(found)}; xin kiểm tra lại tệp."
        )
    return found


def refuse(message: str) -> Invalid:
    """The refusal of the uploaded file, ready to raise."""
    return Invalid(message, "file")


def too_long() -> Invalid:
    """The refusal of a paper far longer than any plan, ready to raise."""
    return refuse("Văn bản quá dài so với một kế hoạch; xin kiểm tra lại tệp.")


def _spoken(kind: FileKind) -> str:
    names = {
        FileKind.TEXT: "văn bản thường",
        FileKind.DOCX: "tệp Word",
        FileKind.PDF: "tệp PDF",
        FileKind.XLSX: "bảng tính Excel",
    }
    return names[kind]


_BROKEN = {
    ".pdf": "Tệp PDF bị hỏng, không mở được; xin tải lên bản khác.",
    ".docx": "Tệp Word bị hỏng, không mở được; xin mở bằng Word rồi lưu lại.",
    ".xlsx": "Tệp Excel bị hỏng, không mở được; xin mở bằng Excel rồi lưu lại.",
}


def _by_content(data: bytes, suffix: str) -> FileKind:
    if data.startswith(_ZIP):
        return _zipped(data)
    if _PDF in data[:1024]:
        return FileKind.PDF
    if data.startswith(_OLE):
        raise refuse(_ole_refusal(data, suffix))
    if data.startswith(_RTF):
        raise refuse(f"Tệp RTF chưa đọc được; xin lưu lại thành .docx. {_ACCEPTED}")
    if data.startswith(_IMAGES):
        raise refuse(f"Đây là tệp ảnh, không có chữ để đọc. {_ACCEPTED}")
    if suffix in _BROKEN:
        raise refuse(_BROKEN[suffix])
    return FileKind.TEXT


def _ole_refusal(data: bytes, suffix: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "Tệp được đặt mật khẩu; xin bỏ mật khẩu rồi tải lên lại."
    if suffix == ".xls" or "Workbook".encode("utf-16-le") in data:
        return (
            "Đây là bảng tính Excel đời cũ (.xls), chưa đọc được; xin mở bằng Excel, chọn "
            "“Lưu thành”, kiểu tệp .xlsx, rồi tải lên lại."
        )
    return (
        "Đây là tệp Word đời cũ (.doc), chưa đọc được; xin mở bằng Word, chọn “Lưu thành”, "
        "kiểu tệp .docx, rồi tải lên lại."
    )


def _zipped(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except Exception as error:
        # a broken archive raises anything, from BadZipFile to struct.error
        raise refuse("Tệp nén, tệp Word hoặc tệp Excel bị hỏng, không mở được.") from error
    _check_sizes(entries)
    names = {entry.filename for entry in entries}
    if any(name.startswith("word/") for name in names):
        return FileKind.DOCX
    if any(name.startswith("xl/") for name in names):
        return FileKind.XLSX
    raise refuse(f"Tệp nén này không phải tệp Word hoặc Excel. {_ACCEPTED}")


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES:
        raise refuse("Tệp bung ra quá lớn, có thể là tệp phá hoại; không đọc tệp này.")
    for entry in entries:
        packed = max(entry.compress_size, 1)
        suspicious = entry.file_size > RATIO_COUNTS_FROM_BYTES
        if suspicious and entry.file_size / packed > MAX_RATIO:
            raise refuse("Tệp nén bất thường, có thể là tệp phá hoại; không đọc tệp này.")


_STREAM = re.compile(rb"stream\r?\n")
_ZLIB_HEADS = (b"\x78", b"\x58", b"\x68", b"\x48")


def check_pdf_streams(data: bytes) -> None:
    """Refuse a PDF whose packed streams would unpack to more than the limits. Raises Invalid.

    Pictures are never unpacked by the reader: only a single monstrous one counts.
    """
    total = 0
    for match in _STREAM.finditer(data):
        picture = _is_picture(data, match.start())
        limit = MAX_PDF_UNPACKED_BYTES if picture else MAX_PDF_STREAM_BYTES
        size = _unpacked_size(data, match.end(), limit)
        total += 0 if picture else size
        if size > limit or total > MAX_PDF_UNPACKED_BYTES:
            raise refuse("Tệp PDF bung ra quá lớn, có thể là tệp phá hoại; không đọc tệp này.")


def _is_picture(data: bytes, start: int) -> bool:
    head = data[max(0, start - 1000) : start]
    return b"/Image" in head[head.rfind(b" obj") :]


def _unpacked_size(data: bytes, start: int, limit: int) -> int:
    """Size of the zlib stream that begins here, counted no further than the limit."""
    if data[start : start + 1] not in _ZLIB_HEADS:
        return 0
    unpacker, size, place, waiting = zlib.decompressobj(), 0, start, b""
    try:
        while size <= limit and not unpacker.eof:
            if not waiting:
                waiting, place = data[place : place + 65536], place + 65536
            if not waiting:
                break
            size += len(unpacker.decompress(waiting, 1024 * 1024))
            waiting = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size
