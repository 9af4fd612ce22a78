"""JSON resources: clusters and their members."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.clusters import actions, jobs, queries, schemas
from app.clusters.api.blueprint import resources
from app.clusters.queries import Group
from app.lib import etags

Answer = tuple[Any, int, dict[str, str]]


def _tagged(group: Group, status: int = 200) -> Answer:
    return group, status, {"ETag": etags.of(group.cluster.version)}


def _version(cluster_id: int) -> int:
    return etags.held(request.headers.get("If-Match"), queries.cluster(cluster_id).version)


@resources.get("/clusters")
@requires(Permission.CLUSTER_VIEW)
@resources.arguments(schemas.YearQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.ClusterOut(many=True))
@resources.doc(summary="Các cụm, khối thi đua của một năm")
def list_clusters(year: int) -> list[Group]:
    """Issued clusters; who runs them sees drafts too."""
    return queries.readable(year=year)


@resources.post("/clusters")
@requires(Permission.CLUSTER_EDIT)
@resources.arguments(schemas.NewCluster, as_kwargs=True)
@resources.response(201, schemas.ClusterOut)
@resources.doc(summary="Lập một cụm, khối thi đua")
def create_cluster(**given: Any) -> Answer:
    """Make an empty cluster."""
    cluster = actions.create(**given, by=current_user)
    answer, status, headers = _tagged(queries.group(cluster.id), 201)
    location = url_for("clusters_api.show_cluster", cluster_id=cluster.id)
    return answer, status, {**headers, "Location": location}


@resources.get("/clusters/<int:cluster_id>")
@requires(Permission.CLUSTER_VIEW)
@resources.response(200, schemas.ClusterOut)
@resources.doc(summary="Một cụm, khối thi đua với các thành viên")
def show_cluster(cluster_id: int) -> Answer:
    """One cluster."""
    return _tagged(queries.group(cluster_id))


@resources.put("/clusters/<int:cluster_id>")
@requires(Permission.CLUSTER_EDIT)
@resources.arguments(schemas.ClusterEdit, as_kwargs=True)
@resources.response(200, schemas.ClusterOut)
@resources.doc(summary="Sửa dự thảo cụm: tên, thành viên, cụm trưởng, cụm phó (cần If-Match)")
def edit_cluster(cluster_id: int, **given: Any) -> Answer:
    """The whole of a draft cluster."""
    version = _version(cluster_id)
    actions.edit(cluster_id=cluster_id, version=version, **given, by=current_user)
    return _tagged(queries.group(cluster_id))


@resources.delete("/clusters/<int:cluster_id>")
@requires(Permission.CLUSTER_EDIT)
@resources.response(204)
@resources.doc(summary="Xóa dự thảo cụm (cần If-Match)")
def discard_cluster(cluster_id: int) -> None:
    """Delete a draft."""
    version = _version(cluster_id)
    actions.discard(cluster_id=cluster_id, version=version, by=current_user)


@resources.get("/clusters/<int:cluster_id>/members")
@requires(Permission.CLUSTER_VIEW)
@resources.response(200, schemas.MemberOut(many=True))
@resources.doc(summary="Thành viên của cụm, cụm trưởng trước")
def list_members(cluster_id: int) -> Any:
    """Members with their roles."""
    return list(queries.group(cluster_id).members)


@resources.post("/clusters/<int:cluster_id>/issuance")
@requires(Permission.CLUSTER_ISSUE)
@resources.response(200, schemas.ClusterOut)
@resources.doc(summary="Ban hành cụm: thành viên được thông báo")
def issue_cluster(cluster_id: int) -> Answer:
    """Announce one cluster."""
    jobs.issue(cluster_ids=[cluster_id], by=current_user)
    return _tagged(queries.group(cluster_id))


@resources.put("/clusters/<int:cluster_id>/roles")
@requires(Permission.CLUSTER_ISSUE)
@resources.arguments(schemas.Roles, as_kwargs=True)
@resources.response(200, schemas.ClusterOut)
@resources.doc(summary="Thay cụm trưởng, cụm phó của cụm đã ban hành (cần If-Match)")
def change_roles(cluster_id: int, **given: Any) -> Answer:
    """Another lead or deputy."""
    version = _version(cluster_id)
    jobs.change_roles(cluster_id=cluster_id, version=version, **given, by=current_user)
    return _tagged(queries.group(cluster_id))


@resources.put("/cluster-assignment")
@requires(Permission.CLUSTER_EDIT)
@resources.arguments(schemas.Assignment)
@resources.response(200, schemas.Count)
@resources.doc(summary="Phân nhiều đơn vị vào các cụm trong một lần")
def assign(given: dict[str, Any]) -> dict[str, int]:
    """Many units at once."""
    places = {place["member_id"]: place["cluster_id"] for place in given["places"]}
    return {"count": actions.assign(year=given["year"], places=places, by=current_user)}


@resources.post("/cluster-copies")
@requires(Permission.CLUSTER_EDIT)
@resources.arguments(schemas.Copy, as_kwargs=True)
@resources.response(201, schemas.Count)
@resources.doc(summary="Sao chép các cụm của năm trước")
def copy_clusters(from_year: int, to_year: int) -> dict[str, int]:
    """Last year's clusters as drafts."""
    return {"count": actions.copy(from_year=from_year, to_year=to_year, by=current_user)}
