"""What was said of a criterion from the self-score to the council's word, stage by stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from app.scoring.queries import appraisals
from app.scoring.queries.sheets import Detail
from tenants.models import Tenant


@dataclass(frozen=True)
class Stage:
    """One word on one criterion; points None where it says nothing of points."""

    stage: str
    label: str
    points: Decimal | None
    inputs: Mapping[str, str] | None
    text: str | None
    by: str | None
    at: datetime | None
    unassigned: bool = False


@dataclass(frozen=True)
class Stages:
    """The stages of every criterion of a sheet, with the people of one's own office by name."""

    detail: Detail
    names: Mapping[int, str]

    def of(self, criterion_id: int) -> list[Stage]:
        """From the first to the last, as far as the reader may see."""
        return [
            *self._own(criterion_id),
            *self._first(criterion_id),
            *self._word(criterion_id),
            *self._second(criterion_id),
            *self._council(criterion_id),
        ]

    def _own(self, one: int) -> list[Stage]:
        line, sheet = self.detail.lines[one], self.detail.sheet
        by, at = self.detail.member.name, sheet.sent_at
        said = (line.points, line.inputs, line.note)
        return [Stage("self", "Tự chấm", *said, by=by, at=at, unassigned=line.unassigned)]

    def _first(self, one: int) -> list[Stage]:
        line = self.detail.appraised.get(one)
        if line is None:
            return []
        who = self.names.get(line.saved_by or 0) or _name(self.detail.appraiser)
        return [
            Stage(
                *("review_1", "Thẩm định lần 1", line.points, line.inputs, line.comment, who),
                at=line.sent_at or line.saved_at,
                unassigned=(
                    line.unassigned if line.sent_unassigned is None else line.sent_unassigned
                ),
            )
        ]

    def _word(self, one: int) -> list[Stage]:
        word = self.detail.explanations.get(one)
        if word is None or word.sent_at is None:
            return []
        name = self.detail.member.name
        return [Stage("explanation", "Giải trình", None, None, word.text, name, word.sent_at)]

    def _second(self, one: int) -> list[Stage]:
        line, appraisal = self.detail.appraised.get(one), self.detail.appraisal
        if line is None or appraisal is None or appraisal.settled_at is None:
            return []
        by, at = _name(self.detail.appraiser), appraisal.settled_at
        said = (line.settled_points, line.settled_inputs, line.settled_comment)
        return [
            Stage(
                "review_2",
                "Thẩm định lần 2 (chốt)",
                *said,
                by=by,
                at=at,
                unassigned=line.unassigned,
            )
        ]

    def _council(self, one: int) -> list[Stage]:
        confirmation = self.detail.confirmation
        if confirmation is None:
            return []
        changed = self.detail.changed.get(one)
        points = self.detail.council_points.get(one) if changed is None else changed.points
        reason = None if changed is None else changed.reason
        said = ("council", "Hội đồng xác nhận", points, None, reason)
        return [Stage(*said, "Hội đồng", confirmation.created_at)]


def _name(tenant: Tenant | None) -> str | None:
    return None if tenant is None else tenant.name


def of_sheet(detail: Detail) -> Stages:
    """The stages of a sheet: one statement more."""
    savers = {line.saved_by for line in detail.appraised.values() if line.saved_by is not None}
    return Stages(detail, appraisals.names(savers))
