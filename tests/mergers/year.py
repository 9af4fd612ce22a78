"""The year 2025 in three levels: the province, districts, their communes; played by hand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from sqlalchemy import select

from app.lib import clock
from app.plans import actions as plans
from app.plans.actions import PlanContent, Signature, TaskContent
from app.plans.queries import plans as plan_queries
from app.plans.terms import SigningCapacity
from app.progress import actions as progress
from app.progress.actions import Entry
from app.progress.terms import TaskStatus
from tenants.db import db
from tenants.models import Tenant
from tests.world import Person, World

JANUARY, MARCH, LAST_DAY, FIRST_DAY = (
    date(2025, 1, 10),
    date(2025, 3, 10),
    date(2025, 6, 30),
    date(2025, 7, 1),
)
TEXTS = (
    "Phát động phong trào thi đua năm 2025",
    "Tổ chức hội nghị điển hình tiên tiến",
    "Kiểm tra công tác thi đua, khen thưởng",
    "Báo cáo tổng kết năm 2025",
)
"""The tasks of the province, one a quarter."""


class Year:
    """Hands to play the year with; people are made as they are needed."""

    top = middle = own = 0
    """The plans of the province, a district and a commune, where a test has played them."""
    task_ids: Sequence[int] = ()
    """The tasks of the commune's plan."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._people: dict[int, Person] = {}

    def closed(self, name: str, *, above: str | None = None) -> Tenant:
        """A unit that ceased, by its name and that of its district."""
        with self.world.on_platform():
            query = select(Tenant).where(Tenant.name == name, Tenant.valid_to.is_not(None))
            if above is not None:
                parent = select(Tenant.id).where(Tenant.name == above)
                query = query.where(Tenant.parent_id.in_(parent))
            return db.session.scalars(query).one()

    def below(self, tenant: Tenant) -> list[Tenant]:
        """The communes that a district had."""
        with self.world.on_platform():
            return list(
                db.session.scalars(
                    select(Tenant).where(Tenant.parent_id == tenant.id).order_by(Tenant.code)
                )
            )

    def person(self, tenant: Tenant) -> Person:
        """The one person who does everything in a unit."""
        if tenant.id not in self._people:
            self._people[tenant.id] = self.world.person(tenant)
        return self._people[tenant.id]

    @contextmanager
    def at(self, tenant: Tenant, on: date) -> Iterator[Person]:
        """One transaction of a unit on a day."""
        person = self.person(tenant)
        with clock.fixed(on), self.world.acting(person):
            yield person

    def issue(self, tenant: Tenant, on: date, texts: Sequence[str] = TEXTS) -> int:
        """A unit writes a plan, one task a quarter, and issues it to all below; its id."""
        tasks = [TaskContent(quarter=place % 4 + 1, text=text) for place, text in enumerate(texts)]
        with self.at(tenant, on) as by:
            content = PlanContent(year=on.year, title=f"Thi đua năm {on.year}")
            plan = plans.draft(content=content, tasks=tasks, by=by)
            self._sign(plan.id, on, by)
            return plan.id

    def derive(self, tenant: Tenant, plan_id: int, on: date, *, added: Sequence[str] = ()) -> int:
        """A unit makes its plan of the superior's, adds tasks, issues and sends it; its id."""
        with self.at(tenant, on) as by:
            own = plans.derive(plan_id=plan_id, by=by).plan
            for text in added:
                plans.add_task(plan_id=own.id, content=TaskContent(quarter=3, text=text), by=by)
            self._sign(own.id, on, by)
            plans.send(plan_id=own.id, by=by)
            return own.id

    def _sign(self, plan_id: int, on: date, by: Person) -> None:
        signature = Signature(
            issued_on=on, capacity=SigningCapacity.COMMITTEE_CHAIR, name=by.full_name
        )
        plans.issue(plan_id=plan_id, signature=signature, recipient_ids=None, by=by)

    def tasks(self, tenant: Tenant, plan_id: int, on: date) -> list[int]:
        """The tasks of a unit's plan, as printed."""
        with self.at(tenant, on):
            return [task.id for task in plan_queries.tasks(plan_id)]

    def record(
        self,
        tenant: Tenant,
        task_id: int,
        on: date,
        status: TaskStatus,
        percent: int,
        note: str = "",
    ) -> None:
        """A unit writes down where a task stands."""
        entry = Entry(
            task_id=task_id, version=0, status=status, percent=percent, on=on, note=note or None
        )
        with self.at(tenant, on) as by:
            progress.record(entry=entry, by=by)
