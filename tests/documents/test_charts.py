"""Charts in a paper: every number is printed, long ones go on over pages, Word has tables."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.documents import chart_tables, pdf
from app.documents.charts import Box, Boxes, Chart, Columns, Parts, StackedBars
from app.documents.paper import Paper, Paragraph
from tests.documents import samples
from tests.documents.reading import leaves
from tests.documents.test_docx import read

COLUMNS = Columns(("80", "85", "90"), (3, 0, 12), "95", "Số đơn vị theo % điểm chuẩn", "%")
BARS = StackedBars(
    ("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Không xếp loại"),
    tuple(Parts(f"Cụm {n}", (n, 41, 0)) for n in range(1, 41)),
    "Xếp loại từng cụm",
)
BOXES = Boxes(
    tuple(
        Box(
            f"Khối các cơ quan tham mưu tổng hợp, nội chính và đoàn thể số {n}",
            *map(Decimal, ("71.5", "80", f"{n}.25", "95", "101.25")),
        )
        for n in range(81, 91)
    ),
    Decimal(70),
    Decimal(105),
    "Độ phân tán",
    "%",
)
NOTHING = (Columns((), (), ""), StackedBars((), ()), Boxes((), Decimal(0), Decimal(5)))


def _paper(*charts: Chart) -> Paper:
    return replace(samples.REPORT, blocks=(Paragraph("Biểu đồ:"), *charts), annexes=())


def test_every_number_is_printed() -> None:
    text = " ".join(leaf.flat for leaf in leaves(_paper(COLUMNS, BARS, BOXES)))
    for said in ("Số đơn vị theo % điểm chuẩn", "Hoàn thành tốt nhiệm vụ", "Cụm 40", "89,25"):
        assert said in text
    for tick in ("70", "75", "105"):
        assert tick in text


def test_a_long_chart_goes_on_over_pages() -> None:
    pages = leaves(_paper(BARS))
    assert len(pages) > 1
    assert sum("Cụm 1 " in f"{leaf.flat} " for leaf in pages) == 1
    assert sum("Cụm 40" in leaf.flat for leaf in pages) == 1


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert pdf.draw(_paper(COLUMNS, BOXES)) == pdf.draw(_paper(COLUMNS, BOXES))


@pytest.mark.parametrize("chart", NOTHING, ids=lambda chart: type(chart).__name__)
def test_a_chart_of_nothing_does_not_stop_a_paper(chart: Chart) -> None:
    assert "Biểu đồ" in leaves(_paper(chart))[0].flat


def test_in_word_the_numbers_are_a_table() -> None:
    document = read(_paper(COLUMNS, BARS, BOXES))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["Từ 90 đến dưới 95", "12"] in rows
    assert ["Cụm 7", "7", "41", "0"] in rows
    table = chart_tables.as_table(BOXES)
    assert table.rows[0].cells[1:] == ("71,5", "80", "81,25", "95", "101,25")  # type: ignore[union-attr]
