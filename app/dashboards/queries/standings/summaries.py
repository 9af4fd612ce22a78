"""Results summed up: how they are spread over clusters, kinds and districts."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from app.dashboards.queries.standings.places import Group, Place, Year
from app.dashboards.terms import Level, Measure
from app.lib import numbers, statistics, text
from app.lib.statistics import Class, Five, Spread
from tenants.models import TenantKind

FEW_CLASSES = 20
WIDTHS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10), Decimal(20), Decimal(50), Decimal(100))


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Summary:
    """The results of one group: percentages to 0.01; `bands` counts them by what they are called.

    `members`: how many units it has, where that is known; `first`: those that lead it.
    """

    key: int | None
    label: str
    count: int
    members: int | None
    five: Five | None
    mean: Decimal | None
    deviation: Decimal | None
    bands: dict[str, int]
    first: tuple[str, ...]


def by_level(year: Year, places: Sequence[Place], level: Level) -> list[Summary]:
    """The results by cluster, kind of unit, or district of old; clusters without any stand too,
    unless some were left out."""
    if level is Level.CLUSTERS:
        return _by_cluster(year, places)
    if level is Level.KINDS:
        by_kind = _grouped(places, lambda one: one.unit_kind)
        kinds = [kind for kind in TenantKind if kind in by_kind]
        return [_summary(None, kind.label, by_kind[kind], year.bands) for kind in kinds]
    found = _grouped(places, lambda one: one.district_id)
    names = {one.district_id: one.district_name or level.without for one in places}
    ordered = sorted(found, key=lambda key: (key is None, text.sort_key(names[key])))
    return [_summary(key, names[key], found[key], year.bands) for key in ordered]


def _by_cluster(year: Year, places: Sequence[Place]) -> list[Summary]:
    found = _grouped(places, lambda one: one.cluster_id)
    listed = {one.id for one in year.clusters}
    gone = [
        Group(key, one[0].cluster_name, one[0].cluster_kind, len(one))
        for key, one in found.items()
        if key not in listed
    ]
    is_whole = len(places) == len(year.places)
    return [
        _summary(one.id, one.name, found.get(one.id, []), year.bands, members=one.members)
        for one in (*year.clusters, *gone)
        if is_whole or one.id in found
    ]


def _grouped(places: Iterable[Place], key: Callable[[Place], Key]) -> dict[Key, list[Place]]:
    found: dict[Key, list[Place]] = {}
    for one in places:
        found.setdefault(key(one), []).append(one)
    return found


def whole(year: Year, places: Sequence[Place]) -> Summary:
    """All of them together."""
    return _summary(None, "Tất cả", places, year.bands)


def _summary(
    key: int | None,
    label: str,
    places: Sequence[Place],
    bands: Sequence[str],
    *,
    members: int | None = None,
) -> Summary:
    percents = [one.percent for one in places]
    spread = Spread.of(percents) if percents else None
    best = max(percents, default=None)
    counted = {band: 0 for band in bands}
    for one in places:
        counted[one.band] = counted.get(one.band, 0) + 1
    return Summary(
        key=key,
        label=label,
        count=len(places),
        members=members,
        five=_rounded(statistics.five(percents)) if percents else None,
        mean=None if spread is None else numbers.rounded(spread.mean, 2),
        deviation=None if spread is None else numbers.rounded(spread.deviation, 2),
        bands=counted,
        first=tuple(one.member_name for one in places if one.percent == best),
    )


def _rounded(five: Five) -> Five:
    parts = (five.least, five.lower, five.middle, five.upper, five.most)
    return Five(*(numbers.rounded(part, 2) for part in parts))


def distribution(places: Sequence[Place], measure: Measure) -> list[Class]:
    """How many results lie in which class of totals or percentages.

    Classes are as wide as it takes for at most twenty.
    """
    found = [one.percent if measure is Measure.PERCENT else one.total for one in places]
    for width in WIDTHS:
        counted = statistics.classes(found, width)
        if len(counted) <= FEW_CLASSES:
            break
    return counted


def bands(places: Sequence[Place], names: Sequence[str]) -> list[tuple[str, int]]:
    """How many results are called what, best first."""
    return [(name, sum(one.band == name for one in places)) for name in names]


@dataclass(frozen=True)
class Axis:
    """What a row of boxes spans, in whole fives of percent."""

    lower: Decimal
    upper: Decimal

    def at(self, percent: Decimal) -> Decimal:
        """How far along it a percentage lies, in hundredths, to 0.01."""
        return numbers.rounded((percent - self.lower) * 100 / (self.upper - self.lower), 2)


def axis(places: Sequence[Place]) -> Axis | None:
    """The span of all boxes; None where there is nothing."""
    found = statistics.classes([one.percent for one in places], Decimal(5))
    return Axis(found[0].lower, found[-1].upper) if found else None
