"""JSON resources: outgoing mails, and what one wants by mail."""

from typing import Any

from flask_login import current_user

from app.access import Permission, requires, signed_in
from app.lib.resources import Blueprint
from app.mail import actions, queries, schemas
from app.mail.queries import Wanted
from app.mail.terms import MailState

resources = Blueprint("mail_api", __name__, description="Thư điện tử gửi đi")


@resources.get("/mails")
@requires(Permission.MEMBERS_MANAGE)
@resources.arguments(schemas.MailQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.MailListOut)
@resources.doc(summary="Thư điện tử của đơn vị: đã gửi, chờ gửi, không rõ, bị từ chối")
def index(page: int, page_size: int, state: MailState | None) -> Any:
    """The newest first."""
    return queries.outgoing(state=state, page=page, size=page_size)


@resources.post("/mails/<int:mail_id>/resending")
@requires(Permission.MEMBERS_MANAGE)
@resources.response(202, schemas.MailOut)
@resources.doc(summary="Gửi lại một thư không rõ, bị từ chối hoặc đã thôi gửi")
def send_again(mail_id: int) -> Any:
    """Put a mail back into the queue."""
    return actions.send_again(mail_id=mail_id, by=current_user)


@resources.get("/me/mail-choice")
@signed_in
@resources.response(200, schemas.ChoiceOut)
@resources.doc(summary="Tôi muốn nhận gì qua thư điện tử ở đơn vị này")
def choice() -> Wanted:
    """What one wants by mail."""
    return queries.own_choice(by=current_user)


@resources.put("/me/mail-choice")
@signed_in
@resources.arguments(schemas.ChoiceSchema)
@resources.response(200, schemas.ChoiceOut)
@resources.doc(summary="Chọn thư điện tử muốn nhận ở đơn vị này")
def choose(wanted: Wanted) -> Wanted:
    """What one wants by mail from now on."""
    actions.choose(wanted=wanted, by=current_user)
    return wanted
