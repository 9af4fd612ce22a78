"""Shapes of signing and of what is found of signatures."""

from typing import Any

from flask_smorest.fields import Upload
from marshmallow import ValidationError, fields, validate, validates_schema

from app.lib.schemas import StrictSchema
from app.signatures.actions import Place, Wish
from app.signatures.schemas.keys import secret_field
from app.signatures.terms import KeyKind, Part, Verdict

_MILLIMETRES = validate.Range(1, 1200, error="Vị trí tính bằng milimét, từ 1 đến 1200.")


class SecretSchema(StrictSchema):
    """What opens a key, and what the signer decided beside it."""

    secret = secret_field()
    without_timestamp = fields.Boolean(load_default=False)
    other_name_reason = fields.String(load_default="", validate=validate.Length(max=500))


class WishSchema(SecretSchema):
    """How to sign; the secret is used once and kept nowhere."""

    page = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, 2000))
    left = fields.Integer(load_default=None, allow_none=True, validate=_MILLIMETRES)
    below = fields.Integer(load_default=None, allow_none=True, validate=_MILLIMETRES)

    @validates_schema
    def check_place(self, data: dict[str, Any], **_: Any) -> None:
        """A place is whole or not given."""
        given = [data.get(name) is not None for name in ("page", "left", "below")]
        if any(given) and not all(given):
            raise ValidationError(
                "Hãy nhập đủ trang và hai khoảng cách, hoặc để trống cả ba.", "place"
            )


class SignedFileForm(StrictSchema):
    """Whether to take a file in spite of warnings."""

    is_accepted = fields.Boolean(load_default=False)


class SignedFileUpload(StrictSchema):
    """The signed PDF."""

    file = Upload(required=True)


class AnnexUpload(StrictSchema):
    """An annex in a file of its own, a PDF."""

    file = Upload(required=True)


class AnnexOut(StrictSchema):
    """An annex."""

    file_id = fields.Integer(attribute="id")
    name = fields.String()
    size = fields.Integer()


class VerificationUpload(StrictSchema):
    """A PDF whose signatures are to be checked."""

    file = Upload(required=True)


class CertificateOut(StrictSchema):
    """Whose a certificate is."""

    subject = fields.String()
    organisation = fields.String()
    issuer = fields.String()
    serial = fields.String()
    not_before = fields.AwareDateTime()
    not_after = fields.AwareDateTime()
    sha256 = fields.String()


class SignatureReportOut(StrictSchema):
    """What was found of one signature."""

    field = fields.String()
    verdict = fields.Enum(Verdict, by_value=True)
    certificate = fields.Nested(CertificateOut, allow_none=True)
    claimed_at = fields.AwareDateTime(allow_none=True)
    stamped_at = fields.AwareDateTime(allow_none=True)
    stamped_by = fields.String()
    is_intact = fields.Boolean()
    is_trusted = fields.Boolean()
    is_unrevoked = fields.Boolean()
    is_followed = fields.Boolean()
    covers_all = fields.Boolean()
    reasons = fields.List(fields.String())
    changes = fields.List(fields.String())
    other_name = fields.String(
        metadata={"description": "chứng thư mang tên khác người ký, cơ quan ban hành văn bản"}
    )


class ReportOut(StrictSchema):
    """What was found of a file."""

    verdict = fields.Enum(Verdict, by_value=True)
    headline = fields.String()
    signatures = fields.List(fields.Nested(SignatureReportOut))


class PaperSignatureOut(StrictSchema):
    """A signature that was put on a paper here."""

    id = fields.Integer()
    file_id = fields.Integer()
    part = fields.Enum(Part, by_value=True)
    key_kind = fields.Enum(KeyKind, by_value=True)
    subject = fields.String()
    organisation = fields.String()
    issuer = fields.String()
    serial = fields.String()
    signed_at = fields.AwareDateTime()
    stamped_by = fields.String(allow_none=True)
    sha256 = fields.String()
    signed_by_name = fields.String()


class PaperSignaturesOut(StrictSchema):
    """The signatures of a paper: its file, what was found of it, and what was signed here."""

    file_id = fields.Integer(attribute="file.id", dump_default=None, allow_none=True)
    report = fields.Nested(ReportOut, allow_none=True)
    signatures = fields.List(fields.Nested(PaperSignatureOut), attribute="rows")
    done = fields.Function(
        lambda signing: sorted(part.value for part in signing.done),
        metadata={"type": "array", "items": {"type": "string"}},
    )
    is_open = fields.Boolean()


class WaitingPaperOut(StrictSchema):
    """A paper that waits for a signature, and its file as it is now."""

    id = fields.Integer(attribute="paper.id")
    file_id = fields.Integer(attribute="file.id")
    full_number = fields.String(attribute="paper.full_number")
    abstract = fields.String(attribute="paper.abstract")
    issued_on = fields.Date(attribute="paper.issued_on")
    signer_name = fields.String(attribute="paper.signer_name", allow_none=True)


class TakenOut(StrictSchema):
    """The file that was taken, and what there was to warn of."""

    file_id = fields.Integer(attribute="file.id")
    report = fields.Nested(ReportOut)
    warnings = fields.List(fields.String())


def wish_of(data: dict[str, Any], seen_file_id: int | None) -> Wish:
    """The wish in what was given."""
    given = {name: data[name] for name in ("secret", "without_timestamp", "other_name_reason")}
    return Wish(seen_file_id=seen_file_id, place=place_of(data), **given)


def place_of(data: dict[str, Any]) -> Place | None:
    """Where the signature is wanted, if that was told."""
    if data.get("page") is None:
        return None
    return Place(data["page"], data["left"], data["below"])
