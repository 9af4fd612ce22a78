"""Frozen results: the same inputs give the same bytes; told in words, tried without being kept."""

import hashlib
import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from app.lib.errors import Invalid
from app.scoring.announcing import canonical, results, scales, shares, what_if, why
from app.scoring.announcing.canonical import Content
from app.scoring.announcing.why import Line
from tests.scoring.frozen import SET, inputs, line, member

LEADER, BEYOND, AT, BELOW = (
    member(1, "15", "10"),  # A/T = 1.5: 40
    member(2, "12", "10"),  # 20 + 20 × 0.2/0.5 = 28
    member(3, "10", "10"),  # 20
    member(4, "9", "10", done="5"),  # 18, and half of II.1
)
FOUR = inputs(LEADER, BEYOND, AT, BELOW)


def shuffled(value: Any, dice: random.Random) -> Any:
    """The same content, its keys in another order."""
    if isinstance(value, dict):
        keys = list(value)
        dice.shuffle(keys)
        return {key: shuffled(value[key], dice) for key in keys}
    return [shuffled(one, dice) for one in value] if isinstance(value, list) else value


def result(found: Content, sheet: int) -> Content:
    """The result of one sheet."""
    one: Content = found["results"][str(sheet)]
    return one


def test_decimals_are_text_without_needless_zeros_and_floats_are_refused() -> None:
    assert canonical.decimal(Decimal("87.500")) == "87.5"
    assert canonical.decimal(Decimal("-0.000")) == "0"
    assert canonical.decimal(Decimal("100")) == "100"
    assert canonical.decimal(None) is None
    assert canonical.text({"b": [1, "ế"], "a": None}) == '{"a":null,"b":[1,"ế"]}'
    with pytest.raises(TypeError, match="float"):
        canonical.text({"a": [{"b": 0.5}]})


def test_results_are_those_reckoned_by_hand() -> None:
    found = results.document(FOUR)
    points = [result(found, one)["points"]["I.1"] for one in (1, 2, 3, 4)]
    assert points == ["40", "28", "20", "18"]
    assert [result(found, one)["total"] for one in (1, 2, 3, 4)] == ["100", "88", "80", "68"]
    assert [result(found, one)["cluster_rank"] for one in (1, 2, 3, 4)] == [1, 2, 3, 4]
    assert [result(found, one)["band"] for one in (1, 2, 4)] == ["Xuất sắc", "Tốt", "Hoàn thành"]
    assert result(found, 2)["groups"]["II"] == {"raw": "40", "points": "40"}
    assert (result(found, 2)["percent"], result(found, 2)["province_rank"]) == ("88", None)


def test_a_zero_lowers_the_band_by_rule_and_missing_evidence_makes_a_zero() -> None:
    bare = member(2, "12", "10", lines={"II.2": line({"met": "yes"}, None)})
    found = results.document(inputs(LEADER, bare))
    assert result(found, 2)["points"]["II.2"] == "0"
    assert result(found, 2)["zeros"] == ["II.2"]
    assert result(found, 2)["band"] == "Hoàn thành"
    assert "0 điểm" in result(found, 2)["band_note"]


def test_points_by_hand_stay_and_values_of_the_council_are_reckoned() -> None:
    word = {"revision": 1, "points": "3", "reason": "Trùng", "origin": "points", "inputs": None}
    values = {
        **word,
        "points": "28",
        "origin": "values",
        "inputs": {"actual": "15", "target": "10"},
    }
    hand = member(2, "12", "10", lines={"II.3": line({"value": "80"}, "10", council=word)})
    other = member(
        3, "12", "10", lines={"I.1": line({"actual": "12", "target": "10"}, "20", council=values)}
    )
    found = results.document(inputs(LEADER, hand, other))
    assert result(found, 2)["points"]["II.3"] == "3"
    assert result(found, 3)["points"]["I.1"] == "40"


@drawn(dice=st.randoms(use_true_random=False), order=st.permutations([LEADER, BEYOND, AT, BELOW]))
def test_whatever_the_order_of_rows_and_keys_the_bytes_are_the_same(
    dice: random.Random, order: list[Content]
) -> None:
    first = canonical.text(results.document(FOUR))
    again = shuffled({**FOUR, "members": order}, dice)
    assert canonical.text(results.document(again)) == first
    assert results.verify(first) == []


@drawn(
    values=st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 20), st.integers(0, 50), st.integers(0, 12)),
        min_size=1,
        max_size=7,
    )
)
def test_whatever_was_entered_is_frozen_read_and_reckoned_again_byte_for_byte(
    values: list[tuple[int, int, int, int]],
) -> None:
    members = [
        member(sheet, str(actual), str(target), good=str(good), done=str(done))
        for sheet, (actual, target, good, done) in enumerate(values, start=1)
    ]
    frozen = canonical.text(results.document(inputs(*members)))
    assert results.verify(frozen) == []
    assert canonical.text(canonical.read(frozen)) == frozen
    for one in canonical.read(frozen)["results"].values():
        assert 0 <= Decimal(one["total"]) <= 105


def test_every_change_of_what_was_frozen_is_found_and_named() -> None:
    whole = results.document(FOUR)
    frozen = canonical.text(whole)
    digest = canonical.digest(frozen)
    assert digest == hashlib.sha256(frozen.encode()).hexdigest()
    assert results.check(frozen, digest, digest) == []
    changed = canonical.read(frozen)
    changed["results"]["2"]["total"] = "99"
    [said] = results.verify(canonical.text(changed))
    assert said == "results.2.total: 99 / 88"
    assert len(results.check(canonical.text(changed), digest, digest)) == 2
    entered = canonical.read(frozen)
    entered["inputs"]["members"][0]["lines"]["II.1"]["self"]["inputs"]["done"] = "0"
    assert any("results.1.total" in said for said in results.verify(canonical.text(entered)))
    assert results.verify(frozen.replace('","', '", "', 1)) == [
        "Cách viết của nội dung đã khóa khác với cách viết chuẩn."
    ]


def test_a_part_holds_its_own_values_and_of_the_leader_the_ratio_alone() -> None:
    whole = results.document(inputs(member(1, "15.75", "10.5"), BEYOND))
    first, second = results.parts(whole)
    assert second["results"]["leaders"] == {"I.1": {"actual": "3", "target": "2"}}
    assert "15.75" in canonical.text(first)
    assert "15.75" not in canonical.text(second)
    assert "Xã 1" not in canonical.text(second)
    assert whole["sheets"]["2"] == canonical.digest(canonical.text(second))
    assert shares.said(second["results"]["leaders"]["I.1"]) == "Đơn vị dẫn đầu cụm: A/T = 1,5"
    assert "≈ 1,333" in shares.said({"actual": "4", "target": "3"})


def test_every_point_is_told_in_words() -> None:
    settled = {"points": "8", "inputs": None, "comment": "Thiếu 2 việc"}
    appraised = {"points": "7", "inputs": None, "unassigned": False, "comment": "Thiếu"}
    told = member(
        2,
        "12",
        "10",
        lines={
            "II.1": line(
                {"done": "10", "assigned": "10"},
                "20",
                appraised=appraised,
                explanation="Có đủ hồ sơ",
                settled=settled,
            )
        },
    )
    whole = results.document(inputs(LEADER, told))
    scale = scales.scale(SET)
    story = why.story(scale, whole["inputs"]["members"][1], result(whole, 2))
    lines = {row.row.criterion.code: row for row in story.rows if isinstance(row, Line)}
    relative = lines["I.1"]
    assert relative.leader == "Đơn vị dẫn đầu cụm: A/T = 1,5"
    assert "28" in relative.explained
    assert "so" in relative.formula or "dẫn đầu" in relative.formula
    ratio = lines["II.1"]
    assert [stage.name for stage in ratio.stages] == [
        *("Tự chấm", "Thẩm định lần 1", "Giải trình", "Thẩm định lần 2")
    ]
    assert [stage.changes for stage in ratio.stages] == [False, True, False, True]
    assert ratio.by_hand
    assert [row.row.criterion.code for row in story.changed] == ["II.1"]
    assert story.sums[-1] == "Tổng điểm: 76 + 0 − 0 = 76."


def test_what_would_follow_from_other_values() -> None:
    whole = results.document(FOUR)
    scale = scales.scale(SET)
    ids = {row.criterion.code: one for one, row in scale.leaves.items()}
    own, announced = whole["inputs"]["members"][3], result(whole, 4)
    same = what_if.mine(scale, own, announced, {})
    assert (same.totals.total, same.changed) == (Decimal(68), frozenset())
    better = what_if.mine(scale, own, announced, {ids["I.1"]: {"actual": "12", "target": "10"}})
    assert (better.points[ids["I.1"]], better.totals.total) == (Decimal(28), Decimal(78))
    first = what_if.mine(scale, own, announced, {ids["I.1"]: {"actual": "30", "target": "10"}})
    assert first.points[ids["I.1"]] == Decimal(40)
    assert what_if.among(Decimal(88), [Decimal(100), Decimal(88), Decimal(80)]).rank == 2
    assert what_if.among(Decimal(88), [Decimal(100), Decimal(88), Decimal(80)]).equals == 1
    with pytest.raises(Invalid) as raised:
        what_if.mine(scale, own, announced, {ids["II.1"]: {"done": "-1", "assigned": "10"}})
    assert list(raised.value.fields) == [f"lines.{ids['II.1']}.done"]
    alone = what_if.mine(scale, own, None, {ids["I.1"]: {"actual": "30", "target": "10"}})
    assert alone.points[ids["I.1"]] == Decimal(20)
    assert alone.provisional == {ids["I.1"]}


def test_one_changed_value_of_the_leader_moves_the_whole_cluster() -> None:
    whole = results.document(FOUR)
    scale = scales.scale(SET)
    ids = {row.criterion.code: one for one, row in scale.leaves.items()}
    steps = what_if.cluster(
        scale,
        whole["inputs"]["members"],
        sheet_id=1,
        criterion_id=ids["I.1"],
        inputs={"actual": "5", "target": "10"},
    )
    after = {one.sheet_id: (one.total_after, one.rank_after, one.moves) for one in steps}
    assert after == {
        2: (Decimal(100), 1, 1),  # it leads now
        3: (Decimal(80), 2, 1),
        1: (Decimal(70), 3, -2),
        4: (Decimal(68), 4, 0),
    }
    by_hand = what_if.cluster(
        scale,
        whole["inputs"]["members"],
        sheet_id=4,
        criterion_id=ids["II.1"],
        points=Decimal(20),
    )
    assert [one.total_after for one in by_hand if one.sheet_id == 4] == [Decimal(78)]
