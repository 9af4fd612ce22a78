"""Confirmations, absences, ties, announcements, standings."""

from typing import Any

from flask import url_for
from flask_login import current_user

from app.access import Permission, requires
from app.lib.errors import NotFound
from app.scoring import jobs
from app.scoring.actions import confirmations, standings
from app.scoring.actions.announcements import Paper
from app.scoring.api.blueprint import Answer, held, resources, tagged
from app.scoring.models import Absence, Announcement, TieDecision
from app.scoring.policies import criteria as policies
from app.scoring.queries import confirmations as confirmed
from app.scoring.queries import criteria
from app.scoring.queries import standings as queries
from app.scoring.queries.standings import Board
from app.scoring.schemas import confirmations as confirmation_schemas
from app.scoring.schemas import standings as schemas
from tenants import context


@resources.post("/confirmations")
@requires(Permission.SHEET_CONFIRM)
@resources.arguments(confirmation_schemas.ConfirmationIn)
@resources.response(201, confirmation_schemas.ConfirmationOut)
@resources.doc(summary="Hội đồng xác nhận một bảng điểm, giữ nguyên hoặc thay đổi có lý do")
def confirm(given: dict[str, Any]) -> Answer:
    """The council's word, for the first time."""
    sheet_id, lines = given["sheet_id"], confirmation_schemas.changes(given["lines"])
    made = confirmations.confirm(sheet_id=sheet_id, version=0, changes=lines, by=current_user)
    return tagged(made, 201, url_for("scoring_api.show_confirmation", sheet_id=sheet_id))


@resources.get("/score-sheets/<int:sheet_id>/confirmation")
@requires(Permission.SHEET_VIEW)
@resources.response(200, confirmation_schemas.ConfirmationOut)
@resources.doc(summary="Kết quả xác nhận của Hội đồng đối với một bảng điểm")
def show_confirmation(sheet_id: int) -> Answer:
    """The council's word on a sheet."""
    return tagged(_confirmation(sheet_id))


@resources.put("/score-sheets/<int:sheet_id>/confirmation")
@requires(Permission.SHEET_CONFIRM)
@resources.arguments(confirmation_schemas.ConfirmationEdit)
@resources.response(200, confirmation_schemas.ConfirmationOut)
@resources.doc(summary="Hội đồng xác nhận lại trước khi công bố (cần If-Match)")
def confirm_again(given: dict[str, Any], sheet_id: int) -> Answer:
    """The council's word, once more."""
    version = held(_confirmation(sheet_id))
    lines = confirmation_schemas.changes(given["lines"])
    made = confirmations.confirm(sheet_id=sheet_id, version=version, changes=lines, by=current_user)
    return tagged(made)


@resources.post("/criteria-sets/<int:set_id>/confirmations")
@requires(Permission.SHEET_CONFIRM)
@resources.arguments(schemas.BulkIn, as_kwargs=True)
@resources.response(200, schemas.BulkOut)
@resources.doc(summary="Xác nhận nguyên điểm cụm chốt cho mọi bảng đã chốt của một cụm hoặc tất cả")
def confirm_all(set_id: int, cluster_id: int | None) -> dict[str, int]:
    """Every settled sheet as it is."""
    number = confirmations.confirm_all(set_id=set_id, cluster_id=cluster_id, by=current_user)
    return {"confirmed": number}


@resources.post("/criteria-sets/<int:set_id>/absences")
@requires(Permission.STANDING_ANNOUNCE, Permission.SHEET_CONFIRM)
@resources.arguments(schemas.AbsenceIn, as_kwargs=True)
@resources.response(201, schemas.AbsenceOut)
@resources.doc(
    summary="Ghi một đơn vị là không tự chấm điểm: không xếp hạng, có tên trong danh sách"
)
def list_absence(set_id: int, member_id: int, reason: str) -> Absence:
    """A member that did not score itself."""
    return standings.list_absence(
        set_id=set_id, member_id=member_id, reason=reason, by=current_user
    )


@resources.delete("/criteria-sets/<int:set_id>/absences/<int:member_id>")
@requires(Permission.STANDING_ANNOUNCE, Permission.SHEET_CONFIRM)
@resources.response(204)
@resources.doc(summary="Bỏ đơn vị khỏi danh sách không tự chấm điểm")
def withdraw_absence(set_id: int, member_id: int) -> None:
    """Take a member off the list."""
    standings.withdraw_absence(set_id=set_id, member_id=member_id, by=current_user)


@resources.post("/criteria-sets/<int:set_id>/tie-decisions")
@requires(Permission.STANDING_ANNOUNCE)
@resources.arguments(schemas.TieIn)
@resources.response(201, schemas.TieOut)
@resources.doc(summary="Quyết định thứ bậc giữa các đơn vị bằng điểm, có căn cứ")
def decide_tie(given: dict[str, Any], set_id: int) -> TieDecision:
    """The authority's order."""
    return standings.decide_tie(set_id=set_id, by=current_user, **given)


@resources.get("/criteria-sets/<int:set_id>/announcements")
@requires(Permission.STANDING_VIEW)
@resources.response(200, schemas.AnnouncementOut(many=True))
@resources.doc(summary="Các kết quả đã công bố theo một bộ tiêu chí")
def list_announcements(set_id: int) -> Any:
    """The province's, then the clusters'."""
    criteria.criteria_set(set_id)
    return queries.announcements(set_id)


@resources.post("/criteria-sets/<int:set_id>/announcements")
@requires(Permission.STANDING_ANNOUNCE)
@resources.arguments(schemas.AnnouncementIn)
@resources.response(201, schemas.AnnouncementOut)
@resources.doc(summary="Công bố kết quả của một cụm, hoặc của toàn tỉnh")
def announce(given: dict[str, Any], set_id: int) -> Announcement:
    """Make a result known to all."""
    cluster_id = given.pop("cluster_id")
    return jobs.announce(
        set_id=set_id, cluster_id=cluster_id, paper=Paper(**given), by=current_user
    )


@resources.get("/standings")
@requires(Permission.STANDING_VIEW)
@resources.arguments(schemas.BoardQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.BoardOut)
@resources.doc(
    summary="Kết quả xếp hạng của một cụm hoặc toàn tỉnh; trước công bố chỉ tỉnh xem được"
)
def show_standings(criteria_set_id: int, cluster_id: int | None) -> Board:
    """A result."""
    if policies.can_arrange(context.acting()):
        return queries.board(criteria.criteria_set(criteria_set_id), cluster_id=cluster_id)
    board = queries.announced_board(criteria_set_id, cluster_id=cluster_id)
    if board is None:
        raise NotFound("Kết quả này chưa được công bố.")
    return board


def _confirmation(sheet_id: int) -> Any:
    found = confirmed.of_sheet(sheet_id)
    if found is None:
        raise NotFound("Hội đồng chưa xác nhận bảng điểm này.")
    return found
