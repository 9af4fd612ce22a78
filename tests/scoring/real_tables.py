"""Real scoring tables of provinces, entered as an official enters them.

Cần Thơ, Quyết định 2579/QĐ-UBND ngày 21/11/2025; Cần Thơ, Kế hoạch 157/KH-UBND ngày 18/11/2025;
Hải Phòng, Quyết định 212/2025/QĐ-UBND ngày 18/11/2025. Parts, maxima, bands, steps, ties and
rules are as printed; where only the sum of a part is known, its criteria are ours.
"""

from datetime import date
from typing import Any

from app.clusters.terms import ClusterKind
from app.scoring.actions import criteria, criteria_sets
from app.scoring.content import NodeContent, SetContent
from app.scoring.samples import Item, Sample
from app.scoring.samples.items import each, ratio
from app.scoring.terms import FormulaKind, Part, Rebase, TieRule
from tests.scoring.scenes import YEAR
from tests.world import Person, World

F, P = FormulaKind, Part
EXCELLENT, GOOD = "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"
DONE, FAILED = "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ"


def step(lower: str, upper: str | None, points: str, *, closed: bool = False) -> dict[str, Any]:
    """A step from `lower` to below `upper`, or up to and with it."""
    return {"lower": lower, "upper": upper, "points": points, "with_upper": closed}


def steps(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Parameters of steps of a percentage."""
    return {"label": "Tỷ lệ", "unit": "%", "maximum": "100", "steps": list(rows), **more}


CAN_THO_2579 = Sample(
    label="Cần Thơ 2579",
    title="Đánh giá công tác dân vận (Quyết định 2579/QĐ-UBND)",
    bonus_cap="3",
    penalty_cap="3",
    bands=(
        {"name": EXCELLENT, "from": "95", "no_zero": True},
        {"name": GOOD, "from": "85", "no_zero": True},
        {"name": DONE, "from": "75"},
        {"name": FAILED, "from": "0"},
    ),
    tie_rule=TieRule.AUTHORITY,
    downgrades=(
        {"when": "reprimand", "at_most": GOOD},
        {"when": "warning", "at_most": DONE},
        {"when": "dismissal", "at_most": FAILED},
        {"when": "criminal", "at_most": FAILED},
        {"when": "corruption", "at_most": FAILED},
        {"when": "no_self_score", "at_most": FAILED},
    ),
    quotas=(
        {"award": "Bằng khen tập thể", "count": 2, "per_members": None, "scope": "cluster"},
        {"award": "Bằng khen cá nhân", "count": 4, "per_members": None, "scope": "cluster"},
        {"award": "Bằng khen cấp xã", "count": 15, "per_members": None, "scope": "province"},
    ),
    items=(
        Item("I", "Tổ chức, quán triệt, ban hành văn bản", "10"),
        Item("I.1", "Ban hành kế hoạch năm", "5", F.FIXED, evidence=True),
        Item("I.2", "Quán triệt văn bản", "5", F.RATIO, ratio("Đã làm", "Phải làm", "văn bản")),
        Item("II", "Tổ chức thực hiện", "90"),
        Item("II.1", "Giải quyết kiến nghị", "30", F.RATIO, ratio("Đã xong", "Đã nhận", "vụ việc")),
        Item("II.2", "Thực hiện dân chủ ở cơ sở", "30", F.MANUAL),
        Item(
            "II.3",
            "Đối thoại với Nhân dân",
            "30",
            F.BANDS,
            steps(step("0", "80", "10"), step("80", "90", "20"), step("90", None, "30")),
        ),
        Item("III", "Điểm thưởng", "3", part=P.BONUS),
        Item("III.1", "Mô hình", "3", F.COUNT, each("1", "Số mô hình", "mô hình"), part=P.BONUS),
        Item("IV", "Điểm trừ", "3", part=P.PENALTY),
        Item("IV.1", "Báo cáo chậm", "3", F.COUNT, each("0.5", "Số lần", "lần"), part=P.PENALTY),
    ),
)

_BELOW = {"below_points": "0"}
AS_PRINTED = steps(
    step("88", "90", "2", closed=True),
    step("90", "95", "3", closed=True),
    step("95", "100", "4"),
    step("100", None, "5"),
    **_BELOW,
)
"""The middle bonus of Kế hoạch 157 as it is printed: 90 and 95 are in two steps."""
MENDED = steps(
    step("88", "90", "2"),
    step("90", "95", "3"),
    step("95", "100", "4"),
    step("100", None, "5"),
    **_BELOW,
)


def can_tho_157(middle: dict[str, Any]) -> Sample:
    """Kế hoạch 157 with one way of writing its middle bonus."""
    return Sample(
        label="Cần Thơ 157",
        title="Phong trào thi đua (Kế hoạch 157/KH-UBND)",
        bonus_cap="15",
        bands=(
            {"name": "Xuất sắc", "from": "100"},
            {"name": "Tốt", "from": "80"},
            {"name": "Đạt", "from": "0"},
        ),
        tie_chain=("II.1", "III.1", "IV.1"),
        tie_rule=TieRule.VOTE,
        items=(
            Item("I", "Mức độ hài lòng của người dân", "20"),
            Item(
                "I.1",
                "Khảo sát ngẫu nhiên 50 người",
                "20",
                F.SURVEY,
                {
                    "sample": "50",
                    "options": [
                        {"name": "satisfied", "label": "Hài lòng", "points": "0.4"},
                        {"name": "unsatisfied", "label": "Chưa hài lòng", "points": "0"},
                    ],
                },
                gates=("Kế hoạch", "Minh chứng khảo sát"),
            ),
            Item("II", "Tài khoản mở mới", "40"),
            Item("II.1", "Mở tài khoản", "40", F.RATIO, ratio("b", "a", "tài khoản")),
            Item("III", "Chi trả hằng tháng", "20"),
            Item("III.1", "Chi qua tài khoản", "20", F.RATIO, ratio("b", "a", "lượt")),
            Item("IV", "Cập nhật dữ liệu", "20"),
            Item("IV.1", "Dữ liệu đã cập nhật", "20", F.RATIO, ratio("b", "a", "hồ sơ")),
            Item("V", "Điểm thưởng", "15", part=P.BONUS),
            Item("V.1", "Về đích sớm", "5", F.FIXED, part=P.BONUS),
            Item("V.2", "Tỷ lệ chi trả qua tài khoản", "5", F.BANDS, middle, part=P.BONUS),
            Item("V.3", "Cách làm sáng tạo", "5", F.FIXED, part=P.BONUS),
        ),
    )


HAI_PHONG_212 = Sample(
    label="Hải Phòng 212",
    title="Đánh giá cán bộ, công chức (Quyết định 212/2025/QĐ-UBND)",
    rebase=Rebase.TOTAL,
    bands=(
        {"name": EXCELLENT, "from": "90", "above": True},
        {"name": GOOD, "from": "80", "above": True},
        {"name": DONE, "from": "50"},
        {"name": FAILED, "from": "0"},
    ),
    items=(
        Item("I", "Tiêu chí chung", "20"),
        Item("I.1", "Phẩm chất, đạo đức, kỷ luật", "20", F.MANUAL),
        Item("II", "Kết quả thực hiện nhiệm vụ", "80"),
        Item("II.1", "Nhiệm vụ thường xuyên", "40", F.MANUAL),
        Item("II.2", "Nhiệm vụ đột xuất", "40", F.MANUAL, assignable=True),
    ),
)


def enter(world: World, leader: Person, table: Sample) -> int:
    """A draft with the table, put in group by group and criterion by criterion; its id."""
    with world.acting(leader):
        head = vars(table.head(year=YEAR, cluster_kind=ClusterKind.CLUSTER))
        given = head | {"is_sample": False, "submit_by": date(YEAR, 12, 15)}
        found = criteria_sets.draft(content=SetContent(**given), by=leader)
        ids: dict[str, int] = {}
        for item in table.items:
            above = None if item.parent is None else ids[item.parent]
            made = criteria.add(
                set_id=found.id,
                parent_id=above,
                content=NodeContent(**item.columns()),
                by=leader,
            )
            ids[item.code] = made.id
        return found.id
