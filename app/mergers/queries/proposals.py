"""Who could go on with what a closed unit left, and who most likely should."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.lib.text import fold
from app.mergers.queries import lineage, open_tasks
from app.mergers.queries.lineage import Closed
from app.mergers.queries.open_tasks import Case
from app.mergers.terms import ENDED_WITH_DISTRICT, Fate
from tenants import archive, context
from tenants.db import db
from tenants.models import Succession, Tenant, TenantKind

END = "end"
"""What stands in a form for: the task ends with its unit."""


@dataclass(frozen=True)
class Proposal:
    """One task to be decided: what is proposed ("end", the id of a unit, or nothing) and why."""

    case: Case
    choice: str
    why: str


@dataclass(frozen=True)
class Docket:
    """A closed unit with its undecided tasks and the units that could take them."""

    unit: Closed
    candidates: Sequence[Tenant]
    proposals: Sequence[Proposal]


@dataclass(frozen=True)
class Share:
    """A closed unit with its open tasks counted by what has become of them."""

    unit: Closed
    counts: Mapping[Fate, int]

    @property
    def total(self) -> int:
        """All tasks that it left open."""
        return sum(self.counts.values())


def shares() -> list[Share]:
    """The closed units that left open tasks, as far as the acting unit reads them."""
    with archive.opened() as reached:
        units = lineage.closed(lineage.with_communes(reached))
        counts: dict[int, dict[Fate, int]] = {}
        for case in open_tasks.cases(units):
            own = counts.setdefault(case.unit.id, dict.fromkeys(Fate, 0))
            own[case.fate] += 1
    return [Share(unit, counts[unit.id]) for unit in units if unit.id in counts]


def undecided(unit_ids: Sequence[int] | None = None) -> list[Case]:
    """The open tasks that wait for a decision; of these units, or of all that may be read."""
    with archive.opened() as reached:
        wanted = lineage.with_communes(reached)
        if unit_ids is not None:
            wanted = [one for one in wanted if one in unit_ids]
        return [
            case for case in open_tasks.cases(lineage.closed(wanted)) if case.fate is Fate.UNDECIDED
        ]


def docket(unit_id: int) -> Docket | None:
    """What the acting province has to decide on one closed unit; None where there is nothing."""
    cases = undecided([unit_id])
    if not cases:
        return None
    unit = cases[0].unit
    heirs = _heirs_within(unit)
    province = db.session.get_one(Tenant, context.acting().tenant_id)
    names = _names(heirs)
    candidates = [*sorted(heirs, key=lambda tenant: (tenant.sort_key, tenant.id)), province]
    return Docket(
        unit,
        candidates,
        [_propose(case, heirs, province, names) for case in cases],
    )


def _heirs_within(unit: Closed) -> list[Tenant]:
    """Its successors; for a district those of the communes that it had."""
    if unit.successors:
        return list(unit.successors)
    old = aliased(Tenant)
    rows = db.session.scalars(
        select(Tenant)
        .join(Succession, Succession.successor_id == Tenant.id)
        .join(old, old.id == Succession.predecessor_id)
        .where(old.parent_id == unit.id)
        .distinct()
    )
    return list(rows)


def _names(heirs: Sequence[Tenant]) -> list[tuple[str, Tenant]]:
    """The names by which a text may mean one of these units, the longest first: its own, and those
    of the units that passed into it alone."""
    by_id = {tenant.id: tenant for tenant in heirs}
    old = aliased(Tenant)
    rows: Any = db.session.execute(
        select(old.id, old.name, Succession.successor_id)
        .join(Succession, Succession.predecessor_id == old.id)
        .where(Succession.successor_id.in_(by_id))
    ).all()
    times: dict[int, int] = {}
    for row in rows:
        times[row.id] = times.get(row.id, 0) + 1
    found = [(fold(tenant.name), tenant) for tenant in heirs]
    found += [(fold(row.name), by_id[row.successor_id]) for row in rows if times[row.id] == 1]
    return sorted(found, key=lambda pair: -len(pair[0]))


def _propose(
    case: Case, heirs: Sequence[Tenant], province: Tenant, names: Sequence[tuple[str, Tenant]]
) -> Proposal:
    text = fold(case.task.text)
    named = next((tenant for name, tenant in names if name in text), None)
    if named is not None:
        return Proposal(case, str(named.id), "Nội dung nhiệm vụ nêu tên địa bàn")
    if case.unit.tenant.kind is not TenantKind.COMMUNE:
        if case.task.root_task_id is not None:
            return Proposal(case, END, "Các xã tiếp tục phần việc của mình")
        return Proposal(case, str(province.id), "Việc riêng của cấp huyện")
    same = next((one for one in heirs if one.short_name == case.unit.tenant.short_name), None)
    if same is not None:
        return Proposal(case, str(same.id), "Cùng tên với đơn vị cũ")
    return Proposal(case, "", "")


def proposed_reason(proposal: Proposal) -> str:
    """The reason that is written beside a proposal to end a task."""
    return ENDED_WITH_DISTRICT if proposal.choice == END else ""
