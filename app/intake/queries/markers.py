"""The number, letter or bullet that opens an item: "I.", "1.", "2.1.", "a)", "-", "+"."""

import re
from dataclasses import dataclass
from enum import IntEnum

from app.intake.queries.letters import is_upper


class Rank(IntEnum):
    """The kinds of marker, from the outside in."""

    PART = 0
    ROMAN = 1
    NUMBER = 2
    DECIMAL = 3
    LETTER = 4
    DASH = 5
    PLUS = 6
    STAR = 7


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker and where the text after it begins."""

    rank: Rank
    value: str
    size: int

    @property
    def ordinal(self) -> int | None:
        """The place in its list, None for bullets."""
        if self.rank is Rank.ROMAN:
            return roman_value(self.value)
        if self.rank is Rank.NUMBER:
            return int(self.value)
        if self.rank is Rank.DECIMAL:
            return int(self.value.rsplit(".", 1)[1])
        return None


_ROMAN = re.compile(r"(?:Phần |Mục |PHẦN |MỤC )?(?P<value>[IVX]{1,6})\s?[./):-]\s*(?=[^\W\d_])")
_PART = re.compile(r"(?P<value>[A-HĐ])\s?[./)-]\s*(?=[^\W\d_])")
_DECIMAL = re.compile(r"(?P<value>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s+(?=\S)")
_NUMBER = re.compile(r"(?P<value>\d{1,2})\s?[./):]\s*(?=[^\W\d_]|[“\"(*])")
_LETTER = re.compile(r"(?P<value>[a-zđ])\s?[.)]\s*(?=\S)")
_BULLET = re.compile(r"(?P<value>[-–—•·●○▪■◦+*\uf0b7\uf02d\uf0a7])\s*(?=\S)")
_BULLET_RANKS = {"+": Rank.PLUS, "*": Rank.STAR}
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def read(text: str) -> Marker | None:
    """The marker at the very start of the text, None if it opens with words."""
    match = _ROMAN.match(text)
    if match and roman_value(match["value"]):
        return Marker(Rank.ROMAN, match["value"], match.end())
    match = _PART.match(text)
    if match and is_upper(text[match.end() :][:12]):
        return Marker(Rank.PART, match["value"], match.end())
    if _DATE.match(text):
        return None
    for rank, pattern in ((Rank.DECIMAL, _DECIMAL), (Rank.NUMBER, _NUMBER), (Rank.LETTER, _LETTER)):
        match = pattern.match(text)
        if match:
            return Marker(rank, match["value"], match.end())
    match = _BULLET.match(text)
    if match:
        rank = _BULLET_RANKS.get(match["value"], Rank.DASH)
        return Marker(rank, match["value"], match.end())
    return None


def roman_value(text: str) -> int | None:
    """The value of a Roman number up to 39, None if the letters are no such number."""
    total, before = 0, 0
    for letter in reversed(text):
        value = _ROMAN_DIGITS.get(letter, 0)
        total += value if value >= before else -value
        before = max(before, value)
    return total if 0 < total < 40 and _written(total) == text else None


def _written(number: int) -> str:
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + units[number % 10]
