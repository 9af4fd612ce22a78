"""What else may be wrong with a set: maxima out of reach, rules that name nothing, late days."""

from collections.abc import Iterator, Sequence

from app.lib import dates, numbers
from app.scoring.formulas import Formula
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.scale import Placed
from app.scoring.terms import Rebase
from app.scoring.tree import Problem


def problems(criteria_set: CriteriaSet, rows: Sequence[Placed]) -> Iterator[Problem]:
    """What keeps the set from being issued, apart from its sums, bands and tie chain."""
    for row in rows:
        yield from _gate_problems(row.criterion)
        if row.formula is not None:
            yield from _reach_problems(row.criterion, row.formula)
        yield from _day_problems(row.criterion, criteria_set)
    yield from _downgrade_problems(criteria_set)


def hints(criteria_set: CriteriaSet, rows: Sequence[Placed]) -> Iterator[Problem]:
    """What is unusual and may yet be meant; it does not keep the set from being issued."""
    assignable = [row.criterion for row in rows if row.criterion.assignable]
    if assignable and criteria_set.rebase is Rebase.NONE:
        said = "Tiêu chí có thể không được giao, nhưng bộ không quy đổi điểm nên đơn vị không được"
        yield from (Problem(one.code, f"{said} giao sẽ mất điểm tối đa này.") for one in assignable)
    if not assignable and criteria_set.rebase is not Rebase.NONE:
        yield Problem(
            None, "Bộ có quy tắc quy đổi nhưng không tiêu chí nào có thể không được giao."
        )
    if criteria_set.submit_by is None:
        yield Problem(None, "Chưa có hạn nộp bảng điểm.")


def _reach_problems(one: Criterion, formula: Formula) -> Iterator[Problem]:
    best = formula.most_points
    if best < one.max_points:
        said = f"“{one.code}” có điểm tối đa {numbers.vi(one.max_points)} nhưng cách tính chỉ cho"
        yield Problem(one.code, f"{said} nhiều nhất {numbers.vi(best)} điểm.")


def _gate_problems(one: Criterion) -> Iterator[Problem]:
    if any(not gate.strip() for gate in one.gates):
        yield Problem(one.code, f"“{one.code}” có loại minh chứng điều kiện chưa ghi tên.")


def _day_problems(one: Criterion, criteria_set: CriteriaSet) -> Iterator[Problem]:
    last = criteria_set.submit_by
    if one.due_on is not None and last is not None and one.due_on > last:
        said = f"Thời hạn của “{one.code}” ({dates.short(one.due_on)}) sau hạn nộp bảng điểm"
        yield Problem(one.code, f"{said} ({dates.short(last)}).")


def _downgrade_problems(criteria_set: CriteriaSet) -> Iterator[Problem]:
    names = {band["name"] for band in criteria_set.bands}
    for row in criteria_set.downgrades:
        if row["at_most"] not in names:
            yield Problem(None, f"Quy tắc hạ mức nêu “{row['at_most']}” không có trong các mức.")
