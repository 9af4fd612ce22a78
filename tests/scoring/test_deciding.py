"""Bands lowered by rule, and the counting of ballots: exact, in any order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lib.errors import Conflict, Invalid
from app.scoring.deciding import box, downgrades
from app.scoring.deciding.counting import Mark, Part, Tally, is_order, shared_places
from app.scoring.deciding.downgrades import Fact
from app.scoring.ranking import Band, Bands

BANDS = Bands(
    (
        Band("Xuất sắc", Decimal(95), no_zero=True),
        Band("Tốt", Decimal(85)),
        Band("Hoàn thành", Decimal(75)),
        Band("Không hoàn thành", Decimal(0)),
    )
)
RULES = {
    "reprimand": "Tốt",
    "warning": "Hoàn thành",
    "corruption": "Không hoàn thành",
    "no_self_score": "Không hoàn thành",
}
REPRIMAND = Fact("reprimand", "Chủ tịch UBND xã bị khiển trách, Quyết định số 12")
WARNING = Fact("warning", "Bí thư bị cảnh cáo, Quyết định số 13")


def test_a_reprimand_leaves_at_most_good() -> None:
    found = downgrades.lowered("Xuất sắc", [REPRIMAND], RULES, BANDS)
    assert found.band == "Tốt"
    assert found.note == f"Hạ từ Xuất sắc xuống Tốt: {REPRIMAND.said}."
    assert downgrades.lowered("Tốt", [REPRIMAND], RULES, BANDS).note == ""
    assert downgrades.lowered("Hoàn thành", [REPRIMAND], RULES, BANDS).band == "Hoàn thành"


def test_the_strictest_rule_holds_in_any_order_and_only_rules_of_the_set() -> None:
    one = downgrades.lowered("Xuất sắc", [REPRIMAND, WARNING], RULES, BANDS)
    assert one == downgrades.lowered("Xuất sắc", [WARNING, REPRIMAND], RULES, BANDS)
    assert one.note == f"Hạ từ Xuất sắc xuống Hoàn thành: {WARNING.said}."
    other = Fact("criminal", "bị khởi tố")
    assert downgrades.lowered("Xuất sắc", [other], RULES, BANDS).band == "Xuất sắc"
    with pytest.raises(Invalid):
        downgrades.rules_of([{"when": "reprimand", "at_most": "Khá"}], BANDS)


def test_who_did_not_score_itself_has_its_band_by_rule_alone() -> None:
    absent = Fact("no_self_score", "không tự chấm điểm")
    found = downgrades.unscored(absent, [REPRIMAND], RULES, BANDS)
    assert (found.band, found.note) == (
        "Không hoàn thành",
        "Xếp Không hoàn thành: không tự chấm điểm.",
    )
    assert downgrades.unscored(absent, [], {}, BANDS).band == ""


@pytest.mark.parametrize(
    ("part", "members", "least"),
    [
        (Part(9, 10), 13, 12),
        (Part(4, 5), 13, 11),
        (Part(4, 5), 5, 4),
        (Part(2, 3), 13, 9),
        (Part(2, 3), 3, 2),
        (Part(1, 1), 7, 7),
    ],
)
def test_votes_are_counted_against_all_members(part: Part, members: int, least: int) -> None:
    assert part.least(members) == least
    assert part.reached(least, members)
    assert not part.reached(least - 1, members)


def test_a_part_is_written_as_offices_write_it() -> None:
    assert [Part(4, 5).label, Part(9, 10).label, Part(2, 3).label] == ["80%", "90%", "2/3"]


@given(st.lists(st.lists(st.sampled_from(list(Mark)), min_size=2, max_size=2), max_size=20))
def test_the_order_of_ballots_is_of_no_matter_and_every_ballot_is_counted_once(
    ballots: list[list[Mark]],
) -> None:
    tally = other = Tally.empty(2)
    for marks in ballots:
        tally = tally.with_marks(marks)
    for marks in reversed(ballots):
        other = other.with_marks(marks)
    assert tally == other
    assert tally.cast == len(ballots)
    blank = sum(set(marks) == {Mark.BLANK} for marks in ballots)
    assert tally.invalid == blank
    assert all(sum(row) == len(ballots) - blank for row in tally.rows)
    assert Tally.of_numbers(tally.numbers) == tally


def test_places_by_their_sums() -> None:
    tally = Tally.empty(3).with_places([1, 2, 3]).with_places([2, 1, 3]).with_invalid()
    assert [row[0] for row in tally.rows] == [3, 3, 6]
    assert shared_places({10: 3, 11: 3, 12: 6}) == {10: 1, 11: 1, 12: 3}
    assert is_order([2, 1, 3])
    assert not is_order([1, 1, 3])


def test_a_sealed_box_tells_nothing_and_cannot_be_changed_or_moved() -> None:
    key = box.key_of("khóa của máy chủ")
    empty, full = (0, 0, 0, 0, 0), (13, 1, 9, 2, 1)
    sealed = box.seal(full, key=key, ballot="1:7")
    assert box.unseal(sealed, key=key, ballot="1:7") == full
    assert len(sealed) == len(box.seal(empty, key=key, ballot="1:7"))
    assert sealed != box.seal(full, key=key, ballot="1:7")
    for changed, other_key, ballot in (
        (sealed, key, "1:8"),
        (sealed, box.key_of("khóa khác"), "1:7"),
        (sealed[:-1] + bytes([sealed[-1] ^ 1]), key, "1:7"),
    ):
        with pytest.raises(Conflict):
            box.unseal(changed, key=other_key, ballot=ballot)
