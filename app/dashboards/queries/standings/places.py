"""A result, the results of a year, and which of them are wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from app.clusters.terms import ClusterKind
from app.dashboards.terms import Measure
from app.lib import numbers, text
from app.scoring.models import CriteriaSet
from tenants import context
from tenants.models import Tenant, TenantKind


@dataclass(frozen=True)
class Place:
    """A member's result. `percent` of the base of its set; `rank` by it among all clusters.

    `z`: how many deviations the total lies above the mean of its cluster, to 0.01; None in a
    cluster of fewer than five. `province_rank`: as announced for all clusters of the set.
    """

    set_id: int
    cluster_id: int
    cluster_name: str
    member_id: int
    sheet_id: int | None
    self_total: Decimal | None
    appraised_total: Decimal | None
    total: Decimal
    percent: Decimal
    band: str
    band_note: str
    cluster_rank: int
    province_rank: int | None
    is_announced: bool
    member_name: str
    unit_kind: TenantKind = TenantKind.COMMUNE
    unit_order: str = ""
    cluster_kind: ClusterKind = ClusterKind.CLUSTER
    district_id: int | None = None
    district_name: str | None = None
    rank: int = 0
    z: Decimal | None = None


@dataclass(frozen=True)
class Narrowed:
    """Which results are wanted; None and "" for all."""

    cluster_id: int | None = None
    kind: ClusterKind | None = None
    unit_kind: TenantKind | None = None
    band: str = ""
    district_id: int | None = None

    def keeps(self, place: Place) -> bool:
        """Whether a result is wanted."""
        return (
            self.cluster_id in (None, place.cluster_id)
            and self.kind in (None, place.cluster_kind)
            and self.unit_kind in (None, place.unit_kind)
            and self.band in ("", place.band)
            and self.district_id in (None, place.district_id)
        )

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Narrowed()


@dataclass(frozen=True)
class Group:
    """An issued cluster of the year: how many members it has, by which set it is scored."""

    id: int
    name: str
    kind: ClusterKind
    members: int


@dataclass(frozen=True)
class Year:
    """The results of a year, best percentage first."""

    owner: Tenant
    year: int
    sets: Sequence[CriteriaSet]
    clusters: Sequence[Group]
    places: Sequence[Place]

    @cached_property
    def members(self) -> int:
        """How many units are members of the clusters."""
        return sum(one.members for one in self.clusters)

    @property
    def announced(self) -> int:
        """How many of the results are announced."""
        return sum(one.is_announced for one in self.places)

    @property
    def is_own(self) -> bool:
        """Whether the acting tenant manages these clusters."""
        return self.owner.id == context.acting().tenant_id

    @cached_property
    def bands(self) -> list[str]:
        """What results are called, best first: the names of all sets, each once."""
        named = [str(band["name"]) for one in self.sets for band in one.bands]
        return list(dict.fromkeys([*named, *(place.band for place in self.places)]))

    @property
    def bases(self) -> set[Decimal]:
        """The base totals of the sets that have results: one, if totals compare as they are."""
        scored = {place.set_id for place in self.places}
        return {one.base_total for one in self.sets if one.id in scored}

    @property
    def measures(self) -> list[Measure]:
        """In what results can be counted: points only where one base is common and not 100."""
        in_points = len(self.bases) == 1 and self.bases != {Decimal(100)}
        return [Measure.PERCENT, *([Measure.TOTAL] if in_points else [])]

    @property
    def cluster_kinds(self) -> list[ClusterKind]:
        """Which kinds of clusters there are."""
        found = {one.kind for one in self.clusters}
        return [kind for kind in ClusterKind if kind in found]

    @property
    def unit_kinds(self) -> list[TenantKind]:
        """Which kinds of units have results."""
        found = {one.unit_kind for one in self.places}
        return [kind for kind in TenantKind if kind in found]

    @property
    def districts(self) -> dict[int, str]:
        """The districts in which the members are or were, by name."""
        found = {one.district_id: one.district_name or "" for one in self.places if one.district_id}
        return dict(sorted(found.items(), key=lambda pair: text.sort_key(pair[1])))

    def kept(self, wanted: Narrowed) -> list[Place]:
        """The results that are wanted, in their order."""
        return [one for one in self.places if wanted.keeps(one)]


def share(total: Decimal, base: Decimal) -> Decimal:
    """A total as a percentage of the base of its set, to 0.001, rounded half up."""
    return numbers.quantize3(total * 100 / base)
