"""Pages: the unit's outgoing mails, and what one wants by mail."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires, signed_in
from app.mail import actions, policies, queries
from app.mail.queries import Wanted
from app.mail.terms import MailState

pages = Blueprint("mail", __name__)


@pages.get("/mails")
@requires(Permission.MEMBERS_MANAGE)
def index() -> str:
    """What went out, what waits, what nobody knows of."""
    state = request.args.get("state", type=MailState)
    page = max(request.args.get("page", 1, type=int), 1)
    return render_template(
        "mail/index.html",
        found=queries.outgoing(state=state, page=page),
        counts=queries.counts(),
        state=state,
        states=list(MailState),
        server=queries.server(),
        has_links=queries.has_links(),
        can_send_again=policies.can_send_again,
    )


@pages.post("/mails/<int:mail_id>/resending")
@requires(Permission.MEMBERS_MANAGE)
def send_again(mail_id: int) -> Response:
    """Put a mail back into the queue."""
    mail = actions.send_again(mail_id=mail_id, by=current_user)
    flash(f"Thư gửi {mail.address} đã vào hàng chờ gửi lại.", "success")
    return redirect(url_for("mail.index"), 303)


@pages.post("/account/mail")
@signed_in
def choose() -> Response:
    """What one wants by mail in this unit."""
    wanted = Wanted(digest="digest" in request.form, reminders="reminders" in request.form)
    actions.choose(wanted=wanted, by=current_user)
    flash("Đã lưu lựa chọn nhận thư điện tử.", "success")
    return redirect(url_for("accounts.profile", _anchor="mail"), 303)
