"""The notice that tells who leads the clusters of a year (Thông báo cụm trưởng, cụm phó)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters import papers, policies, queries
from app.clusters.models import ClusterNotice
from app.clusters.queries import leading
from app.clusters.terms import MemberRole
from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.plans.terms import SigningCapacity
from app.registers import actions as registers
from app.registers.actions import Dispatch, Signer, Subject
from app.registers.queries import OutgoingPaper
from tenants import context
from tenants.db import db


@dataclass(frozen=True, kw_only=True)
class Signing:
    """Under which number a notice goes out (None: the next), who signs, when, by which paper."""

    symbol: str
    place: str
    issued_on: date
    capacity: SigningCapacity
    signer_name: str
    number: str | None = None
    basis: str | None = None


def issue(*, year: int, signing: Signing, by: Person) -> ClusterNotice:
    """Announce who leads every issued cluster of the year now; the notice keeps what it said.

    Raises NotAllowed, Conflict where no cluster was issued, Invalid for a number that is taken.
    """
    policies.check_arrange(queries.manages())
    rows = rows_of(year)
    if not rows:
        raise Conflict(f"Năm {year} chưa ban hành cụm, khối nào nên chưa có gì để thông báo.")
    wrong = {
        name: ["Cần ghi nội dung này."]
        for name in ("symbol", "place", "signer_name")
        if not getattr(signing, name).strip()
    }
    if signing.issued_on > clock.today():
        wrong["issued_on"] = ["Ngày ban hành không được ở tương lai."]
    if wrong:
        raise Invalid(fields=wrong)

    def made(entry: OutgoingPaper) -> Subject:
        notice = _notice(year, signing, rows, entry)
        db.session.add(notice)
        db.session.flush()
        return Subject(kind="cluster_notices", id=notice.id)

    capacity = signing.capacity
    entry = registers.enter(
        kind=PaperKind.NOTICE,
        symbol=signing.symbol,
        abstract=papers.notice_abstract(year),
        issued_on=signing.issued_on,
        signer=Signer(lines=capacity.lines, position=capacity.position, name=signing.signer_name),
        subject=made,
        wanted=signing.number,
        dispatch=Dispatch(recipients=papers.NOTICE_RECIPIENTS, archive=papers.ARCHIVE),
        by=by,
    )
    notice = leading.notice(entry.subject_id or 0)
    audit.record("cluster_notice.issued", notice, by=by, year=year, number=notice.full_number)
    return notice


def _notice(
    year: int, signing: Signing, rows: list[dict[str, Any]], entry: OutgoingPaper
) -> ClusterNotice:
    return ClusterNotice(
        tenant_id=context.acting().tenant_id,
        year=year,
        number=entry.printed_number,
        number_year=entry.year,
        symbol=signing.symbol,
        place=signing.place,
        basis=signing.basis or None,
        signing_capacity="\n".join(signing.capacity.lines) or None,
        signer_position=signing.capacity.position,
        signer_name=signing.signer_name,
        rows=rows,
        issued_on=signing.issued_on,
        issued_at=clock.now(),
    )


def rows_of(year: int) -> list[dict[str, Any]]:
    """What a notice says today of each issued cluster of the year."""
    groups = queries.groups(year=year, issued_only=True)
    terms = leading.current_terms([group.cluster.id for group in groups], clock.today())
    rows = []
    for group in groups:
        row: dict[str, Any] = {
            "cluster_id": group.cluster.id,
            "name": group.cluster.name,
            "members": len(group.members),
        }
        for role, tenant in ((MemberRole.LEAD, group.lead), (MemberRole.DEPUTY, group.deputy)):
            term = terms.get((group.cluster.id, role))
            row[role.value] = tenant.name if tenant else ""
            row[f"{role.value}_choosing"] = term.choosing.label if term else ""
            row[f"{role.value}_from"] = term.from_on.isoformat() if term else None
            row[f"{role.value}_to"] = term.to_on.isoformat() if term else None
        rows.append(row)
    return rows


def readers(notice: ClusterNotice) -> Sequence[int]:
    """The members of the clusters that a notice names."""
    ids = [row["cluster_id"] for row in notice.rows]
    return sorted({one for group in queries.of_ids(ids) for one in group.roles})
