"""Who can receive a paper: the units of the own province, one by one or many at once."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import and_, or_, select

from app.correspondence.terms import Purpose
from app.lib import clock
from app.lib.text import fold
from app.stationery.terms import letterheads
from tenants import context
from tenants.db import db
from tenants.models import Tenant, TenantKind

RECEIVING = (TenantKind.PROVINCE, TenantKind.DEPARTMENT, TenantKind.COMMUNE)
OWN_PROVINCE = "ubnd tinh"
"""What communes and departments call the committee of their province, where no name follows."""
MOST_FOUND = 20
MOST_WORDS = 12
GROUPS = (
    ("departments", "Các sở, ban, ngành", TenantKind.DEPARTMENT),
    ("communes", "UBND các xã, phường", TenantKind.COMMUNE),
)


@dataclass(frozen=True)
class Unit:
    """A unit as Nơi nhận names it."""

    id: int
    name: str
    kind: TenantKind
    organs: tuple[str, ...] = ()
    """In whose names it writes besides its own: "Sở Nội vụ" is the province's."""
    is_above: bool = False
    """Whether it is a superior of who writes, to whom papers go as reports."""


@dataclass(frozen=True)
class Group:
    """Units that are chosen at once and printed in one line."""

    key: str
    name: str
    unit_ids: tuple[int, ...]


Source = Callable[[], Iterable[Group]]
_SOURCES: list[Source] = []


def source(found: Source) -> Source:
    """Offer groups that a room above knows, such as clusters, to whoever writes a paper."""
    _SOURCES.append(found)
    return found


@dataclass(frozen=True)
class Offer:
    """Whom a paper can be addressed to: units, and groups of them; `more` are other rooms'."""

    units: Sequence[Unit]
    more: Sequence[Group] = ()

    @cached_property
    def groups(self) -> list[Group]:
        """All departments, all communes, then what other rooms know; two units in each at least."""
        by_kind = (
            Group(key, name, tuple(one.id for one in self.units if one.kind is kind))
            for key, name, kind in GROUPS
        )
        return [
            known
            for group in (*by_kind, *self.more)
            if len((known := self._at_hand(group)).unit_ids) > 1
        ]

    @cached_property
    def by_id(self) -> dict[int, Unit]:
        """The units by id."""
        return {unit.id: unit for unit in self.units}

    def _at_hand(self, group: Group) -> Group:
        kept = tuple(one for one in group.unit_ids if one in self.by_id)
        return Group(group.key, group.name, kept)

    def named(self, text: str) -> Unit | None:
        """The one unit whose name was typed, with or without diacritics and "UBND"."""
        wanted = _bare(text)
        if _short(text) == OWN_PROVINCE:
            hits = [unit for unit in self.units if unit.kind is TenantKind.PROVINCE]
        else:
            hits = [unit for unit in self.units if wanted and _bare(unit.name) == wanted]
        return hits[0] if len(hits) == 1 else None

    def group_named(self, text: str) -> Group | None:
        """The group whose name was typed: "UBND các xã, phường"."""
        wanted = _bare(text)
        return next((group for group in self.groups if _bare(group.name) == wanted), None)

    def mentioned(self, text: str) -> list[int]:
        """The units that a sentence names, one by one or as a group, in the order of the list.

        A province is named as its committee alone: "Sở Nội vụ tỉnh Lạng Sơn" is not the province.
        """
        left = " | ".join(map(_short, text.splitlines()))
        found: set[int] = set()
        for name, unit_ids in self._names():
            ends = r"(?! ?\w)" if name == OWN_PROVINCE else r"(?!\w)"
            pattern = rf"(?<!\w){re.escape(name)}{ends}"
            if re.search(pattern, left):
                left = re.sub(pattern, "|", left)
                found.update(unit_ids)
        return [unit.id for unit in self.units if unit.id in found]

    def _names(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """What units and groups are called in a sentence, long names first."""
        names = [(_bare(group.name), group.unit_ids) for group in self.groups]
        for unit in self.units:
            is_province = unit.kind is TenantKind.PROVINCE
            names.append((fold(unit.name) if is_province else _bare(unit.name), (unit.id,)))
            names += [(fold(organ), (unit.id,)) for organ in unit.organs]
            names += [(OWN_PROVINCE, (unit.id,))] if is_province else []
        yield from sorted(names, key=lambda one: -len(one[0]))


def offer(tenant: Tenant) -> Offer:
    """Whom a tenant can address a paper to."""
    return Offer(units(tenant), [group for found in _SOURCES for group in found()])


def printed_name(tenant: Tenant) -> str:
    """`UBND xã Điềm He`, `Sở Y tế`."""
    return f"UBND {tenant.name_in_text}" if tenant.kind.has_committee else tenant.name


def units(tenant: Tenant) -> list[Unit]:
    """The province, its departments and communes, and what is directly below the tenant.

    The tenant itself is left out.
    """
    province_id = tenant.id if tenant.kind is TenantKind.PROVINCE else tenant.province_id
    found = db.session.scalars(
        select(Tenant)
        .where(
            Tenant.valid_to.is_(None),
            Tenant.id != tenant.id,
            or_(
                Tenant.id == province_id,
                (Tenant.province_id == province_id) & Tenant.kind.in_(RECEIVING),
                Tenant.parent_id == tenant.id,
            ),
        )
        .order_by(Tenant.sort_key, Tenant.id)
    ).all()
    order = {TenantKind.PROVINCE: 0, TenantKind.DEPARTMENT: 1, TenantKind.COMMUNE: 2}
    ranked = sorted(found, key=lambda one: order.get(one.kind, 3))
    above = context.acting().superior_ids
    return [
        Unit(one.id, printed_name(one), one.kind, _organs(one), one.id in above) for one in ranked
    ]


def _organs(tenant: Tenant) -> tuple[str, ...]:
    """The bodies of a province that have no door of their own."""
    if tenant.kind is not TenantKind.PROVINCE:
        return ()
    _, *others = letterheads.organs_of(tenant)
    return tuple(" ".join(letterheads.usual(tenant, organ).issuer_lines) for organ in others)


def searched(tenant: Tenant, text: str, *, but: Collection[int]) -> Sequence[Tenant]:
    """The units that a text names as papers do, else those whose names hold its words.

    With or without diacritics and "UBND", nearest first; not those in `but`; the twenty first.
    """
    words = _bare(text).split()
    if not words:
        return []
    query = select(Tenant).where(
        Tenant.kind != TenantKind.PLATFORM,
        or_(Tenant.valid_to.is_(None), Tenant.valid_to >= clock.today()),
        Tenant.id != tenant.id,
        Tenant.id.not_in(but),
    )
    named = offer(tenant).mentioned(text)
    if named:
        query = query.where(Tenant.id.in_(named))
    else:
        for word in words[:MOST_WORDS]:
            query = query.where(Tenant.folded.contains(word, autoescape=True))
    is_far = and_(
        Tenant.parent_id.is_distinct_from(tenant.id),
        Tenant.id.not_in(context.acting().superior_ids),
    )
    return db.session.scalars(
        query.order_by(is_far, Tenant.sort_key, Tenant.id).limit(MOST_FOUND)
    ).all()


def usual_purpose(units: Iterable[Tenant]) -> Purpose:
    """Why these mostly receive a paper of the acting tenant: superiors as a report (b/c)."""
    above = set(context.acting().superior_ids)
    ids = {unit.id for unit in units}
    return Purpose.REPORT if ids and ids <= above else Purpose.CARRY_OUT


def _short(name: str) -> str:
    """The words folded, with "ubnd" for the whole of it."""
    return " ".join(fold(name).replace("uy ban nhan dan", "ubnd").split())


def _bare(name: str) -> str:
    return _short(name).removeprefix("ubnd ")


def at_work(tenant_ids: Collection[int]) -> dict[int, Tenant]:
    """The units of these that exist and work, by id."""
    if not tenant_ids:
        return {}
    return {
        one.id: one
        for one in db.session.scalars(
            select(Tenant).where(
                Tenant.id.in_(set(tenant_ids)),
                Tenant.valid_to.is_(None),
                Tenant.kind != TenantKind.PLATFORM,
            )
        )
    }
