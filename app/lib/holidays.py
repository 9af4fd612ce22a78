"""Public holidays of Việt Nam, year by year, for counting working days.

Basis: Bộ luật Lao động 2019, Điều 112 (days) and Điều 111 khoản 3 (a holiday on a weekly day of
rest is made up on the next working day); Nghị quyết 80-NQ/TW ngày 07/01/2026 (24/11 since 2026).
Which five days of Tết, which second day of Quốc khánh and which swapped days apply is decided
anew every year: 2024 to 2026 are as decided, 2027 to 2030 are what the law gives when nothing
else is decided, and `is_decided` tells them apart. A new decision is a change of one row below.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from app.lib.errors import Invalid

_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class _Swap:
    """A working day given off, made up for on a Saturday."""

    off: date
    worked: date


@dataclass(frozen=True, slots=True)
class _Year:
    """What of a year's calendar no rule yields: lunar dates and decisions."""

    tet_from: date
    hung_kings: date
    second_national_day: date
    swaps: tuple[_Swap, ...] = ()
    decided: bool = True


_YEARS = {
    2024: _Year(
        tet_from=date(2024, 2, 8),
        hung_kings=date(2024, 4, 18),
        second_national_day=date(2024, 9, 3),
        swaps=(_Swap(off=date(2024, 4, 29), worked=date(2024, 5, 4)),),
    ),
    2025: _Year(
        tet_from=date(2025, 1, 27),
        hung_kings=date(2025, 4, 7),
        second_national_day=date(2025, 9, 1),
        swaps=(_Swap(off=date(2025, 5, 2), worked=date(2025, 4, 26)),),
    ),
    2026: _Year(
        tet_from=date(2026, 2, 16),
        hung_kings=date(2026, 4, 26),
        second_national_day=date(2026, 9, 1),
        swaps=(
            _Swap(off=date(2026, 1, 2), worked=date(2026, 1, 10)),
            _Swap(off=date(2026, 8, 31), worked=date(2026, 8, 22)),
        ),
    ),
    2027: _Year(
        tet_from=date(2027, 2, 5),
        hung_kings=date(2027, 4, 16),
        second_national_day=date(2027, 9, 3),
        decided=False,
    ),
    2028: _Year(
        tet_from=date(2028, 1, 25),
        hung_kings=date(2028, 4, 4),
        second_national_day=date(2028, 9, 1),
        decided=False,
    ),
    2029: _Year(
        tet_from=date(2029, 2, 12),
        hung_kings=date(2029, 4, 23),
        second_national_day=date(2029, 9, 3),
        decided=False,
    ),
    2030: _Year(
        tet_from=date(2030, 2, 1),
        hung_kings=date(2030, 4, 12),
        second_national_day=date(2030, 9, 3),
        decided=False,
    ),
}

_TET_DAYS = 5
_CULTURE_DAY_SINCE = 2026


def days_off(year: int) -> dict[date, str]:
    """Every holiday of the year with its name, days made up for and swapped days included.

    Raises Invalid for a year whose calendar is not known here.
    """
    return dict(_days_off(year))


def is_decided(year: int) -> bool:
    """Whether the year's calendar is as decided, rather than what the law gives by itself."""
    return _known(year).decided


def is_working_day(on: date) -> bool:
    """Monday to Friday unless a holiday, and the Saturdays that make up for a swapped day.

    Raises Invalid for a year whose calendar is not known here.
    """
    if any(swap.worked == on for swap in _known(on.year).swaps):
        return True
    return on.weekday() < SATURDAY and on not in _days_off(on.year)


@cache
def _days_off(year: int) -> dict[date, str]:
    known = _known(year)
    days = dict(_statutory(year, known))
    for holiday in sorted(days):
        if holiday.weekday() >= SATURDAY:
            days[_next_free_weekday(holiday, days)] = f"{days[holiday]} (nghỉ bù)"
    for swap in known.swaps:
        days[swap.off] = f"Nghỉ hoán đổi, làm bù ngày {swap.worked:%d/%m/%Y}"
    return dict(sorted(days.items()))


def _statutory(year: int, known: _Year) -> Iterator[tuple[date, str]]:
    yield date(year, 1, 1), "Tết Dương lịch"
    for number in range(_TET_DAYS):
        yield known.tet_from + number * _DAY, "Tết Âm lịch"
    yield known.hung_kings, "Giỗ Tổ Hùng Vương"
    yield date(year, 4, 30), "Ngày Chiến thắng"
    yield date(year, 5, 1), "Ngày Quốc tế lao động"
    yield date(year, 9, 2), "Quốc khánh"
    yield known.second_national_day, "Quốc khánh"
    if year >= _CULTURE_DAY_SINCE:
        yield date(year, 11, 24), "Ngày Văn hóa Việt Nam"


def _next_free_weekday(holiday: date, taken: dict[date, str]) -> date:
    day = holiday + _DAY
    while day.weekday() >= SATURDAY or day in taken:
        day += _DAY
    return day


def _known(year: int) -> _Year:
    try:
        return _YEARS[year]
    except KeyError:
        raise Invalid(
            f"Chưa có lịch nghỉ lễ, tết của năm {year}; đề nghị quản trị hệ thống bổ sung "
            f"(hiện có các năm {min(_YEARS)}–{max(_YEARS)})."
        ) from None
