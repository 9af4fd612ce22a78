"""Words of certificates: what is given, to whom, how it is printed."""

from enum import StrEnum


class Recipients(StrEnum):
    """Who may be given a form."""

    ANY = "any"
    PERSONS = "persons"
    COLLECTIVES = "collectives"
    HOUSEHOLDS = "households"

    @property
    def label(self) -> str:
        """The Vietnamese words, after "chỉ tặng"."""
        return {
            "any": "cá nhân, tập thể, hộ gia đình",
            "persons": "cá nhân",
            "collectives": "tập thể",
            "households": "hộ gia đình",
        }[self.value]


class AwardForm(StrEnum):
    """What is handed over (Luật Thi đua, khen thưởng 2022, articles 22-30, 74, 75): forms of
    commendation and flags, and the certificates of titles."""

    CERTIFICATE_OF_MERIT = "certificate_of_merit"
    COMMENDATION_LETTER = "commendation_letter"
    EMULATION_FLAG = "emulation_flag"
    PROVINCIAL_FIGHTER = "provincial_fighter"
    FIGHTER = "fighter"
    ADVANCED_WORKER = "advanced_worker"
    EXCELLENT_COLLECTIVE = "excellent_collective"
    ADVANCED_COLLECTIVE = "advanced_collective"
    CULTURED_FAMILY = "cultured_family"
    CULTURED_VILLAGE = "cultured_village"
    MODEL_COMMUNE = "model_commune"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {
            "certificate_of_merit": "Bằng khen",
            "commendation_letter": "Giấy khen",
            "emulation_flag": "Cờ thi đua",
            "provincial_fighter": "Chiến sĩ thi đua cấp tỉnh",
            "fighter": "Chiến sĩ thi đua cơ sở",
            "advanced_worker": "Lao động tiên tiến",
            "excellent_collective": "Tập thể lao động xuất sắc",
            "advanced_collective": "Tập thể lao động tiên tiến",
            "cultured_family": "Gia đình văn hóa",
            "cultured_village": "Thôn, tổ dân phố văn hóa",
            "model_commune": "Xã, phường, đặc khu tiêu biểu",
        }[self.value]

    @property
    def is_title(self) -> bool:
        """Whether it is the certificate of a title (danh hiệu thi đua)."""
        return self not in _NO_TITLES

    @property
    def named(self) -> str:
        """As it is spoken of: `Giấy khen`, `danh hiệu “Lao động tiên tiến”`."""
        return f"danh hiệu “{self.label}”" if self.is_title else self.label

    @property
    def recipients(self) -> Recipients:
        """Who may be given it."""
        return _RECIPIENTS.get(self, Recipients.ANY)

    def giving(self, *, is_posthumous: bool) -> str:
        """The line above the name of the form (Decree 50/2006/NĐ-CP, article 28)."""
        word = "Truy tặng" if is_posthumous else "Tặng"
        return f"{word} danh hiệu" if self.is_title else word


_NO_TITLES = (
    AwardForm.CERTIFICATE_OF_MERIT,
    AwardForm.COMMENDATION_LETTER,
    AwardForm.EMULATION_FLAG,
)
_RECIPIENTS = {
    AwardForm.EMULATION_FLAG: Recipients.COLLECTIVES,
    AwardForm.PROVINCIAL_FIGHTER: Recipients.PERSONS,
    AwardForm.FIGHTER: Recipients.PERSONS,
    AwardForm.ADVANCED_WORKER: Recipients.PERSONS,
    AwardForm.EXCELLENT_COLLECTIVE: Recipients.COLLECTIVES,
    AwardForm.ADVANCED_COLLECTIVE: Recipients.COLLECTIVES,
    AwardForm.CULTURED_FAMILY: Recipients.HOUSEHOLDS,
    AwardForm.CULTURED_VILLAGE: Recipients.COLLECTIVES,
    AwardForm.MODEL_COMMUNE: Recipients.COLLECTIVES,
}


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

    def before(self, name: str) -> str:
        """The word before this name; a household that is named as one ("Hộ ông A") has none."""
        return "" if self is Honorific.HOUSEHOLD and names_household(name) else self.printed

    @property
    def recipients(self) -> Recipients:
        """Who is named so; without a word, anybody."""
        return {
            Honorific.COLLECTIVE: Recipients.COLLECTIVES,
            Honorific.HOUSEHOLD: Recipients.HOUSEHOLDS,
            Honorific.NONE: Recipients.ANY,
        }.get(self, Recipients.PERSONS)


_BODIES = (
    *("tập thể", "phòng", "trường", "ubnd", "ủy ban", "uỷ ban", "công ty", "hội", "chi bộ"),
    *("thôn", "khối"),
)
"""With what the name of a collective begins."""
_BODIES_OR_SURNAMES = ("ban", "đoàn")
"""These are surnames too: Đoàn Văn An is a person, Đoàn xã Điềm He is not."""


def names_household(name: str) -> bool:
    """Whether a name says itself that it is a household's: "Hộ ông Nông Văn Páo"."""
    return name.casefold().startswith(("hộ ", "gia đình "))


def names_collective(name: str) -> bool:
    """Whether a name without a word before it is that of a collective by how it begins."""
    words = name.split()
    if not words:
        return False
    if name.casefold().startswith(tuple(f"{body} " for body in _BODIES)):
        return True
    return words[0].casefold() in _BODIES_OR_SURNAMES and not _is_person(words)


def recipient_of(honorific: Honorific, name: str) -> Recipients:
    """Who a recipient is, by the word before the name or by how the name begins."""
    if honorific is Honorific.NONE and names_collective(name):
        return Recipients.COLLECTIVES
    return honorific.recipients


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
