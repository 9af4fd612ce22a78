"""Two people at one cell: the second is told whose value stands there, which, and since when."""

from collections.abc import Collection, Mapping
from typing import Protocol

from app.lib import dates, numbers
from app.lib.errors import Stale
from app.scoring.actions.appraisals.verdicts import Verdict
from app.scoring.held import Held
from app.scoring.models import AppraisalLine
from app.scoring.queries import appraisals as queries
from app.scoring.scale import Scale


class CellsChanged(Stale):
    """Cells were changed by somebody else. `touched`: those that the acting person changed too."""

    def __init__(self, *, changed: Mapping[str, tuple[str, str]], touched: Collection[int]) -> None:
        super().__init__(changed=changed)
        self.touched = frozenset(touched)


class _Work(Protocol):
    lines: Mapping[int, AppraisalLine]

    @property
    def scale(self) -> Scale: ...

    def held(self, criterion_id: int) -> Held: ...


def among(
    work: _Work,
    verdicts: Mapping[int, Verdict],
    weighed: Mapping[int, Held],
    *,
    is_stale: bool,
) -> list[int]:
    """The cells that somebody else changed and that the verdicts would change again."""
    return [
        one
        for one, verdict in verdicts.items()
        if weighed[one] != work.held(one)
        and (is_stale if verdict.version is None else verdict.version != work.lines[one].version)
    ]


def described(
    work: _Work, clashing: list[int], weighed: Mapping[int, Held]
) -> dict[str, tuple[str, str]]:
    """By the label of each field that differs: mine, and what stands there."""
    savers = {work.lines[one].saved_by for one in clashing}
    names = queries.names({saver for saver in savers if saver is not None})
    changed: dict[str, tuple[str, str]] = {}
    for one in clashing:
        line, row = work.lines[one], work.scale.leaves[one]
        label = f"{row.criterion.code}. {{}}{_whose(line, names)}"
        mine = _fields(work.scale, one, weighed[one])
        theirs = _fields(work.scale, one, work.held(one))
        for field, text in mine.items():
            if text != theirs[field]:
                changed[label.format(field)] = (text, theirs[field])
    return changed


def _whose(line: AppraisalLine, names: Mapping[int, str]) -> str:
    if line.saved_by is None or line.saved_at is None:
        return ""
    name = names.get(line.saved_by, "người khác")
    return f" ({name} ghi lúc {dates.stamp(line.saved_at)})"


def _fields(scale: Scale, criterion_id: int, held: Held) -> dict[str, str]:
    fields = {"Điểm": numbers.vi(held.points), "Nhận xét": held.comment or ""}
    for one in scale.inputs(criterion_id):
        fields[one.label] = _shown(held.inputs.get(one.name, ""))
    fields["Không được giao"] = "có" if held.unassigned else "không"
    return fields


def _shown(stored: str) -> str:
    return {"yes": "Có", "no": "Không"}.get(stored, stored.replace(".", ","))
