"""Shape of what the pages and the API of accounts take and give."""

import json
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields, post_load, pre_load, validate
from werkzeug.datastructures import MultiDict

from app.access.permissions import TENANT_ROLES, Role
from app.accounts.actions.invitations import Guest
from app.accounts.terms import LONGEST_EMAIL, LONGEST_NAME, LONGEST_PASSWORD
from app.lib.schemas import StrictSchema

NAMED = validate.Length(min=1, max=LONGEST_NAME)
ROLE_NAMES = [role.value for role in Role]
LABEL = {"description": "Tên để nhận ra mã", "example": "Phần mềm báo cáo của xã"}


@dataclass(frozen=True)
class SignIn:
    """The sign-in form, with what was typed in another form before the session ended."""

    email: str
    password: str
    target: str
    resumed_fields: list[tuple[str, str]]
    lost_files: list[str]

    @classmethod
    def from_form(cls, form: MultiDict[str, str]) -> "SignIn":
        """Read the form; carried fields come as one JSON list of pairs."""
        return cls(
            email=form.get("email", "").strip()[:LONGEST_EMAIL],
            password=form.get("password", ""),
            target=form.get("target", ""),
            resumed_fields=_pairs(form.get("resumed_fields", "")),
            lost_files=form.getlist("lost_files"),
        )

    def again(self) -> dict[str, Any]:
        """The values with which the page is shown once more."""
        return {
            "email": self.email,
            "target": self.target,
            "resumed_fields": self.resumed_fields,
            "lost_files": self.lost_files,
        }


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        pairs = json.loads(text) if text else []
    except ValueError:
        return []
    if not isinstance(pairs, list):
        return []
    return [
        (str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2
    ]


class SecretSchema(StrictSchema):
    """A form with passwords, which are taken to the letter."""

    @pre_load
    def trim(self, data: Any, **_: Any) -> Any:
        """Trim all but the passwords."""
        return {
            name: value if "password" in name else value.strip() for name, value in data.items()
        }


class PasswordChangeSchema(SecretSchema):
    """The form that changes one's password."""

    old_password = fields.String(required=True)
    new_password = fields.String(required=True)
    new_password_again = fields.String(required=True)


class AcceptanceSchema(SecretSchema):
    """The form behind an invitation's link."""

    full_name = fields.String(load_default="")
    password = fields.String(required=True, validate=validate.Length(max=LONGEST_PASSWORD))
    password_again = fields.String(load_default="")


class GuestSchema(StrictSchema):
    """Whom an invitation is for."""

    email = fields.Email(
        required=True,
        validate=validate.Length(max=LONGEST_EMAIL),
        metadata={"description": "Thư điện tử công vụ; là tên đăng nhập"},
    )
    full_name = fields.String(
        required=True,
        validate=NAMED,
        metadata={"description": "Họ và tên", "example": "Nguyễn Thị Hoa"},
    )
    position = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=LONGEST_NAME),
        metadata={"description": "Chức vụ", "example": "Chuyên viên"},
    )
    office_name = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=LONGEST_NAME),
        metadata={"description": "Phòng, ban", "example": "Phòng Văn hóa - Xã hội"},
    )

    @post_load
    def guest(self, data: dict[str, Any], **_: Any) -> Any:
        """The person invited."""
        return Guest(**{**data, "email": data["email"].lower()})


class InvitationSchema(GuestSchema):
    """Whom an invitation is for, and with which roles."""

    roles = fields.List(
        fields.String(validate=validate.OneOf(ROLE_NAMES)),
        required=True,
        metadata={"description": "Vai trò", "example": [TENANT_ROLES[0].value]},
    )

    @post_load
    def guest(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The person invited, and the roles."""
        roles = data.pop("roles")
        return {"guest": Guest(**{**data, "email": data["email"].lower()}), "roles": roles}


class MemberChangeSchema(StrictSchema):
    """What may be changed of a member."""

    roles = fields.List(
        fields.String(validate=validate.OneOf(ROLE_NAMES)),
        metadata={"description": "Vai trò; gửi đủ, không chỉ phần thêm", "example": ["officer"]},
    )
    position = fields.String(
        allow_none=True,
        validate=validate.Length(max=LONGEST_NAME),
        metadata={"description": "Chức vụ"},
    )
    office_name = fields.String(
        allow_none=True,
        validate=validate.Length(max=LONGEST_NAME),
        metadata={"description": "Phòng, ban"},
    )


class TokenLabelSchema(StrictSchema):
    """The name of a new API token."""

    label = fields.String(required=True, metadata=LABEL)


class TokenSchema(Schema):
    """An API token, without its text."""

    id = fields.Integer()
    label = fields.String(metadata=LABEL)
    tenant_id = fields.Integer(metadata={"description": "Đơn vị mà mã làm việc"})
    created_at = fields.DateTime()
    last_used_at = fields.DateTime(allow_none=True, metadata={"description": "Dùng gần nhất"})
    expires_at = fields.DateTime()


class NewTokenSchema(TokenSchema):
    """A new API token with its text, which is shown this once."""

    token = fields.String(metadata={"description": "Mã truy cập; chỉ hiện một lần này"})


class SessionSchema(Schema):
    """One sign-in on one device."""

    id = fields.Integer()
    device = fields.String(
        metadata={"description": "Thiết bị", "example": "Chrome trên máy Windows"}
    )
    address = fields.String(allow_none=True, metadata={"description": "Địa chỉ mạng"})
    created_at = fields.DateTime()
    last_seen_at = fields.DateTime()
    expires_at = fields.DateTime()


class PlaceSchema(Schema):
    """One tenant in which a person works."""

    tenant_id = fields.Integer()
    tenant_name = fields.String()
    kind = fields.String()
    role_labels = fields.List(fields.String())
    is_current = fields.Boolean()


class MeSchema(Schema):
    """The one who calls."""

    id = fields.Integer()
    full_name = fields.String()
    email = fields.String()
    tenant_id = fields.Integer(attribute="tenant.id")
    tenant_name = fields.String()
    roles = fields.List(fields.String())
    permissions = fields.List(fields.String())
    places = fields.List(fields.Nested(PlaceSchema))


class MemberSchema(Schema):
    """A person of the tenant."""

    id = fields.Integer()
    user_id = fields.Integer(metadata={"description": "Mã tài khoản"})
    full_name = fields.String(attribute="user.full_name", metadata={"description": "Họ và tên"})
    email = fields.String(attribute="user.email", metadata={"description": "Tên đăng nhập"})
    roles = fields.List(
        fields.String(), attribute="role_names", metadata={"description": "Vai trò"}
    )
    position = fields.String(allow_none=True, metadata={"description": "Chức vụ"})
    office_name = fields.String(allow_none=True, metadata={"description": "Phòng, ban"})
    deactivated_at = fields.DateTime(
        allow_none=True, metadata={"description": "Ngừng hoạt động từ"}
    )
    version = fields.Integer(metadata={"description": "Số lần sửa, như trong ETag"})


class InvitationOutSchema(Schema):
    """An invitation, without its link."""

    id = fields.Integer()
    tenant_id = fields.Integer()
    email = fields.String()
    full_name = fields.String()
    roles = fields.List(
        fields.String(), attribute="role_names", metadata={"description": "Vai trò"}
    )
    position = fields.String(allow_none=True, metadata={"description": "Chức vụ"})
    office_name = fields.String(allow_none=True, metadata={"description": "Phòng, ban"})
    created_at = fields.DateTime()
    expires_at = fields.DateTime()


class NewInvitationSchema(InvitationOutSchema):
    """An invitation with its link, which is shown this once."""

    link = fields.String(metadata={"description": "Liên kết trao cho người được mời; dùng một lần"})


class RoleSchema(Schema):
    """A role with what it may do."""

    role = fields.String()
    label = fields.String(metadata={"description": "Tên vai trò"})
    permissions = fields.List(fields.String())


def row_with(schema: type[Schema], row: object, **more: Any) -> dict[str, Any]:
    """What `schema` shows of a row, with `more` beside it, for an answer that is dumped once."""
    names = [field.attribute or name for name, field in schema().fields.items()]
    return {name: getattr(row, name) for name in names} | more
