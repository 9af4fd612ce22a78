"""JSON resources: groups of offices, and the people of an office."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.accounts import queries as accounts
from app.directory import queries, schemas
from app.directory.actions import groups, people
from app.directory.api.blueprint import resources
from app.directory.models import OfficeGroup
from app.directory.terms import OfficeKind
from app.lib import etags

Answer = tuple[Any, int, dict[str, str]]


def _shown(group: OfficeGroup) -> dict[str, Any]:
    register = queries.office_register()
    return {
        "id": group.id,
        "name": group.name,
        "aliases": group.aliases,
        "kinds": group.kinds,
        "office_ids": sorted(queries.chosen_offices(group.id)),
        "member_ids": [office.id for office in register.members(group)],
        "version": group.version,
    }


def _tagged(group: OfficeGroup, status: int = 200) -> Answer:
    headers = {"ETag": etags.of(group.version)}
    if status == 201:
        headers["Location"] = url_for("directory_api.group", group_id=group.id)
    return _shown(group), status, headers


@resources.get("/office-groups")
@requires(Permission.DIRECTORY_VIEW)
@resources.response(200, schemas.GroupSchema(many=True))
@resources.doc(summary="Nhóm cơ quan: cách gọi chung trong văn bản và các phòng, ban thuộc nhóm")
def groups_list() -> Any:
    """The groups of the tenant."""
    register = queries.office_register()
    return [
        {
            "id": group.id,
            "name": group.name,
            "aliases": group.aliases,
            "kinds": group.kinds,
            "office_ids": sorted(register.chosen.get(group.id, ())),
            "member_ids": [office.id for office in register.members(group)],
            "version": group.version,
        }
        for group in register.groups
    ]


@resources.post("/office-groups")
@requires(Permission.DIRECTORY_EDIT)
@resources.arguments(schemas.GroupInSchema)
@resources.response(201, schemas.GroupSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Thêm nhóm cơ quan")
def add_group(data: dict[str, Any]) -> Answer:
    """Enter a group."""
    return _tagged(groups.add(by=current_user, **data), 201)


@resources.get("/office-groups/<int:group_id>")
@requires(Permission.DIRECTORY_VIEW)
@resources.response(200, schemas.GroupSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một nhóm cơ quan")
def group(group_id: int) -> Answer:
    """One group."""
    return _tagged(queries.group(group_id))


@resources.patch("/office-groups/<int:group_id>")
@requires(Permission.DIRECTORY_EDIT)
@resources.arguments(schemas.GroupInSchema(partial=True))
@resources.response(200, schemas.GroupSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa nhóm cơ quan", parameters=[etags.IF_MATCH])
def change_group(data: dict[str, Any], group_id: int) -> Answer:
    """Say anew whom a group means."""
    present = queries.group(group_id)
    version = etags.held(request.headers.get("If-Match"), present.version)
    values = {
        "name": present.name,
        "aliases": present.aliases,
        "kinds": [OfficeKind(kind) for kind in present.kinds],
        "office_ids": sorted(queries.chosen_offices(group_id)),
        **data,
    }
    return _tagged(groups.change(group_id=group_id, version=version, by=current_user, **values))


@resources.delete("/office-groups/<int:group_id>")
@requires(Permission.DIRECTORY_EDIT)
@resources.response(204)
@resources.doc(summary="Bỏ nhóm cơ quan; các phòng, ban của nhóm vẫn còn")
def remove_group(group_id: int) -> None:
    """Take a group out."""
    groups.remove(group_id=group_id, by=current_user)


def _people(office_id: int) -> Answer:
    queries.office(office_id)
    seated = queries.seated(office_id)
    found = [one for one in accounts.members() if one.id in seated]
    return found, 200, {"ETag": etags.of(queries.seats_version(seated))}


@resources.get("/offices/<int:office_id>/people")
@requires(Permission.DIRECTORY_VIEW)
@resources.response(200, schemas.OfficePersonSchema(many=True), headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Người của một phòng, ban")
def people_list(office_id: int) -> Answer:
    """Who works in an office."""
    return _people(office_id)


@resources.put("/offices/<int:office_id>/people")
@requires(Permission.DIRECTORY_EDIT)
@resources.arguments(schemas.PeopleInSchema)
@resources.response(200, schemas.OfficePersonSchema(many=True), headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Ghi lại cả danh sách người của phòng, ban", parameters=[etags.IF_MATCH])
def seat_people(data: dict[str, Any], office_id: int) -> Answer:
    """Say who works in an office."""
    queries.office(office_id)
    present = queries.seats_version(queries.seated(office_id))
    version = etags.held(request.headers.get("If-Match"), present)
    people.seat(office_id=office_id, version=version, by=current_user, **data)
    return _people(office_id)
