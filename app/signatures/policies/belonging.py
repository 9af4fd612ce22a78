"""Whether a file that comes back signed is the paper, or another one.

A file that begins with one of the paper's own files is the paper. Any other is judged by what its
heading says: number and symbol, day (Decree 30/2020/NĐ-CP, annex I, boxes 3 and 4), and by the
code of its page of verification.
"""

import re
from datetime import date
from typing import Protocol

from app.lib import verification_codes
from app.lib.errors import Invalid
from app.lib.text import fold

_HEADING = 1500
"""Letters of the first page among which number and day stand."""
_NUMBER = re.compile(r"\bso\s*:\s*(\d{1,6})\s*/\s*([a-z0-9][a-z0-9&./-]*)")
_DAY = re.compile(r"ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})")
_CODE = re.compile(r"/v/([A-Za-z0-9_-]{16,20})(?![A-Za-z0-9_-])")
_UNKNOWN = (
    "Không thấy số {number} của văn bản này trong chữ của tệp (bản quét thường không có lớp chữ). "
    "Hãy mở tệp, đối chiếu số, ngày, trích yếu rồi mới xác nhận."
)


class Numbered(Protocol):
    """A paper of the outgoing register, as far as its heading goes."""

    @property
    def number(self) -> int: ...

    @property
    def symbol(self) -> str: ...

    @property
    def full_number(self) -> str: ...

    @property
    def issued_on(self) -> date | None: ...

    @property
    def code(self) -> str: ...


def check_text(paper: Numbered, text: str) -> tuple[str, ...]:
    """What to warn of in the text of a file that shares no byte with the paper's own files.

    Raises Invalid at `file` where the text carries another paper's number or code.
    """
    codes = set(map(verification_codes.canonical, _CODE.findall(text)))
    if codes - {paper.code}:
        raise _other(paper, "mang mã kiểm tra của một văn bản khác")
    heading = fold(text[:_HEADING])
    named = _NUMBER.search(heading)
    if named is not None and not _is_number_of(paper, named):
        raise _other(paper, f"ghi số {named[1]}/{named[2].upper()} ở đầu văn bản")
    if named is None and not codes:
        return (_UNKNOWN.format(number=paper.full_number),)
    day = _DAY.search(heading)
    if day is not None and paper.issued_on is not None:
        told = (int(day[1]), int(day[2]), int(day[3]))
        if told != (paper.issued_on.day, paper.issued_on.month, paper.issued_on.year):
            return (
                f"Ngày ghi trong tệp ({told[0]:02d}/{told[1]:02d}/{told[2]}) khác ngày của văn bản "
                f"trong sổ ({paper.issued_on:%d/%m/%Y}).",
            )
    return ()


def _is_number_of(paper: Numbered, named: re.Match[str]) -> bool:
    """Whether the heading names the paper; a long symbol may be broken over two lines."""
    symbol, said = fold(paper.symbol), named[2].rstrip(".")
    is_same = said == symbol or (said.endswith(("-", "/")) and symbol.startswith(said))
    return int(named[1]) == paper.number and is_same


def check_owner(paper: Numbered, owner: Numbered | None) -> None:
    """Raise Invalid at `file` for a file that is another paper of the register."""
    if owner is not None:
        raise _other(paper, f"là bản của văn bản số {owner.full_number} trong sổ")


def _other(paper: Numbered, why: str) -> Invalid:
    return Invalid(
        f"Tệp này {why}, không phải văn bản số {paper.full_number}. Hãy chọn đúng tệp của văn bản "
        "này. Nếu máy quét đọc sai chữ, hãy quét lại không kèm lớp chữ.",
        "file",
    )
