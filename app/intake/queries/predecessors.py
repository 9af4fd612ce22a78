"""The communes that were merged into this one, named in the plan."""

import re
from collections.abc import Iterable
from itertools import pairwise

from app.intake.queries.letters import bare, leading_name
from app.intake.queries.paragraphs import Paragraph

_UNITS = r"(?:xa(?! hoi)|phuong|thi tran|huyen|quan|thi xa)"
_MERGER = re.compile(
    r"sap xep|sap nhap|hop nhat|nhap nguyen trang|sau khi nhap|hinh thanh tren co so"
)
_LIST = re.compile(rf"(?<!\w)(?:cac {_UNITS}(?: cu)?|{_UNITS})\s*[(:]?\s*(?:gom\s*:?\s*)?(?=\w)")
_NEXT = re.compile(rf"\s*(?:,|;|\bva\b|,\s?va\b)\s*(?:cac )?(?:{_UNITS}\s+)?(?=\w)")
_SENTENCE = re.compile(r"[.;]\s")


def read(paragraphs: Iterable[Paragraph]) -> tuple[str, ...]:
    """Names without their kind: ("Bắc Xa", "Kiên Mộc", "Bính Xá"); empty if no list is printed."""
    for paragraph in paragraphs:
        if not _MERGER.search(paragraph.bare):
            continue
        for start, end in _sentences(paragraph.bare):
            names = _in_sentence(paragraph, start, end)
            if names:
                return names
    return ()


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if _MERGER.search(text, start, end)]


def _in_sentence(paragraph: Paragraph, start: int, end: int) -> tuple[str, ...]:
    for match in _LIST.finditer(paragraph.bare, start, end):
        names = _listed(paragraph, match.end(), end)
        if len(names) > 1:
            return tuple(dict.fromkeys(names))
    return ()


def _listed(paragraph: Paragraph, place: int, end: int) -> list[str]:
    names: list[str] = []
    while place < end:
        name = leading_name(paragraph.text, place)
        if not name or not paragraph.bare.startswith(bare(name), place):
            break
        names.append(name)
        joint = _NEXT.match(paragraph.bare, place + len(name))
        if joint is None:
            break
        place = joint.end()
    return names
