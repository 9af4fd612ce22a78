"""Having the minutes of sessions and ballots drawn by the worker."""

from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import queries as drawn
from app.lib import dates
from app.scoring.papers import council
from app.scoring.queries import ballots, council_sessions
from tenants import jobs
from tenants.db import db
from tenants.models import Tenant


def ask_session(*, session_id: int, by: Person) -> int:
    """Have the minutes of a session drawn, once for each state. Raises NotFound."""
    found = council_sessions.session(session_id)
    counted = [one for one in council_sessions.polls(session_id) if one.ballot.closed_at]
    return documents.ask(
        subject_kind="council_sessions",
        subject_id=found.id,
        fingerprint=f"v{found.version}-{len(counted)}",
        title=f"Biên bản họp Hội đồng ngày {dates.short(found.held_on)}",
        draw=draw_session,
        by=by,
    ).id


def ask_ballot(*, ballot_id: int, by: Person) -> int:
    """Have the minutes of the counting of a ballot drawn, once. Raises NotFound."""
    found = ballots.ballot(ballot_id)
    return documents.ask(
        subject_kind="ballots",
        subject_id=found.id,
        fingerprint=f"v{found.version}",
        title=f"Biên bản kiểm phiếu: {found.title}"[:200],
        draw=draw_ballot,
        by=by,
    ).id


@jobs.job("scoring.draw_council_session")
def draw_session(*, paper_id: int) -> None:
    """Draw the minutes of a session that were asked for."""
    found = council_sessions.session(drawn.paper(paper_id).subject_id)
    paper = council.session_minutes(
        found,
        council_sessions.polls(found.id),
        issuer=db.session.get_one(Tenant, found.tenant_id),
    )
    name = f"bien-ban-hop-hoi-dong-{found.held_on.isoformat()}.pdf"
    documents.finish(paper_id=paper_id, paper=paper, file_name=name)


@jobs.job("scoring.draw_ballot")
def draw_ballot(*, paper_id: int) -> None:
    """Draw the minutes of a counting that were asked for."""
    poll = ballots.poll(drawn.paper(paper_id).subject_id)
    paper = council.ballot_minutes(poll, issuer=db.session.get_one(Tenant, poll.ballot.tenant_id))
    documents.finish(
        paper_id=paper_id, paper=paper, file_name=f"bien-ban-kiem-phieu-{poll.ballot.id}.pdf"
    )
