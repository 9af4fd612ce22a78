"""What must be true of a poster."""

from typing import Any

from app.lib.errors import Invalid

LONGEST_PAGE = 5_000
"""A PDF page is at most 200 inches (5 080 mm) long."""
SHORTEST_PAGE = 40
MOST_SLENDER = 25
"""How many times longer than high a poster may be."""


def check_page(facts: dict[str, Any]) -> None:
    """Raises Invalid at `scale` for a page too long or too small, at `height` for a ribbon."""
    width, height = float(facts["width"]), float(facts["height"])
    longest, shortest = max(width, height), min(width, height)
    if longest / facts["scale"] > LONGEST_PAGE:
        raise Invalid("Trang PDF dài quá 5 m; hãy chọn tỉ lệ nhỏ hơn (1:5, 1:10).", "scale")
    if shortest / facts["scale"] < SHORTEST_PAGE:
        raise Invalid("Ở tỉ lệ này trang PDF nhỏ hơn 4 cm; hãy chọn tỉ lệ lớn hơn.", "scale")
    if longest > shortest * MOST_SLENDER:
        raise Invalid("Khổ quá dài so với chiều cao; hãy sửa rộng hoặc cao.", "height")
