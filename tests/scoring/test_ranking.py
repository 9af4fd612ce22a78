"""Bands and ranks, by the rules of published scoring tables and by what holds for all sheets."""

import random
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lib.errors import Invalid
from app.scoring import ranking
from app.scoring.ranking import Bands, Entry, Place, TieChain, TieStep
from app.scoring.terms import TieRule

D = Decimal

# Cần Thơ, QĐ 2579/QĐ-UBND 21/11/2025.
CAN_THO = Bands.from_json(
    [
        {"name": "Xuất sắc", "from": "95", "no_zero": True},
        {"name": "Tốt", "from": "85", "no_zero": True},
        {"name": "Hoàn thành", "from": "75"},
        {"name": "Không hoàn thành", "from": "0"},
    ]
)
# Cần Thơ, KH 157/KH-UBND 18/11/2025: more new accounts, then more monthly transfers.
STEPS = (TieStep("moi", "Số tài khoản mới"), TieStep("thang", "Số chi trả hằng tháng"))
SHARED = TieChain(STEPS)
AUTHORITY = TieChain(STEPS, TieRule.AUTHORITY)


def sheet(
    sheet_id: int,
    total: str,
    moi: int = 0,
    thang: int = 0,
    *,
    cluster: int = 1,
    decided: int | None = None,
) -> Entry:
    return Entry(sheet_id, cluster, D(total), {"moi": D(moi), "thang": D(thang)}, decided=decided)


def ranks(places: tuple[Place, ...]) -> list[tuple[int, int]]:
    return [(place.sheet_id, place.rank) for place in places]


class TestBands:
    @pytest.mark.parametrize(
        ("total", "has_zero", "name"),
        [
            ("100", False, "Xuất sắc"),
            ("95", False, "Xuất sắc"),
            ("94.999", False, "Tốt"),
            ("85", False, "Tốt"),
            ("84.999", False, "Hoàn thành"),
            ("75", False, "Hoàn thành"),
            ("74.999", False, "Không hoàn thành"),
            ("0", False, "Không hoàn thành"),
            ("-1", False, "Không hoàn thành"),
            ("97", True, "Hoàn thành"),
            ("86", True, "Hoàn thành"),
            ("70", True, "Không hoàn thành"),
        ],
    )
    def test_the_bands_of_can_tho(self, total: str, has_zero: bool, name: str) -> None:
        assert CAN_THO.of(D(total), has_zero=has_zero) == name

    def test_real_bands_are_in_order(self) -> None:
        assert CAN_THO.problems(D(103)) == []

    def test_what_is_wrong_is_named(self) -> None:
        rows = [("Xuất sắc", "120"), ("Tốt", "80"), ("tốt", "85"), ("Đạt", "50")]
        bands = Bands.from_json([{"name": name, "from": least} for name, least in rows])
        assert [problem.message for problem in bands.problems(D(100))] == [
            "Tên mức xếp loại “tốt” để trống hoặc bị trùng.",
            "Mức “Tốt” phải có điểm sàn cao hơn mức “tốt” đứng sau.",
            "Mức “Xuất sắc” có điểm sàn 120 cao hơn điểm cao nhất có thể đạt (100).",
            "Điểm dưới 50 chưa thuộc mức nào; mức thấp nhất phải tính từ 0.",
        ]

    def test_the_lowest_band_takes_everyone(self) -> None:
        bands = Bands.from_json([{"name": "Đạt", "from": "0", "no_zero": True}])
        assert [problem.message for problem in bands.problems(D(100))] == [
            "Mức thấp nhất không được đòi hỏi mọi tiêu chí có điểm."
        ]
        assert [problem.message for problem in Bands(()).problems(D(100))] == [
            "Chưa có mức xếp loại nào."
        ]

    @pytest.mark.parametrize(
        "row", [{}, {"name": "Tốt"}, {"name": 1, "from": "5"}, {"name": "Tốt", "from": 8.5}]
    )
    def test_rows_of_another_shape_are_refused(self, row: dict[str, object]) -> None:
        with pytest.raises(Invalid) as refused:
            Bands.from_json([row])
        assert list(refused.value.fields) == ["bands"]


class TestPlaces:
    def test_more_points_come_first(self) -> None:
        places = ranking.places([sheet(1, "80"), sheet(2, "90.5"), sheet(3, "90.499")], SHARED)
        assert ranks(places) == [(2, 1), (3, 2), (1, 3)]
        assert {place.note for place in places} == {""}

    def test_equals_share_a_rank_and_the_next_is_skipped(self) -> None:
        places = ranking.places([sheet(3, "80"), sheet(2, "90", 5), sheet(1, "90", 5)], SHARED)
        assert ranks(places) == [(1, 1), (2, 1), (3, 3)]
        assert [place.tied_with for place in places] == [(2,), (1,), ()]
        assert places[0].note == "Cùng 90 điểm; 2 đơn vị đồng hạng."
        assert not any(place.awaits_decision for place in places)

    def test_the_steps_break_a_tie_in_their_order(self) -> None:
        entries = [sheet(1, "92.5", 8, 50), sheet(2, "92.5", 9, 10), sheet(3, "92.5", 8, 40)]
        places = ranking.places(entries, SHARED)
        assert ranks(places) == [(2, 1), (1, 2), (3, 3)]
        assert [place.note for place in places] == [
            "Cùng 92,5 điểm; xếp trên do Số tài khoản mới cao hơn (9 so với 8).",
            "Cùng 92,5 điểm; xếp sau do Số tài khoản mới thấp hơn (8 so với 9).",
            "Cùng 92,5 điểm; xếp sau do Số chi trả hằng tháng thấp hơn (40 so với 50).",
        ]

    def test_what_the_steps_leave_equal_still_says_how_it_was_reached(self) -> None:
        entries = [sheet(1, "92", 9), sheet(2, "92", 8), sheet(3, "92", 8)]
        places = ranking.places(entries, SHARED)
        assert ranks(places) == [(1, 1), (2, 2), (3, 2)]
        assert places[2].note == (
            "Cùng 92 điểm; xếp sau do Số tài khoản mới thấp hơn (8 so với 9); 2 đơn vị đồng hạng."
        )

    def test_the_authority_is_waited_for(self) -> None:
        places = ranking.places([sheet(1, "92"), sheet(2, "92"), sheet(3, "91")], AUTHORITY)
        assert ranks(places) == [(1, 1), (2, 1), (3, 3)]
        assert [place.awaits_decision for place in places] == [True, True, False]
        assert places[0].note == (
            "Cùng 92 điểm; 2 đơn vị ngang nhau, chờ cấp có thẩm quyền quyết định."
        )

    def test_and_then_followed(self) -> None:
        entries = [sheet(1, "92", decided=2), sheet(2, "92", decided=1)]
        places = ranking.places(entries, AUTHORITY)
        assert ranks(places) == [(2, 1), (1, 2)]
        assert [place.note for place in places] == [
            "Cùng 92 điểm; xếp trên do cấp có thẩm quyền quyết định.",
            "Cùng 92 điểm; xếp sau do cấp có thẩm quyền quyết định.",
        ]

    def test_the_authority_decides_only_among_equals(self) -> None:
        entries = [sheet(1, "92", 9, decided=2), sheet(2, "92", 8, decided=1)]
        assert ranks(ranking.places(entries, AUTHORITY)) == [(1, 1), (2, 2)]

    def test_a_decision_means_nothing_where_ties_are_shared(self) -> None:
        entries = [sheet(1, "92", decided=2), sheet(2, "92", decided=1)]
        assert ranks(ranking.places(entries, SHARED)) == [(1, 1), (2, 1)]

    def test_points_that_the_rule_needs_must_be_there(self) -> None:
        with pytest.raises(Invalid, match="Số chi trả hằng tháng"):
            ranking.places([Entry(1, 1, D(90), {"moi": D(1)})], SHARED)

    def test_nobody_to_rank(self) -> None:
        assert ranking.places([], SHARED) == ()


class TestStandings:
    def test_places_in_the_cluster_and_in_the_province(self) -> None:
        entries = [
            sheet(1, "96", cluster=1),
            sheet(2, "84", cluster=1),
            sheet(3, "90", cluster=2),
            sheet(4, "70", cluster=2),
        ]
        rows = ranking.standings(entries, CAN_THO, SHARED)
        assert [(r.sheet_id, r.in_cluster.rank, r.in_province.rank, r.band) for r in rows] == [
            (1, 1, 1, "Xuất sắc"),
            (3, 1, 2, "Tốt"),
            (2, 2, 3, "Hoàn thành"),
            (4, 2, 4, "Không hoàn thành"),
        ]

    def test_a_tie_across_clusters_is_none_within_them(self) -> None:
        rows = ranking.standings([sheet(1, "90"), sheet(2, "90", cluster=2)], CAN_THO, SHARED)
        assert [row.in_province.tied_with for row in rows] == [(2,), (1,)]
        assert [row.in_cluster.note for row in rows] == ["", ""]

    def test_the_whole_country_is_ranked(self) -> None:
        entries = [
            sheet(number, str(60 + number * 7 % 41), number * 3 % 10, cluster=number % 400)
            for number in range(3321)
        ]
        rows = ranking.standings(entries, CAN_THO, SHARED)
        assert len(rows) == 3321
        assert {row.in_cluster.rank for row in rows} <= set(range(1, 10))

    def test_thousands_of_equals_share_the_first_place(self) -> None:
        entries = [sheet(number, "90") for number in range(3321)]
        rows = ranking.standings(entries, CAN_THO, AUTHORITY)
        assert {row.in_province.rank for row in rows} == {1}


sheets = st.lists(
    st.builds(
        sheet,
        st.integers(1, 10**6),
        st.integers(80, 83).map(str),
        st.integers(0, 1),
        st.integers(0, 1),
        cluster=st.integers(1, 3),
        decided=st.one_of(st.none(), st.integers(1, 3)),
    ),
    unique_by=lambda entry: entry.sheet_id,
    max_size=20,
)
rules = st.sampled_from([SHARED, AUTHORITY, TieChain()])


class TestForAllSheets:
    @given(sheets, rules, st.randoms(use_true_random=False))
    def test_the_order_in_which_sheets_come_does_not_matter(
        self, entries: list[Entry], ties: TieChain, draw: random.Random
    ) -> None:
        shuffled = draw.sample(entries, len(entries))
        assert ranking.standings(shuffled, CAN_THO, ties) == ranking.standings(
            entries, CAN_THO, ties
        )

    @given(sheets, rules)
    def test_a_rank_is_one_more_than_the_sheets_ahead(
        self, entries: list[Entry], ties: TieChain
    ) -> None:
        places = ranking.places(entries, ties)
        for place in places:
            assert place.rank == 1 + sum(other.rank < place.rank for other in places)
            assert set(place.group) == {p.sheet_id for p in places if p.rank == place.rank}

    @given(sheets, rules)
    def test_more_points_never_rank_lower(self, entries: list[Entry], ties: TieChain) -> None:
        totals = {entry.sheet_id: entry.total for entry in entries}
        places = ranking.places(entries, ties)
        for ahead, behind in pairwise(places):
            assert totals[ahead.sheet_id] >= totals[behind.sheet_id]

    @given(sheets, rules)
    def test_only_sheets_of_equal_totals_have_a_note(
        self, entries: list[Entry], ties: TieChain
    ) -> None:
        totals = [entry.total for entry in entries]
        by_id = {entry.sheet_id: entry.total for entry in entries}
        for place in ranking.places(entries, ties):
            assert bool(place.note) == (totals.count(by_id[place.sheet_id]) > 1)

    @given(sheets, rules)
    def test_the_cluster_keeps_the_order_of_the_province(
        self, entries: list[Entry], ties: TieChain
    ) -> None:
        rows = ranking.standings(entries, CAN_THO, ties)
        for cluster in {row.cluster_id for row in rows}:
            ordered = [row.in_cluster.rank for row in rows if row.cluster_id == cluster]
            assert ordered == sorted(ordered)


def test_a_band_may_begin_above_its_threshold() -> None:
    rows = [
        {"name": "Xuất sắc", "from": "90", "above": True},
        {"name": "Tốt", "from": "80", "above": True},
        {"name": "Hoàn thành", "from": "50"},
        {"name": "Không hoàn thành", "from": "0"},
    ]
    bands = Bands.from_json(rows)
    named = {"90.001": "Xuất sắc", "90": "Tốt", "80": "Hoàn thành", "50": "Hoàn thành", "49.9": "K"}
    for total, name in named.items():
        assert bands.of(Decimal(total)).startswith(name)
    assert bands.problems(Decimal(100)) == []
    unreached = Bands.from_json(
        [{"name": "A", "from": "100", "above": True}, {"name": "B", "from": "0"}]
    )
    assert len(unreached.problems(Decimal(100))) == 1
    lifted = Bands.from_json([{"name": "A", "from": "0", "above": True}])
    assert "mức thấp nhất" in lifted.problems(Decimal(100))[0].message
