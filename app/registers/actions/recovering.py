"""Numbers that were skipped by a slip of the keyboard and stand for no paper are free again."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Stale
from app.lib.text import fold
from app.registers import policies, queries
from app.registers.actions import numbering
from app.registers.models import OutgoingPaper
from app.registers.queries import runs
from app.registers.terms import PaperState
from tenants.db import db


@dataclass(frozen=True)
class Recovery:
    """Which numbers are free again: kept for late papers, or (`is_next`) given next once more."""

    first: int
    last: int
    symbol: str
    series: str
    year: int
    is_next: bool

    @property
    def numbers(self) -> str:
        """The numbers in a sentence: "số 53–84/QĐ-UBND"."""
        span = f"{self.first:02d}" + (f"–{self.last:02d}" if self.last > self.first else "")
        return f"số {span}/{self.symbol}"


def recover(
    *,
    paper_id: int,
    reason: str,
    first: int | None = None,
    last: int | None = None,
    version: int | None = None,
    by: Person,
) -> Recovery:
    """Say that numbers of a jump were not given outside of the system after all.

    `paper_id` is any of the jump's numbers, `first` and `last` what of it is meant, else all.
    Where no paper stands above them the series goes back and gives them next; what was kept
    above is given back too. Else they are kept, for late papers whose day lies between those of
    the papers around. The register has every number from 01 to the last one before and after.
    Raises NotFound, Conflict for a number that is no jump's, Invalid at `reason`, `first`, `last`,
    Stale where the line changed since it was read.
    """
    seen = queries.own(paper_id)
    numbering.locked(seen.series, seen.year)
    db.session.refresh(seen)
    policies.check_recover(seen)
    if version is not None and seen.version != version:
        raise Stale("Dòng sổ đã thay đổi sau khi bạn mở trang; hãy xem lại rồi làm lại.")
    reason, run = policies.check_reason(reason), runs.around(seen)
    first, last = policies.check_span(first, last, run.first, run.last)
    done = Recovery(first, last, seen.symbol, seen.series, seen.year, run.may_go_back(last))
    audit.record(
        "outgoing_paper.recovered",
        seen,
        by=by,
        numbers=done.numbers,
        year=seen.year,
        is_next=done.is_next,
        reason=reason,
    )
    if done.is_next:
        _go_back(runs.above(seen, first - 1), first - 1)
    else:
        _keep(runs.above(seen, first - 1, last), reason, by)
    db.session.flush()
    return done


def _go_back(lines: Sequence[OutgoingPaper], to: int) -> None:
    """The lines leave the register and the series stands at `to`; the audit keeps what was."""
    numbering.advance(lines[0].series, lines[0].year, to)
    for line in lines:
        db.session.delete(line)


def _keep(lines: Sequence[OutgoingPaper], reason: str, by: Person) -> None:
    for line in lines:
        line.state, line.reason = PaperState.RESERVED, reason
        line.entered_by, line.entered_by_name = by.id, by.full_name
        line.folded = fold(f"{line.full_number} {reason}")
