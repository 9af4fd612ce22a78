"""JSON resources: who may sign for the head; what became of issued papers."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.correspondence.actions import changes as changing
from app.correspondence.actions import delegations as actions
from app.correspondence.api.blueprint import resources
from app.correspondence.models import Delegation
from app.correspondence.queries import changes, delegations
from app.correspondence.schemas import steps as schemas
from app.lib import etags
from app.registers import queries as registers

Answer = tuple[Any, int, dict[str, str]]


def _held() -> int | None:
    return etags.named(request.headers.get("If-Match"))


def _tagged(given: Delegation, status: int = 200, **headers: str) -> Answer:
    return given, status, {"ETag": etags.of(given.version), **headers}


@resources.get("/delegations")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.DelegationOut(many=True))
@resources.doc(summary="Ai được giao ký thay, ký thừa lệnh, ký thừa ủy quyền")
def list_delegations() -> Any:
    """Every delegation of the unit, the latest first."""
    return delegations.all_()


@resources.post("/delegations")
@requires(Permission.PAPER_APPROVE)
@resources.arguments(schemas.DelegationIn)
@resources.response(201, schemas.DelegationOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Ghi việc giao ký thay, thừa lệnh, thừa ủy quyền")
def give(given: dict[str, Any]) -> Answer:
    """Give somebody leave to sign for the head."""
    made = actions.give(**given, by=current_user)
    page = url_for("correspondence_api.delegation", delegation_id=made.id)
    return _tagged(made, 201, Location=page)


@resources.get("/delegations/<int:delegation_id>")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.DelegationOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một việc giao ký")
def delegation(delegation_id: int) -> Answer:
    """One delegation of the unit."""
    return _tagged(delegations.own(delegation_id))


@resources.post("/delegations/<int:delegation_id>/ending")
@requires(Permission.PAPER_APPROVE)
@resources.arguments(schemas.EndingIn)
@resources.response(200, schemas.DelegationOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(
    summary="Kết thúc việc giao ký trước thời hạn (cần If-Match)", parameters=[etags.IF_MATCH]
)
def end(given: dict[str, Any], delegation_id: int) -> Answer:
    """End a delegation before its time."""
    version = _held()
    return _tagged(
        actions.end(delegation_id=delegation_id, version=version, **given, by=current_user)
    )


@resources.get("/outgoing-papers/<int:outgoing_id>/changes")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.PaperChangeOut(many=True), headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Văn bản đã bị thu hồi, thay thế, đính chính thế nào")
def list_changes(outgoing_id: int) -> Answer:
    """What became of an issued paper, own or received."""
    paper = registers.paper(outgoing_id)
    return changes.of_paper(paper.id), 200, {"ETag": etags.of(paper.version)}


@resources.post("/outgoing-papers/<int:outgoing_id>/changes")
@requires(Permission.PAPER_APPROVE)
@resources.arguments(schemas.PaperChangeIn)
@resources.response(201, schemas.PaperChangeOut)
@resources.doc(
    summary="Thu hồi, thay thế, đính chính văn bản (cần If-Match)", parameters=[etags.IF_MATCH]
)
def change(given: dict[str, Any], outgoing_id: int) -> Answer:
    """Revoke, replace or correct a paper of the own register."""
    row = changing.change(
        paper_id=outgoing_id,
        kind=given["change"],
        reason=given["reason"],
        by_paper_id=given["by_paper_id"],
        version=_held(),
        by=current_user,
    )
    return row, 201, {"Location": url_for("correspondence.outgoing", outgoing_id=outgoing_id)}
