"""Resources: whom verifications trust, kept by the operator of the platform."""

from collections.abc import Sequence
from typing import Any

from flask_login import current_user

from app.access import Permission, requires
from app.signatures import actions, queries, schemas
from app.signatures.api.blueprint import resources
from app.signatures.models import TrustAnchor

MOST_BYTES = 10 * 1024 * 1024


@resources.get("/trust-anchors")
@requires(Permission.PLATFORM_MANAGE)
@resources.response(200, schemas.AnchorOut(many=True))
@resources.doc(summary="Danh sách tin cậy: chứng thư gốc, trung gian, danh sách thu hồi")
def trust_anchors() -> Sequence[TrustAnchor]:
    """The list."""
    return queries.anchors()


@resources.post("/trust-anchors")
@requires(Permission.PLATFORM_MANAGE)
@resources.arguments(schemas.AnchorUpload, location="files")
@resources.response(201, schemas.AnchorOut(many=True))
@resources.doc(summary="Thêm chứng thư hoặc danh sách thu hồi (multipart/form-data)")
def add_anchors(files: dict[str, Any]) -> list[TrustAnchor]:
    """Enter what a file holds; the answer names what is new."""
    content = schemas.read_upload(files["file"], "file", "Hãy chọn tệp chứng thư.", MOST_BYTES)
    return actions.add_anchors(content=content, by=current_user)


@resources.delete("/trust-anchors/<int:anchor_id>")
@requires(Permission.PLATFORM_MANAGE)
@resources.response(204)
@resources.doc(summary="Bỏ một mục khỏi danh sách tin cậy")
def remove_anchor(anchor_id: int) -> None:
    """Trust an entry no more."""
    actions.remove_anchor(anchor_id=anchor_id, by=current_user)
