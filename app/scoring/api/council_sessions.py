"""Sessions of the council."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_login import current_user

from app.access import Permission, requires
from app.scoring.actions import council_sessions as actions
from app.scoring.api.ballots import MANAGES
from app.scoring.api.blueprint import Answer, held, resources, tagged
from app.scoring.models import CouncilSession
from app.scoring.policies import criteria as set_policies
from app.scoring.queries import council_sessions as queries
from app.scoring.schemas import deciding as schemas
from tenants import context


@resources.get("/council-sessions")
@requires(Permission.SHEET_VIEW)
@resources.arguments(schemas.SetQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.SessionOut(many=True))
@resources.doc(summary="Các phiên họp Hội đồng xét kết quả theo một bộ tiêu chí")
def list_council_sessions(criteria_set_id: int) -> Sequence[CouncilSession]:
    """Newest first."""
    set_policies.check_arrange(context.acting())
    return queries.of_set(criteria_set_id)


@resources.post("/council-sessions")
@requires(*MANAGES)
@resources.arguments(schemas.SessionIn)
@resources.response(201, schemas.SessionOut)
@resources.doc(summary="Lập biên bản một phiên họp Hội đồng")
def write_council_session(given: dict[str, Any]) -> Answer:
    """A session."""
    set_id = given.pop("criteria_set_id")
    made = actions.write(set_id=set_id, content=schemas.session_content(given), by=current_user)
    address = url_for("scoring_api.show_council_session", council_session_id=made.id)
    return tagged(made, 201, address)


@resources.get("/council-sessions/<int:council_session_id>")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.SessionOut)
@resources.doc(summary="Biên bản một phiên họp Hội đồng")
def show_council_session(council_session_id: int) -> Answer:
    """One session."""
    return tagged(queries.session(council_session_id))


@resources.put("/council-sessions/<int:council_session_id>")
@requires(*MANAGES)
@resources.arguments(schemas.SessionEdit)
@resources.response(200, schemas.SessionOut)
@resources.doc(summary="Sửa biên bản phiên họp chưa chốt (cần If-Match)")
def edit_council_session(given: dict[str, Any], council_session_id: int) -> Answer:
    """What the minutes say."""
    version = held(queries.session(council_session_id))
    content = schemas.session_content(given)
    made = actions.edit(
        session_id=council_session_id, version=version, content=content, by=current_user
    )
    return tagged(made)


@resources.post("/council-sessions/<int:council_session_id>/closing")
@requires(*MANAGES)
@resources.response(200, schemas.SessionOut)
@resources.doc(summary="Chốt biên bản phiên họp (cần If-Match)")
def close_council_session(council_session_id: int) -> Answer:
    """Close the minutes."""
    version = held(queries.session(council_session_id))
    return tagged(actions.close(session_id=council_session_id, version=version, by=current_user))
