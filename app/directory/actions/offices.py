"""Offices of a tenant: entered, corrected, closed."""

from sqlalchemy import select

from app.audit import actions as audit
from app.audit.actions import Person
from app.directory import policies, queries
from app.directory.models import Office
from app.directory.terms import OfficeKind, usual_offices
from app.lib import clock
from app.lib.errors import Conflict, Stale
from app.lib.text import sort_key, tone_key
from tenants import context
from tenants.db import db
from tenants.models import Tenant


def add(*, name: str, kind: OfficeKind, by: Person) -> Office:
    """Enter an office of the acting tenant. Raises Conflict where the name is there already."""
    name = _tidy(name)
    _check_name(name)
    office = Office(
        tenant_id=context.acting().tenant_id, kind=kind, name=name, sort_key=sort_key(name)
    )
    db.session.add(office)
    db.session.flush()
    audit.record("office.added", office, by=by, name=name)
    return office


def add_usual(*, tenant: Tenant, by: Person) -> int:
    """Enter the offices that a commune usually has; how many they are.

    Raises Conflict where the acting tenant has offices already, NotAllowed for what is no commune.
    """
    policies.check_take_usual(tenant, offices=queries.office_count())
    offices = [
        Office(tenant_id=tenant.id, kind=kind, name=name, sort_key=sort_key(name))
        for kind, name in usual_offices(tenant.unit_word)
    ]
    db.session.add_all(offices)
    db.session.flush()
    audit.record("office.usual_added", by=by, count=len(offices))
    return len(offices)


def change(*, office_id: int, name: str, kind: OfficeKind, version: int, by: Person) -> Office:
    """Correct the name or kind of an office; tasks already written keep the name they have.

    Raises NotFound for another tenant's, Stale where somebody saved first, Conflict where the
    name is there already.
    """
    office = queries.office(office_id)
    name = _tidy(name)
    changed = _changed(office, name, kind)
    if office.version != version and changed:
        raise Stale(changed=changed)
    if not changed:
        return office
    _check_name(name, but=office.id)
    before = office.name
    office.name, office.kind, office.sort_key = name, kind, sort_key(name)
    db.session.flush()
    audit.record("office.changed", office, by=by, name=name, before=before)
    return office


def _changed(office: Office, name: str, kind: OfficeKind) -> dict[str, tuple[str, str]]:
    pairs = {"Tên": (name, office.name), "Loại": (kind.label, office.kind.label)}
    return {label: pair for label, pair in pairs.items() if pair[0] != pair[1]}


def close(*, office_id: int, by: Person) -> Office:
    """Take an office out of use: it is offered no more; what names it stays.

    Raises NotFound for another tenant's, Conflict where it is closed already.
    """
    office = queries.office(office_id)
    policies.check_close(office)
    office.closed_at = clock.now()
    db.session.flush()
    audit.record("office.closed", office, by=by, name=office.name)
    return office


def reopen(*, office_id: int, by: Person) -> Office:
    """Take an office into use again. Raises NotFound for another tenant's, Conflict where it is."""
    office = queries.office(office_id)
    policies.check_reopen(office)
    office.closed_at = None
    db.session.flush()
    audit.record("office.reopened", office, by=by, name=office.name)
    return office


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _check_name(name: str, *, but: int | None = None) -> None:
    """One name, one office: however the tone is placed and whatever the capitals."""
    same = [
        office
        for office in db.session.scalars(
            select(Office).where(Office.tenant_id == context.acting().tenant_id)
        )
        if office.id != but and tone_key(office.name) == tone_key(name)
    ]
    if same and same[0].closed_at is not None:
        raise Conflict(f"{same[0].name} đã có và đang ngừng sử dụng; hãy cho dùng lại.", "name")
    if same:
        raise Conflict(f"{same[0].name} đã có trong danh sách.", "name")
