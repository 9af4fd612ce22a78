"""Words of certificates: what is given, to whom, how it is printed."""

from enum import StrEnum


class AwardForm(StrEnum):
    """What is handed over (Luật Thi đua, khen thưởng 2022, articles 26, 74, 75)."""

    CERTIFICATE_OF_MERIT = "certificate_of_merit"
    COMMENDATION_LETTER = "commendation_letter"
    EMULATION_FLAG = "emulation_flag"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {
            "certificate_of_merit": "Bằng khen",
            "commendation_letter": "Giấy khen",
            "emulation_flag": "Cờ thi đua",
        }[self.value]


class Honorific(StrEnum):
    """Who is named: a person by a word before the name, a collective, a household."""

    MR = "mr"
    MRS = "mrs"
    COMRADE = "comrade"
    PUPIL = "pupil"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"
    NONE = "none"

    @property
    def label(self) -> str:
        """The Vietnamese word, as it is chosen in a list."""
        return {
            "mr": "Ông",
            "mrs": "Bà",
            "comrade": "Đồng chí",
            "pupil": "Em",
            "collective": "Tập thể",
            "household": "Hộ gia đình",
            "none": "Không ghi",
        }[self.value]

    @property
    def printed(self) -> str:
        """The word before the name; a collective is named as it is."""
        return "" if self in (Honorific.COLLECTIVE, Honorific.NONE) else self.label


class PrintMode(StrEnum):
    """How a batch is printed."""

    WHOLE = "whole"
    BLANK = "blank"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {"whole": "In trọn tờ trên giấy trắng", "blank": "In chữ lên phôi"}[self.value]


class SheetSize(StrEnum):
    """The sheet on which certificates are drawn whole, lying across."""

    A3 = "a3"
    A4 = "a4"

    @property
    def label(self) -> str:
        """As printers name it."""
        return self.value.upper()
