"""A commune's plan that came up, for the tests of what the superior does with it."""

from dataclasses import dataclass
from datetime import date

from app.lib import clock
from app.plans import actions, jobs
from app.plans.actions import revise
from app.plans.models import PlanReview
from app.plans.queries import contents, plans
from app.plans.terms import PlanVerdict, RevisionCause
from tenants.models import Tenant
from tests.plans import cascade
from tests.world import Person, World

SENT_ON = date(2026, 1, 20)
REMARKS = "Nhiệm vụ quý II chưa nêu cơ quan chủ trì; đề nghị bổ sung rồi gửi lại."


@dataclass(frozen=True)
class CameUp:
    """The commune's plan, its officer, and the province's plan behind it."""

    plan_id: int
    officer: Person
    above: cascade.Given

    @property
    def superior(self) -> Person:
        """Who answers it."""
        return self.above.leader


def came_up(
    world: World, commune: Tenant | None = None, given: cascade.Given | None = None
) -> CameUp:
    """A commune's plan out of the province's, sent up on 20 January 2026."""
    commune = commune or world.commune("Điềm He")
    given = given or cascade.issued(world, [commune])
    officer = world.person(commune)
    own = cascade.derived(world, given, officer)
    cascade.sent_up(world, own, officer, on=SENT_ON)
    return CameUp(own, officer, given)


def reviewed(
    world: World,
    found: CameUp,
    verdict: PlanVerdict,
    *,
    revision: int = 1,
    remarks: str | None = None,
    on: date = date(2026, 1, 22),
) -> PlanReview:
    """The superior's answer."""
    with clock.fixed(on), world.acting(found.superior):
        return actions.review(
            plan_id=found.plan_id,
            revision=revision,
            verdict=verdict,
            remarks=remarks,
            by=found.superior,
        )


def corrected(
    world: World, found: CameUp, text: str, *, send: bool = True, on: date = date(2026, 1, 25)
) -> None:
    """The commune words its third task anew by a revision, and sends the plan again."""
    with clock.fixed(on):
        with world.acting(found.officer):
            plan = plans.own_for_change(found.plan_id)
            task = contents.task_content(plans.tasks(plan.id)[2])
            changed = {**task, "text": text, "disposition": "adapted"}
            revise.revise(plan, [changed], cause=RevisionCause.AMENDED)
        if send:
            with world.acting(found.officer):
                jobs.send_and_tell(plan_id=found.plan_id, by=found.officer)
