"""Which offices a printed wording names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sqlalchemy import select

from app.directory.models import Office, OfficeGroup, OfficeGroupMember
from app.directory.terms import OfficeKind
from app.lib import office_names
from tenants import context
from tenants.db import db
from tenants.models import Tenant

T = TypeVar("T")
_OUTSIDE = re.compile(r"^(?:thành viên |trưởng |các )*(?:cụm|khối)\b|\b(?:cụm|khối) thi đua\b")
"""What is no office of the tenant and never will be: clusters and their members."""
_BELOW = re.compile(
    r"^(?:ủy ban nhân dân )?(?:các |những )?(?:xã|phường|đặc khu|huyện|sở|thị xã)\b"
    r"|^các (?:cơ quan |đơn vị )?(?:cấp xã|trực thuộc|cấp huyện)"
)
"""What a province or a district names of its subordinates all at once."""
_PARTY_OR_MASS = re.compile(
    r"\bđảng (?:ủy|bộ)\b|\bxây dựng đảng\b|\b(?:tỉnh|huyện|thành|thị) ủy\b|\bchi bộ\b"
    r"|\bban (?:tổ chức|tuyên giáo|dân vận)\b|\bủy ban kiểm tra\b|\bmặt trận tổ quốc\b"
    r"|\bhội (?:nông dân|liên hiệp phụ nữ|phụ nữ|cựu chiến binh|người cao tuổi|khuyến học)\b"
    r"|\bđoàn thanh niên\b|\bđoàn thể\b|\btổ chức chính trị xã hội\b|\bcông đoàn\b"
)


@dataclass(frozen=True)
class Named:
    """What one printed wording names.

    `groups` are those of its names that stand for several offices. `unknown` is the part of the
    wording that no office, group or known outsider answers to, empty where all is known.
    """

    wording: str
    offices: tuple[Office, ...] = ()
    groups: tuple[OfficeGroup, ...] = ()
    parts: int = 0
    unknown: str = ""
    is_party_or_mass: bool = False

    @property
    def office_ids(self) -> frozenset[int]:
        """The offices by id."""
        return frozenset(office.id for office in self.offices)


@dataclass(frozen=True)
class OfficeRegister:
    """The offices and groups of one tenant, ready to tell which of them a wording names."""

    tenant: Tenant
    offices: Sequence[Office]
    groups: Sequence[OfficeGroup]
    chosen: Mapping[int, frozenset[int]]

    @cached_property
    def open_offices(self) -> tuple[Office, ...]:
        """The offices in use, in the order of the alphabet."""
        return tuple(office for office in self.offices if office.closed_at is None)

    @cached_property
    def by_id(self) -> dict[int, Office]:
        """Every office, closed ones too."""
        return {office.id: office for office in self.offices}

    @cached_property
    def _office_keys(self) -> dict[str, Office]:
        ranked = sorted(self.offices, key=lambda office: (office.closed_at is not None, office.id))
        return self._keyed((office, (office.name, *office.aliases)) for office in ranked)

    @cached_property
    def _group_keys(self) -> dict[str, OfficeGroup]:
        return self._keyed((group, (group.name, *group.aliases)) for group in self.groups)

    def _keyed(self, named: Iterable[tuple[T, Iterable[str]]]) -> dict[str, T]:
        """Each by its keys; a whole name goes before one without the unit's word."""
        listed = [(one, [office_names.key(name) for name in names]) for one, names in named]
        found: dict[str, T] = {}
        for shape in (lambda word: word, self._without_unit):
            for one, keys in listed:
                for key in keys:
                    found.setdefault(shape(key), one)
        return found

    def _without_unit(self, key: str) -> str:
        """The key without the unit's own name and "trên địa bàn" at its end.

        "công an xã điềm he" as "công an", "các thôn trên địa bàn xã" as "các thôn".
        """
        for tail in (office_names.key(self.tenant.name), self.tenant.unit_word, "trên địa bàn"):
            key = key.removesuffix(f" {tail}") if tail else key
        return key

    def office(self, name: str) -> Office | None:
        """The one office that this name means."""
        key = office_names.key(name)
        return self._office_keys.get(key) or self._office_keys.get(self._without_unit(key))

    def group(self, name: str) -> OfficeGroup | None:
        """The group that this name means."""
        key = office_names.key(name)
        return self._group_keys.get(key) or self._group_keys.get(self._without_unit(key))

    def members(self, group: OfficeGroup) -> tuple[Office, ...]:
        """The open offices that a group means."""
        chosen = self.chosen.get(group.id, frozenset())
        return tuple(
            office
            for office in self.open_offices
            if office.kind.value in group.kinds or office.id in chosen
        )

    @cached_property
    def _read(self) -> dict[str, Named]:
        """The wordings that were looked up already: plans repeat the same few."""
        return {}

    def named(self, wording: str) -> Named:
        """What a wording names: offices, groups with their members, and what nobody knows."""
        if wording not in self._read:
            self._read[wording] = self._named(wording)
        return self._read[wording]

    def _named(self, wording: str) -> Named:
        known, left = office_names.taken_apart(wording, self._is_known)
        groups = tuple(group for name in known if (group := self.group(name)) is not None)
        offices: dict[int, Office] = {}
        for name in known:
            for office in self._meant(name):
                offices.setdefault(office.id, office)
        return Named(
            wording=wording,
            offices=tuple(offices.values()),
            groups=groups,
            parts=len(known),
            unknown=left,
            is_party_or_mass=self._is_party_or_mass(wording, offices.values(), groups),
        )

    def _is_known(self, name: str) -> bool:
        if self.group(name) is not None or self.office(name) is not None:
            return True
        return self._is_outside(office_names.key(name))

    def _is_outside(self, key: str) -> bool:
        has_units_below = self.tenant.kind.value in ("province", "district")
        return bool(_OUTSIDE.search(key) or (has_units_below and _BELOW.match(key)))

    def _meant(self, name: str) -> tuple[Office, ...]:
        office = self.office(name)
        if office is not None:
            return (office,)
        group = self.group(name)
        return () if group is None else self.members(group)

    def _is_party_or_mass(
        self, wording: str, offices: Iterable[Office], groups: Sequence[OfficeGroup]
    ) -> bool:
        """Whether all that it names are Party or mass bodies; by its words where none is known."""
        kinds = {office.kind for office in offices}
        if kinds:
            return all(kind.is_requested for kind in kinds)
        if groups:
            return all(OfficeKind(kind).is_requested for one in groups for kind in one.kinds)
        return _PARTY_OR_MASS.search(office_names.key(wording)) is not None


def office_register() -> OfficeRegister:
    """The acting tenant's offices and groups. Four statements, whatever their number."""
    tenant_id = context.acting().tenant_id
    offices = db.session.scalars(
        select(Office).where(Office.tenant_id == tenant_id).order_by(Office.sort_key, Office.id)
    ).all()
    groups = db.session.scalars(
        select(OfficeGroup)
        .where(OfficeGroup.tenant_id == tenant_id)
        .order_by(OfficeGroup.sort_key, OfficeGroup.id)
    ).all()
    members: dict[int, set[int]] = {}
    for group_id, office_id in db.session.execute(
        select(OfficeGroupMember.group_id, OfficeGroupMember.office_id).where(
            OfficeGroupMember.tenant_id == tenant_id
        )
    ):
        members.setdefault(group_id, set()).add(office_id)
    return OfficeRegister(
        db.session.get_one(Tenant, tenant_id),
        offices,
        groups,
        {group_id: frozenset(ids) for group_id, ids in members.items()},
    )
