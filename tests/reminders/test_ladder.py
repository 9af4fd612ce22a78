"""The ladder: which day a step means, and which ladders make sense."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.lib.errors import Invalid
from app.reminders import policies
from app.reminders.terms import USUAL_OF_AN_ISSUER, USUAL_STEPS, Audience, Side, Step, Unit

OFFICER = (Audience.OFFICER,)
days = some.dates(date(2025, 2, 1), date(2027, 11, 30))
steps = some.builds(
    Step,
    side=some.sampled_from(Side),
    days=some.integers(0, 20),
    unit=some.sampled_from(Unit),
    audience=some.just(OFFICER),
)


@pytest.mark.parametrize(
    ("step", "last_day", "on"),
    [
        (Step(Side.BEFORE, 7, Unit.DAY, OFFICER), date(2026, 3, 31), date(2026, 3, 24)),
        (Step(Side.AFTER, 1, Unit.DAY, OFFICER), date(2026, 3, 31), date(2026, 4, 1)),
        (Step(Side.BEFORE, 0, Unit.WORKING_DAY, OFFICER), date(2026, 3, 29), date(2026, 3, 29)),
        (Step(Side.AFTER, 5, Unit.WORKING_DAY, OFFICER), date(2026, 3, 31), date(2026, 4, 7)),
        (Step(Side.AFTER, 1, Unit.WORKING_DAY, OFFICER), date(2026, 2, 13), date(2026, 2, 23)),
        (Step(Side.BEFORE, 2, Unit.WORKING_DAY, OFFICER), date(2026, 5, 4), date(2026, 4, 28)),
    ],
    ids=["calendar", "after", "the day itself", "a week", "over Tết", "before the long weekend"],
)
def test_the_day_of_a_step(step: Step, last_day: date, on: date) -> None:
    assert step.day_of(last_day) == on


@given(step=steps, today=days)
def test_the_latest_last_day_is_the_border(step: Step, today: date) -> None:
    border = step.latest(today)
    assert step.day_of(border) <= today
    assert step.day_of(border + timedelta(days=1)) > today


@given(one=steps, other=steps)
def test_different_steps_stand_at_different_heights(one: Step, other: Step) -> None:
    is_same = one.days == other.days == 0 or (one.side, one.days, one.unit) == (
        other.side,
        other.days,
        other.unit,
    )
    assert (one.height == other.height) == is_same


@given(step=steps)
def test_a_step_is_kept_as_it_is(step: Step) -> None:
    assert Step.of(step.as_json()) == step


def test_years_without_known_holidays_count_weekdays() -> None:
    step = Step(Side.AFTER, 1, Unit.WORKING_DAY, OFFICER)
    assert step.day_of(date(2040, 3, 2)) == date(2040, 3, 5)


def test_the_usual_ladders_make_sense() -> None:
    policies.check_ladder(USUAL_STEPS, is_issuer=False)
    policies.check_ladder(USUAL_OF_AN_ISSUER, is_issuer=True)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ((USUAL_STEPS[0], USUAL_STEPS[0]), "steps.1.days"),
        ((Step(Side.BEFORE, 3, Unit.DAY, ()),), "steps.0.audience"),
        ((Step(Side.BEFORE, 3, Unit.DAY, OFFICER, by_notice=False),), "steps.0.by_notice"),
        ((Step(Side.BEFORE, 3, Unit.DAY, (Audience.BELOW,)),), "steps.0.audience"),
        (tuple(Step(Side.BEFORE, n, Unit.DAY, OFFICER) for n in range(1, 14)), "steps"),
        (
            tuple(Step(Side.AFTER, n, Unit.DAY, (Audience.BELOW,)) for n in range(2)),
            "steps",
        ),
    ],
    ids=["twice", "nobody", "by no way", "below before the day", "too many", "two lists"],
)
def test_ladders_that_make_no_sense(wrong: tuple[Step, ...], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        policies.check_ladder(wrong, is_issuer=True)
    assert field in refusal.value.fields


def test_who_has_nobody_below_has_no_list() -> None:
    with pytest.raises(Invalid):
        policies.check_ladder(USUAL_OF_AN_ISSUER, is_issuer=False)
