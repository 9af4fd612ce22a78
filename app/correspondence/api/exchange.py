"""JSON resources: recipients of an issued paper, sending, publication, envelopes."""

from typing import Any

from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence.actions import addressing, publishing, sending
from app.correspondence.api.blueprint import resources
from app.correspondence.queries import envelopes, recipients
from app.correspondence.schemas import exchange as schemas
from app.correspondence.views.envelopes import EDXML, ZIP, download
from app.correspondence.views.outgoing import add
from app.registers import queries as registers
from app.registers.queries import OutgoingPaper

BINARY = {"type": "string", "format": "binary"}


@resources.get("/outgoing-papers/<int:outgoing_id>/recipients")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.RecipientsOut)
@resources.doc(summary="Nơi nhận của một văn bản đi: đã gửi, đã xem, đã vào sổ, trả lại")
def list_recipients(outgoing_id: int) -> Any:
    """Everybody on the list; none of a paper that came from elsewhere."""
    registers.paper(outgoing_id)
    return recipients.recipients(outgoing_id)


@resources.post("/outgoing-papers/<int:outgoing_id>/recipients")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.RecipientsIn)
@resources.response(201, schemas.AddedOut)
@resources.doc(summary="Thêm nơi nhận: các đơn vị, cả một nhóm, hoặc nơi nhận ngoài hệ thống")
def add_recipients(data: dict[str, Any], outgoing_id: int) -> dict[str, int]:
    """How many are new."""
    return {"added": add(outgoing_id, data)}


@resources.delete("/outgoing-papers/<int:outgoing_id>/recipients/<int:recipient_id>")
@requires(Permission.PAPER_ISSUE)
@resources.response(204)
@resources.doc(summary="Bỏ một nơi nhận chưa gửi")
def remove_recipient(outgoing_id: int, recipient_id: int) -> None:
    """Take a recipient off the list."""
    addressing.remove(paper_id=outgoing_id, recipient_id=recipient_id, by=current_user)


@resources.post("/outgoing-papers/<int:outgoing_id>/dispatch")
@requires(Permission.PAPER_ISSUE)
@resources.response(200, schemas.SentOut)
@resources.doc(summary="Gửi văn bản đến mọi nơi nhận chưa gửi")
def send(outgoing_id: int) -> Any:
    """To how many it was sent now."""
    return sending.send(paper_id=outgoing_id, by=current_user)


@resources.post("/outgoing-papers/<int:outgoing_id>/reminders")
@requires(Permission.PAPER_ISSUE)
@resources.response(200, schemas.RemindedOut)
@resources.doc(summary="Nhắc các đơn vị chưa vào sổ, mỗi ngày một lần")
def remind(outgoing_id: int) -> dict[str, int]:
    """How many were reminded."""
    return {"count": sending.remind(paper_id=outgoing_id, by=current_user)}


@resources.put("/outgoing-papers/<int:outgoing_id>/publication")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.ReasonIn)
@resources.response(200, schemas.PublicationOut)
@resources.doc(summary="Công khai văn bản trên trang chung, kèm căn cứ hoặc lý do")
def publish(data: dict[str, str], outgoing_id: int) -> OutgoingPaper:
    """Show the paper to everybody."""
    return publishing.publish(paper_id=outgoing_id, reason=data["reason"], by=current_user)


@resources.post("/outgoing-papers/<int:outgoing_id>/publication/withdrawal")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.ReasonIn)
@resources.response(200, schemas.PublicationOut)
@resources.doc(summary="Thôi công khai văn bản, kèm lý do")
def unpublish(data: dict[str, str], outgoing_id: int) -> OutgoingPaper:
    """Take the paper off the public pages."""
    return publishing.unpublish(paper_id=outgoing_id, reason=data["reason"], by=current_user)


@resources.get("/outgoing-papers/<int:outgoing_id>/package")
@requires(Permission.PAPER_VIEW)
@resources.response(200, BINARY, content_type=ZIP)
@resources.doc(summary="Gói văn bản (ZIP): tệp, danh mục, mã SHA-256, phong bì edXML")
def package(outgoing_id: int) -> Response:
    """The paper and its files as one ZIP."""
    return download(envelopes.as_package(outgoing_id), ZIP)


@resources.get("/outgoing-papers/<int:outgoing_id>/envelope")
@requires(Permission.PAPER_VIEW)
@resources.response(200, BINARY, content_type=EDXML)
@resources.doc(summary="Phong bì edXML của văn bản, kèm tệp bên trong")
def envelope(outgoing_id: int) -> Response:
    """The paper as an envelope."""
    return download(envelopes.as_xml(outgoing_id), EDXML)
