"""Editions of announced results, their verification and papers; why; estimates; petitions."""

from collections.abc import Callable
from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.lib.errors import Invalid
from app.scoring import jobs, printing
from app.scoring.actions.papers import PaperHead
from app.scoring.announcing import results, what_if
from app.scoring.announcing.what_if import Step
from app.scoring.api.blueprint import Answer, resources
from app.scoring.models import PetitionAnswer
from app.scoring.queries import announcements as queries
from app.scoring.queries import criteria, petitions, standings, telling
from app.scoring.schemas import announcements as schemas
from app.scoring.terms import ResultPaperKind


@resources.get("/announcements/<int:announcement_id>")
@requires(Permission.STANDING_VIEW)
@resources.response(200, schemas.EditionOut)
@resources.doc(summary="Một lần công bố: lý do, mã kiểm tra, thay đổi so với lần trước")
def show_announcement(announcement_id: int) -> dict[str, Any]:
    """One edition of a result."""
    found = standings.announcement(announcement_id)
    newest = standings.announced(found.criteria_set_id, found.cluster_id)
    older = queries.before(found)
    names = schemas.AnnouncementOut().fields
    replaced = newest is not None and newest.id != found.id
    return {name: getattr(found, name) for name in names} | {
        "replaced_by_id": newest.id if newest is not None and replaced else None,
        "outdated": queries.is_outdated(found),
        "changes": [] if older is None else queries.differences(older, found),
    }


@resources.get("/announcements/<int:announcement_id>/verification")
@requires(Permission.STANDING_VIEW)
@resources.response(200, schemas.VerificationOut)
@resources.doc(summary="Tính lại toàn bộ từ số liệu đã khóa và so từng byte với kết quả đã công bố")
def verify_announcement(announcement_id: int) -> dict[str, Any]:
    """Whether what was frozen gives what was announced."""
    found = standings.announcement(announcement_id)
    frozen = queries.frozen_result(announcement_id)
    wrong = results.check(frozen.content, frozen.digest, found.digest)
    return {"matches": not wrong, "digest": frozen.digest, "differences": wrong}


@resources.post("/announcements/<int:announcement_id>/result-papers")
@requires(Permission.STANDING_ANNOUNCE)
@resources.arguments(schemas.ResultPaperIn)
@resources.response(201, schemas.DrawnOut)
@resources.doc(summary="Ban hành bảng tổng hợp hoặc tờ trình khen thưởng; số lấy từ sổ văn bản đi")
def make_result_paper(given: dict[str, Any], announcement_id: int) -> Answer:
    """Issue a paper, and have it drawn."""
    return _asked(printing.ask_result_paper, announcement_id, **given)


@resources.post("/announcements/<int:announcement_id>/result-drafts")
@requires(Permission.STANDING_ANNOUNCE)
@resources.arguments(schemas.ResultPaperIn)
@resources.response(201, schemas.DrawnOut)
@resources.doc(summary="Bản dự thảo của bảng tổng hợp hoặc tờ trình khen thưởng, chưa lấy số")
def make_result_draft(given: dict[str, Any], announcement_id: int) -> Answer:
    """Have a draft drawn."""
    return _asked(printing.ask_draft, announcement_id, **given)


def _asked(
    ask: Callable[..., int], announcement_id: int, kind: ResultPaperKind, **given: Any
) -> Answer:
    paper_id = ask(
        announcement_id=announcement_id, kind=kind, head=PaperHead(**given), by=current_user
    )
    location = url_for("documents.paper", paper_id=paper_id)
    return {"paper_id": paper_id}, 201, {"Location": location}


@resources.get("/score-sheets/<int:sheet_id>/why")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.WhyOut)
@resources.doc(
    summary="Vì sao: từng tiêu chí, công thức bằng lời, số liệu, ai đổi gì và vì sao",
    parameters=[
        {
            "in": "query",
            "name": "announcement_id",
            "schema": {"type": "integer"},
            "description": "Lần công bố; không ghi thì lần mới nhất",
        }
    ],
)
def show_why(sheet_id: int) -> dict[str, Any]:
    """Every point of a sheet."""
    found = telling.told(sheet_id, request.args.get("announcement_id", type=int))
    story, result = found.story, found.result
    return {
        "sheet_id": sheet_id,
        "announcement_id": None if found.announcement is None else found.announcement.id,
        "digest": found.digest,
        "total": story.total,
        "sums": story.sums,
        "lines": [row for row in story.rows if not row.is_group],
        **{
            name: result[name]
            for name in ("band", "band_note", "cluster_rank", "province_rank", "tie_note")
        },
    }


@resources.post("/score-sheets/<int:sheet_id>/estimates")
@requires(Permission.SHEET_VIEW)
@resources.arguments(schemas.EstimateIn)
@resources.response(200, schemas.EstimateOut)
@resources.doc(summary="Nếu … thì …: tổng điểm, xếp loại, hạng với số liệu khác; không lưu lại")
def estimate(given: dict[str, Any], sheet_id: int) -> dict[str, Any]:
    """What would follow from other values."""
    found = telling.told(sheet_id)
    result = None if found.announcement is None else found.result
    values = {line["criterion_id"]: line["inputs"] for line in given["lines"]}
    mine = what_if.mine(found.scale, found.member, result, values)
    others = telling.others(found)
    among = what_if.among(mine.totals.total, others) if others else None
    return {
        "total": mine.totals.total,
        "band": mine.band,
        "rank": None if among is None else among.rank,
        "equals": 0 if among is None else among.equals,
        "provisional": bool(mine.provisional),
    }


@resources.post("/criteria-sets/<int:set_id>/estimates")
@requires(Permission.SHEET_VIEW)
@resources.arguments(schemas.ClusterEstimateIn)
@resources.response(200, schemas.StepOut(many=True))
@resources.doc(summary="Nếu … thì …: một số liệu của một đơn vị đổi thì ai lên, ai xuống trong cụm")
def estimate_cluster(given: dict[str, Any], set_id: int) -> list[Step]:
    """Who would move where."""
    scale = criteria.scale(set_id)
    cluster_id = telling.cluster_of(set_id, given["sheet_id"])
    if given["criterion_id"] not in scale.leaves:
        raise Invalid("Bộ tiêu chí không có tiêu chí này.", "criterion_id")
    return what_if.cluster(scale, telling.cluster_members(scale, cluster_id), **given)


@resources.get("/petitions")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.PetitionOut(many=True))
@resources.doc(summary="Kiến nghị đã gửi và kiến nghị gửi đến đơn vị")
def list_petitions() -> list[dict[str, Any]]:
    """The unanswered ones first."""
    return [_out(line) for line in petitions.readable()]


@resources.post("/announcements/<int:announcement_id>/petitions")
@requires(Permission.SHEET_SUBMIT)
@resources.arguments(schemas.PetitionIn, as_kwargs=True)
@resources.response(201, schemas.PetitionOut)
@resources.doc(summary="Gửi kiến nghị về kết quả của đơn vị trong thời hạn")
def send_petition(announcement_id: int, criterion_id: int | None, text: str) -> Answer:
    """Ask that a result be looked at again."""
    made = jobs.petition(
        announcement_id=announcement_id,
        criterion_id=criterion_id,
        text=text,
        files=(),
        by=current_user,
    )
    location = url_for("scoring_api.show_petition", petition_id=made.id)
    return _out(petitions.line(made.id)), 201, {"Location": location}


@resources.get("/petitions/<int:petition_id>")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.PetitionOut)
@resources.doc(summary="Một kiến nghị và trả lời")
def show_petition(petition_id: int) -> dict[str, Any]:
    """A petition."""
    return _out(petitions.line(petition_id))


@resources.post("/petitions/<int:petition_id>/answer")
@requires(Permission.STANDING_ANNOUNCE)
@resources.arguments(schemas.AnswerIn, as_kwargs=True)
@resources.response(201, schemas.AnswerOut)
@resources.doc(summary="Chấp nhận (đưa lại Hội đồng) hoặc không chấp nhận kiến nghị, có lý do")
def answer_petition(petition_id: int, granted: bool, reason: str) -> PetitionAnswer:
    """The answer."""
    return jobs.answer_petition(
        petition_id=petition_id, granted=granted, reason=reason, by=current_user
    )


def _out(line: petitions.Line) -> dict[str, Any]:
    one = line.petition
    return {
        "id": one.id,
        "announcement_id": one.announcement_id,
        "sheet_id": one.sheet_id,
        "criterion_id": one.criterion_id,
        "member_name": one.member_name,
        "text": one.text,
        "sent_at": one.sent_at,
        "answer": line.answer,
    }
