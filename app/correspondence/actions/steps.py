"""From draft to issue: a draft goes from desk to desk, on or back, and is issued.

Drafter → head of office → leader → clerk; a desk at which nobody sits is passed over. Each call
locks the draft first, so that of two people who move it the second is told. A `version` of None
moves whatever stands; any other that is not the present one raises Stale.
"""

from collections.abc import Collection
from datetime import date

from app.audit import actions as audit
from app.audit.actions import Person
from app.correspondence.actions import addressing, changes, telling
from app.correspondence.models import DraftStep, OfficialPaper
from app.correspondence.papers import checking
from app.correspondence.papers import drafts as papers
from app.correspondence.papers import recipients as printed
from app.correspondence.policies import desks as policies
from app.correspondence.policies import signing
from app.correspondence.policies.desks import Desks
from app.correspondence.policies.signing import Signing
from app.correspondence.queries import delegations, drafts, steps
from app.correspondence.queries import desks as desk_queries
from app.correspondence.terms import DraftState, StepKind
from app.lib import clock
from app.lib.errors import Conflict, Invalid, Stale
from app.registers import actions as registers
from app.registers.actions import Dispatch, Subject
from app.registers.actions import Signer as Signatory
from app.registers.queries import OutgoingPaper
from tenants.db import db

LONGEST_NOTE = 2000
ACKNOWLEDGE = "acknowledged"
VERBS = {
    StepKind.SUBMITTED: "draft.submitted",
    StepKind.CHECKED: "draft.checked",
    StepKind.APPROVED: "draft.approved",
    StepKind.RETURNED: "draft.returned",
    StepKind.TAKEN_BACK: "draft.taken_back",
    StepKind.ISSUED: "draft.issued",
}
"""As what a step stands in the trail of deeds."""


def submit(
    *,
    draft_id: int,
    by: Person,
    version: int | None = None,
    note: str = "",
    acknowledged: bool = False,
) -> OfficialPaper:
    """Hand a draft in to be checked and approved.

    Raises Invalid at the fields with which the decree's form is broken, and at `acknowledged`
    where the linter warns and nobody has looked at it.
    """
    draft, desks = _on_own_desk(draft_id, version, by)
    policies.check_is_at(draft, DraftState.DRAFTING)
    codes = _checked(draft, acknowledged)
    target = policies.next_desk(draft.state, desks, by.id)
    return _moved(draft, StepKind.SUBMITTED, target, desks, by, note=note, codes=codes)


def approve(
    *,
    draft_id: int,
    by: Person,
    version: int | None = None,
    note: str = "",
    acknowledged: bool = False,
) -> OfficialPaper:
    """Pass a draft on: the head of office to the leader, the leader to the clerk.

    Raises Invalid as `submit` does, for what was changed since; NotAllowed on another's desk.
    """
    draft, desks = _on_own_desk(draft_id, version, by)
    policies.check_is_at(draft, DraftState.WITH_HEAD, DraftState.WITH_LEADER)
    is_leader = draft.state is DraftState.WITH_LEADER
    codes = _checked(draft, acknowledged)
    target = policies.next_desk(draft.state, desks, by.id)
    step = StepKind.APPROVED if is_leader else StepKind.CHECKED
    return _moved(draft, step, target, desks, by, note=note, codes=codes)


def return_for_changes(
    *, draft_id: int, by: Person, note: str, version: int | None = None
) -> OfficialPaper:
    """Give a draft back to who drafted it. Raises Invalid at `note` where it is not said why."""
    draft, desks = _on_own_desk(draft_id, version, by)
    policies.check_is_at(draft, *policies.ONWARD)
    if not note.strip():
        raise Invalid("Hãy ghi rõ cần sửa gì để người soạn biết.", "note")
    return _moved(draft, StepKind.RETURNED, DraftState.DRAFTING, desks, by, note=note)


def take_back(
    *, draft_id: int, by: Person, version: int | None = None, note: str = ""
) -> OfficialPaper:
    """Have one's own draft back while it is on its way. Raises NotAllowed for anybody else's."""
    draft = _held(draft_id, version)
    said = steps.of_draft(draft_id)
    policies.check_may_take_back(draft, steps.submitted_by(said), by.id)
    desks = desk_queries.desks()
    return _moved(draft, StepKind.TAKEN_BACK, DraftState.DRAFTING, desks, by, note=note)


def note_change(*, draft: OfficialPaper, before: DraftState, by: Person) -> None:
    """Note that the words of a draft on its way were changed, and by whom.

    What had been approved went back to be approved again (`policies.desks.after_edit`).
    """
    if before is DraftState.DRAFTING:
        return
    db.session.flush()
    _add_step(draft, StepKind.CHANGED, before, by, "", ())
    if draft.state is not before:
        telling.tell_desk(draft, desk_queries.desks().at(draft.state), by)


def issue(
    *,
    draft_id: int,
    by: Person,
    number: str | None = None,
    issued_on: date | None = None,
    version: int | None = None,
    confirm_gap: bool = False,
) -> OutgoingPaper:
    """Give an approved draft its number and enter it in the register; from now on it is frozen.

    Today's date and the next number where none is said. Its Nơi nhận become recipients that are
    not sent to yet; a paper that it replaces is replaced. Raises Conflict where the wording is not
    what was approved, Invalid at `number`, `issued_on`, and where the signer may not sign that day.
    """
    draft, desks = _on_own_desk(draft_id, version, by)
    policies.check_is_at(draft, DraftState.WITH_CLERK)
    day = issued_on or clock.today()
    _check_is_as_approved(draft)
    _check_form(draft, day)
    signer = Signing.of(draft)
    signing.check_signer(signer, draft.kind, delegations.all_(), day)
    entry = registers.enter(
        kind=draft.kind,
        symbol=draft.symbol,
        abstract=draft.abstract,
        issued_on=day,
        signer=Signatory(lines=signer.lines, position=signer.position, name=signer.name),
        by=by,
        subject=Subject(kind=OfficialPaper.__tablename__, id=draft.id),
        wanted=number or None,
        urgency=draft.urgency,
        dispatch=_dispatch(draft),
        confirm_gap=confirm_gap,
    )
    draft.outgoing_id = entry.id
    _moved(draft, StepKind.ISSUED, DraftState.ISSUED, desks, by)
    addressing.take_over(paper=entry, recipients=draft.recipients, by=by)
    if draft.replaces_id is not None:
        changes.replaced_at_issue(paper_id=draft.replaces_id, by_paper=entry, by=by)
    return entry


def _dispatch(draft: OfficialPaper) -> Dispatch:
    listed = printed.printed(draft.recipients, has_addressees=bool(draft.content.get("addressees")))
    return Dispatch(
        recipients=listed,
        archive=papers.archive_of(draft),
        copies=papers.copies_of(draft),
    )


def _held(draft_id: int, version: int | None) -> OfficialPaper:
    """The draft, locked and as it stands now."""
    draft = drafts.own(draft_id, lock=True)
    db.session.refresh(draft)
    if version is not None and draft.version != version:
        raise Stale(
            f"Dự thảo đã thay đổi trong lúc bạn đang xem (hiện ở bước “{draft.state.label}”); "
            "hãy xem lại nội dung rồi làm lại."
        )
    return draft


def _on_own_desk(draft_id: int, version: int | None, by: Person) -> tuple[OfficialPaper, Desks]:
    draft = _held(draft_id, version)
    desks = desk_queries.desks()
    policies.check_may_move(draft, desks, by.id)
    return draft, desks


def _checked(draft: OfficialPaper, acknowledged: bool) -> list[str]:
    """The codes of the warnings that are let stand now."""
    seen = steps.acknowledged(steps.of_draft(draft.id))
    found = checking.findings(draft, on=clock.today())
    wrong = checking.errors_by_field(found)
    if wrong:
        raise Invalid(fields=wrong)
    fresh = sorted({one.code for one in found} - seen)
    if fresh and not acknowledged:
        raise Invalid(
            f"Có {len(fresh)} điều nên xem lại trước khi trình; hãy xem, sửa hoặc đánh dấu đã xem.",
            ACKNOWLEDGE,
        )
    return fresh


def _check_form(draft: OfficialPaper, day: date) -> None:
    wrong = checking.errors_by_field(checking.findings(draft, on=day))
    if wrong:
        raise Invalid(fields=wrong)


def _check_is_as_approved(draft: OfficialPaper) -> None:
    approved = steps.passed(steps.of_draft(draft.id))
    if approved is None or approved.digest != steps.digest(draft):
        raise Conflict(
            "Nội dung dự thảo không còn đúng như bản đã duyệt; hãy trả lại để duyệt lại."
        )


def _moved(
    draft: OfficialPaper,
    step: StepKind,
    target: DraftState,
    desks: Desks,
    by: Person,
    *,
    note: str = "",
    codes: Collection[str] = (),
) -> OfficialPaper:
    """Lay the draft on the next desk, note the step, and tell whom it concerns."""
    note = _fitting(note)
    before = draft.state
    draft.state = target
    row = _add_step(draft, step, before, by, note, codes)
    audit.record(VERBS[step], draft, by=by, **({"note": note} if note else {}))
    telling.tell_desk(draft, desks.at(target), by)
    telling.tell_drafter(draft, row, by)
    return draft


def _add_step(
    draft: OfficialPaper,
    step: StepKind,
    before: DraftState,
    by: Person,
    note: str,
    codes: Collection[str],
) -> DraftStep:
    row = DraftStep(
        tenant_id=draft.tenant_id,
        draft_id=draft.id,
        step=step,
        from_state=before,
        to_state=draft.state,
        note=note,
        acknowledged=sorted(codes),
        seen_version=draft.version,
        digest=steps.digest(draft),
        by_id=by.id,
        by_name=by.full_name,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _fitting(note: str) -> str:
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid(f"Ý kiến dài quá {LONGEST_NOTE} ký tự; hãy viết gọn lại.", "note")
    return note
