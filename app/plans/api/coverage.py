"""JSON resources: how far an issued plan has come below, seen by its issuer."""

from typing import Any

from app.access import Permission, requires
from app.plans import schemas
from app.plans.api.blueprint import resources
from app.plans.queries import coverage as coverages
from app.plans.queries import matrix as matrices
from app.plans.queries import plans
from app.plans.queries import received as arrivals
from app.plans.queries.coverage import Coverage
from app.plans.queries.matrix import Matrix, MatrixRow
from app.plans.terms import MatrixView


@resources.get("/plans/<int:plan_id>/deliveries")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.DeliveryQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.MatrixOut)
@resources.doc(summary="Ma trận: từng đơn vị nhận kế hoạch đã làm đến bước nào")
def deliveries(plan_id: int, view: MatrixView, q: str, page: int, page_size: int) -> dict[str, Any]:
    """Recipients × steps; the counts are over all recipients, whatever is asked for."""
    found = matrices.matrix(plans.own(plan_id).id)
    shown = found.shown(view, q)
    return {
        "counts": _counts(found),
        "items": [_line(found, row) for row in shown[(page - 1) * page_size : page * page_size]],
        "page": page,
        "page_size": page_size,
        "total": len(shown),
    }


def _counts(found: Matrix) -> dict[str, int]:
    reached = {step.value: count for step, count in found.reached.items()}
    return {**reached, "returned": found.returned, "late": found.late}


def _line(found: Matrix, row: MatrixRow) -> dict[str, Any]:
    return {**vars(row), "state": row.state, "late": row.is_late(found.today)}


@resources.get("/plans/<int:plan_id>/coverage")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.CoverageOut)
@resources.doc(summary="Mức độ thực hiện từng nhiệm vụ trong các kế hoạch cấp dưới gửi lên")
def coverage(plan_id: int) -> Coverage:
    """How many recipients kept, adapted and declined each task."""
    return coverages.coverage(plans.own(plan_id).id)


@resources.get("/tasks/<int:task_id>/coverage")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.TaskAnswersOut)
@resources.doc(summary="Một nhiệm vụ: đơn vị nào giữ, điều chỉnh, không thực hiện và vì sao")
def task_coverage(task_id: int) -> dict[str, Any]:
    """Every recipient's answer to one task."""
    task, answers = coverages.task_answers(plans.own_task(task_id).id)
    return {"task": task, "answers": answers}


@resources.get("/plans/received")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.ReceivedQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.ReceivedListOut)
@resources.doc(summary="Kế hoạch cấp dưới đã gửi lên")
def received(page: int, page_size: int, **filters: Any) -> dict[str, Any]:
    """What came up, the newest first."""
    found = arrivals.received(page=page, page_size=page_size, **filters)
    return {"items": found.items, "page": page, "page_size": page_size, "total": found.total}
