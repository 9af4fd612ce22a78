"""Telling units what has become of the scoring; deeds together with what follows from them."""

from collections.abc import Mapping, Sequence

from app.audit.actions import Person
from app.clusters import queries as clusters
from app.lib import dates, numbers
from app.notifications import actions as notifications
from app.scoring.actions import appraisals, criteria_sets, explanations, sheets
from app.scoring.actions.appraisals import Verdict
from app.scoring.models import Appraisal, CriteriaSet, ScoreSheet
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


def send_appraisal(*, appraisal_id: int, by: Person) -> Appraisal:
    """Send an appraisal, and have the member told."""
    sent = appraisals.send(appraisal_id=appraisal_id, by=by)
    jobs.enqueue(tell_appraised, sheet_id=sent.sheet_id, key=f"appraisal.sent:{sent.id}")
    return sent


def send_explanation(*, sheet_id: int, by: Person) -> ScoreSheet:
    """Send the member's word, and have the appraiser told."""
    sheet = explanations.send(sheet_id=sheet_id, by=by)
    jobs.enqueue(tell_explained, sheet_id=sheet.id, key=f"explanation.sent:{sheet.id}")
    return sheet


def agree(*, sheet_id: int, by: Person) -> ScoreSheet:
    """Say that the member agrees, and have the appraiser told."""
    sheet = explanations.agree(sheet_id=sheet_id, by=by)
    jobs.enqueue(tell_explained, sheet_id=sheet.id, key=f"explanation.sent:{sheet.id}")
    return sheet


def settle(
    *, appraisal_id: int, version: int, verdicts: Mapping[int, Verdict], by: Person
) -> Appraisal:
    """Settle an appraisal, and have the member and the province told."""
    settled = appraisals.settle(
        appraisal_id=appraisal_id, version=version, verdicts=verdicts, by=by
    )
    jobs.enqueue(tell_settled, sheet_id=settled.sheet_id, key=f"appraisal.settled:{settled.id}")
    return settled


@jobs.job("scoring.tell_set_issued")
def tell_set_issued(*, set_id: int) -> None:
    """Tell the members of the clusters that they may score themselves."""
    found = criteria.criteria_set(set_id)
    groups = clusters.groups(year=found.year, kind=found.cluster_kind, issued_only=True)
    until = "" if found.submit_by is None else f" Hạn nộp: {dates.short(found.submit_by)}."
    members = sorted({member for group in groups for member in group.roles})
    text = f"Tỉnh ban hành “{found.title}”; đơn vị có thể tự chấm điểm.{until}"
    _tell(members, "criteria_set.issued", found.id, text, "/score-sheets")


@jobs.job("scoring.tell_submitted")
def tell_submitted(*, sheet_id: int) -> None:
    """Tell the appraiser what waits for it, and the province that the sheet has come in."""
    detail = sheet_queries.detail(sheet_id)
    name, sheet = detail.member.name, detail.sheet
    if sheet.appraiser_id is not None:
        text = f"{name} đã nộp bảng điểm năm {sheet.year}, chờ đơn vị bạn thẩm định."
        _tell([sheet.appraiser_id], "score_sheet.to_appraise", sheet.id, text, "/appraisals")
    text = f"{name} ({detail.cluster.name}) đã nộp bảng điểm năm {sheet.year}."
    _tell([sheet.province_id], "score_sheet.submitted", sheet.id, text, _path(sheet))


@jobs.job("scoring.tell_appraised")
def tell_appraised(*, sheet_id: int) -> None:
    """Tell the member that its appraisal has come."""
    detail = sheet_queries.detail(sheet_id)
    sheet, appraisal = detail.sheet, detail.appraisal
    total = "" if appraisal is None or appraisal.total is None else numbers.vi(appraisal.total)
    text = f"Kết quả thẩm định bảng điểm năm {sheet.year}: {total} điểm. Mời đơn vị giải trình."
    _tell([sheet.tenant_id], "appraisal.sent", sheet.id, text, _path(sheet))


@jobs.job("scoring.tell_explained")
def tell_explained(*, sheet_id: int) -> None:
    """Tell the appraiser that the member has answered."""
    detail = sheet_queries.detail(sheet_id)
    sheet = detail.sheet
    if sheet.appraiser_id is not None:
        text = f"{detail.member.name} đã giải trình về bảng điểm năm {sheet.year}; mời chốt điểm."
        _tell([sheet.appraiser_id], "explanation.sent", sheet.id, text, "/appraisals")


@jobs.job("scoring.tell_settled")
def tell_settled(*, sheet_id: int) -> None:
    """Tell the member and the province that the cluster has settled the sheet."""
    detail = sheet_queries.detail(sheet_id)
    sheet, appraisal = detail.sheet, detail.appraisal
    if appraisal is None or appraisal.settled_total is None:
        return
    total = numbers.vi(appraisal.settled_total)
    text = f"{detail.cluster.name} đã chốt điểm năm {sheet.year} của {detail.member.name}: {total}."
    readers = [sheet.tenant_id, sheet.province_id]
    _tell(readers, "appraisal.settled", sheet.id, text, _path(sheet))


def _path(sheet: ScoreSheet) -> str:
    return f"/score-sheets/{sheet.id}"


def _tell(addressees: Sequence[int], kind: str, subject_id: int, text: str, path: str) -> None:
    notifications.tell(
        addressee_ids=addressees, kind=kind, text=text, path=path, key=f"{kind}:{subject_id}"
    )
