"""Offices of a tenant: entered, corrected, closed."""

from collections.abc import Sequence

from app.audit import actions as audit
from app.audit.actions import Person
from app.directory import policies, queries
from app.directory.actions import groups, wordings
from app.directory.models import Office
from app.directory.terms import OfficeKind, usual_offices
from app.lib import clock
from app.lib.errors import Stale
from app.lib.text import sort_key
from tenants import context
from tenants.db import db
from tenants.models import Tenant


def add(*, name: str, kind: OfficeKind, aliases: Sequence[str] = (), by: Person) -> Office:
    """Enter an office of the acting tenant, with the other names by which papers call it.

    Raises Conflict where a name is an office's or a group's already.
    """
    name = wordings.tidy(name)
    others = wordings.tidy_aliases(aliases, name=name)
    wordings.check(name, others)
    office = Office(
        tenant_id=context.acting().tenant_id,
        kind=kind,
        name=name,
        aliases=others,
        sort_key=sort_key(name),
    )
    db.session.add(office)
    db.session.flush()
    audit.record("office.added", office, by=by, name=name)
    return office


def add_usual(*, tenant: Tenant, by: Person) -> int:
    """Enter the offices that a commune usually has, and the groups; how many offices they are.

    Raises Conflict where the acting tenant has offices already, NotAllowed for what is no commune.
    """
    policies.check_take_usual(tenant, offices=queries.office_count())
    offices = [
        Office(
            tenant_id=tenant.id,
            kind=usual.kind,
            name=usual.name,
            aliases=list(usual.aliases),
            sort_key=sort_key(usual.name),
        )
        for usual in usual_offices(tenant.unit_word)
    ]
    db.session.add_all(offices)
    db.session.flush()
    audit.record("office.usual_added", by=by, count=len(offices))
    if not queries.groups():
        groups.add_usual(by=by)
    return len(offices)


def change(
    *,
    office_id: int,
    name: str,
    kind: OfficeKind,
    aliases: Sequence[str],
    version: int,
    by: Person,
) -> Office:
    """Correct the names or the kind of an office; tasks already written keep the name they have.

    Raises NotFound for another tenant's, Stale where somebody saved first, Conflict where a
    name is there already.
    """
    office = queries.office(office_id)
    name = wordings.tidy(name)
    others = wordings.tidy_aliases(aliases, name=name)
    changed = _changed(office, name, kind, others)
    if office.version != version and changed:
        raise Stale(changed=changed)
    if not changed:
        return office
    wordings.check(name, others, but=office)
    before = office.name
    office.name, office.kind, office.sort_key = name, kind, sort_key(name)
    office.aliases = others
    db.session.flush()
    audit.record("office.changed", office, by=by, name=name, before=before)
    return office


def _changed(
    office: Office, name: str, kind: OfficeKind, aliases: Sequence[str]
) -> dict[str, tuple[str, str]]:
    pairs = {
        "Tên": (name, office.name),
        "Loại": (kind.label, office.kind.label),
        "Tên khác": ("; ".join(aliases), "; ".join(office.aliases)),
    }
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
