"""Criteria sets."""

from typing import Any

from flask import url_for
from flask_login import current_user

from app.access import Permission, requires
from app.scoring import jobs
from app.scoring.actions import criteria_sets as actions
from app.scoring.api.blueprint import Answer, held, resources, tagged
from app.scoring.models import CriteriaSet
from app.scoring.policies import criteria as policies
from app.scoring.queries import criteria as queries
from app.scoring.queries.criteria import SetLine
from app.scoring.samples import SAMPLES
from app.scoring.scale import Trial
from app.scoring.schemas import criteria as schemas
from app.scoring.tree import Problem


def _made(found: CriteriaSet) -> Answer:
    location = url_for("scoring_api.show_set", set_id=found.id)
    return tagged(found, 201, location)


@resources.get("/criteria-sets")
@requires(Permission.CRITERIA_VIEW)
@resources.response(200, schemas.SetLineOut(many=True))
@resources.doc(summary="Các bộ tiêu chí được xem")
def list_sets() -> list[SetLine]:
    """Issued sets; the province sees its drafts too."""
    return queries.sets()


@resources.post("/criteria-sets")
@requires(Permission.CRITERIA_EDIT)
@resources.arguments(schemas.SetIn)
@resources.response(201, schemas.SetOut)
@resources.doc(summary="Lập dự thảo bộ tiêu chí trống")
def draft_set(given: dict[str, Any]) -> Answer:
    """An empty draft."""
    found = actions.draft(content=schemas.set_content(given), by=current_user)
    return _made(found)


@resources.get("/criteria-sets/samples")
@requires(Permission.CRITERIA_VIEW)
@resources.response(200, schemas.SampleSetOut(many=True))
@resources.doc(summary="Các bộ tiêu chí mẫu (mẫu, không phải quy định)")
def list_samples() -> list[dict[str, str]]:
    """The example sets."""
    return [{"sample": key, "label": one.label} for key, one in SAMPLES.items()]


@resources.post("/criteria-sets/samples")
@requires(Permission.CRITERIA_EDIT)
@resources.arguments(schemas.SampleIn, as_kwargs=True)
@resources.response(201, schemas.SetOut)
@resources.doc(summary="Lập dự thảo từ một bộ tiêu chí mẫu (mẫu, không phải quy định)")
def draft_sample(**given: Any) -> Answer:
    """The example set as a draft."""
    return _made(actions.draft_sample(**given, by=current_user))


@resources.post("/criteria-sets/<int:set_id>/copies")
@requires(Permission.CRITERIA_EDIT)
@resources.arguments(schemas.CopyIn, as_kwargs=True)
@resources.response(201, schemas.SetOut)
@resources.doc(summary="Lập dự thảo từ một bộ tiêu chí đã có")
def copy_set(set_id: int, year: int) -> Answer:
    """Another set as a draft."""
    return _made(actions.draft_copy(from_id=set_id, year=year, by=current_user))


@resources.get("/criteria-sets/<int:set_id>")
@requires(Permission.CRITERIA_VIEW)
@resources.response(200, schemas.SetOut)
@resources.doc(summary="Thông tin chung của một bộ tiêu chí")
def show_set(set_id: int) -> Answer:
    """One set."""
    return tagged(queries.criteria_set(set_id))


@resources.put("/criteria-sets/<int:set_id>")
@requires(Permission.CRITERIA_EDIT)
@resources.arguments(schemas.SetIn)
@resources.response(200, schemas.SetOut)
@resources.doc(summary="Sửa thông tin chung của dự thảo (cần If-Match)")
def edit_set(given: dict[str, Any], set_id: int) -> Answer:
    """The whole head of a draft."""
    version = held(queries.criteria_set(set_id))
    content = schemas.set_content(given)
    found = actions.edit(set_id=set_id, version=version, content=content, by=current_user)
    return tagged(found)


@resources.delete("/criteria-sets/<int:set_id>")
@requires(Permission.CRITERIA_EDIT)
@resources.response(204)
@resources.doc(summary="Xóa dự thảo bộ tiêu chí (cần If-Match)")
def discard_set(set_id: int) -> None:
    """Delete a draft."""
    version = held(queries.criteria_set(set_id))
    actions.discard(set_id=set_id, version=version, by=current_user)


@resources.get("/criteria-sets/<int:set_id>/problems")
@requires(Permission.CRITERIA_VIEW)
@resources.response(200, schemas.ProblemOut(many=True))
@resources.doc(summary="Những điểm chưa đúng khiến bộ tiêu chí chưa ban hành được")
def list_problems(set_id: int) -> list[Problem]:
    """What is wrong with a draft."""
    return policies.problems(queries.criteria_set(set_id), queries.criteria(set_id))


@resources.post("/criteria-sets/<int:set_id>/issuance")
@requires(Permission.CRITERIA_ISSUE)
@resources.response(200, schemas.SetOut)
@resources.doc(summary="Ban hành bộ tiêu chí: không sửa được nữa, đơn vị bắt đầu tự chấm")
def issue_set(set_id: int) -> Answer:
    """Make it binding."""
    return tagged(jobs.issue_set(set_id=set_id, by=current_user))


@resources.post("/criteria-sets/<int:set_id>/trial")
@requires(Permission.CRITERIA_VIEW)
@resources.arguments(schemas.TrialIn)
@resources.response(200, schemas.TrialOut)
@resources.doc(summary="Tính thử điểm với số liệu giả định; không lưu gì")
def try_out(given: dict[str, Any], set_id: int) -> Trial:
    """Reckon sample values."""
    return queries.scale(set_id).try_out(given["values"])
