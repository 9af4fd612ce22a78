"""Writing a report, sending it up, and answering one that came. Every write of reports."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents.terms import PaperKind
from app.lib import clock, dates
from app.lib.errors import Conflict, Invalid, Stale
from app.notifications import actions as notifications
from app.plans import policies as plan_policies
from app.plans.actions import Signature
from app.plans.terms import organ_name
from app.progress import queries as progress
from app.registers import actions as entering
from app.registers import policies as books
from app.registers import queries as registers
from app.registers.actions import Dispatch, Subject
from app.registers.queries import OutgoingPaper
from app.reports import papers, policies, queries
from app.reports.models import Report, ReportLine, Review, Submission
from app.reports.queries.figures import Line
from app.reports.queries.own import SENT_COLUMNS, Live, Standing
from app.reports.terms import REPORT_FIELDS, SECTIONS, ReportKind, ReportState, Verdict
from tenants import context
from tenants.db import db

DISPATCH = Dispatch(recipients=papers.RECIPIENTS, archive=papers.ARCHIVE)


def draft(*, plan_id: int, kind: ReportKind, by: Person) -> Report:
    """Begin the report of this kind on one's issued plan; begun before, it is given as it is.

    Raises NotFound for a draft and for another's plan, Conflict where there is nobody above.
    """
    plan = progress.own_plan(plan_id)
    tenant = queries.own.tenant(plan.tenant_id)
    addressee_id = plan_policies.addressee_of(plan, tenant)
    if addressee_id is None:
        raise Conflict(f"{tenant.name} không có cấp trên trong hệ thống để gửi báo cáo.")
    report_id = db.session.scalar(
        insert(Report)
        .values(
            tenant_id=tenant.id,
            plan_id=plan.id,
            kind=kind,
            year=plan.year,
            title=kind.usual_title(plan.year),
            symbol="BC-UBND" if tenant.kind.has_committee else f"BC-{tenant.code}",
            place=plan.place,
            narrative={},
            addressee_id=addressee_id,
        )
        .on_conflict_do_nothing(index_elements=["tenant_id", "plan_id", "kind"])
        .returning(Report.id)
    )
    report = queries.own.report_on(plan.id, kind)
    if report is None:
        raise Conflict("Chưa tạo được báo cáo; hãy thử lại.")
    if report_id is not None:
        audit.record("report.drafted", report, by=by, kind=kind.value, plan_id=plan.id)
    return report


def edit(*, report_id: int, version: int, changes: Mapping[str, Any], by: Person) -> Report:
    """Change the abstract or sections of the narrative: only what `changes` names.

    `changes`: {"title": …, "narrative": {key: text}}. Raises NotFound, Conflict while the report
    lies with its addressee or was accepted, Invalid, and Stale with what differs.
    """
    standing = queries.own.standing_for_change(report_id)
    policies.check_edit(standing.state)
    report = standing.report
    if report.version != version:
        raise Stale(changed=differences(report, changes))
    wrong = _faults(changes)
    if wrong:
        raise Invalid(fields=wrong)
    if "title" in changes:
        report.title = changes["title"].strip()
    narrative = {**report.narrative, **_tidy(changes.get("narrative", {}))}
    report.narrative = {key: text for key in SECTIONS if (text := narrative.get(key, ""))}
    audit.record("report.edited", report, by=by, fields=sorted(_flat(changes)))
    return report


def differences(report: Report, changes: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """What an edit would change: label → (mine, what is there)."""
    present = _flat({"title": report.title, "narrative": report.narrative})
    return {
        REPORT_FIELDS[name]: (text, present.get(name, ""))
        for name, text in _flat(changes).items()
        if name in REPORT_FIELDS and text.strip() != present.get(name, "")
    }


def _flat(changes: Mapping[str, Any]) -> dict[str, str]:
    flat = {f"narrative.{key}": text or "" for key, text in changes.get("narrative", {}).items()}
    return {**({"title": changes["title"]} if "title" in changes else {}), **flat}


def _tidy(narrative: Mapping[str, str | None]) -> dict[str, str]:
    return {key: (text or "").replace("\r\n", "\n").strip() for key, text in narrative.items()}


def _faults(changes: Mapping[str, Any]) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    if "title" in changes and not 1 <= len(changes["title"].strip()) <= policies.LONGEST_TITLE:
        wrong["title"] = [f"Trích yếu cần từ 1 đến {policies.LONGEST_TITLE} ký tự."]
    for key, text in changes.get("narrative", {}).items():
        if key not in SECTIONS:
            wrong[f"narrative.{key}"] = ["Không có mục này trong đề cương báo cáo."]
        elif len(text or "") > policies.LONGEST_SECTION:
            wrong[f"narrative.{key}"] = [f"Nhiều nhất {policies.LONGEST_SECTION} ký tự."]
    return wrong


def send(
    *, report_id: int, signature: Signature, version: int | None = None, by: Person
) -> Submission:
    """Send the report up: number, day and signer, narrative, figures and lines, all frozen.

    `version` is that of the working copy that was read. The same paper (number and day) sent
    again while it waits is given back as it is, so that a form sent twice sends one report.
    Raises NotFound, Invalid for what is missing, Conflict for a report that lies with its
    addressee or was accepted, Stale where the working copy changed since it was read.
    """
    standing = queries.own.standing_for_change(report_id)
    report = standing.report
    if _is_same(standing, signature):
        assert standing.submission is not None
        return standing.submission
    live = _held(report)
    policies.check_send(standing.state, report.narrative, has_tasks=bool(live.lines))
    if version is not None and report.version != version:
        raise Stale("Báo cáo đã được sửa sau khi bạn mở trang; hãy xem lại rồi gửi.")
    plan = progress.own_plan(report.plan_id)
    policies.check_issue_day(
        signature.issued_on, today=clock.today(), plan_issued_on=plan.issued_on
    )
    if not signature.name.strip():
        raise Invalid("Cần ghi họ tên người ký.", "signer_name")
    entry = _entered(report, signature, by)
    report.last_attempt += 1
    submission = _frozen(report, entry.printed_number, signature, live, by)
    submission.upstream_plan_id = plan.upstream_plan_id
    submission.figures = {**live.figures.as_json(), "basis": plan.reference}
    submission.sha256 = _sha256(submission, live.lines)
    db.session.add(submission)
    db.session.flush()
    rows = queries.own.lines_to_send(submission, report.plan_id)
    db.session.execute(insert(ReportLine).from_select(list(SENT_COLUMNS), rows))
    audit.record(
        "report.sent", report, by=by, submission_id=submission.id, attempt=report.last_attempt
    )
    return submission


def _is_same(standing: Standing, signature: Signature) -> bool:
    """Whether the same paper was sent and waits: the same day, the same number or none asked."""
    sent = standing.submission
    if standing.state is not ReportState.SENT or sent is None:
        return False
    wanted = sent.number if not signature.number else signature.number
    same = books.check_number(wanted) == books.check_number(sent.number)
    return same and sent.issued_on == signature.issued_on


def _entered(report: Report, signature: Signature, by: Person) -> OutgoingPaper:
    """Its line of the register: sent again it keeps its number, unless another is asked for."""
    held = registers.of_subject("reports", report.id)
    if held is not None and _keeps(held, signature):
        return entering.enter_again(
            paper=held,
            abstract=report.title,
            issued_on=signature.issued_on,
            signer=signature.signer,
            dispatch=DISPATCH,
            by=by,
        )
    entry = entering.enter(
        kind=PaperKind.REPORT,
        symbol=report.symbol,
        abstract=report.title,
        issued_on=signature.issued_on,
        signer=signature.signer,
        subject=Subject(kind="reports", id=report.id),
        wanted=signature.number,
        dispatch=DISPATCH,
        by=by,
    )
    if held is not None:
        entering.supersede(paper=held, by_paper=entry, by=by)
    return entry


def _keeps(held: OutgoingPaper, signature: Signature) -> bool:
    """The number asked for is the one it has; or none is, and its own may bear the new day."""
    if signature.number:
        is_same = books.check_number(signature.number) == held.number
        return is_same and held.year == signature.issued_on.year
    return registers.fits(held, signature.issued_on)


def _held(report: Report) -> Live:
    """The tasks as they stand, held still: nobody records on them until the report has gone."""
    lines = queries.own.live(report.plan_id, report.kind).lines
    progress.locked([line.task_id for line in lines])
    return queries.own.live(report.plan_id, report.kind)


def _frozen(
    report: Report, number: str, signature: Signature, live: Live, by: Person
) -> Submission:
    return Submission(
        tenant_id=report.tenant_id,
        report_id=report.id,
        attempt=report.last_attempt,
        kind=report.kind,
        year=report.year,
        title=report.title,
        number=number,
        issued_on=signature.issued_on,
        symbol=report.symbol,
        place=report.place,
        signing_capacity="\n".join(signature.capacity.lines) or None,
        signer_position=signature.capacity.position,
        signer_name=signature.name.strip(),
        narrative=dict(report.narrative),
        addressee_id=report.addressee_id,
        sent_at=clock.now(),
        sent_by=by.id,
    )


FINGERPRINTED = (
    "kind",
    "year",
    "title",
    "number",
    "symbol",
    "place",
    "issued_on",
    "signing_capacity",
    "signer_position",
    "signer_name",
    "narrative",
    "figures",
)


def _sha256(submission: Submission, lines: Sequence[Line]) -> str:
    """The fingerprint of all that the paper prints, over its JSON with sorted keys."""
    content = {name: getattr(submission, name) for name in FINGERPRINTED}
    content["lines"] = [vars(line) for line in lines]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def review(
    *, submission_id: int, verdict: Verdict, reason: str | None = None, by: Person
) -> Review:
    """Accept a report that came, or return it with a reason; the sender reads the answer.

    The same answer given twice stands once. Raises NotFound for a report that was not sent to
    the acting tenant, Invalid without a reason, Conflict where it was answered otherwise.
    """
    sent = queries.received.submission(submission_id)
    if not sent.is_addressed_to_me:
        raise Conflict("Báo cáo này do đơn vị gửi đi; chỉ nơi nhận mới tiếp nhận hoặc trả lại.")
    policies.check_review(verdict, reason)
    kept = (reason or "").strip() if verdict is Verdict.RETURNED else None
    if sent.review is not None:
        if (sent.review.verdict, sent.review.reason) != (verdict, kept):
            raise Conflict(
                "Báo cáo này đã được trả lời nên không đổi ý kiến được; "
                "hãy tải lại trang để xem ý kiến đã gửi."
            )
        return sent.review
    answer = Review(
        tenant_id=context.acting().tenant_id,
        submission_id=submission_id,
        verdict=verdict,
        reason=kept,
        addressee_id=sent.sender.id,
        sent_at=clock.now(),
        reviewed_by=by.id,
    )
    db.session.add(answer)
    audit.record("report.reviewed", answer, by=by, verdict=verdict.value, reason=kept)
    return answer


def tell_addressee(*, submission_id: int) -> int:
    """Tell the superior that a report has come; how many were told now (0 or 1)."""
    sent = queries.received.submission(submission_id)
    again = " (gửi lại)" if sent.submission.attempt > 1 else ""
    return notifications.tell(
        addressee_ids=[sent.addressee.id],
        kind="report.sent",
        text=f"{organ_name(sent.sender)} gửi {_name(sent.submission)}{again}.",
        path=f"/submissions/{submission_id}",
        key=f"report.sent:{submission_id}",
    )


def tell_sender(*, submission_id: int) -> int:
    """Tell the sender what was answered; how many were told now (0 or 1)."""
    sent = queries.received.submission(submission_id)
    if sent.review is None:
        return 0
    accepted = sent.review.verdict is Verdict.ACCEPTED
    deed = "đã tiếp nhận" if accepted else "trả lại"
    reason = "" if accepted else f" Lý do: {sent.review.reason}"
    return notifications.tell(
        addressee_ids=[sent.sender.id],
        kind=f"report.{sent.review.verdict.value}",
        text=f"{organ_name(sent.addressee)} {deed} {_name(sent.submission)}.{reason}",
        path=f"/reports/{sent.submission.report_id}",
        key=f"report.reviewed:{submission_id}",
    )


def _name(submission: Submission) -> str:
    """The report inside a sentence: "Báo cáo sơ kết 6 tháng năm 2026, số 12/BC-UBND ngày …"."""
    kind = (
        "Báo cáo sơ kết" if submission.kind is ReportKind.HALF_YEAR_REVIEW else "Báo cáo tổng kết"
    )
    on = dates.short(submission.issued_on)
    return (
        f"{kind} {submission.kind.period(submission.year)}, "
        f"số {submission.number}/{submission.symbol} ngày {on}"
    )
