"""What the worker does for reports, and what pages and API ask of it together with the deed."""

import hashlib
import json
from typing import Any

from app.audit.actions import Person
from app.correspondence.queries import links
from app.documents import actions as documents
from app.documents import queries as drawn
from app.plans.queries import plans
from app.progress import queries as progress
from app.registers import actions as registers
from app.registers import queries as books
from app.registers.queries import OutgoingPaper
from app.reports import actions, papers, queries
from app.reports.models import Review, Submission
from app.reports.papers import Content
from tenants import jobs
from tenants.models import Tenant


@jobs.job("reports.tell_addressee")
def tell_addressee(*, submission_id: int) -> dict[str, int]:
    """Tell the superior that a report has come."""
    return {"told": actions.tell_addressee(submission_id=submission_id)}


@jobs.job("reports.tell_sender")
def tell_sender(*, submission_id: int) -> dict[str, int]:
    """Tell the sender what was answered."""
    return {"told": actions.tell_sender(submission_id=submission_id)}


def send_and_tell(*, by: Person, **sending: Any) -> Submission:
    """Send a report up (`actions.send`); it is drawn and the addressee told after the commit."""
    sent = actions.send(by=by, **sending)
    jobs.enqueue(tell_addressee, submission_id=sent.id, key=f"reports.tell_addressee:{sent.id}")
    ask_submission(submission_id=sent.id, by=by)
    return sent


def review_and_tell(**answer: Any) -> Review:
    """Answer a report (`actions.review`) and have the sender told after the commit."""
    review = actions.review(**answer)
    number = review.submission_id
    jobs.enqueue(tell_sender, submission_id=number, key=f"reports.tell_sender:{number}")
    return review


@jobs.job("reports.draw")
def draw(*, paper_id: int) -> None:
    """Draw a report that was asked for: the working copy, or as it was sent."""
    asked = drawn.paper(paper_id)
    build = _working_copy if asked.subject_kind == "reports" else _submission
    content, issuer, addressee = build(asked.subject_id)
    entry = None if content.is_draft else _entry(asked.subject_id)
    documents.finish(
        paper_id=paper_id,
        paper=papers.report_paper(
            content,
            issuer=issuer,
            addressee=addressee,
            superior=plans.superior_named_on_papers(issuer),
            verify_url="" if entry is None else links.verify_url(entry),
        ),
        file_name=papers.file_name(content),
    )
    registers.attach_drawn(paper=entry, drawn_id=paper_id)


def _entry(submission_id: int) -> OutgoingPaper | None:
    """The line of the register that a report stands in, as it went up last."""
    sent = queries.received.submission(submission_id).submission
    return books.of_subject("reports", sent.report_id) if queries.received.is_last(sent) else None


def _working_copy(report_id: int) -> tuple[Content, Tenant, Tenant]:
    report = queries.own.standing(report_id).report
    live = queries.own.live(report.plan_id, report.kind)
    basis = progress.own_plan(report.plan_id).reference
    content = papers.of_working_copy(report, live.figures, live.lines, basis=basis)
    return content, queries.own.tenant(report.tenant_id), queries.own.tenant(report.addressee_id)


def _submission(submission_id: int) -> tuple[Content, Tenant, Tenant]:
    sent = queries.received.submission(submission_id)
    content = papers.of_submission(sent.submission, queries.own.sent_lines(submission_id))
    return content, sent.sender, sent.addressee


def ask_working_copy(*, report_id: int, by: Person) -> documents.DrawnPaper:
    """Have one's working copy drawn with today's figures; the same state is drawn once."""
    report = queries.own.standing(report_id).report
    live = queries.own.live(report.plan_id, report.kind)
    state = json.dumps([live.figures.as_json(), *map(vars, live.lines)], default=str)
    digest = hashlib.sha256(state.encode()).hexdigest()[:12]
    return documents.ask(
        subject_kind="reports",
        subject_id=report.id,
        fingerprint=f"v{report.version}-{digest}",
        title=f"Dự thảo báo cáo: {report.title}",
        draw=draw,
        by=by,
    )


def ask_submission(*, submission_id: int, by: Person) -> documents.DrawnPaper:
    """Have a report drawn as it was sent, by its sender or its addressee; drawn once by each."""
    sent = queries.received.submission(submission_id).submission
    return documents.ask(
        subject_kind="submissions",
        subject_id=sent.id,
        fingerprint=sent.sha256[:12],
        title=f"Báo cáo số {sent.number}/{sent.symbol}: {sent.title}",
        draw=draw,
        by=by,
    )
