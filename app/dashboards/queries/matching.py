"""Finding Vietnamese text by what was typed, with or without diacritics, inside PostgreSQL.

The database has no ICU and no extensions, so it cannot fold text itself. Instead the typed words
become regular expressions in which each plain letter stands for all that fold to it: made from
`app.lib.text.fold`, so that search and fold never disagree.
"""

import re
from collections import defaultdict
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, false

from app.lib.text import fold

LONGEST_QUERY = 100
MOST_WORDS = 10
_LETTERS = (range(0x21, 0x250), range(0x1E00, 0x1F00))
_MARKS = "[\u0300-\u036f]*"
"""Tones and accents may be stored as characters of their own, after the letter."""


@lru_cache
def _variants() -> dict[str, str]:
    """Every character that folds to a plain one, by the plain one: "d" → "DdĐđ…"."""
    found: dict[str, list[str]] = defaultdict(list)
    for block in _LETTERS:
        for number in block:
            plain = fold(chr(number))
            if len(plain) == 1:
                found[plain].append(chr(number))
    return {plain: "".join(letters) for plain, letters in found.items()}


def words(typed: str) -> list[str]:
    """The words of a query as they are looked for, each once."""
    printable = "".join(char if char.isprintable() else " " for char in typed[:LONGEST_QUERY])
    return list(dict.fromkeys(fold(printable).split()))[:MOST_WORDS]


def pattern(word: str) -> str:
    """A regular expression of PostgreSQL for a folded word."""
    return "".join(_one(char) for char in word)


def _one(char: str) -> str:
    letters = _variants().get(char, char)
    if not char.isalpha():
        return re.escape(char)
    return f"[{letters}]{_MARKS}"


def matches(column: Any, typed: str) -> ColumnElement[bool]:
    """Whether the column holds every word of what was typed, in any order; no words, no match."""
    wanted = [column.op("~", is_comparison=True)(pattern(word)) for word in words(typed)]
    return and_(*wanted) if wanted else false()
