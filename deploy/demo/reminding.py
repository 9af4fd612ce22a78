"""The ladder at work: mornings of the province and two communes, two urgings, who opened them."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.lib import clock
from app.mail import actions as mail
from app.mail.queries import Wanted
from app.plans.queries import plans
from app.plans.terms import SigningCapacity
from app.reminders import actions, jobs
from app.reminders.actions import Signing, UrgingContent
from app.reminders.queries import below, ladders, urgings
from app.reminders.terms import Audience, IssuedAs, Side, Step, Unit, UrgingForm, starting
from deploy.demo import diem_he, dinh_lap
from deploy.demo.cast import Cast
from deploy.demo.people import Person
from deploy.demo.province_plan import YEAR
from deploy.demo.stage import Scene, moment

MORNINGS = (
    date(2026, 1, 29),
    date(2026, 2, 2),
    date(2026, 3, 24),
    date(2026, 4, 1),
    date(2026, 9, 23),
    date(2026, 10, 1),
    date(2026, 11, 19),
)
LETTER_ON, NOTICE_ON, DRAFT_ON = date(2026, 2, 9), date(2026, 10, 8), date(2026, 11, 19)
MOST_URGED = 12


def scenes(cast: Cast) -> Iterator[Scene]:
    """All of it."""
    homes = (cast.communes[diem_he.NAME], cast.communes[dinh_lap.NAME])
    for on in MORNINGS:
        yield Scene(moment(on, 7), cast.officer, lambda by: actions.remind())
        for home in homes:
            yield Scene(moment(on, 7, 2), home.officer, lambda by: actions.remind())
    yield Scene(moment(date(2026, 1, 14), 9), homes[0].officer, _own_ladder)
    yield Scene(moment(date(2026, 1, 14), 9, 5), homes[0].leader, _no_digest)
    yield Scene(moment(date(2026, 1, 13), 9), cast.officer, _province_ladder)
    yield Scene(moment(LETTER_ON, 10), cast.leader, lambda by: _urge_by_letter(cast, by))
    yield Scene(moment(NOTICE_ON, 9), cast.officer, lambda by: _urge_by_notice(cast, by))
    yield Scene(moment(DRAFT_ON, 15), cast.officer, lambda by: _begin_another(cast, by))
    for number, unit in enumerate(cast.communes.values()):
        minute = number % 60
        if number % 5:
            yield Scene(moment(LETTER_ON, 14, minute), unit.officer, _open_what_came)
            yield Scene(moment(NOTICE_ON, 14, minute), unit.officer, _open_what_came)


def _own_ladder(by: Person) -> None:
    """Điềm He wants to hear a fortnight ahead."""
    fortnight = Step(Side.BEFORE, 14, Unit.DAY, (Audience.OFFICER,))
    actions.keep_ladder(steps=(fortnight, *ladders.usual(False)), hour=7, version=0, by=by)


def _province_ladder(by: Person) -> None:
    """The province keeps the usual ladder as its own, so that communes read it."""
    actions.keep_ladder(steps=ladders.usual(True), hour=7, version=0, by=by)


def _no_digest(by: Person) -> None:
    """The chairman wants reminders by mail, not the digest."""
    mail.choose(wanted=Wanted(digest=False, reminders=True), by=by)


def _urge(cast: Cast, form: UrgingForm, by: Person) -> int | None:
    plan = plans.own(cast.plan_ids[YEAR])
    today, tenant = clock.today(), ladders.tenant()
    late = below.units(plan, today - timedelta(days=1))[:MOST_URGED]
    if not late:
        return None
    content = UrgingContent(
        form=form,
        plan_id=plan.id,
        unit_ids=[one.tenant_id for one in late],
        subject=starting.subject(plan.title),
        body=starting.body(
            tenant,
            issued_as=IssuedAs.HOME_AFFAIRS,
            plan=(plan.reference, plan.title),
            today=today,
            reply=starting.reply_day(today),
        ),
        reply_on=starting.reply_day(today),
        issued_as=IssuedAs.HOME_AFFAIRS,
        symbol=starting.symbol(tenant, IssuedAs.HOME_AFFAIRS),
        place=tenant.short_name,
        recipients=starting.recipients(tenant, IssuedAs.HOME_AFFAIRS),
    )
    return actions.draft_urging(content=content, by=by).id


def _urge_by_letter(cast: Cast, by: Person) -> None:
    urging_id = _urge(cast, UrgingForm.LETTER, by)
    if urging_id is not None:
        signing = Signing(
            issued_on=clock.today(), capacity=SigningCapacity.DEPUTY_DIRECTOR, name=by.full_name
        )
        jobs.issue_and_tell(urging_id=urging_id, signing=signing, by=by)


def _urge_by_notice(cast: Cast, by: Person) -> None:
    urging_id = _urge(cast, UrgingForm.NOTICE, by)
    if urging_id is not None:
        jobs.issue_and_tell(urging_id=urging_id, by=by)


def _begin_another(cast: Cast, by: Person) -> None:
    _urge(cast, UrgingForm.LETTER, by)


def _open_what_came(by: Person) -> None:
    for one in urgings.incoming().items:
        if one.seen_at is None:
            actions.see_urging(urging_id=one.urging.id, by=by)
