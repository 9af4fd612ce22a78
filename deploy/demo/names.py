"""Invented names, as people of Lạng Sơn are called: Tày, Nùng, Dao and Kinh families."""

import random

FAMILIES = (
    *("Nông", "Hoàng", "Lý", "Vi", "Lương", "Triệu", "Đàm", "Chu", "Lộc", "Hứa", "Bế", "Mã"),
    *("Lành", "Hà", "Dương", "Đinh", "Nguyễn", "Phùng", "Linh", "Liễu", "Lường", "Đặng", "Bàn"),
    *("Trần", "Lê", "Ngô", "Đoàn", "Vy", "La", "Tô"),
)
MEN = ("Văn", "Đức", "Quốc", "Minh", "Xuân", "Thanh", "Ngọc", "Trọng", "Hữu", "Công")
MEN_GIVEN = (
    *("Hùng", "Tuấn", "Thắng", "Cường", "Sơn", "Hải", "Long", "Nam", "Bình", "Quân", "Trung"),
    *("Kiên", "Thành", "Phúc", "Khánh", "Toàn", "Duy", "Hiếu", "Tùng", "Đạt", "Lâm", "Vượng"),
)
WOMEN = ("Thị", "Thị Thu", "Thị Hồng", "Thị Thanh", "Thị Bích", "Thị Kim", "Thị Ngọc", "Thị Minh")
WOMEN_GIVEN = (
    *("Hà", "Hương", "Lan", "Huệ", "Nga", "Thủy", "Hiền", "Trang", "Loan", "Yến", "Vân", "Ngân"),
    *("Duyên", "Thơm", "Hạnh", "Nhung", "Hoa", "Tuyết", "Oanh", "Phượng", "Luyến", "Chuyên"),
)


def chance(seed: str) -> random.Random:
    """The same choices at every load for the same seed."""
    return random.Random(seed)  # noqa: S311 - figures of a story, no secret


class Names:
    """Gives names, no name twice."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, seed: str, *, women: float) -> str:
        """A name; `women` is the share of women among those who hold such a post."""
        dice = chance(seed)
        while True:
            is_woman = dice.random() < women
            middle, given = (WOMEN, WOMEN_GIVEN) if is_woman else (MEN, MEN_GIVEN)
            name = f"{dice.choice(FAMILIES)} {dice.choice(middle)} {dice.choice(given)}"
            if name not in self._given:
                self._given.add(name)
                return name
