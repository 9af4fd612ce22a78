"""Who works in which office of the acting tenant."""

import zlib
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select

from app.accounts import queries as accounts
from app.accounts.models import Membership
from app.directory.models import Office, OfficePerson
from app.directory.queries.naming import office_register
from tenants import context
from tenants.db import db


def seated(office_id: int) -> set[int]:
    """The memberships of those who sit in an office."""
    return set(
        db.session.scalars(
            select(OfficePerson.membership_id).where(
                OfficePerson.tenant_id == context.acting().tenant_id,
                OfficePerson.office_id == office_id,
            )
        )
    )


def seats_version(membership_ids: Collection[int]) -> int:
    """The version of a list of people: it changes with everybody who comes or goes."""
    return zlib.crc32(",".join(str(one) for one in sorted(membership_ids)).encode())


def offices_of(user_id: int) -> Sequence[Office]:
    """The open offices of the acting tenant in which a person works, by name."""
    return db.session.scalars(
        select(Office)
        .join(OfficePerson, OfficePerson.office_id == Office.id)
        .join(Membership, Membership.id == OfficePerson.membership_id)
        .where(
            OfficePerson.tenant_id == context.acting().tenant_id,
            Membership.user_id == user_id,
            Office.closed_at.is_(None),
        )
        .order_by(Office.sort_key, Office.id)
    ).all()


def people_by_office(office_ids: Iterable[int] | None = None) -> dict[int, tuple[int, ...]]:
    """The users who work in each office of the acting tenant; an office without any is left out."""
    query = (
        select(OfficePerson.office_id, Membership.user_id)
        .join(Membership, Membership.id == OfficePerson.membership_id)
        .where(
            OfficePerson.tenant_id == context.acting().tenant_id,
            Membership.deactivated_at.is_(None),
        )
        .order_by(OfficePerson.office_id, Membership.user_id)
    )
    if office_ids is not None:
        query = query.where(OfficePerson.office_id.in_(list(office_ids)))
    found: dict[int, list[int]] = {}
    for office_id, user_id in db.session.execute(query):
        found.setdefault(office_id, []).append(user_id)
    return {office_id: tuple(users) for office_id, users in found.items()}


def names_by_office() -> dict[int, list[str]]:
    """The names of those who work in each office, in the order in which a tenant lists people."""
    members = {one.user_id: one.user.full_name for one in accounts.members()}
    return {
        office_id: [name for user_id, name in members.items() if user_id in users]
        for office_id, users in people_by_office().items()
    }


def to_settle() -> list[tuple[Membership, Office]]:
    """Members at work who sit in no office, with the open office that their membership names."""
    placed = set(
        db.session.scalars(
            select(OfficePerson.membership_id).where(
                OfficePerson.tenant_id == context.acting().tenant_id
            )
        )
    )
    waiting = [
        one
        for one in accounts.members()
        if one.office_name and one.deactivated_at is None and one.id not in placed
    ]
    if not waiting:
        return []
    register = office_register()
    found = [(one, register.office(one.office_name or "")) for one in waiting]
    return [
        (one, office) for one, office in found if office is not None and office.closed_at is None
    ]
