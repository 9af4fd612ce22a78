"""Telling units what has become of the scoring; deeds together with what follows from them."""

from app.audit.actions import Person
from app.clusters import queries as clusters
from app.notifications import actions as notifications
from app.scoring.actions import criteria_sets, sheets
from app.scoring.models import CriteriaSet, ScoreSheet
from app.scoring.queries import criteria
from app.scoring.queries import sheets as sheet_queries
from tenants import jobs


def issue_set(*, set_id: int, by: Person) -> CriteriaSet:
    """Issue a criteria set, and have the members of its clusters told."""
    found = criteria_sets.issue(set_id=set_id, by=by)
    jobs.enqueue(tell_set_issued, set_id=found.id, key=f"criteria_set.issued:{found.id}")
    return found


def submit_sheet(*, sheet_id: int, by: Person) -> ScoreSheet:
    """Submit a sheet, and have its appraiser and the province told."""
    sheet = sheets.submit(sheet_id=sheet_id, by=by)
    jobs.enqueue(tell_submitted, sheet_id=sheet.id, key=f"score_sheet.submitted:{sheet.id}")
    return sheet


@jobs.job("scoring.tell_set_issued")
def tell_set_issued(*, set_id: int) -> None:
    """Tell the members of the clusters that they may score themselves."""
    found = criteria.criteria_set(set_id)
    groups = clusters.groups(year=found.year, kind=found.cluster_kind, issued_only=True)
    until = "" if found.submit_by is None else f" Hạn nộp: {found.submit_by:%d/%m/%Y}."
    notifications.tell(
        addressee_ids=sorted({member for group in groups for member in group.roles}),
        kind="criteria_set.issued",
        text=f"Tỉnh ban hành “{found.title}”; đơn vị có thể tự chấm điểm.{until}",
        path="/score-sheets",
        key=f"criteria_set.issued:{found.id}",
    )


@jobs.job("scoring.tell_submitted")
def tell_submitted(*, sheet_id: int) -> None:
    """Tell the appraiser what waits for it, and the province that the sheet has come in."""
    detail = sheet_queries.detail(sheet_id)
    name, sheet = detail.member.name, detail.sheet
    if sheet.appraiser_id is None:
        return
    notifications.tell(
        addressee_ids=[sheet.appraiser_id],
        kind="score_sheet.to_appraise",
        text=f"{name} đã nộp bảng điểm năm {sheet.year}, chờ đơn vị bạn thẩm định.",
        path="/appraisals",
        key=f"score_sheet.to_appraise:{sheet.id}",
    )
    notifications.tell(
        addressee_ids=[sheet.province_id],
        kind="score_sheet.submitted",
        text=f"{name} ({detail.cluster.name}) đã nộp bảng điểm năm {sheet.year}.",
        path=f"/score-sheets/{sheet.id}",
        key=f"score_sheet.submitted:{sheet.id}",
    )
