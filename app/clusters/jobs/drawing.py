"""The papers of a cluster's year, drawn by the worker."""

from collections.abc import Callable

from app.audit.actions import Person
from app.clusters import papers, queries
from app.clusters.queries import leading, year
from app.clusters.terms import MeetingPaper, Occasion
from app.correspondence.queries import links
from app.documents import actions as documents
from app.documents import queries as drawn
from app.documents.paper import Paper
from app.registers import actions as registers
from app.registers import queries as books
from tenants import jobs


@jobs.job("clusters.draw_notice")
def draw_notice(*, paper_id: int) -> None:
    """Draw a notice that was asked for."""
    notice = leading.notice(drawn.paper(paper_id).subject_id)
    head = queries.letterhead(notice.tenant_id)
    _finish(
        paper_id,
        lambda verify_url: papers.notice_paper(notice, head, verify_url),
        f"thong-bao-cum-truong-{notice.year}-{notice.number}.pdf",
    )


def ask_notice(*, notice_id: int, by: Person) -> int:
    """Have a notice drawn; the id of the paper. Raises NotFound."""
    notice = leading.notice(notice_id)
    return documents.ask(
        subject_kind="cluster_notices",
        subject_id=notice.id,
        fingerprint="issued",
        title=f"Thông báo số {notice.full_number}",
        draw=draw_notice,
        by=by,
    ).id


@jobs.job("clusters.draw_plan")
def draw_plan(*, paper_id: int) -> None:
    """Draw the plan of a cluster."""
    plan = year.plan_by_id(drawn.paper(paper_id).subject_id)
    head = queries.cluster_head(plan.cluster_id)
    _finish(
        paper_id,
        lambda verify_url: papers.plan_paper(plan, head, verify_url),
        f"ke-hoach-cum-{plan.cluster_id}-{plan.revision}.pdf",
    )


def ask_plan(*, cluster_id: int, by: Person) -> int:
    """Have the plan that holds drawn, or the draft. Raises NotFound."""
    plan = year.plan_there(cluster_id)
    return documents.ask(
        subject_kind="cluster_plans",
        subject_id=plan.id,
        fingerprint="sent" if plan.sent_at else f"v{plan.version}",
        title=f"Kế hoạch: {plan.title}",
        draw=draw_plan,
        by=by,
    ).id


@jobs.job("clusters.draw_pledge")
def draw_pledge(*, paper_id: int) -> None:
    """Draw the pledge with what all parties registered and who signed."""
    pledge = year.pledge_by_id(drawn.paper(paper_id).subject_id)
    head = queries.cluster_head(pledge.cluster_id)
    documents.finish(
        paper_id=paper_id,
        paper=papers.pledge_paper(year.pledge_state(head.group, pledge), head),
        file_name=f"giao-uoc-thi-dua-{head.group.cluster.year}-{pledge.id}.pdf",
    )


def ask_pledge(*, cluster_id: int, by: Person) -> int:
    """Have the pledge drawn as far as it was registered and signed. Raises NotFound."""
    pledge = year.pledge_there(cluster_id)
    state = year.pledge_state(queries.group(cluster_id), pledge)
    latest = max((one.registration.id for one in state.parties if one.registration), default=0)
    return documents.ask(
        subject_kind="pledges",
        subject_id=pledge.id,
        fingerprint=f"v{pledge.version}-r{latest}-s{state.signed}of{len(state.parties)}",
        title=f"Giao ước thi đua: {state.signed}/{len(state.parties)} đơn vị đã ký",
        draw=draw_pledge,
        by=by,
    ).id


@jobs.job("clusters.draw_meeting")
def draw_meeting(*, paper_id: int) -> None:
    """Draw the minutes of a meeting, or the invitation."""
    asked = drawn.paper(paper_id)
    found = year.meeting_by_id(asked.subject_id)
    head = queries.cluster_head(found.meeting.cluster_id)
    name = f"{found.meeting.occasion.value}-{found.meeting.id}.pdf"
    if asked.subject_kind == MeetingPaper.MINUTES.value:
        minutes = year.minutes_of(found)
        _finish(
            paper_id,
            lambda verify_url: papers.minutes_paper(found, minutes, head, verify_url),
            f"bien-ban-{name}",
        )
    else:
        documents.finish(
            paper_id=paper_id,
            paper=papers.invitation_paper(found.meeting, head),
            file_name=f"giay-moi-{name}",
        )


def _finish(paper_id: int, paper_at: Callable[[str], Paper], file_name: str) -> None:
    """Draw a paper that stands in a register, with its address, and lay it beside its number."""
    asked = drawn.paper(paper_id)
    entry = books.of_subject(asked.subject_kind, asked.subject_id)
    verify_url = "" if entry is None else links.verify_url(entry)
    documents.finish(paper_id=paper_id, paper=paper_at(verify_url), file_name=file_name)
    registers.attach_drawn(paper=entry, drawn_id=paper_id)


def ask_meeting(*, cluster_id: int, occasion: Occasion, kind: MeetingPaper, by: Person) -> int:
    """Have the minutes or the invitation of a meeting drawn. Raises NotFound."""
    found = year.meeting(cluster_id, occasion)
    row = year.minutes_of(found) if kind is MeetingPaper.MINUTES else found.meeting
    return documents.ask(
        subject_kind=kind.value,
        subject_id=found.meeting.id,
        fingerprint="closed" if found.meeting.closed_at else f"v{row.version}",
        title=f"{kind.label} {occasion.in_text}",
        draw=draw_meeting,
        by=by,
    ).id
