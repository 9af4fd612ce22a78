"""Drafts of the acting tenant: one, and the lists by desk, kind and words."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, or_, select, true

from app.access.permissions import Permission
from app.accounts.models import Membership, User
from app.correspondence.models import OfficialPaper
from app.correspondence.policies.desks import PERMISSION_AT
from app.correspondence.terms import DraftState
from app.documents.terms import PaperKind
from app.lib.errors import NotFound
from app.lib.pages import SIZE, Page, offset
from app.lib.text import fold
from app.registers.models import OutgoingPaper
from tenants import context
from tenants.db import db

MOST_WORDS = 12
UNKNOWN = "Không tìm thấy dự thảo này trong đơn vị."


@dataclass(frozen=True)
class Wanted:
    """Which drafts are looked for. `desk`: "mine", "waiting" (for me), "all"."""

    desk: str = "all"
    text: str = ""
    kind: PaperKind | None = None
    state: DraftState | None = None
    user_id: int = 0
    permissions: Collection[Permission] = ()


@dataclass(frozen=True)
class Listed:
    """A draft in a list, with its number once it was issued."""

    draft: OfficialPaper
    entry: OutgoingPaper | None


@dataclass(frozen=True)
class Following:
    """The next draft that waits for somebody, and how many wait besides the one they look at."""

    draft_id: int
    count: int


@dataclass(frozen=True)
class Leader:
    """Who may sign: somebody who leads the tenant."""

    id: int
    name: str
    position: str


def own(draft_id: int, *, lock: bool = False) -> OfficialPaper:
    """A draft of the acting tenant. Raises NotFound for anybody else's.

    With `lock`, nobody else changes it until the transaction ends.
    """
    query = _own(select(OfficialPaper)).where(OfficialPaper.id == draft_id)
    found = db.session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def invitation_to_many(paper: OutgoingPaper) -> int | None:
    """The draft of an own invitation to several guests, who get a copy each; None for another."""
    if paper.kind is not PaperKind.INVITATION:
        return None
    guests = func.jsonb_array_length(OfficialPaper.content["addressees"])
    return db.session.scalar(
        _own(select(OfficialPaper.id)).where(OfficialPaper.outgoing_id == paper.id, guests > 1)
    )


def entry_of(draft: OfficialPaper) -> OutgoingPaper | None:
    """What the register holds of a draft that was issued."""
    if draft.outgoing_id is None:
        return None
    return db.session.get(OutgoingPaper, draft.outgoing_id)


def listed(wanted: Wanted, *, page: int = 1, size: int = SIZE) -> Page[Listed]:
    """Drafts by pages, the latest first; the words of `text` are found without diacritics."""
    query = _own(select(OfficialPaper)).where(_on_desk(wanted))
    if wanted.kind is not None:
        query = query.where(OfficialPaper.kind == wanted.kind)
    if wanted.state is not None:
        query = query.where(OfficialPaper.state == wanted.state)
    for word in fold(wanted.text).split()[:MOST_WORDS]:
        query = query.where(OfficialPaper.folded.contains(word, autoescape=True))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = db.session.execute(
        query.add_columns(OutgoingPaper)
        .outerjoin(OutgoingPaper, OutgoingPaper.id == OfficialPaper.outgoing_id)
        .order_by(OfficialPaper.id.desc())
        .limit(size)
        .offset(offset(page, size))
    )
    return Page([Listed(draft, entry) for draft, entry in rows], max(page, 1), size, total)


def counts(user_id: int, permissions: Collection[Permission]) -> dict[str, int]:
    """How many drafts each desk holds: {"mine": 3, "waiting": 1, "all": 12}."""
    desks = [
        (name, _on_desk(Wanted(desk=name, user_id=user_id, permissions=permissions)))
        for name in ("mine", "waiting", "all")
    ]
    row = db.session.execute(
        _own(select(*(func.count().filter(where) for _, where in desks)).select_from(OfficialPaper))
    ).one()
    return {name: count for (name, _), count in zip(desks, row, strict=True)}


def _own(query: Select) -> Select:  # type: ignore[type-arg]
    return query.where(OfficialPaper.tenant_id == context.acting().tenant_id)


def _on_desk(wanted: Wanted):  # type: ignore[no-untyped-def]
    if wanted.desk == "mine":
        return and_(
            OfficialPaper.drafted_by == wanted.user_id, OfficialPaper.state != DraftState.DROPPED
        )
    if wanted.desk == "waiting":
        own_draft = and_(
            OfficialPaper.state == DraftState.DRAFTING,
            OfficialPaper.drafted_by == wanted.user_id,
        )
        return or_(own_draft, OfficialPaper.state.in_(_decided_by(wanted.permissions)))
    return true()


def _decided_by(permissions: Collection[Permission]) -> list[DraftState]:
    """Where drafts lie that wait for somebody with these permissions."""
    return [
        state
        for state, permission in PERMISSION_AT.items()
        if permission in permissions and state is not DraftState.DRAFTING
    ]


def following(draft_id: int, permissions: Collection[Permission]) -> Following | None:
    """The draft to decide on after this one, down the list and then from its top; None where no
    other waits."""
    states = _decided_by(permissions)
    if not states:
        return None
    row = db.session.execute(
        _own(select(OfficialPaper.id, func.count().over()))
        .where(OfficialPaper.state.in_(states), OfficialPaper.id != draft_id)
        .order_by((OfficialPaper.id < draft_id).desc(), OfficialPaper.id.desc())
        .limit(1)
    ).first()
    return None if row is None else Following(*row)


def leaders() -> list[Leader]:
    """Who leads the acting tenant, by name: the usual signers."""
    rows = db.session.execute(
        select(User.id, User.full_name, Membership.position, Membership)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.tenant_id == context.acting().tenant_id,
            Membership.deactivated_at.is_(None),
            User.deactivated_at.is_(None),
        )
        .order_by(User.full_name, User.id)
    )
    return [
        Leader(number, name, position or "")
        for number, name, position, membership in rows
        if Permission.PAPER_APPROVE in membership.permissions
    ]
