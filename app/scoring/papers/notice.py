"""The announcement of results as an official paper (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from collections import Counter
from collections.abc import Sequence

from app.documents.paper import (
    Align,
    Annex,
    Block,
    Bullets,
    Column,
    DataTable,
    Heading,
    Paper,
    Paragraph,
)
from app.documents.paper import Row as PrintedRow
from app.documents.terms import PaperKind
from app.lib import clock, dates, numbers
from app.scoring.models import Announcement, CriteriaSet
from app.scoring.papers import heads
from app.scoring.queries.standings import Board, Row
from tenants.models import Tenant

PLACES = 3
TOTALS = ("Tự chấm", "Cụm chốt", "Hội đồng")


def standings_paper(
    announcement: Announcement,
    board: Board,
    criteria_set: CriteriaSet,
    *,
    issuer: Tenant,
    verify_url: str = "",
) -> Paper:
    """The notice with the result in short, and the whole table in an annex that lies across."""
    return Paper(
        kind=PaperKind.NOTICE,
        issuer_lines=heads.issuer_lines(issuer),
        symbol=heads.symbol(PaperKind.NOTICE, issuer),
        place=issuer.short_name,
        number=announcement.number,
        issued_on=announcement.issued_on,
        abstract=abstract(announcement, issuer),
        blocks=_body(announcement, board, criteria_set, issuer),
        signature=heads.usual_signature(issuer, announcement.signer_name),
        recipients=heads.usual_recipients(issuer),
        archive=heads.ARCHIVE,
        verify_url=verify_url,
        annexes=(Annex(f"Bảng kết quả năm {announcement.year}", (_table(board),), landscape=True),),
    )


def abstract(announcement: Announcement, issuer: Tenant) -> str:
    """What the notice is about, as it and the register say it."""
    among = heads.among(announcement, issuer)
    title = f"Kết quả chấm điểm, xếp hạng thi đua năm {announcement.year} của {among}"
    if announcement.edition > 1:
        title = f"{title} (công bố lại, lần {announcement.edition})"
    return title


def file_name(announcement: Announcement) -> str:
    """The name of the printed file: "ket-qua-thi-dua-2026-7.pdf"."""
    return f"ket-qua-thi-dua-{announcement.year}-{announcement.id}.pdf"


def _body(
    announcement: Announcement, board: Board, criteria_set: CriteriaSet, issuer: Tenant
) -> tuple[Block, ...]:
    issued = ""
    if criteria_set.issued_at is not None:
        issued = f" ban hành {dates.long(clock.local(criteria_set.issued_at).date())}"
    blocks: list[Block] = [
        Paragraph(
            f"Căn cứ “{criteria_set.title}”{issued}; kết quả tự chấm của các đơn vị, kết quả thẩm "
            "định của cụm, khối thi đua và kết quả xác nhận của Hội đồng Thi đua - Khen thưởng, "
            f"{' '.join(heads.issuer_lines(issuer))} thông báo như sau:"
        ),
        *_cause(announcement),
        Heading(2, "1. Kết quả chung"),
        Paragraph(
            f"Có {len(board.rows)} đơn vị được chấm điểm, xếp hạng; kết quả xếp loại như sau:"
        ),
        Bullets(_bands(board.rows, criteria_set)),
        Heading(2, "2. Các đơn vị dẫn đầu"),
        Bullets(_leaders(board)),
    ]
    if board.listed:
        blocks += [
            Heading(2, "3. Đơn vị không tự chấm điểm, không xếp hạng"),
            Bullets(
                tuple(
                    f"{one.member_name} ({one.cluster_name}): {one.reason}" for one in board.listed
                )
            ),
        ]
    closing = "Kết quả chi tiết của từng đơn vị tại Phụ lục kèm theo Thông báo này."
    return (*blocks, *_petitions(announcement), Paragraph(closing))


def _cause(announcement: Announcement) -> tuple[Block, ...]:
    """Why a result is announced anew, and what it replaces."""
    if announcement.cause is None:
        return ()
    return (
        Paragraph(
            f"Thông báo này thay thế kết quả đã công bố lần {announcement.edition - 1}; lý do: "
            f"{announcement.cause.rstrip('.')}."
        ),
    )


def _petitions(announcement: Announcement) -> tuple[Block, ...]:
    """Until when members may petition."""
    if announcement.petition_until is None:
        return ()
    until = dates.short(announcement.petition_until)
    return (Paragraph(f"Đơn vị có kiến nghị về kết quả gửi đến hết ngày {until}."),)


def _bands(rows: Sequence[Row], criteria_set: CriteriaSet) -> tuple[str, ...]:
    counts = Counter(row.band for row in rows)
    return tuple(
        f"{band['name']}: {counts[str(band['name'])]} đơn vị" for band in criteria_set.bands
    )


def _leaders(board: Board) -> tuple[str, ...]:
    if board.cluster_id is not None:
        return tuple(
            f"Hạng {row.cluster_rank}: {row.member_name}, {numbers.vi(row.total)} điểm"
            for row in board.rows
            if row.cluster_rank <= PLACES
        )
    first: dict[str, list[str]] = {}
    for row in sorted(board.rows, key=lambda row: row.cluster_name):
        if row.cluster_rank == 1:
            said = f"{row.member_name} ({numbers.vi(row.total)} điểm)"
            first.setdefault(row.cluster_name, []).append(said)
    return tuple(f"{cluster}: {', '.join(names)}" for cluster, names in first.items())


def _table(board: Board) -> DataTable:
    whole, noted = board.cluster_id is None, any(row.tie_note for row in board.rows)
    columns = (
        Column("TT", Align.CENTER, width=11),
        Column("Đơn vị", width=40),
        *([Column("Cụm, khối", width=38)] if whole else []),
        *(Column(title, Align.RIGHT, width=17, group="Điểm") for title in TOTALS),
        Column("Xếp loại", width=44 if noted else None),
        Column("Trong cụm", Align.CENTER, width=15, group="Hạng"),
        *([Column("Toàn tỉnh", Align.CENTER, width=15, group="Hạng")] if whole else []),
        *([Column("Ghi chú")] if noted else []),
    )
    rows = [
        PrintedRow(_cells(number, row, whole) + ((row.tie_note,) if noted else ()))
        for number, row in enumerate(board.rows, 1)
    ]
    return DataTable(columns, tuple(rows), unit="Đơn vị tính: điểm")


def _cells(number: int, row: Row, whole: bool) -> tuple[str, ...]:
    totals = (row.self_total, row.appraised_total, row.total)
    return (
        str(number),
        row.member_name,
        *([row.cluster_name] if whole else []),
        *("" if total is None else numbers.vi(total) for total in totals),
        row.band,
        str(row.cluster_rank),
        *([str(row.province_rank or "")] if whole else []),
    )
