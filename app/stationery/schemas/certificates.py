"""Shape of batches of certificates, their recipients and their prints."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_smorest.fields import Upload
from marshmallow import ValidationError, fields, validate

from app.lib.schemas import PageOut, StrictSchema
from app.stationery.policies import signs
from app.stationery.policies.certificates import (
    LONGEST_ACHIEVEMENT,
    LONGEST_DETAILS,
    LONGEST_NAME,
    MOST_ROWS,
)
from app.stationery.terms.awards import AwardForm, Honorific, PrintMode, SheetSize
from app.stationery.terms.corrections import (
    BATCH_LABELS,
    LONGEST_REASON,
    ROW_LABELS,
    CorrectionKind,
)

FILLED = validate.Length(1, 300)
DAYS = validate.Range(date(1945, 9, 2), date(2100, 12, 31), error="Ngày quyết định không đúng.")


def printable(label: str) -> Callable[[str], None]:
    """A check of a text that is printed."""

    def check(text: str) -> None:
        wrong = signs.faults(label, text)
        if wrong:
            raise ValidationError(wrong)

    return check


REASON = validate.Length(3, LONGEST_REASON)


class BatchIn(StrictSchema):
    """What all certificates of a batch say."""

    title = fields.String(required=True, validate=FILLED)
    form = fields.Enum(AwardForm, by_value=True, required=True)
    authority = fields.String(
        required=True,
        validate=[validate.Length(1, 200), printable(BATCH_LABELS["authority"])],
    )
    decision_number = fields.String(
        load_default=None,
        allow_none=True,
        validate=[validate.Length(max=60), printable(BATCH_LABELS["decision_number"])],
    )
    decided_on = fields.Date(load_default=None, allow_none=True, validate=DAYS)
    place = fields.String(
        required=True, validate=[validate.Length(1, 100), printable(BATCH_LABELS["place"])]
    )
    capacity = fields.String(
        required=True, validate=[validate.Length(1, 200), printable(BATCH_LABELS["capacity"])]
    )
    signer = fields.String(
        load_default="", validate=[validate.Length(max=100), printable(BATCH_LABELS["signer"])]
    )
    confirm_outside = fields.Boolean(load_default=False)
    sheet = fields.Enum(SheetSize, by_value=True, load_default=SheetSize.A4)
    blank_id = fields.Integer(load_default=None, allow_none=True)


class BatchCorrectionIn(BatchIn):
    """A correction of what all certificates of a batch say that stands in the gold book."""

    class Meta(BatchIn.Meta):
        """The office's own name, the form and the sheets are no matter of the gold book."""

        exclude = ("title", "form", "sheet", "blank_id")

    reason = fields.String(required=True, validate=REASON)


class CertificateIn(StrictSchema):
    """One recipient."""

    honorific = fields.Enum(Honorific, by_value=True, load_default=Honorific.NONE)
    name = fields.String(
        required=True, validate=[validate.Length(1, LONGEST_NAME), printable("Tên")]
    )
    details = fields.String(
        load_default="",
        validate=[validate.Length(max=LONGEST_DETAILS), printable(ROW_LABELS["details"])],
    )
    achievement = fields.String(
        load_default="",
        validate=[validate.Length(max=LONGEST_ACHIEVEMENT), printable(ROW_LABELS["achievement"])],
    )
    is_posthumous = fields.Boolean(load_default=False)


class CorrectionIn(CertificateIn):
    """A correction of one certificate that stands in the gold book."""

    reason = fields.String(required=True, validate=REASON)


class ReasonIn(StrictSchema):
    """Why an award in the gold book is cancelled."""

    reason = fields.String(required=True, validate=REASON)


class CertificatesIn(StrictSchema):
    """Recipients to be added at the end."""

    rows = fields.List(
        fields.Nested(CertificateIn), required=True, validate=validate.Length(1, MOST_ROWS)
    )


class PositionIn(StrictSchema):
    """Where in the list a recipient shall stand."""

    position = fields.Integer(required=True, validate=validate.Range(1, MOST_ROWS))


class PastedIn(StrictSchema):
    """Cells pasted from Excel; `achievement` is that of everybody who has none."""

    text = fields.String(required=True, validate=validate.Length(1, 1_000_000))
    achievement = fields.String(load_default="", validate=validate.Length(max=LONGEST_ACHIEVEMENT))


class RosterFile(StrictSchema):
    """A list in Excel."""

    file = Upload(required=True)


class PrintIn(StrictSchema):
    """Which certificates to print, and how; without `last` to the end."""

    mode = fields.Enum(PrintMode, by_value=True, load_default=PrintMode.WHOLE)
    first = fields.Integer(load_default=1, allow_none=True, validate=validate.Range(1, MOST_ROWS))
    last = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, MOST_ROWS))
    reason = fields.String(load_default="", validate=validate.Length(max=LONGEST_REASON))


class ReprintIn(StrictSchema):
    """Why one certificate is printed again."""

    mode = fields.Enum(PrintMode, by_value=True, load_default=PrintMode.WHOLE)
    reason = fields.String(required=True, validate=REASON)


class BatchOut(StrictSchema):
    """A batch."""

    id = fields.Integer()
    title = fields.String()
    form = fields.Enum(AwardForm, by_value=True)
    authority = fields.String()
    decision_number = fields.String(allow_none=True)
    decided_on = fields.Date(allow_none=True)
    place = fields.String()
    capacity = fields.String()
    signer = fields.String()
    sheet = fields.Enum(SheetSize, by_value=True)
    blank_id = fields.Integer(allow_none=True)
    version = fields.Integer()


class BatchLineOut(StrictSchema):
    """A batch in the list."""

    batch = fields.Nested(BatchOut)
    rows = fields.Integer()
    numbered = fields.Integer()


class BatchPageOut(PageOut):
    """A part of the list of batches."""

    items = fields.List(fields.Nested(BatchLineOut))


class CertificateOut(StrictSchema):
    """One recipient."""

    id = fields.Integer()
    batch_id = fields.Integer()
    position = fields.Integer()
    honorific = fields.Enum(Honorific, by_value=True)
    name = fields.String()
    details = fields.String()
    achievement = fields.String()
    is_posthumous = fields.Boolean()
    gold_year = fields.Integer(allow_none=True)
    gold_number = fields.Integer(allow_none=True)
    corrections = fields.Integer()
    cancelled_at = fields.DateTime(allow_none=True)
    version = fields.Integer()


class CorrectionOut(StrictSchema):
    """A correction, or a cancellation: what stood and what stands, by field, and why."""

    id = fields.Integer()
    number = fields.Integer()
    kind = fields.Enum(CorrectionKind, by_value=True)
    reason = fields.String()
    changes = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
    corrected_by_name = fields.String(allow_none=True)
    created_at = fields.DateTime()


class HistoryOut(StrictSchema):
    """How often a certificate was printed with its number, and what was corrected of it."""

    printed = fields.Integer()
    corrections = fields.List(fields.Nested(CorrectionOut))


class DecisionOut(StrictSchema):
    """What the registers know of the decision of a batch; `fallen` says by what it stands no more
    and `why`, `paper_id` leads to the paper."""

    number = fields.String()
    on = fields.Date()
    is_known = fields.Boolean()
    paper_id = fields.Integer(attribute="paper.id", dump_default=None, allow_none=True)
    fallen = fields.String()
    why = fields.String()


class CancelledOut(StrictSchema):
    """How many awards of a batch were cancelled."""

    cancelled = fields.Integer()


class CertificatePageOut(PageOut):
    """A part of the recipients."""

    items = fields.List(fields.Nested(CertificateOut))


class UnfitOut(StrictSchema):
    """A certificate whose texts are too long for their places."""

    certificate = fields.Nested(CertificateOut)
    unfit = fields.List(fields.String())


class RosterErrorOut(StrictSchema):
    """What is wrong in a cell; without a cell, in the whole list."""

    cell = fields.String()
    message = fields.String()


class RosterOut(StrictSchema):
    """How many recipients were added; with errors, none."""

    added = fields.Integer()
    errors = fields.List(fields.Nested(RosterErrorOut))


class NumberedOut(StrictSchema):
    """How many recipients were entered in the gold book."""

    numbered = fields.Integer()


class PrintPaperOut(StrictSchema):
    """The paper to ask for progress and the file (`/api/v1/papers/<paper_id>`)."""

    paper_id = fields.Integer()


class PrintOut(StrictSchema):
    """One print in the log."""

    id = fields.Integer(attribute="order.id")
    mode = fields.Enum(PrintMode, by_value=True, attribute="order.mode")
    first = fields.Integer(attribute="order.first")
    last = fields.Integer(attribute="order.last")
    reason = fields.String(attribute="order.reason", allow_none=True)
    asked_by_name = fields.String(attribute="order.asked_by_name", allow_none=True)
    created_at = fields.DateTime(attribute="order.created_at")
    paper_id = fields.Integer(allow_none=True)


def with_common(rows: list[dict[str, Any]], achievement: str) -> list[dict[str, Any]]:
    """The rows, in which whoever has no achievement of its own has the common one."""
    return [{**row, "achievement": row["achievement"] or achievement} for row in rows]
