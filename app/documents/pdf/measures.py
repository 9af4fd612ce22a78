"""The page of Decree 30/2020/NĐ-CP, annex I, in points."""

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

PORTRAIT: tuple[float, float] = A4
LANDSCAPE: tuple[float, float] = landscape(A4)

TOP = BOTTOM = RIGHT = 20 * mm
LEFT = 30 * mm
NUMBER_BELOW_EDGE = 13 * mm
"""From the upper edge of the paper down to the foot of the page number."""

BODY = 14
BODY_LEADING = 18
INDENT = 12.7 * mm
GAP = 6
"""Least distance between two paragraphs."""

RULE = 0.75
"""Thickness of the rules under motto, issuer and abstract."""
RULE_SHARE = 0.4
"""A rule under a name is from a third to a half as long as its text."""

SIGNING_SPACE = "signing-space"
"""The destination inside the file that names the space for the signature: box 7c."""


def room(page: tuple[float, float]) -> float:
    """The width between the margins."""
    return page[0] - LEFT - RIGHT


def depth(page: tuple[float, float]) -> float:
    """The height between the margins."""
    return page[1] - TOP - BOTTOM
