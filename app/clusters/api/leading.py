"""JSON resources: terms of office, and the notices that announce them."""

from typing import Any

from flask import url_for
from flask_login import current_user

from app.access import Permission, requires
from app.clusters import jobs, queries
from app.clusters.api.blueprint import resources
from app.clusters.queries import leading
from app.clusters.schemas import YearQuery
from app.clusters.schemas import leading as schemas


@resources.get("/clusters/<int:cluster_id>/terms")
@requires(Permission.CLUSTER_VIEW)
@resources.response(200, schemas.TermOut(many=True))
@resources.doc(summary="Cụm trưởng, cụm phó qua các năm")
def list_terms(cluster_id: int) -> Any:
    """Who led the cluster and those it was copied from."""
    queries.cluster(cluster_id)
    return leading.terms(cluster_id)


@resources.get("/cluster-notices")
@requires(Permission.CLUSTER_VIEW)
@resources.arguments(YearQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.NoticeOut(many=True))
@resources.doc(summary="Thông báo cụm trưởng, cụm phó của một năm")
def list_notices(year: int) -> Any:
    """The notices of a year."""
    return leading.notices(year=year)


@resources.post("/cluster-notices")
@requires(Permission.CLUSTER_ISSUE)
@resources.arguments(schemas.NoticeIn)
@resources.response(201, schemas.NoticeOut)
@resources.doc(summary="Ban hành thông báo cụm trưởng, cụm phó các cụm đã ban hành")
def issue_notice(given: dict[str, Any]) -> Any:
    """Issue a notice."""
    notice = jobs.issue_notice(**given, by=current_user)
    return notice, 201, {"Location": url_for("clusters_api.show_notice", notice_id=notice.id)}


@resources.get("/cluster-notices/<int:notice_id>")
@requires(Permission.CLUSTER_VIEW)
@resources.response(200, schemas.NoticeOut)
@resources.doc(summary="Một thông báo cụm trưởng, cụm phó")
def show_notice(notice_id: int) -> Any:
    """A notice as it was issued."""
    return leading.notice(notice_id)
