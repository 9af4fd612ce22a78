"""Having a member's own sheet drawn by the worker."""

from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import queries as drawn
from app.scoring.papers import sheet as papers
from app.scoring.queries import sheets, signers
from tenants import context, jobs


def ask(*, sheet_id: int, by: Person) -> int:
    """Have the sheet drawn as it is now, once for each state; the id of the paper.

    Raises NotFound for a sheet that is not the acting tenant's.
    """
    found = sheets.own(sheet_id)
    return documents.ask(
        subject_kind="score_sheets",
        subject_id=found.id,
        fingerprint=f"v{found.version}",
        title=f"Bảng tự chấm điểm năm {found.year}",
        draw=draw,
        by=by,
    ).id


@jobs.job("scoring.draw_sheet")
def draw(*, paper_id: int) -> None:
    """Draw the sheet that was asked for."""
    detail = sheets.detail(drawn.paper(paper_id).subject_id)
    newest = signers.newest(context.acting().tenant_id or 0)
    paper = papers.paper(detail, papers.signer_of(detail.member, newest), issued_on=None)
    name = papers.file_name(detail, detail.sheet.version)
    documents.finish(paper_id=paper_id, paper=paper, file_name=name)
