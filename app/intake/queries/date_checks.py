"""Dates of a plan that contradict each other."""

from collections.abc import Iterator, Sequence

from app.intake.queries.header import Header
from app.intake.queries.plan import LegalBasis, ReadWarning
from app.intake.queries.when import WorkYear
from app.intake.terms import Note, PlanKind

_LAST_EARLY_MONTH = {PlanKind.YEAR_PLAN: 8}
_EARLY_FOR_OTHERS = 6


def year_mismatch(header: Header, kind: PlanKind, work: WorkYear | None) -> Iterator[ReadWarning]:
    """A printed year of issue in which this work cannot have been planned."""
    printed = header.printed_year
    if work is None or printed is None or printed == work.first:
        return
    year = work.first
    if work.school and printed == year + 1:
        return
    month = header.printed_month or 12
    ahead = printed == year - 1 and month > _LAST_EARLY_MONTH.get(kind, _EARLY_FOR_OTHERS)
    if not ahead:
        yield ReadWarning.about(
            Note.YEAR_MISMATCH, header.date_line, printed=header.printed_date, year=year
        )


def bases_after_issue(header: Header, bases: Sequence[LegalBasis]) -> Iterator[ReadWarning]:
    """Papers dated after the plan that rests on them."""
    for basis in bases:
        if basis.on and header.issued_on and basis.on > header.issued_on:
            yield ReadWarning.about(Note.BASIS_AFTER_ISSUE, basis.line, printed=basis.printed[:80])
