"""Pages: an issued plan is amended: written task by task, read as a difference, issued."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence.queries import issued
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import clock
from app.lib import schemas as shapes
from app.plans import actions, jobs, policies, schemas
from app.plans.actions import LineContent
from app.plans.models import Amendment, AmendmentLine, Task
from app.plans.policies import amending
from app.plans.queries import amendments, comparison, plans
from app.plans.schemas import forms
from app.plans.terms import LOCKS, ChangeKind, PlanState, SigningCapacity
from app.plans.views.blueprint import pages
from app.plans.views.plans import Page

HELD = "Bản điều chỉnh vừa được người khác sửa. Trang này là nội dung hiện tại; hãy xem lại."


@pages.get("/plans/<int:plan_id>/amendments/new")
@requires(Permission.PLAN_EDIT)
def new_amendment(plan_id: int) -> Page:
    """Why the plan is amended; where a draft is open already, that draft."""
    held = amendments.open_draft(plan_id)
    if held is not None:
        return redirect(url_for("plans.amendment", amendment_id=held.id))
    return _new_page(plan_id)


def _new_page(plan_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    plan = plans.own(plan_id)
    amending.check_amend(plan)
    reason = refusal.typed.get("reason", "")
    return render_template(
        "plans/new_amendment.html", plan=plan, reason=reason, errors=refusal.errors
    )


@pages.post("/plans/<int:plan_id>/amendments")
@requires(Permission.PLAN_EDIT)
@shows_again(_new_page)
def amend(plan_id: int) -> Response:
    """Begin to amend the plan."""
    given = shapes.load(schemas.AmendmentSchema(), {"reason": request.form.get("reason", "")})
    amendment = actions.amend(plan_id=plan_id, **given, by=current_user)
    flash("Đã lập dự thảo điều chỉnh. Hãy chọn từng nhiệm vụ cần sửa, bổ sung, bãi bỏ.", "success")
    return redirect(url_for("plans.amendment", amendment_id=amendment.id), 303)


@pages.get("/amendments/<int:amendment_id>")
@requires(Permission.PLAN_VIEW)
def amendment(amendment_id: int) -> str:
    """What an amendment changes, as a difference; a draft with the tasks to choose from."""
    return _amendment_page(amendments.readable(amendment_id))


def _amendment_page(amendment: Amendment, **more: Any) -> str:
    lines = amendments.lines(amendment.id)
    is_own = amendment.tenant_id == current_user.tenant.id
    is_draft = amendment.state is PlanState.DRAFT
    taken = {line.task_id: line for line in lines if line.task_id is not None}
    return render_template(
        "plans/amendment.html",
        amendment=amendment,
        plan=amendment.plan,
        changes=amendments.shown(lines),
        tasks=plans.numbered(plans.tasks(amendment.plan_id)) if is_own and is_draft else [],
        taken=taken,
        is_own=is_own,
        is_draft=is_draft,
        issued=issued.of_subject("amendments", amendment.id, amendment.tenant_id),
        **more,
    )


def _reworded_again(amendment_id: int, refusal: Refusal) -> str:
    found, reason = amendments.own(amendment_id), refusal.typed.get("reason", "")
    said = {"errors": refusal.errors, "held": _held(refusal), "refusal": refusal}
    return _amendment_page(found, typed=reason, **said)


def _held(refusal: Refusal) -> str | None:
    return HELD if refusal.stale else None


@pages.post("/amendments/<int:amendment_id>")
@requires(Permission.PLAN_EDIT)
@shows_again(_reworded_again)
def reword_amendment(amendment_id: int) -> Response:
    """Save the reason of a draft; the second of two editors is told."""
    given = shapes.load(schemas.AmendmentSchema(), {"reason": request.form.get("reason", "")})
    actions.reword_amendment(
        amendment_id=amendment_id, version=version_typed(), **given, by=current_user
    )
    flash("Đã lưu lý do điều chỉnh.", "success")
    return redirect(url_for("plans.amendment", amendment_id=amendment_id), 303)


@pages.get("/amendments/<int:amendment_id>/tasks/<int:task_id>")
@requires(Permission.PLAN_EDIT)
def amend_task(amendment_id: int, task_id: int) -> str:
    """One task of the plan as it is to be."""
    found = amendments.own(amendment_id)
    amending.check_amendment_open(found)
    task = plans.own_task(task_id)
    lines = amendments.lines(found.id)
    line = next((one for one in lines if one.task_id == task.id), None)
    return _line_page(found, task=task, line=line)


@pages.get("/amendments/<int:amendment_id>/lines/new")
@requires(Permission.PLAN_EDIT)
def new_line(amendment_id: int) -> str:
    """A task that the amendment adds."""
    found = amendments.own(amendment_id)
    amending.check_amendment_open(found)
    return _line_page(found)


@pages.get("/amendments/<int:amendment_id>/lines/<int:line_id>")
@requires(Permission.PLAN_EDIT)
def edit_line(amendment_id: int, line_id: int) -> str:
    """A task that the amendment adds, as it was written."""
    found = amendments.own(amendment_id)
    amending.check_amendment_open(found)
    return _line_page(found, line=amendments.line(found.id, line_id))


def _line_page(
    found: Amendment,
    *,
    task: Task | None = None,
    line: AmendmentLine | None = None,
    refusal: Refusal = NO_REFUSAL,
) -> str:
    content = (line and line.after) or None
    given = amendments.typed_of(content) if content else _as_it_is(task)
    return render_template(
        "plans/amendment_line.html",
        amendment=found,
        plan=found.plan,
        task=task,
        line=line,
        typed=_typed() if refusal else given,
        version=refusal.version(found.version),
        errors=forms.control_errors(_of_task(refusal.errors)),
        held=_held(refusal),
        offices=plans.office_names(),
        can_lock=policies.can_lock(current_user.tenant),
        locks=LOCKS,
    )


def _as_it_is(task: Task | None) -> dict[str, Any]:
    if task is None:
        return {"quarter": clock.today().month // 4 + 1, "locked": []}
    return {**comparison.fields_of(task), "locked": task.locked}


def _line_again(amendment_id: int, refusal: Refusal) -> str:
    found, ids = amendments.own(amendment_id), _ids()
    if request.form.get("change") == ChangeKind.WITHDRAW:
        return _amendment_page(found, errors=_of_task(refusal.errors), held=_held(refusal))
    task = plans.own_task(ids["task_id"]) if ids["task_id"] else None
    line = amendments.line(found.id, ids["id"]) if ids["id"] else None
    return _line_page(found, task=task, line=line, refusal=refusal)


def _of_task(errors: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name.removeprefix("task."): said for name, said in errors.items()}


@pages.post("/amendments/<int:amendment_id>/lines")
@requires(Permission.PLAN_EDIT)
@shows_again(_line_again)
def save_line(amendment_id: int) -> Response:
    """Save one change; the second of two editors is told."""
    found = amendments.own(amendment_id)
    line = _line(found, _typed(), **_ids())
    actions.put_line(amendment_id=amendment_id, version=version_typed(), line=line, by=current_user)
    flash(f"Đã ghi vào bản điều chỉnh: {line.change.label.lower()} nhiệm vụ.", "success")
    return redirect(url_for("plans.amendment", amendment_id=amendment_id), 303)


def _ids() -> dict[str, int | None]:
    return {name: request.form.get(name, type=int) for name in ("task_id", "id")}


def _typed() -> dict[str, Any]:
    locks = policies.can_lock(current_user.tenant)
    typed = forms.single_task(request.form, locks=locks)
    return {
        name: value
        for name, value in typed.items()
        if name not in ("decline_reason", "combined_with_id")
    }


def _line(found: Amendment, typed: dict[str, Any], *, task_id: Any, id: Any) -> LineContent:
    if request.form.get("change") == ChangeKind.WITHDRAW:
        return LineContent(change=ChangeKind.WITHDRAW, task_id=task_id)
    given = shapes.load(schemas.LineSchema(), {"change": _change(task_id), "task": typed})
    return schemas.as_line({**given, "task_id": task_id, "id": id}, found.plan.work_year)


def _change(task_id: int | None) -> str:
    return (ChangeKind.ADD if task_id is None else ChangeKind.CHANGE).value


@pages.post("/amendments/<int:amendment_id>/lines/<int:line_id>/deletion")
@requires(Permission.PLAN_EDIT)
def remove_line(amendment_id: int, line_id: int) -> Page:
    """Take one change out of a draft."""
    actions.remove_line(
        amendment_id=amendment_id, line_id=line_id, version=version_typed(), by=current_user
    )
    flash("Đã bỏ thay đổi này; nhiệm vụ giữ như kế hoạch hiện có.", "success")
    return redirect(url_for("plans.amendment", amendment_id=amendment_id), 303)


@pages.post("/amendments/<int:amendment_id>/deletion")
@requires(Permission.PLAN_EDIT)
def discard_amendment(amendment_id: int) -> Page:
    """Throw a draft away."""
    plan_id = amendments.own(amendment_id).plan_id
    actions.discard_amendment(amendment_id=amendment_id, version=version_typed(), by=current_user)
    flash("Đã xóa dự thảo điều chỉnh.", "success")
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


@pages.get("/amendments/<int:amendment_id>/issuance")
@requires(Permission.PLAN_ISSUE)
def amendment_issuance(amendment_id: int) -> Page:
    """What a leader decides before an amendment is issued."""
    found = amendments.own(amendment_id)
    if found.state is PlanState.ISSUED:
        return redirect(url_for("plans.amendment", amendment_id=found.id))
    today = clock.today()
    typed = {
        "number": plans.next_number(found, today.year),
        "issued_on": today,
        "signing_capacity": SigningCapacity.of(current_user.tenant.kind)[0].value,
        "signer_name": found.plan.signer_name or current_user.full_name,
    }
    return _issue_page(found, typed)


def _issue_again(amendment_id: int, refusal: Refusal) -> str:
    return _issue_page(amendments.own(amendment_id), refusal.typed, refusal)


def _issue_page(found: Amendment, typed: Mapping[str, Any], refusal: Refusal = NO_REFUSAL) -> str:
    lines = amendments.lines(found.id)
    return render_template(
        "plans/issue_amendment.html",
        amendment=found,
        plan=found.plan,
        typed=typed,
        errors=refusal.errors,
        said=refusal.message if refusal.stale else "",
        refusal=refusal,
        changes=amendments.shown(lines),
        deliveries=plans.delivered_count(found.plan_id),
        capacities=SigningCapacity.of(current_user.tenant.kind),
    )


@pages.post("/amendments/<int:amendment_id>/issuance")
@requires(Permission.PLAN_ISSUE)
@shows_again(_issue_again)
def issue_amendment(amendment_id: int) -> Response:
    """Issue the amendment; sent twice, it is issued once."""
    typed = {
        name: request.form.get(name, "").strip()
        for name in ("number", "issued_on", "signing_capacity", "signer_name")
    }
    given = shapes.load(schemas.AmendmentIssuanceSchema(), {**typed, "version": version_typed()})
    issued = jobs.issue_amendment_and_spread(amendment_id=amendment_id, by=current_user, **given)
    flash(f"{issued.reference} đã được ban hành; kế hoạch có bản {issued.revision}.", "success")
    return redirect(url_for("plans.amendment", amendment_id=amendment_id), 303)


@pages.post("/amendments/<int:amendment_id>/papers")
@requires(Permission.PAPER_DRAW)
def ask_amendment_paper(amendment_id: int) -> Page:
    """Have the amendment drawn, and wait for it on the page of the paper."""
    paper_id = jobs.ask_amendment_paper(amendment_id=amendment_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)
