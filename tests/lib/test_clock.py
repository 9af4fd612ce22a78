from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from app.lib import clock


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_day_begins_at_midnight_in_viet_nam() -> None:
    with clock.fixed(datetime(2026, 1, 4, 16, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 1, 4)
    with clock.fixed(datetime(2026, 1, 4, 17, 0, tzinfo=UTC)):
        assert clock.today() == date(2026, 1, 5)


def test_local_shows_the_clock_of_the_office() -> None:
    assert clock.local(datetime(2026, 1, 5, 7, 30, tzinfo=UTC)).strftime("%H:%M") == "14:30"


def test_a_fixed_day_is_that_day() -> None:
    with clock.fixed(date(2026, 1, 5)) as at:
        assert clock.now() == at == datetime(2026, 1, 5, 5, tzinfo=UTC)
        assert clock.today() == date(2026, 1, 5)


def test_fixed_times_nest_and_end_even_after_an_error() -> None:
    with clock.fixed(date(2025, 1, 1)):
        with pytest.raises(RuntimeError), clock.fixed(date(2026, 1, 1)):
            raise RuntimeError
        assert clock.today() == date(2025, 1, 1)
    assert clock.now() > datetime(2026, 1, 2, tzinfo=UTC)


def test_other_threads_keep_the_real_time() -> None:
    with clock.fixed(date(2020, 1, 1)), ThreadPoolExecutor(1) as pool:
        assert pool.submit(clock.now).result() > datetime(2026, 1, 1, tzinfo=UTC)


def test_a_time_without_its_zone_is_refused() -> None:
    naive = datetime(2026, 1, 5, 14, 30)
    with pytest.raises(ValueError, match="time zone"):
        clock.local(naive)
    with pytest.raises(ValueError, match="time zone"), clock.fixed(naive):
        pass
    assert clock.now() > datetime(2026, 1, 5, tzinfo=UTC)
