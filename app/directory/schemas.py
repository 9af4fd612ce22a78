"""Shape of what the pages and the API of the directory take and give."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.accounts.actions.invitations import Guest
from app.directory.terms import LONGEST_NAME, MOST_ALIASES, OfficeKind
from app.lib.schemas import LARGEST, PageQuery, StrictSchema
from tenants.models import TenantKind

NAMED = validate.Length(min=1, max=LONGEST_NAME)
KIND = {"description": "Loại: " + ", ".join(f"{kind.value} ({kind.label})" for kind in OfficeKind)}


ALIAS = fields.String(validate=NAMED)


class Lines(fields.List):
    """A list of names; a page's box writes one to a line."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        if isinstance(value, list):
            value = [
                line
                for one in value
                for line in (one.splitlines() if isinstance(one, str) else [one])
                if not isinstance(line, str) or line.strip()
            ]
        return super()._deserialize(value, attr, data, **kwargs)


class OfficeInSchema(StrictSchema):
    """An office as it is entered."""

    name = fields.String(
        required=True,
        validate=NAMED,
        metadata={"description": "Tên phòng, ban, thôn", "example": "Phòng Kinh tế"},
    )
    kind = fields.Enum(OfficeKind, by_value=True, required=True, metadata=KIND)
    aliases = Lines(
        ALIAS,
        load_default=list,
        validate=validate.Length(max=MOST_ALIASES),
        metadata={"description": "Tên khác: viết tắt, tên cũ; khớp không kể dấu hỏi ngã đặt ở đâu"},
    )


class OfficeSchema(Schema):
    """An office of the tenant."""

    id = fields.Integer()
    name = fields.String()
    kind = fields.Enum(OfficeKind, by_value=True, metadata=KIND)
    aliases = fields.List(fields.String(), metadata={"description": "Tên khác"})
    closed_at = fields.DateTime(allow_none=True, metadata={"description": "Ngừng sử dụng từ"})
    version = fields.Integer()


class GroupInSchema(StrictSchema):
    """A group of offices as it is entered."""

    name = fields.String(
        required=True,
        validate=NAMED,
        metadata={"description": "Cách gọi trong văn bản", "example": "Các thôn"},
    )
    aliases = Lines(
        ALIAS,
        load_default=list,
        validate=validate.Length(max=MOST_ALIASES),
        metadata={"description": "Cách gọi khác"},
    )
    kinds = fields.List(
        fields.Enum(OfficeKind, by_value=True),
        load_default=list,
        metadata={"description": "Mọi phòng, ban thuộc các loại này"},
    )
    office_ids = fields.List(
        fields.Integer(validate=validate.Range(1, LARGEST)),
        load_default=list,
        validate=validate.Length(max=1000),
        metadata={"description": "Phòng, ban được chọn thêm"},
    )


class GroupSchema(Schema):
    """A group of offices of the tenant, with the offices that it means today."""

    id = fields.Integer()
    name = fields.String()
    aliases = fields.List(fields.String())
    kinds = fields.List(fields.String(metadata=KIND))
    office_ids = fields.List(fields.Integer(), metadata={"description": "Được chọn thêm"})
    member_ids = fields.List(
        fields.Integer(), metadata={"description": "Phòng, ban hiện thuộc nhóm"}
    )
    version = fields.Integer()


class PeopleInSchema(StrictSchema):
    """The people of an office: the whole list."""

    membership_ids = fields.List(
        fields.Integer(validate=validate.Range(1, LARGEST)),
        required=True,
        validate=validate.Length(max=1000),
        metadata={"description": "Mã thành viên của đơn vị"},
    )


class PeopleFormSchema(PeopleInSchema):
    """The same from a page: nobody is ticked where the office is empty."""

    membership_ids = fields.List(fields.Integer(), load_default=list)


class OfficePersonSchema(Schema):
    """Somebody who works in an office."""

    membership_id = fields.Integer(attribute="id")
    user_id = fields.Integer()
    full_name = fields.String(attribute="user.full_name")
    position = fields.String(allow_none=True)


class NewUnitSchema(StrictSchema):
    """A department, school or enterprise below the acting tenant."""

    kind = fields.Enum(
        TenantKind,
        by_value=True,
        load_default=TenantKind.DEPARTMENT,
        metadata={"description": "Loại đơn vị: department, school hoặc enterprise"},
    )
    name = fields.String(
        required=True, validate=NAMED, metadata={"description": "Tên", "example": "Sở Nội vụ"}
    )
    code = fields.String(
        required=True,
        validate=validate.Regexp(
            r"^[A-Za-z0-9][A-Za-z0-9.\-]{0,29}$",
            error="Mã chỉ gồm chữ không dấu, số, dấu chấm, gạch nối; dài nhất 30 ký tự.",
        ),
        metadata={"description": "Mã định danh của cơ quan", "example": "H37.08"},
    )


class AdministratorSchema(StrictSchema):
    """The first administrator of a unit below."""

    email = fields.Email(
        required=True,
        validate=validate.Length(max=LONGEST_NAME),
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

    @post_load
    def guest(self, data: dict[str, Any], **_: Any) -> Guest:
        """The person invited."""
        return Guest(**{**data, "email": data["email"].lower()})


class RegisterQuerySchema(PageQuery):
    """What is sought in the register of units."""

    kind = fields.Enum(
        TenantKind, by_value=True, load_default=None, metadata={"description": "Cấp"}
    )
    q = fields.String(
        load_default="", metadata={"description": "Tên, có dấu hoặc không dấu, hoặc mã"}
    )
    is_closed = fields.Boolean(
        load_default=None, metadata={"description": "Chỉ đơn vị đã kết thúc, hoặc đang hoạt động"}
    )


class UnitSchema(Schema):
    """A unit of the register."""

    id = fields.Integer()
    kind = fields.Enum(TenantKind, by_value=True)
    code = fields.String(metadata={"description": "Mã hành chính"})
    name = fields.String()
    parent_id = fields.Integer(allow_none=True)
    province_id = fields.Integer(allow_none=True)
    valid_from = fields.Date(allow_none=True)
    valid_to = fields.Date(allow_none=True, metadata={"description": "Ngày kết thúc hoạt động"})
    agency_code = fields.String(
        allow_none=True, metadata={"description": "Mã định danh điện tử, kiểu 000.00.18.H26"}
    )


class AgencyCodeSchema(StrictSchema):
    """The electronic code of a unit."""

    agency_code = fields.String(
        required=True,
        validate=validate.Length(max=40),
        metadata={"description": "H26.18 hoặc 000.00.18.H26; để trống là bỏ", "example": "H37.101"},
    )


class UnitPageSchema(Schema):
    """One page of the register."""

    items = fields.List(fields.Nested(UnitSchema))
    page = fields.Integer(attribute="number")
    page_size = fields.Integer(attribute="size")
    total = fields.Integer()


class RelativeSchema(Schema):
    """A predecessor or successor."""

    id = fields.Integer()
    name = fields.String()
    code = fields.String()
    is_closed = fields.Boolean()


class UnitWithLineageSchema(Schema):
    """A unit with those before and after it."""

    unit = fields.Nested(UnitSchema, attribute="tenant")
    predecessors = fields.List(fields.Nested(RelativeSchema))
    successors = fields.List(fields.Nested(RelativeSchema))


class ProvinceSchema(Schema):
    """A province of the official list."""

    code = fields.String()
    name = fields.String()
    tenant_id = fields.Integer(attribute="tenant.id", dump_default=None, allow_none=True)
    listed_communes = fields.Integer(metadata={"description": "Số xã theo danh mục"})
    communes = fields.Integer(metadata={"description": "Số xã đã khởi tạo"})
    people = fields.Integer(metadata={"description": "Số người dùng cấp tỉnh"})
    is_whole = fields.Boolean(metadata={"description": "Đã khởi tạo đủ"})
    is_under_way = fields.Boolean(metadata={"description": "Đang khởi tạo"})


class ProvisioningSchema(Schema):
    """How far the provisioning of a province is."""

    state = fields.String(
        validate=validate.OneOf(["queued", "running", "done", "failed"]),
        metadata={"description": "queued, running, done hoặc failed"},
    )
    percent = fields.Integer()
    message = fields.String()


class AdministratorInvitationSchema(Schema):
    """The invitation of a first administrator, with its link."""

    tenant_id = fields.Integer()
    email = fields.String()
    expires_at = fields.DateTime()
    link = fields.String(metadata={"description": "Liên kết trao cho người được mời; dùng một lần"})


class SubordinateSchema(Schema):
    """A unit directly below, with how many people work there."""

    unit = fields.Nested(UnitSchema, attribute="tenant")
    people = fields.Integer(metadata={"description": "Số người dùng"})
    administrators = fields.Integer(metadata={"description": "Số người quản trị"})


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of offices for a list."""
    return [(kind.value, kind.label) for kind in OfficeKind]


def office_values(office: Any) -> dict[str, Any]:
    """An office as its form shows it."""
    return {
        "name": office.name,
        "kind": office.kind.value,
        "aliases": "\n".join(office.aliases),
    }


def group_values(group: Any, chosen: Any) -> dict[str, Any]:
    """A group as its form shows it."""
    return {
        "name": group.name,
        "aliases": "\n".join(group.aliases),
        "kinds": list(group.kinds),
        "office_ids": sorted(chosen),
    }


def typed_group(form: Any) -> dict[str, Any]:
    """A form of a group as it was typed."""
    return {
        "name": form.get("name"),
        "aliases": form.get("aliases"),
        "kinds": form.getlist("kinds"),
        "office_ids": form.getlist("office_ids"),
    }
