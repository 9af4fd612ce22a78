"""A commune that reports on its plan."""

from datetime import date
from typing import Any

from app.lib import clock
from app.plans.actions import Signature
from app.plans.terms import SigningCapacity
from app.progress.terms import TaskStatus
from app.reports import actions
from app.reports.models import Review, Submission
from app.reports.terms import SECTIONS, ReportKind, Verdict
from tests.progress.given import Site, entry, recorded
from tests.world import Person, World

HALF, YEAR = ReportKind.HALF_YEAR_REVIEW, ReportKind.YEAR_REVIEW
SENT_ON = date(2026, 6, 15)
NARRATIVE = {
    key: f"Nội dung mục {section.heading.lower()}."
    for key, section in SECTIONS.items()
    if section.is_required
}


def signature(**changes: Any) -> Signature:
    """The chairwoman signs report number 12 on 15 June 2026."""
    given = {
        "issued_on": SENT_ON,
        "capacity": SigningCapacity.COMMITTEE_CHAIR,
        "name": "Lý Thị Dương",
        "number": "12",
    }
    return Signature(**{**given, **changes})


def worked(world: World, here: Site) -> None:
    """Of the three tasks of the first half: one done, one under way, one not begun and late."""
    recorded(
        world,
        here.officer,
        entry(here.task_ids[0], TaskStatus.DONE, note="Ghi chú trong xã"),
        entry(here.task_ids[2], TaskStatus.IN_PROGRESS, 60),
    )


def written(world: World, here: Site, kind: ReportKind = HALF) -> int:
    """The report of this kind with all that must be written."""
    with clock.fixed(SENT_ON):
        with world.acting(here.officer):
            report = actions.draft(plan_id=here.plan_id, kind=kind, by=here.officer)
        with world.acting(here.officer):
            actions.edit(
                report_id=report.id,
                version=1,
                changes={"narrative": NARRATIVE},
                by=here.officer,
            )
    return report.id


def sent(
    world: World,
    here: Site,
    report_id: int,
    on: date = SENT_ON,
    version: int | None = None,
    **changes: Any,
) -> Submission:
    """The report goes up on `on`."""
    signed = signature(issued_on=on, **changes)
    with clock.fixed(on), world.acting(here.officer):
        return actions.send(report_id=report_id, signature=signed, version=version, by=here.officer)


def answered(
    world: World, by: Person, submission_id: int, verdict: Verdict, reason: str | None = None
) -> Review:
    """The superior's answer."""
    with world.acting(by):
        return actions.review(submission_id=submission_id, verdict=verdict, reason=reason, by=by)
