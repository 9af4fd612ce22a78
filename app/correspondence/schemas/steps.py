"""Shape of steps, findings, delegations and changes."""

from marshmallow import Schema, fields, validate

from app.correspondence.policies import changes, delegations
from app.correspondence.queries.linting import Severity
from app.correspondence.terms import DraftState, StepKind
from app.documents.signing import Capacity
from app.documents.terms import PaperKind
from app.lib.schemas import StrictSchema
from app.registers.terms import ChangeKind

LONGEST_NOTE = 2000
DELEGATED = [one for one in Capacity if one.is_delegated]
DELEGATED_ONLY = "Chọn ký thay (KT.), ký thừa lệnh (TL.) hoặc thừa ủy quyền (TUQ.)."


class StepIn(StrictSchema):
    """A draft is passed on."""

    note = fields.String(load_default="", validate=validate.Length(max=LONGEST_NOTE))
    acknowledged = fields.Boolean(
        load_default=False,
        metadata={"description": "đã xem các điều linter nhắc và để nguyên"},
    )


class NoteIn(StrictSchema):
    """A draft is taken back."""

    note = fields.String(load_default="", validate=validate.Length(max=LONGEST_NOTE))


class DraftReturnIn(StrictSchema):
    """A draft is given back, and why."""

    note = fields.String(required=True, validate=validate.Length(1, LONGEST_NOTE))


class IssuanceIn(StrictSchema):
    """A paper is issued: the next number and today where nothing is said."""

    number = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=10))
    issued_on = fields.Date(load_default=None, allow_none=True)
    confirm_gap = fields.Boolean(
        load_default=False,
        metadata={"description": "xác nhận: các số bị bỏ qua đã cấp ngoài hệ thống"},
    )


class DraftStepOut(Schema):
    """One step of a draft."""

    id = fields.Integer()
    step = fields.Enum(StepKind, by_value=True)
    from_state = fields.Enum(DraftState, by_value=True)
    to_state = fields.Enum(DraftState, by_value=True)
    note = fields.String()
    acknowledged = fields.List(fields.String())
    seen_version = fields.Integer()
    digest = fields.String()
    by_id = fields.Integer()
    by_name = fields.String()
    created_at = fields.AwareDateTime()


class FindingOut(Schema):
    """What the linter says."""

    code = fields.String()
    severity = fields.Enum(Severity, by_value=True)
    field = fields.String()
    message = fields.String()
    source = fields.String()
    printed = fields.String()


class WayOut(Schema):
    """Where a draft lies and how it came there."""

    state = fields.Enum(DraftState, by_value=True)
    steps = fields.List(fields.Nested(DraftStepOut))
    findings = fields.List(fields.Nested(FindingOut))


class IssuedPaperOut(Schema):
    """A paper as it stands in the register."""

    id = fields.Integer()
    number = fields.Integer()
    full_number = fields.String()
    issued_on = fields.Date()


class DeskCountsOut(Schema):
    """How many drafts lie on the own desk."""

    to_check = fields.Integer()
    to_approve = fields.Integer()
    to_issue = fields.Integer()
    returned = fields.Integer()
    total = fields.Integer()


class DelegationIn(StrictSchema):
    """Somebody is given leave to sign for the head."""

    capacity = fields.Enum(
        Capacity,
        by_value=True,
        required=True,
        validate=validate.OneOf(DELEGATED, error=DELEGATED_ONLY),
    )
    user_id = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(min=1))
    name = fields.String(load_default="", validate=validate.Length(max=delegations.LONGEST["name"]))
    position = fields.String(
        required=True, validate=validate.Length(1, delegations.LONGEST["position"])
    )
    kinds = fields.List(
        fields.Enum(PaperKind, by_value=True),
        load_default=list,
        validate=validate.Length(max=len(PaperKind)),
    )
    from_on = fields.Date(required=True)
    to_on = fields.Date(load_default=None, allow_none=True)
    basis = fields.String(required=True, validate=validate.Length(1, delegations.LONGEST["basis"]))
    basis_paper_id = fields.Integer(
        load_default=None, allow_none=True, validate=validate.Range(min=1)
    )


class EndingIn(StrictSchema):
    """A delegation ends before its time."""

    reason = fields.String(required=True, validate=validate.Length(1, delegations.LONGEST["basis"]))
    last_on = fields.Date(load_default=None, allow_none=True)


class DelegationOut(Schema):
    """Who may sign for the head."""

    id = fields.Integer()
    capacity = fields.Enum(Capacity, by_value=True)
    user_id = fields.Integer(allow_none=True)
    name = fields.String()
    position = fields.String()
    kinds = fields.List(fields.Enum(PaperKind, by_value=True))
    from_on = fields.Date()
    to_on = fields.Date(allow_none=True)
    last_day = fields.Date(allow_none=True)
    basis = fields.String()
    basis_paper_id = fields.Integer(allow_none=True)
    ended_on = fields.Date(allow_none=True)
    ended_reason = fields.String(allow_none=True)
    given_by_name = fields.String()
    version = fields.Integer()


class PaperChangeIn(StrictSchema):
    """An issued paper is revoked, replaced or corrected."""

    change = fields.Enum(ChangeKind, by_value=True, required=True)
    reason = fields.String(required=True, validate=validate.Length(max=changes.LONGEST_REASON))
    by_paper_id = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(min=1))


class PaperChangeOut(Schema):
    """What became of an issued paper."""

    id = fields.Integer()
    change = fields.Enum(ChangeKind, by_value=True)
    reason = fields.String()
    by_paper_id = fields.Integer(allow_none=True)
    by_paper = fields.String()
    by_name = fields.String()
    created_at = fields.AwareDateTime()
