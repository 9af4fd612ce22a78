"""Plain text broken into lines of a given width."""

import re
from collections.abc import Iterator

from reportlab.pdfbase import pdfmetrics

_NUMBERED = re.compile(
    r"(?:.*\u00a0)?(?:ngày|tháng|năm|quý|số|lần|cụm) (?:\d|[IVX]+\b)", re.IGNORECASE
)
_COMPOUNDS = (
    "thi đua|khen thưởng|công tác|nhiệm vụ|kế hoạch|kết quả|phương hướng|phong trào|ủy ban|uỷ ban"
    "|nhân dân|hội đồng|hội nghị|tiên tiến|đơn vị|xếp hạng|triển khai|thực hiện|tổ chức|báo cáo"
)
_COMPOUND = re.compile(rf"\b(?:{_COMPOUNDS})\b", re.IGNORECASE)
"""Words of two syllables that a title should not part."""
_GLUE = "\u00a0"


def width(text: str, font: str, size: float) -> float:
    """The printed width of one line."""
    return float(pdfmetrics.stringWidth(text, font, size))


def wrap(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """Lines no wider than `room`, with `năm 2026` and the like on one line.

    A word that is wider by itself is cut.
    """
    return tuple(
        line for part in text.split("\n") for line in _wrap_paragraph(part, font, size, room)
    )


def balanced(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """As few lines as `wrap` needs, but of nearly the same width: for centred titles.

    The commonest words of two syllables are not parted.
    """
    glued = _COMPOUND.sub(lambda found: found.group().replace(" ", _GLUE), text)
    balance = (_balance(part, font, size, room) for part in glued.split("\n"))
    return tuple(line.replace(_GLUE, " ") for part in balance for line in part)


def longest_word(text: str, font: str, size: float) -> float:
    """The width that this text needs if no word is to be cut."""
    return max((width(word, font, size) for word in text.split()), default=0.0)


def _wrap_paragraph(text: str, font: str, size: float, room: float) -> Iterator[str]:
    if width(text, font, size) <= room:
        yield text
        return
    line = ""
    for word in _words(text, font, size, room):
        longer = f"{line} {word}" if line else word
        if width(longer, font, size) <= room:
            line = longer
            continue
        if line:
            yield line
        *full, line = _cut(word, font, size, room)
        yield from full
    yield line


def _words(text: str, font: str, size: float, room: float) -> Iterator[str]:
    """What is not to be parted: words, and a number with the word before it if they fit."""
    words = text.split(" ")
    place = 0
    while place < len(words):
        pair = " ".join(words[place : place + 2])
        if _NUMBERED.match(pair) and width(pair, font, size) <= room:
            yield pair
            place += 2
        else:
            yield words[place]
            place += 1


def _cut(word: str, font: str, size: float, room: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and width(piece + letter, font, size) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _balance(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    best = tuple(_wrap_paragraph(text, font, size, room))
    narrow, wide = room / 2, room
    while len(best) > 1 and wide - narrow > 1:
        middle = (narrow + wide) / 2
        lines = tuple(_wrap_paragraph(text, font, size, middle))
        if len(lines) == len(best):
            best, wide = lines, middle
        else:
            narrow = middle
    return best
