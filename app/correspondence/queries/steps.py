"""The way of a draft as it is read: its steps, what waits for whom."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ScalarSelect, and_, any_, func, literal, or_, select

from app.access.permissions import ROLE_MAP, Permission
from app.accounts.models import Membership
from app.correspondence.models import DraftStep, OfficialPaper
from app.correspondence.policies.desks import FORWARD, PERMISSION_AT
from app.correspondence.terms import DraftState, StepKind
from tenants import context
from tenants.db import db

APPROVED = (
    *("kind", "organ", "unit", "abstract", "place", "content", "recipients", "archive"),
    *("urgency", "circulation", "signing_lines", "signer_position", "signer_name"),
)
"""What is approved with a draft, and may not differ when it is issued."""

BACK = (StepKind.RETURNED, StepKind.TAKEN_BACK)
"""The steps after which a draft is with its drafter again."""

LYING = (DraftState.WITH_HEAD, DraftState.WITH_LEADER, DraftState.WITH_CLERK)


def digest(draft: OfficialPaper) -> str:
    """The SHA-256 of all that is printed of a draft, and of who signs it."""
    said = {name: getattr(draft, name) for name in APPROVED}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def of_draft(draft_id: int) -> Sequence[DraftStep]:
    """The steps of an own draft in order."""
    return db.session.scalars(
        select(DraftStep)
        .where(DraftStep.tenant_id == context.acting().tenant_id, DraftStep.draft_id == draft_id)
        .order_by(DraftStep.id)
    ).all()


def submitted_by(steps: Sequence[DraftStep]) -> int | None:
    """Who submitted the draft last."""
    return next((one.by_id for one in reversed(steps) if one.step is StepKind.SUBMITTED), None)


def passed(steps: Sequence[DraftStep]) -> DraftStep | None:
    """The step that brought the draft to the clerk: what was approved."""
    return next(
        (
            one
            for one in reversed(steps)
            if one.step in FORWARD and one.to_state is DraftState.WITH_CLERK
        ),
        None,
    )


def acknowledged(steps: Sequence[DraftStep]) -> set[str]:
    """The codes of the warnings that somebody let stand since the draft was last handed in.

    Once it is back with its drafter they are to be looked at again.
    """
    seen: set[str] = set()
    for one in steps:
        seen = set() if one.step in BACK else seen | set(one.acknowledged)
    return seen


@dataclass(frozen=True)
class Waiting:
    """How many drafts lie on the desk of one person."""

    to_check: int = 0
    to_approve: int = 0
    to_issue: int = 0
    returned: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.to_check + self.to_approve + self.to_issue + self.returned


def waiting(user_id: int, permissions: Collection[Permission]) -> Waiting:
    """How many drafts wait for a person with these permissions, and how many came back to them.

    Where nobody is clerk, what is approved waits for the leaders, else for whoever drafts. One
    statement, whatever there is.
    """
    mine = _returned_to(user_id)
    row = db.session.execute(
        select(
            *(func.count().filter(OfficialPaper.state == state) for state in LYING),
            func.count().filter(mine),
            _somebody_may(Permission.PAPER_ISSUE),
            _somebody_may(Permission.PAPER_APPROVE),
        ).where(
            OfficialPaper.tenant_id == context.acting().tenant_id,
            or_(OfficialPaper.state.in_(LYING), mine),
        )
    ).one()
    at = dict(zip(LYING, row[:3], strict=True))
    stands_in = Permission.PAPER_APPROVE if row[5] else Permission.PAPER_WRITE
    wanted = PERMISSION_AT if row[4] else {**PERMISSION_AT, DraftState.WITH_CLERK: stands_in}
    given = {state: count if wanted[state] in permissions else 0 for state, count in at.items()}
    return Waiting(
        to_check=given[DraftState.WITH_HEAD],
        to_approve=given[DraftState.WITH_LEADER],
        to_issue=given[DraftState.WITH_CLERK],
        returned=row[3],
    )


def _somebody_may(permission: Permission) -> ScalarSelect[bool]:
    """Whether somebody at work in the acting tenant has this permission."""
    roles = [role for role, given in ROLE_MAP.items() if permission in given]
    return select(
        select(Membership.id)
        .where(
            Membership.tenant_id == context.acting().tenant_id,
            Membership.deactivated_at.is_(None),
            or_(*(literal(role.value) == any_(Membership.role_names) for role in roles)),
        )
        .exists()
    ).scalar_subquery()


def _returned_to(user_id: int):  # type: ignore[no-untyped-def]
    """Drafts of this person that lie with them again after a return."""
    latest = (
        select(func.max(DraftStep.id))
        .where(
            DraftStep.tenant_id == OfficialPaper.tenant_id,
            DraftStep.draft_id == OfficialPaper.id,
        )
        .correlate(OfficialPaper)
        .scalar_subquery()
    )
    came_back = (
        select(DraftStep.id)
        .where(
            DraftStep.tenant_id == OfficialPaper.tenant_id,
            DraftStep.id == latest,
            DraftStep.step == StepKind.RETURNED,
        )
        .correlate(OfficialPaper)
        .exists()
    )
    return and_(
        OfficialPaper.state == DraftState.DRAFTING,
        OfficialPaper.drafted_by == user_id,
        came_back,
    )
