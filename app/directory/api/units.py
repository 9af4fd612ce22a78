"""JSON resources: the register of units, the provinces, the units below."""

from typing import Any

from flask import url_for
from flask_login import current_user

from app.access import Permission, requires, signed_in
from app.accounts.actions import invitations
from app.directory import jobs, queries, schemas
from app.directory.actions import units as actions
from app.directory.actions.agency_codes import set_agency_code
from app.directory.api.blueprint import resources
from app.lib.errors import NotFound


@resources.get("/tenants")
@signed_in
@resources.arguments(schemas.RegisterQuerySchema, location="query")
@resources.response(200, schemas.UnitPageSchema)
@resources.doc(summary="Danh mục đơn vị hành chính, hiện tại và trước 01/7/2025")
def tenants_list(data: dict[str, Any]) -> Any:
    """The register of units."""
    return queries.register(
        kind=data["kind"],
        text=data["q"],
        is_closed=data["is_closed"],
        page=data["page"],
        size=data["page_size"],
    )


@resources.get("/tenants/<int:tenant_id>")
@signed_in
@resources.response(200, schemas.UnitWithLineageSchema)
@resources.doc(summary="Một đơn vị với tiền thân và đơn vị kế tục")
def tenant(tenant_id: int) -> Any:
    """One unit with those before and after it."""
    return queries.unit(tenant_id)


@resources.put("/tenants/<int:tenant_id>/agency-code")
@requires(Permission.MEMBERS_MANAGE)
@resources.arguments(schemas.AgencyCodeSchema)
@resources.response(200, schemas.UnitSchema)
@resources.doc(summary="Ghi mã định danh điện tử của một đơn vị, viết theo kiểu nào cũng được")
def set_code(data: dict[str, str], tenant_id: int) -> Any:
    """Note the code of a unit; an empty one takes it away."""
    return set_agency_code(tenant_id=tenant_id, code=data["agency_code"], by=current_user)


@resources.get("/subordinates")
@requires(Permission.MEMBERS_VIEW)
@resources.response(200, schemas.SubordinateSchema(many=True))
@resources.doc(summary="Đơn vị trực thuộc và số người dùng")
def subordinates() -> Any:
    """The units directly below."""
    return queries.subordinates(acting=current_user.tenant)


@resources.post("/subordinates")
@requires(Permission.MEMBERS_MANAGE)
@resources.arguments(schemas.NewUnitSchema)
@resources.response(201, schemas.UnitSchema)
@resources.doc(summary="Thêm sở, ban, ngành, trường học, doanh nghiệp trực thuộc")
def add_unit(data: dict[str, Any]) -> Any:
    """Add a department, school or enterprise below."""
    added = actions.add_unit(by=current_user, **data)
    return added, 201, {"Location": url_for("directory_api.tenant", tenant_id=added.id)}


@resources.post("/tenants/<int:tenant_id>/administrator-invitation")
@requires(Permission.MEMBERS_MANAGE)
@resources.arguments(schemas.AdministratorSchema)
@resources.response(201, schemas.AdministratorInvitationSchema)
@resources.doc(
    summary="Mời người quản trị đầu tiên của đơn vị trực thuộc",
    description="Trả về liên kết để trao tận tay người được mời; liên kết chỉ hiện một lần này.",
)
def invite_administrator(guest: invitations.Guest, tenant_id: int) -> Any:
    """Invite the first administrator of a unit below."""
    sent = invitations.invite_administrator(tenant_id=tenant_id, guest=guest, by=current_user)
    return {
        "tenant_id": tenant_id,
        "email": sent.row.email,
        "expires_at": sent.row.expires_at,
        "link": url_for("accounts.invitation", token=sent.token, _external=True),
    }


@resources.get("/provinces")
@requires(Permission.PLATFORM_MANAGE)
@resources.response(200, schemas.ProvinceSchema(many=True))
@resources.doc(summary="34 tỉnh, thành phố và tình trạng khởi tạo")
def provinces() -> Any:
    """The provinces of the official list."""
    return queries.provinces()


@resources.post("/provinces/<code>/provisioning")
@requires(Permission.PLATFORM_MANAGE)
@resources.response(202, schemas.ProvisioningSchema)
@resources.doc(
    summary="Khởi tạo một tỉnh với mọi đơn vị của tỉnh",
    description="Gọi lại nhiều lần vẫn an toàn: chỉ thêm đơn vị còn thiếu.",
)
def provision(code: str) -> Any:
    """Let the worker provision a province."""
    jobs.ask_provisioning(code=code, by=current_user)
    location = url_for("directory_api.provisioning", code=code)
    return queries.provisioning(code), 202, {"Location": location}


@resources.get("/provinces/<code>/provisioning")
@requires(Permission.PLATFORM_MANAGE)
@resources.response(200, schemas.ProvisioningSchema)
@resources.doc(summary="Việc khởi tạo một tỉnh đến đâu")
def provisioning(code: str) -> Any:
    """How far the provisioning of a province is."""
    found = queries.provisioning(code)
    if found is None:
        raise NotFound("Chưa có việc khởi tạo nào cho tỉnh này.")
    return found
