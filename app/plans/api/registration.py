"""JSON resources: the rounds of a plan on its way up, questions, answers, general answers."""

from typing import Any

from flask import url_for
from flask_login import current_user

from app.access import Permission, requires
from app.lib.errors import NotFound
from app.plans import jobs, schemas
from app.plans.api.blueprint import resources
from app.plans.models import Clarification, PlanReview
from app.plans.queries import exchange, plans, registration
from app.plans.queries.registration import Registration

Answer = tuple[Any, int, dict[str, str]]


@resources.get("/plans/<int:plan_id>/sendings")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.RoundsOut)
@resources.doc(summary="Các lần gửi kế hoạch lên cấp trên và ý kiến của cấp trên")
def sendings(plan_id: int) -> Registration:
    """Every sending of a plan that may be read, the first one first."""
    return registration.of(plans.readable(plan_id))


@resources.get("/plans/<int:plan_id>/sendings/<int:revision>")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.SentContentOut)
@resources.doc(summary="Kế hoạch như đã gửi lên ở một lần gửi")
def sending(plan_id: int, revision: int) -> dict[str, Any]:
    """The frozen content of one sending."""
    shown = registration.of(plans.readable(plan_id)).round(revision)
    frozen = plans.revision(plan_id, revision)
    if frozen is None:
        raise NotFound("Không có lần gửi này của kế hoạch.")
    return {
        **vars(shown),
        "state": shown.state,
        "content": frozen.content,
        "sha256": frozen.sha256,
    }


@resources.put("/plans/<int:plan_id>/sendings/<int:revision>/review")
@requires(Permission.PLAN_REVIEW)
@resources.arguments(schemas.PlanAnswer)
@resources.response(200, schemas.PlanReviewOut)
@resources.doc(summary="Chấp nhận kế hoạch cấp dưới gửi lên, hoặc trả lại kèm ý kiến")
def review_sending(data: dict[str, Any], plan_id: int, revision: int) -> PlanReview:
    """Answer one sending; the same answer again changes nothing, another one is refused (409)."""
    return jobs.review_and_tell(plan_id=plan_id, revision=revision, **data, by=current_user)


def _whole(thread_id: int) -> dict[str, Any]:
    found = exchange.thread(thread_id)
    names = ("root", "asker", "superior", "last_at", "count", "id", "state")
    line = {name: getattr(found, name) for name in names}
    return {**line, "messages": exchange.messages(thread_id)}


def _made(thread_id: int) -> Answer:
    where = url_for("plans_api.thread", thread_id=thread_id)
    return _whole(thread_id), 201, {"Location": where}


@resources.get("/threads")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.ThreadQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.ThreadListOut)
@resources.doc(summary="Trao đổi, vướng mắc: cấp dưới hỏi (side=below), đơn vị hỏi cấp trên (own)")
def threads(page: int, page_size: int, **filters: Any) -> dict[str, Any]:
    """What was asked here, or what the office asked."""
    found = exchange.threads(page=page, page_size=page_size, **filters)
    return {"items": found.items, "page": page, "page_size": page_size, "total": found.total}


@resources.get("/threads/<int:thread_id>")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.ThreadOut)
@resources.doc(summary="Một nội dung trao đổi: chỉ hai bên đọc được")
def thread(thread_id: int) -> dict[str, Any]:
    """One thread with all that was said."""
    return _whole(thread_id)


@resources.post("/plans/<int:plan_id>/threads")
@requires(Permission.PLAN_ASK)
@resources.arguments(schemas.QuestionSchema)
@resources.response(201, schemas.ThreadOut)
@resources.doc(summary="Hỏi, nêu vướng mắc với cấp trên về kế hoạch hoặc một nhiệm vụ")
def ask(data: dict[str, Any], plan_id: int) -> Answer:
    """Begin a thread; the same open question again is the same thread."""
    return _made(jobs.ask_and_tell(plan_id=plan_id, **data, by=current_user).thread_id)


@resources.post("/threads/<int:thread_id>/messages")
@requires(Permission.PLAN_ASK, Permission.PLAN_REVIEW)
@resources.arguments(schemas.MessageSchema)
@resources.response(201, schemas.ThreadOut)
@resources.doc(summary="Viết tiếp trong một nội dung trao đổi")
def say(data: dict[str, Any], thread_id: int) -> Answer:
    """The asker asks on, the superior answers."""
    jobs.reply_and_tell(thread_id=thread_id, **data, by=current_user)
    return _made(thread_id)


@resources.post("/threads/answers")
@requires(Permission.PLAN_REVIEW)
@resources.arguments(schemas.ThreadAnswer)
@resources.response(200, schemas.AnsweredOut)
@resources.doc(summary="Một câu trả lời cho một hoặc nhiều nội dung, có thể thành thông báo chung")
def answer(data: dict[str, Any]) -> dict[str, Any]:
    """Answer several threads at once."""
    done = jobs.answer_and_tell(**data, by=current_user)
    return {"messages": len(done.message_ids), "clarification": done.clarification}


@resources.get("/plans/<int:plan_id>/clarifications")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.ClarificationOut(many=True))
@resources.doc(summary="Giải đáp chung của cơ quan ban hành về kế hoạch")
def clarifications(plan_id: int) -> list[Clarification]:
    """The general answers, the newest first, without who asked."""
    return [one for one, _ in exchange.clarifications(plans.readable(plan_id).id)]
