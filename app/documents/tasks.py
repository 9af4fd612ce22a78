"""A table of tasks as the table that is printed: its columns, its bands, its lists of offices."""

from collections.abc import Callable

from app.documents.paper import Align, Band, Column, DataTable, Row, TaskRow, TaskTable
from app.documents.wording import closed_list, printable

_NUMBER = Column("TT", Align.CENTER, width=11)


def as_data(table: TaskTable) -> DataTable:
    """The same tasks as plain rows; only columns that some task fills, only bands with tasks."""
    tasks = [row for band in table.bands for row in band.rows]
    named: tuple[tuple[Column, Callable[[TaskRow], str]], ...] = (
        (Column(table.offices_title), lambda row: _offices(row.offices)),
        (Column("Cơ quan chủ trì"), lambda row: _offices(row.lead)),
        (Column("Cơ quan phối hợp"), lambda row: _offices(row.support)),
        (Column("Thời gian hoàn thành", Align.CENTER), lambda row: row.deadline),
        (Column(table.result_title), lambda row: row.result),
        (Column("Ghi chú"), lambda row: row.note),
    )
    filled = [(column, cell) for column, cell in named if any(map(cell, tasks))]
    if not tasks:
        filled = [*named[:1]]
    rows: list[Row | Band] = []
    for band in table.bands:
        if band.rows and printable(band.label):
            rows.append(Band(band.label))
        rows += [
            Row((row.no or "", row.text, *(cell(row) for _, cell in filled))) for row in band.rows
        ]
    columns = (_NUMBER, Column(table.text_title), *(column for column, _ in filled))
    return DataTable(columns, tuple(rows), empty_text=table.empty_text)


def _offices(names: tuple[str, ...]) -> str:
    return "\n".join(f"- {name}" for name in closed_list(names))
