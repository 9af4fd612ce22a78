"""Shape of what goes in and out of mergers, for pages and API."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from app.lib import numbers
from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema
from app.mergers.actions import Decision
from app.mergers.queries.proposals import END
from app.mergers.queries.recast import Recast
from app.mergers.queries.through import Through
from app.mergers.terms import Fate
from app.plans.terms import DeadlinePrecision
from app.progress.terms import CascadeState, TaskStatus

SUCCESSOR, REASON = "successor.", "reason."


class YearQuery(StrictSchema):
    """Which year; without one, the last that the closed units worked."""

    year = fields.Integer(load_default=None, validate=validate.Range(2000, 2100))


class DecisionIn(StrictSchema):
    """Who goes on with one open task; null: it ends with its unit, for a reason."""

    task_id = fields.Integer(required=True)
    successor_id = fields.Integer(required=True, allow_none=True)
    reason = fields.String(load_default="", validate=validate.Length(max=1000))


class Decisions(StrictSchema):
    """Several decisions at once, all or none."""

    decisions = fields.List(
        fields.Nested(DecisionIn), required=True, validate=validate.Length(1, 300)
    )


class Claim(StrictSchema):
    """Which open tasks of a unit that was split the acting one takes."""

    task_ids = fields.List(fields.Integer(), required=True, validate=validate.Length(1, 300))


class TakenOut(StrictSchema):
    """How many tasks were taken over now, out of how many closed units."""

    tasks = fields.Integer()
    units = fields.Integer()


class CountOut(StrictSchema):
    """How many."""

    count = fields.Integer()


class UnitOut(StrictSchema):
    """A unit by its id and name."""

    id = fields.Integer()
    name = fields.String()


class PredecessorOut(StrictSchema):
    """A closed unit that the acting one succeeds, with how much it left."""

    id = fields.Integer(attribute="unit.id")
    name = fields.String(attribute="unit.name")
    closed_on = fields.Date(attribute="unit.closed_on")
    successors = fields.List(fields.Nested(UnitOut), attribute="unit.successors")
    plans = fields.Integer()
    tasks = fields.Integer()
    reports = fields.Integer()


class OldPlanOut(StrictSchema):
    """A plan of a closed unit as it was."""

    id = fields.Integer(attribute="plan.id")
    year = fields.Integer(attribute="plan.year")
    title = fields.String(attribute="plan.title")
    number = fields.String(attribute="plan.number", allow_none=True)
    symbol = fields.String(attribute="plan.symbol")
    issued_on = fields.Date(attribute="plan.issued_on", allow_none=True)
    tasks = fields.Integer()
    done = fields.Integer()


class OldTaskOut(StrictSchema):
    """A task of a closed unit as it stood on the last day, and who goes on with it."""

    id = fields.Integer(attribute="task.id")
    number = fields.Integer(allow_none=True)
    quarter = fields.Integer(attribute="task.quarter")
    text = fields.String(attribute="task.text")
    deadline_on = fields.Date(attribute="task.deadline_on", allow_none=True)
    deadline_precision = fields.Enum(
        DeadlinePrecision, by_value=True, attribute="task.deadline_precision"
    )
    status = fields.Enum(TaskStatus, by_value=True)
    percent = fields.Integer()
    on = fields.Date(allow_none=True)
    evidence = fields.Integer()
    taken_by = fields.String(allow_none=True)


class CaseOut(StrictSchema):
    """An open task of a closed unit and what has become of it."""

    task_id = fields.Integer(attribute="task.task_id")
    predecessor_id = fields.Integer(attribute="unit.id")
    predecessor = fields.String(attribute="unit.name")
    plan = fields.String(attribute="task.plan_reference")
    year = fields.Integer(attribute="task.year")
    text = fields.String(attribute="task.text")
    status = fields.Enum(TaskStatus, by_value=True, attribute="task.status")
    percent = fields.Integer(attribute="task.percent")
    fate = fields.Enum(Fate, by_value=True)
    successors = fields.List(fields.Nested(UnitOut), attribute="unit.successors")


class LineOut(StrictSchema):
    """A task taken over: as it was then, and as it stands now."""

    from_task_id = fields.Integer()
    task_id = fields.Integer()
    plan_id = fields.Integer()
    predecessor_id = fields.Integer()
    predecessor_name = fields.String()
    year = fields.Integer()
    quarter = fields.Integer()
    text = fields.String()
    status_then = fields.Enum(TaskStatus, by_value=True)
    percent_then = fields.Integer()
    evidence_then = fields.Integer()
    status = fields.Enum(TaskStatus, by_value=True)
    percent = fields.Integer()


class FiguresOut(StrictSchema):
    """What units did in a year before they ceased."""

    delivered = fields.Integer()
    sent = fields.Integer()
    tasks = fields.Integer()
    done = fields.Integer()
    open = fields.Integer()
    late = fields.Integer()
    taken = fields.Integer()
    reports = fields.Integer()


class RecastUnitOut(StrictSchema):
    """One unit, of then or of today, with its figures and the names of those that were split."""

    id = fields.Integer()
    name = fields.String()
    above = fields.String(allow_none=True)
    figures = fields.Nested(FiguresOut)
    shared = fields.List(fields.String())


class RecastOut(StrictSchema):
    """A year as it was and recast to the units of today; the totals are equal."""

    year = fields.Integer()
    then = fields.List(fields.Nested(RecastUnitOut))
    today = fields.List(fields.Nested(RecastUnitOut))
    shared = fields.List(fields.Nested(RecastUnitOut))
    total = fields.Nested(FiguresOut)
    recast_total = fields.Nested(FiguresOut)


class ThroughLineOut(StrictSchema):
    """A task of the province counted over the units below its districts."""

    task_id = fields.Integer()
    number = fields.Integer()
    text = fields.String()
    total = fields.Integer()
    taken_over = fields.Integer()
    done = fields.Integer()
    in_progress = fields.Integer()
    obstructed = fields.Integer()
    not_started = fields.Integer()
    cancelled = fields.Integer()
    declined = fields.Integer()


class ThroughOut(StrictSchema):
    """A plan of the province over two levels."""

    plan_id = fields.Integer()
    told_on = fields.Date(allow_none=True)
    open_districts = fields.List(fields.String())
    closed_districts = fields.List(fields.String())
    silent = fields.List(fields.String())
    tasks = fields.List(fields.Nested(ThroughLineOut))


def through(found: Through) -> dict[str, Any]:
    """The two levels below a plan as the API says them."""
    tasks = [
        {**vars(line), "total": line.total, **{one.value: line.count(one) for one in CascadeState}}
        for line in found.lines
    ]
    return {**vars(found), "plan_id": found.plan.id, "tasks": tasks}


def recast(found: Recast) -> dict[str, Any]:
    """A year both ways as the API says it."""

    def then(one: Any) -> dict[str, Any]:
        unit = one.unit
        return {"id": unit.id, "name": unit.name, "above": one.above, "figures": one.figures}

    return {
        "year": found.year,
        "then": [{**then(one), "shared": []} for one in found.then],
        "shared": [{**then(one), "shared": []} for one in found.shared],
        "today": [
            {
                "id": one.tenant.id,
                "name": one.tenant.name,
                "above": None,
                "figures": one.figures,
                "shared": [each.unit.name for each in one.shared],
            }
            for one in found.today
        ],
        "total": found.total,
        "recast_total": found.recast_total,
    }


def decisions(given: Mapping[str, Any]) -> list[Decision]:
    """The decisions of a call."""
    return [Decision(**one) for one in given["decisions"]]


def decisions_form(form: Mapping[str, str]) -> list[Decision]:
    """The page of choices: fields `successor.<task>` ("", "end" or a unit) and `reason.<task>`."""
    found = []
    for name, value in form.items():
        if not name.startswith(SUCCESSOR) or not value:
            continue
        task_id, unit_id = numbers.identifier(name.removeprefix(SUCCESSOR)), None
        if value != END:
            unit_id = numbers.identifier(value)
        if task_id is None or (value != END and unit_id is None):
            raise Invalid("Giá trị chưa đúng.", name)
        reason = form.get(f"{REASON}{task_id}", "") if value == END else ""
        found.append(Decision(task_id=task_id, successor_id=unit_id, reason=reason))
    return found


def claim_form(values: list[str]) -> list[int]:
    """The page of open tasks: the boxes that were ticked."""
    ids = [numbers.identifier(value) for value in values]
    if any(one is None for one in ids):
        raise Invalid("Giá trị chưa đúng.", "task_ids")
    return [one for one in ids if one is not None]
