"""The gold book as it is printed and exported: a cover and a table across A4."""

from collections.abc import Sequence

from app.documents.book import Book, BookColumn
from app.lib import clock, dates
from app.stationery.models import GoldSeries
from app.stationery.queries.gold_books import GoldLine
from app.stationery.terms.letterheads import Letterhead

COLUMNS = (
    BookColumn("Số sổ vàng", 15, centred=True),
    BookColumn("Họ và tên, tên tập thể", 50),
    BookColumn("Chức vụ, đơn vị, địa chỉ", 42),
    BookColumn("Thành tích", 55),
    BookColumn("Số, ngày quyết định", 32),
    BookColumn("Ngày và chữ ký người nhận", 28),
    BookColumn("Ghi chú", 40),
)


def title(found: GoldSeries) -> str:
    """`Sổ vàng tặng Giấy khen`."""
    return f"Sổ vàng tặng {found.form.named}"


def gold_book(
    found: GoldSeries, lines: Sequence[GoldLine], letterhead: Letterhead, volume: int
) -> Book:
    """One volume (quyển) of a gold book."""
    days = [line.batch.decided_on for line in lines if line.batch.decided_on]
    span = (
        *([f"Từ ngày {dates.short(min(days))} đến ngày {dates.short(max(days))}"] if days else []),
        *([f"Từ số {_number(lines[0])} đến số {_number(lines[-1])}"] if lines else []),
    )
    return Book(
        issuer_lines=letterhead.issuer_lines,
        title=title(found),
        year=found.year,
        span=span,
        columns=COLUMNS,
        rows=tuple(_row(line) for line in lines),
        volume=volume,
    )


def _row(line: GoldLine) -> tuple[str, ...]:
    row, day = line.certificate, line.batch.decided_on
    decision = filter(None, (line.batch.decision_number, dates.short(day) if day else ""))
    return (
        _number(line),
        row.addressed,
        row.details,
        row.achievement,
        ", ".join(decision),
        "",
        "; ".join(notes(line)),
    )


def notes(line: GoldLine) -> list[str]:
    """What stands in the last column: posthumous, what was corrected, that it was cancelled."""
    said = ["Truy tặng"] if line.certificate.is_posthumous else []
    for one in line.corrections:
        what = f"{one.said}. " if one.said else ""
        said.append(
            f"{one.kind.label} ngày {dates.short(clock.local(one.created_at).date())}: "
            f"{what}Lý do: {one.reason}"
        )
    return said


def _number(line: GoldLine) -> str:
    return f"{line.certificate.gold_number:02d}"
