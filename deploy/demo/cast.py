"""Who plays in the demo: every commune, department and the old district with an officer and a
leader; those of the table of accounts, and the others, whose names nobody prints."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import select

from app.access.permissions import Role
from app.lib.text import fold
from deploy.demo import people
from deploy.demo.names import Names, chance
from deploy.demo.people import ACCOUNTS, Account, Person
from tenants import provision
from tenants.context import PLATFORM
from tenants.db import db, transaction
from tenants.models import Tenant, TenantKind

OPERATOR = "vanhanh"
DISTRICT = "Huyện Bình Gia"
DEPARTMENTS = (
    ("Sở Tài chính", "STC"),
    ("Sở Giáo dục và Đào tạo", "SGDĐT"),
    ("Sở Y tế", "SYT"),
    ("Sở Nông nghiệp và Môi trường", "SNNMT"),
    ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
    ("Công an tỉnh", "CAT"),
)
SCHOOLS = (
    ("Trường Tiểu học xã Điềm He", "H37.DH.TH"),
    ("Trường Trung học cơ sở xã Điềm He", "H37.DH.THCS"),
    ("Trường Mầm non xã Điềm He", "H37.DH.MN"),
    ("Trường Phổ thông dân tộc bán trú THCS Trấn Ninh", "H37.DH.TN"),
)
"""The schools below Điềm He that take part."""
BUREAU = "Phòng Văn hóa - Xã hội"


@dataclass
class Unit:
    """A tenant of the story with the two who work there, and its own chance.

    `colleagues` are all who have an account there, by its name.
    `plan_id` is its plan of the story's year once there is one; `task_ids` are the tasks that it
    carries out, by the place (from 0) of the superior's task from which they come, `own_task_ids`
    those that it added.
    """

    tenant: Tenant
    officer: Person
    leader: Person
    dice: random.Random
    colleagues: dict[str, Person] = field(default_factory=dict)
    plan_id: int | None = None
    task_ids: dict[int, int] = field(default_factory=dict)
    own_task_ids: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name without the word of its kind: "Điềm He"."""
        return self.tenant.short_name

    @property
    def word(self) -> str:
        """What it is called in a sentence: "xã", "phường", "sở"."""
        return self.tenant.unit_word or "cơ quan"

    @property
    def base(self) -> str:
        """What it consists of."""
        if self.tenant.kind is TenantKind.DEPARTMENT:
            return "phòng"
        return "tổ dân phố" if self.is_ward else "thôn"

    @property
    def is_ward(self) -> bool:
        """Whether it is a town ward (phường)."""
        return self.tenant.unit_word == "phường"

    @property
    def plan(self) -> int:
        """Its plan of the year. Raises LookupError before there is one."""
        if self.plan_id is None:
            raise LookupError(self.tenant.name)
        return self.plan_id


@dataclass(frozen=True)
class Cast:
    """All who play. `communes`, `departments` and `old_communes` by their names."""

    province: Tenant
    officer: Person
    leader: Person
    clerk: Person
    council: Person
    communes: dict[str, Unit]
    departments: dict[str, Unit]
    district: Unit
    old_communes: dict[str, Unit]
    schools: dict[str, Unit]
    plan_ids: dict[int, int] = field(default_factory=dict)
    """The province's plan by year, once it is there."""
    task_ids: list[int] = field(default_factory=list)
    """The province's tasks of 2026, in their order, once they are there."""
    cluster_ids: dict[str, int] = field(default_factory=dict)
    """The clusters by name."""
    set_ids: list[int] = field(default_factory=list)
    criterion_ids: dict[str, int] = field(default_factory=dict)
    """The criteria set by which communes are scored, and its criteria by code."""

    def below(self) -> Iterator[Unit]:
        """Everybody directly below the province today."""
        yield from self.communes.values()
        yield from self.departments.values()


def gather() -> Cast:
    """Give every unit its people. The operator of the platform comes last of all: see `close`."""
    with transaction(PLATFORM):
        province = _province()
        there = {one.code for one in _departments(province)}
        for name, code in DEPARTMENTS:
            if code not in there:
                provision.body(kind=TenantKind.DEPARTMENT, name=name, code=code, superior=province)
        home = next(one for one in _communes(province) if one.short_name == "Điềm He")
        there = {one.code for one in _below(home, TenantKind.SCHOOL)}
        for name, code in SCHOOLS:
            if code not in there:
                provision.body(kind=TenantKind.SCHOOL, name=name, code=code, superior=home)
        places = list(_places(province))
    found = people.settle(places)
    posts: dict[int, list[Person]] = {}
    for person in found.values():
        posts.setdefault(person.tenant.id, []).append(person)
    units = {tenant.id: _unit(tenant, posts[tenant.id]) for _, tenant in places}
    for account, person in found.items():
        units[person.tenant.id].colleagues[account] = person
    with transaction(PLATFORM, read_only=True):
        today, old, district = _communes(province), _old_communes(province), _district(province)
        departments = _departments(province)
        schools = {one.name: one for one in _below(home, TenantKind.SCHOOL)}
    return Cast(
        province,
        officer=found["chuyenvien"],
        leader=found["lanhdao"],
        clerk=found["vanthu"],
        council=found["hoidong"],
        communes={tenant.short_name: units[tenant.id] for tenant in today},
        departments={tenant.name: units[tenant.id] for tenant in departments},
        district=units[district.id],
        old_communes={tenant.name: units[tenant.id] for tenant in old},
        schools={name: units[schools[name].id] for name, _ in SCHOOLS},
    )


def close() -> Person:
    """The operator's account, by which a whole demo is known from one that broke off."""
    with transaction(PLATFORM, read_only=True):
        places = [(one, people.tenant_of(one)) for one in ACCOUNTS if one.email == OPERATOR]
    return people.settle(places)[OPERATOR]


def _unit(tenant: Tenant, posts: list[Person]) -> Unit:
    """The first of its people is the officer, the last the leader; small units have one."""
    return Unit(tenant, posts[0], posts[-1], chance(tenant.code))


def _places(province: Tenant) -> Iterator[tuple[Account, Tenant]]:
    named = [(one, people.tenant_of(one)) for one in ACCOUNTS if one.email != OPERATOR]
    yield from named
    taken = {tenant.id for _, tenant in named}
    names = Names()
    district = _district(province)
    yield _district_leader(names, district), district
    for tenant in _communes(province):
        if tenant.id not in taken:
            yield from _pair(tenant, names, BUREAU, f"Chủ tịch UBND {tenant.unit_word}")
    for tenant in _departments(province):
        yield from _pair(tenant, names, "Văn phòng", _director(tenant))
    home = next(one for one in _communes(province) if one.short_name == "Điềm He")
    for tenant in _below(home, TenantKind.SCHOOL):
        yield from _pair(tenant, names, "Văn phòng", "Hiệu trưởng")
    for tenant in _old_communes(province):
        yield _old_chair(names, tenant), tenant


def _pair(
    tenant: Tenant, names: Names, office: str, chair: str
) -> Iterable[tuple[Account, Tenant]]:
    slug = _slug(tenant)
    officer = names.give(f"{tenant.code} officer", women=0.65)
    leader = names.give(f"{tenant.code} leader", women=0.2)
    admin = (Role.OFFICER, Role.TENANT_ADMIN)
    yield (
        Account(f"canbo.{slug}", officer, tenant.name, f"Chuyên viên {office}", admin, office),
        tenant,
    )
    yield Account(f"lanhdao.{slug}", leader, tenant.name, chair, (Role.LEADER,)), tenant


def _district_leader(names: Names, district: Tenant) -> Account:
    name = names.give("district leader", women=0)
    return Account(
        "lanhdao.huyenbinhgia", name, district.name, "Phó Chủ tịch UBND huyện", (Role.LEADER,)
    )


def _old_chair(names: Names, tenant: Tenant) -> Account:
    name = names.give(f"{tenant.code} old", women=0.2)
    position = f"Chủ tịch UBND {tenant.unit_word} (đến 30/6/2025)"
    roles = (Role.OFFICER, Role.LEADER)
    return Account(f"cu.{_slug(tenant)}", name, tenant.name, position, roles)


def _director(tenant: Tenant) -> str:
    return "Giám đốc Công an tỉnh" if tenant.code == "CAT" else "Giám đốc Sở"


def _slug(tenant: Tenant) -> str:
    return "".join(char for char in fold(tenant.short_name) if char.isalnum())


def _province() -> Tenant:
    return db.session.scalars(
        select(Tenant).where(
            Tenant.kind == TenantKind.PROVINCE,
            Tenant.name == people.PROVINCE,
            Tenant.valid_to.is_(None),
        )
    ).one()


def _below(parent: Tenant, kind: TenantKind) -> list[Tenant]:
    return list(
        db.session.scalars(
            select(Tenant)
            .where(Tenant.parent_id == parent.id, Tenant.kind == kind)
            .order_by(Tenant.code)
        )
    )


def _communes(province: Tenant) -> list[Tenant]:
    return _below(province, TenantKind.COMMUNE)


def _departments(province: Tenant) -> list[Tenant]:
    return _below(province, TenantKind.DEPARTMENT)


def _district(province: Tenant) -> Tenant:
    return next(one for one in _below(province, TenantKind.DISTRICT) if one.name == DISTRICT)


def _old_communes(province: Tenant) -> list[Tenant]:
    return _below(_district(province), TenantKind.COMMUNE)
