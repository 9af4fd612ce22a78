"""Both books in the form of the decree (Decree 30/2020/NĐ-CP, annex IV)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from app.documents.book import Book, BookColumn, Holds
from app.documents.terms import PaperKind
from app.lib import clock, dates
from app.registers.models import IncomingPaper, OutgoingPaper
from app.registers.terms import Book as Which
from app.registers.terms import PaperState
from tenants.models import Tenant

COMMITTEE = "Ủy ban nhân dân"
MOST_SPANS = 4
"""Of so many series the cover names the numbers."""
NOTHING = "Không có văn bản trong kỳ"
OUTGOING = (
    BookColumn("Số, ký hiệu văn bản", 32),
    BookColumn("Ngày tháng văn bản", 22, centred=True, holds=Holds.DAY),
    BookColumn("Tên loại và trích yếu nội dung văn bản", 66),
    BookColumn("Người ký", 28),
    BookColumn("Nơi nhận văn bản", 42),
    BookColumn("Đơn vị, người nhận bản lưu", 22),
    BookColumn("Số lượng bản", 14, centred=True, holds=Holds.COUNT),
    BookColumn("Ghi chú", 36),
)
INCOMING = (
    BookColumn("Ngày đến", 20, centred=True, holds=Holds.DAY),
    BookColumn("Số đến", 13, centred=True, holds=Holds.COUNT),
    BookColumn("Tác giả", 36),
    BookColumn("Số, ký hiệu", 33),
    BookColumn("Ngày tháng", 20, centred=True, holds=Holds.DAY),
    BookColumn("Tên loại và trích yếu nội dung", 62),
    BookColumn("Đơn vị hoặc người nhận", 28),
    BookColumn("Ngày chuyển", 20, centred=True, holds=Holds.DAY),
    BookColumn("Ký nhận", 11),
    BookColumn("Ghi chú", 19),
)


def outgoing_book(lines: Sequence[OutgoingPaper], year: int, issuer: Tenant) -> Book:
    """The register of outgoing papers: one row a number."""
    span = [_days([line.issued_on for line in lines if line.issued_on]), *_spans(lines)]
    rows = [_outgoing_row(run) for run in _runs(lines)] or [_nothing(OUTGOING, at=2)]
    return Book(
        _issuer_lines(issuer), Which.OUTGOING.label, year, _said(span), OUTGOING, tuple(rows)
    )


def _spans(lines: Sequence[OutgoingPaper]) -> Iterator[str]:
    """The first and the last number of each series; of many, that each kind counts for itself."""
    series: dict[str, list[OutgoingPaper]] = {}
    for line in lines:
        series.setdefault(line.series, []).append(line)
    if len(series) > MOST_SPANS:
        yield "Số thứ tự theo từng loại văn bản"
        return
    for of_kind in series.values():
        first, last = (pick(of_kind, key=lambda line: line.number) for pick in (min, max))
        yield f"Từ số {first.full_number} đến số {last.full_number}"


def _runs(lines: Sequence[OutgoingPaper]) -> list[list[OutgoingPaper]]:
    """The lines one by one, but numbers in a row given outside of the system together."""
    runs: list[list[OutgoingPaper]] = []
    for line in lines:
        last = runs[-1][-1] if runs else None
        if last is not None and _go_on(last, line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _go_on(last: OutgoingPaper, line: OutgoingPaper) -> bool:
    are_outside = last.state is line.state is PaperState.OUTSIDE
    return are_outside and last.series == line.series and last.number + 1 == line.number


def _outgoing_row(run: Sequence[OutgoingPaper]) -> tuple[str, ...]:
    line, last = run[0], run[-1]
    if last is not line:
        numbers = f"{line.printed_number}–{last.printed_number}/{line.symbol}"
        said = f"Từ {line.printed_number} đến {last.printed_number}: cấp ngoài hệ thống"
        return (numbers, "", said, "", "", "", "", f"{len(run)} số")
    return (
        line.full_number,
        dates.short(line.issued_on) if line.issued_on else "",
        _named(line.kind, line.abstract),
        line.signer_name or "",
        line.recipients,
        line.archive,
        _copies(line),
        _note(line),
    )


def _copies(line: OutgoingPaper) -> str:
    """How many were made; of a paper that does not say so, one for each archive ("VT, VX")."""
    archives = [part for part in line.archive.split(",") if part.strip()]
    return str(line.copies or len(archives) or "")


def _nothing(columns: Sequence[BookColumn], *, at: int) -> tuple[str, ...]:
    """The one line of a book without lines."""
    return tuple(NOTHING if place == at else "" for place in range(len(columns)))


def incoming_book(
    lines: Sequence[IncomingPaper],
    year: int,
    issuer: Tenant,
    *,
    fallen: Mapping[int, str] = MappingProxyType({}),
) -> Book:
    """The register of incoming papers: one row a number of arrival.

    `fallen` says by the sender's paper what became of those that stand no more.
    """
    span = [_days([line.arrived_on for line in lines])]
    if lines:
        span.append(f"Từ số {lines[0].number:02d} đến số {lines[-1].number:02d}")
    rows = tuple(
        (
            dates.short(line.arrived_on),
            f"{line.number:02d}",
            line.sender_name,
            line.paper_number,
            dates.short(line.issued_on) if line.issued_on else "",
            _named(line.kind, line.abstract),
            line.assigned_name or "",
            dates.short(clock.local(line.assigned_at).date()) if line.assigned_at else "",
            "",
            _incoming_note(line, fallen),
        )
        for line in lines
    ) or (_nothing(INCOMING, at=5),)
    return Book(_issuer_lines(issuer), Which.INCOMING.label, year, _said(span), INCOMING, rows)


def _incoming_note(line: IncomingPaper, fallen: Mapping[int, str]) -> str:
    urgency = line.urgency.label.capitalize() if line.urgency else ""
    return ". ".join(filter(None, (urgency, fallen.get(line.paper_id or 0))))


def _named(kind: PaperKind | None, abstract: str) -> str:
    return f"{kind.label}: {abstract}" if kind and abstract else abstract


def _note(line: OutgoingPaper) -> str:
    if line.state is PaperState.ISSUED:
        return line.urgency.label.capitalize() if line.urgency else ""
    if line.state is PaperState.OUTSIDE:
        return line.state.label
    return f"{line.state.label}: {line.reason}" if line.reason else line.state.label


def _days(days: Sequence[date]) -> str:
    if not days:
        return ""
    return f"Từ ngày {dates.short(min(days))} đến ngày {dates.short(max(days))}"


def _said(span: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in span if line)


def _issuer_lines(issuer: Tenant) -> tuple[str, ...]:
    if issuer.kind.has_committee:
        return COMMITTEE, issuer.name_in_text
    return (issuer.name,)
