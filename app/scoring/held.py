"""What stands in a cell of an appraisal: values, points, remark."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.lib import numbers
from app.scoring.models import AppraisalLine, SheetLine


@dataclass(frozen=True)
class Held:
    """What stands in a cell: values (of the member, unless corrected), points, remark."""

    points: Decimal
    comment: str | None
    inputs: Mapping[str, str]
    unassigned: bool

    def seal(self, *, is_relative: bool) -> str:
        """A short sign of the content, by which a form knows what a person has not touched.

        Points that depend on the whole cluster are nobody's doing and are left out of it.
        """
        values = ";".join(f"{name}={self.inputs[name]}" for name in sorted(self.inputs))
        text = "\x1f".join(
            (
                "" if is_relative else numbers.vi(self.points, grouping=False),
                self.comment or "",
                values,
                "x" if self.unassigned else "",
            )
        )
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def first_review(line: AppraisalLine, own: SheetLine) -> Held:
    """What stands in a cell of a draft."""
    inputs = own.inputs if line.inputs is None else line.inputs
    return Held(line.points, line.comment, inputs, line.unassigned)


def second_review(line: AppraisalLine, own: SheetLine) -> Held:
    """What stands after the first review, with room for the remark of the second."""
    inputs = own.inputs if line.inputs is None else line.inputs
    return Held(line.points, None, inputs, line.unassigned)
