"""Slips of typing: where they stand, and what is written instead."""

import pytest

from app import intake
from app.intake.queries import places, slips
from tests.intake import samples


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("- Lưu: VT..", "- Lưu: VT."),
        ("Công tác thi đua, khen thường của xã", "Công tác thi đua, khen thưởng của xã"),
        ("Khen thường cá nhân", "Khen thưởng cá nhân"),
        ("đổi mới hình tức", "đổi mới hình thức"),
        ("Uỷ ban nhân nhân xã", "Uỷ ban nhân dân xã"),
        ("trên địa bàn phường trong năm", "trên địa bàn xã trong năm"),
        ("các đơn vị của của xã", "các đơn vị của xã"),
        ("năm 2026. cụ thể như sau", "năm 2026, cụ thể như sau"),
    ],
)
def test_a_slip_is_set_right_in_one_press(text: str, right: str) -> None:
    (slip,) = slips.in_text(text, "xã")
    assert slip.corrected(text) == right
    assert text[slip.start : slip.end] == slip.printed
    assert slips.in_text(right, "xã") == []


@pytest.mark.parametrize(
    "text",
    [
        "Uỷ ban nhân dân, Ủy ban nhân dân, hoà, hòa, văn hoá, văn hóa",
        "khen thường xuyên",
        "và nhiều việc khác… rồi...",
        "Đảng ủy phường Bến Nghé; UBND phường Bến Nghé",
        "ngày ngày, năm năm, xanh xanh",
        "hiệu quả./.",
        "của xã, phường, thị trấn",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert slips.in_text(text, "xã") == []


def test_a_provinces_goal_is_pointed_out_and_not_rewritten() -> None:
    (slip,) = slips.provinces_goals("thực hiện thắng lợi các chỉ tiêu của tỉnh trong năm", "xã")
    assert (slip.printed, slip.right) == ("của tỉnh", None)
    assert slip.corrected("x") == "x"


def test_numbers_that_jump_or_repeat() -> None:
    lines = ["1. Một", "3. Ba", "3. Lại ba", "1. Từ đầu", "2. Hai", "Không số"]
    found = [(place, str(code)) for place, code, _ in slips.numbering(lines)]
    assert found == [(1, "numbering_gap"), (2, "numbering_duplicate")]


def test_a_title_of_another_year() -> None:
    assert slips.is_about_other_year("Công tác thi đua năm 2025", 2026)
    assert not slips.is_about_other_year("Tổng kết năm 2025, triển khai năm 2026", 2026)
    assert not slips.is_about_other_year("Công tác thi đua", 2026)


def test_every_part_has_its_line() -> None:
    plan = intake.read(samples.year_plan(), "a.txt")
    found = places.of(plan)
    said = {name: plan.lines[line - 1] for name, line in found.items()}
    assert said["number"] == "Số: 07/KH-UBND"
    assert said["issued_on"].startswith("Hòa Bình, ngày 12")
    assert said["title"] == "Công tác thi đua, khen thưởng năm 2026"
    assert said["legal_bases"].startswith("Căn cứ Luật")
    assert said["purpose"] == "- Tạo khí thế thi đua sôi nổi."
    assert said["recipients"] == "Nơi nhận:"
    assert said["signer"] == "Võ Thị Lành"


def test_a_law_keeps_its_day() -> None:
    law, plan = intake.read(samples.year_plan(), "a.txt").legal_bases
    assert law.printed == "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
    assert plan.number == "03"
