"""Numbers and their series (Decree 30/2020/NĐ-CP, article 15)."""

import re

from app.documents.terms import PaperKind
from app.lib.errors import Invalid

LARGEST = 99_999
_NUMBER = re.compile(r"0*([1-9]\d{0,4})")


def series_of(kind: PaperKind, symbol: str) -> str:
    """The row of numbers in which a paper counts.

    Papers of one kind and organ count together ("KH-UBND"); official letters of one organ count
    together whatever office drafted them: "UBND-VHXH" counts in "CV-UBND".
    """
    if kind.abbreviation:
        return symbol
    return f"CV-{symbol.partition('-')[0]}"


def check_number(wanted: str) -> int:
    """The number that an official typed. Raises Invalid at `number` for what is none."""
    found = _NUMBER.fullmatch(wanted.strip())
    if found is None:
        raise Invalid("Số văn bản chỉ gồm chữ số, ví dụ 01 hoặc 125.", "number")
    return int(found.group(1))
