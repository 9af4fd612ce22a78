"""A cluster side by side, the time for each review, members who score each other."""

from datetime import date
from typing import Any

from flask import url_for
from flask_login import current_user

from app.access import Permission, requires
from app.scoring import review_jobs as jobs
from app.scoring.actions import appraisals as reviews
from app.scoring.actions import cross as actions
from app.scoring.api.blueprint import Answer, held, resources, tagged
from app.scoring.models import AppraisalTerm
from app.scoring.queries import appraisals, criteria, severity
from app.scoring.queries import cross as queries
from app.scoring.queries import side_by_side as boards
from app.scoring.schemas import appraisals as schemas
from app.scoring.schemas import cross as cross_schemas

AT = "/criteria-sets/<int:set_id>/clusters/<int:cluster_id>"


@resources.get(f"{AT}/appraisals")
@requires(Permission.SHEET_APPRAISE, Permission.SHEET_CONFIRM)
@resources.response(200, schemas.AppraisalBoardOut)
@resources.doc(summary="Các bảng điểm của một cụm đặt cạnh nhau, chênh lệch so với trung vị")
def show_board(set_id: int, cluster_id: int) -> dict[str, Any]:
    """Members side by side."""
    board = boards.board(set_id=set_id, cluster_id=cluster_id)
    return {
        "criteria_set_id": set_id,
        "cluster_id": cluster_id,
        "cells": board.listed,
        "total_median": board.total_median,
    }


@resources.post(f"{AT}/appraisals")
@requires(Permission.SHEET_APPRAISE)
@resources.response(200, schemas.AppraisedCountOut)
@resources.doc(summary="Bắt đầu thẩm định mọi bảng điểm đã nộp của cụm")
def start_all(set_id: int, cluster_id: int) -> dict[str, int]:
    """Begin with every sheet that came in."""
    boards.board(set_id=set_id, cluster_id=cluster_id)
    found = reviews.start_all(set_id=set_id, cluster_id=cluster_id, by=current_user)
    return {"count": found}


@resources.put(f"{AT}/appraisals/<int:criterion_id>")
@requires(Permission.SHEET_APPRAISE)
@resources.arguments(schemas.MemberVerdictsIn, as_kwargs=True)
@resources.response(200, schemas.AppraisedCountOut)
@resources.doc(summary="Ghi một tiêu chí cho nhiều đơn vị, mỗi ô kèm phiên bản của ô")
def save_criterion(
    set_id: int, cluster_id: int, criterion_id: int, lines: list[dict[str, Any]]
) -> dict[str, int]:
    """One criterion for several members."""
    found = reviews.save_criterion(
        set_id=set_id,
        cluster_id=cluster_id,
        criterion_id=criterion_id,
        verdicts={line["sheet_id"]: schemas.verdict(line) for line in lines},
        by=current_user,
    )
    return {"count": found}


@resources.post(f"{AT}/appraisals/<int:criterion_id>/cross-scores")
@requires(Permission.SHEET_APPRAISE)
@resources.response(200, schemas.AppraisedCountOut)
@resources.doc(summary="Lấy trung vị chấm chéo của một tiêu chí vào các bảng đang thẩm định")
def take_over(set_id: int, cluster_id: int, criterion_id: int) -> dict[str, int]:
    """Take the medians of the cross scores over."""
    found = actions.take_over(
        set_id=set_id, cluster_id=cluster_id, criterion_id=criterion_id, by=current_user
    )
    return {"count": found}


@resources.get("/criteria-sets/<int:set_id>/appraisal-terms")
@requires(Permission.CRITERIA_VIEW)
@resources.response(200, schemas.AppraisalTermsOut)
@resources.doc(summary="Thời hạn thẩm định, giải trình, chốt điểm (chưa quy định: phiên bản 0)")
def show_terms(set_id: int) -> Answer:
    """How long each review may take."""
    return tagged(_terms(set_id))


def _terms(set_id: int) -> AppraisalTerm:
    """What was said, or that nothing was said yet (version 0)."""
    criteria.criteria_set(set_id)
    found = appraisals.terms(set_id)
    return AppraisalTerm(criteria_set_id=set_id, version=0) if found is None else found


@resources.put("/criteria-sets/<int:set_id>/appraisal-terms")
@requires(Permission.CRITERIA_ISSUE)
@resources.arguments(schemas.AppraisalTermsIn)
@resources.response(200, schemas.AppraisalTermsOut)
@resources.doc(summary="Quy định thời hạn thẩm định, giải trình, chốt điểm (cần If-Match)")
def set_terms(given: dict[str, Any], set_id: int) -> Answer:
    """Say how long each review may take."""
    there = held(_terms(set_id))
    return tagged(jobs.set_terms(set_id=set_id, version=there, by=current_user, **given))


@resources.get("/criteria-sets/<int:set_id>/appraisal-statistics")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.AppraisalHandOut(many=True))
@resources.doc(summary="Đơn vị thẩm định chặt hay rộng (dưới 3 bảng điểm: không kết luận)")
def list_hands(set_id: int) -> Any:
    """Who appraises harshly and who leniently."""
    criteria.criteria_set(set_id)
    return severity.of_appraisers(set_id).hands


@resources.get(f"{AT}/cross-assignments")
@requires(Permission.SHEET_APPRAISE, Permission.SHEET_CONFIRM)
@resources.response(200, cross_schemas.CrossDutyOut(many=True))
@resources.doc(summary="Phân công chấm chéo trong một cụm")
def list_assignments(set_id: int, cluster_id: int) -> list[queries.Duty]:
    """Who scores whom."""
    return queries.of_cluster(set_id=set_id, cluster_id=cluster_id)


@resources.post(f"{AT}/cross-assignments")
@requires(Permission.SHEET_APPRAISE, Permission.SHEET_CONFIRM)
@resources.arguments(cross_schemas.CrossAssignmentsIn, as_kwargs=True)
@resources.response(201, cross_schemas.CrossDutyOut(many=True))
@resources.doc(summary="Phân công chấm chéo: các cặp đã chọn, hoặc lần lượt (scorers)")
def assign(
    set_id: int,
    cluster_id: int,
    pairs: list[dict[str, int]],
    scorers: int | None,
    due_on: date | None,
) -> list[queries.Duty]:
    """Ask members to score each other."""
    chosen = [(one["member_id"], one["scorer_id"]) for one in pairs]
    made = jobs.assign_cross(
        set_id=set_id,
        cluster_id=cluster_id,
        pairs=chosen if scorers is None else None,
        scorers=scorers or 0,
        due_on=due_on,
        by=current_user,
    )
    new = {one.id for one in made}
    duties = queries.of_cluster(set_id=set_id, cluster_id=cluster_id)
    return [one for one in duties if one.id in new]


@resources.delete("/cross-assignments/<int:assignment_id>")
@requires(Permission.SHEET_APPRAISE, Permission.SHEET_CONFIRM)
@resources.response(204)
@resources.doc(summary="Thu hồi một phân công chấm chéo")
def withdraw(assignment_id: int) -> None:
    """Take an assignment back."""
    actions.withdraw(assignment_id=assignment_id, by=current_user)


@resources.get("/cross-assignments")
@requires(Permission.SHEET_APPRAISE)
@resources.response(200, cross_schemas.CrossDutyOut(many=True))
@resources.doc(summary="Các bảng điểm mà đơn vị được phân công chấm chéo")
def list_duties() -> list[queries.Duty]:
    """What the unit is asked to score."""
    return queries.to_score()


@resources.post("/cross-scores")
@requires(Permission.SHEET_APPRAISE)
@resources.arguments(cross_schemas.CrossScoreIn, as_kwargs=True)
@resources.response(201, cross_schemas.CrossScoreOut)
@resources.doc(summary="Bắt đầu chấm chéo theo một phân công (đã bắt đầu thì trả lại phiếu đó)")
def begin(assignment_id: int) -> Answer:
    """A draft without points."""
    made = actions.begin(assignment_id=assignment_id, by=current_user)
    return tagged(made, 201, url_for("scoring_api.show_score", cross_score_id=made.id))


@resources.get("/cross-scores/<int:cross_score_id>")
@requires(Permission.SHEET_APPRAISE, Permission.SHEET_CONFIRM)
@resources.response(200, cross_schemas.CrossScoreOut)
@resources.doc(summary="Một phiếu chấm chéo")
def show_score(cross_score_id: int) -> Answer:
    """Points for another's sheet."""
    return tagged(queries.score(cross_score_id))


@resources.get("/cross-scores/<int:cross_score_id>/lines")
@requires(Permission.SHEET_APPRAISE, Permission.SHEET_CONFIRM)
@resources.response(200, cross_schemas.CrossScoreLineOut(many=True))
@resources.doc(summary="Điểm chấm chéo từng tiêu chí")
def list_score_lines(cross_score_id: int) -> Any:
    """Points by criterion."""
    queries.score(cross_score_id)
    return list(queries.lines(cross_score_id).values())


@resources.put("/cross-scores/<int:cross_score_id>/lines")
@requires(Permission.SHEET_APPRAISE)
@resources.arguments(cross_schemas.CrossScoreLinesIn)
@resources.response(200, cross_schemas.CrossScoreOut)
@resources.doc(summary="Ghi điểm chấm chéo cho nhiều tiêu chí (cần If-Match)")
def save_score(given: dict[str, Any], cross_score_id: int) -> Answer:
    """Points and remarks of a draft."""
    saved = actions.save(
        cross_score_id=cross_score_id,
        version=held(queries.score(cross_score_id)),
        verdicts=cross_schemas.verdicts(given["lines"]),
        comment=given["comment"],
        by=current_user,
    )
    return tagged(saved)


@resources.post("/cross-scores/<int:cross_score_id>/dispatch")
@requires(Permission.SHEET_APPRAISE)
@resources.response(200, cross_schemas.CrossScoreOut)
@resources.doc(summary="Gửi điểm chấm chéo cho đơn vị thẩm định")
def send_score(cross_score_id: int) -> Answer:
    """Give the points to the appraiser."""
    return tagged(jobs.send_cross(cross_score_id=cross_score_id, by=current_user))
