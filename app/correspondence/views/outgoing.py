"""Page: one paper of the outgoing register, own or received, with all that hangs on it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, may, requires
from app.correspondence.actions import addressing, publishing, sending
from app.correspondence.queries import addressees, changes, desks, drafts, links, recipients
from app.correspondence.schemas import exchange as schemas
from app.correspondence.terms import Purpose
from app.correspondence.views.blueprint import pages
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Conflict, Invalid
from app.lib.schemas import load_form
from app.registers import queries as registers
from app.signatures import queries as signatures
from app.stationery.queries import decisions
from app.stationery.terms import issuer_of
from tenants import context
from tenants.db import db
from tenants.models import Tenant


def hub(outgoing_id: int, part: str = "", at: str = "", refusal: Refusal = NO_REFUSAL) -> str:
    """The page; each room adds what its part shows by one keyword.

    A refused change of the paper is told in its own `part`; `at`: the control of what concerns no
    field.
    """
    changing, other = (refusal, NO_REFUSAL) if part == "change" else (NO_REFUSAL, refusal)
    paper = registers.paper(outgoing_id)
    is_own = paper.tenant_id == context.acting().tenant_id
    wanted = request.args.get("unit", "")[:100]
    received = None if is_own else recipients.received_or_none(outgoing_id)
    units = recipients.units(wanted, paper_id=outgoing_id) if is_own else []
    return render_template(
        "correspondence/outgoing.html",
        paper=paper,
        files=registers.files(outgoing_id),
        is_own=is_own,
        issuer=issuer_of(db.session.get_one(Tenant, paper.tenant_id), paper.symbol),
        received=received,
        entry_id=registers.entry_id_of(received.recipient.id) if received else None,
        has_clerk=received is None or bool(desks.desks().clerks),
        recipients=recipients.recipients(outgoing_id) if is_own else None,
        groups=recipients.groups() if is_own else [],
        wanted=wanted,
        units=units,
        usual_purpose=addressees.usual_purpose(units).value,
        guests_of=drafts.invitation_to_many(paper) if is_own else None,
        purposes=[(purpose.value, purpose.label) for purpose in Purpose],
        verify_path=links.verify_path(paper),
        signing=signatures.panel(paper, current_user.full_name),
        batches=decisions.batches_of(paper),
        changes=changes.panel(paper, may_approve=may(Permission.PAPER_APPROVE)),
        form=other.typed,
        errors=other.errors_at(at),
        change_form=changing.typed,
        change_errors=changing.errors,
    )


def _back(outgoing_id: int, anchor: str = "recipients") -> Response:
    return redirect(
        url_for("correspondence.outgoing", outgoing_id=outgoing_id, _anchor=anchor), 303
    )


@pages.get("/correspondence/outgoing/<int:outgoing_id>")
@requires(Permission.PAPER_VIEW)
def outgoing(outgoing_id: int) -> str:
    """An issued paper: what it is, its files, signatures, recipients, what became of it."""
    return hub(outgoing_id)


@pages.post("/correspondence/outgoing/<int:outgoing_id>/recipients")
@requires(Permission.PAPER_ISSUE)
@shows_again(hub, Invalid)
def add_recipients(outgoing_id: int) -> Response:
    """Put units, a whole group, or somebody outside of the system on the list."""
    data = load_form(schemas.RecipientsIn(), request.form)
    added = add(outgoing_id, data)
    flash(
        f"Đã thêm {added} nơi nhận." if added else "Nơi nhận này đã có trong danh sách.", "success"
    )
    return _back(outgoing_id)


def add(outgoing_id: int, data: dict[str, Any]) -> int:
    """The one of three ways of adding recipients that was asked for; how many are new."""
    purpose, by = data["purpose"], current_user
    if data["tenant_ids"]:
        ids = data["tenant_ids"]
        return addressing.add_tenants(paper_id=outgoing_id, tenant_ids=ids, purpose=purpose, by=by)
    if data["group"]:
        group = data["group"]
        return addressing.add_group(paper_id=outgoing_id, group=group, purpose=purpose, by=by)
    addressing.add_outsider(
        paper_id=outgoing_id, name=data["name"], email=data["email"], purpose=purpose, by=by
    )
    return 1


@pages.post("/correspondence/outgoing/<int:outgoing_id>/recipients/<int:recipient_id>/removal")
@requires(Permission.PAPER_ISSUE)
def remove_recipient(outgoing_id: int, recipient_id: int) -> Response:
    """Take a recipient off the list."""
    addressing.remove(paper_id=outgoing_id, recipient_id=recipient_id, by=current_user)
    flash("Đã bỏ nơi nhận khỏi danh sách.", "success")
    return _back(outgoing_id)


@pages.post("/correspondence/outgoing/<int:outgoing_id>/dispatch")
@requires(Permission.PAPER_ISSUE)
def send(outgoing_id: int) -> Response:
    """Send the paper to everybody who has not got it."""
    sent = sending.send(paper_id=outgoing_id, by=current_user)
    told = f"Đã gửi văn bản đến {sent.tenants + sent.mails} nơi nhận."
    if sent.packages:
        told += f" {sent.packages} nơi ngoài hệ thống: hãy tải gói về để gửi."
    if sent.waiting:
        told += f" Còn {sent.waiting} thư điện tử chờ nối máy chủ thư."
    flash(told, "success")
    return _back(outgoing_id)


@pages.post("/correspondence/outgoing/<int:outgoing_id>/reminders")
@requires(Permission.PAPER_ISSUE)
def remind(outgoing_id: int) -> Response:
    """Remind whoever has not registered the paper."""
    count = sending.remind(paper_id=outgoing_id, by=current_user)
    flash(f"Đã nhắc {count} đơn vị chưa vào sổ.", "success")
    return _back(outgoing_id)


@pages.post("/correspondence/outgoing/<int:outgoing_id>/publication")
@requires(Permission.PAPER_ISSUE)
@shows_again(hub, Invalid, Conflict, at="reason")
def publish(outgoing_id: int) -> Response:
    """Show the paper on the public pages."""
    return _publication(outgoing_id, publishing.publish, "Đã công khai văn bản.")


@pages.post("/correspondence/outgoing/<int:outgoing_id>/publication/withdrawal")
@requires(Permission.PAPER_ISSUE)
@shows_again(hub, Invalid, Conflict, at="reason")
def unpublish(outgoing_id: int) -> Response:
    """Take the paper off the public pages."""
    return _publication(outgoing_id, publishing.unpublish, "Đã thôi công khai văn bản.")


def _publication(outgoing_id: int, action: Any, told: str) -> Response:
    action(paper_id=outgoing_id, reason=request.form.get("reason", ""), by=current_user)
    flash(told, "success")
    return _back(outgoing_id, "publication")
