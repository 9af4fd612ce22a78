"""JSON resources: the ladder, the list of those late, one's own morning."""

from typing import Any

from flask import request
from flask_login import current_user

from app.access import Permission, requires, signed_in
from app.lib import clock, etags
from app.reminders import actions, schemas
from app.reminders.api.blueprint import resources
from app.reminders.queries import below, digests, ladders, subjects

Answer = tuple[Any, int, dict[str, str]]


def _tagged() -> Answer:
    standing = ladders.standing()
    return standing, 200, {"ETag": etags.of(standing.version)}


def _held() -> int:
    return etags.held(request.headers.get("If-Match"), ladders.standing().version)


@resources.get("/reminder-ladder")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.LadderOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Thang nhắc việc đang dùng")
def ladder() -> Answer:
    """The ladder that holds; version 0 where it is the usual one."""
    return _tagged()


@resources.put("/reminder-ladder")
@requires(Permission.REMINDER_EDIT)
@resources.arguments(schemas.LadderSchema)
@resources.response(200, schemas.LadderOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa thang nhắc việc (cần If-Match)", parameters=[etags.IF_MATCH])
def keep(given: dict[str, Any]) -> Answer:
    """Let another ladder hold."""
    actions.keep_ladder(**given, version=_held(), by=current_user)
    return _tagged()


@resources.delete("/reminder-ladder")
@requires(Permission.REMINDER_EDIT)
@resources.response(204)
@resources.doc(summary="Dùng lại thang thường dùng (cần If-Match)", parameters=[etags.IF_MATCH])
def restore() -> None:
    """Go back to the usual ladder."""
    actions.restore_usual_ladder(version=_held(), by=current_user)


@resources.post("/reminder-ladder/previews")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.PreviewSchema)
@resources.response(200, schemas.PreviewOut)
@resources.doc(summary="Với công việc năm nay, mỗi bậc sẽ nhắc bao nhiêu việc")
def preview(given: dict[str, Any]) -> dict[str, Any]:
    """How much each step will remind of until the end of the year."""
    steps = [step for step in given["steps"] if not step.is_below]
    counts = subjects.counts(steps, clock.today())
    return {"steps": [{"label": one.label, "count": counts[one.height]} for one in steps]}


@resources.get("/late-below")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.BelowQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.BelowOut)
@resources.doc(summary="Cấp dưới chậm hạn: theo đơn vị và theo nhiệm vụ của một kế hoạch")
def late_below(plan_id: int | None, kind: str | None, at_once: bool) -> dict[str, Any]:
    """What is late below with one plan; the newest where none is named."""
    today = clock.today()
    plan = below.plan_followed(plan_id, today)
    if plan is None:
        return {"plan_id": None, "latest": None, "units": [], "tasks": []}
    step = None if at_once else ladders.standing().below
    latest = below.yesterday() if step is None else step.latest(today)
    return {
        "plan_id": plan.id,
        "latest": latest,
        "units": below.units(plan, latest, kind=kind),
        "tasks": below.tasks(plan, latest),
    }


@resources.get("/digest")
@signed_in
@resources.response(200, schemas.DigestOut)
@resources.doc(summary="Việc của tôi hôm nay: đến hạn trong tuần, quá hạn, thông báo mới")
def digest() -> Any:
    """What one finds in the morning."""
    return digests.own(current_user.id) or {"due": [], "late": [], "news": []}
