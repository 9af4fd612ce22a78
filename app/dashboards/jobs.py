"""Papers of the overviews, drawn by the worker."""

import hashlib

from app.audit.actions import Person
from app.dashboards import papers
from app.dashboards.papers import Content
from app.dashboards.queries.standings import heat, movement, years
from app.dashboards.queries.standings.places import Year
from app.documents import actions as documents
from app.documents import queries as drawn
from app.lib.errors import NotAllowed, NotFound
from tenants import context, jobs

SUBJECT = "standings_overview"


def ask_report(*, year: int, by: Person) -> int:
    """Have the report on a year drawn, once for each state of the results; the paper's id.

    Raises NotAllowed for anybody but who manages the clusters, NotFound where nothing is there.
    """
    found = _own(year)
    if not found.places:
        raise NotFound(f"Chưa có kết quả nào của năm {year} để tổng hợp.")
    paper = documents.ask(
        subject_kind=SUBJECT,
        subject_id=year,
        fingerprint=_state(found),
        title=f"Báo cáo tổng hợp kết quả thi đua năm {year}",
        draw=draw_report,
        by=by,
    )
    return paper.id


@jobs.job("dashboards.draw_report")
def draw_report(*, paper_id: int) -> None:
    """Draw the report that was asked for."""
    year = drawn.paper(paper_id).subject_id
    found = _own(year)
    heats = [heat.of_set(one.id) for one in heat.scored_sets(found)]
    paper = papers.report(Content(found, movement.since(found), heats))
    documents.finish(paper_id=paper_id, paper=paper, file_name=papers.file_name(year))


def _own(year: int) -> Year:
    me = context.acting().tenant_id
    found = next((one for one in years.managers() if one.tenant.id == me), None)
    if found is None:
        raise NotAllowed("Báo cáo tổng hợp do đơn vị quản lý các cụm, khối thi đua lập.")
    return years.of_year(found.tenant, year)


def _state(found: Year) -> str:
    """The results in short: other results, another paper."""
    text = "\n".join(
        f"{one.member_id} {one.total} {one.band} {one.cluster_rank} {one.is_announced}"
        for one in found.places
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]
