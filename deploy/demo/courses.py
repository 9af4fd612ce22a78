"""How far each unit came with the province's plan, and on which days."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.plans.terms import DeliveryState
from deploy.demo.cast import Cast, Unit
from deploy.demo.stage import workday

NOT_SEEN = ("Thiện Long", "Quý Hòa")
SEEN = ("Lợi Bác", "Thống Nhất")
ACKNOWLEDGED = ("Kiên Mộc", "Châu Sơn", "Xuân Dương", "Hội Hoan")
DERIVED = ("Tân Tiến", "Thiện Hòa", "Quan Sơn", "Hữu Liên", "Thái Bình", "Công an tỉnh")
ISSUED = (
    *("Đình Lập", "Đoàn Kết", "Hoa Thám", "Thiện Tân", "Nhân Lý", "Khuất Xá"),
    "Sở Nông nghiệp và Môi trường",
)
SENT_LATE = (
    *("Yên Phúc", "Hồng Phong", "Ba Sơn", "Nhất Hòa", "Cai Kinh", "Mẫu Sơn", "Kháng Chiến"),
    *("Văn Lãng", "Bằng Mạc"),
)
"""All others sent their plans up in time."""

STATES = {
    DeliveryState.DELIVERED: NOT_SEEN,
    DeliveryState.SEEN: SEEN,
    DeliveryState.ACKNOWLEDGED: ACKNOWLEDGED,
    DeliveryState.DERIVED: DERIVED,
    DeliveryState.ISSUED: ISSUED,
}

DIEM_HE = (
    date(2026, 1, 5),
    date(2026, 1, 5),
    date(2026, 1, 6),
    date(2026, 1, 12),
    date(2026, 1, 13),
)
"""Xã Điềm He was among the first."""


@dataclass(frozen=True)
class Course:
    """The days on which a unit took each step; None where it has not taken it."""

    unit: Unit
    seen_on: date | None = None
    acknowledged_on: date | None = None
    derived_on: date | None = None
    issued_on: date | None = None
    sent_on: date | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether it has an issued plan to carry out."""
        return self.issued_on is not None


def courses(cast: Cast) -> list[Course]:
    """The course of every commune and department."""
    return [_course(unit) for unit in cast.below()]


def furthest(unit: Unit) -> DeliveryState:
    """The furthest step that the unit has taken by the end of the story."""
    found = [state for state, names in STATES.items() if unit.name in names]
    return found[0] if found else DeliveryState.SENT


def _course(unit: Unit) -> Course:
    if unit.name == "Điềm He":
        return Course(unit, *DIEM_HE)
    state, late = furthest(unit), unit.name in SENT_LATE
    if state is DeliveryState.DELIVERED:
        return Course(unit)
    dice = unit.dice
    seen = workday(date(2026, 1, 5) + timedelta(days=dice.randint(0, 4)))
    if state is DeliveryState.SEEN:
        return Course(unit, seen)
    slow = state is not DeliveryState.SENT or late
    received = workday(seen + timedelta(days=dice.randint(10, 30) if slow else dice.randint(0, 2)))
    if state is DeliveryState.ACKNOWLEDGED:
        return Course(unit, seen, received)
    derived = workday(received + timedelta(days=dice.randint(5, 20) if slow else 1))
    if state is DeliveryState.DERIVED:
        return Course(unit, seen, received, derived)
    issued = workday(derived + timedelta(days=dice.randint(3, 12) if slow else dice.randint(2, 9)))
    if late:
        issued = max(issued, workday(date(2026, 2, 2) + timedelta(days=dice.randint(0, 30))))
    if state is DeliveryState.ISSUED:
        return Course(unit, seen, received, derived, issued)
    sent = workday(issued + timedelta(days=dice.randint(0, 3)))
    return Course(unit, seen, received, derived, issued, sent)
