"""What the scores must come to, reckoned apart from the product."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

THOUSANDTH = Decimal("0.001")
BANDS = (("Xuất sắc", 95), ("Tốt", 85), ("Khá", 70), ("Trung bình", 0))

TREE: tuple[dict[str, Any], ...] = (
    {"code": "A", "text": "Kết quả thực hiện nhiệm vụ", "max_points": "60"},
    {
        "code": "A1",
        "above": "A",
        "text": "Tỷ lệ nhiệm vụ hoàn thành đúng hạn",
        "max_points": "40",
        "formula": "ratio",
    },
    {
        "code": "A2",
        "above": "A",
        "text": "Có kế hoạch công tác năm gửi đúng hạn",
        "max_points": "20",
        "formula": "fixed",
        "evidence_required": True,
    },
    {"code": "B", "text": "Phong trào thi đua", "max_points": "40"},
    {
        "code": "B1",
        "above": "B",
        "text": "Số mô hình, điển hình tiên tiến được nhân rộng",
        "max_points": "20",
        "formula": "count",
        "params": {"points_each": "2"},
    },
    {
        "code": "B2",
        "above": "B",
        "text": "Chất lượng sơ kết, tổng kết",
        "max_points": "20",
        "formula": "manual",
    },
    {"code": "C", "part": "bonus", "text": "Điểm thưởng", "max_points": "5"},
    {
        "code": "C1",
        "above": "C",
        "part": "bonus",
        "text": "Được tặng thưởng trong năm",
        "max_points": "5",
        "formula": "count",
        "params": {"points_each": "1"},
    },
    {"code": "D", "part": "penalty", "text": "Điểm trừ", "max_points": "5"},
    {
        "code": "D1",
        "above": "D",
        "part": "penalty",
        "text": "Báo cáo gửi chậm",
        "max_points": "5",
        "formula": "count",
        "params": {"points_each": "1"},
    },
)


@dataclass(frozen=True)
class Score:
    """What one commune enters, and what follows."""

    number: int

    @property
    def inputs(self) -> dict[str, dict[str, str]]:
        """The entries by criterion."""
        n = self.number
        return {
            "A1": {"done": str(30 + n % 21), "assigned": "50"},
            "A2": {"met": "yes" if n % 4 else "no"},
            "B1": {"count": str(n % 11)},
            "B2": {"points": str(n * 7 % 20)},
            "C1": {"count": str(n % 6)},
            "D1": {"count": str(n % 3)},
        }

    @property
    def is_lowered(self) -> bool:
        """Whether the lead takes a point off B2."""
        return self.number % 5 == 0 and self.number * 7 % 20 >= 1

    @property
    def is_raised(self) -> bool:
        """Whether the council gives a point back."""
        return self.number % 10 == 0 and self.is_lowered

    @property
    def b2(self) -> Decimal:
        """B2 as confirmed."""
        return Decimal(self.number * 7 % 20) - self.is_lowered + self.is_raised

    @property
    def a1(self) -> Decimal:
        """A1: 40 × done / 50."""
        share = Decimal(40) * (30 + self.number % 21) / 50
        return share.quantize(THOUSANDTH, rounding=ROUND_HALF_UP)

    @property
    def total(self) -> Decimal:
        """Base, and bonus less penalty."""
        n = self.number
        base = self.a1 + (20 if n % 4 else 0) + min(2 * (n % 11), 20) + self.b2
        return base + n % 6 - n % 3

    @property
    def band(self) -> str:
        """The first band whose lower bound is reached."""
        return next(name for name, lower in BANDS if self.total >= lower)


def ranks(scores: list[Score]) -> dict[int, int]:
    """Places by total, then by A1; equal ones share a place."""
    keys = {score.number: (score.total, score.a1) for score in scores}
    return {number: 1 + sum(other > key for other in keys.values()) for number, key in keys.items()}
