"""Issuing a 60-task plan to every commune, beside the statements that write the same rows."""

import json
from collections.abc import Iterator

import psycopg

from app.lib import clock
from app.plans import actions
from app.plans.actions import PlanContent, Signature, TaskContent
from app.plans.terms import SigningCapacity
from bench.ground import Person
from bench.measure import Line, side_by_side
from tenants.db import transaction

TASKS = 60


def draft(leader: Person) -> int:
    """A draft of 60 tasks."""
    year = clock.today().year
    with transaction(leader.acting):
        return actions.draft(
            content=PlanContent(year=year, title="Công tác thi đua, khen thưởng"),
            tasks=[
                TaskContent(
                    quarter=n % 4 + 1,
                    text=f"Nhiệm vụ {n}: tổ chức phát động, sơ kết các phong trào thi đua",
                    lead_office="Sở Nội vụ",
                    support_offices=("Các cơ quan, đơn vị liên quan",),
                )
                for n in range(TASKS)
            ],
            by=leader,
        ).id


def _issue(leader: Person, plan_id: int) -> None:
    with transaction(leader.acting):
        actions.issue(
            plan_id=plan_id,
            signature=Signature(
                issued_on=clock.today(), capacity=next(iter(SigningCapacity)), name="Người đo"
            ),
            recipient_ids=None,
            by=leader,
        )


RAW = (
    "UPDATE plans SET number = %(number)s, number_year = %(year)s, issued_on = current_date,"
    " signer_name = 'x', signer_position = 'x', issued_by = %(user)s, revision = 1,"
    " issued_at = now(), version = version + 1 WHERE id = %(plan)s",
    "INSERT INTO plan_revisions (tenant_id, plan_id, revision, content, sha256, issued_at)"
    " VALUES (%(tenant)s, %(plan)s, 1, %(content)s::jsonb, 'x', now())",
    "UPDATE tasks SET issued_at = now() WHERE plan_id = %(plan)s",
    "INSERT INTO deliveries (tenant_id, plan_id, recipient_id, sent_at)"
    " SELECT %(tenant)s, %(plan)s, id, now() FROM tenants WHERE parent_id = %(tenant)s",
    "INSERT INTO audit_entries (tenant_id, verb, subject_kind, subject_id, details)"
    " VALUES (%(tenant)s, 'plan.issued', 'plans', %(plan)s, '{}')",
)


def measure(leader: Person, communes: int, database_url: str) -> Line:
    """The line of the table for `communes` communes."""
    drafts: Iterator[int] = iter([draft(leader) for _ in range(14)])
    connection = psycopg.connect(database_url)
    content = json.dumps({"tasks": ["Nhiệm vụ" * 20] * TASKS}, ensure_ascii=False)

    def raw() -> None:
        plan_id = next(drafts)
        values = {
            "plan": plan_id,
            "tenant": leader.tenant.id,
            "user": leader.id,
            "number": f"r{plan_id}",
            "year": clock.today().year,
            "content": content,
        }
        with connection.transaction():
            connection.execute(
                "SELECT set_config('app.tenant_id', %s, true)", [str(leader.tenant.id)]
            )
            for statement in RAW:
                connection.execute(statement, values)

    try:
        return side_by_side(
            f"ban hành kế hoạch {TASKS} nhiệm vụ đến {communes} đơn vị",
            communes + TASKS + 3,
            lambda: _issue(leader, next(drafts)),
            raw,
        )
    finally:
        connection.close()
