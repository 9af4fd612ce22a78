"""Plans, tasks, units and people found by what was typed. Row security decides what there is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, any_, func, literal, or_, select

from app.access.permissions import Permission
from app.accounts.models import Membership, User
from app.accounts.queries import Identity
from app.dashboards.queries import matching
from app.dashboards.queries.desk import Door, door
from app.dashboards.terms import SearchGroup
from app.lib import dates
from app.plans.models import Plan, Task
from tenants import context
from tenants.db import db
from tenants.models import Tenant, TenantKind

PREVIEW = 5
AnyRow = Any
AnySelect = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Hit:
    """One thing found; without a door there is no page of its own."""

    title: str
    note: str
    door: Door | None


@dataclass(frozen=True)
class Found:
    """What one group holds: a page of it, and how many there are in all."""

    group: SearchGroup
    items: Sequence[Hit]
    total: int


def search(
    typed: str,
    *,
    reader: Identity,
    group: SearchGroup | None = None,
    page: int = 1,
    page_size: int = PREVIEW,
) -> list[Found]:
    """What `reader` may find, one statement per group; of `group` alone where it is named."""
    if not matching.words(typed):
        return []
    asked = [group] if group else list(SearchGroup)
    return [
        _found(one, GROUPS[one](typed, reader), reader, page, page_size)
        for one in asked
        if _is_open(one, reader)
    ]


def _is_open(group: SearchGroup, reader: Identity) -> bool:
    if group in (SearchGroup.PLANS, SearchGroup.TASKS):
        return Permission.PLAN_VIEW in reader.permissions
    return True


def _found(
    group: SearchGroup, query: AnySelect, reader: Identity, page: int, page_size: int
) -> Found:
    rows = db.session.execute(
        query.add_columns(func.count().over().label("total"))
        .limit(page_size)
        .offset((page - 1) * page_size)
    ).all()
    total = rows[0].total if rows else 0
    return Found(group, [HITS[group](row, reader) for row in rows], total)


def _plans(typed: str, reader: Identity) -> AnySelect:
    """One's own plans with drafts, those of superiors, those that came up; the latest first."""
    said = func.concat_ws(" ", Plan.title, func.concat(Plan.number, "/", Plan.symbol), Plan.year)
    return (
        select(
            Plan.id,
            Plan.title,
            Plan.number,
            Plan.symbol,
            Plan.issued_on,
            Plan.year,
            Tenant.name.label("issuer"),
        )
        .join(Tenant, Tenant.id == Plan.tenant_id)
        .where(matching.matches(said, typed))
        .order_by(Plan.year.desc(), (Plan.tenant_id == reader.tenant.id).desc(), Plan.id.desc())
    )


def _tasks(typed: str, reader: Identity) -> AnySelect:
    """Tasks of the plans that may be read, one's own first; what was declined is left out."""
    said = func.concat_ws(
        " ", Task.text, Task.lead_office, func.array_to_string(Task.support_offices, " ")
    )
    return (
        select(
            Task.id,
            Task.text,
            Task.tenant_id,
            Task.plan_id,
            Task.quarter,
            Plan.year,
            Plan.issued_at,
            Tenant.name.label("issuer"),
        )
        .join(Plan, Plan.id == Task.plan_id)
        .join(Tenant, Tenant.id == Task.tenant_id)
        .where(Task.stands, matching.matches(said, typed))
        .order_by(
            (Task.tenant_id == reader.tenant.id).desc(),
            Plan.year.desc(),
            Task.quarter,
            Task.id,
        )
    )


def _units(typed: str, reader: Identity) -> AnySelect:
    """Units above and below the reader's, closed ones too; for the platform every one."""
    said = func.concat_ws(" ", Tenant.name, Tenant.code)
    query = select(Tenant).where(matching.matches(said, typed), Tenant.kind != TenantKind.PLATFORM)
    if reader.tenant.kind is not TenantKind.PLATFORM:
        mine = reader.tenant.id
        query = query.where(
            or_(
                Tenant.id.in_([mine, *reader.tenant.superior_ids]),
                literal(mine) == any_(Tenant.superior_ids),
            )
        )
    return query.order_by(Tenant.valid_to.is_not(None), Tenant.sort_key, Tenant.id)


def _people(typed: str, reader: Identity) -> AnySelect:
    """The people who work in the reader's unit."""
    said = func.concat_ws(" ", User.full_name, User.email, Membership.position)
    return (
        select(
            Membership.id,
            User.full_name,
            User.email,
            Membership.position,
            Membership.office_name,
        )
        .join(User, User.id == Membership.user_id)
        .where(
            and_(
                Membership.tenant_id == context.acting().tenant_id,
                Membership.deactivated_at.is_(None),
                matching.matches(said, typed),
            )
        )
        .order_by(User.full_name, Membership.id)
    )


def _plan_hit(row: AnyRow, reader: Identity) -> Hit:
    number = f"Số {row.number}/{row.symbol}" if row.number else "Dự thảo"
    on = f" ngày {dates.short(row.issued_on)}" if row.issued_on else ""
    note = f"{number}{on} · {row.issuer} · năm {row.year}"
    return Hit(row.title, note, door("plans.show", plan_id=row.id))


def _task_hit(row: AnyRow, reader: Identity) -> Hit:
    note = f"{dates.quarter_name(row.quarter)} năm {row.year} · {row.issuer}"
    is_own = row.tenant_id == reader.tenant.id and row.issued_at is not None
    if is_own and Permission.PROGRESS_VIEW in reader.permissions:
        return Hit(row.text, note, door("progress.task", task_id=row.id))
    return Hit(row.text, note, door("plans.show", plan_id=row.plan_id, _anchor=f"task-{row.id}"))


def _unit_hit(row: AnyRow, reader: Identity) -> Hit:
    unit: Tenant = row.Tenant
    until = f" · đã kết thúc hoạt động ngày {dates.short(unit.valid_to)}" if unit.valid_to else ""
    note = f"{unit.kind.label} · mã {unit.code}{until}"
    return Hit(unit.name, note, door("directory.unit", tenant_id=unit.id))


def _person_hit(row: AnyRow, reader: Identity) -> Hit:
    note = " · ".join(part for part in (row.position, row.office_name, row.email) if part)
    may_see = Permission.MEMBERS_VIEW in reader.permissions
    here = door("accounts.member", membership_id=row.id) if may_see else None
    return Hit(row.full_name, note, here)


GROUPS: dict[SearchGroup, Callable[[str, Identity], AnySelect]] = {
    SearchGroup.PLANS: _plans,
    SearchGroup.TASKS: _tasks,
    SearchGroup.UNITS: _units,
    SearchGroup.PEOPLE: _people,
}

HITS: dict[SearchGroup, Callable[[AnyRow, Identity], Hit]] = {
    SearchGroup.PLANS: _plan_hit,
    SearchGroup.TASKS: _task_hit,
    SearchGroup.UNITS: _unit_hit,
    SearchGroup.PEOPLE: _person_hit,
}
