"""Lines of titles, names and cells: where they may be parted, and how wide they become."""

import pytest

from app.documents.paper import Align, Column, DataTable, Row, Total
from app.documents.pdf import fonts, lines, measures, tables

ROOM = 52 * 72 / 25.4


@pytest.mark.parametrize("room", [90, 120, 150, 180, 210])
@pytest.mark.parametrize(
    "text",
    [
        "PHÓ CHỦ TỊCH HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
        "TRƯỞNG BAN QUẢN LÝ KHU KINH TẾ CỬA KHẨU ĐỒNG ĐĂNG – LẠNG SƠN",
        "GIÁM ĐỐC TRUNG TÂM VĂN HÓA - THỂ THAO - DU LỊCH XÃ",
    ],
)
def test_a_dash_between_names_closes_a_line_and_opens_none(text: str, room: float) -> None:
    for parted in (
        lines.balanced(text, fonts.BOLD, 14, room),
        lines.wrap(text, fonts.BOLD, 14, room),
    ):
        assert " ".join(parted) == text
        assert not [line for line in parted if line.startswith(("-", "–"))]


def test_the_dash_of_a_list_stays_at_its_beginning() -> None:
    assert lines.wrap("- Sở Nội vụ;", fonts.REGULAR, 11, ROOM) == ("- Sở Nội vụ;",)
    long = lines.wrap("- Mặt trận Tổ quốc và các tổ chức xã hội;", fonts.REGULAR, 11, 80)
    assert long[0].startswith("- Mặt")


def test_words_of_two_syllables_stay_together_in_titles() -> None:
    title = "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG DANH HIỆU “LAO ĐỘNG TIÊN TIẾN” NĂM 2025"
    parted = lines.balanced(title, fonts.BOLD, 14, measures.room(measures.PORTRAIT))
    assert len(parted) == 2
    assert not parted[0].endswith("DANH")


def test_sums_in_bold_have_the_room_that_bold_letters_need() -> None:
    columns = (Column("TT", Align.CENTER, 11), Column("Họ và tên"), Column("Chức vụ"))
    rows = (Row(("1", "Lý Thị Dương", "Công chức Phòng Văn hóa - Xã hội xã " * 3)),) * 4
    table = DataTable(columns, (*rows, Total(("", "Tổng cộng: 10 cá nhân", ""))))
    grid = tables.data_grid(table, measures.PORTRAIT)
    assert grid.rows[-1].cells[1].lines == ("Tổng cộng: 10 cá nhân",)
