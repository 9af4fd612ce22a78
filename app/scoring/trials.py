"""Trying a set out: some invented members of one cluster side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.lib.errors import Invalid
from app.scoring.reckoning import Given, Reckoning
from app.scoring.scale import Scale
from app.scoring.tree import Totals

FEWEST_MEMBERS, MOST_MEMBERS = 1, 4


@dataclass(frozen=True)
class Tried:
    """One member reckoned through: points and how they came about by criterion id, and the sum."""

    points: Mapping[int, Decimal]
    explained: Mapping[int, str]
    totals: Totals
    band: str


def check_number(count: int) -> None:
    """Raises Invalid for no member, or more than fit side by side."""
    if not FEWEST_MEMBERS <= count <= MOST_MEMBERS:
        raise Invalid(f"Tính thử cho {FEWEST_MEMBERS} đến {MOST_MEMBERS} đơn vị.", "members")


def try_members(scale: Scale, members: Sequence[Given]) -> list[Tried]:
    """The members as one cluster. Nothing is kept.

    Raises Invalid at `members.<number from 0>.lines.<criterion id>.<input>`.
    """
    check_number(len(members))
    wrong: dict[str, list[str]] = {}
    for number, given in enumerate(members):
        try:
            scale.answers(given.inputs)
        except Invalid as error:
            wrong |= {f"members.{number}.{name}": said for name, said in error.fields.items()}
    if wrong:
        raise Invalid(fields=wrong)
    reckoning = Reckoning(scale, dict(enumerate(members)))
    return [_tried(scale, reckoning, number) for number in range(len(members))]


def _tried(scale: Scale, reckoning: Reckoning, number: int) -> Tried:
    result = reckoning.result(number)
    return Tried(result.points, result.explained, result.totals, scale.band(result.totals))
