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


_BODIES = (
    *("tập thể", "phòng", "trường", "ubnd", "ủy ban", "uỷ ban", "công ty", "hội", "chi bộ"),
    *("thôn", "khối"),
)
"""With what the name of a collective begins."""
_BODIES_OR_SURNAMES = ("ban", "đoàn")
"""These are surnames too: Đoàn Văn An is a person, Đoàn xã Điềm He is not."""


def names_collective(name: str) -> bool:
    """Whether a name without a word before it is that of a collective by how it begins."""
    words = name.split()
    if not words:
        return False
    if name.casefold().startswith(tuple(f"{body} " for body in _BODIES)):
        return True
    return words[0].casefold() in _BODIES_OR_SURNAMES and not _is_person(words)


def _is_person(words: list[str]) -> bool:
    """A person's name is written in one way throughout: every word with a capital, or in them."""
    rest = words[1:]
    if " ".join(rest).casefold().startswith(("thanh niên", "tncs", "chấp hành", "chỉ huy")):
        return False
    return all(word.istitle() for word in words) or all(word.isupper() for word in words)


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
