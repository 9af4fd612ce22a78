"""Groups and criteria of a set."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_login import current_user

from app.access import Permission, requires
from app.scoring.actions import criteria as actions
from app.scoring.api.blueprint import Answer, held, resources, tagged
from app.scoring.content import NodeContent
from app.scoring.models import Criterion
from app.scoring.queries import criteria as queries
from app.scoring.scale import placed
from app.scoring.schemas import criteria as schemas


@resources.get("/criteria-sets/<int:set_id>/criteria")
@requires(Permission.CRITERIA_VIEW)
@resources.response(200, schemas.NodeOut(many=True))
@resources.doc(summary="Cây nhóm và tiêu chí của bộ, theo thứ tự in")
def list_criteria(set_id: int) -> Sequence[Criterion]:
    """Every group before what it holds."""
    queries.criteria_set(set_id)
    return [row.criterion for row in placed(queries.criteria(set_id))]


@resources.post("/criteria-sets/<int:set_id>/criteria")
@requires(Permission.CRITERIA_EDIT)
@resources.arguments(schemas.NodeIn)
@resources.response(201, schemas.NodeOut)
@resources.doc(summary="Thêm nhóm hoặc tiêu chí vào dự thảo")
def add_criterion(given: dict[str, Any], set_id: int) -> Answer:
    """Put it last below its parent."""
    parent_id = given.pop("parent_id")
    node = actions.add(
        set_id=set_id, parent_id=parent_id, content=NodeContent(**given), by=current_user
    )
    return tagged(node, 201, url_for("scoring_api.show_criterion", criterion_id=node.id))


@resources.get("/criteria/<int:criterion_id>")
@requires(Permission.CRITERIA_VIEW)
@resources.response(200, schemas.NodeOut)
@resources.doc(summary="Một nhóm hoặc tiêu chí")
def show_criterion(criterion_id: int) -> Answer:
    """One node."""
    return tagged(queries.criterion(criterion_id))


@resources.put("/criteria/<int:criterion_id>")
@requires(Permission.CRITERIA_EDIT)
@resources.arguments(schemas.NodeFields)
@resources.response(200, schemas.NodeOut)
@resources.doc(summary="Sửa nhóm hoặc tiêu chí của dự thảo (cần If-Match)")
def edit_criterion(given: dict[str, Any], criterion_id: int) -> Answer:
    """The whole node."""
    version = held(queries.criterion(criterion_id))
    node = actions.edit(
        criterion_id=criterion_id, version=version, content=NodeContent(**given), by=current_user
    )
    return tagged(node)


@resources.delete("/criteria/<int:criterion_id>")
@requires(Permission.CRITERIA_EDIT)
@resources.response(204)
@resources.doc(summary="Xóa nhóm hoặc tiêu chí khỏi dự thảo (cần If-Match)")
def remove_criterion(criterion_id: int) -> None:
    """Take it out, with all below it."""
    version = held(queries.criterion(criterion_id))
    actions.remove(criterion_id=criterion_id, version=version, by=current_user)


@resources.put("/criteria/<int:criterion_id>/position")
@requires(Permission.CRITERIA_EDIT)
@resources.arguments(schemas.Move, as_kwargs=True)
@resources.response(200, schemas.NodeOut)
@resources.doc(summary="Chuyển một mục lên hoặc xuống một bậc trong nhóm")
def move_criterion(criterion_id: int, step: int) -> Answer:
    """One place up or down."""
    return tagged(actions.move(criterion_id=criterion_id, step=step, by=current_user))
