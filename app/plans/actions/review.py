"""The superior answers a plan that came up: it accepts it, or returns it with remarks."""

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Conflict, NotFound
from app.notifications import actions as notifications
from app.plans import policies
from app.plans.models import PlanReview
from app.plans.queries import plans, registration
from app.plans.terms import PlanVerdict, organ_name
from tenants import context
from tenants.db import db
from tenants.models import Tenant


def review(
    *, plan_id: int, revision: int, verdict: PlanVerdict, remarks: str | None = None, by: Person
) -> PlanReview:
    """Accept the sending of `revision` of a plan that came up, or return it with remarks.

    The subordinate reads verdict and remarks. The same answer given twice stands once.
    Raises NotFound for a plan or a sending that may not be read, Invalid for a return without
    remarks, Conflict where the acting tenant is not the addressee or has closed, where a later
    sending has come meanwhile, and where it was answered otherwise.
    """
    found = registration.of(plans.readable(plan_id))
    policies.check_addressee(is_addressed_to_me=found.is_addressed_to_me)
    policies.check_open(db.session.get_one(Tenant, context.acting().tenant_id), clock.today())
    policies.check_review(verdict, remarks)
    asked = found.round(revision)
    kept = (remarks or "").strip() or None
    if asked.review is not None:
        if (asked.review.verdict, asked.review.remarks) != (verdict, kept):
            raise Conflict(
                "Lần gửi này đã được trả lời nên không đổi ý kiến được; hãy tải lại trang để xem."
            )
        return asked.review
    if found.sent_revision != revision:
        raise Conflict(
            "Đơn vị đã gửi lại bản mới sau khi bạn mở trang; hãy tải lại trang và xem bản mới."
        )
    answer = PlanReview(
        tenant_id=context.acting().tenant_id,
        plan_id=plan_id,
        revision=revision,
        verdict=verdict,
        remarks=kept,
        addressee_id=found.plan.tenant_id,
        sent_at=clock.now(),
        reviewed_by=by.id,
    )
    db.session.add(answer)
    db.session.flush()
    audit.record(
        "plan.reviewed",
        answer,
        by=by,
        plan_id=plan_id,
        revision=revision,
        verdict=verdict.value,
        remarks=kept,
    )
    return answer


def tell_sender(*, plan_id: int, revision: int) -> int:
    """Tell the sender of a plan what was answered; how many were told now (0 or 1).

    Raises NotFound for a sending that was not answered.
    """
    plan = plans.readable(plan_id)
    answer = registration.of(plan).round(revision).review
    if answer is None:
        raise NotFound("Lần gửi này chưa được trả lời.")
    me = db.session.get_one(Tenant, context.acting().tenant_id)
    accepted = answer.verdict is PlanVerdict.ACCEPTED
    deed = "chấp nhận" if accepted else "trả lại"
    remarks = f" Ý kiến: {answer.remarks}" if answer.remarks else ""
    return notifications.tell(
        addressee_ids=[answer.addressee_id],
        kind=f"plan.{answer.verdict.value}",
        text=f"{organ_name(me)} {deed} {plan.reference} của đơn vị.{remarks}",
        path=f"/plans/{plan_id}",
        key=f"plan.reviewed:{plan_id}:{revision}",
    )
