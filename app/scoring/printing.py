"""Having the papers of announced results drawn by the worker."""

from app.audit.actions import Person
from app.correspondence.queries import links
from app.documents import actions as documents
from app.documents import queries as drawn
from app.lib import workbooks
from app.registers import actions as registers
from app.registers import queries as books
from app.registers.queries import OutgoingPaper
from app.scoring.actions import papers as asking
from app.scoring.actions.papers import PaperHead
from app.scoring.announcing import canonical, why
from app.scoring.models import Announcement, ResultPaper
from app.scoring.papers import notice, proposal, summary
from app.scoring.papers import why as why_paper
from app.scoring.queries import announcements, criteria, proposed
from app.scoring.queries import standings as results
from app.scoring.terms import ResultPaperKind
from tenants import jobs


def ask_notice(*, announcement_id: int, by: Person) -> int:
    """Have the notice of a result drawn, once; the id of the paper. Raises NotFound."""
    found = results.announcement(announcement_id)
    return documents.ask(
        subject_kind="announcements",
        subject_id=found.id,
        fingerprint="r1",
        title=f"Thông báo kết quả thi đua năm {found.year}: {_among(found)}",
        draw=draw_notice,
        by=by,
    ).id


def ask_workbook(*, announcement_id: int, by: Person) -> int:
    """Have the summary made as a spreadsheet, once. Raises NotFound for all but who announced."""
    found = results.announcement(announcement_id)
    announcements.frozen_result(announcement_id)
    return documents.ask(
        subject_kind="announced_workbook",
        subject_id=found.id,
        fingerprint="r1",
        title=f"Bảng tổng hợp kết quả thi đua năm {found.year}: {_among(found)}",
        draw=make_workbook,
        by=by,
    ).id


def ask_result_paper(
    *, announcement_id: int, kind: ResultPaperKind, head: PaperHead, by: Person
) -> int:
    """Issue the summary or the proposal of awards, and have it drawn with its number."""
    made = asking.issue(announcement_id=announcement_id, kind=kind, head=head, by=by)
    return _ask(made, by)


def ask_draft(*, announcement_id: int, kind: ResultPaperKind, head: PaperHead, by: Person) -> int:
    """Have the summary or the proposal of awards drawn as a draft, without a number."""
    made = asking.draft(announcement_id=announcement_id, kind=kind, head=head, by=by)
    return _ask(made, by)


def _ask(made: ResultPaper, by: Person) -> int:
    found = results.announcement(made.announcement_id)
    draft = " (dự thảo)" if made.number is None else ""
    return documents.ask(
        subject_kind="result_papers",
        subject_id=made.id,
        fingerprint="r1",
        title=f"{made.kind.label} năm {found.year}: {_among(found)}{draft}",
        draw=draw_summary if made.kind is ResultPaperKind.SUMMARY else draw_proposal,
        by=by,
    ).id


def ask_why(*, sheet_id: int, announcement_id: int, by: Person) -> int:
    """Have a sheet explained on paper, once for each edition. Raises NotFound."""
    frozen = announcements.part(sheet_id, announcement_id)
    found = results.announcement(announcement_id)
    return documents.ask(
        subject_kind="frozen_sheets",
        subject_id=frozen.id,
        fingerprint="r1",
        title=f"Giải thích điểm năm {found.year}, lần công bố {found.edition}",
        draw=draw_why,
        by=by,
    ).id


@jobs.job("scoring.draw")
def draw_notice(*, paper_id: int) -> None:
    """Draw the notice of an announcement that was asked for."""
    found = results.announcement(drawn.paper(paper_id).subject_id)
    board = announcements.board(found)
    criteria_set = criteria.criteria_set(found.criteria_set_id)
    entry = books.of_subject("announcements", found.id)
    paper = notice.standings_paper(
        found,
        board,
        criteria_set,
        issuer=results.issuer(found),
        verify_url=_verify_url(entry),
    )
    documents.finish(paper_id=paper_id, paper=paper, file_name=notice.file_name(found))
    registers.attach_drawn(paper=entry, drawn_id=paper_id)


@jobs.job("scoring.make_summary_workbook")
def make_workbook(*, paper_id: int) -> None:
    """Write the spreadsheet that was asked for."""
    found = results.announcement(drawn.paper(paper_id).subject_id)
    frozen = canonical.read(announcements.frozen_result(found.id).content)
    documents.finish_with(
        paper_id=paper_id,
        make=lambda: summary.workbook(found, frozen),
        media_type=workbooks.XLSX,
        file_name=f"tong-hop-thi-dua-{found.year}-{found.id}.xlsx",
    )


@jobs.job("scoring.draw_summary")
def draw_summary(*, paper_id: int) -> None:
    """Draw the summary that was asked for."""
    asked, found = _asked(paper_id)
    frozen = canonical.read(announcements.frozen_result(found.id).content)
    entry = books.of_subject("result_papers", asked.id)
    paper = summary.paper(
        asked, found, frozen, issuer=results.issuer(found), verify_url=_verify_url(entry)
    )
    name = f"tong-hop-thi-dua-{found.year}-{found.id}.pdf"
    documents.finish(paper_id=paper_id, paper=paper, file_name=name)
    registers.attach_drawn(paper=entry, drawn_id=paper_id)


@jobs.job("scoring.draw_proposal")
def draw_proposal(*, paper_id: int) -> None:
    """Draw the proposal of awards that was asked for."""
    asked, found = _asked(paper_id)
    entry = books.of_subject("result_papers", asked.id)
    paper = proposal.paper(
        asked,
        found,
        proposed.proposed(found),
        issuer=results.issuer(found),
        verify_url=_verify_url(entry),
    )
    name = f"to-trinh-khen-thuong-{found.year}-{asked.id}.pdf"
    documents.finish(paper_id=paper_id, paper=paper, file_name=name)
    registers.attach_drawn(paper=entry, drawn_id=paper_id)


@jobs.job("scoring.draw_why")
def draw_why(*, paper_id: int) -> None:
    """Draw the explanation of a sheet that was asked for."""
    frozen = announcements.part_by_id(drawn.paper(paper_id).subject_id)
    found = results.announcement(frozen.announcement_id)
    scale = criteria.scale(found.criteria_set_id)
    told = canonical.read(frozen.content)
    paper = why_paper.paper(
        why.story(scale, told["inputs"], told["results"]),
        found,
        frozen.digest,
        issuer=results.issuer(found),
    )
    name = f"giai-thich-diem-{found.year}-{frozen.sheet_id}-lan-{found.edition}.pdf"
    documents.finish(paper_id=paper_id, paper=paper, file_name=name)


def _verify_url(entry: OutgoingPaper | None) -> str:
    return "" if entry is None else links.verify_url(entry)


def _asked(paper_id: int) -> tuple[ResultPaper, Announcement]:
    asked = announcements.result_paper(drawn.paper(paper_id).subject_id)
    return asked, results.announcement(asked.announcement_id)


def _among(found: Announcement) -> str:
    edition = f" (lần {found.edition})" if found.edition > 1 else ""
    return f"{found.cluster_name or 'toàn bộ'}{edition}"
