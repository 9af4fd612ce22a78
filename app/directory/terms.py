"""Kinds of offices inside a tenant."""

from enum import StrEnum


class OfficeKind(StrEnum):
    """What an office is: only the state's own are ordered; Party and mass bodies are requested."""

    BUREAU = "bureau"
    VILLAGE = "village"
    SCHOOL = "school"
    MASS_BODY = "mass_body"
    PARTY_BODY = "party_body"
    COUNCIL = "council"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Vietnamese name of the kind."""
        return {
            "bureau": "Phòng, ban chuyên môn",
            "village": "Thôn, tổ dân phố",
            "school": "Trường học, đơn vị sự nghiệp",
            "mass_body": "Mặt trận, đoàn thể",
            "party_body": "Cơ quan Đảng",
            "council": "Hội đồng",
            "other": "Đơn vị khác",
        }[self.value]
