"""Shapes of rounds of signing: many papers, one entry of the passphrase."""

import re
from collections.abc import Sequence
from typing import Any

from marshmallow import ValidationError, fields, validate

from app.lib.schemas import LARGEST, StrictSchema
from app.signatures.actions import Chosen
from app.signatures.schemas.papers import SecretSchema
from app.signatures.terms import Outcome, Part

_PAIR = re.compile(r"(\d{1,18})-(\d{1,18})")
_ID = validate.Range(1, LARGEST)


class ChosenField(fields.Field[Chosen]):
    """A paper with the file that was looked at, as a check box says it: `12-34`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Chosen:
        found = _PAIR.fullmatch(str(value))
        if found is None:
            raise ValidationError("Văn bản đã chọn không còn trong danh sách. Hãy tải lại trang.")
        return Chosen(int(found[1]), int(found[2]))


class RoundForm(SecretSchema):
    """The page of papers that wait: which are ticked."""

    papers = fields.List(ChosenField(), load_default=list)


class ChosenSchema(StrictSchema):
    """A paper with the file that was looked at."""

    paper_id = fields.Integer(required=True, validate=_ID)
    file_id = fields.Integer(required=True, validate=_ID)


class RoundIn(SecretSchema):
    """Which papers are to be signed; the secret is kept for the round alone, sealed."""

    papers = fields.List(
        fields.Nested(ChosenSchema),
        required=True,
        validate=validate.Length(1, 100, error="Hãy gửi từ 1 đến 100 văn bản."),
    )


class RoundLineOut(StrictSchema):
    """What came of one paper; `told` is why it is not signed."""

    paper_id = fields.Integer()
    full_number = fields.String()
    outcome = fields.Enum(Outcome, by_value=True)
    told = fields.String()


class RoundOut(StrictSchema):
    """A round of signing."""

    token = fields.String()
    part = fields.Enum(Part, by_value=True)
    percent = fields.Integer()
    signed = fields.Integer()
    failed = fields.Integer()
    waiting = fields.Integer()
    papers = fields.List(fields.Nested(RoundLineOut), attribute="lines")


def chosen_of(given: Sequence[dict[str, int]]) -> list[Chosen]:
    """The papers in what a program gave."""
    return [Chosen(one["paper_id"], one["file_id"]) for one in given]
