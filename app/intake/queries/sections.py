"""The parts of a plan that a draft is filled from: purpose, requirements, budget, duties."""

import re

from app.intake.queries.outline import Item, Outline

_PURPOSE = re.compile(r"(?:ve )?muc (?:dich|tieu)\b(?!.{0,6}yeu cau)")
_REQUIREMENTS = re.compile(r"(?:ve )?yeu cau\b")
_BOTH = re.compile(r"muc (?:dich|tieu).{0,12}yeu cau")
_BUDGET = re.compile(r"(?:nguon )?kinh phi\b")
_DUTIES = re.compile(
    r"(?:phan cong )?(?:to chuc thuc hien|phan cong nhiem vu|trach nhiem thuc hien)"
)
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


def duties(outline: Outline) -> tuple[str, ...]:
    """The paragraphs on who does what."""
    return _texts(outline, _DUTIES)


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
