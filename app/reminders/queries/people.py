"""Who works in the acting tenant, and what of its work is whose."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.access.permissions import Role
from app.accounts.models import Membership, User
from app.reminders.queries.subjects import Subject
from app.reminders.terms import Audience, SubjectKind
from tenants import context
from tenants.db import db


@dataclass(frozen=True)
class Worker:
    """A person at work in the tenant."""

    user_id: int
    full_name: str
    email: str
    roles: frozenset[Role]


def working() -> list[Worker]:
    """Everybody who works in the acting tenant."""
    rows = db.session.execute(
        select(User.id, User.full_name, User.email, Membership.role_names)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.tenant_id == context.acting().tenant_id,
            Membership.deactivated_at.is_(None),
            User.deactivated_at.is_(None),
        )
        .order_by(User.id)
    )
    return [
        Worker(user_id, name, email, frozenset(Role(role) for role in roles))
        for user_id, name, email, roles in rows
    ]


def officers(
    subject: Subject, workers: Sequence[Worker], leads: Mapping[int, tuple[int, ...]]
) -> list[Worker]:
    """Who answers for a piece of work: the one person to whom it was given; else the officers, of
    the leading office, else of the tenant."""
    given = [one for one in workers if one.user_id == subject.user_id]
    if given:
        return given
    leading = leads.get(subject.id, ()) if subject.kind is SubjectKind.TASK else ()
    found = [one for one in workers if one.user_id in leading]
    return found or [one for one in workers if Role.OFFICER in one.roles]


def addressed(
    subject: Subject,
    audience: Iterable[Audience],
    workers: Sequence[Worker],
    leads: Mapping[int, tuple[int, ...]],
) -> list[Worker]:
    """Whom a step means for a piece of work, each once; where nobody has the role, everybody."""
    chosen: dict[int, Worker] = {}
    wanted = set(audience)
    if wanted & {Audience.OFFICER, Audience.BELOW}:
        chosen |= {one.user_id: one for one in officers(subject, workers, leads)}
    if Audience.LEADER in wanted:
        chosen |= {one.user_id: one for one in workers if Role.LEADER in one.roles}
    return list(chosen.values()) or list(workers)


def is_concerned(
    worker: Worker,
    subject: Subject,
    workers: Sequence[Worker],
    leads: Mapping[int, tuple[int, ...]],
) -> bool:
    """Whether a piece of work belongs into a person's digest: leaders read of everything."""
    return Role.LEADER in worker.roles or worker in officers(subject, workers, leads)
