"""JSON resources: the members of a cluster as recipients of a paper."""

from typing import Any

from flask_login import current_user

from app.access import Permission, requires
from app.clusters.actions.recipients import address
from app.clusters.api.blueprint import resources
from app.clusters.schemas import recipients as schemas


@resources.post("/outgoing-papers/<int:outgoing_id>/cluster-recipients")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.PaperRecipientsIn)
@resources.response(201, schemas.PaperRecipientsOut)
@resources.doc(summary="Thêm mọi thành viên của một cụm, khối vào nơi nhận của văn bản")
def add_paper_recipients(data: dict[str, Any], outgoing_id: int) -> dict[str, int]:
    """How many are new."""
    return {"added": address(paper_id=outgoing_id, by=current_user, **data)}
