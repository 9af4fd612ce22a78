"""Telling units what has become of the scoring; deeds together with what follows from them."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.audit.actions import Person
from app.clusters import queries as clusters
from app.clusters.queries import leading
from app.lib import dates, numbers
from app.notifications import actions as notifications
from app.scoring import printing
from app.scoring.actions import announcements as announcing
from app.scoring.actions import appraisals, criteria_sets, explanations, moves, sheets
from app.scoring.actions import petitions as petitioning
from app.scoring.actions.announcements import Paper
from app.scoring.actions.appraisals import Verdict
from app.scoring.actions.petitions import Upload
from app.scoring.models import (
    Announcement,
    Appraisal,
    CriteriaSet,
    Petition,
    PetitionAnswer,
    ScoreSheet,
)
from app.scoring.policies import appraisals as appraisal_policies
from app.scoring.queries import announcements, criteria, petitions, statuses
from app.scoring.queries import appraisals as appraisal_queries
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
    """Announce a result, have its notice drawn, and those whom it ranks told."""
    made = announcing.announce(set_id=set_id, cluster_id=cluster_id, paper=paper, by=by)
    printing.ask_notice(announcement_id=made.id, by=by)
    jobs.enqueue(tell_announced, announcement_id=made.id, key=f"standings.announced:{made.id}")
    return made


def petition(
    *,
    announcement_id: int,
    criterion_id: int | None,
    text: str,
    files: Sequence[Upload],
    by: Person,
) -> Petition:
    """Send a petition, and have whoever announced told."""
    made = petitioning.petition(
        announcement_id=announcement_id, criterion_id=criterion_id, text=text, files=files, by=by
    )
    jobs.enqueue(tell_petition, petition_id=made.id, key=f"petition.sent:{made.id}")
    return made


def answer_petition(*, petition_id: int, granted: bool, reason: str, by: Person) -> PetitionAnswer:
    """Answer a petition, and have its member told."""
    made = petitioning.answer(petition_id=petition_id, granted=granted, reason=reason, by=by)
    jobs.enqueue(tell_answer, petition_id=petition_id, key=f"petition.answered:{petition_id}")
    return made


@jobs.job("scoring.tell_set_issued")
def tell_set_issued(*, set_id: int) -> None:
    """Tell the members of the clusters that they may score themselves."""
    found = criteria.criteria_set(set_id)
    groups = clusters.of_clusters(criteria.bound_clusters(set_id))
    until = "" if found.submit_by is None else f" Hạn nộp: {dates.short(found.submit_by)}."
    members = sorted({member for group in groups for member in group.roles})
    issuer = criteria.issuer_name(found)
    text = f"{issuer} ban hành “{found.title}”; đơn vị có thể tự chấm điểm.{until}"
    if found.replaces_id is not None:
        text = (
            f"{issuer} sửa đổi “{found.title}” (lần {found.edition}); mở bảng điểm để tiếp tục, số "
            f"liệu đã nhập được chuyển sang.{until}"
        )
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
    until = None
    if appraisal is not None:
        terms = appraisal_queries.terms(sheet.criteria_set_id)
        until = appraisal_policies.explain_until(appraisal, terms)
    said = "" if until is None else f" đến hết {dates.short(until)}"
    text = f"Kết quả thẩm định bảng điểm năm {sheet.year}: {total} điểm. Mời đơn vị giải trình"
    text += f"{said}."
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
    """Tell every member of the cluster, or of all clusters, that the result is known; those whose
    rank a further edition has moved, from where to where."""
    found = results.announcement(announcement_id)
    where = "toàn tỉnh" if found.cluster_name is None else found.cluster_name
    members = statuses.of_set(found.criteria_set_id, cluster_id=found.cluster_id)
    moved = _moved(found)
    path = f"/announcements/{found.id}"
    text = f"Đã công bố kết quả chấm điểm, xếp hạng thi đua năm {found.year}: {where}."
    if found.edition > 1:
        text = f"Công bố lại (lần {found.edition}) kết quả thi đua năm {found.year}: {where}."
    readers = [one.member_id for one in members if one.member_id not in moved]
    _tell(readers, "standings.announced", found.id, text, path)
    for said in sorted(set(moved.values())):
        told = [member_id for member_id, text in moved.items() if text == said]
        _tell(told, "standings.announced", found.id, f"{text} {said}", path)


def _moved(found: Announcement) -> dict[int, str]:
    """What to say to each member whose rank is another than in the edition before."""
    older = announcements.before(found)
    if older is None:
        return {}
    return {
        one.member_id: f"Thứ hạng của đơn vị thay đổi từ {one.before.rank} thành {one.after.rank}."
        for one in announcements.differences(older, found)
        if one.has_moved and one.before is not None and one.after is not None
    }


@jobs.job("scoring.tell_petition")
def tell_petition(*, petition_id: int) -> None:
    """Tell whoever announced that a petition has come."""
    one = petitions.line(petition_id)
    text = f"{one.petition.member_name} kiến nghị về kết quả năm {one.announcement.year}: "
    path = f"/petitions/{petition_id}"
    readers = [one.petition.province_id]
    _tell(readers, "petition.sent", petition_id, f"{text}{one.subject}.", path)


@jobs.job("scoring.tell_answer")
def tell_answer(*, petition_id: int) -> None:
    """Tell the member how its petition was answered."""
    one = petitions.line(petition_id)
    if one.answer is None:
        return
    how = "không được chấp nhận"
    if one.answer.granted:
        how = "được chấp nhận; Hội đồng sẽ xem xét lại"
    text = f"Kiến nghị về {one.subject} năm {one.announcement.year} {how}."
    path, readers = f"/petitions/{petition_id}", [one.petition.tenant_id]
    _tell(readers, "petition.answered", petition_id, text, path)


def _path(sheet: ScoreSheet) -> str:
    return f"/score-sheets/{sheet.id}"


def _tell(addressees: Sequence[int], kind: str, subject_id: int, text: str, path: str) -> None:
    notifications.tell(
        addressee_ids=addressees, kind=kind, text=text, path=path, key=f"{kind}:{subject_id}"
    )


def move_member(*, by: Person, **given: Any) -> int:
    """Move a member of a cluster (`moves.move`), and have its clusters told; the move's id."""
    move_id = moves.move(by=by, **given)
    jobs.enqueue(tell_moved, move_id=move_id, key=f"cluster.moved:{move_id}")
    return move_id


def succeed_member(*, by: Person, **given: Any) -> int:
    """Put a successor in a merged member's place (`moves.succeed`), and have its cluster told."""
    move_id = moves.succeed(by=by, **given)
    jobs.enqueue(tell_moved, move_id=move_id, key=f"cluster.moved:{move_id}")
    return move_id


@jobs.job("scoring.tell_moved")
def tell_moved(*, move_id: int) -> None:
    """Tell the members of the clusters that a member left or joined."""
    found = leading.move_named(move_id)
    touched = {found.move.from_cluster_id, found.move.to_cluster_id} - {None}
    groups = clusters.of_ids([one for one in touched if one is not None])
    for group in groups:
        notifications.tell(
            addressee_ids=sorted({*group.roles, found.member.id}),
            kind="cluster.members",
            text=f"{found.said} (từ ngày {dates.short(found.move.moved_on)}).",
            path=f"/clusters/{group.cluster.id}",
            key=f"cluster.moved:{move_id}",
        )
