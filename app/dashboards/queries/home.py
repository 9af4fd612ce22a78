"""The home page of a person: what is late, what waits, and how the year stands.

Which sources a person has is decided by level and permission alone, so the number of statements
is fixed for a role: it does not grow with communes, plans, tasks or sheets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.access.permissions import Permission
from app.accounts.queries import Identity
from app.dashboards.queries import (
    boards,
    drafted,
    issued,
    papers,
    plans,
    platform,
    registered,
    reports,
    scoring,
    tasks,
    unit,
)
from app.dashboards.queries.boards import ClusterBoard
from app.dashboards.queries.desk import Line, in_order
from app.dashboards.queries.issued import IssuedPlan, LateRecipient
from app.dashboards.queries.platform import Platform
from app.dashboards.queries.tasks import OwnTasks
from app.dashboards.queries.unit import Step
from app.lib import clock
from app.plans.terms import PlanKind
from app.progress.queries.picture import Picture, picture
from tenants.models import TenantKind

P = Permission
ISSUERS = frozenset({TenantKind.PROVINCE, TenantKind.DISTRICT})
RECEIVERS = frozenset(
    {
        TenantKind.DISTRICT,
        TenantKind.COMMUNE,
        TenantKind.DEPARTMENT,
        TenantKind.SCHOOL,
        TenantKind.ENTERPRISE,
    }
)
PLAN_WORK = frozenset({P.PLAN_ACKNOWLEDGE, P.PLAN_EDIT, P.PLAN_ISSUE, P.PLAN_SEND})


@dataclass(frozen=True)
class Home:
    """What one person sees first. `lines` are in the order in which they fall due."""

    today: date
    lines: Sequence[Line] = ()
    issued_plans: Sequence[IssuedPlan] = ()
    late_recipients: Sequence[LateRecipient] = ()
    rollup: Sequence[issued.Quarter] = ()
    picture: Picture | None = None
    own_tasks: OwnTasks | None = None
    clusters: Sequence[ClusterBoard] = ()
    platform: Platform | None = None
    first_steps: Sequence[Step] = field(default=())

    @property
    def late(self) -> list[Line]:
        """What should have been done before today."""
        return [line for line in self.lines if line.is_late(self.today)]

    @property
    def waiting(self) -> list[Line]:
        """What is to be done and still in time."""
        return [line for line in self.lines if not line.is_late(self.today)]

    @property
    def due_soon(self) -> list[Line]:
        """What falls due within a week."""
        return [line for line in self.waiting if line.is_due_soon(self.today)]

    @property
    def own_quarters(self) -> list[tasks.Quarter]:
        """The tenant's own tasks of the year, by quarter."""
        return self.own_tasks.quarters if self.own_tasks else []

    @property
    def year_plan(self) -> IssuedPlan | None:
        """The issued plan whose tasks are rolled up."""
        return year_plan(self.issued_plans)


def year_plan(plans: Sequence[IssuedPlan]) -> IssuedPlan | None:
    """The latest plan of a year among those issued."""
    return next((plan for plan in plans if plan.kind is PlanKind.YEAR_PLAN), None)


def home(reader: Identity) -> Home:
    """Everything that the home page of `reader` shows."""
    if reader.tenant.kind is TenantKind.PLATFORM:
        return _of_the_platform(reader)
    if reader.tenant.is_closed:
        return Home(clock.today())
    given, kind = reader.permissions, reader.tenant.kind
    issued_plans = issued.plans() if kind in ISSUERS and P.PLAN_VIEW in given else []
    summed = year_plan(issued_plans)
    clusters = (
        boards.of_latest_year() if kind is TenantKind.PROVINCE and P.SHEET_VIEW in given else []
    )
    own_tasks = tasks.own() if P.PROGRESS_VIEW in given else None
    setup = unit.setup()
    return Home(
        today=clock.today(),
        lines=in_order(
            [
                *_paper_lines(reader),
                *_plan_lines(reader, issued_plans),
                *_task_lines(reader, own_tasks),
                *_report_lines(reader),
                *_scoring_lines(reader, clusters),
                *unit.lines(setup, reader),
            ]
        ),
        issued_plans=issued_plans,
        late_recipients=issued.late_recipients() if any(p.late for p in issued_plans) else [],
        rollup=issued.quarters(summed.plan_id) if summed else [],
        picture=picture(summed.plan_id) if summed else None,
        own_tasks=own_tasks,
        clusters=clusters,
        first_steps=unit.first_steps(setup, reader),
    )


def _of_the_platform(reader: Identity) -> Home:
    if P.PLATFORM_MANAGE not in reader.permissions:
        return Home(clock.today())
    found = platform.overview()
    return Home(clock.today(), lines=list(platform.lines(found)), platform=found)


def _paper_lines(reader: Identity) -> Iterator[Line]:
    given = reader.permissions
    if P.PAPER_WRITE in given:
        yield from drafted.lines(reader)
    if given & {P.PAPER_WRITE, P.PAPER_ISSUE}:
        yield from papers.waiting_for(reader)
    if P.PAPER_VIEW in given:
        yield from papers.given_to(reader)


def _plan_lines(reader: Identity, shown: Sequence[IssuedPlan]) -> Iterator[Line]:
    given, kind = reader.permissions, reader.tenant.kind
    if kind in ISSUERS and P.PLAN_EDIT in given:
        yield from issued.lines(shown)
    if kind in ISSUERS:
        yield from _came_up(reader)
    if kind in RECEIVERS and given & PLAN_WORK:
        yield from plans.incoming(reader)
        yield from registered.returned(reader)
    if kind in RECEIVERS and P.PLAN_ASK in given:
        yield from registered.answered(reader)
    if kind in RECEIVERS and P.PLAN_EDIT in given:
        yield from plans.merges(reader)
    if P.PLAN_EDIT in given:
        yield from plans.drafts(reader)


def _came_up(reader: Identity) -> Iterator[Line]:
    """What came up: to be answered by who may, else to be read by who takes papers in."""
    if P.PLAN_REVIEW in reader.permissions:
        yield from registered.to_review()
        yield from registered.questions()
    elif P.PLAN_ACKNOWLEDGE in reader.permissions:
        yield from plans.sent_up(reader)


def _task_lines(reader: Identity, found: OwnTasks | None) -> Iterator[Line]:
    if found is not None and P.PROGRESS_RECORD in reader.permissions:
        yield from tasks.lines(found, reader)


def _report_lines(reader: Identity) -> Iterator[Line]:
    given, kind = reader.permissions, reader.tenant.kind
    if kind in RECEIVERS and given & {P.REPORT_EDIT, P.REPORT_SEND}:
        yield from reports.own_reports(reader)
    if kind in ISSUERS and P.REPORT_REVIEW in given:
        yield from reports.to_review(reader)
        yield from reports.missing(reader)


def _scoring_lines(reader: Identity, clusters: Sequence[ClusterBoard]) -> Iterator[Line]:
    given, kind = reader.permissions, reader.tenant.kind
    if kind is TenantKind.PROVINCE:
        yield from boards.lines(clusters, reader)
        if P.CRITERIA_EDIT in given:
            yield from boards.draft_criteria(reader)
        return
    if given & {P.SHEET_EDIT, P.SHEET_SUBMIT}:
        yield from scoring.own_sheet(reader)
    if P.SHEET_APPRAISE in given:
        yield from scoring.appraisals(reader)
