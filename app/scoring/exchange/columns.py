"""The sheets of the workbook and their columns: written and read by the same table."""

from dataclasses import dataclass
from enum import StrEnum

from app.scoring.exchange.words import ENDS, GROUP, NO, PARAM_LABELS, YES
from app.scoring.terms import DowngradeCause, FormulaKind, HolderRule, Part, StandingScope


class Holds(StrEnum):
    """What a cell holds."""

    WORDS = "words"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    FLAG = "flag"
    CHOICE = "choice"


@dataclass(frozen=True)
class Column:
    """One column: `choices` are the labels of a list, by stored value."""

    key: str
    label: str
    holds: Holds = Holds.WORDS
    width: int = 14
    choices: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def labels(self) -> list[str]:
        """What may be chosen."""
        if self.holds is Holds.FLAG:
            return [YES, NO]
        return [label for _, label in self.choices]


def _words(words: type[StrEnum]) -> tuple[tuple[str, str], ...]:
    return tuple((word.value, word.label) for word in words)  # type: ignore[attr-defined]


TREE, HEAD, GUIDE = "Tiêu chí", "Thông tin chung", "Hướng dẫn"
STEPS, CHOICES, GATES = "Bậc điểm", "Phương án", "Minh chứng điều kiện"
BANDS, TIES, DOWNGRADES = "Mức xếp loại", "Khi bằng điểm", "Hạ mức"
QUOTAS, CLUSTERS, WORDS = "Khen thưởng", "Cụm áp dụng", "Danh mục"
H, C = Holds, Column

TREE_COLUMNS = (
    C("code", "Mã", width=9),
    C("parent", "Mã cấp trên", width=10, note="Để trống nếu là nhóm cấp cao nhất."),
    C("text", "Nội dung", width=60),
    C(
        "formula",
        "Cách tính",
        H.CHOICE,
        24,
        (("", GROUP), *_words(FormulaKind)),
        "“Nhóm” chỉ cộng điểm các mục bên trong.",
    ),
    C("part", "Phần", H.CHOICE, 14, _words(Part), "Chỉ ghi ở nhóm cấp cao nhất."),
    C("max_points", "Điểm tối đa", H.NUMBER, 9),
    C("weight", "Hệ số", H.NUMBER, 8, note="Để trống là 1."),
    C("evidence_required", "Bắt buộc minh chứng", H.FLAG, 11),
    C("assignable", "Có thể không được giao", H.FLAG, 11),
    C("capped", "Giới hạn theo nhóm", H.FLAG, 11),
    C("due_on", "Thời hạn", H.DAY, 12),
    C("guidance", "Hướng dẫn chấm", width=40),
    C("upstream_task_id", "Nhiệm vụ của tỉnh (số)", H.WHOLE, 12),
    C("unit", PARAM_LABELS["unit"], width=12),
    C("result", PARAM_LABELS["label"], width=24),
    C("assigned", PARAM_LABELS["assigned_label"], width=24),
    C("each", PARAM_LABELS["points_each"], H.NUMBER, 12),
    C("penalty_each", PARAM_LABELS["penalty_each"], H.NUMBER, 10),
    C("minimum", PARAM_LABELS["minimum"], H.NUMBER, 9),
    C("maximum", PARAM_LABELS["maximum"], H.NUMBER, 9),
    C("below_points", PARAM_LABELS["below_points"], H.NUMBER, 11),
    C("target_optional", PARAM_LABELS["target_optional"], H.FLAG, 11),
    C("sample", PARAM_LABELS["sample"], H.WHOLE, 10),
    C("rule", PARAM_LABELS["rule"], H.CHOICE, 18, _words(HolderRule)),
    C("id", "Khóa (không sửa)", H.WHOLE, 12, note="Để trống ở dòng mới."),
)
F = FormulaKind
PARAM_COLUMNS: dict[FormulaKind, dict[str, str]] = {
    F.FIXED: {},
    F.MANUAL: {},
    F.RATIO: {"unit": "unit", "done_label": "result", "assigned_label": "assigned"},
    F.COUNT: {"points_each": "each", "label": "result", "unit": "unit"},
    F.CLAMP: {"minimum": "minimum", "bonus_each": "each", "penalty_each": "penalty_each"},
    F.BANDS: {
        "label": "result",
        "unit": "unit",
        "minimum": "minimum",
        "maximum": "maximum",
        "below_points": "below_points",
    },
    F.RELATIVE: {
        "unit": "unit",
        "actual_label": "result",
        "target_label": "assigned",
        "target_optional": "target_optional",
    },
    F.SURVEY: {"sample": "sample"},
    F.HOLDER: {"rule": "rule"},
}
"""In which column of the tree each parameter of a formula stands."""
CHOICE_PARAMS = {F.SURVEY: "options", F.HOLDER: "awards"}

_CRITERION = C("code", "Mã tiêu chí", width=12)
LISTS: dict[str, tuple[Column, ...]] = {
    STEPS: (
        _CRITERION,
        C("lower", "Từ", H.NUMBER, 10),
        C("upper", "Đến", H.NUMBER, 10, note="Để trống là không giới hạn."),
        C("ends", "Cách tính hai đầu", H.CHOICE, 24, tuple((k, v[2]) for k, v in ENDS.items())),
        C("points", "Điểm", H.NUMBER, 10),
    ),
    CHOICES: (
        _CRITERION,
        C("label", "Tên phương án, danh hiệu", width=50),
        C("points", "Điểm", H.NUMBER, 10),
        C("name", "Khóa (không sửa)", width=16, note="Để trống ở dòng mới."),
    ),
    GATES: (_CRITERION, C("kind", "Loại minh chứng", width=60)),
    BANDS: (
        C("name", "Tên mức", width=40),
        C("above", "Tính", H.CHOICE, 10, (("", "Từ"), ("1", "Trên"))),
        C("from", "Điểm sàn", H.NUMBER, 10),
        C("no_zero", "Không tiêu chí nào 0 điểm", H.FLAG, 16),
    ),
    TIES: (C("code", "Mã mục so", width=14),),
    DOWNGRADES: (
        C("when", "Căn cứ", H.CHOICE, 50, _words(DowngradeCause)),
        C("at_most", "Cao nhất chỉ xếp", width=40),
    ),
    QUOTAS: (
        C("award", "Danh hiệu, hình thức", width=40),
        C("count", "Số lượng", H.WHOLE, 10),
        C("per_members", "Trên mỗi … đơn vị", H.WHOLE, 14, note="Để trống là tất cả."),
        C("scope", "Tính", H.CHOICE, 16, _words(StandingScope)),
    ),
    CLUSTERS: (C("cluster", "Tên cụm, khối", width=40),),
}
"""The sheets that hold one row for each band, step, answer and so on."""
