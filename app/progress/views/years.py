"""Pages of the turning year: closing the old one, taking its tasks over into the next."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Invalid
from app.plans import actions as plans
from app.plans import policies
from app.progress import queries
from app.progress.queries import books
from app.progress.terms import TaskStatus
from app.progress.views.pages import pages

Page = str | Response | tuple[str, int]


@pages.get("/plan-years")
@requires(Permission.PLAN_VIEW)
def plan_years() -> str:
    """Every plan year with what was done in it, and which are closed."""
    return render_template(
        "progress/plan_years.html", years=books.plan_years(), statuses=list(TaskStatus)
    )


@pages.get("/plan-years/<int:year>")
@requires(Permission.PLAN_VIEW)
def plan_year(year: int) -> str:
    """One plan year: what is still undone, and closing it."""
    return _year_page(year)


def _year_page(year: int, refusal: Refusal = NO_REFUSAL) -> str:
    policies.check_year(year)
    return render_template(
        "progress/plan_year.html",
        found=books.plan_year(year),
        undone=books.undone(year),
        history=[one for one in books.history() if one.year == year],
        statuses=list(TaskStatus),
        errors=refusal.errors,
        reason=refusal.typed.get("reason", ""),
    )


@pages.post("/plan-years/<int:year>/closing")
@requires(Permission.PLAN_ISSUE)
def close_year(year: int) -> Response:
    """Close the year's books."""
    found = books.plan_year(year)
    plans.close_year(year=year, open_tasks=found.open_tasks, by=current_user)
    flash(f"Đã khóa sổ năm {year}. Kế hoạch, tiến độ của năm này nay chỉ để xem.", "success")
    return redirect(url_for("progress.plan_year", year=year), 303)


@pages.post("/plan-years/<int:year>/reopening")
@requires(Permission.PLAN_ISSUE)
@shows_again(_year_page, Invalid)
def reopen_year(year: int) -> Response:
    """Open the year's books again, for a reason."""
    reason = request.form.get("reason", "")
    plans.reopen_year(year=year, reason=reason, by=current_user)
    flash(f"Đã mở lại năm {year}.", "success")
    return redirect(url_for("progress.plan_year", year=year), 303)


@pages.get("/plans/<int:plan_id>/next-year")
@requires(Permission.PLAN_EDIT)
def next_year(plan_id: int) -> str:
    """Choose which of a plan's tasks go on into the next year, seeing how each one ended."""
    return render_template(
        "progress/next_year.html",
        plan=queries.own_plan(plan_id),
        tasks=queries.tasks_of_plan(plan_id),
        error="",
    )


@pages.post("/plans/<int:plan_id>/next-year")
@requires(Permission.PLAN_EDIT)
def take_over(plan_id: int) -> Page:
    """Draft the next year's plan out of the chosen tasks."""
    plan = queries.own_plan(plan_id)
    chosen = {int(one) for one in request.form.getlist("task_ids") if one.isdigit()}
    if not chosen:
        tasks = queries.tasks_of_plan(plan_id)
        error = "Hãy chọn ít nhất một nhiệm vụ để chuyển sang năm sau."
        return render_template("progress/next_year.html", plan=plan, tasks=tasks, error=error), 422
    made = plans.copy_to_next_year(plan_id=plan_id, task_ids=chosen, by=current_user)
    flash(
        f"Đã lập dự thảo năm {made.year} với {len(chosen)} nhiệm vụ. Các mốc năm và hạn đã dời "
        "một năm; hãy xem lại từng nhiệm vụ.",
        "success",
    )
    return redirect(url_for("plans.show", plan_id=made.id), 303)


@pages.get("/plans/<int:plan_id>/previous-year")
@requires(Permission.PLAN_VIEW)
def previous_year(plan_id: int) -> str:
    """A plan beside the one of the year before: what was done, what goes on, what was left out."""
    found = books.successors(plan_id)
    return render_template("progress/previous_year.html", plan_id=plan_id, found=found)
