"""Pages: questions and difficulties of subordinates, the superior's answers."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import schemas as shapes
from app.lib.errors import Invalid
from app.plans import jobs, schemas
from app.plans.actions import Attachment
from app.plans.models import Plan
from app.plans.queries import exchange, plans
from app.plans.terms import ASKING, MessageKind, ThreadSide, ThreadView
from app.plans.views.blueprint import pages
from app.plans.views.plans import Page
from tenants.models import TenantKind

PAGE_SIZE = 50
FILE_ENDINGS = ".docx,.pdf,.xlsx,.jpg,.png"
MOST = 200
"""How many threads of one plan its page shows; the list of all has further pages."""


def _usual_side() -> ThreadSide:
    """Who has subordinates answers; who has none asks."""
    has_below = current_user.tenant.kind in (TenantKind.PROVINCE, TenantKind.DISTRICT)
    return ThreadSide.BELOW if has_below else ThreadSide.OWN


def _sides() -> list[ThreadSide]:
    """The sides on which a tenant of this level stands."""
    kind = current_user.tenant.kind
    return list(ThreadSide) if kind is TenantKind.DISTRICT else [_usual_side()]


@pages.get("/threads")
@requires(Permission.PLAN_VIEW)
def threads() -> str:
    """What subordinates asked here, or what the office asked its superior."""
    return _threads_page()


def _threads_page(refusal: Refusal = NO_REFUSAL) -> str:
    side = request.args.get("side", _usual_side(), type=ThreadSide)
    view = request.args.get("view", ThreadView.OPEN, type=ThreadView)
    if side is ThreadSide.OWN and "view" not in request.args:
        view = ThreadView.ALL
    asked: dict[str, Any] = {
        "text": request.args.get("q", "").strip(),
        "plan_id": request.args.get("plan", type=int),
    }
    page = max(request.args.get("page", 1, type=int), 1)
    return render_template(
        "plans/threads.html",
        found=exchange.threads(side=side, view=view, page=page, page_size=PAGE_SIZE, **asked),
        side=side,
        sides=_sides(),
        view=view,
        views=list(ThreadView),
        page=page,
        page_size=PAGE_SIZE,
        **asked,
        errors=refusal.errors,
        typed={**refusal.typed, **_answer_typed()} if refusal else {},
    )


@pages.post("/threads/answers")
@requires(Permission.PLAN_REVIEW)
@shows_again(_threads_page, Invalid)
def answer_threads() -> Response:
    """Give one answer to the threads that were chosen."""
    given = shapes.load(schemas.ThreadAnswer(), _answer_typed())
    done = jobs.answer_and_tell(**given, by=current_user)
    flash(_answered(len(done.message_ids), done.clarification is not None), "success")
    return redirect(url_for("plans.threads"), 303)


def _answer_typed() -> dict[str, Any]:
    is_general = "general" in request.form
    return {
        "thread_ids": request.form.getlist("thread_ids"),
        "text": request.form.get("text", ""),
        "question": request.form.get("question", "") if is_general else None,
    }


def _answered(count: int, is_general: bool) -> str:
    everybody = " Mọi đơn vị nhận kế hoạch đọc được giải đáp chung." if is_general else ""
    return f"Đã trả lời {count} nội dung.{everybody}"


@pages.get("/threads/<int:thread_id>")
@requires(Permission.PLAN_VIEW)
def thread(thread_id: int) -> str:
    """What was said in one thread."""
    return _thread_page(thread_id)


def _thread_page(thread_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    found = exchange.thread(thread_id)
    return render_template(
        "plans/thread.html",
        found=found,
        messages=exchange.messages(thread_id),
        is_below=not found.is_mine,
        may_be_general=not found.is_mine and found.plan.tenant_id == found.superior.id,
        kinds=ASKING,
        file_endings=FILE_ENDINGS,
        errors=refusal.errors,
        typed=refusal.typed,
    )


@pages.post("/threads/<int:thread_id>/messages")
@requires(Permission.PLAN_ASK, Permission.PLAN_REVIEW)
@shows_again(_thread_page, Invalid)
def say(thread_id: int) -> Response:
    """Say more in a thread; the superior may make its answer a general one."""
    typed = {name: request.form.get(name, "") for name in ("kind", "text")}
    given = shapes.load(schemas.MessageSchema(), typed)
    if "general" in request.form and given["kind"] is MessageKind.ANSWER:
        entry = shapes.load(schemas.ThreadAnswer(), {**_answer_typed(), "thread_ids": [thread_id]})
        jobs.answer_and_tell(**entry, by=current_user)
    else:
        jobs.reply_and_tell(thread_id=thread_id, **given, attachment=_attachment(), by=current_user)
    flash("Đã gửi nội dung trao đổi.", "success")
    return redirect(url_for("plans.thread", thread_id=thread_id), 303)


def _attachment() -> Attachment | None:
    file = request.files.get("file")
    return Attachment(file.filename, file.read()) if file and file.filename else None


@pages.get("/plans/<int:plan_id>/threads")
@requires(Permission.PLAN_VIEW)
def plan_threads(plan_id: int) -> Page:
    """What was asked and answered about one plan, with the general answers."""
    plan = plans.readable(plan_id)
    is_own = plan.tenant_id == current_user.tenant.id
    if plan.upstream_plan_id is None or (is_own and plans.delivered_count(plan_id)):
        return _plan_page(plan_id)
    if is_own:
        behind = plans.upstream_of(plan_id).get(request.args.get("task", 0, type=int))
        task_id = None if behind is None else behind.id
        here = url_for("plans.plan_threads", plan_id=plan.upstream_plan_id, task=task_id)
        return redirect(here)
    if plan.addressee_id == current_user.tenant.id:
        name, above = plan.issuer.name, plan.upstream_plan_id
        return redirect(url_for("plans.threads", plan=above, q=name, view=ThreadView.ALL.value))
    return _plan_page(plan_id)


def _side_of(plan: Plan) -> ThreadSide:
    """Before a plan that went down or came up one answers, before all others one asks."""
    me = current_user.tenant.id
    came_up = plan.addressee_id == me
    went_down = plan.tenant_id == me and plans.delivered_count(plan.id) > 0
    return ThreadSide.BELOW if came_up or went_down else ThreadSide.OWN


def _plan_page(plan_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    plan = plans.readable(plan_id)
    side = _side_of(plan)
    task_id = request.args.get("task", type=int)
    is_own = plan.tenant_id == current_user.tenant.id
    return render_template(
        "plans/plan_threads.html",
        plan=plan,
        side=side,
        is_own=is_own,
        may_ask=side is ThreadSide.OWN and (not is_own or plan.sent_at is not None),
        found=exchange.threads(side=side, plan_id=plan_id, task_id=task_id, page_size=MOST),
        clarifications=exchange.clarifications(plan_id),
        tasks=[(number, task) for number, task in plans.numbered(plans.tasks(plan_id)) if number],
        task_id=task_id,
        kinds=ASKING,
        file_endings=FILE_ENDINGS,
        errors=refusal.errors,
        typed=refusal.typed,
    )


@pages.post("/plans/<int:plan_id>/threads")
@requires(Permission.PLAN_ASK)
@shows_again(_plan_page, Invalid)
def ask(plan_id: int) -> Response:
    """Ask the superior about its plan, or one task of it."""
    typed = {name: request.form.get(name, "") for name in ("kind", "text")}
    typed["task_id"] = request.form.get("task_id") or None  # type: ignore[assignment]
    given = shapes.load(schemas.QuestionSchema(), typed)
    message = jobs.ask_and_tell(plan_id=plan_id, **given, attachment=_attachment(), by=current_user)
    flash("Đã gửi lên cấp trên. Câu trả lời sẽ hiện ở đây và trong mục Thông báo.", "success")
    return redirect(url_for("plans.thread", thread_id=message.thread_id), 303)
