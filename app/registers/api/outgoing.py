"""JSON resources: the register of outgoing papers, numbers kept and cancelled."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.documents import queries as drawn
from app.lib import clock, etags
from app.registers import actions, jobs, queries, schemas
from app.registers.actions import Recovery, Reservation
from app.registers.api.blueprint import resources
from app.registers.queries import OutgoingPaper, books
from app.registers.queries.books import OutgoingFilter

Answer = tuple[Any, int, dict[str, str]]


def _tagged(paper: OutgoingPaper) -> Answer:
    return paper, 200, {"ETag": etags.of(paper.version)}


def _held(outgoing_id: int) -> int:
    return etags.held(request.headers.get("If-Match"), queries.own(outgoing_id).version)


@resources.get("/outgoing-papers")
@requires(Permission.PAPER_VIEW)
@resources.arguments(schemas.OutgoingQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.OutgoingListOut)
@resources.doc(summary="Sổ văn bản đi: theo năm, dãy số, tình trạng, thời gian, từ không dấu")
def outgoing_list(page: int, page_size: int, **given: Any) -> Any:
    """A page of the book."""
    return books.outgoing(OutgoingFilter(**given), page, page_size)


@resources.get("/outgoing-papers/<int:outgoing_id>")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.OutgoingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một dòng của sổ văn bản đi, của đơn vị hoặc gửi đến đơn vị")
def outgoing_paper(outgoing_id: int) -> Answer:
    """One number, with its paper."""
    return _tagged(queries.paper(outgoing_id))


@resources.get("/number-series")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.SeriesListOut)
@resources.doc(summary="Các dãy số của năm nay và số cuối đã cấp")
def series_list() -> dict[str, Any]:
    """Each series with the last number given."""
    found = books.last_numbers(clock.today().year)
    return {"items": [{"series": name, "last": last} for name, last in found]}


@resources.post("/outgoing-papers/reservations")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.ReservationSchema)
@resources.response(201, schemas.ReservedOut)
@resources.doc(summary="Giữ một số hoặc một khoảng số văn bản đi")
def reserve(reservation: Reservation) -> Answer:
    """Keep numbers; they are taken up when a paper is issued with them."""
    kept = actions.reserve(reservation=reservation, by=current_user)
    location = url_for("registers_api.outgoing_paper", outgoing_id=kept[0].id)
    return {"items": kept}, 201, {"Location": location}


@resources.put("/outgoing-papers/<int:outgoing_id>/cancellation")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.CancellationSchema)
@resources.response(200, schemas.OutgoingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Hủy số chưa dùng, kèm lý do (cần If-Match)", parameters=[etags.IF_MATCH])
def cancel(given: dict[str, Any], outgoing_id: int) -> Answer:
    """No paper will carry this number."""
    version = _held(outgoing_id)
    paper = actions.cancel(
        paper_id=outgoing_id, reason=given["reason"], version=version, by=current_user
    )
    return _tagged(paper)


@resources.put("/outgoing-papers/<int:outgoing_id>/recovery")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.RecoverySchema)
@resources.response(200, schemas.RecoveryOut)
@resources.doc(
    summary="Lấy lại các số bị bỏ qua do nhầm, kèm lý do (cần If-Match)",
    parameters=[etags.IF_MATCH],
)
def recover(given: dict[str, Any], outgoing_id: int) -> Recovery:
    """Numbers of a jump were not given outside of the system after all."""
    version = _held(outgoing_id)
    return actions.recover(paper_id=outgoing_id, version=version, **given, by=current_user)


@resources.post("/outgoing-papers/exports")
@requires(Permission.PAPER_VIEW)
@resources.arguments(schemas.OutgoingExportSchema)
@resources.response(202, schemas.ExportOut)
@resources.doc(summary="Yêu cầu xuất sổ văn bản đi (XLSX hoặc PDF theo mẫu Phụ lục IV)")
def export_outgoing(asked: dict[str, Any]) -> Answer:
    """Have the lines of a filter exported by the worker."""
    return under_way(jobs.ask_export(**asked, by=current_user))


def under_way(paper_id: int) -> Answer:
    """How far an export is, and where to look."""
    location = url_for("documents_api.paper", paper_id=paper_id)
    state = drawn.drawing(drawn.paper(paper_id)).state
    return {"id": paper_id, "state": state}, 202, {"Location": location}
