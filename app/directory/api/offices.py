"""JSON resources: offices of the tenant."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.directory import queries, schemas
from app.directory.actions import offices
from app.directory.api.blueprint import resources
from app.directory.models import Office
from app.lib import etags


def _with_etag(office: Office) -> tuple[Office, dict[str, str]]:
    return office, {"ETag": etags.of(office.version)}


@resources.get("/offices")
@requires(Permission.DIRECTORY_VIEW)
@resources.response(200, schemas.OfficeSchema(many=True))
@resources.doc(summary="Phòng, ban, thôn, đoàn thể của đơn vị")
def offices_list() -> Any:
    """The offices of the tenant."""
    return queries.offices()


@resources.post("/offices")
@requires(Permission.DIRECTORY_EDIT)
@resources.arguments(schemas.OfficeInSchema)
@resources.response(201, schemas.OfficeSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Thêm phòng, ban")
def add_office(data: dict[str, Any]) -> Any:
    """Enter an office."""
    office = offices.add(by=current_user, **data)
    location = url_for("directory_api.office", office_id=office.id)
    return office, 201, {"ETag": etags.of(office.version), "Location": location}


@resources.get("/offices/<int:office_id>")
@requires(Permission.DIRECTORY_VIEW)
@resources.response(200, schemas.OfficeSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một phòng, ban")
def office(office_id: int) -> Any:
    """One office."""
    return _with_etag(queries.office(office_id))


@resources.patch("/offices/<int:office_id>")
@requires(Permission.DIRECTORY_EDIT)
@resources.arguments(schemas.OfficeInSchema(partial=True))
@resources.response(200, schemas.OfficeSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa phòng, ban", parameters=[etags.IF_MATCH])
def change_office(data: dict[str, Any], office_id: int) -> Any:
    """Correct an office."""
    present = queries.office(office_id)
    version = etags.held(request.headers.get("If-Match"), present.version)
    values = {
        "name": present.name,
        "kind": present.kind,
        "aliases": present.aliases,
        **data,
    }
    return _with_etag(
        offices.change(office_id=office_id, version=version, by=current_user, **values)
    )


@resources.delete("/offices/<int:office_id>")
@requires(Permission.DIRECTORY_EDIT)
@resources.response(204)
@resources.doc(
    summary="Ngừng sử dụng phòng, ban",
    description="Phòng, ban không bị xóa: việc cũ vẫn ghi tên, chỉ không chọn được cho việc mới.",
)
def close_office(office_id: int) -> None:
    """Take an office out of use."""
    offices.close(office_id=office_id, by=current_user)
