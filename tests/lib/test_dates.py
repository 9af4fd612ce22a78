from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lib import dates, holidays
from app.lib.dates import Deadline
from app.lib.errors import Invalid

days = st.dates(date(2024, 1, 1), date(2030, 6, 30))


class TestWriting:
    @pytest.mark.parametrize(
        ("on", "written"),
        [
            (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
            (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
            (date(2025, 3, 7), "ngày 07 tháng 3 năm 2025"),
            (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
        ],
    )
    def test_the_date_of_a_paper(self, on: date, written: str) -> None:
        assert dates.long(on) == written

    def test_the_date_and_time_of_a_screen(self) -> None:
        assert dates.short(date(2026, 1, 5)) == "05/01/2026"
        assert dates.stamp(datetime(2026, 1, 5, 7, 30, tzinfo=UTC)) == "05/01/2026 14:30"

    @pytest.mark.parametrize(
        "typed", ["05/01/2026", "5/1/2026", " 5-1-2026 ", "5.1.2026", "2026-01-05"]
    )
    def test_dates_that_people_type(self, typed: str) -> None:
        assert dates.parse(typed) == date(2026, 1, 5)

    @pytest.mark.parametrize(
        "typed",
        ["", "31/02/2026", "13/13/2026", "5/1", "5/1/26", "1/2026/5", "hôm nay", "²/1/2026"],
    )
    def test_what_is_no_date_is_refused_at_its_field(self, typed: str) -> None:
        with pytest.raises(Invalid) as refused:
            dates.parse(typed, "due_on")
        assert list(refused.value.fields) == ["due_on"]

    @given(st.dates(min_value=date(1000, 1, 1)))
    def test_what_is_written_can_be_read(self, on: date) -> None:
        assert dates.parse(dates.short(on)) == on == dates.parse(on.isoformat())


class TestQuarters:
    def test_the_quarters_of_a_year(self) -> None:
        assert [dates.quarter_start(2026, q) for q in dates.QUARTERS] == [
            date(2026, 1, 1),
            date(2026, 4, 1),
            date(2026, 7, 1),
            date(2026, 10, 1),
        ]
        assert [dates.quarter_end(2026, q) for q in dates.QUARTERS] == [
            date(2026, 3, 31),
            date(2026, 6, 30),
            date(2026, 9, 30),
            date(2026, 12, 31),
        ]
        assert [dates.quarter_name(q) for q in dates.QUARTERS] == [
            "Quý I",
            "Quý II",
            "Quý III",
            "Quý IV",
        ]

    @given(days)
    def test_every_day_lies_in_its_quarter(self, on: date) -> None:
        quarter = dates.quarter_of(on)
        assert dates.quarter_start(on.year, quarter) <= on <= dates.quarter_end(on.year, quarter)

    @pytest.mark.parametrize("quarter", [0, 5, -1])
    def test_there_is_no_fifth_quarter(self, quarter: int) -> None:
        for ask in (dates.roman, dates.quarter_name, lambda q: dates.quarter_start(2026, q)):
            with pytest.raises(Invalid):
                ask(quarter)
        with pytest.raises(Invalid):
            dates.quarter_end(2026, quarter)


class TestDeadline:
    def test_before_a_day_excludes_it(self) -> None:
        deadline = Deadline.before(date(2025, 8, 7))
        assert str(deadline) == "trước ngày 07/08/2025"
        assert deadline.last_day == date(2025, 8, 6)
        assert not deadline.is_late(date(2025, 8, 6))
        assert deadline.is_late(date(2025, 8, 7))

    def test_no_later_than_a_day_includes_it(self) -> None:
        deadline = Deadline.no_later_than(date(2025, 10, 15))
        assert str(deadline) == "chậm nhất ngày 15/10/2025"
        assert deadline.last_day == date(2025, 10, 15)
        assert not deadline.is_late(date(2025, 10, 15))
        assert deadline.is_late(date(2025, 10, 16))

    @pytest.mark.parametrize(
        ("today", "said"),
        [(12, "còn 3 ngày"), (14, "còn 1 ngày"), (15, "hạn cuối hôm nay"), (17, "quá hạn 2 ngày")],
    )
    def test_how_long_there_is(self, today: int, said: str) -> None:
        assert Deadline(date(2025, 10, 15)).relative(date(2025, 10, today)) == said

    @given(days, days, st.booleans())
    def test_late_means_no_days_left(self, on: date, today: date, inclusive: bool) -> None:
        deadline = Deadline(on, inclusive)
        assert deadline.is_late(today) == (deadline.days_left(today) < 0)
        assert deadline.is_late(today) == deadline.relative(today).startswith("quá hạn")


class TestHolidays:
    @pytest.mark.parametrize(
        ("first", "last"),
        [
            (date(2024, 2, 8), date(2024, 2, 14)),
            (date(2024, 4, 27), date(2024, 5, 1)),
            (date(2024, 8, 31), date(2024, 9, 3)),
            (date(2025, 1, 25), date(2025, 2, 2)),
            (date(2025, 4, 30), date(2025, 5, 4)),
            (date(2025, 8, 30), date(2025, 9, 2)),
            (date(2026, 1, 1), date(2026, 1, 4)),
            (date(2026, 2, 14), date(2026, 2, 22)),
            (date(2026, 4, 25), date(2026, 4, 27)),
            (date(2026, 8, 29), date(2026, 9, 2)),
        ],
    )
    def test_the_breaks_that_were_decided(self, first: date, last: date) -> None:
        off = [first + timedelta(number) for number in range((last - first).days + 1)]
        assert not any(dates.is_working_day(day) for day in off)
        assert dates.is_working_day(first - timedelta(1))
        assert dates.is_working_day(last + timedelta(1))

    @pytest.mark.parametrize(
        "worked", [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)]
    )
    def test_saturdays_that_make_up_for_a_day_off(self, worked: date) -> None:
        assert worked.strftime("%a") == "Sat"
        assert dates.is_working_day(worked)

    @pytest.mark.parametrize(
        ("on", "name"),
        [
            (date(2027, 2, 6), "Tết Âm lịch"),
            (date(2028, 1, 26), "Tết Âm lịch"),
            (date(2029, 2, 13), "Tết Âm lịch"),
            (date(2030, 2, 2), "Tết Âm lịch"),
            (date(2027, 4, 16), "Giỗ Tổ Hùng Vương"),
            (date(2028, 4, 4), "Giỗ Tổ Hùng Vương"),
            (date(2029, 4, 23), "Giỗ Tổ Hùng Vương"),
            (date(2030, 4, 12), "Giỗ Tổ Hùng Vương"),
            (date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),
            (date(2027, 5, 3), "Ngày Quốc tế lao động (nghỉ bù)"),
        ],
    )
    def test_lunar_and_moved_days(self, on: date, name: str) -> None:
        assert holidays.days_off(on.year)[on] == name

    def test_the_culture_day_is_free_from_2026_on(self) -> None:
        assert date(2025, 11, 24) not in holidays.days_off(2025)

    @pytest.mark.parametrize("year", range(2024, 2031))
    def test_no_holiday_is_lost_to_a_weekend(self, year: int) -> None:
        named = holidays.days_off(year)
        swapped = [day for day, name in named.items() if name.startswith("Nghỉ hoán đổi")]
        statutory = 11 if year < 2026 else 12
        weekdays = [day for day in named if day.weekday() < 5]
        assert len(weekdays) - len(swapped) == statutory

    def test_what_is_decided_and_what_is_expected(self) -> None:
        assert [year for year in range(2024, 2031) if holidays.is_decided(year)] == [
            2024,
            2025,
            2026,
        ]

    def test_a_year_without_a_calendar_is_refused_by_name(self) -> None:
        with pytest.raises(Invalid, match="năm 2031"):
            dates.is_working_day(date(2031, 1, 2))


class TestWorkingDays:
    def test_ten_working_days_over_tet(self) -> None:
        assert dates.add_working_days(date(2026, 2, 10), 10) == date(2026, 3, 3)

    def test_the_next_working_day_after_friday_is_monday(self) -> None:
        assert dates.add_working_days(date(2026, 6, 5), 1) == date(2026, 6, 8)

    def test_twenty_working_days_to_appraise(self) -> None:
        assert dates.working_days_between(date(2026, 6, 1), date(2026, 6, 29)) == 20

    def test_no_days_is_the_day_itself_and_a_negative_number_is_refused(self) -> None:
        assert dates.add_working_days(date(2026, 2, 15), 0) == date(2026, 2, 15)
        with pytest.raises(Invalid):
            dates.add_working_days(date(2026, 2, 15), -1)

    @given(days, st.integers(1, 60))
    def test_adding_and_counting_agree(self, start: date, count: int) -> None:
        end = dates.add_working_days(start, count)
        assert dates.is_working_day(end)
        assert dates.working_days_between(start, end) == count
        assert dates.working_days_between(end, start) == 0
