"""Score sheets: who may open, change and submit one; where one stands."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from app.clusters.queries import Seat
from app.lib.errors import Conflict, Invalid
from app.scoring.models import CriteriaSet, Criterion, ScoreSheet
from app.scoring.policies import criteria
from app.scoring.policies.gaps import Gap
from app.scoring.scale import Scale
from app.scoring.terms import SheetState

LONGEST_NOTE = 2_000


def can_open(criteria_set: CriteriaSet, seat: Seat | None) -> bool:
    """A member of an issued cluster scores itself by the issued set of its kind and year."""
    return criteria_set.is_issued and seat is not None and seat.kind is criteria_set.cluster_kind


def check_open(criteria_set: CriteriaSet, seat: Seat | None) -> Seat:
    """The place of the member. Raises Conflict where it is scored by another set, or by none."""
    criteria.check_issued(criteria_set)
    if seat is None or seat.kind is not criteria_set.cluster_kind:
        raise Conflict(
            f"Đơn vị chưa thuộc {criteria_set.cluster_kind.label.lower()} nào đã ban hành của năm "
            f"{criteria_set.year}, nên không chấm theo bộ tiêu chí này."
        )
    return seat


def check_bound(criteria_set: CriteriaSet, bound: CriteriaSet | None) -> None:
    """Raises Conflict where the cluster of the member is scored by another set than this one."""
    if bound is None or bound.id != criteria_set.id:
        other = "" if bound is None else f" mà theo “{bound.title}”"
        raise Conflict(f"Cụm, khối của đơn vị không chấm theo bộ tiêu chí này{other}.")


def can_edit(sheet: ScoreSheet, tenant_id: int | None) -> bool:
    """The member changes its own sheet until it is submitted."""
    return sheet.tenant_id == tenant_id and sheet.sent_at is None


def check_edit(sheet: ScoreSheet, tenant_id: int | None) -> None:
    """Raises Conflict for a submitted sheet."""
    if not can_edit(sheet, tenant_id):
        raise Conflict(
            "Bảng điểm đã nộp nên không sửa được. Nếu có điểm cần làm rõ, hãy giải trình sau khi "
            "đơn vị thẩm định gửi kết quả."
        )


def check_note(note: str | None, field: str) -> None:
    """Raises Invalid for an over-long remark."""
    if note is not None and len(note) > LONGEST_NOTE:
        raise Invalid(f"Nhiều nhất {LONGEST_NOTE} ký tự.", field)


def unproved(
    scale: Scale, points: Mapping[int, Decimal], proved: Collection[int]
) -> list[Criterion]:
    """The criteria that need evidence, have points, and have no evidence."""
    return [
        row.criterion
        for criterion_id, row in scale.leaves.items()
        if row.criterion.evidence_required
        and points.get(criterion_id, Decimal(0)) > 0
        and criterion_id not in proved
    ]


def check_submit(lacking: Iterable[Gap]) -> None:
    """Raises Invalid at each criterion that has no answer, no reason or no evidence where one is
    required."""
    wrong: dict[str, list[str]] = {}
    for gap in lacking:
        if gap.blocks:
            wrong.setdefault(f"lines.{gap.criterion_id}", []).append(gap.said)
    if wrong:
        raise Invalid(fields=wrong)


def check_assignable(criterion: Criterion) -> None:
    """Raises Invalid where every member was given the criterion."""
    if not criterion.assignable:
        raise Invalid(
            f"Tiêu chí {criterion.code} giao cho mọi đơn vị, không để “không được giao” được.",
            f"lines.{criterion.id}.unassigned",
        )


def check_kind(criterion: Criterion, kind: str | None) -> None:
    """Raises Invalid for a kind of evidence that the criterion does not ask for."""
    if kind is not None and kind not in criterion.gates:
        raise Invalid("Hãy chọn loại minh chứng trong danh sách.", f"lines.{criterion.id}.kind")


def check_listed(is_listed: bool) -> None:
    """Raises Conflict for a unit that was announced as not having scored itself."""
    if is_listed:
        raise Conflict("Đơn vị đã được công bố là không tự chấm điểm nên không nộp bảng điểm nữa.")


def state(
    *, sent: bool, appraised: bool, explained: bool, settled: bool, confirmed: bool, announced: bool
) -> SheetState:
    """Where a sheet stands: the furthest step that was taken."""
    steps = (
        (announced, SheetState.ANNOUNCED),
        (confirmed, SheetState.CONFIRMED),
        (settled, SheetState.SETTLED),
        (explained, SheetState.EXPLAINED),
        (appraised, SheetState.APPRAISED),
        (sent, SheetState.SUBMITTED),
    )
    return next((name for taken, name in steps if taken), SheetState.SELF_SCORING)
