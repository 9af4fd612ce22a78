"""Tables for spreadsheets hold no formulas."""

import csv
import io

import pytest

from app.lib import tables


@pytest.mark.parametrize(
    "typed",
    ['=HYPERLINK("http://x.vn";"a")', "+84 25 123", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "=1"],
)
def test_what_a_spreadsheet_would_reckon_is_text(typed: str) -> None:
    assert tables.cell(typed) == f"'{typed}"


@pytest.mark.parametrize(
    "typed", ["", "Xã Điềm He", "12/KH-UBND", "-3", "-2,5", "+1.5", "a=b", "5%"]
)
def test_text_and_numbers_stay_as_they_are(typed: str) -> None:
    assert tables.cell(typed) == typed


def test_a_table_reads_back_as_it_was_written() -> None:
    rows = [["Xã “A”, huyện B", 'dòng 1\ndòng "2"'], ["=1+1", ""]]
    text = tables.as_csv(["Tên", "Ghi chú"], rows)
    assert text.startswith("\ufeffTên,")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read == [["Tên", "Ghi chú"], rows[0], ["'=1+1", ""]]
