"""All tables of a year as sheets of a workbook."""

from decimal import Decimal

from app.dashboards.queries.standings import heat, movement, summaries
from app.dashboards.queries.standings.heat import Heat, HeatRow
from app.dashboards.queries.standings.movement import Move, Movement
from app.dashboards.queries.standings.places import Place, Year
from app.dashboards.queries.standings.summaries import Summary
from app.dashboards.terms import Level
from app.lib import clock, dates
from app.lib.workbooks import Sheet, Value

SHADES = ("danger", "warning", "warning", "pale", "info", "success")
LONGEST_NAME = 31
"""Of a sheet in a workbook."""


def sheets(year: Year) -> list[Sheet]:
    """Places, summaries, classes, movement, and for the manager criteria by cluster."""
    found = [
        _places(year),
        *(_summaries(year, level) for level in Level),
        _distribution(year),
        _movement(movement.since(year)),
    ]
    if year.is_own:
        maps = [heat.of_set(one.id) for one in heat.scored_sets(year)]
        found += [_heat(one, number) for number, one in enumerate(maps, start=1)]
    return found


def _notes(year: Year) -> tuple[str, ...]:
    return (
        f"Các cụm, khối của {year.owner.name_in_text}; số liệu đến {dates.stamp(clock.now())}",
        "% điểm chuẩn = tổng điểm × 100 / tổng điểm chuẩn của bộ tiêu chí (làm tròn 0,001)",
    )


def _cell(content: Decimal | int | str | None) -> Value:
    return Value("" if content is None else content)


def _places(year: Year) -> Sheet:
    return Sheet(
        name="Xếp hạng",
        title=f"Xếp hạng các đơn vị theo % điểm chuẩn, năm {year.year}",
        head=(
            *("Hạng", "Đơn vị", "Loại đơn vị", "Huyện cũ", "Cụm, khối", "Hạng trong cụm"),
            *("Hạng công bố toàn bộ", "Tự chấm", "Cụm chốt", "Tổng điểm", "% điểm chuẩn"),
            *("Z trong cụm", "Xếp loại", "Ghi chú xếp loại", "Trạng thái"),
        ),
        rows=[[_cell(one) for one in _place(place)] for place in year.places],
        widths=(7, 28, 16, 22, 28, 9, 9, 9, 9, 9, 10, 8, 24, 30, 12),
        frozen=2,
        notes=_notes(year),
    )


def _place(one: Place) -> tuple[Decimal | int | str | None, ...]:
    return (
        *(one.rank, one.member_name, one.unit_kind.label, one.district_name, one.cluster_name),
        *(one.cluster_rank, one.province_rank, one.self_total, one.appraised_total, one.total),
        *(one.percent, one.z, one.band, one.band_note),
        "Đã công bố" if one.is_announced else "Tạm tính",
    )


def _summaries(year: Year, level: Level) -> Sheet:
    found = [*summaries.by_level(year, year.places, level), summaries.whole(year, year.places)]
    return Sheet(
        name=level.label,
        title=f"Kết quả năm {year.year} {level.label.lower()} (% điểm chuẩn)",
        head=(
            *(level.head, "Thành viên", "Có kết quả", "Thấp nhất", "Tứ phân vị dưới", "Trung vị"),
            *("Tứ phân vị trên", "Cao nhất", "Trung bình", "Độ lệch chuẩn"),
            *(*year.bands, "Dẫn đầu"),
        ),
        rows=[[_cell(one) for one in _summary(summary)] for summary in found],
        widths=(34, *(11 for _ in range(9 + len(year.bands))), 40),
        notes=_notes(year),
    )


def _summary(one: Summary) -> list[Decimal | int | str | None]:
    five = one.five
    parts: list[Decimal | None] = [None] * 5
    if five is not None:
        parts = [five.least, five.lower, five.middle, five.upper, five.most]
    return [
        *(one.label, one.members, one.count),
        *parts,
        *(one.mean, one.deviation),
        *one.bands.values(),
        ", ".join(one.first),
    ]


def _distribution(year: Year) -> Sheet:
    rows = [
        [Value(measure.label), Value(one.lower), Value(one.upper), Value(one.count)]
        for measure in year.measures
        for one in summaries.distribution(year.places, measure)
    ]
    return Sheet(
        name="Phân bố",
        title=f"Phân bố kết quả năm {year.year}",
        head=("Theo", "Từ", "Đến dưới", "Số đơn vị"),
        rows=rows,
        widths=(18, 10, 10, 12),
        notes=_notes(year),
    )


def _movement(found: Movement) -> Sheet:
    return Sheet(
        name=f"So với năm {found.before}",
        title=f"Năm {found.year} so với năm {found.before} (% điểm chuẩn)",
        head=(
            *("Đơn vị", "Cụm, khối", f"% năm {found.before}", f"% năm {found.year}"),
            *("Tăng, giảm", "Hạng trước", "Hạng nay", "Lên (+), xuống (-)"),
            *("Xếp loại năm trước", "Xếp loại năm nay", "Nguồn năm trước"),
        ),
        rows=[[_cell(one) for one in _move(move)] for move in found.moves],
        widths=(28, 28, 10, 10, 10, 8, 8, 10, 22, 22, 60),
        notes=(
            "Đơn vị sáp nhập: bình quân % của các đơn vị tiền thân, mỗi đơn vị tính như nhau",
            "Hạng xếp trong các đơn vị so được của cả hai năm",
        ),
    )


def _move(one: Move) -> tuple[Decimal | int | str | None, ...]:
    origin = one.origin
    source = one.why_not
    if origin is not None:
        source = "Chính đơn vị" if origin.is_own else ", ".join(origin.names)
    return (
        *(one.place.member_name, one.place.cluster_name),
        *(None if origin is None else origin.percent, one.place.percent, one.change),
        *(one.rank_before, one.rank, one.climbed, one.band_before, one.place.band, source),
    )


def _heat(found: Heat, number: int) -> Sheet:
    return Sheet(
        name=f"Tiêu chí × cụm {number}"[:LONGEST_NAME],
        title=f"{found.criteria_set.title}: bình quân % điểm tối đa",
        head=("Mã", "Tiêu chí", "Tối đa", *found.clusters.values(), "Tất cả"),
        rows=[_heat_row(row, found) for row in found.rows],
        widths=(8, 60, 8, *(12 for _ in found.clusters), 10),
        frozen=3,
        notes=(f"{found.sheets} bảng điểm Hội đồng đã xác nhận",),
    )


def _heat_row(row: HeatRow, found: Heat) -> list[Value]:
    cells = [*(row.cells.get(key) for key in found.clusters), row.whole]
    return [
        Value(row.criterion.code),
        Value(row.criterion.text),
        Value(row.criterion.max_points),
        *(
            Value("")
            if cell is None
            else Value(cell.percent, "" if row.is_penalty else SHADES[cell.shade])
            for cell in cells
        ),
    ]
