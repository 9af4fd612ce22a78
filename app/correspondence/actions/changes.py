"""An issued paper is revoked, replaced or corrected; who received it is told at once."""

from sqlalchemy import select

from app.audit import actions as audit
from app.audit.actions import Person
from app.correspondence.actions import sending
from app.correspondence.policies import changes as policies
from app.lib.errors import Invalid, NotFound, Stale
from app.registers import actions as registers
from app.registers import queries as entries
from app.registers.actions.revoking import note
from app.registers.actions.revoking import revoke as revoke_entry
from app.registers.queries import OutgoingPaper, PaperChange
from app.registers.terms import ChangeKind
from tenants import context
from tenants.db import db

REPLACED_BY_NEW = "Được thay thế bằng văn bản ban hành sau."


def change(
    *,
    paper_id: int,
    kind: ChangeKind,
    reason: str,
    by: Person,
    by_paper_id: int | None = None,
    version: int | None = None,
) -> PaperChange:
    """Revoke, replace or correct an issued paper of the own register, by another one or none.

    The number stays in the register. Raises Invalid at `reason` and `by_paper_id`, Conflict for
    what stands no more, NotAllowed for another's paper, Stale where it was changed meanwhile.
    """
    paper = _held(paper_id, version)
    policies.check_may_change(paper, context.acting().tenant_id)
    wrong: dict[str, list[str]] = {}
    kept, by_paper = "", None
    try:
        kept = policies.check_reason(reason)
    except Invalid as refused:
        wrong.update(refused.fields)
    try:
        by_paper = None if by_paper_id is None else _by_paper(by_paper_id)
        policies.check_by_paper(kind, paper, by_paper)
    except Invalid as refused:
        wrong.update(refused.fields)
    if wrong:
        raise Invalid(fields=wrong)
    return _changed(paper, kind, kept, by_paper, by)


def replaced_at_issue(*, paper_id: int, by_paper: OutgoingPaper, by: Person) -> None:
    """What a draft was written to replace is replaced in the moment in which that is issued.

    Raises Conflict where it stands no more, Invalid where the forms are not equal.
    """
    paper = _held(paper_id, None)
    policies.check_may_change(paper, context.acting().tenant_id)
    policies.check_by_paper(ChangeKind.REPLACED, paper, by_paper)
    _changed(paper, ChangeKind.REPLACED, REPLACED_BY_NEW, by_paper, by)


def _held(paper_id: int, version: int | None) -> OutgoingPaper:
    """The paper, locked and as it stands now."""
    paper = entries.paper(paper_id)
    policies.check_may_change(paper, context.acting().tenant_id)
    db.session.execute(
        select(OutgoingPaper.id).where(OutgoingPaper.id == paper_id).with_for_update()
    )
    db.session.refresh(paper)
    if version is not None and paper.version != version:
        raise Stale("Văn bản đã thay đổi trong lúc bạn đang xem; hãy xem lại rồi làm lại.")
    return paper


def _by_paper(paper_id: int) -> OutgoingPaper:
    try:
        return entries.own(paper_id)
    except NotFound as unknown:
        raise Invalid("Không có văn bản này trong sổ văn bản đi.", policies.BY) from unknown


def _changed(
    paper: OutgoingPaper,
    kind: ChangeKind,
    reason: str,
    by_paper: OutgoingPaper | None,
    by: Person,
) -> PaperChange:
    named = "" if by_paper is None else sending.named(by_paper)
    row = note(paper=paper, kind=kind, reason=reason, by_paper=by_paper, named=named, by=by)
    if kind is ChangeKind.REVOKED:
        revoke_entry(paper=paper, reason=reason, by=by)
    elif kind is ChangeKind.REPLACED and by_paper is not None:
        registers.supersede(paper=paper, by_paper=by_paper, by=by)
    else:
        number = paper.full_number
        audit.record("outgoing_paper.corrected", paper, by=by, number=number, reason=reason)
    db.session.flush()
    _tell(paper, row)
    return row


def _tell(paper: OutgoingPaper, row: PaperChange) -> None:
    by_paper = f" bằng {row.by_paper}" if row.by_paper else ""
    sending.tell_recipients(
        paper=paper,
        kind=f"paper.{row.change.value}",
        text=f"{sending.named(paper)} {row.change.done}{by_paper}. Lý do: {row.reason}",
        key=f"paper.{row.change.value}:{paper.id}:{row.id}",
    )
