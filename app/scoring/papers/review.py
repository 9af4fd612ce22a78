"""The record of a cluster's appraisal (bảng thẩm định): members across, criteria down."""

from collections.abc import Sequence
from decimal import Decimal

from app.documents.paper import (
    Align,
    Annex,
    Band,
    Block,
    Bullets,
    Column,
    DataTable,
    Heading,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    Total,
)
from app.documents.terms import PaperKind
from app.lib import clock, numbers
from app.scoring.queries.side_by_side import Board, signed
from app.scoring.queries.statuses import Status
from tenants.models import Tenant

ACROSS = 6
"""How many members stand side by side on one page that lies across."""


def record(board: Board, *, issuer: Tenant) -> Paper:
    """Who was appraised with what result, and every criterion in an annex."""
    year, name = board.criteria_set.year, board.cluster.name
    return Paper(
        kind=PaperKind.MINUTES,
        issuer_lines=(issuer.name,),
        symbol=PaperKind.MINUTES.symbol("CTĐ"),
        place=issuer.short_name,
        issued_on=None,
        year=year,
        abstract=f"Thẩm định kết quả tự chấm điểm thi đua năm {year} của {name}",
        blocks=_body(board),
        signature=SignatureBlock(capacity=(), position="ĐẠI DIỆN ĐƠN VỊ THẨM ĐỊNH"),
        recipients=("Các thành viên của cụm, khối", "Hội đồng Thi đua - Khen thưởng"),
        annexes=tuple(
            Annex(f"Bảng thẩm định từng tiêu chí ({number})", (_criteria(board, part),), True)
            for number, part in enumerate(_parts(board.members), 1)
        ),
    )


def file_name(board: Board) -> str:
    """The name of the printed file: "bang-tham-dinh-2026-7.pdf"."""
    return f"bang-tham-dinh-{board.criteria_set.year}-{board.cluster.id}.pdf"


def _parts(members: Sequence[Status]) -> list[Sequence[Status]]:
    return [members[start : start + ACROSS] for start in range(0, len(members), ACROSS)]


def _body(board: Board) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Paragraph(
            f"Căn cứ “{board.criteria_set.title}”, {board.cluster.name} đã thẩm định bảng tự chấm "
            f"điểm của {len(board.members)} đơn vị. Kết quả như sau:"
        ),
        _totals(board),
    ]
    if board.awaited:
        said = "Đơn vị chưa nộp bảng điểm, hoặc do đơn vị khác thẩm định"
        blocks += [Heading(2, said), Bullets(tuple(one.member_name for one in board.awaited))]
    return (*blocks, Paragraph("Chi tiết từng tiêu chí tại Phụ lục kèm theo."))


def _totals(board: Board) -> DataTable:
    columns = (
        Column("TT", Align.CENTER, width=11),
        Column("Đơn vị"),
        Column("Tự chấm", Align.RIGHT, width=20),
        Column("Thẩm định", Align.RIGHT, width=22),
        Column("Chênh lệch", Align.RIGHT, width=22),
        Column("Trạng thái", width=38),
    )
    rows = []
    for number, one in enumerate(board.members, 1):
        total = board.totals[one.sheet_id or 0]
        off = None if one.self_total is None else total - one.self_total
        state = "" if one.state is None else one.state.label
        cells = (str(number), one.member_name, _shown(one.self_total), numbers.vi(total))
        rows.append(Row((*cells, signed(off), state)))
    return DataTable(columns, tuple(rows), unit="Đơn vị tính: điểm")


def _criteria(board: Board, members: Sequence[Status]) -> DataTable:
    columns = (
        Column("Mã", width=14),
        Column("Nội dung"),
        Column("Tối đa", Align.RIGHT, width=14),
        *(Column(one.member_name, Align.RIGHT, width=24) for one in members),
    )
    rows: list[Row | Band | Total] = []
    for row in board.scale.rows:
        one = row.criterion
        if row.formula is None:
            rows.append(Band(f"{one.code}. {one.text}"))
            continue
        cells = tuple(_cell(board, member, one.id) for member in members)
        rows.append(Row((one.code, one.text, numbers.vi(one.max_points), *cells)))
    totals = tuple(numbers.vi(board.totals[one.sheet_id or 0]) for one in members)
    rows.append(Total(("", "Tổng điểm", "", *totals)))
    printed = f"In ngày {clock.today():%d/%m/%Y}; trong ngoặc: chênh lệch so với tự chấm."
    return DataTable(columns, tuple(rows), note=f"KG: không được giao. {printed}")


def _cell(board: Board, member: Status, criterion_id: int) -> str:
    cell = board.cell(member.sheet_id, criterion_id)
    if cell is None or cell.points is None:
        return "KG"
    off = cell.from_self
    return numbers.vi(cell.points) + (f" ({signed(off)})" if off else "")


def _shown(points: Decimal | None) -> str:
    return "" if points is None else numbers.vi(points)
