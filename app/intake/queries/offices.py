"""The actors printed in one cell, told apart: "- UBND xã. - Phòng Nội vụ; các thôn"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.intake.queries.letters import bare
from app.intake.queries.organs import STARTERS_BARE
from app.lib import office_names

_GROUP = (
    r"cac|nhung|thanh vien|lanh dao|chu tich|pho chu tich|truong|thu truong|giam doc|bi thu|"
    r"co quan|don vi|doan|hoi|to|bcd|bch|bo phan|cong chuc|can bo|thon|xom|ban|chi bo|chi hoi|"
    r"cong doan|bgh|ban giam hieu|giao vien|hieu truong|ke toan|van thu|"
    r"dai truyen thanh|nha truong|nguoi|cum|khoi|mttq|vp|vhxh|thuong truc|tt|toan the|dia phuong"
)
_ACTOR = re.compile(rf"(?:{STARTERS_BARE}|{_GROUP})\b")
_GROUP_LOWER = re.compile(
    r"(?:cac (?:co quan|don vi|phong|so|ban|thon|xom|xa|doan the|to chuc|nganh|truong|ban nganh|"
    r"bo phan|chi bo|chi hoi|hoi|to|to dan pho|dia phuong|doanh nghiep|tap the|ca nhan|khu|ap|ban)|"
    r"ubnd|hdnd|thanh vien|lanh dao|mttq)\b"
)
_BREAK = re.compile(r"[\n;]+|\s[•·●+]\s|(?<=[^\W\d_])\s+(?=Các\s)")
_BULLET = re.compile(r"(?:(?<=[.,:])\s*|\s)[-–—]\s+|(?<=[.,])[-–—]\s*")
_STOP = re.compile(r"\.\s+(?=[^\W\d_a-z])")
_COMMA = re.compile(r",\s+|\s+(?:và|cùng với|phối hợp với)\s+")
_SHORTENED = re.compile(r"(?:^|\s)(?:TP|Tp|TT|TX|Q|P|H|ThS|TS|Ths)$")
_HELD_TOGETHER = re.compile(
    r"(?:van phong|thuong truc|tt|lanh dao|chu tich|cac)?:?\s*"
    r"(?:hdnd|hoi dong nhan dan|dang uy|ubnd|uy ban nhan dan|cong an)$"
)
_SIDE = re.compile(
    r"(?<!\w)(?:(?:co quan|don vi|bo phan)\s+)?"
    r"(?P<side>chu\s+tri|phoi\s+hop)(?:\s+thuc hien)?\s*:\s*"
)
_EDGES = " \t.;,:+*•·●-–—/"
_SUFFIX = re.compile(r"^(?P<short>Phòng .+?) (?:xã|phường|huyện|tỉnh|thành phố|thị xã|đặc khu)$")


def split(cell: str) -> tuple[str, ...]:
    """The names in the printed order, each once, without bullets and closing marks."""
    names: list[str] = []
    for piece in _BREAK.split(_rejoined(cell)):
        for part in _by_bullets(piece):
            for sentence in _by_stops(part):
                names += _by_commas(sentence.strip(_EDGES))
    return unique(name.strip(_EDGES) for name in names)


@dataclass(frozen=True, slots=True)
class Sides:
    """The actors of one cell: those it says lead, those it says support, and the rest."""

    lead: tuple[str, ...]
    plain: tuple[str, ...]
    support: tuple[str, ...]


def sides(cell: str) -> Sides:
    """The names by what the cell itself says: "Chủ trì: Phòng A; phối hợp: Ban B, các thôn".

    What stands before the first of these words is plain; the words are no part of a name.
    """
    marks = list(_SIDE.finditer(bare(cell)))
    starts = [mark.start() for mark in marks]
    parts: dict[str, list[str]] = {"chu tri": [], "phoi hop": []}
    for mark, end in zip(marks, [*starts[1:], len(cell)], strict=False):
        parts[" ".join(mark["side"].split())] += split(cell[mark.end() : end])
    plain = split(cell[: starts[0]] if starts else cell)
    return Sides(unique(parts["chu tri"]), plain, unique(parts["phoi hop"]))


def _rejoined(cell: str) -> str:
    """A name that a narrow column broke, whole again: "Sở Nông⏎nghiệp và Môi trường"."""
    lines = cell.split("\n")
    whole = lines[0]
    for line in lines[1:]:
        text = line.strip()
        names_actor = _ACTOR.match(bare(text[:60])) is not None
        is_broken = text[:1].islower() and whole.rstrip()[-1:].isalpha() and not names_actor
        whole += (" " if is_broken else "\n") + line
    return whole


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names without those that repeat an earlier one in another spelling."""
    seen: dict[str, str] = {}
    for name in names:
        clean = " ".join(name.split())
        if any(char.isalnum() for char in clean):
            seen.setdefault(key(clean), clean)
    return tuple(seen.values())


def key(name: str) -> str:
    """A key by which two spellings of one office are the same: "HĐTĐKT xã", "Hội đồng TĐKT xã".

    Unlike `office_names.key` it leaves the diacritics out, which a file may have lost.
    """
    return bare(office_names.key(name))


def known_short(names: Iterable[str]) -> dict[str, str]:
    """Longer spellings led to the shorter one that the same paper prints.

    "Phòng Văn hóa – Xã hội xã" is the "Phòng Văn hóa – Xã hội" of the other rows.
    """
    printed = {key(name): name for name in names}
    shorter: dict[str, str] = {}
    for name in printed.values():
        match = _SUFFIX.match(name)
        if match and key(match["short"]) in printed:
            shorter[key(name)] = printed[key(match["short"])]
    return shorter


def _by_bullets(piece: str) -> list[str]:
    """Cut at dashes that open an item, not at the dash inside "Văn hóa – Xã hội"."""
    parts, start = [], 0
    for match in _BULLET.finditer(piece):
        before = piece[: match.start()].rstrip()
        opened = not before or before[-1] in ".;,:"
        if opened or _opens_actor(piece[match.end() :]):
            parts.append(piece[start : match.start()])
            start = match.end()
    return [*parts, piece[start:]]


def _opens_actor(text: str) -> bool:
    return text[:1].isupper() and _ACTOR.match(bare(text[:60])) is not None


def _by_stops(part: str) -> list[str]:
    """Cut at full stops followed by a capital, but not after "TP." and the like."""
    pieces, start = [], 0
    for match in _STOP.finditer(part):
        if not part[match.end()].isupper() or _SHORTENED.search(part[start : match.start()]):
            continue
        pieces.append(part[start : match.start()])
        start = match.end()
    return [*pieces, part[start:]]


def _by_commas(sentence: str) -> list[str]:
    """Cut at commas and "và" only where another actor clearly begins."""
    pieces, start = [], 0
    for match in _COMMA.finditer(sentence):
        rest = sentence[match.end() :]
        before = sentence[start : match.start()]
        begins = _opens_actor(rest) or _GROUP_LOWER.match(bare(rest[:60])) is not None
        if begins and not _HELD_TOGETHER.search(bare(before)) and before.strip(_EDGES):
            pieces.append(before)
            start = match.end()
    return [*pieces, sentence[start:]]
