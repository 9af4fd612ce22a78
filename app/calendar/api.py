"""JSON resources: the days of a span, the days that are remembered, the feed."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.calendar import actions, queries, schemas
from app.calendar.models import Anniversary
from app.lib import etags
from app.lib.resources import Blueprint

resources = Blueprint("calendar_api", __name__, description="Lịch công tác")


@resources.get("/calendar")
@requires(Permission.PROGRESS_VIEW)
@resources.arguments(schemas.SpanQuery, location="query")
@resources.response(200, schemas.EventOut(many=True))
@resources.doc(summary="Hạn và ngày kỷ niệm trong một khoảng ngày")
def events(span: dict[str, Any]) -> Any:
    """Every event of the span, by day."""
    only_of = current_user.id if span["only_mine"] else None
    return queries.days.events(span["first"], span["last"], only_of=only_of)


def _with_etag(row: Anniversary) -> tuple[Anniversary, dict[str, str]]:
    return row, {"ETag": etags.of(row.version)}


@resources.get("/anniversaries")
@requires(Permission.PROGRESS_VIEW)
@resources.response(200, schemas.AnniversaryOut(many=True))
@resources.doc(summary="Ngày kỷ niệm của đơn vị")
def anniversaries() -> Any:
    """The tenant's own days."""
    return queries.anniversaries.listed()


@resources.post("/anniversaries")
@requires(Permission.DIRECTORY_EDIT)
@resources.arguments(schemas.AnniversaryIn)
@resources.response(201, schemas.AnniversaryOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Thêm ngày kỷ niệm của đơn vị")
def add_anniversary(data: dict[str, Any]) -> Any:
    """Enter a day."""
    row = actions.add(by=current_user, **data)
    location = url_for("calendar_api.anniversary", anniversary_id=row.id)
    return row, 201, {"ETag": etags.of(row.version), "Location": location}


@resources.get("/anniversaries/<int:anniversary_id>")
@requires(Permission.PROGRESS_VIEW)
@resources.response(200, schemas.AnniversaryOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một ngày kỷ niệm của đơn vị")
def anniversary(anniversary_id: int) -> Any:
    """One day."""
    return _with_etag(queries.anniversaries.own(anniversary_id))


@resources.put("/anniversaries/<int:anniversary_id>")
@requires(Permission.DIRECTORY_EDIT)
@resources.arguments(schemas.AnniversaryIn)
@resources.response(200, schemas.AnniversaryOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa ngày kỷ niệm", parameters=[etags.IF_MATCH])
def change_anniversary(data: dict[str, Any], anniversary_id: int) -> Any:
    """Correct a day."""
    present = queries.anniversaries.own(anniversary_id)
    version = etags.held(request.headers.get("If-Match"), present.version)
    return _with_etag(
        actions.change(anniversary_id=anniversary_id, version=version, by=current_user, **data)
    )


@resources.delete("/anniversaries/<int:anniversary_id>")
@requires(Permission.DIRECTORY_EDIT)
@resources.response(204)
@resources.doc(summary="Xóa ngày kỷ niệm")
def remove_anniversary(anniversary_id: int) -> None:
    """Strike a day out."""
    actions.remove(anniversary_id=anniversary_id, by=current_user)


@resources.put("/calendar/feed")
@requires(Permission.PROGRESS_VIEW)
@resources.arguments(schemas.FeedIn)
@resources.response(200, schemas.FeedOut)
@resources.doc(summary="Tạo địa chỉ lịch (iCalendar) mới; địa chỉ cũ hết hiệu lực")
def open_feed(data: dict[str, bool]) -> Any:
    """A new address; it is shown this once."""
    row, token = actions.open_feed(only_mine=data["only_mine"], by=current_user)
    address = url_for("calendar.feed", token=token, _external=True)
    return {"address": address, "only_mine": row.only_mine, "created_at": row.created_at}


@resources.delete("/calendar/feed")
@requires(Permission.PROGRESS_VIEW)
@resources.response(204)
@resources.doc(summary="Thu hồi địa chỉ lịch")
def revoke_feed() -> None:
    """End the address."""
    actions.revoke(by=current_user)
