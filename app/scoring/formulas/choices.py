"""Named rows of a formula, each worth some points: the answers of a survey, the awards held."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.formulas.params import Params

MOST_POINTS_EACH = Decimal(10000)


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: `name` is the input's, `label` what the sheet shows, `points` what it is worth."""

    name: str
    label: str
    points: Decimal

    @classmethod
    def from_given(cls, given: Params, name: str) -> Self:
        """Parameters: label, points; optional name (else the given one)."""
        label = given.text("label", "")
        if not label:
            raise Invalid("Chưa nhập tên.", given.at("label"))
        points = given.number("points")
        if not 0 <= points <= MOST_POINTS_EACH:
            said = f"Điểm phải từ 0 đến {numbers.vi(MOST_POINTS_EACH)}."
            raise Invalid(said, given.at("points"))
        choice = cls(given.word("name", name), label, points)
        given.refuse_unread()
        return choice

    def params(self) -> dict[str, object]:
        return {"name": self.name, "label": self.label, "points": f"{self.points:f}"}


def read(given: Params, rows: str, word: str) -> tuple[Choice, ...]:
    """The rows of a parameter; those without a name are called `<word>_1`, `<word>_2`, …"""
    return tuple(
        Choice.from_given(row, f"{word}_{number}") for number, row in enumerate(given.rows(rows), 1)
    )


def check(choices: Iterable[Choice], field: str, none_said: str) -> None:
    """Raises Invalid at `field` where there is no row, or two have one name or one label."""
    names: set[str] = set()
    for choice in choices:
        label = choice.label.casefold()
        if choice.name in names or label in names:
            raise Invalid(f"“{choice.label}” bị trùng; mỗi dòng cần một tên riêng.", field)
        names |= {choice.name, label}
    if not names:
        raise Invalid(none_said, field)
