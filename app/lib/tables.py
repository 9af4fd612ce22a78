"""Tables for spreadsheets, as comma-separated text."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets on Windows take Vietnamese letters for another alphabet."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table as CSV (RFC 4180) in which no cell is a formula, whatever somebody typed."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(head)
    lines.writerows([cell(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + text.getvalue()


def cell(text: str) -> str:
    """What a cell holds: text that a spreadsheet would reckon stands behind an apostrophe."""
    if text.startswith(_FORMULA) and _NUMBER.fullmatch(text) is None:
        return f"'{text}"
    return text
