"""How many are proposed for each award, and who: by rank, within allowed bands, in whole numbers.

The awards of a set are given out in their declared order; whoever is proposed for one is not
proposed for the next. A tie that the number cuts through is not decided here: it is said.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from app.scoring.terms import StandingScope

ALLOWED_BANDS = 2
"""Where a quota names no lowest band, the highest two are allowed."""


@dataclass(frozen=True, slots=True)
class Quota:
    """So many of an award for every `per_members` members (None: for the whole)."""

    award: str
    count: int
    per_members: int | None
    scope: StandingScope
    at_least: str | None = None

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Quota":
        """From {"award", "count", "per_members", "scope"} and, if it is there, "at_least"."""
        return cls(
            award=str(row["award"]),
            count=int(row["count"]),
            per_members=row.get("per_members"),
            scope=StandingScope(row["scope"]),
            at_least=row.get("at_least"),
        )

    def limit(self, members: int) -> int:
        """How many of `members` may be proposed; a part of a member is none."""
        if self.per_members is None:
            return self.count
        return members * self.count // self.per_members

    def allowed(self, bands: Sequence[str]) -> tuple[str, ...]:
        """The bands, highest first, whose members may be proposed."""
        if self.at_least in bands:
            return tuple(bands[: bands.index(self.at_least) + 1])
        return tuple(bands[: min(ALLOWED_BANDS, len(bands) - 1)] or bands)


@dataclass(frozen=True, slots=True)
class Contender:
    """A ranked member as a quota sees it."""

    member_id: int
    rank: int
    band: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the council says of one award: whom it adds, whom it does not propose."""

    added: frozenset[int] = frozenset()
    dropped: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Share:
    """Who is proposed under a quota, best first.

    `undecided`: equals of whom only `room` more fit; the council has to choose.
    """

    quota: Quota
    limit: int
    proposed: tuple[int, ...]
    undecided: tuple[int, ...] = ()
    added: frozenset[int] = field(default_factory=frozenset)

    @property
    def room(self) -> int:
        """How many more may be proposed."""
        return max(self.limit - len(self.proposed), 0)


def share(
    quota: Quota,
    contenders: Iterable[Contender],
    *,
    members: int,
    bands: Sequence[str],
    words: Words,
    taken: Collection[int] = (),
) -> Share:
    """Share a quota out among `contenders`; whom the council added comes first.

    `members`: of how many the quota is reckoned, those without a place included; `bands`: the
    names, highest first; `taken`: proposed for an earlier award already.
    """
    allowed, limit = set(quota.allowed(bands)), quota.limit(members)
    ranked = sorted(contenders, key=lambda one: (one.rank, one.member_id))
    added = [one.member_id for one in ranked if one.member_id in words.added]
    barred = {*words.dropped, *words.added, *taken}
    open_ones = [one for one in ranked if one.band in allowed and one.member_id not in barred]
    proposed, undecided = _by_rank(open_ones, limit - len(added))
    chosen = {*added, *proposed}
    order = tuple(one.member_id for one in ranked if one.member_id in chosen)
    return Share(quota, limit, order, undecided, frozenset(added))


def _by_rank(ranked: Sequence[Contender], room: int) -> tuple[list[int], tuple[int, ...]]:
    """As many whole ranks as fit, and the equals through whom the number cuts."""
    proposed: list[int] = []
    for equals in _equals(ranked):
        left = room - len(proposed)
        if left <= 0:
            break
        if len(equals) > left:
            return proposed, equals
        proposed.extend(equals)
    return proposed, ()


def _equals(ranked: Sequence[Contender]) -> Iterator[tuple[int, ...]]:
    for _, run in groupby(ranked, key=lambda one: one.rank):
        yield tuple(one.member_id for one in run)
