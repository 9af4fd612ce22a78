"""The parts of a plan that a draft is filled from: purpose, requirements, budget, duties."""

import re

from app.intake.queries.markers import Rank
from app.intake.queries.outline import Item, Outline
from app.intake.queries.plan import Duty

_PURPOSE = re.compile(r"(?:ve )?muc (?:dich|tieu)\b(?!.{0,6}yeu cau)")
_REQUIREMENTS = re.compile(r"(?:ve )?yeu cau\b")
_BOTH = re.compile(r"muc (?:dich|tieu).{0,12}yeu cau")
_BUDGET = re.compile(r"(?:nguon )?kinh phi\b")
_DUTIES = re.compile(
    r"(?:phan cong )?(?:to chuc thuc hien|phan cong nhiem vu|trach nhiem thuc hien)"
)
_LONGEST_NAME = 120
_BASES = re.compile(r"(?:cac )?(?:can cu|co so phap ly)\b")


def purpose(outline: Outline) -> tuple[str, ...]:
    """The paragraphs on the purpose."""
    return _texts(outline, _PURPOSE) or _texts(outline, _BOTH)


def requirements(outline: Outline) -> tuple[str, ...]:
    """The paragraphs on the requirements."""
    return _texts(outline, _REQUIREMENTS)


def budget(outline: Outline) -> tuple[str, ...]:
    """The paragraphs on money."""
    return _texts(outline, _BUDGET)


def implementation(outline: Outline) -> tuple[str, ...]:
    """The paragraphs on who does what."""
    return _texts(outline, _DUTIES)


def duties(outline: Outline) -> tuple[Duty, ...]:
    """The same by actor: one for each numbered item, "Phòng Kinh tế: …" cut at its colon."""
    section = next((item for item in outline.sections if _DUTIES.match(item.bare)), None)
    if section is None:
        return ()
    return tuple(
        _duty(item)
        for item in section.children
        if item.paragraph.marker and item.paragraph.marker.rank < Rank.DASH
    )


def _duty(item: Item) -> Duty:
    name, colon, rest = item.text.partition(":")
    short = bool(colon) and len(name) <= _LONGEST_NAME
    own = (rest.strip(),) if short and rest.strip() else ()
    under = tuple(item.texts())
    actor = name if short else item.text
    return Duty(actor.strip(" .:"), own + under, item.paragraph.line)


def bases(outline: Outline) -> Item | None:
    """The section that only lists the bases, which some plans have."""
    return next((item for item in outline.sections if _BASES.match(item.bare)), None)


def _texts(outline: Outline, heading: re.Pattern[str]) -> tuple[str, ...]:
    for item in outline.walk():
        if not heading.match(item.bare):
            continue
        found = tuple(item.texts())
        if found:
            return found
        _, colon, rest = item.text.partition(":")
        if colon and rest.strip():
            return (rest.strip(),)
    return ()
