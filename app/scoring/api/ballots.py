"""Secret ballots."""

from typing import Any

from flask import url_for
from flask_login import current_user

from app.access import Permission, requires
from app.scoring.actions import ballots as actions
from app.scoring.actions import counts
from app.scoring.api.blueprint import Answer, held, resources, tagged
from app.scoring.policies import criteria as set_policies
from app.scoring.queries import ballots as queries
from app.scoring.queries.ballots import Listing
from app.scoring.schemas import deciding as schemas
from tenants import context

MANAGES = (Permission.CLUSTER_EDIT, Permission.STANDING_ANNOUNCE, Permission.SHEET_CONFIRM)


def _poll(ballot_id: int, status: int = 200, location: str | None = None) -> Answer:
    found = queries.poll(ballot_id)
    return tagged(found.ballot, status, location, body=found)


@resources.get("/ballots")
@requires(Permission.SHEET_VIEW)
@resources.arguments(schemas.SetQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.BallotOut(many=True))
@resources.doc(summary="Các cuộc bỏ phiếu kín theo một bộ tiêu chí")
def list_ballots(criteria_set_id: int) -> list[Any]:
    """Newest first."""
    set_policies.check_arrange(context.acting())
    found: list[Listing] = queries.of_set(criteria_set_id, user_id=current_user.id)
    return [one.ballot for one in found]


@resources.post("/criteria-sets/<int:set_id>/ballots")
@requires(*MANAGES)
@resources.arguments(schemas.BallotIn)
@resources.response(201, schemas.PollOut)
@resources.doc(summary="Chuẩn bị một cuộc bỏ phiếu: suy tôn, hoặc xếp thứ tự các đơn vị bằng điểm")
def draft_ballot(given: dict[str, Any], set_id: int) -> Answer:
    """A ballot."""
    made = actions.draft(set_id=set_id, content=schemas.ballot_content(given), by=current_user)
    return _poll(made.id, 201, url_for("scoring_api.show_ballot", ballot_id=made.id))


@resources.get("/ballots/<int:ballot_id>")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.PollOut)
@resources.doc(summary="Một cuộc bỏ phiếu: danh sách người bỏ phiếu; kết quả khi đã kiểm phiếu")
def show_ballot(ballot_id: int) -> Answer:
    """One ballot."""
    return _poll(ballot_id)


@resources.post("/ballots/<int:ballot_id>/opening")
@requires(*MANAGES)
@resources.arguments(schemas.OpeningIn, as_kwargs=True)
@resources.response(200, schemas.PollOut)
@resources.doc(summary="Mở bỏ phiếu cho toàn bộ thành viên (cần If-Match)")
def open_ballot(ballot_id: int, extra: list[str]) -> Answer:
    """Let people vote."""
    version = held(queries.ballot(ballot_id))
    actions.open_ballot(ballot_id=ballot_id, version=version, extra=extra, by=current_user)
    return _poll(ballot_id)


@resources.post("/ballots/<int:ballot_id>/votes")
@requires(Permission.SHEET_CONFIRM)
@resources.arguments(schemas.VoteIn)
@resources.response(204)
@resources.doc(summary="Bỏ phiếu kín, một lần; nội dung phiếu không gắn với người bỏ phiếu")
def cast_vote(given: dict[str, Any], ballot_id: int) -> None:
    """Vote."""
    actions.cast(ballot_id=ballot_id, vote=schemas.vote(given), by=current_user)


@resources.post("/ballots/<int:ballot_id>/written-opinions")
@requires(*MANAGES)
@resources.arguments(schemas.WrittenForm, location="form")
@resources.arguments(schemas.PaperFile, location="files")
@resources.response(200, schemas.PollOut)
@resources.doc(summary="Ghi phiếu lấy ý kiến bằng văn bản của người vắng mặt (multipart/form-data)")
def record_written(given: dict[str, Any], files: dict[str, Any], ballot_id: int) -> Answer:
    """The written opinion of an absent member."""
    upload = files["file"]
    actions.record_written(
        ballot_id=ballot_id,
        voter_id=given["voter_id"],
        vote=schemas.written_vote(given),
        name=upload.filename or "",
        content=upload.read(),
        by=current_user,
    )
    return _poll(ballot_id)


@resources.post("/ballots/<int:ballot_id>/count")
@requires(*MANAGES)
@resources.response(200, schemas.PollOut)
@resources.doc(summary="Đóng và kiểm phiếu (cần If-Match)")
def close_ballot(ballot_id: int) -> Answer:
    """Count."""
    version = held(queries.ballot(ballot_id))
    actions.close(ballot_id=ballot_id, version=version, by=current_user)
    return _poll(ballot_id)


@resources.post("/ballots/<int:ballot_id>/hand-count")
@requires(*MANAGES)
@resources.arguments(schemas.HandCountIn)
@resources.response(200, schemas.PollOut)
@resources.doc(summary="Nhập kết quả kiểm phiếu giấy (cần If-Match)")
def count_by_hand(given: dict[str, Any], ballot_id: int) -> Answer:
    """What was counted on paper."""
    version = held(queries.ballot(ballot_id))
    count = schemas.hand_count(given)
    counts.count_by_hand(ballot_id=ballot_id, version=version, count=count, by=current_user)
    return _poll(ballot_id)


@resources.post("/ballots/<int:ballot_id>/cancellation")
@requires(*MANAGES)
@resources.arguments(schemas.ReasonIn, as_kwargs=True)
@resources.response(200, schemas.PollOut)
@resources.doc(summary="Hủy một cuộc bỏ phiếu chưa kiểm, có lý do (cần If-Match)")
def cancel_ballot(ballot_id: int, reason: str) -> Answer:
    """Give it up uncounted."""
    version = held(queries.ballot(ballot_id))
    actions.cancel(ballot_id=ballot_id, version=version, reason=reason, by=current_user)
    return _poll(ballot_id)
