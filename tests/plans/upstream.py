"""Which tasks of a province's plan the real plans carry out, told by a person."""

from app.plans.queries.matching import Work
from deploy.walk.superior import PROVINCE_2025, PROVINCE_2026

__all__ = ["BINH_GIA", "DIEM_HE", "PROVINCE_2025", "PROVINCE_2026", "works"]

DIEM_HE = {
    1: 1, 2: 2, 3: 3, 5: 4, 6: 5, 7: 6, 8: 7, 9: 5, 10: 8, 11: 9, 12: 10, 13: 5, 14: 5,
    15: 12, 16: 13, 17: 14, 18: 15,
}  # fmt: skip
"""Task of Điềm He (1–18) → task of the province. Task 4 (attending the province's own conference)
goes with the same task as 2, so that either may be left without."""

BINH_GIA = {
    1: 1, 2: 2, 3: 3, 4: 4, 6: 5, 7: 6, 11: 7, 12: 8, 14: 9, 15: 10, 16: 11, 18: 12, 19: 13,
    20: 14, 21: 15, 22: 16, 24: 17,
}  # fmt: skip
"""Row of Bình Gia (1–24, the row without a number is the fifth) → task of the province."""


def works(plan: dict[int, tuple[int, str]]) -> list[Work]:
    """The tasks of a plan as far as likeness goes."""
    return [Work(number, text, quarter) for number, (quarter, text) in plan.items()]
