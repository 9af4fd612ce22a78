"""The summary table of an announced result (bảng tổng hợp): all members and groups, lying wide."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from app.documents.paper import (
    Align,
    Annex,
    Block,
    Column,
    DataTable,
    Paper,
    Paragraph,
)
from app.documents.paper import Row as PrintedRow
from app.documents.terms import PaperKind
from app.lib import numbers, workbooks
from app.lib.workbooks import Sheet, Value
from app.scoring.models import Announcement, ResultPaper
from app.scoring.papers import heads
from app.scoring.terms import Part, ResultPaperKind, StandingScope
from tenants.models import Tenant

Told = Mapping[str, Any]


def paper(
    asked: ResultPaper,
    announcement: Announcement,
    frozen: Told,
    *,
    issuer: Tenant,
    verify_url: str = "",
) -> Paper:
    """The table as a paper of its own, with number, signer and recipients as they were given."""
    return Paper(
        kind=PaperKind.REPORT,
        title_lines=("Bảng tổng hợp",),
        issuer_lines=heads.issuer_lines(issuer),
        symbol=heads.symbol_of(ResultPaperKind.SUMMARY, issuer),
        place=issuer.short_name,
        number=asked.number,
        draft=asked.number is None,
        issued_on=asked.issued_on,
        year=announcement.year,
        abstract=heads.abstract_of(ResultPaperKind.SUMMARY, announcement, issuer),
        blocks=_body(announcement, frozen),
        signature=heads.signature(asked, issuer),
        recipients=heads.recipients(asked),
        archive=heads.ARCHIVE,
        annexes=(annex(frozen),),
        verify_url=verify_url,
    )


def _body(announcement: Announcement, frozen: Told) -> tuple[Block, ...]:
    members = len(frozen["inputs"]["members"])
    edition = f", lần {announcement.edition}" if announcement.edition > 1 else ""
    return (
        Paragraph(
            f"Tổng hợp từ kết quả tự chấm của {members} đơn vị, kết quả thẩm định của cụm, khối "
            f"thi đua và kết quả xác nhận của Hội đồng, đã công bố{edition}; bảng chi tiết tại Phụ "
            "lục kèm theo."
        ),
        Paragraph(
            "Mã kiểm tra (SHA-256) của toàn bộ số liệu, công thức và kết quả: "
            f"{announcement.digest}."
        ),
    )


def annex(frozen: Told) -> Annex:
    """The table alone, for minutes and notices."""
    return Annex("Bảng tổng hợp điểm của các đơn vị", (_table(frozen),), landscape=True)


def _table(frozen: Told) -> DataTable:
    groups = _groups(frozen)
    whole = _is_whole(frozen)
    columns = (
        Column("TT", Align.CENTER, width=10),
        Column("Đơn vị", width=36),
        *([Column("Cụm, khối", width=30)] if whole else []),
        *(Column(f"{one['code']}", Align.RIGHT, group="Điểm các nhóm") for one in groups),
        Column("Tự chấm", Align.RIGHT, width=15, group="Tổng điểm"),
        Column("Cụm chốt", Align.RIGHT, width=15, group="Tổng điểm"),
        Column("Hội đồng", Align.RIGHT, width=16, group="Tổng điểm"),
        Column("Xếp loại", width=30),
        Column("Hạng", Align.CENTER, width=13),
    )
    rows = tuple(
        PrintedRow(tuple(_cells(number, member, result, groups, whole)))
        for number, (member, result) in enumerate(ranked(frozen), start=1)
    )
    note = "; ".join(f"{one['code']}: {one['text']}" for one in groups)
    return DataTable(columns, rows, unit="Đơn vị tính: điểm", note=note)


def _is_whole(frozen: Told) -> bool:
    return bool(frozen["inputs"]["scope"] == StandingScope.PROVINCE.value)


def _groups(frozen: Told) -> list[Told]:
    return [one for one in frozen["inputs"]["set"]["criteria"] if one["parent"] is None]


def ranked(frozen: Told) -> list[tuple[Told, Told]]:
    """The members with their results, best first."""
    pairs = [
        (member, frozen["results"][str(member["sheet"])]) for member in frozen["inputs"]["members"]
    ]
    return sorted(pairs, key=lambda pair: (rank(pair[1]), pair[0]["sheet"]))


def rank(result: Told) -> int:
    """The rank among those whose result was announced."""
    found = result["province_rank"]
    return int(result["cluster_rank"] if found is None else found)


def _cells(
    number: int, member: Told, result: Told, groups: Sequence[Told], whole: bool
) -> list[str]:
    return [
        str(number),
        member["name"],
        *([member["cluster_name"]] if whole else []),
        *(_vi(_group_points(result, one)) for one in groups),
        _vi(member["self_total"]),
        _vi(member["settled_total"]),
        _vi(result["total"]),
        result["band"],
        str(rank(result)),
    ]


def _group_points(result: Told, group: Told) -> str | None:
    """What of a group counts; a deduction with its sign."""
    found = result["groups"].get(group["code"])
    if found is None:
        return None
    points = str(found["points"])
    return f"-{points}" if group["part"] == Part.PENALTY.value and points != "0" else points


def _vi(points: str | None) -> str:
    return "" if points is None else numbers.vi(Decimal(points))


def workbook(announcement: Announcement, frozen: Told) -> bytes:
    """The same as a spreadsheet: the totals, and each criterion of each member."""
    return workbooks.as_xlsx([_totals_sheet(announcement, frozen), _points_sheet(frozen)])


def _totals_sheet(announcement: Announcement, frozen: Told) -> Sheet:
    groups, whole = _groups(frozen), _is_whole(frozen)
    head = [
        *("TT", "Đơn vị"),
        *(["Cụm, khối"] if whole else []),
        *(f"{one['code']}. {one['text']}" for one in groups),
        *("Tự chấm", "Cụm chốt", "Hội đồng", "Xếp loại", "Hạng"),
        *("Lý do hạ mức", "Ghi chú về thứ hạng"),
    ]
    rows = [
        [
            Value(cell)
            for cell in (
                *_cells(number, member, result, groups, whole),
                result["band_note"],
                result["tie_note"],
            )
        ]
        for number, (member, result) in enumerate(ranked(frozen), start=1)
    ]
    title = f"Tổng hợp kết quả thi đua năm {announcement.year}"
    return Sheet(
        "Tổng hợp", title, head, rows, frozen=2, notes=(f"SHA-256: {announcement.digest}",)
    )


def _points_sheet(frozen: Told) -> Sheet:
    leaves = [one for one in frozen["inputs"]["set"]["criteria"] if one["formula"] is not None]
    head = ["Đơn vị", *(f"{one['code']} (tối đa {_vi(one['max_points'])})" for one in leaves)]
    rows = [
        [Value(member["name"]), *(Value(_points(member, result, one["code"])) for one in leaves)]
        for member, result in ranked(frozen)
    ]
    return Sheet("Từng tiêu chí", "Điểm Hội đồng xác nhận theo từng tiêu chí", head, rows)


def _points(member: Told, result: Told, code: str) -> str:
    line = member["lines"][code]
    source = line["appraised"] or line["self"]
    if source is not None and source["unassigned"]:
        return "không giao"
    return _vi(result["points"].get(code))
