"""JSON resources: a plan on its way down and up again, seen by the subordinate."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.lib import etags
from app.lib.errors import NotFound
from app.plans import actions, jobs, schemas
from app.plans.api.blueprint import resources
from app.plans.api.plans import Answer, tagged
from app.plans.models import Receipt
from app.plans.queries import derivation, incoming, plans


@resources.get("/plans/incoming")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.IncomingQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.IncomingListOut)
@resources.doc(summary="Kế hoạch cấp trên giao cho đơn vị")
def incoming_list(page: int, page_size: int, **filters: Any) -> dict[str, Any]:
    """What superiors have delivered, what is due first."""
    found = incoming.incoming(page=page, page_size=page_size, **filters)
    return {"items": found.items, "page": page, "page_size": page_size, "total": found.total}


@resources.post("/plans/<int:plan_id>/sighting")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.ReceiptOut)
@resources.doc(summary="Ghi nhận đơn vị đã mở xem kế hoạch được giao")
def see(plan_id: int) -> Receipt:
    """The office has opened the plan; only the first time counts."""
    return actions.see(plan_id=plan_id, by=current_user)


@resources.post("/plans/<int:plan_id>/acknowledgement")
@requires(Permission.PLAN_ACKNOWLEDGE)
@resources.response(200, schemas.ReceiptOut)
@resources.doc(summary="Tiếp nhận kế hoạch được giao")
def acknowledge(plan_id: int) -> Receipt:
    """Take the plan in; done twice, it is done once."""
    return actions.acknowledge(plan_id=plan_id, by=current_user)


@resources.get("/plans/<int:plan_id>/receipt")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.ReceiptOut)
@resources.doc(summary="Đơn vị đã làm gì với kế hoạch được giao")
def receipt(plan_id: int) -> Receipt:
    """The office's own receipt. 404 where the plan was not delivered here, or not yet opened."""
    found = incoming.delivery_of(plan_id).receipt
    if found is None:
        raise NotFound("Đơn vị chưa mở xem kế hoạch này.")
    return found


@resources.post("/plans/<int:plan_id>/derivation")
@requires(Permission.PLAN_EDIT)
@resources.response(201, schemas.PlanOut)
@resources.alt_response(200, schema=schemas.PlanOut, description="Đã có kế hoạch lập từ trước")
@resources.doc(summary="Lập dự thảo của đơn vị từ kế hoạch được giao")
def derive(plan_id: int) -> Answer:
    """The own draft out of the superior's plan; asked again, the same plan with 200."""
    made = actions.derive(plan_id=plan_id, by=current_user)
    answer, _, headers = tagged(made.plan.id, 201)
    return answer, 201 if made.is_new else 200, headers


@resources.get("/plans/<int:plan_id>/comparison")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.ComparisonOut)
@resources.doc(summary="Kế hoạch của đơn vị đối chiếu với kế hoạch cấp trên, từng nhiệm vụ")
def comparison(plan_id: int) -> derivation.Comparison:
    """A derived plan beside its source."""
    found = derivation.compare(plans.readable(plan_id))
    if found is None:
        raise NotFound("Kế hoạch này không được xây dựng từ kế hoạch nào của cấp trên.")
    return found


@resources.put("/tasks/<int:task_id>/disposition")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.DecisionSchema)
@resources.response(200, schemas.TaskOut)
@resources.doc(summary="Quyết định về nhiệm vụ cấp trên giao (cần If-Match)")
def decide(entry: dict[str, Any], task_id: int) -> Answer:
    """Keep, adapt or decline one of the superior's tasks in a draft."""
    version = etags.held(request.headers.get("If-Match"), plans.own_task(task_id).version)
    task = actions.decide_task(task_id=task_id, version=version, **entry, by=current_user)
    return task, 200, {"ETag": etags.of(task.version)}


@resources.post("/plans/<int:plan_id>/dispatch")
@requires(Permission.PLAN_SEND)
@resources.response(200, schemas.PlanOut)
@resources.doc(summary="Gửi kế hoạch đã ban hành lên cấp trên")
def send(plan_id: int) -> Answer:
    """Send an issued plan up; sent already, it is given back as it is."""
    jobs.send_and_tell(plan_id=plan_id, by=current_user)
    answer, status, headers = tagged(plan_id)
    return answer, status, {**headers, "Location": url_for("plans_api.show", plan_id=plan_id)}
