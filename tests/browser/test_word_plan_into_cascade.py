"""A commune officer who has only a Word plan gets it into the cascade, issued and sent up."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from app.access.permissions import Role
from app.plans.actions import TaskContent
from app.plans.queries import linking, plans
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import agree, follow, menu, press, row, told
from tests.intake.builders import Word
from tests.plans import cascade
from tests.plans.upstream import PROVINCE_2026
from tests.world import World

TODAY = date(2026, 1, 12)
ROWS = (
    ("TT", "Nội dung", "Cơ quan thực hiện"),
    ("QUÝ I", "", ""),
    ("1", "Báo cáo tổng kết phong trào thi đua năm 2025", "- UBND xã\n- Các thôn"),
    ("2", "Hội nghị tổng kết năm 2025, triển khai năm 2026", "- UBND xã\n- Các thôn"),
    ("3", "Phát động thi đua chuyên đề, khen thường kịp thời", "- Hội đồng TĐKT xã\n- Các thôn"),
    ("QUÝ II", "", ""),
    ("4", "Báo cáo sơ kết 6 tháng đầu năm", "- Văn phòng"),
    ("5", "Hỗ trợ các hộ làm đường hoa", "- Hội Phụ nữ xã\n- Các thôn"),
)


def word_plan() -> bytes:
    """The plan as the commune's officer typed it."""
    word = Word()
    word.side_by_side(
        ("ỦY BAN NHÂN DÂN\nXÃ ĐIỀM HE", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do"),
        ("Số:      /KH-UBND", "Điềm He, ngày      tháng 01 năm 2026"),
    )
    word.lines(
        "KẾ HOẠCH",
        "Công tác thi đua, khen thưởng năm 2026",
        "Thực hiện Kế hoạch số 01/KH-UBND ngày 04/01/2026 của UBND tỉnh Lạng Sơn, UBND xã Điềm He "
        "ban hành Kế hoạch như sau:",
        "I. MỤC ĐÍCH",
        "Động viên toàn dân thi đua lập thành tích.",
        "II. NHIỆM VỤ",
    )
    word.table(ROWS)
    word.lines(
        "III. TỔ CHỨC THỰC HIỆN",
        "Các cơ quan, các thôn triển khai thực hiện./.",
        "Nơi nhận:",
        "- UBND tỉnh (b/c);",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Lý Thị Bình",
    )
    return word.bytes()


FILE = {
    "name": "KH thi dua 2026.docx",
    "mimeType": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "buffer": word_plan(),
}


def _read_and_review(page: Page) -> None:
    menu(page, "Kế hoạch của đơn vị")
    follow(page, "Lập kế hoạch")
    page.get_by_label("Tệp kế hoạch").set_input_files([FILE])
    press(page, "Đọc tệp thành dự thảo")
    told(page, "Đã đọc tệp thành dự thảo")
    expect(page.get_by_role("heading", name="Đối chiếu với bản gốc")).to_be_visible()
    card = page.locator("article[id^=task-]").nth(2)
    expect(card).to_contain_text("phỏng đoán: văn bản không ghi ai chủ trì")
    card.get_by_role("link", name="dòng").first.click()
    marked = page.locator(".source-text .is-marked")
    expect(marked).to_contain_text("Phát động thi đua chuyên đề")
    expect(marked).to_be_in_viewport()
    press(page, "Sửa thành “khen thưởng”")
    told(page, "Đã sửa 1 chỗ")
    first = page.locator("article[id^=task-]").first
    first.get_by_label("Cơ quan chủ trì").fill("Phòng Văn hóa - Xã hội")
    first.get_by_label("Thời hạn").fill("trước ngày 20/01/2026")
    first.get_by_role("button", name="Đã đối chiếu").click()
    told(page, "Đã đối chiếu nhiệm vụ")
    expect(page.get_by_text("Đã đối chiếu 1/6")).to_be_visible()
    press(page, "Đã đối chiếu tất cả")
    agree(page, "Đã đối chiếu tất cả")
    expect(page.get_by_text("Đã đối chiếu 6/6")).to_be_visible()


def _link(page: Page) -> None:
    follow(page, "nối với kế hoạch của cấp trên")
    expect(page.get_by_text("Dự thảo căn cứ đúng số, ký hiệu và ngày")).to_be_visible()
    own = row(page, "Hỗ trợ các hộ làm đường hoa").get_by_role("combobox")
    expect(own).to_have_value("")
    report = row(page, "Báo cáo sơ kết 6 tháng").get_by_role("combobox")
    expect(report.locator("option:checked")).to_contain_text("7. Báo cáo sơ kết công tác")
    press(page, "Nối kế hoạch")
    told(page, "Đã nối dự thảo")


def _answer(page: Page) -> None:
    missing = page.get_by_role("table", name="Nhiệm vụ cấp trên giao mà dự thảo chưa có")
    count = len(PROVINCE_2026) - 4
    expect(missing.locator("tbody tr")).to_have_count(count)
    training = row(page, "Mở lớp tập huấn")
    training.get_by_role("button", name="Thêm vào kế hoạch").click()
    told(page, "Đã ghi cách xử lý")
    expect(missing.locator("tbody tr")).to_have_count(count - 1)
    check = row(page, "Kiểm tra công tác thi đua")
    check.get_by_text("Không thực hiện…").click()
    check.get_by_label("Lý do").fill("Xã không có thẩm quyền kiểm tra")
    check.get_by_role("button", name="Ghi không thực hiện").click()
    told(page, "Đã ghi cách xử lý")
    follow(page, "Về dự thảo")


def test_from_word_to_the_province(world: World, desk: Desk, calendar: Calendar) -> None:
    calendar.day = TODAY
    tasks = [TaskContent(quarter=quarter, text=text) for quarter, text in PROVINCE_2026.values()]
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune], tasks=tasks)
    officer = world.person(commune, Role.OFFICER)
    leader = world.person(commune, Role.LEADER, name="Lý Thị Bình")

    page = desk(officer)
    _read_and_review(page)
    _link(page)
    _answer(page)
    expect(page.get_by_text("Dự thảo chờ lãnh đạo ban hành")).to_be_visible()
    with world.acting(officer):
        (listed,) = plans.listed()
        assert len(linking.missing(plans.own(listed.plan.id))) == len(PROVINCE_2026) - 6

    page = desk(leader)
    page.goto(f"/plans/{listed.plan.id}")
    follow(page, "Ban hành")
    expect(page.get_by_text("phỏng đoán")).to_have_count(0)
    press(page, "Ban hành")
    agree(page, "Ban hành")
    told(page, "đã được ban hành")
    press(page, "Gửi lên cấp trên")
    agree(page, "Gửi lên cấp trên")
    told(page, "lên cấp trên")

    page = desk(given.leader)
    page.goto(f"/plans/{listed.plan.id}/comparison")
    expect(row(page, "Hỗ trợ các hộ làm đường hoa")).to_contain_text("Bổ sung")
    expect(page.get_by_text("Xã không có thẩm quyền kiểm tra")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_every_step_fits_the_screen(
    world: World, desk: Desk, calendar: Calendar, width: int
) -> None:
    calendar.day = TODAY
    commune = world.commune("Điềm He")
    cascade.issued(world, [commune])
    page = desk(world.person(commune, Role.OFFICER), width=width)
    page.goto("/plans/new")
    page.get_by_label("Tệp kế hoạch").set_input_files([FILE])
    press(page, "Đọc tệp thành dự thảo")
    for step in ("Đối chiếu với bản gốc", "Nối với kế hoạch cấp trên"):
        expect(page.get_by_role("heading", name=step, level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if step.startswith("Đối"):
            follow(page, "Nối với kế hoạch cấp trên")
