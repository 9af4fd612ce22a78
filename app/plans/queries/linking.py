"""Which superior's plan a draft carries out, and which task of it each task of the draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app import intake
from app.lib.text import fold
from app.plans import policies
from app.plans.models import Merge, Plan, Task
from app.plans.queries import incoming, matching, plans
from app.plans.queries.incoming import Incoming
from app.plans.queries.matching import Match, Work
from app.plans.terms import Disposition, Ground, MergeKind, PlanKind
from tenants.db import db

MOST_DELIVERED = 200
MOST_OPTIONS = 12
_RANKS = {ground: rank for rank, ground in enumerate(Ground)}


@dataclass(frozen=True)
class Candidate:
    """A delivered plan that the draft may carry out, and the own plan that already does."""

    arrived: Incoming
    ground: Ground
    other: Plan | None
    is_replaceable: bool

    @property
    def plan(self) -> Plan:
        """The superior's plan."""
        return self.arrived.plan


@dataclass(frozen=True)
class Cited:
    """A plan that the draft cites and that did not come to this office in the system."""

    words: str


@dataclass(frozen=True)
class Line:
    """A task of the draft, its proposal where there is one, and what else may be chosen."""

    number: int | None
    task: Task
    match: Match | None
    options: Sequence[tuple[Task, int]]

    @property
    def is_sure(self) -> bool:
        """Whether the proposal is ticked beforehand."""
        return self.match is not None and self.match.score >= matching.ACCEPTED_FROM


@dataclass(frozen=True)
class Proposal:
    """The tasks of a draft beside those of a superior's plan."""

    above: Incoming
    lines: Sequence[Line]
    upstream: Mapping[int, Task]
    numbers: Mapping[int, int | None]
    edition: str

    @property
    def sure(self) -> int:
        """How many proposals are ticked beforehand."""
        return sum(line.is_sure for line in self.lines)

    @property
    def left_over(self) -> list[Task]:
        """What the superior asked for and no proposal covers."""
        taken = {line.match.upstream_id for line in self.lines if line.match and line.is_sure}
        return [task for task_id, task in self.upstream.items() if task_id not in taken]


def candidates(plan: Plan) -> list[Candidate]:
    """The delivered plans that `plan` cites or that are of its year, the best reason first.

    Guidance is not among them: it is followed, and nothing in it is answered.
    """
    arrived = incoming.incoming(page_size=MOST_DELIVERED).items
    delivered = [one for one in arrived if one.plan.kind is not PlanKind.GUIDANCE]
    cited = _cited(plan)
    found = [
        (one, ground) for one in delivered if (ground := _ground(plan, one.plan, cited)) is not None
    ]
    found.sort(key=lambda pair: (_RANKS[pair[1]], pair[0].plan.kind != plan.kind, pair[0].plan.id))
    worked_on = _worked_on([one.own_plan.id for one, _ in found if one.own_plan])
    return [_candidate(plan, one, ground, worked_on) for one, ground in found]


def cited_elsewhere(plan: Plan, found: Sequence[Candidate]) -> list[Cited]:
    """The plans that the draft cites and that are not among the candidates."""
    known = {
        (number_of(one.plan.number), fold(one.plan.symbol))
        for one in found
        if one.ground is not Ground.SAME_YEAR
    }
    return [
        Cited(str(basis["words"]))
        for basis in _cited(plan)
        if basis["kind"] == "kế hoạch" and (basis["number"], basis["symbol"]) not in known
    ]


def number_of(number: str | None) -> int | None:
    """The number without leading zeros or a letter: "01" is 1."""
    digits = "".join(char for char in number or "" if char.isdigit())
    return int(digits) if digits else None


def _worked_on(plan_ids: Sequence[int]) -> set[int]:
    """The derived plans of which some task is no longer as the superior gave it."""
    changed = select(Task.plan_id).where(
        Task.plan_id.in_(plan_ids), Task.disposition != Disposition.KEPT
    )
    return set(db.session.scalars(changed.distinct())) if plan_ids else set()


def _candidate(plan: Plan, arrived: Incoming, ground: Ground, worked_on: set[int]) -> Candidate:
    other = arrived.own_plan
    if other is None or other.id == plan.id:
        return Candidate(arrived, ground, None, is_replaceable=False)
    replaceable = policies.is_untouched(other, ()) and other.id not in worked_on
    return Candidate(arrived, ground, other, replaceable)


def _ground(plan: Plan, above: Plan, cited: Sequence[Mapping[str, Any]]) -> Ground | None:
    name = (number_of(above.number), fold(above.symbol))
    dates = [basis["on"] for basis in cited if (basis["number"], basis["symbol"]) == name]
    if above.issued_on in dates:
        return Ground.CITED
    if any(on is None or on.year == above.number_year for on in dates):
        return Ground.NUMBER
    return Ground.SAME_YEAR if above.year == plan.year else None


def _cited(plan: Plan) -> list[dict[str, Any]]:
    """The numbered papers among the bases of a plan, read or typed."""
    found = []
    for basis in plan.legal_bases:
        if basis.get("number"):
            on = date.fromisoformat(basis["on"]) if basis.get("on") else None
            found.append(_facts(basis.get("kind"), basis["number"], basis.get("symbol"), on, basis))
            continue
        for one in intake.cited_in(basis.get("text") or ""):
            if one.number:
                found.append(_facts(one.kind, one.number, one.symbol, one.on, basis))
    return found


def _facts(
    kind: str | None, number: str, symbol: str | None, on: date | None, basis: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "kind": (kind or "").lower(),
        "number": number_of(number),
        "symbol": fold(symbol or ""),
        "on": on,
        "words": basis.get("text") or "",
    }


def propose(plan: Plan, above: Incoming) -> Proposal:
    """The superior's task proposed for each task of the draft, with its likeness."""
    own = plans.tasks(plan.id)
    upstream = plans.numbered(plans.tasks(above.plan.id))
    standing = {task.id: task for _, task in upstream if task.stands}
    works = [_work(task) for task in standing.values()]
    tasks = [_work(task) for task in own if task.stands]
    proposed = matching.propose(tasks, works)
    lines = [
        _line(number, task, proposed.get(task.id), works, standing)
        for number, task in plans.numbered(own)
        if task.stands
    ]
    numbers = {task.id: number for number, task in upstream}
    return Proposal(above, lines, standing, numbers, plans.edition(plan, own))


def _line(
    number: int | None,
    task: Task,
    match: Match | None,
    works: Sequence[Work],
    standing: Mapping[int, Task],
) -> Line:
    ranked = matching.ranked(_work(task), works)
    shown = ranked if len(ranked) <= 2 * MOST_OPTIONS else ranked[:MOST_OPTIONS]
    options = [(standing[one.upstream_id], one.score) for one in shown]
    return Line(number, task, match, options)


def _work(task: Task) -> Work:
    return Work(task.id, task.text, task.quarter)


def missing(plan: Plan) -> list[tuple[int | None, Task]]:
    """What the superior asks for and the linked plan has no row for, with its number there."""
    if plan.upstream_plan_id is None:
        return []
    answered = {task.upstream_task_id for task in plans.tasks(plan.id)}
    return [
        (number, task)
        for number, task in plans.numbered(plans.tasks(plan.upstream_plan_id))
        if task.stands and task.id not in answered
    ]


def unanswered(plan: Plan) -> list[tuple[int | None, Task]]:
    """What of the superior's plan, in the revision that the plan is based on, it says nothing of.

    What a later revision adds is not among it: that is offered and answered as an amendment.
    """
    lacking = missing(plan)
    if not lacking or plan.upstream_plan_id is None:
        return []
    ground = plans.revision(plan.upstream_plan_id, plan.upstream_revision or 1)
    met = {one["id"] for one in ground.content["tasks"]} if ground else set()
    offered = set(
        db.session.scalars(
            select(Merge.upstream_task_id).where(
                Merge.plan_id == plan.id, Merge.kind == MergeKind.ADDED
            )
        )
    )
    return [(number, task) for number, task in lacking if task.id in met - offered]


def scores(tasks: Sequence[Task], upstream: Mapping[int, Task]) -> dict[int, int]:
    """How alike each linked task and the superior's are, in percent, by the own task's id."""
    return {
        task.id: matching.likeness(_work(task), _work(source))
        for task in tasks
        if (source := upstream.get(task.upstream_task_id or 0)) is not None
    }
