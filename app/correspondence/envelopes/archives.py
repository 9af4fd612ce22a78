"""ZIP archives from elsewhere, looked through before anything in them is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Sequence

from app.correspondence.envelopes.names import LONGEST
from app.lib.errors import Invalid

ZIP = b"PK\x03\x04"
MOST_BYTES = 50 * 1024 * 1024
MOST_ENTRIES = 60
MOST_RATIO = 200
BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError)


def unpacked(content: bytes, field: str) -> dict[str, bytes]:
    """The files of an archive by name. Raises Invalid at `field` for one that is broken, locked,
    too large unpacked, or whose names lead elsewhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_entries(entries, len(content), field)
            return {entry.filename: archive.read(entry) for entry in entries}
    except BROKEN as error:
        raise Invalid("Gói bị hỏng hoặc không mở được; hãy xin nơi gửi gửi lại.", field) from error
    except RuntimeError as error:
        raise Invalid("Gói có mật khẩu; hãy xin nơi gửi gói không khóa.", field) from error


def _check_entries(entries: Sequence[zipfile.ZipInfo], size: int, field: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > min(MOST_BYTES, MOST_RATIO * max(size, 1)):
        raise Invalid("Gói bung ra quá lớn hoặc quá nhiều tệp nên không được nhận.", field)
    names = [entry.filename for entry in entries]
    if any(_leads_elsewhere(name) for name in names):
        raise Invalid("Gói có tên tệp dẫn ra ngoài gói nên không được nhận.", field)
    if len(set(names)) < len(names):
        raise Invalid("Gói có hai tệp cùng tên nên không được nhận.", field)


def _leads_elsewhere(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return len(parts) > 1 or name in ("", ".", "..") or ":" in name or len(name) > 4 * LONGEST
