"""Telling units what has become of the scoring; deeds together with what follows from them."""

from collections.abc import Mapping, Sequence

from app.audit.actions import Person
from app.clusters import queries as clusters
from app.documents import actions as documents
from app.documents import queries as drawn
from app.lib import dates, numbers
from app.notifications import actions as notifications
from app.scoring import papers
from app.scoring.actions import appraisals, criteria_sets, explanations, sheets, standings
from app.scoring.actions.appraisals import Verdict
from app.scoring.actions.standings import Paper
from app.scoring.models import Announcement, Appraisal, CriteriaSet, ScoreSheet
from app.scoring.queries import criteria, statuses
from app.scoring.queries import sheets as sheet_queries
from app.scoring.queries import standings as results
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


def announce(*, set_id: int, cluster_id: int | None, paper: Paper, by: Person) -> Announcement:
    """Announce a result, and have those whom it ranks told."""
    made = standings.announce(set_id=set_id, cluster_id=cluster_id, paper=paper, by=by)
    jobs.enqueue(tell_announced, announcement_id=made.id, key=f"standings.announced:{made.id}")
    return made


def ask_paper(*, announcement_id: int, by: Person) -> int:
    """Have the paper of an announcement drawn, once; the id of the paper. Raises NotFound."""
    found = results.announcement(announcement_id)
    among = found.cluster_name or "toàn tỉnh"
    paper = documents.ask(
        subject_kind="announcements",
        subject_id=found.id,
        fingerprint="r1",
        title=f"Thông báo kết quả thi đua năm {found.year}: {among}",
        draw=draw,
        by=by,
    )
    return paper.id


@jobs.job("scoring.draw")
def draw(*, paper_id: int) -> None:
    """Draw the paper of an announcement that was asked for."""
    found = results.announcement(drawn.paper(paper_id).subject_id)
    board = results.announced_board(found.criteria_set_id, cluster_id=found.cluster_id)
    if board is None:
        return
    criteria_set = criteria.criteria_set(found.criteria_set_id)
    paper = papers.standings_paper(found, board, criteria_set, issuer=results.issuer(found))
    documents.finish(paper_id=paper_id, paper=paper, file_name=papers.file_name(found))


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


@jobs.job("scoring.tell_announced")
def tell_announced(*, announcement_id: int) -> None:
    """Tell every member of the cluster, or of all clusters, that the result is known."""
    found = results.announcement(announcement_id)
    members = statuses.of_set(found.criteria_set_id, cluster_id=found.cluster_id)
    where = "toàn tỉnh" if found.cluster_name is None else found.cluster_name
    text = f"Đã công bố kết quả chấm điểm, xếp hạng thi đua năm {found.year}: {where}."
    path = f"/standings?set={found.criteria_set_id}&cluster={found.cluster_id or ''}"
    readers = [one.member_id for one in members]
    _tell(readers, "standings.announced", found.id, text, path)


def _path(sheet: ScoreSheet) -> str:
    return f"/score-sheets/{sheet.id}"


def _tell(addressees: Sequence[int], kind: str, subject_id: int, text: str, path: str) -> None:
    notifications.tell(
        addressee_ids=addressees, kind=kind, text=text, path=path, key=f"{kind}:{subject_id}"
    )
