"""Announced results, their papers, petitions, estimates: API schemas and page forms."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema
from werkzeug.datastructures import FileStorage

from app.lib import numbers
from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema
from app.scoring.actions.papers import PaperHead
from app.scoring.actions.petitions import Upload
from app.scoring.scale import Scale
from app.scoring.schemas.fields import FormReader, Points
from app.scoring.schemas.standings import AnnouncementOut
from app.scoring.terms import ResultPaperKind


class StandOut(StrictSchema):
    """A place in one edition."""

    total = Points()
    band = fields.String()
    cluster_rank = fields.Integer()
    province_rank = fields.Integer(allow_none=True)


class MovedOut(StrictSchema):
    """What an edition changed for a member; null where it had no place."""

    member_id = fields.Integer()
    member_name = fields.String()
    before = fields.Nested(StandOut, allow_none=True)
    after = fields.Nested(StandOut, allow_none=True)


class EditionOut(AnnouncementOut):
    """One edition of a result: whether it still counts, whether it has been outdated."""

    replaced_by_id = fields.Integer(allow_none=True)
    outdated = fields.Boolean()
    changes = fields.List(fields.Nested(MovedOut))


class VerificationOut(StrictSchema):
    """Whether what was frozen gives again, byte for byte, what was announced; else where not."""

    matches = fields.Boolean()
    digest = fields.String()
    differences = fields.List(fields.String())


class PointStageOut(StrictSchema):
    """What was said of a criterion at one stage."""

    name = fields.String()
    by = fields.String()
    points = Points(allow_none=True)
    text = fields.String()
    changes = fields.Boolean()


class WhyLineOut(StrictSchema):
    """One criterion: its formula in words, what counts, how its points came about."""

    code = fields.String(attribute="row.criterion.code")
    text = fields.String(attribute="row.criterion.text")
    formula = fields.String()
    values = fields.List(fields.List(fields.String()), attribute="entered")
    source = fields.String()
    points = Points(allow_none=True)
    explained = fields.String()
    leader = fields.String()
    missing_evidence = fields.List(fields.String(), attribute="missing")
    unassigned = fields.Boolean()
    by_hand = fields.Boolean()
    stages = fields.List(fields.Nested(PointStageOut))


class WhyOut(StrictSchema):
    """Why a sheet has its points; `announcement_id` and `digest` are null until announced."""

    sheet_id = fields.Integer()
    announcement_id = fields.Integer(allow_none=True)
    digest = fields.String(allow_none=True)
    total = Points()
    band = fields.String()
    band_note = fields.String()
    cluster_rank = fields.Integer(allow_none=True)
    province_rank = fields.Integer(allow_none=True)
    tie_note = fields.String()
    sums = fields.List(fields.String())
    lines = fields.List(fields.Nested(WhyLineOut))


class ValueIn(StrictSchema):
    """Other values of a criterion, as they are stored ("8.5", "yes")."""

    criterion_id = fields.Integer(required=True)
    inputs = fields.Dict(
        keys=fields.String(), values=fields.String(validate=validate.Length(max=40)), required=True
    )


class EstimateIn(StrictSchema):
    """The values that are other than those that count."""

    lines = fields.List(
        fields.Nested(ValueIn), load_default=list, validate=validate.Length(max=500)
    )


class EstimateOut(StrictSchema):
    """What would follow: total, band, and once announced the rank in the cluster."""

    total = Points()
    band = fields.String()
    rank = fields.Integer(allow_none=True)
    equals = fields.Integer()
    provisional = fields.Boolean()


class ClusterEstimateIn(StrictSchema):
    """Other values, or points, of one member in one criterion."""

    sheet_id = fields.Integer(required=True)
    criterion_id = fields.Integer(required=True)
    inputs = fields.Dict(
        keys=fields.String(),
        values=fields.String(validate=validate.Length(max=40)),
        load_default=None,
        allow_none=True,
    )
    points = Points(load_default=None, allow_none=True)

    @validates_schema
    def _one_of_both(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if (data.get("inputs") is None) == (data.get("points") is None):
            raise ValidationError("Ghi số liệu (inputs) hoặc điểm (points).", "inputs")


class StepOut(StrictSchema):
    """A member before and after the change."""

    sheet_id = fields.Integer()
    name = fields.String()
    total_before = Points()
    total_after = Points()
    rank_before = fields.Integer()
    rank_after = fields.Integer()


class PetitionIn(StrictSchema):
    """What is asked; without a criterion about the whole sheet. Files are added on the page."""

    criterion_id = fields.Integer(load_default=None, allow_none=True)
    text = fields.String(required=True, validate=validate.Length(1, 5000))


class AnswerIn(StrictSchema):
    """The answer and its reason."""

    granted = fields.Boolean(required=True)
    reason = fields.String(required=True, validate=validate.Length(1, 5000))


class AnswerOut(StrictSchema):
    """The answer."""

    petition_id = fields.Integer()
    granted = fields.Boolean()
    reason = fields.String()
    sent_at = fields.DateTime()


class PetitionOut(StrictSchema):
    """A petition."""

    id = fields.Integer()
    announcement_id = fields.Integer()
    sheet_id = fields.Integer()
    criterion_id = fields.Integer(allow_none=True)
    member_name = fields.String()
    text = fields.String()
    sent_at = fields.DateTime()
    answer = fields.Nested(AnswerOut, allow_none=True)


class ResultPaperIn(StrictSchema):
    """Which paper is drawn, and its head; recipients one a line."""

    kind = fields.Enum(ResultPaperKind, by_value=True, required=True)
    number = fields.String(load_default="", validate=validate.Length(max=20))
    issued_on = fields.Date(load_default=None, allow_none=True)
    signer_position = fields.String(load_default="", validate=validate.Length(max=200))
    signer_name = fields.String(load_default="", validate=validate.Length(max=100))
    recipients = fields.String(load_default="", validate=validate.Length(max=2000))


class DrawnOut(StrictSchema):
    """The paper that is being drawn; see `/papers/<id>`."""

    paper_id = fields.Integer()


def paper_head_form(form: Mapping[str, str]) -> tuple[ResultPaperKind, PaperHead]:
    """Kind and head of a paper as the page gives them. Raises Invalid."""
    reader = FormReader(form)
    kind = reader.choice("kind", ResultPaperKind)
    head = PaperHead(
        number=reader.text("number"),
        issued_on=reader.day("issued_on"),
        signer_position=reader.text("signer_position"),
        signer_name=reader.text("signer_name"),
        recipients=reader.text("recipients"),
    )
    reader.finish()
    return kind, head


def attached(files: Sequence[FileStorage]) -> list[Upload]:
    """The files of a form; empty fields are left out."""
    return [(one.filename, one.read()) for one in files if one.filename]


def granted(form: Mapping[str, str]) -> bool:
    """Whether a petition is granted. Raises Invalid at "granted" where nothing was chosen."""
    chosen = form.get("granted")
    if chosen not in ("yes", "no"):
        raise Invalid("Xin chọn chấp nhận hoặc không chấp nhận.", "granted")
    return chosen == "yes"


def sent_values(scale: Scale, criterion_id: int, sent: Mapping[str, str]) -> dict[str, Any]:
    """The values `inputs.<name>`, or the points `points`, of one criterion as they were typed.

    Raises Invalid at each.
    """
    formula = scale.formula(criterion_id)
    if sent.get("points", "").strip():
        return {"points": numbers.parse(sent["points"], "points")}
    typed = {one.name: sent.get(f"inputs.{one.name}", "") for one in formula.fields}
    try:
        return {"inputs": formula.read(typed)}
    except Invalid as error:
        fields_of = error.fields or {error.field or "": [error.message]}
        raise Invalid(
            fields={f"inputs.{name}": said for name, said in fields_of.items()}
        ) from error
