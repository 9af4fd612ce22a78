"""What a sheet still lacks, criterion by criterion."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.scoring.models import SheetLine
from app.scoring.scale import Placed, Scale
from app.scoring.terms import GapKind

_ZERO = Decimal(0)


@dataclass(frozen=True)
class Gap:
    """One thing that a criterion lacks; `said` begins with its code.

    The sheet is not submitted while there is one that `blocks`; the others cost points.
    """

    criterion_id: int
    kind: GapKind
    said: str

    @property
    def blocks(self) -> bool:
        """Whether the sheet waits for it. A missing kind of evidence is the member's to decide."""
        return self.kind is not GapKind.GATE


def of(
    scale: Scale, lines: Mapping[int, SheetLine], kinds: Mapping[int, Collection[str | None]]
) -> list[Gap]:
    """Everything that the sheet lacks, in the order of the set.

    `kinds`: the kinds of the files at each criterion that has any.
    """
    return [
        gap
        for criterion_id, row in scale.leaves.items()
        for gap in _of_line(scale, row, lines.get(criterion_id), kinds.get(criterion_id, ()))
    ]


def _of_line(
    scale: Scale, row: Placed, line: SheetLine | None, kinds: Collection[str | None]
) -> Iterator[Gap]:
    one = row.criterion
    if line is not None and line.unassigned:
        if not (line.note or "").strip():
            said = f"{one.code}: chưa ghi lý do không được giao."
            yield Gap(one.id, GapKind.REASON, said)
        return
    if line is None or line.points is None:
        begun = "nhập chưa đủ" if line is not None and line.inputs else "chưa tự chấm"
        yield Gap(one.id, GapKind.VALUE, f"{one.code}: {begun}.")
        return
    lacking = scale.missing_gates(one.id, [kind for kind in kinds if kind])
    for kind in lacking:
        yield Gap(one.id, GapKind.GATE, f"{one.code}: tính 0 điểm vì chưa có minh chứng “{kind}”.")
    if one.evidence_required and not kinds and line.points > _ZERO:
        said = f"{one.code}: có điểm nhưng chưa có minh chứng."
        yield Gap(one.id, GapKind.EVIDENCE, said)
