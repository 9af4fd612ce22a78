"""A member's own sheet as an official paper: Bảng tự chấm điểm."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.documents.paper import (
    Align,
    Annex,
    Band,
    Column,
    DataTable,
    Paper,
    Paragraph,
    SignatureBlock,
    Total,
)
from app.documents.paper import Row as PrintedRow
from app.documents.terms import PaperKind
from app.lib import numbers
from app.scoring.formulas import PROVISIONAL
from app.scoring.models import SheetLine
from app.scoring.papers import heads
from app.scoring.queries.sheets import Detail, Proof
from app.scoring.scale import Placed
from app.scoring.terms import InputKind
from tenants.models import Tenant


@dataclass(frozen=True)
class Signer:
    """Who signs for the member: the lines above the position, the position, the name if known."""

    lines: tuple[str, ...]
    position: str
    name: str


def paper(detail: Detail, signer: Signer, *, issued_on: date | None) -> Paper:
    """The points in short, and the whole table in an annex that lies across."""
    member, year = detail.member, detail.sheet.year
    return Paper(
        kind=PaperKind.REPORT,
        issuer_lines=heads.issuer_lines(member),
        symbol=heads.symbol(PaperKind.REPORT, member),
        place=member.short_name,
        issued_on=issued_on,
        year=year,
        title_lines=("BẢNG TỰ CHẤM ĐIỂM",),
        abstract=f"Thi đua năm {year} của {member.name_in_text}",
        blocks=_body(detail),
        signature=SignatureBlock(signer.lines, signer.position, signer.name),
        recipients=(
            f"Hội đồng Thi đua - Khen thưởng {_owner(detail)}",
            detail.cluster.name,
        ),
        annexes=(Annex(f"Điểm từng tiêu chí năm {year}", (_table(detail),), landscape=True),),
        draft=detail.sheet.sent_at is None,
    )


def file_name(detail: Detail, revision: int) -> str:
    """The name of the printed file."""
    return f"bang-tu-cham-{detail.sheet.year}-{detail.sheet.id}-{revision}.pdf"


def _owner(detail: Detail) -> str:
    return "cấp trên" if detail.sheet.province_id == detail.member.id else "tỉnh"


def _body(detail: Detail) -> tuple[Paragraph, ...]:
    totals, found = detail.totals, detail.scale.criteria_set
    parts = [f"điểm chuẩn {numbers.vi(totals.base)}/{numbers.vi(found.base_total)}"]
    if found.bonus_cap:
        parts.append(f"điểm thưởng {numbers.vi(totals.bonus)}")
    if found.penalty_cap:
        parts.append(f"điểm trừ {numbers.vi(totals.penalty)}")
    said = f"{detail.member.name} ({detail.cluster.name}) tự chấm điểm theo “{found.title}”: "
    total = f"tổng điểm {numbers.vi(totals.total)} ({', '.join(parts)})."
    paragraphs = [Paragraph(said + total)]
    if totals.missing:
        paragraphs.append(Paragraph(f"Chưa chấm {len(totals.missing)} tiêu chí."))
    if detail.scale.relative:
        paragraphs.append(
            Paragraph(
                "Điểm của các tiêu chí so sánh trong cụm là điểm tạm tính; điểm chính thức tính "
                "trên số liệu của cả cụm."
            )
        )
    return (*paragraphs, Paragraph("Điểm, số liệu và minh chứng từng tiêu chí tại Phụ lục."))


def _table(detail: Detail) -> DataTable:
    columns = (
        Column("Mã", Align.CENTER, width=15),
        Column("Tiêu chí", width=82),
        Column("Số liệu", width=66),
        Column("Tối đa", Align.RIGHT, width=16),
        Column("Tự chấm", Align.RIGHT, width=18),
        Column("Minh chứng, ghi chú"),
    )
    rows: list[PrintedRow | Band | Total] = []
    for row in detail.scale.rows:
        if row.formula is None:
            rows.append(Band(_band(detail, row)))
        else:
            rows.append(PrintedRow(_cells(detail, row)))
    total = numbers.vi(detail.totals.total)
    rows.append(Total(("", "Tổng điểm", "", "", total, "")))
    return DataTable(columns, tuple(rows), unit="Đơn vị tính: điểm")


def _band(detail: Detail, row: Placed) -> str:
    one = row.criterion
    points = detail.totals.groups[one.code].points
    return f"{one.code}. {one.text}: {numbers.vi(points)}/{numbers.vi(one.max_points)}"


def _cells(detail: Detail, row: Placed) -> tuple[str, ...]:
    one = row.criterion
    line = detail.lines[one.id]
    proofs = [proof for proof in detail.proofs.get(one.id, []) if not proof.explains]
    points = "" if line.points is None or line.unassigned else numbers.vi(line.points)
    return (
        one.code,
        one.text,
        _values(row, line),
        numbers.vi(one.max_points),
        points,
        _proofs(proofs, line, one.due_on),
    )


def _values(row: Placed, line: SheetLine) -> str:
    if line.unassigned:
        return "Không được giao"
    if row.formula is None or not line.inputs:
        return ""
    said = []
    for field in row.formula.inputs():
        stored = line.inputs.get(field.name)
        if stored is None:
            continue
        if field.kind is InputKind.YES_NO:
            value = "có" if stored == "yes" else "không"
        else:
            unit = f" {field.unit}" if field.unit not in ("", "điểm") else ""
            value = numbers.vi(Decimal(stored)) + unit
        said.append(f"{field.label}: {value}")
    provisional = f" ({PROVISIONAL})" if row.formula.is_relative else ""
    return "; ".join(said) + provisional


def _proofs(proofs: list[Proof], line: SheetLine, due_on: date | None) -> str:
    said = [
        f"{proof.caption} (sau hạn)" if proof.is_late(due_on) else proof.caption for proof in proofs
    ]
    return "; ".join([*said, *([line.note] if line.note else [])])


def signer_of(member: Tenant, newest: tuple[str | None, str | None, str | None] | None) -> Signer:
    """Whoever signed the member's newest paper; else the head of the office, yet to be named."""
    if newest is not None and newest[1]:
        capacity, position, name = newest
        return Signer(tuple((capacity or "").splitlines()), position or "", name or "")
    usual = heads.usual_signature(member, None)
    return Signer(tuple(usual.capacity), usual.position, usual.name)
