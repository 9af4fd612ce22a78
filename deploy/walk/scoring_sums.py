"""One cluster of eight with every kind of formula: what they enter, and the results by hand.

The letters are the first eight communes; A leads the cluster, B is deputy. Points are those that
stand in the end; each sum was added up on paper, and every quotient is written beside it.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

MEMBERS = "ABCDEFGH"
SURVEY_PLAN = "Kế hoạch khảo sát"
FLAG = "Cờ thi đua của UBND tỉnh"
BANDS = (
    {"name": "Xuất sắc", "from": "90", "no_zero": True},
    {"name": "Tốt", "from": "80"},
    {"name": "Hoàn thành", "from": "65"},
    {"name": "Không hoàn thành", "from": "0"},
)
HEAD = {
    "cluster_kind": "cluster",
    "title": "Bộ tiêu chí đủ các loại công thức",
    "base_total": "100",
    "bonus_cap": "5",
    "penalty_cap": "5",
    "bands": [*BANDS],
    "tie_chain": ["II"],
    "tie_rule": "vote",
    "rebase": "group",
    "downgrades": [
        {"when": "warning", "at_most": "Hoàn thành"},
        {"when": "reprimand", "at_most": "Tốt"},
    ],
    "quotas": [{"award": FLAG, "count": 1, "scope": "cluster"}],
}

_STEPS = [
    {"lower": "0", "upper": "60", "points": "4"},
    {"lower": "60", "upper": "90", "points": "7"},
    {"lower": "90", "upper": None, "points": "10"},
]
_ANSWERS = [
    {"name": "very", "label": "Rất hài lòng", "points": "0.4"},
    {"name": "fairly", "label": "Hài lòng", "points": "0.2"},
]
_AWARDS = [
    {"name": "state", "label": "Cờ thi đua của Chính phủ", "points": "3"},
    {"name": "province", "label": "Cờ thi đua của UBND tỉnh", "points": "2"},
]


def _node(code: str, text: str, most: str, formula: str | None = None, **more: Any) -> Any:
    above = {"above": code.rpartition(".")[0]} if "." in code else {}
    return {"code": code, "text": text, "max_points": most, "formula": formula, **above, **more}


TREE: tuple[dict[str, Any], ...] = (
    _node("I", "Kết quả thực hiện nhiệm vụ", "40"),
    _node("I.1", "F1: có kế hoạch đúng hạn (hệ số 2)", "2.5", "fixed", weight="2"),
    _node("I.2", "F2: tỷ lệ nhiệm vụ hoàn thành", "10", "ratio"),
    _node("I.3", "F3: thu ngân sách so với chỉ tiêu và cụm", "15", "relative"),
    _node(
        "I.4",
        "F3: số mô hình, không có chỉ tiêu",
        "10",
        "relative",
        params={"target_optional": True},
    ),
    _node("II", "Chất lượng phục vụ", "30"),
    _node("II.1", "F6: tỷ lệ hồ sơ đúng hạn theo bậc", "10", "bands", params={"steps": _STEPS}),
    _node(
        "II.2",
        "F7, F8: khảo sát 50 người, điều kiện có kế hoạch khảo sát",
        "20",
        "survey",
        params={"sample": "50", "options": _ANSWERS},
        gates=[SURVEY_PLAN],
    ),
    _node("III", "Phong trào thi đua", "30"),
    _node("III.1", "F4: điển hình tiên tiến", "10", "count", params={"points_each": "2"}),
    _node("III.2", "F9: chất lượng sơ kết, tổng kết", "8", "manual"),
    _node(
        "III.3", "F2, F10: nhiệm vụ biên giới (không giao mọi xã)", "10", "ratio", assignable=True
    ),
    _node(
        "III.4",
        "F5: cộng, trừ trong hoạt động cụm",
        "2",
        "clamp",
        params={"minimum": "-3", "bonus_each": "1", "penalty_each": "1"},
    ),
    _node("IV", "Điểm thưởng", "5", part="bonus"),
    _node(
        "IV.1",
        "F11: đang giữ danh hiệu",
        "5",
        "holder",
        part="bonus",
        params={"awards": _AWARDS, "rule": "sum"},
    ),
    _node("V", "Điểm trừ", "5", part="penalty"),
    _node(
        "V.1",
        "F4: báo cáo gửi chậm",
        "5",
        "count",
        part="penalty",
        params={"points_each": "0.5"},
    ),
)


@dataclass(frozen=True)
class Entered:
    """What one member enters; None for what it was not assigned."""

    planned: bool
    done: str
    revenue: str
    models: str
    in_time: str
    survey: tuple[str, str]
    exemplars: str
    reviews: str
    border: tuple[str, str] | None
    clamp: tuple[str, str]
    awards: tuple[bool, bool] = (False, False)
    late: str = "0"
    has_survey_plan: bool = True

    @property
    def lines(self) -> dict[str, dict[str, str] | None]:
        """The entries by code."""
        return {
            "I.1": {"met": _yes(self.planned)},
            "I.2": {"done": self.done, "assigned": "50"},
            "I.3": {"actual": self.revenue, "target": "100"},
            "I.4": {"actual": self.models},
            "II.1": {"value": self.in_time},
            "II.2": {"very": self.survey[0], "fairly": self.survey[1]},
            "III.1": {"count": self.exemplars},
            "III.2": {"points": self.reviews},
            "III.3": self.border and {"done": self.border[0], "assigned": self.border[1]},
            "III.4": {"bonus": self.clamp[0], "penalty": self.clamp[1]},
            "IV.1": {"state": _yes(self.awards[0]), "province": _yes(self.awards[1])},
            "V.1": {"count": self.late},
        }


def _yes(given: bool) -> str:
    return "yes" if given else "no"


BORDER = ("9", "10")
_C = Entered(
    *(True, "50", "100", "72", "89.9", ("40", "10"), "7", "8", ("10", "10"), ("0", "1")),
    awards=(True, True),
)
ENTERED: dict[str, Entered] = {
    "A": Entered(
        *(True, "48", "120", "60", "95", ("45", "5"), "5", "7", BORDER, ("1", "0")),
        awards=(False, True),
        late="2",
    ),
    "B": Entered(*(True, "45", "150", "80", "90", ("50", "0"), "4", "7.5", None, ("2", "0"))),
    "C": _C,
    "D": Entered(
        *(True, "40", "80", "40", "60", ("30", "10"), "3", "6", ("7", "9"), ("0", "5")), late="4"
    ),
    "E": Entered(
        *(True, "47", "110", "60", "100", ("48", "2"), "4", "7", ("8", "10"), ("3", "0")), late="1"
    ),
    "F": Entered(
        *(False, "30", "50", "8", "59", ("20", "20"), "1", "3", ("5", "10"), ("0", "0")),
        late="20",
        has_survey_plan=False,
    ),
    "G": Entered(*(True, "50", "100", "60", "95", ("45", "5"), "5", "7", BORDER, ("0", "0"))),
    "H": _C,
}
"""The lead corrects B's models from 80 to 75 (I.4): the whole cluster is measured by 75. It takes
2 points off C in III.2 and gives them back after the explanation; it takes 1 off D, which agrees,
and the council gives it back."""

CORRECTED = "75"


@dataclass(frozen=True)
class Result:
    """What stands in the end, by hand: each criterion as it is scored ("-": not assigned)."""

    points: dict[str, str]
    total: Decimal
    band: str
    rank: int


def _result(points: str, total: str, band: str, rank: int) -> Result:
    codes = [node["code"] for node in TREE if node["formula"] is not None]
    return Result(dict(zip(codes, points.split(), strict=True)), Decimal(total), band, rank)


RESULTS: dict[str, Result] = {
    # I.3: 7.5 + 7.5 × 0.2/0.5; I.4: 10 × 60/75; II.2: 45 × 0.4 + 5 × 0.2
    # 5 + 9.6 + 10.5 + 8 = 33.1; 10 + 19 = 29; 27; bonus 2, penalty 1
    "A": _result("2.5 9.6 10.5 8 10 19 10 7 9 1 2 1", "90.1", "Xuất sắc", 2),
    # leads I.3 and I.4: 39; 30; III: (8 + 7.5 + 2) × 30/20 = 26.25; warned, else Xuất sắc
    "B": _result("2.5 9 15 10 10 20 8 7.5 - 2 0 0", "95.25", "Hoàn thành", 1),
    # I.3 at its target: half; I.4: 10 × 72/75; 32.1; 25; 27; bonus 3 + 2; fourth by the vote
    "C": _result("2.5 10 7.5 9.6 7 18 10 8 10 -1 5 0", "89.1", "Tốt", 4),
    # I.3: 0.5 × 15 × 0.8; I.4: 10 × 40/75; III.3: 10 × 7/9; III.4: −5 held at −3
    # 24.333; 21; 16.778; penalty 2
    "D": _result("2.5 8 6 5.333 7 14 6 6 7.778 -3 0 2", "60.111", "Không hoàn thành", 7),
    # I.3: 7.5 + 7.5 × 0.1/0.5; 31.4; 29.6; 25; penalty 0.5: equal to G, before it by II
    "E": _result("2.5 9.4 9 8 10 19.6 8 7 8 2 0 0.5", "85.5", "Tốt", 5),
    # II.2 without the plan: 0 instead of 12; V.1: 20 × 0.5 held at 5; 10.817; 4; 10
    "F": _result("0 6 3.75 1.067 4 0 2 3 5 0 0 5", "19.817", "Không hoàn thành", 8),
    # 30.5; 29; 26
    "G": _result("2.5 10 7.5 8 10 19 10 7 9 0 0 0", "85.5", "Tốt", 6),
    # as C in everything; third by the vote
    "H": _result("2.5 10 7.5 9.6 7 18 10 8 10 -1 5 0", "89.1", "Tốt", 3),
}

AFTER_PETITION = {"G": (Decimal("86.5"), 5), "E": (Decimal("85.5"), 6)}
"""G is granted the bonus of III.4 that was overlooked: 0 → 1, and passes E."""

ORDER_SUMS = {"H": 6, "C": 9}
"""Places added up over five ballots: H 1+1+1+2+1, C 2+2+2+1+2."""

Z = {"B": Decimal("0.77"), "F": Decimal("-2.4")}
"""After the petition: mean 76.93475, deviation √(4515.09 / 8) = 23.757."""

HEAT = {
    "I": Decimal("72.92"),
    "I.4": Decimal("74.5"),
    "II": Decimal("80.25"),
    "III": Decimal("77.51"),
    "III.3": Decimal("83.97"),
}
"""After the petition: 233.35 / 320; 59.6 / 80; 192.6 / 240; 186.028 / 240; without B, which was not
assigned it, 58.778 / 70."""
