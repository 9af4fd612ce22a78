"""The report on the results of a year over all clusters (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.dashboards.queries.standings import summaries
from app.dashboards.queries.standings.heat import Cell, Heat
from app.dashboards.queries.standings.movement import Move, Movement
from app.dashboards.queries.standings.places import Place, Year
from app.dashboards.queries.standings.summaries import Summary
from app.dashboards.terms import Level, Measure
from app.documents.charts import Box, Boxes, Columns, Parts, StackedBars
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
    Row,
    SignatureBlock,
)
from app.documents.terms import PaperKind
from app.lib import numbers

COMMITTEE = "Ủy ban nhân dân"
MOST_NAMED = 5
MOST_COLUMNS = 10
"""So many clusters stand side by side on a page that lies across."""
METHOD = (
    "% điểm chuẩn là tổng điểm (gồm điểm thưởng, điểm trừ) × 100 chia cho tổng điểm chuẩn của bộ "
    "tiêu chí, làm tròn 0,001; các cụm, khối chấm theo bộ tiêu chí khác nhau được so với nhau bằng "
    "tỷ lệ này và hạng toàn bộ xếp theo tỷ lệ này",
    "Z là hiệu của tổng điểm và trung bình cộng của cụm chia cho độ lệch chuẩn của cụm, chỉ tính "
    "cho cụm có từ 5 đơn vị trở lên; tứ phân vị nội suy tuyến tính",
    "So với năm trước: đơn vị hình thành từ nhiều đơn vị được so với bình quân % của các đơn vị "
    "tiền thân, mỗi đơn vị tính như nhau; đơn vị nhận một phần của đơn vị bị chia không so được; "
    "hạng của cả hai năm xếp trong những đơn vị so được",
)


@dataclass(frozen=True)
class Content:
    """What the report tells."""

    year: Year
    movement: Movement
    heats: Sequence[Heat]


def report(content: Content) -> Paper:
    """The report with its charts; the tables in annexes that lie across."""
    year = content.year
    is_committee = year.owner.kind.has_committee
    organ = "UBND" if is_committee else "ĐV"
    return Paper(
        kind=PaperKind.REPORT,
        issuer_lines=(COMMITTEE, year.owner.name_in_text) if is_committee else (year.owner.name,),
        symbol=PaperKind.REPORT.symbol(organ),
        place=year.owner.short_name,
        year=year.year,
        abstract=f"Tổng hợp kết quả chấm điểm, xếp hạng thi đua năm {year.year}",
        blocks=_body(content),
        signature=SignatureBlock(
            capacity=("TM. ỦY BAN NHÂN DÂN",) if is_committee else (),
            position="CHỦ TỊCH" if is_committee else "THỦ TRƯỞNG ĐƠN VỊ",
        ),
        recipients=("Hội đồng Thi đua - Khen thưởng", "Các cụm, khối thi đua"),
        annexes=tuple(_annexes(content)),
    )


def file_name(year: int) -> str:
    """The name of the printed file."""
    return f"tong-hop-ket-qua-thi-dua-{year}.pdf"


def _body(content: Content) -> tuple[Block, ...]:
    year = content.year
    whole = summaries.whole(year, year.places)
    clusters = [one for one in summaries.by_level(year, year.places, Level.CLUSTERS) if one.count]
    return (
        Heading(1, "I. Kết quả chung"),
        Paragraph(_in_short(year, whole)),
        Bullets(tuple(f"{name}: {count} đơn vị" for name, count in whole.bands.items())),
        _columns(year),
        Heading(1, "II. Kết quả của các cụm, khối"),
        StackedBars(
            tuple(year.bands),
            tuple(Parts(one.label, tuple(one.bands.values())) for one in clusters),
            caption="Xếp loại của các đơn vị trong từng cụm, khối",
        ),
        *_boxes(year, clusters),
        _clusters(clusters),
        Heading(1, f"III. So với năm {content.movement.before}"),
        *_moved(content.movement),
        Heading(1, "IV. Cách tính"),
        Bullets(METHOD),
        Paragraph("Số liệu chi tiết tại các Phụ lục kèm theo Báo cáo này."),
    )


def _in_short(year: Year, whole: Summary) -> str:
    said = (
        f"Năm {year.year}, {len(year.clusters)} cụm, khối thi đua có {year.members} đơn vị; "
        f"{whole.count} đơn vị có kết quả, trong đó {year.announced} đã công bố"
    )
    if whole.five is None or whole.mean is None:
        return f"{said}."
    return (
        f"{said}. Bình quân đạt {numbers.vi(whole.mean)}% điểm chuẩn; trung vị "
        f"{numbers.vi(whole.five.middle)}%; thấp nhất {numbers.vi(whole.five.least)}%, cao nhất "
        f"{numbers.vi(whole.five.most)}%. Xếp loại:"
    )


def _columns(year: Year) -> Columns:
    counted = summaries.distribution(year.places, Measure.PERCENT)
    return Columns(
        bounds=tuple(numbers.vi(one.lower) for one in counted),
        counts=tuple(one.count for one in counted),
        end=numbers.vi(counted[-1].upper) if counted else "",
        caption="Số đơn vị theo % điểm chuẩn",
        unit="%",
    )


def _boxes(year: Year, clusters: Sequence[Summary]) -> list[Block]:
    axis = summaries.axis(year.places)
    if axis is None:
        return []
    rows = tuple(
        Box(
            one.label,
            one.five.least,
            one.five.lower,
            one.five.middle,
            one.five.upper,
            one.five.most,
        )
        for one in clusters
        if one.five is not None
    )
    caption = "Độ phân tán trong từng cụm, khối (% điểm chuẩn; số bên phải là trung vị)"
    return [Boxes(rows, axis.lower, axis.upper, caption=caption, unit="%")]


def _clusters(clusters: Sequence[Summary]) -> DataTable:
    columns = (
        Column("Cụm, khối"),
        Column("Số đơn vị có kết quả", Align.CENTER, width=20),
        Column("Bình quân", Align.RIGHT, width=19, group="% điểm chuẩn"),
        Column("Thấp nhất", Align.RIGHT, width=19, group="% điểm chuẩn"),
        Column("Cao nhất", Align.RIGHT, width=19, group="% điểm chuẩn"),
        Column("Dẫn đầu"),
    )
    rows = tuple(
        Row(
            (
                one.label,
                f"{one.count}/{one.members}",
                *(_number(part) for part in (one.mean, *_ends(one))),
                ", ".join(one.first),
            )
        )
        for one in clusters
    )
    return DataTable(columns, rows)


def _ends(one: Summary) -> tuple[Decimal | None, Decimal | None]:
    return (None, None) if one.five is None else (one.five.least, one.five.most)


def _number(number: Decimal | int | None) -> str:
    return "" if number is None else numbers.vi(number)


def _moved(found: Movement) -> list[Block]:
    compared = found.compared
    if not compared or found.mean_change is None:
        return [Paragraph(f"Chưa có kết quả của năm {found.before} để so sánh.")]
    said = (
        f"Có {len(compared)} đơn vị so được với năm {found.before}; bình quân thay đổi "
        f"{_signed(found.mean_change)} điểm phần trăm."
    )
    up = [one for one in compared if (one.climbed or 0) > 0][:MOST_NAMED]
    down = [one for one in reversed(compared) if (one.climbed or 0) < 0][:MOST_NAMED]
    lines = [
        *([f"Lên hạng nhiều nhất: {_named(up)}"] if up else []),
        *([f"Xuống hạng nhiều nhất: {_named(down)}"] if down else []),
    ]
    apart = found.not_compared
    if apart:
        lines.append(f"{len(apart)} đơn vị không so được, nêu lý do tại Phụ lục")
    return [Paragraph(said), *([Bullets(tuple(lines))] if lines else [])]


def _named(moves: Sequence[Move]) -> str:
    return ", ".join(
        f"{one.place.member_name} ({_signed(Decimal(one.climbed or 0))} bậc)" for one in moves
    )


def _signed(number: Decimal) -> str:
    return f"+{numbers.vi(number)}" if number > 0 else numbers.vi(number)


def _annexes(content: Content) -> list[Annex]:
    year, found = content.year, content.movement
    return [
        Annex(
            f"Xếp hạng các đơn vị theo % điểm chuẩn, năm {year.year}",
            (_places(year.places),),
            landscape=True,
        ),
        *(
            Annex(
                f"{one.criteria_set.title}: bình quân % điểm tối đa theo cụm, khối",
                tuple(_heat(one)),
                landscape=True,
            )
            for one in content.heats
        ),
        *(
            [Annex(f"So với năm {found.before}", (_moves(found),), landscape=True)]
            if found.compared
            else []
        ),
    ]


def _places(places: Sequence[Place]) -> DataTable:
    columns = (
        Column("Hạng", Align.CENTER, width=13),
        Column("Đơn vị", width=45),
        Column("Cụm, khối"),
        Column("Hạng trong cụm", Align.CENTER, width=18),
        Column("Tổng điểm", Align.RIGHT, width=20),
        Column("% điểm chuẩn", Align.RIGHT, width=20),
        Column("Z", Align.RIGHT, width=15),
        Column("Xếp loại"),
        Column("Trạng thái", width=24),
    )
    rows = tuple(
        Row(
            (
                *(str(one.rank), one.member_name, one.cluster_name, str(one.cluster_rank)),
                *(_number(one.total), _number(one.percent)),
                *("" if one.z is None else numbers.vi(one.z, 2), one.band),
                "Đã công bố" if one.is_announced else "Tạm tính",
            )
        )
        for one in places
    )
    return DataTable(columns, rows)


def _heat(found: Heat) -> list[Block]:
    """The clusters side by side, ten to a table."""
    keys = list(found.clusters)
    parts = [keys[n : n + MOST_COLUMNS] for n in range(0, len(keys), MOST_COLUMNS)]
    return [_heat_part(found, part, is_last=part is parts[-1]) for part in parts]


def _heat_part(found: Heat, keys: Sequence[int], *, is_last: bool) -> DataTable:
    columns = (
        Column("Tiêu chí", width=70),
        *(Column(found.clusters[key], Align.RIGHT) for key in keys),
        *([Column("Tất cả", Align.RIGHT)] if is_last else []),
    )
    rows = []
    for row in found.rows:
        cells: list[Cell | None] = [row.cells.get(key) for key in keys]
        if is_last:
            cells.append(row.whole)
        sign = " (trừ)" if row.is_penalty else ""
        label = f"{row.criterion.code}. {row.criterion.text}{sign}"
        rows.append(Row((label, *("–" if c is None else numbers.vi(c.percent, 1) for c in cells))))
    return DataTable(columns, tuple(rows), unit="Đơn vị tính: % điểm tối đa")


def _moves(found: Movement) -> DataTable:
    columns = (
        Column("Đơn vị", width=45),
        Column(str(found.before), Align.RIGHT, width=20, group="% điểm chuẩn"),
        Column(str(found.year), Align.RIGHT, width=20, group="% điểm chuẩn"),
        Column("Tăng, giảm", Align.RIGHT, width=20, group="% điểm chuẩn"),
        Column("Trước", Align.CENTER, width=15, group="Hạng"),
        Column("Nay", Align.CENTER, width=15, group="Hạng"),
        Column("Ghi chú"),
    )
    return DataTable(columns, tuple(Row(_move(one)) for one in found.moves))


def _move(one: Move) -> tuple[str, ...]:
    origin, note = one.origin, one.why_not
    if origin is not None and not origin.is_own:
        note = f"Bình quân của {', '.join(origin.names)}"
    return (
        one.place.member_name,
        "" if origin is None else _number(origin.percent),
        _number(one.place.percent),
        "" if one.change is None else _signed(one.change),
        _number(one.rank_before),
        _number(one.rank),
        note,
    )
