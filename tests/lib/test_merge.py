"""The merge of three, by its laws."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.lib import merge
from app.lib.merge import Outcome, three_way

NAMES = ("text", "quarter", "deadline", "lead_office", "mandatory")
VALUES = st.one_of(st.none(), st.integers(1, 4), st.text(max_size=5), st.booleans())
THINGS = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))


def merged(base: Any, mine: Any, theirs: Any) -> dict[str, Any]:
    """The thing after the merge."""
    return merge.merged(three_way(base, mine, theirs))


@given(THINGS, THINGS)
def test_what_only_they_changed_is_taken(base: Any, changed: Any) -> None:
    assert merged(base, base, changed) == changed


@given(THINGS, THINGS)
def test_what_only_we_changed_stays(base: Any, changed: Any) -> None:
    assert merged(base, changed, base) == changed


@given(THINGS, THINGS)
def test_what_both_changed_alike_is_that(base: Any, changed: Any) -> None:
    assert merged(base, changed, changed) == changed
    outcomes = {one.outcome for one in three_way(base, changed, changed).values()}
    assert outcomes <= {Outcome.SAME, Outcome.EQUAL}


@given(THINGS, THINGS, THINGS)
def test_merging_again_changes_nothing(base: Any, mine: Any, theirs: Any) -> None:
    once = merged(base, mine, theirs)
    assert merged(theirs, once, theirs) == once
    assert merged(base, once, theirs) == once


@given(THINGS, THINGS, THINGS, st.sets(st.sampled_from(NAMES)))
def test_disjoint_edits_commute(base: Any, one: Any, other: Any, here: set[str]) -> None:
    mine = {name: one[name] if name in here else base[name] for name in NAMES}
    theirs = {name: base[name] if name in here else other[name] for name in NAMES}
    both = {name: one[name] if name in here else other[name] for name in NAMES}
    assert merged(base, mine, theirs) == merged(base, theirs, mine) == both
    outcomes = {field.outcome for field in three_way(base, mine, theirs).values()}
    assert Outcome.CONFLICT not in outcomes


@given(THINGS, THINGS, THINGS)
def test_nothing_of_ours_is_lost_unless_it_is_forced(base: Any, mine: Any, theirs: Any) -> None:
    for name, field in three_way(base, mine, theirs).items():
        if mine[name] != base[name]:
            assert field.value == mine[name]
        assert field.mine == mine[name]


@given(THINGS, THINGS, THINGS, st.sets(st.sampled_from(NAMES)))
def test_forced_fields_follow_them_and_keep_ours_on_record(
    base: Any, mine: Any, theirs: Any, forced: set[str]
) -> None:
    fields = three_way(base, mine, theirs, forced)
    for name in forced:
        assert fields[name].value == theirs[name]
        assert fields[name].mine == mine[name]
