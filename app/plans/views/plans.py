"""Pages: the tenant's plans, the ways to a draft, one plan."""

from itertools import groupby
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence.queries import issued
from app.directory import queries as directory
from app.forms import NO_REFUSAL, Refusal, says_why, shows_again, version_typed
from app.lib import clock
from app.lib import schemas as shapes
from app.lib.errors import Invalid
from app.plans import actions, jobs, policies, schemas
from app.plans.queries import doubts, exchange, merges, plans, registration, remarks
from app.plans.queries import incoming as arrivals
from app.plans.schemas import forms
from app.plans.terms import SECTIONS, PlanKind, PlanPeriod
from app.plans.views.blueprint import pages
from app.plans.views.steps import steps_of

Page = str | Response | tuple[str, int]
FILE_ENDINGS = ".docx,.pdf,.xlsx,.txt"
MONTH_OF_NEXT_YEAR = 11
"""From November on, a new plan is for the next year."""


@pages.get("/plans")
@requires(Permission.PLAN_VIEW)
def index() -> str:
    """The tenant's own plans by year."""
    year = request.args.get("year", type=int)
    listed = plans.listed(year=year)
    by_year = [(one, list(rows)) for one, rows in groupby(listed, key=lambda row: row.plan.year)]
    return render_template("plans/index.html", by_year=by_year, years=plans.years(), year=year)


@pages.get("/plans/new")
@requires(Permission.PLAN_EDIT)
def new() -> str:
    """Three ways to a draft: by hand, from a file, from an earlier plan."""
    return _new_page()


def _usual() -> dict[str, Any]:
    today = clock.today()
    year = today.year + (today.month >= MONTH_OF_NEXT_YEAR)
    title = f"Công tác thi đua, khen thưởng năm {year}"
    return {
        "kind": PlanKind.YEAR_PLAN.value,
        "year": year,
        "period": PlanPeriod.CALENDAR_YEAR.value,
        "title": title,
        "with_prose": True,
    }


def _new_page(refusal: Refusal = NO_REFUSAL) -> str:
    typed = {**forms.new_plan(refusal.typed), "with_prose": "with_prose" in refusal.typed}
    return render_template(
        "plans/new.html",
        typed=typed if refusal.typed else _usual(),
        errors=refusal.errors,
        kinds=list(PlanKind),
        periods=list(PlanPeriod),
        earlier=plans.listed(page_size=30),
        file_endings=FILE_ENDINGS,
    )


@pages.post("/plans")
@requires(Permission.PLAN_EDIT)
@shows_again(_new_page)
def create() -> Response:
    """Start a draft by hand, with the usual prose where it is wanted."""
    content = shapes.load(schemas.PlanSchema(), forms.new_plan(request.form))["content"]
    if "with_prose" in request.form and content.kind is not PlanKind.GUIDANCE:
        content = actions.with_usual_prose(content)
    plan = actions.draft(content=content, by=current_user)
    if plan.kind is PlanKind.GUIDANCE:
        flash("Đã lập dự thảo hướng dẫn. Hãy soạn nội dung.", "success")
        return redirect(url_for("plans.edit", plan_id=plan.id), 303)
    flash("Đã lập dự thảo. Hãy nhập các nhiệm vụ.", "success")
    return redirect(url_for("plans.edit_tasks", plan_id=plan.id), 303)


@pages.post("/plans/readings")
@requires(Permission.PLAN_EDIT)
@says_why(_new_page, Invalid)
def read_file() -> Response:
    """Read an uploaded plan into a draft, with the original beside it."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Invalid("Hãy chọn tệp kế hoạch (.docx, .pdf, .xlsx hoặc .txt).", "file")
    plan = actions.draft_from_file(name=file.filename, content=file.read(), by=current_user)
    flash("Đã đọc tệp thành dự thảo. Hãy đối chiếu với bản gốc rồi sửa chỗ chưa đúng.", "success")
    return redirect(url_for("plans.review", plan_id=plan.id), 303)


@pages.post("/plans/<int:plan_id>/copies")
@requires(Permission.PLAN_EDIT)
def copy(plan_id: int) -> Response:
    """Draft next year's plan out of this one."""
    plan = actions.copy_to_next_year(plan_id=plan_id, by=current_user)
    flash(
        f"Đã lập dự thảo năm {plan.year} từ kế hoạch năm {plan.year - 1}. "
        "Các mốc năm và hạn đã dời một năm; hãy xem lại từng nhiệm vụ.",
        "success",
    )
    return redirect(url_for("plans.show", plan_id=plan.id), 303)


@pages.get("/plans/<int:plan_id>")
@requires(Permission.PLAN_VIEW)
def show(plan_id: int) -> str:
    """One plan that may be read, as far as it has come."""
    plan = plans.readable(plan_id)
    listed = plans.tasks(plan.id)
    is_own = plan.tenant_id == current_user.tenant.id
    arrived = None if is_own else arrivals.find_delivery_of(plan_id)
    rounds, deliveries = registration.of(plan), plans.delivered_count(plan.id)
    is_own_draft = is_own and policies.can_edit(plan)
    own_id = (plan.upstream_plan_id and plan.id) if is_own else arrived and arrived.own_plan_id
    return render_template(
        "plans/show.html",
        plan=plan,
        is_own=is_own,
        arrived=arrived,
        steps=[] if arrived is None else steps_of(arrived, clock.today()),
        upstream=plans.upstream(plan),
        sections=SECTIONS,
        quarters=_by_quarter(listed),
        notes=remarks.of_plan(plan, plans.numbered(listed)),
        doubts=doubts.of_tasks(listed, directory.office_register()) if is_own_draft else [],
        task_count=sum(task.stands for task in listed),
        can_issue=policies.can_issue(plan, listed),
        can_send=is_own and policies.can_send(plan, plan.issuer, rounds.sent_revision),
        rounds=rounds,
        exchanged=exchange.counts((not deliveries and is_own and plan.upstream_plan_id) or plan.id),
        deliveries=deliveries,
        revision=plans.revision(plan.id, plan.revision),
        own_id=own_id,
        waiting=merges.waiting(own_id) if own_id else 0,
        issued=issued.of_subject("plans", plan.id, plan.tenant_id),
    )


def _by_quarter(listed: Any) -> list[tuple[int, list[Any]]]:
    rows = plans.numbered(listed)
    return [(quarter, list(some)) for quarter, some in groupby(rows, lambda row: row[1].quarter)]


@pages.post("/plans/<int:plan_id>/papers")
@requires(Permission.PAPER_DRAW)
def ask_paper(plan_id: int) -> Response:
    """The issuer's own file of a plan that was received; else have it drawn, and wait for it."""
    original = plans.original(plan_id)
    if original is not None:
        return redirect(url_for("documents.file", file_id=original.id), 303)
    paper_id = jobs.ask_paper(plan_id=plan_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)


@pages.post("/plans/<int:plan_id>/deletion")
@requires(Permission.PLAN_EDIT)
def discard(plan_id: int) -> Response:
    """Delete a draft."""
    actions.discard(plan_id=plan_id, version=version_typed(), by=current_user)
    flash("Đã xóa dự thảo.", "success")
    return redirect(url_for("plans.index"), 303)
