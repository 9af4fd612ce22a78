"""Shapes of keys: what is given to keep one, and what is told of it. A key itself never leaves."""

from typing import Any

from flask_smorest.fields import Upload
from marshmallow import ValidationError, fields, validate, validates_schema
from werkzeug.datastructures import FileStorage

from app.lib.errors import Invalid
from app.lib.schemas import StrictSchema
from app.signatures.pades import credentials, stamps
from app.signatures.terms import KeyKind

LABEL = validate.Length(max=120, error="Nhãn tối đa 120 ký tự.")


def secret_field() -> fields.String:
    """A passphrase or a PIN: comes in, never goes out."""
    return fields.String(
        required=True,
        load_only=True,
        validate=[
            validate.Length(min=1, error="Hãy nhập mật khẩu của khóa hoặc mã PIN."),
            validate.Length(max=256, error="Mật khẩu tối đa 256 ký tự."),
        ],
    )


class KeyForm(StrictSchema):
    """Which key: a file with its passphrase, or labels of a token with its PIN."""

    kind = fields.Enum(KeyKind, by_value=True, load_default=KeyKind.KEY_FILE)
    secret = secret_field()
    token_label = fields.String(load_default="", validate=LABEL)
    key_label = fields.String(load_default="", validate=LABEL)


class KeyUpload(StrictSchema):
    """The PKCS#12 file, where it is one."""

    file = Upload(load_default=None)


class StampForm(StrictSchema):
    """The width of a seal in millimetres; a signature's follows from its image."""

    stamp_width = fields.String(load_default="", validate=validate.Length(max=10))


class StampUpload(StrictSchema):
    """The image."""

    stamp = Upload(required=True)

    @validates_schema
    def check_given(self, data: dict[str, Any], **_: Any) -> None:
        """An image has a name."""
        if not data["stamp"].filename:
            raise ValidationError("Hãy chọn ảnh.", "stamp")


class KeyOut(StrictSchema):
    """The facts of a key's certificate."""

    kind = fields.Enum(KeyKind, by_value=True, attribute="key.kind")
    subject = fields.String(attribute="key.subject")
    organisation = fields.String(attribute="key.organisation")
    issuer = fields.String(attribute="key.issuer")
    serial = fields.String(attribute="key.serial")
    not_before = fields.AwareDateTime(attribute="key.not_before")
    not_after = fields.AwareDateTime(attribute="key.not_after")
    has_stamp = fields.Boolean(attribute="key.has_stamp")
    days_left = fields.Integer()
    is_expired = fields.Boolean()
    is_ending = fields.Boolean()
    doubt = fields.String()


def read_upload(upload: FileStorage | None, field: str, message: str, most: int) -> bytes:
    """The bytes of an uploaded file. Raises Invalid at `field` without one, or for too many."""
    if upload is None or not upload.filename:
        raise Invalid(message, field)
    content = upload.read(most + 1)
    if len(content) > most:
        raise Invalid(f"Tệp quá lớn: tối đa {most // 1024} KB.", field)
    return content


def key_file(upload: FileStorage | None) -> bytes:
    """The PKCS#12 file that was given."""
    return read_upload(upload, "file", "Hãy chọn tệp khóa .p12 hoặc .pfx.", credentials.MOST_BYTES)


def stamp(upload: FileStorage | None) -> bytes:
    """The image that was given."""
    return read_upload(upload, "stamp", "Hãy chọn ảnh PNG.", stamps.MOST_BYTES)
