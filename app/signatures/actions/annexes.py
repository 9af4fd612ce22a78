"""Annexes that lie in files of their own: the organ's signature stands on each."""

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.registers import actions as registering
from app.registers import queries as registers
from app.registers.terms import FileRole
from app.signatures import policies, queries
from app.signatures.actions.signing import Wish, signed_with
from app.signatures.pades import places, stamps
from app.signatures.pades.signing import Visible
from app.signatures.queries import papers
from app.signatures.terms import Part, Verdict

MOST = 20
"""Annexes of one paper."""


def add_annex(*, paper_id: int, name: str, content: bytes, wish: Wish, by: Person) -> int:
    """Sign a PDF for the organ and lay it beside a paper as its annex.

    Gives the id of its file. Number and time stand on its first page, upper right, without a
    picture (Decree 30/2020/NĐ-CP, annex I). Between the leader's signature and the seal: afterwards
    the paper is whole. Raises Invalid at `file`, `secret` or `other_name_reason`; Conflict where it
    may not be added now.
    """
    paper = papers.locked(paper_id)
    policies.check_signable(paper)
    present = registers.current_file(paper.id)
    policies.check_order(
        Part.SEAL,
        papers.part_done(paper.id),
        is_signed_on_paper=present is not None and papers.is_scanned(paper.id, present.id),
    )
    if len(papers.annexes(paper.id)) >= MOST:
        raise Conflict(f"Mỗi văn bản có tối đa {MOST} tệp kèm theo.")
    _check_file(content)
    now = clock.now()
    stamp = stamps.note((f"Số: {paper.full_number}",), now)
    visible = Visible(stamp, places.top_right(content, stamp))
    signed = signed_with(paper, Part.SEAL, content, wish, by, lambda _: visible)
    file = documents.store(name=name, content=signed, by=by)
    registering.attach(paper_id=paper.id, file_id=file.id, role=FileRole.ANNEX, by=by)
    audit.record(
        "outgoing_paper.annex_signed",
        paper,
        by=by,
        number=paper.full_number,
        name=file.name,
        sha256=file.sha256,
    )
    return file.id


def _check_file(content: bytes) -> None:
    if not content.startswith(b"%PDF-"):
        raise Invalid("Tệp kèm theo phải là PDF để ký số được. Hãy xuất tệp sang PDF.", "file")
    found = queries.report(content)
    if found.verdict in (Verdict.UNREADABLE, Verdict.INVALID):
        raise Invalid(found.headline, "file")
