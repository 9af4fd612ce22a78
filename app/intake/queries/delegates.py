"""How many delegates a conference has, and the shares of their groups."""

import re
from collections.abc import Sequence
from decimal import Decimal

from app.intake.queries.paragraphs import Paragraph
from app.intake.queries.plan import Delegates

_COUNT = r"(?P<count>\d{1,3}(?:[.,]\d{3})*|\d{1,6})"
_WHO = r"(?:\s*\([^)]{0,40}\))?\s*(?:dai bieu|nguoi|dong chi|khach moi)"
_MAX = re.compile(
    rf"(?:toi da|khong (?:qua|vuot qua|nhieu hon)|nhieu nhat)(?: la| khoang)?:?\s*{_COUNT}{_WHO}"
)
_APPROX = re.compile(
    rf"(?:khoang|du kien|uoc(?: tinh)?|xap xi|gan)(?: la| co| khoang| tu)*:?\s*{_COUNT}{_WHO}"
)
_TOTAL = re.compile(rf"(?:tong so|so luong|tong cong)[^.;\d]{{0,60}}?{_COUNT}{_WHO}")
_IS_TOTAL = re.compile(r"tong so|so luong|tong cong|quy mo")
_ABOUT = re.compile(r"dai bieu|thanh phan|so luong|tham du")
_SHARE = re.compile(r"(?P<share>\d{1,3}(?:[.,]\d{1,2})?)\s?%")


def read(paragraphs: Sequence[Paragraph]) -> Delegates:
    """The maximum, the approximate number and the ratios, wherever the paper states them."""
    about = [paragraph for paragraph in paragraphs if _ABOUT.search(paragraph.bare)]
    ordered = sorted(about, key=lambda paragraph: not _IS_TOTAL.search(paragraph.bare))
    maximum = _first(_MAX, ordered)
    approximate = _first(_APPROX, ordered)
    if approximate is None and maximum is None:
        approximate = _first(_TOTAL, ordered)
    return Delegates(maximum, approximate, _ratios(about))


def _first(pattern: re.Pattern[str], paragraphs: Sequence[Paragraph]) -> int | None:
    for paragraph in paragraphs:
        match = pattern.search(paragraph.bare)
        if match:
            return int(match["count"].replace(".", "").replace(",", ""))
    return None


def _ratios(paragraphs: Sequence[Paragraph]) -> tuple[Decimal, ...]:
    """The percentages of the first paragraph that divides the delegates among groups."""
    for paragraph in paragraphs:
        if "dai bieu" not in paragraph.bare:
            continue
        shares = [
            Decimal(match["share"].replace(",", ".")) for match in _SHARE.finditer(paragraph.bare)
        ]
        if len(shares) > 1 and sum(shares) <= 100 * len(shares):
            return tuple(shares)
    return ()
