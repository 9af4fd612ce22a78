"""Numbers kept for papers to come, and numbers that no paper will carry."""

from dataclasses import dataclass
from datetime import date

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import Invalid, Stale
from app.lib.text import fold
from app.registers import policies, queries
from app.registers.actions import numbering
from app.registers.models import OutgoingPaper
from app.registers.policies import limits
from app.registers.terms import PaperState
from tenants.db import db


@dataclass(frozen=True, kw_only=True)
class Reservation:
    """Which numbers are kept, why, for whom and until when.

    `first` is None for the next number of the series; above the next, those between stand as given
    outside of the system, which `confirm_gap` confirms.
    """

    kind: PaperKind
    symbol: str
    year: int
    reason: str
    first: str | None = None
    count: int = 1
    reserved_for: str = ""
    until: date | None = None
    confirm_gap: bool = False


def reserve(*, reservation: Reservation, by: Person) -> list[OutgoingPaper]:
    """Keep one number or a row of numbers; they are taken up when a paper is issued with them.

    Raises Invalid at the field for a number that was given, a day past, and without a reason.
    """
    one = reservation
    symbol, reason = policies.check_symbol(one.symbol), policies.check_reason(one.reason)
    policies.check_reservation(year=one.year, count=one.count, until=one.until, today=clock.today())
    if len(one.reserved_for.strip()) > limits.LONGEST_PERSON:
        raise Invalid(f"Nhiều nhất {limits.LONGEST_PERSON} ký tự.", "reserved_for")
    series = policies.series_of(one.kind, symbol)
    last = numbering.locked(series, one.year)
    first = last + 1 if not one.first else policies.check_number(one.first)
    if first <= last:
        raise Invalid(f"Số {first:02d} đã cấp; số tiếp theo là {last + 1:02d}.", "first")
    numbering.skip(series, symbol, one.year, range(last + 1, first), confirmed=one.confirm_gap)
    numbering.advance(series, one.year, first + one.count - 1)
    kept = [
        numbering.fresh(series, symbol, one.year, number)
        for number in range(first, first + one.count)
    ]
    for paper in kept:
        paper.state, paper.kind, paper.reason = PaperState.RESERVED, one.kind, reason
        paper.reserved_for = one.reserved_for.strip() or None
        paper.reserved_until = one.until
        paper.entered_by, paper.entered_by_name = by.id, by.full_name
        paper.folded = fold(f"{paper.full_number} {reason} {paper.reserved_for or ''}")
    db.session.add_all(kept)
    db.session.flush()
    audit.record(
        "outgoing_paper.reserved",
        kept[0],
        by=by,
        number=kept[0].full_number,
        count=one.count,
        reason=reason,
    )
    return kept


def cancel(*, paper_id: int, reason: str, version: int | None = None, by: Person) -> OutgoingPaper:
    """No paper will carry this number; it stands in the register with the reason.

    Raises NotFound, Conflict for the number of an issued paper (that is revoked or replaced),
    Invalid without a reason, Stale where the line changed since it was read.
    """
    seen = queries.own(paper_id)
    numbering.locked(seen.series, seen.year)
    db.session.refresh(seen)
    policies.check_cancel(seen)
    if version is not None and seen.version != version:
        raise Stale("Dòng sổ đã thay đổi sau khi bạn mở trang; hãy xem lại rồi hủy số.")
    seen.reason, seen.state = policies.check_reason(reason), PaperState.CANCELLED
    seen.folded = fold(f"{seen.full_number} {seen.reason}")
    audit.record(
        "outgoing_paper.cancelled", seen, by=by, number=seen.full_number, reason=seen.reason
    )
    return seen
