"""Joining a plan that was written elsewhere to the superior's plan that it carries out."""

from enum import StrEnum


class Ground(StrEnum):
    """Why a superior's plan may be the one that a draft carries out; the best reason first."""

    CITED = "cited"
    NUMBER = "number"
    SAME_YEAR = "same_year"

    @property
    def label(self) -> str:
        """The reason in Vietnamese."""
        return {
            "cited": "Dự thảo căn cứ đúng số, ký hiệu và ngày của kế hoạch này",
            "number": "Dự thảo ghi đúng số, ký hiệu nhưng ngày khác",
            "same_year": "Cùng năm; dự thảo không ghi số của kế hoạch này",
        }[self.value]


class Answer(StrEnum):
    """What becomes of a superior's task that the linked plan does not have."""

    ADDED = "added"
    DECLINED = "declined"
    MERGED = "merged"

    @property
    def label(self) -> str:
        """The answer in Vietnamese."""
        return {
            "added": "Thêm vào kế hoạch",
            "declined": "Không thực hiện",
            "merged": "Gộp vào nhiệm vụ của đơn vị",
        }[self.value]
