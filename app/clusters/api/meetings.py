"""JSON resources: the meetings of a cluster and their minutes."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.clusters import jobs, queries
from app.clusters.actions import meetings as actions
from app.clusters.actions.meetings import MeetingContent, MinutesContent
from app.clusters.api.blueprint import resources
from app.clusters.queries import year
from app.clusters.queries.year import Meeting
from app.clusters.schemas import year as schemas
from app.clusters.terms import Occasion
from app.lib import etags

Answer = tuple[Any, int, dict[str, str]]
EDITS = {"parameters": [etags.IF_MATCH]}


def _held(version: int) -> int:
    return etags.held(request.headers.get("If-Match"), version)


def _found(cluster_id: int, occasion: str) -> tuple[Occasion, Meeting]:
    which = schemas.occasion_of(occasion)
    queries.cluster(cluster_id)
    return which, year.meeting(cluster_id, which)


def _tagged(cluster_id: int, which: Occasion, status: int = 200) -> Answer:
    found = year.meeting(cluster_id, which)
    return found, status, {"ETag": etags.of(found.meeting.version)}


@resources.get("/clusters/<int:cluster_id>/meetings/<occasion>")
@requires(Permission.CLUSTER_VIEW)
@resources.response(200, schemas.MeetingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Hội nghị sơ kết (half_year) hoặc tổng kết (year) của cụm")
def show_meeting(cluster_id: int, occasion: str) -> Answer:
    """A meeting with its minutes."""
    which, _ = _found(cluster_id, occasion)
    return _tagged(cluster_id, which)


@resources.post("/clusters/<int:cluster_id>/meetings/<occasion>")
@requires(Permission.CLUSTER_WORK)
@resources.arguments(schemas.MeetingIn)
@resources.response(201, schemas.MeetingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Chuẩn bị một hội nghị (cụm trưởng)")
def plan_meeting(content: MeetingContent, cluster_id: int, occasion: str) -> Answer:
    """Set a meeting."""
    which = schemas.occasion_of(occasion)
    jobs.plan_meeting(
        cluster_id=cluster_id, occasion=which, version=None, content=content, by=current_user
    )
    answer, status, headers = _tagged(cluster_id, which, 201)
    location = url_for("clusters_api.show_meeting", cluster_id=cluster_id, occasion=occasion)
    return answer, status, {**headers, "Location": location}


@resources.put("/clusters/<int:cluster_id>/meetings/<occasion>")
@requires(Permission.CLUSTER_WORK)
@resources.arguments(schemas.MeetingIn)
@resources.response(200, schemas.MeetingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Đổi lịch, nội dung hội nghị (cần If-Match)", **EDITS)
def change_meeting(content: MeetingContent, cluster_id: int, occasion: str) -> Answer:
    """Set a meeting otherwise."""
    which, found = _found(cluster_id, occasion)
    jobs.plan_meeting(
        cluster_id=cluster_id,
        occasion=which,
        version=_held(found.meeting.version),
        content=content,
        by=current_user,
    )
    return _tagged(cluster_id, which)


@resources.post("/clusters/<int:cluster_id>/meetings/<occasion>/invitation")
@requires(Permission.CLUSTER_SIGN)
@resources.response(200, schemas.MeetingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Gửi giấy mời họp (cần If-Match)", **EDITS)
def call_meeting(cluster_id: int, occasion: str) -> Answer:
    """Send the invitation."""
    which, found = _found(cluster_id, occasion)
    version = _held(found.meeting.version)
    jobs.call_meeting(cluster_id=cluster_id, occasion=which, version=version, by=current_user)
    return _tagged(cluster_id, which)


@resources.post("/clusters/<int:cluster_id>/meetings/<occasion>/minutes")
@requires(Permission.CLUSTER_WORK)
@resources.arguments(schemas.MinutesIn)
@resources.response(201, schemas.MinutesOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Ghi biên bản hội nghị")
def begin_minutes(content: MinutesContent, cluster_id: int, occasion: str) -> Answer:
    """Begin the minutes."""
    which, _ = _found(cluster_id, occasion)
    row = actions.write_minutes(
        cluster_id=cluster_id, occasion=which, version=None, content=content, by=current_user
    )
    location = url_for("clusters_api.show_meeting", cluster_id=cluster_id, occasion=occasion)
    return row, 201, {"ETag": etags.of(row.version), "Location": location}


@resources.put("/clusters/<int:cluster_id>/meetings/<occasion>/minutes")
@requires(Permission.CLUSTER_WORK)
@resources.arguments(schemas.MinutesIn)
@resources.response(200, schemas.MinutesOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa biên bản chưa gửi (cần If-Match của biên bản)", **EDITS)
def edit_minutes(content: MinutesContent, cluster_id: int, occasion: str) -> Answer:
    """Write on in the minutes."""
    which, found = _found(cluster_id, occasion)
    row = actions.write_minutes(
        cluster_id=cluster_id,
        occasion=which,
        version=_held(year.minutes_of(found).version),
        content=content,
        by=current_user,
    )
    return row, 200, {"ETag": etags.of(row.version)}


@resources.post("/clusters/<int:cluster_id>/meetings/<occasion>/minutes/sending")
@requires(Permission.CLUSTER_SIGN)
@resources.response(200, schemas.MinutesOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Gửi biên bản đến các thành viên (cần If-Match của biên bản)", **EDITS)
def send_minutes(cluster_id: int, occasion: str) -> Answer:
    """Send the minutes."""
    which, found = _found(cluster_id, occasion)
    version = _held(year.minutes_of(found).version)
    row = jobs.send_minutes(cluster_id=cluster_id, occasion=which, version=version, by=current_user)
    return row, 200, {"ETag": etags.of(row.version)}
