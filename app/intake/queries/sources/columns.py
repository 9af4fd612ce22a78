"""What each column of a table of work is for, told by the words of its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.intake.queries.letters import bare


class Role(StrEnum):
    """The use of one column."""

    NUMBER = "number"
    CONTENT = "content"
    LEAD = "lead"
    SUPPORT = "support"
    OFFICES = "offices"
    TIME = "time"
    PERIOD = "period"
    PRODUCT = "product"
    NOTE = "note"


_WHO = r"(?:co quan|don vi|bo phan|nguoi|ca nhan|to chuc|tap the|dia phuong|phong(?: ban)?)"
_WHOS = rf"(?:cac )?{_WHO}(?:(?:,| va|/| -)? ?{_WHO})*"
_DOES = (
    r"(?:thuc hien|phu trach|tham muu|trien khai|duoc giao|chiu trach nhiem|theo doi|to chuc|"
    r"dau moi|lien quan)"
)
_WORK = r"(?:noi dung|nhiem vu|cong viec|hoat dong|cong tac|viec|phong trao)"
_OF_WORK_WORDS = (
    rf"(?:,| va|/| -|{_WORK}|thuc hien|trien khai|chu yeu|trong tam|cu the|chinh|cac|can|phai|"
    r"ke hoach|chi tiet|duoc giao|thi dua|khen thuong|nam|\d{4}|[ ()])"
)
_PATTERNS: tuple[tuple[Role, str], ...] = (
    (Role.NUMBER, r"(?:so )?(?:tt|stt|t\.t\.?|s\.t\.t\.?|thu tu|so thu tu)|so|no"),
    (Role.PERIOD, r"(?:quy (?:i{1,3}|iv|[1-4])|thang \d{1,2})(?:\s?[/-]\s?\d{4}| nam \d{4})?"),
    (Role.SUPPORT, rf"(?:{_WHOS} )?(?:cung )?phoi hop(?: {_DOES})?"),
    (Role.OFFICES, rf"(?:{_WHOS} )?chu tri(?:,| va|/| -|;) ?(?:{_WHOS} )?phoi hop(?: {_DOES})?"),
    (Role.LEAD, rf"(?:{_WHOS},? )?(?:chu tri|dau moi)(?:,? {_DOES})?"),
    (Role.OFFICES, rf"{_WHOS}(?: {_DOES})*"),
    (Role.OFFICES, r"(?:phan cong|to chuc|trach nhiem)(?: thuc hien| nhiem vu)?|thuc hien"),
    (Role.PRODUCT, r"(?:du kien )?(?:san pham|ket qua|dau ra)(?: [a-z]+){0,4}"),
    (
        Role.TIME,
        r"(?:du kien )?(?:thoi (?:gian|han|diem)|tien do|han|lich|quy|thang|ngay)"
        r"(?:,| va|/| -|(?: (?:thuc hien|hoan thanh|to chuc|du kien|trien khai|bat dau|ket thuc|"
        r"bao cao|nop|gui|cuoi|trong nam|tien hanh|xong)))*",
    ),
    (Role.CONTENT, rf"(?:ten |cac |dau |nhom |muc )?{_WORK}{_OF_WORK_WORDS}*"),
    (Role.NOTE, r"ghi chu"),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _PATTERNS)
_NOT_WORK = re.compile(
    r"ho (?:va )?ten|chuc vu|chuc danh|so luong|don gia|thanh tien|dien thoai|diem chuan|so tien"
)
_SPLIT_LONG = 80


def role_of(text: str) -> Role | None:
    """The role that a header cell names, None for any other text."""
    words = " ".join(bare(text).strip(" .:*()").split())
    if not words or len(words) > _SPLIT_LONG:
        return None
    return next((role for role, pattern in _COMPILED if pattern.fullmatch(words)), None)


_KEPT = (Role.NUMBER, Role.CONTENT)
_OF_WORK = (Role.LEAD, Role.SUPPORT, Role.OFFICES, Role.TIME, Role.PERIOD)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table of work stand."""

    roles: tuple[Role | None, ...]
    content: int = -1
    labels: tuple[str, ...] = ()

    def at(self, *roles: Role) -> tuple[int, ...]:
        """Places of the columns with any of these roles, from the left."""
        return tuple(place for place, role in enumerate(self.roles) if role in roles)

    @property
    def number(self) -> int | None:
        """Place of the column of ordinal numbers."""
        return next(iter(self.at(Role.NUMBER)), None)

    @property
    def is_work(self) -> bool:
        """Whether the table says what is done and by whom or when."""
        return self.content >= 0 and bool(self.at(*_OF_WORK))

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.roles)


def read_header(cells: Sequence[str]) -> Columns | None:
    """The columns if this row is the header of a table, None if it is a row of content."""
    roles: list[Role | None] = [role_of(cell) for cell in cells]
    filled = sum(1 for cell in cells if cell.strip())
    known = sum(1 for role in roles if role)
    numbered = Role.NUMBER in roles
    if known < 2 or (not numbered and (known < filled or Role.CONTENT not in roles)):
        return None
    contents = [place for place, role in enumerate(roles) if role is Role.CONTENT]
    for place in contents[1:]:
        roles[place] = None
    if any(_NOT_WORK.search(bare(cell)) for cell in cells):
        contents = []
    return Columns(tuple(roles), contents[0] if contents else -1, _labels(cells))


def with_second_row(first: Columns, cells: Sequence[str]) -> Columns | None:
    """The header completed by its second row ("Chủ trì | Phối hợp"), None if it is no header."""
    below = [role_of(cell) for cell in cells]
    filled = [role for role, cell in zip(below, cells, strict=True) if cell.strip()]
    if not filled or None in filled or Role.CONTENT in filled or Role.NUMBER in filled:
        return None
    if len(cells) != first.width or any(below[place] for place in first.at(*_KEPT)):
        return None
    roles = tuple(new or old for new, old in zip(below, first.roles, strict=True))
    return Columns(roles, first.content, _labels(cells))


def _labels(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in cells)
