"""Plain text broken into lines of a given width."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics

_NUMBERED = re.compile(r"\b(?:ngày|tháng|năm|quý|số|lần|cụm) (?:\d|[IVX]+\b)", re.IGNORECASE)
_COMPOUNDS = (
    "thi đua|khen thưởng|công tác|nhiệm vụ|kế hoạch|kết quả|phương hướng|phong trào|ủy ban|uỷ ban"
    "|nhân dân|hội đồng|hội nghị|tiên tiến|đơn vị|xếp hạng|triển khai|thực hiện|tổ chức|báo cáo"
    "|danh hiệu|danh sách|chủ tịch|giám đốc|chỉ đạo|văn hóa|văn hoá|xã hội|kinh tế|quản lý"
    "|phụ trách|giấy khen|bằng khen|lao động|chiến sĩ"
)
_COMPOUND = re.compile(rf"\b(?:{_COMPOUNDS})\b", re.IGNORECASE)
"""Words of two syllables that a title should not part."""
_DASHES = (["-"], ["–"])
_LONGEST_KEPT = 60
"""Longer texts seldom come again."""


def width(text: str, font: str, size: float) -> float:
    """The printed width of one line."""
    if len(text) > _LONGEST_KEPT:
        return float(pdfmetrics.stringWidth(text, font, size))
    return _thousandths(text, font) * size / 1000


@lru_cache(maxsize=20_000)
def _thousandths(text: str, font: str) -> float:
    """The width at size 1000: papers say the same words over and over."""
    return float(pdfmetrics.stringWidth(text, font, 1000))


def wrap(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """Lines no wider than `room`, with `năm 2026` and the like on one line.

    A word that is wider by itself is cut.
    """
    if len(text) > _LONGEST_KEPT:
        return _lines(text, font, size, room)
    return _kept_lines(text, font, size, room)


def balanced(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """As few lines as `wrap` needs, but of nearly the same width: for centred titles.

    The commonest words of two syllables are not parted either.
    """
    face = Face(font, size, (_NUMBERED, _COMPOUND))
    return tuple(line for part in text.split("\n") for line in _balanced(part, face, room))


def longest_word(text: str, font: str, size: float) -> float:
    """The width that this text needs if no word is to be cut."""
    return max((width(word, font, size) for word in text.split()), default=0.0)


@dataclass(frozen=True, slots=True)
class Face:
    """What text is set in, and which pairs of words are not parted."""

    font: str
    size: float
    pairs: tuple[re.Pattern[str], ...]

    def width(self, text: str) -> float:
        return width(text, self.font, self.size)


def _lines(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    face = Face(font, size, (_NUMBERED,))
    return tuple(line for part in text.split("\n") for line in _wrapped(part, face, room))


_kept_lines = lru_cache(maxsize=20_000)(_lines)
"""Lists of thousands name the same offices, titles and places over and over."""


def _wrapped(text: str, face: Face, room: float) -> Iterator[str]:
    if face.width(text) <= room:
        yield text
        return
    line = ""
    for word in _words(text, face, room):
        longer = f"{line} {word}" if line else word
        if face.width(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        *full, line = _cut(word, face, room)
        yield from full
    yield line


def _words(text: str, face: Face, room: float) -> Iterator[str]:
    """What is not to be parted: single words, and the pairs of the face if they fit.

    A dash between words closes its line and never opens the next one.
    """
    words = text.split(" ")
    place = 0
    while place < len(words):
        count = _together(words[place : place + 3], face, room)
        yield " ".join(words[place : place + count])
        place += count


def _together(words: Sequence[str], face: Face, room: float) -> int:
    """How many of the first words stand on one line, where there is room for them."""
    pair = " ".join(words[:2])
    most = 2 if any(pattern.search(pair) for pattern in face.pairs) else 1
    for count in range(most, 0, -1):
        closed = count + (words[count : count + 1] in _DASHES)
        if face.width(" ".join(words[:closed])) <= room:
            return closed
    return 1


def _cut(word: str, face: Face, room: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and face.width(piece + letter) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _balanced(text: str, face: Face, room: float) -> tuple[str, ...]:
    best = tuple(_wrapped(text, face, room))
    narrow, wide = room / 2, room
    while len(best) > 1 and wide - narrow > 1:
        middle = (narrow + wide) / 2
        lines = tuple(_wrapped(text, face, middle))
        if len(lines) == len(best):
            best, wide = lines, middle
        else:
            narrow = middle
    return best
