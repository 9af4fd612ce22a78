"""The numbers of a chart as a table: what Word and readers who hear a paper are given."""

from app.documents.charts import Boxes, Chart, Columns, StackedBars
from app.documents.paper import Align, Column, DataTable, Row
from app.lib import numbers

_PARTS = ("Thấp nhất", "Tứ phân vị dưới", "Trung vị", "Tứ phân vị trên", "Cao nhất")


def as_table(chart: Chart) -> DataTable:
    """The same numbers in rows."""
    if isinstance(chart, Columns):
        return _of_columns(chart)
    if isinstance(chart, StackedBars):
        return _of_bars(chart)
    return _of_boxes(chart)


def _of_columns(chart: Columns) -> DataTable:
    ends = (*chart.bounds[1:], chart.end)
    rows = tuple(
        Row((f"Từ {lower} đến dưới {upper}", str(count)))
        for lower, upper, count in zip(chart.bounds, ends, chart.counts, strict=True)
    )
    return DataTable(
        (Column(f"Khoảng {chart.unit}".strip()), Column("Số đơn vị", Align.RIGHT)),
        rows,
        caption=chart.caption,
    )


def _of_bars(chart: StackedBars) -> DataTable:
    columns = (Column("Nhóm"), *(Column(name, Align.RIGHT) for name in chart.series))
    rows = tuple(Row((one.label, *map(str, one.counts))) for one in chart.rows)
    return DataTable(columns, rows, caption=chart.caption)


def _of_boxes(chart: Boxes) -> DataTable:
    columns = (Column("Nhóm"), *(Column(name, Align.RIGHT) for name in _PARTS))
    rows = tuple(
        Row(
            (
                one.label,
                *map(numbers.vi, (one.least, one.lower, one.middle, one.upper, one.most)),
            )
        )
        for one in chart.rows
    )
    return DataTable(columns, rows, caption=chart.caption, unit=f"Đơn vị tính: {chart.unit}")
