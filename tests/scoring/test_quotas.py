"""How many are proposed for an award, and who: whole numbers, whole ranks, allowed bands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scoring.deciding.quotas import Contender, Quota, Share, Words, share
from app.scoring.terms import StandingScope

BANDS = ("Xuất sắc", "Tốt", "Hoàn thành")
FLAG = Quota("Cờ thi đua", 1, None, StandingScope.CLUSTER, "Xuất sắc")
PRAISE = Quota("Bằng khen", 2, None, StandingScope.CLUSTER)


def field(*ranks: int, band: str = "Xuất sắc") -> list[Contender]:
    """Members 1, 2, … of these ranks."""
    return [Contender(number, rank, band) for number, rank in enumerate(ranks, 1)]


def given_out(quota: Quota, contenders: list[Contender], **options: object) -> Share:
    """A share among contenders of whom nobody is missing."""
    settings: dict[str, object] = {"members": len(contenders), "words": Words(), **options}
    return share(quota, contenders, bands=BANDS, **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "per_members", "members", "limit"),
    [(2, None, 7, 2), (1, 5, 65, 13), (1, 5, 4, 0), (1, 5, 9, 1), (3, 10, 65, 19)],
)
def test_a_part_of_a_member_is_none(
    count: int, per_members: int | None, members: int, limit: int
) -> None:
    assert Quota("Cờ", count, per_members, StandingScope.PROVINCE).limit(members) == limit


def test_the_best_are_proposed_within_the_allowed_bands() -> None:
    mixed = [Contender(1, 1, "Tốt"), Contender(2, 2, "Xuất sắc"), Contender(3, 3, "Hoàn thành")]
    assert given_out(FLAG, mixed).proposed == (2,)
    assert given_out(PRAISE, mixed).proposed == (1, 2)
    assert given_out(PRAISE, mixed, taken=(1,)).proposed == (2,)
    assert PRAISE.allowed(BANDS) == ("Xuất sắc", "Tốt")
    assert PRAISE.allowed(("Đạt",)) == ("Đạt",)
    assert FLAG.allowed(BANDS) == ("Xuất sắc",)


def test_a_tie_that_the_number_cuts_is_said_and_not_decided() -> None:
    found = given_out(PRAISE, field(1, 2, 2, 4))
    assert (found.proposed, found.undecided, found.room) == ((1,), (2, 3), 1)
    chosen = given_out(PRAISE, field(1, 2, 2, 4), words=Words(added=frozenset({3})))
    assert (chosen.proposed, chosen.undecided, chosen.room) == ((1, 3), (), 0)
    assert chosen.added == {3}


def test_whom_the_council_does_not_propose_gives_way_to_the_next() -> None:
    found = given_out(FLAG, field(1, 2, 3), words=Words(dropped=frozenset({1})))
    assert found.proposed == (2,)


contenders = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(BANDS)), min_size=1, max_size=12
).map(lambda rows: [Contender(i, rank, band) for i, (rank, band) in enumerate(rows)])


@given(contenders, st.integers(1, 12), st.randoms(use_true_random=False))
def test_never_more_than_the_quota_nobody_worse_before_somebody_better_in_any_order(
    rows: list[Contender], count: int, dice: object
) -> None:
    quota = Quota("Cờ", count, None, StandingScope.PROVINCE)
    found = given_out(quota, rows)
    assert len(found.proposed) <= count
    by_id = {one.member_id: one for one in rows}
    allowed = quota.allowed(BANDS)
    assert all(by_id[one].band in allowed for one in found.proposed)
    worst = max((by_id[one].rank for one in found.proposed), default=0)
    left = [one for one in rows if one.band in allowed and one.member_id not in found.proposed]
    assert all(one.rank > worst for one in left)
    shuffled = list(rows)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert given_out(quota, shuffled) == found
