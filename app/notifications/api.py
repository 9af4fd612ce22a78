"""JSON resources: what the tenant has been told."""

from typing import Any

from flask_login import current_user

from app.access import signed_in
from app.lib.resources import Blueprint
from app.notifications import actions, queries, schemas

resources = Blueprint("notifications_api", __name__, description="Thông báo")


@resources.get("/notifications")
@signed_in
@resources.arguments(schemas.InboxQuerySchema, location="query")
@resources.response(200, schemas.InboxSchema)
@resources.doc(summary="Thông báo gửi đến đơn vị, chưa đọc trước")
def inbox(data: dict[str, Any]) -> Any:
    """The notices, those that one has not read first."""
    return queries.inbox(
        by=current_user, only_unread=data["is_unread"], page=data["page"], size=data["page_size"]
    )


@resources.post("/notifications/readings")
@signed_in
@resources.arguments(schemas.ReadingsSchema)
@resources.response(201, schemas.ReadSchema)
@resources.doc(summary="Đánh dấu thông báo là đã đọc")
def read(data: dict[str, Any]) -> Any:
    """Mark notices as read."""
    return {"read": actions.mark_read(notification_ids=data["ids"], by=current_user)}
