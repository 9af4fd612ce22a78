"""The foot of a paper: whom it is sent to, and who signed it."""

import re
from collections.abc import Sequence

from app.intake.queries import zones
from app.intake.queries.letters import bare, is_upper
from app.intake.queries.plan import Recipient, Signer
from app.intake.queries.zones import Text

_HEADING = re.compile(r"(?:noi nhan|noi gui)\s*:?\s*")
_GAP = re.compile(r"\s{4,}|\t+")
_BULLET = re.compile(r"^[-–—•+*]\s*")
_ITEM_BREAK = re.compile(r";\s*[-–—•+]\s*(?=\S)")
_PURPOSE = re.compile(r"^(?P<name>.+?)\s*\((?P<purpose>[^()]{1,40})\)$")
_SIGN_MARK = re.compile(
    r"\(?(?:da ky|ky ten|ky,? ?dong dau|chu ky|ky boi|nguoi ky|ngay ky|thoi gian)"
)
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*")
_TITLES = re.compile(
    r"^(?:(?:ThS|TS|Ths|PGS|GS|BS|CKI|CKII|Thạc sĩ|Tiến sĩ|Đại tá|Thượng tá|Trung tá|Thiếu tá|"
    r"Đại úy|Thượng úy|Thiếu tướng|Trung tướng|Đại tướng)\.?\s+)+"
)
_LINES_TO_NAME = 12


def recipients(foot: Sequence[Text]) -> tuple[Recipient, ...]:
    """The lines of "Nơi nhận" in order, the archive line included."""
    items: list[str] = []
    reading = False
    for text in foot:
        heading = _HEADING.match(text.bare)
        left = _left_column(text.text)
        if heading:
            reading = True
            left = left[heading.end() :].strip()
        elif not reading:
            continue
        if not left or zones.is_signature(left):
            if reading and items and zones.is_signature(text.text):
                break
            continue
        if _is_name(left) and items and _is_archive(items[-1]):
            break
        _add(items, left)
        if _is_closed(items):
            break
    return tuple(_recipient(item) for item in items)


def _left_column(text: str) -> str:
    """The part left of a wide gap, when a signature was flattened onto the same line."""
    parts = [part for part in _GAP.split(text.strip()) if part]
    return parts[0] if parts else ""


def _add(items: list[str], text: str) -> None:
    pieces = _ITEM_BREAK.split(text)
    for piece in pieces:
        opens = _BULLET.match(piece) is not None
        name = _BULLET.sub("", piece).strip()
        if not name:
            continue
        goes_on = items and not opens and not items[-1].endswith((";", ".")) and len(pieces) == 1
        if goes_on and not _is_archive(items[-1]):
            items[-1] += f" {name}"
        else:
            items.append(name)


def _is_archive(item: str) -> bool:
    return bare(item[:10]).startswith("luu")


def _is_closed(items: list[str]) -> bool:
    return bool(items) and _is_archive(items[-1]) and items[-1].endswith(".")


def _recipient(item: str) -> Recipient:
    name = " ".join(item.split()).strip(" ;.,")
    match = _PURPOSE.match(name)
    if match is None:
        return Recipient(name)
    return Recipient(match["name"].strip(" ;.,"), match["purpose"].strip())


def signer(foot: Sequence[Text]) -> tuple[Signer, int | None]:
    """Capacity, position and name as printed, and the line of the position."""
    pieces = [
        (text.no, piece)
        for text in foot
        for piece in _GAP.split(text.text.strip())
        if piece.strip()
    ]
    capacities = [piece for _, piece in pieces if zones.is_capacity(piece)]
    places = [
        place
        for place, (_, piece) in enumerate(pieces)
        if zones.is_signature(piece) and not zones.is_capacity(piece)
    ]
    if not places:
        return Signer(capacity=", ".join(capacities) or None), None
    place = places[-1]
    name = next(
        (
            _TITLES.sub("", piece).strip(" .")
            for _, piece in pieces[place + 1 : place + 1 + _LINES_TO_NAME]
            if _is_name(piece)
        ),
        None,
    )
    position = pieces[place][1].strip(" .:")
    return Signer(", ".join(capacities) or None, position, name), pieces[place][0]


def _is_name(text: str) -> bool:
    """Whether the line is the name of a person: two to six words, each with a capital."""
    plain = _TITLES.sub("", text.strip(" ."))
    words = plain.split()
    if not 2 <= len(words) <= 6 or _SIGN_MARK.match(bare(text)) or ":" in text or ";" in text:
        return False
    if is_upper(plain) and zones.is_signature(plain):
        return False
    return all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words)
