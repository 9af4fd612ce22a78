"""Which files may be kept: by content, size and, for archives, by what they would unpack to."""

import io
import zipfile
from dataclasses import dataclass

from app.documents.models import MOST_BYTES
from app.lib.errors import Invalid

MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
LONGEST_NAME = 200

OFFICE_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
SIGNATURES = (
    (b"%PDF-", (".pdf",), "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", (".png",), "image/png"),
    (b"\xff\xd8\xff", (".jpg", ".jpeg"), "image/jpeg"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (".doc", ".xls", ".ppt"), "application/x-ole-storage"),
)
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
ACCEPTED = "PDF, Word, Excel, PowerPoint, ảnh (PNG, JPG) hoặc văn bản thuần (.txt)"


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept: its name without folders, and its type by content."""

    name: str
    media_type: str


def check_file(
    name: str, content: bytes, *, field: str = "file", accepted: str = ACCEPTED
) -> Accepted:
    """Whether this file may be kept. Raises Invalid at `field`, naming what to do instead.

    `accepted`: the kinds that the refusal names, where the place takes fewer than are kept.
    """
    clean = clean_name(name)
    if not content:
        raise Invalid(f"Tệp “{clean}” rỗng; hãy chọn lại tệp có nội dung.", field)
    if len(content) > MOST_BYTES:
        raise Invalid(
            f"Tệp “{clean}” lớn hơn {MOST_BYTES // 2**20} MB; hãy nén ảnh hoặc chia nhỏ tệp.", field
        )
    ending = "." + clean.rpartition(".")[2].lower() if "." in clean else ""
    media_type = _type_by_content(content, ending)
    if media_type is None:
        raise Invalid(
            f"Tệp “{clean}” không đúng loại hoặc nội dung không khớp với phần mở rộng. "
            f"Hãy dùng {accepted}.",
            field,
        )
    if ending in OFFICE_TYPES:
        _check_archive(clean, content, field)
    return Accepted(clean, media_type)


def clean_name(name: str) -> str:
    """The file's name without folders or control characters, at most 200 characters."""
    base = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in base if char.isprintable()).strip() or "tep"
    if len(kept) <= LONGEST_NAME:
        return kept
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot else kept[:LONGEST_NAME]


def word_name(name: str) -> str:
    """The name of the Word file that goes with a PDF."""
    return f"{name.removesuffix('.pdf')}.docx"


def word_fingerprint(fingerprint: str) -> str:
    """The state of a subject as its Word file is kept under."""
    return f"{fingerprint}:word"


def _type_by_content(content: bytes, ending: str) -> str | None:
    for signature, endings, media_type in SIGNATURES:
        if content.startswith(signature):
            return media_type if ending in endings else None
    if content.startswith(b"PK\x03\x04"):
        return OFFICE_TYPES.get(ending)
    encoding = _encoding(content) if ending == ".txt" else None
    return f"text/plain; charset={encoding}" if encoding else None


def _encoding(content: bytes) -> str | None:
    """UTF-8, or UTF-16 by its mark, as Notepad's “Unicode” is; None for what is no text."""
    encoding = "utf-16" if content.startswith(UTF16_MARKS) else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else encoding


def _check_archive(name: str, content: bytes, field: str) -> None:
    """Look at the table of contents alone: nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Invalid(f"Tệp “{name}” bị hỏng; hãy lưu lại tệp rồi tải lên.", field) from error
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or unpacked > MOST_RATIO * max(len(content), 1)
    ):
        raise Invalid(f"Tệp “{name}” bung ra quá lớn nên không được nhận.", field)
    if not any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise Invalid(f"Tệp “{name}” không phải là tệp Word hoặc Excel; hãy lưu lại.", field)
