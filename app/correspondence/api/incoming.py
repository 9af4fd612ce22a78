"""JSON resources: papers that came and wait to be registered, envelopes from elsewhere."""

from typing import Any

from flask_login import current_user

from app.access import Permission, requires
from app.correspondence.actions import importing, receiving
from app.correspondence.actions.importing import Particulars
from app.correspondence.api.blueprint import resources
from app.correspondence.queries import recipients
from app.correspondence.schemas import exchange as schemas
from app.correspondence.schemas import importing as shapes
from app.lib.schemas import PageQuery
from app.registers.queries import IncomingPaper


@resources.get("/waiting-papers")
@requires(Permission.PAPER_VIEW)
@resources.arguments(PageQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.WaitingPaperListOut)
@resources.doc(summary="Văn bản đến qua hệ thống, chờ vào sổ")
def waiting(page: int, page_size: int) -> Any:
    """What came and is neither registered nor returned."""
    return recipients.waiting(page=page, size=page_size)


@resources.post("/waiting-papers/registrations")
@requires(Permission.PAPER_ISSUE)
@resources.response(200, schemas.RegisteredAllOut)
@resources.doc(summary="Vào sổ mọi văn bản đang chờ, tối đa 200 mỗi lần")
def register_all() -> dict[str, int]:
    """How many were registered."""
    return {"count": receiving.register_all(by=current_user)}


@resources.post("/outgoing-papers/<int:outgoing_id>/sighting")
@requires(Permission.PAPER_VIEW)
@resources.response(204)
@resources.doc(summary="Báo cho nơi gửi rằng đơn vị đã mở xem văn bản")
def see(outgoing_id: int) -> None:
    """Note that the paper was opened."""
    receiving.see(paper_id=outgoing_id, by=current_user)


@resources.post("/outgoing-papers/<int:outgoing_id>/registration")
@requires(Permission.PAPER_ISSUE)
@resources.response(201, schemas.RegisteredOut)
@resources.doc(summary="Vào sổ một văn bản gửi đến đơn vị")
def register(outgoing_id: int) -> IncomingPaper:
    """The entry with its number of arrival."""
    return receiving.register(paper_id=outgoing_id, by=current_user)


@resources.post("/outgoing-papers/<int:outgoing_id>/return")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.ReasonIn)
@resources.response(204)
@resources.doc(summary="Trả lại văn bản cho nơi gửi, kèm lý do")
def return_to_sender(data: dict[str, str], outgoing_id: int) -> None:
    """Send a paper back."""
    receiving.return_to_sender(paper_id=outgoing_id, reason=data["reason"], by=current_user)


@resources.post("/incoming-envelopes")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(shapes.UploadIn, location="files")
@resources.response(200, shapes.OpenedOut)
@resources.doc(summary="Mở phong bì .edxml hoặc gói .zip từ hệ thống khác, để xem lại")
def open_envelope(given: dict[str, Any]) -> dict[str, Any]:
    """What is in the file; its files are kept for the entry."""
    opened = importing.open_envelope(content=given["file"].read(), by=current_user)
    twin = opened.arrived.twin
    return {
        **shapes.confirmed(opened),
        "left_out": list(opened.left_out),
        "twin_number": None if twin is None else twin.number,
    }


@resources.post("/incoming-envelopes/entries")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(shapes.ParticularsIn)
@resources.response(201, schemas.RegisteredOut)
@resources.doc(summary="Vào sổ văn bản đến từ phong bì đã xem lại")
def take_in(particulars: Particulars) -> IncomingPaper:
    """The entry with its number of arrival."""
    return importing.take_in(particulars=particulars, by=current_user)
