"""Telling people of the tenant that a draft lies on their desk, or what became of theirs."""

from collections.abc import Collection

from app.audit.actions import Person
from app.correspondence.models import DraftStep, OfficialPaper
from app.correspondence.terms import DraftState, StepKind
from app.notifications import actions as notifications
from app.notifications.actions import Told
from app.registers.queries import OutgoingPaper
from tenants.db import db

WAITING = {
    DraftState.WITH_HEAD: "chờ bạn xem xét",
    DraftState.WITH_LEADER: "chờ bạn duyệt",
    DraftState.WITH_CLERK: "chờ bạn cấp số, ban hành",
}


def page_of(draft: OfficialPaper) -> str:
    """The page of a draft."""
    return f"/correspondence/drafts/{draft.id}"


def named(draft: OfficialPaper) -> str:
    """How a sentence names a draft: "Dự thảo Kế hoạch “Công tác …”"."""
    return f"Dự thảo {draft.kind.label} “{draft.abstract}”"


def tell_desk(draft: OfficialPaper, people: Collection[int], by: Person) -> None:
    """Tell those on whose desk the draft lies now; who laid it there knows."""
    wanted = WAITING.get(draft.state)
    if wanted is None:
        return
    notifications.tell_people(
        [
            Told(
                user_id=user_id,
                kind="draft.waiting",
                text=f"{named(draft)} {wanted} ({by.full_name} trình).",
                path=page_of(draft),
                key=f"draft.waiting:{draft.id}:{draft.version}:{draft.state.value}",
            )
            for user_id in sorted(set(people) - {by.id})
        ]
    )


def tell_drafter(draft: OfficialPaper, step: DraftStep, by: Person) -> None:
    """Tell who drafted it what was decided."""
    said = _said(draft, step, by)
    if said is None or draft.drafted_by == by.id:
        return
    notifications.tell_people(
        [
            Told(
                user_id=draft.drafted_by,
                kind=f"draft.{step.step.value}",
                text=said,
                path=page_of(draft),
                key=f"draft.{step.step.value}:{step.id}",
            )
        ]
    )


def _said(draft: OfficialPaper, step: DraftStep, by: Person) -> str | None:
    match step.step:
        case StepKind.RETURNED:
            return f"{by.full_name} trả lại {named(draft)}: {step.note}"
        case StepKind.APPROVED:
            return f"{by.full_name} đã duyệt {named(draft)}."
        case StepKind.ISSUED:
            entry = db.session.get_one(OutgoingPaper, draft.outgoing_id)
            return f"{named(draft)} đã ban hành, số {entry.full_number}."
    return None
