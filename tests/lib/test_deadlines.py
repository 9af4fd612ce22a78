"""Deadlines as officials write them, read and printed again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lib import dates, deadlines
from app.lib.dates import Deadline, DeadlinePrecision
from app.lib.errors import Invalid
from app.lib.years import SCHOOL_START, WorkYear

Y2025, Y2026 = WorkYear(2025), WorkYear(2026)
SCHOOL = WorkYear(2025, SCHOOL_START)
REAL = [
    ("trước ngày 07/8/2025", "trước ngày 07/08/2025", date(2025, 8, 6)),
    ("chậm nhất ngày 15/10/2025", "chậm nhất ngày 15/10/2025", date(2025, 10, 15)),
    ("chậm nhất ngày 15/10", "chậm nhất ngày 15/10/2025", date(2025, 10, 15)),
    ("chậm nhất là ngày 15/10", "chậm nhất ngày 15/10/2025", date(2025, 10, 15)),
    ("trước ngày 25/01/2025", "trước ngày 25/01/2025", date(2025, 1, 24)),
    ("xong trong tháng 02/2025", "trong tháng 02/2025", date(2025, 2, 28)),
    ("trong tháng 02/2025", "trong tháng 02/2025", date(2025, 2, 28)),
    ("xong trước 30/6", "trước ngày 30/06/2025", date(2025, 6, 29)),
    ("cuối tháng 8", "cuối tháng 8/2025", date(2025, 8, 31)),
    ("1/2 ngày, cuối tháng 8/2025", "cuối tháng 8/2025", date(2025, 8, 31)),
    ("01 buổi, dự kiến ngày 15/8/2025", "dự kiến ngày 15/08/2025", date(2025, 8, 15)),
    ("dự kiến 15/8/2025", "dự kiến ngày 15/08/2025", date(2025, 8, 15)),
    ("Dự kiến trong tháng 01/2026", "dự kiến trong tháng 01/2026", date(2026, 1, 31)),
    ("tháng 01/2026", "trong tháng 01/2026", date(2026, 1, 31)),
    ("07/8", "chậm nhất ngày 07/08/2025", date(2025, 8, 7)),
    ("7-8-2025", "chậm nhất ngày 07/08/2025", date(2025, 8, 7)),
    ("2025-08-07", "chậm nhất ngày 07/08/2025", date(2025, 8, 7)),
    ("ngày 05 tháng 3 năm 2025", "chậm nhất ngày 05/03/2025", date(2025, 3, 5)),
    ("từ ngày 01/8 đến ngày 15/8/2025", "chậm nhất ngày 15/08/2025", date(2025, 8, 15)),
    ("trước 17 giờ ngày 07/8", "chậm nhất ngày 07/08/2025", date(2025, 8, 7)),
    ("trước tháng 9", "trước ngày 01/09/2025", date(2025, 8, 31)),
    ("trước hết tháng 8", "trong tháng 8/2025", date(2025, 8, 31)),
    ("trước quý III", "trước ngày 01/07/2025", date(2025, 6, 30)),
    ("Hạn: 15/8.", "chậm nhất ngày 15/08/2025", date(2025, 8, 15)),
    ("hết năm", "chậm nhất ngày 31/12/2025", date(2025, 12, 31)),
    ("TRUOC NGAY 07/8", "trước ngày 07/08/2025", date(2025, 8, 6)),
]


@pytest.mark.parametrize(("typed", "printed", "last_day"), REAL)
def test_words_of_real_plans(typed: str, printed: str, last_day: date) -> None:
    found = deadlines.parse(typed, Y2025).deadline
    assert found is not None
    assert (str(found), found.last_day) == (printed, last_day)


def test_before_excludes_and_no_later_includes() -> None:
    before = deadlines.parse("trước ngày 07/8/2025", Y2025).deadline
    by = deadlines.parse("chậm nhất ngày 07/8/2025", Y2025).deadline
    assert before == Deadline.before(date(2025, 8, 7))
    assert by == Deadline.no_later_than(date(2025, 8, 7))


@pytest.mark.parametrize(
    ("typed", "quarter", "tentative"),
    [("quý III", 3, False), ("Hết quý 2", 2, False), ("dự kiến trong quý IV", 4, True)],
)
def test_quarters_have_no_day(typed: str, quarter: int, tentative: bool) -> None:
    assert deadlines.parse(typed, Y2025) == deadlines.Term(None, quarter, tentative)


def test_nothing_typed_is_no_term() -> None:
    assert deadlines.parse("  ", Y2025) == deadlines.Term()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("đầu tháng 8", "chưa nêu rõ ngày nào"),
        ("31/9", "Ngày 31/9 không có trong lịch"),
        ("tháng 13", "tháng từ 1 đến 12"),
        ("sớm nhất có thể", "hãy ghi như"),
        ("15/8/25", "hãy ghi như"),
        ("quý II/2026", "không thuộc năm 2025"),
        ("999 ngày làm việc từ 01/8", "250 ngày làm việc"),
    ],
)
def test_what_is_not_understood_is_told_what_to_write(typed: str, said: str) -> None:
    with pytest.raises(Invalid) as caught:
        deadlines.parse(typed, Y2025, "term")
    assert said in caught.value.fields["term"][0]


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("15/10", date(2025, 10, 15)),
        ("31/5", date(2026, 5, 31)),
        ("31/8", date(2026, 8, 31)),
        ("01/9", date(2025, 9, 1)),
    ],
)
def test_a_school_year_completes_days_with_its_own_year(typed: str, on: date) -> None:
    found = deadlines.parse(typed, SCHOOL).deadline
    assert found is not None
    assert found.on == on


def test_working_days_are_counted() -> None:
    found = deadlines.parse("trong 10 ngày làm việc kể từ ngày 25/8/2025", Y2025).deadline
    assert found == Deadline(dates.add_working_days(date(2025, 8, 25), 10))
    assert found is not None
    assert found.on == date(2025, 9, 10)


def _whole(on: date, precision: DeadlinePrecision, inclusive: bool, tentative: bool) -> Deadline:
    if precision is DeadlinePrecision.DAY:
        return Deadline(on, inclusive, precision, tentative)
    return Deadline(dates.month_end(on), True, precision, tentative)


written = st.builds(
    _whole,
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(DeadlinePrecision),
    st.booleans(),
    st.booleans(),
)


@given(written, st.integers(2000, 2099), st.sampled_from([1, SCHOOL_START]))
def test_what_is_printed_is_read_as_the_same(deadline: Deadline, first: int, month: int) -> None:
    for text in (str(deadline), str(deadline).capitalize()):
        assert deadlines.parse(text, WorkYear(first, month)).deadline == deadline


@given(st.sampled_from(dates.QUARTERS), st.booleans())
def test_a_quarter_that_is_printed_is_read_as_the_same(quarter: int, tentative: bool) -> None:
    found = deadlines.parse(dates.due_label(None, quarter, tentative), Y2025)
    assert found == deadlines.Term(None, quarter, tentative)


def _faults(text: str) -> dict[str, list[str]]:
    try:
        deadlines.parse(text, Y2025, "term")
    except Invalid as error:
        return error.fields
    return {}


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    assert all(said.endswith(".") for said in _faults(text).get("term", []))


@pytest.mark.parametrize(
    ("last_day", "said"),
    [
        (date(2026, 9, 2), "Quốc khánh); ngày làm việc liền trước là 28/08/2026"),
        (date(2026, 11, 21), "thứ Bảy; ngày làm việc liền trước là 20/11/2026"),
        (date(2026, 11, 22), "Chủ nhật"),
        (date(2033, 1, 1), "thứ Bảy"),
    ],
)
def test_a_last_day_on_which_nobody_works(last_day: date, said: str) -> None:
    note = deadlines.day_off_note(last_day)
    assert note is not None
    assert said in note


def test_working_days_and_months_are_not_warned_of() -> None:
    assert deadlines.day_off_note(date(2026, 11, 20)) is None
    assert deadlines.note_on(Deadline(date(2026, 2, 28), True, DeadlinePrecision.MONTH)) is None
    assert deadlines.note_on(Deadline.before(date(2026, 11, 23))) is not None


class TestWorkYear:
    def test_a_school_year_runs_from_september_to_august(self) -> None:
        assert (SCHOOL.start, SCHOOL.end) == (date(2025, 9, 1), date(2026, 8, 31))
        assert SCHOOL.quarters == (3, 4, 1, 2)
        assert str(SCHOOL) == "năm học 2025 - 2026"
        assert [SCHOOL.quarter_name(one) for one in (3, 1)] == ["Quý III/2025", "Quý I/2026"]

    def test_a_calendar_year(self) -> None:
        assert (Y2026.start, Y2026.end) == (date(2026, 1, 1), date(2026, 12, 31))
        assert (Y2026.quarters, str(Y2026)) == (dates.QUARTERS, "năm 2026")
        assert Y2026.quarter_name(3) == "Quý III"

    def test_the_summer_counts_with_the_last_quarter(self) -> None:
        assert SCHOOL.quarter_of(date(2026, 7, 15)) == 2
        assert SCHOOL.quarter_of(date(2025, 9, 15)) == 3

    @given(st.integers(2000, 2098), st.sampled_from([1, SCHOOL_START]), st.integers(0, 364))
    def test_every_day_has_a_quarter_of_the_year(self, first: int, month: int, days: int) -> None:
        year = WorkYear(first, month)
        on = year.start + timedelta(days=days)
        assert year.holds(on)
        assert year.year_of(on.month) == on.year
        quarter = year.quarter_of(on)
        assert on <= year.quarter_end(quarter) or quarter == year.quarters[-1]
