"""How members moved since the year before, through mergers of units.

A unit that others were merged into is compared with the mean of what they had, each weighing the
same. Where what one of them had cannot be told apart, because it was divided among several units,
nothing is compared. Ranks are taken among those compared, in both years, so that as many places
are lost as won. Two statements besides those of the years.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ARRAY, BigInteger, cast, func, select

from app.dashboards.queries.standings import years
from app.dashboards.queries.standings.places import Place, Year
from app.lib import numbers, statistics
from tenants.db import db
from tenants.models import Succession, Tenant


@dataclass(frozen=True)
class Origin:
    """What a member had the year before: its own result, or those of its predecessors."""

    places: tuple[Place, ...]
    is_own: bool

    @property
    def percent(self) -> Decimal:
        """The mean over them, each weighing the same, to 0.001."""
        return numbers.quantize3(statistics.mean([one.percent for one in self.places]))

    @property
    def names(self) -> list[str]:
        """Whose results they are."""
        return [one.member_name for one in self.places]


@dataclass(frozen=True)
class Move:
    """A member beside itself a year before; `why_not` says why nothing is compared."""

    place: Place
    origin: Origin | None
    why_not: str = ""
    rank: int | None = None
    rank_before: int | None = None

    @property
    def change(self) -> Decimal | None:
        """By how many percentage points it is above the year before."""
        return None if self.origin is None else self.place.percent - self.origin.percent

    @property
    def climbed(self) -> int | None:
        """By how many places it is better; below zero if worse."""
        if self.rank is None or self.rank_before is None:
            return None
        return self.rank_before - self.rank

    @property
    def band_before(self) -> str:
        """What its own result was called; empty where it had several predecessors."""
        return self.origin.places[0].band if self.origin and len(self.origin.places) == 1 else ""


@dataclass(frozen=True)
class Movement:
    """All members of a year beside the year before, who climbed most first."""

    year: int
    before: int
    moves: Sequence[Move]

    @property
    def compared(self) -> list[Move]:
        """Those that have a result in both years."""
        return [one for one in self.moves if one.origin is not None]

    @property
    def not_compared(self) -> list[Move]:
        """Those that cannot be compared, with why."""
        return [one for one in self.moves if one.origin is None]

    @property
    def largest_change(self) -> Decimal:
        """The largest change either way, for a chart; 1 where nothing changed."""
        changes = [abs(one.change) for one in self.moves if one.change is not None]
        return max(changes, default=Decimal(0)) or Decimal(1)

    @property
    def mean_change(self) -> Decimal | None:
        """By how many percentage points they are better on the mean, to 0.01."""
        changes = [one.change for one in self.moves if one.change is not None]
        return numbers.rounded(statistics.mean(changes), 2) if changes else None


def since(year: Year) -> Movement:
    """The results of a year beside those announced a year before by the same manager."""
    before = {one.member_id: one for one in years.announced(year.owner.id, year.year - 1)}
    register = _register([one.member_id for one in year.places]) if before else Register({}, {}, {})
    moves = [_move(one, before, register) for one in year.places]
    compared = [one for one in moves if one.origin is not None]
    now = statistics.ranks([one.place.percent for one in compared])
    then = statistics.ranks([one.origin.percent for one in compared if one.origin is not None])
    ranked = [
        Move(one.place, one.origin, "", rank, earlier)
        for one, rank, earlier in zip(compared, now, then, strict=True)
    ]
    ranked.sort(key=lambda one: (-(one.climbed or 0), -(one.change or 0), one.place.member_id))
    rest = [one for one in moves if one.origin is None]
    return Movement(year.year, year.year - 1, [*ranked, *rest])


def _move(place: Place, before: Mapping[int, Place], register: "Register") -> Move:
    sources = register.sources(place.member_id, before)
    if not sources:
        return Move(place, None, "Chưa có kết quả công bố của năm trước")
    divided = [register.names[one] for source in sources for one in source.divided]
    if divided:
        names = ", ".join(dict.fromkeys(divided))
        return Move(place, None, f"Không so được: {names} được chia cho nhiều đơn vị")
    places = tuple(before[source.unit_id] for source in sources)
    return Move(place, Origin(places, sources[0].unit_id == place.member_id and len(sources) == 1))


@dataclass(frozen=True)
class Source:
    """A unit with a result that went into a member; `divided`: those on the way there that went to
    several units."""

    unit_id: int
    divided: tuple[int, ...]


@dataclass(frozen=True)
class Register:
    """Who became whom, as far as some units of today go back."""

    forerunners: Mapping[int, Sequence[int]]
    heirs: Mapping[int, Sequence[int]]
    names: Mapping[int, str]

    def sources(self, member_id: int, known: Mapping[int, Place]) -> list[Source]:
        """The member and those before it that have a result, the nearest of each line."""
        found = [Source(member_id, ())] if member_id in known else []
        waiting = [Source(one, self._divided(one)) for one in self.forerunners.get(member_id, ())]
        seen = {member_id}
        while waiting:
            one = waiting.pop(0)
            if one.unit_id in seen:
                continue
            seen.add(one.unit_id)
            if one.unit_id in known:
                found.append(one)
                continue
            waiting += [
                Source(earlier, (*self._divided(earlier), *one.divided))
                for earlier in self.forerunners.get(one.unit_id, ())
            ]
        return found

    def _divided(self, unit_id: int) -> tuple[int, ...]:
        return (unit_id,) if len(self.heirs.get(unit_id, ())) > 1 else ()


def _register(ids: Iterable[int]) -> Register:
    """The lines of the register behind these units, in one statement."""
    line = (
        select(Succession.predecessor_id)
        .where(Succession.successor_id.in_(select(func.unnest(cast(list(ids), ARRAY(BigInteger))))))
        .cte("line", recursive=True)
    )
    line = line.union(
        select(Succession.predecessor_id).join(
            line, line.c.predecessor_id == Succession.successor_id
        )
    )
    rows = db.session.execute(
        select(Succession.predecessor_id, Succession.successor_id, Tenant.name)
        .join(Tenant, Tenant.id == Succession.predecessor_id)
        .where(Succession.predecessor_id.in_(select(line.c.predecessor_id)))
        .order_by(Tenant.sort_key, Tenant.id, Succession.successor_id)
    )
    forerunners: dict[int, list[int]] = {}
    heirs: dict[int, list[int]] = {}
    names: dict[int, str] = {}
    for before, after, name in rows:
        forerunners.setdefault(after, []).append(before)
        heirs.setdefault(before, []).append(after)
        names[before] = name
    return Register(forerunners, heirs, names)
