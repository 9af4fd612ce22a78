"""Pages: the rounds of a plan on its way up, one round as it went up, the superior's answer."""

from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import schemas as shapes
from app.lib.errors import Invalid, NotFound
from app.plans import jobs, policies, schemas
from app.plans.queries import plans, registration
from app.plans.terms import SECTIONS, PlanVerdict
from app.plans.views.blueprint import pages
from app.plans.views.plans import Page


@pages.get("/plans/<int:plan_id>/sendings")
@requires(Permission.PLAN_VIEW)
def sendings(plan_id: int) -> Page:
    """The round that went up last, with those before it."""
    found = registration.of(plans.readable(plan_id))
    if found.sent_revision is None:
        raise NotFound("Kế hoạch này chưa gửi lên cấp trên.")
    return _sending_page(plan_id, found.sent_revision)


@pages.get("/plans/<int:plan_id>/sendings/<int:revision>")
@requires(Permission.PLAN_VIEW)
def sending(plan_id: int, revision: int) -> str:
    """A plan as it went up in one round, with the answer to it."""
    return _sending_page(plan_id, revision)


def _sending_page(plan_id: int, revision: int, refusal: Refusal = NO_REFUSAL) -> str:
    found = registration.of(plans.readable(plan_id))
    shown = found.round(revision)
    frozen = plans.revision(plan_id, revision)
    if frozen is None:
        raise NotFound("Không có lần gửi này của kế hoạch.")
    standing = [
        task
        for task in frozen.content["tasks"]
        if task["disposition"] not in ("declined", "merged") and not task["withdrawn_revision"]
    ]
    return render_template(
        "plans/sending.html",
        plan=found.plan,
        found=found,
        shown=shown,
        frozen=frozen,
        declined=[one for one in frozen.content["tasks"] if one["disposition"] == "declined"],
        quarters=[
            (quarter, list(rows))
            for quarter, rows in groupby(
                list(enumerate(standing, start=1)), lambda row: row[1]["quarter"]
            )
        ],
        sections=SECTIONS,
        is_own=found.plan.tenant_id == current_user.tenant.id,
        may_answer=_may_answer(found, shown),
        errors=refusal.errors,
        typed=refusal.typed,
    )


def _may_answer(found: registration.Registration, shown: registration.Round) -> bool:
    return shown is found.latest and policies.can_review(
        found.state, is_addressed_to_me=found.is_addressed_to_me
    )


@pages.post("/plans/<int:plan_id>/sendings/<int:revision>/review")
@requires(Permission.PLAN_REVIEW)
@shows_again(_sending_page, Invalid)
def review_sending(plan_id: int, revision: int) -> Response:
    """Accept a plan that came up, or return it with remarks."""
    typed = {name: request.form.get(name, "") for name in ("verdict", "remarks")}
    answer = shapes.load(schemas.PlanAnswer(), typed)
    given = jobs.review_and_tell(plan_id=plan_id, revision=revision, **answer, by=current_user)
    accepted = given.verdict is PlanVerdict.ACCEPTED
    flash("Đã chấp nhận kế hoạch." if accepted else "Đã trả lại kế hoạch kèm ý kiến.", "success")
    return redirect(url_for("plans.sending", plan_id=plan_id, revision=revision), 303)
