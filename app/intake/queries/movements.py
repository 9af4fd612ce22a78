"""Movements named in quotation marks, names with quotations inside them included."""

import re
from collections.abc import Iterable, Iterator

from app.intake.queries.paragraphs import Paragraph
from app.lib.text import tone_key

_OPEN, _CLOSE, _STRAIGHT = "“«„‟", "”»", '"'
_LEADS = re.compile(
    r"phong trao(?: thi dua)?(?: yeu nuoc)?(?: dac biet| chuyen de| trong tam)?"
    r"(?: (?:la|ve|cao diem|lon|gom|sau))?\s*(?:sau\s*)?:?\s*$"
)
_JOINS = re.compile(
    r"\s*(?:[,;]|va|,\s?va|;\s?va|"
    r"[,;]?\s*(?:va )?(?:cac )?phong trao(?: thi dua)?(?: yeu nuoc)?:?)?\s*"
)
_CLAUSE_END = re.compile(r"[;.]|,? và ")
_LOOK_BACK = 80
_LONGEST = 300


def read(paragraphs: Iterable[Paragraph]) -> tuple[str, ...]:
    """The names of the movements, in order, each once and as printed."""
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        if "phong trao" not in paragraph.bare:
            continue
        for name in _names(paragraph):
            found.setdefault(tone_key(name), name)
    return tuple(found.values())


def _names(paragraph: Paragraph) -> Iterator[str]:
    last_end: int | None = None
    for start, end in _quotations(paragraph.text):
        before = paragraph.bare[max(0, start - _LOOK_BACK) : start]
        listed = last_end is not None and _JOINS.fullmatch(paragraph.bare[last_end:start])
        if not (_LEADS.search(before) or listed):
            last_end = None
            continue
        last_end = end
        name = _name(paragraph.text[start + 1 : end])
        if name and len(name) <= _LONGEST:
            yield name


def _name(quoted: str) -> str:
    """The words inside the marks, without the closing mark of the quotation itself."""
    closes = quoted[-1:] in (_STRAIGHT, *_CLOSE)
    balanced = sum(quoted.count(char) for char in _OPEN) < sum(quoted.count(c) for c in _CLOSE)
    inner = quoted[:-1] if closes and (balanced or quoted[-1] == _STRAIGHT) else quoted
    return inner.strip(" .,;:")


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Outermost quotations as (start, end), the closing mark included where there is one."""
    place = 0
    while place < len(text):
        if text[place] in _OPEN:
            end = _closing(text, place)
        elif text[place] == _STRAIGHT:
            end = text.find(_STRAIGHT, place + 1) + 1
        else:
            place += 1
            continue
        if end > place:
            yield place, end
        place = max(end, place + 1)


def _closing(text: str, start: int) -> int:
    """The end of the quotation; one that lost its last mark ends with its clause."""
    depth, first = 0, 0
    limit = min(len(text), start + _LONGEST + 20)
    for place in range(start, limit):
        if text[place] in _OPEN:
            depth += 1
        elif text[place] in _CLOSE:
            first = first or place + 1
            depth -= 1
            if depth == 0:
                return place + 1
    nested = any(char in _OPEN for char in text[start + 1 : first])
    clause = _CLAUSE_END.search(text, first, limit) if first and nested else None
    return clause.start() if clause else first
