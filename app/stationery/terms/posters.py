"""Words of backdrops (ma két) and slogans (khẩu hiệu): kinds, lines, colours, usual sizes."""

from dataclasses import dataclass
from enum import StrEnum


class PosterKind(StrEnum):
    """What is hung."""

    BACKDROP = "backdrop"
    SLOGAN = "slogan"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {"backdrop": "Ma két", "slogan": "Khẩu hiệu"}[self.value]


class LineRole(StrEnum):
    """What a line of a poster says: its size and face follow from it."""

    ORGAN = "organ"
    EVENT = "event"
    TITLE = "title"
    SUBTITLE = "subtitle"
    SLOGAN = "slogan"
    PLACE_DATE = "place_date"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {
            "organ": "Cơ quan tổ chức",
            "event": "Loại sự kiện (HỘI NGHỊ)",
            "title": "Tên sự kiện",
            "subtitle": "Dòng phụ (lần thứ, giai đoạn)",
            "slogan": "Khẩu hiệu",
            "place_date": "Địa danh, thời gian",
        }[self.value]


class Palette(StrEnum):
    """Ground and letters; every pair is read well from the last row of a hall."""

    RED_YELLOW = "red_yellow"
    RED_WHITE = "red_white"
    BLUE_WHITE = "blue_white"
    WHITE_RED = "white_red"
    PLAIN = "plain"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {
            "red_yellow": "Nền đỏ cờ, chữ vàng",
            "red_white": "Nền đỏ cờ, chữ trắng",
            "blue_white": "Nền xanh, chữ trắng",
            "white_red": "Nền trắng, chữ đỏ",
            "plain": "Nền trắng, chữ đen",
        }[self.value]

    @property
    def ground(self) -> str:
        """The colour of the cloth or paper, `#RRGGBB`."""
        return {
            "red_yellow": "#C8102E",
            "red_white": "#C8102E",
            "blue_white": "#12467F",
            "white_red": "#FFFFFF",
            "plain": "#FFFFFF",
        }[self.value]

    @property
    def ink(self) -> str:
        """The colour of the letters, `#RRGGBB`."""
        return {
            "red_yellow": "#FFE600",
            "red_white": "#FFFFFF",
            "blue_white": "#FFFFFF",
            "white_red": "#B3121D",
            "plain": "#000000",
        }[self.value]


@dataclass(frozen=True, slots=True)
class PosterSize:
    """A usual size in millimetres, and the scale at which its file is drawn."""

    label: str
    width: int
    height: int
    scale: int


SIZES: dict[str, PosterSize] = {
    "6x3": PosterSize("Ma két 6 × 3 m (tỉ lệ 1:10)", 6000, 3000, 10),
    "5x3": PosterSize("Ma két 5 × 3 m (tỉ lệ 1:10)", 5000, 3000, 10),
    "8x4": PosterSize("Ma két 8 × 4 m (tỉ lệ 1:10)", 8000, 4000, 10),
    "banner": PosterSize("Băng rôn 5 × 0,7 m (tỉ lệ 1:5)", 5000, 700, 5),
    "banner_long": PosterSize("Băng rôn 7 × 0,9 m (tỉ lệ 1:10)", 7000, 900, 10),
    "pennant": PosterSize("Phướn 0,8 × 2,5 m (tỉ lệ 1:5)", 800, 2500, 5),
    "a0": PosterSize("Áp phích A0 dọc", 841, 1189, 1),
    "a1": PosterSize("Áp phích A1 dọc", 594, 841, 1),
    "a2": PosterSize("Áp phích A2 ngang", 594, 420, 1),
    "a3": PosterSize("Áp phích A3 ngang", 420, 297, 1),
    "a3_upright": PosterSize("Áp phích A3 dọc", 297, 420, 1),
}
"""Sizes to choose from; others are typed."""

SCALES = (1, 2, 5, 10, 20)

USUAL_SLOGANS: tuple[tuple[str, str], ...] = (
    ("Thi đua là yêu nước, yêu nước thì phải thi đua!", "Phong trào thi đua"),
    ("Đoàn kết, sáng tạo, thi đua xây dựng và bảo vệ Tổ quốc!", "Phong trào thi đua"),
    ("Toàn dân đoàn kết, thi đua xây dựng quê hương giàu đẹp!", "Phong trào thi đua"),
    ("Mỗi người một việc tốt, mỗi ngày một việc tốt!", "Phong trào thi đua"),
    ("Nhiệt liệt chào mừng các đại biểu về dự Hội nghị!", "Hội nghị"),
    ("Nhiệt liệt biểu dương các tập thể, cá nhân điển hình tiên tiến!", "Hội nghị"),
    ("Học tập gương người tốt, nhân rộng việc làm hay!", "Điển hình tiên tiến"),
    ("Cán bộ gương mẫu, Nhân dân đồng lòng, phong trào vững mạnh!", "Điển hình tiên tiến"),
    ("Chung sức xây dựng nông thôn mới, vì cuộc sống ấm no của Nhân dân!", "Nông thôn mới"),
    ("Dạy tốt, học tốt, thi đua lập thành tích chào mừng năm học mới!", "Giáo dục"),
)
"""The library begins with these: two that real plans ask for, the rest in words of our own.
(text, occasion)"""
