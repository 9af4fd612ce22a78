"""Pages: urging a set of subordinates, from the draft to the receipts."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence.queries import issued
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import clock, dates
from app.lib import schemas as shapes
from app.lib.errors import Conflict, Invalid, Stale
from app.plans.queries import plans
from app.plans.terms import SigningCapacity
from app.reminders import actions, jobs, policies, schemas
from app.reminders.models import Urging
from app.reminders.queries import below, ladders, urgings
from app.reminders.terms import IssuedAs, UrgingForm, starting
from app.reminders.views.blueprint import pages
from tenants.models import TenantKind


@pages.get("/urgings")
@requires(Permission.PLAN_VIEW)
def index() -> str:
    """The unit's urgings: of one plan, or to one subordinate."""
    plan_id, unit_id = request.args.get("plan", type=int), request.args.get("unit_id", type=int)
    page = max(request.args.get("page", 1, type=int), 1)
    return render_template(
        "reminders/urgings.html",
        found=urgings.listed(plan_id=plan_id, unit_id=unit_id, page=page),
        plans=below.plans_followed(clock.today()),
        units=plans.subordinates(clock.today()),
        plan_id=plan_id,
        unit_id=unit_id,
    )


@pages.get("/urgings/new")
@requires(Permission.URGING_WRITE)
def new() -> str:
    """The form with the usual words, for the units that were chosen."""
    plan_id, task_id = request.args.get("plan", type=int), request.args.get("task", type=int)
    chosen = request.args.getlist("unit_ids", type=int)
    if plan_id is not None and task_id is not None:
        yesterday = below.yesterday()
        chosen = below.units_late_with(plan_id, task_id, yesterday)
    return _form(_usual(plan_id, chosen, request.args.get("form", UrgingForm.LETTER.value)))


def _usual(plan_id: int | None, unit_ids: list[int], form: str) -> dict[str, Any]:
    tenant, today = ladders.tenant(), clock.today()
    issued_as = policies.ways_of(tenant.kind)[-1]
    plan = None if plan_id is None else plans.own(plan_id)
    reply = starting.reply_day(today)
    return {
        "form": form,
        "plan_id": plan_id,
        "unit_ids": unit_ids,
        "subject": starting.subject(None if plan is None else plan.title),
        "body": starting.body(
            tenant,
            issued_as=issued_as,
            plan=None if plan is None else (plan.reference, plan.title),
            today=today,
            reply=reply,
        ),
        "reply_on": reply.isoformat(),
        "issued_as": issued_as.value,
        "symbol": starting.symbol(tenant, issued_as),
        "place": tenant.short_name,
        "recipients": starting.recipients(tenant, issued_as),
    }


def _form(
    typed: dict[str, Any], *, urging: Urging | None = None, refusal: Refusal = NO_REFUSAL
) -> str:
    today, tenant = clock.today(), ladders.tenant()
    return render_template(
        "reminders/urging_form.html",
        typed=typed,
        lines=schemas.recipient_lines(typed["recipients"]),
        urging=urging,
        units=plans.subordinates(today),
        plans=below.plans_followed(today),
        forms=list(UrgingForm),
        ways=policies.ways_of(tenant.kind),
        usual_symbols={way: starting.symbol(tenant, way) for way in IssuedAs},
        errors=refusal.errors,
        is_stale=refusal.stale,
        refusal=refusal,
    )


def _again(urging_id: int | None = None, *, refusal: Refusal) -> str:
    urging = None if urging_id is None else urgings.own(urging_id)
    return _form(schemas.urging_form(refusal.typed), urging=urging, refusal=refusal)


@pages.post("/urgings")
@requires(Permission.URGING_WRITE)
@shows_again(_again)
def create() -> Response:
    """Keep a draft."""
    content = shapes.load(schemas.UrgingSchema(), schemas.urging_form(request.form))
    urging = actions.draft_urging(content=content, by=current_user)
    flash("Đã lưu dự thảo đôn đốc. Hãy xem lại rồi gửi.", "success")
    return redirect(url_for("reminders.show", urging_id=urging.id), 303)


@pages.get("/urgings/<int:urging_id>")
@requires(Permission.PLAN_VIEW)
def show(urging_id: int) -> str:
    """One urging: of the issuer with its receipts, or as it came."""
    urging = urgings.readable(urging_id)
    is_own = urging.tenant_id == current_user.tenant.id
    recipients = urgings.recipients(urging.id) if is_own else []
    return render_template(
        "reminders/urging.html",
        urging=urging,
        issuer=urgings.issuer(urging),
        plan=urgings.plan_of(urging),
        is_own=is_own,
        recipients=recipients,
        seen=sum(one.seen_at is not None for one in recipients),
        annex=jobs.annex_of(urging) if is_own else urging.units,
        can_issue=is_own and policies.can_issue(urging, len(recipients)),
        must_note_sighting=not is_own and not urgings.has_seen(urging.id),
        parse_day=dates.parse,
        issued=issued.of_subject("urgings", urging.id, urging.tenant_id),
    )


@pages.get("/urgings/<int:urging_id>/edit")
@requires(Permission.URGING_WRITE)
def edit(urging_id: int) -> str:
    """The form of a draft."""
    urging = urgings.own(urging_id)
    policies.check_change(urging)
    return _form(_kept(urging), urging=urging)


def _kept(urging: Urging) -> dict[str, Any]:
    return {
        "form": urging.form.value,
        "plan_id": urging.plan_id,
        "unit_ids": [one.tenant_id for one in urgings.recipients(urging.id)],
        "subject": urging.subject,
        "body": urging.body,
        "reply_on": urging.reply_on.isoformat() if urging.reply_on else None,
        "issued_as": urging.issued_as.value,
        "symbol": urging.symbol,
        "place": urging.place,
        "recipients": urging.recipients,
    }


@pages.post("/urgings/<int:urging_id>")
@requires(Permission.URGING_WRITE)
@shows_again(_again)
def save(urging_id: int) -> Response:
    """Write a draft anew."""
    content = shapes.load(schemas.UrgingSchema(), schemas.urging_form(request.form))
    actions.edit_urging(
        urging_id=urging_id, version=version_typed(), content=content, by=current_user
    )
    flash("Đã lưu dự thảo đôn đốc.", "success")
    return redirect(url_for("reminders.show", urging_id=urging_id), 303)


@pages.post("/urgings/<int:urging_id>/deletion")
@requires(Permission.URGING_WRITE)
def discard(urging_id: int) -> Response:
    """Throw a draft away."""
    actions.discard_urging(urging_id=urging_id, version=version_typed(), by=current_user)
    flash("Đã bỏ dự thảo đôn đốc.", "success")
    return redirect(url_for("reminders.index"), 303)


@pages.post("/urgings/<int:urging_id>/dispatch")
@requires(Permission.URGING_WRITE)
def dispatch(urging_id: int) -> Response:
    """Send a notice as it is."""
    urging = jobs.issue_and_tell(urging_id=urging_id, version=version_typed(), by=current_user)
    flash(f"Đã gửi thông báo đôn đốc đến {len(urging.units)} đơn vị.", "success")
    return redirect(url_for("reminders.show", urging_id=urging_id), 303)


@pages.get("/urgings/<int:urging_id>/issuance")
@requires(Permission.URGING_ISSUE)
def issue_form(urging_id: int) -> str:
    """Number, day and signer of a letter."""
    urging = urgings.own(urging_id)
    policies.check_change(urging)
    return _issue_form(urging, _signing(urging))


def _signing(urging: Urging) -> dict[str, Any]:
    today = clock.today()
    return {
        "number": urgings.next_number(urging.symbol, today.year),
        "issued_on": today.isoformat(),
        "signing_capacity": _capacities(urging)[0].value,
        "signer_name": urgings.last_signer() or current_user.full_name,
    }


def _capacities(urging: Urging) -> tuple[SigningCapacity, ...]:
    is_committee = urging.issued_as is IssuedAs.COMMITTEE
    return SigningCapacity.of(TenantKind.PROVINCE if is_committee else TenantKind.DEPARTMENT)


def _issue_form(
    urging: Urging,
    typed: dict[str, Any],
    errors: dict[str, list[str]] | None = None,
    refusal: Refusal = NO_REFUSAL,
) -> str:
    return render_template(
        "reminders/issue_urging.html",
        urging=urging,
        typed=typed,
        recipients=urgings.recipients(urging.id),
        capacities=_capacities(urging),
        errors=errors or {},
        refusal=refusal,
    )


def _issue_again(urging_id: int, refusal: Refusal) -> str:
    errors = {"": [refusal.message]} if refusal.stale else refusal.errors
    return _issue_form(urgings.own(urging_id), schemas.signing_form(refusal.typed), errors, refusal)


@pages.post("/urgings/<int:urging_id>/issuance")
@requires(Permission.URGING_ISSUE)
@shows_again(_issue_again, Invalid, Stale, Conflict)
def issue(urging_id: int) -> Response:
    """Issue a letter."""
    signing = shapes.load(schemas.SigningSchema(), schemas.signing_form(request.form))
    urging = jobs.issue_and_tell(
        urging_id=urging_id, signing=signing, version=version_typed(), by=current_user
    )
    flash(
        f"Đã ban hành {urging.reference[:1].lower()}{urging.reference[1:]} "
        f"gửi {len(urging.units)} đơn vị.",
        "success",
    )
    return redirect(url_for("reminders.show", urging_id=urging_id), 303)


@pages.post("/urgings/<int:urging_id>/papers")
@requires(Permission.PAPER_DRAW)
def ask_paper(urging_id: int) -> Response:
    """Have the letter drawn, and wait for it on the page of the paper."""
    paper_id = jobs.ask_paper(urging_id=urging_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)
