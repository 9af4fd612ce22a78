"""JSON resources: changes of the members of clusters in mid-year."""

from typing import Any

from flask_login import current_user

from app.access import Permission, requires
from app.clusters.queries import leading
from app.scoring import jobs
from app.scoring.api.blueprint import resources
from app.scoring.schemas.moves import MoveIn, MoveOut, MovesQuery, SuccessionIn


@resources.get("/cluster-moves")
@requires(Permission.CLUSTER_VIEW)
@resources.arguments(MovesQuery, location="query", as_kwargs=True)
@resources.response(200, MoveOut(many=True))
@resources.doc(summary="Thay đổi thành viên các cụm, khối trong năm")
def list_moves(year: int) -> Any:
    """Who joined, left or changed its cluster."""
    return leading.moves(year=year)


@resources.post("/cluster-moves")
@requires(Permission.CLUSTER_ISSUE)
@resources.arguments(MoveIn)
@resources.response(201, MoveOut)
@resources.doc(
    summary="Đưa một đơn vị vào, ra hoặc chuyển cụm giữa năm",
    description="Bảng điểm chưa nộp đi theo đơn vị; đã nộp thì không chuyển được (409).",
)
def move_member(given: dict[str, Any]) -> Any:
    """Put a unit into a cluster, or out of it."""
    return leading.move_named(jobs.move_member(**given, by=current_user))


@resources.post("/cluster-successions")
@requires(Permission.CLUSTER_ISSUE)
@resources.arguments(SuccessionIn)
@resources.response(201, MoveOut)
@resources.doc(summary="Đơn vị kế tục thay một thành viên đã sáp nhập, hoặc đưa ra khỏi cụm")
def succeed_member(given: dict[str, Any]) -> Any:
    """Put a successor in the place of a merged member."""
    return leading.move_named(jobs.succeed_member(**given, by=current_user))
