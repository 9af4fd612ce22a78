"""The whole way of a decision: written with its annex, approved, numbered, signed, sealed, sent to
three communes and a department; one of them finds it, reads it, and somebody checks its code."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from app.access.permissions import Role
from app.lib import verification_codes
from app.registers.models import OutgoingPaper
from app.signatures import actions
from app.signatures.terms import Part
from deploy.demo import stamp_pictures
from tenants import provision
from tenants.db import db
from tenants.models import Tenant, TenantKind
from tests.browser.conftest import Desk
from tests.browser.hands import agree, follow, menu, press, row, told
from tests.browser.test_drafting import PASTE
from tests.signatures.kit import ORGAN, PASSPHRASE, SIGNER, kit
from tests.signatures.test_papers import trusted
from tests.world import Person, World

pytestmark = pytest.mark.browser

LIST = (
    "<table><tr><td>TT</td><td>Họ và tên</td><td>Đơn vị</td></tr>"
    "<tr><td>1</td><td>Nông Thị Thu</td><td>Thôn Bản Mới</td></tr></table>"
)
LONG = "Ban Chỉ đạo phong trào thi đua xây dựng nông thôn mới " * 2 + "🎉"


def _fits(page: Page) -> None:
    """Nothing sticks out of the page to the right."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def _look(page: Page, pictures: Path, name: str) -> None:
    """The page on a desk and in the hand."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        _fits(page)
        page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)


def _written(clerk: Page, pictures: Path) -> None:
    """A decision of two articles with a pasted list; whom article 2 names receives it."""
    menu(clerk, "Dự thảo văn bản")
    follow(clerk, "Soạn văn bản")
    follow(clerk, "Quyết định QĐ")
    clerk.get_by_label("Trích yếu").fill("Về việc tặng Giấy khen phong trào thi đua năm 2026")
    clerk.get_by_label("Căn cứ", exact=True).fill(
        unicodedata.normalize("NFD", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;")
    )
    articles = clerk.get_by_label("Nội dung điều")
    articles.nth(0).fill("Tặng Giấy khen cho 01 cá nhân (có danh sách kèm theo).")
    if articles.count() < 2:
        press(clerk, "Thêm điều")
    articles.nth(1).fill(
        "Chánh Văn phòng, Chủ tịch UBND xã Tri Lễ, Chủ tịch UBND xã Văn Quan và cá nhân có tên tại "
        "Điều 1 chịu trách nhiệm thi hành Quyết định này."
    )
    clerk.get_by_label("Tên phụ lục").fill("Danh sách cá nhân được khen")
    annex = clerk.get_by_label("Nội dung phụ lục")
    with clerk.expect_response("**/correspondence/pasted"):
        annex.evaluate(PASTE, LIST)
    clerk.get_by_label("Nhập nhanh nơi nhận").fill(
        f"- Như Điều 2;\n- sở y tế (p/h);\n- xã Yên Phúc (để biết);\n- {LONG};"
    )
    clerk.get_by_label("Họ tên người ký").fill(SIGNER)
    press(clerk, "Lưu dự thảo")
    told(clerk, "Đã lưu dự thảo")
    _look(clerk, pictures, "1-draft")
    follow(clerk, "Sửa nội dung")
    expect(clerk.get_by_label("Gửi cho 2 đơn vị được nêu")).to_be_checked()
    _look(clerk, pictures, "2-editor")
    press(clerk, "Lưu dự thảo")
    told(clerk, "Đã lưu dự thảo")


def _department(world: World) -> None:
    with world.on_platform():
        superior = db.session.get_one(Tenant, world.province.id)
        provision.body(kind=TenantKind.DEPARTMENT, name="Sở Y tế", code="SYT", superior=superior)


def _keep_keys(world: World, leader: Person, clerk: Person) -> None:
    """Both keys are kept; apart from this thread, in which the browser's own loop runs."""
    stamp = stamp_pictures.seal("ỦY BAN NHÂN DÂN", "XÃ ĐIỀM HE")
    for by, part, key in ((leader, Part.LEADER, kit().leader), (clerk, Part.SEAL, kit().organ)):
        with world.acting(by):
            content = key.key_file(PASSPHRASE)
            actions.keep_key_file(part=part, content=content, secret=PASSPHRASE, by=by)
    with world.acting(clerk):
        actions.keep_stamp(part=Part.SEAL, content=stamp, width="36", by=clerk)


def test_a_decision_goes_from_desk_to_desk(world: World, desk: Desk, pictures: Path) -> None:
    trusted(world)
    commune = world.commune("Điềm He")
    leader = world.person(commune, Role.LEADER, name=SIGNER)
    person = world.person(commune, Role.CLERK, Role.OFFICER, name="Triệu Thị Hoa")
    _department(world)
    with ThreadPoolExecutor(1) as apart:
        apart.submit(_keep_keys, world, leader, person).result()

    clerk = desk(person)
    _written(clerk, pictures)
    clerk.get_by_label("Tôi đã xem").check()
    press(clerk, "Trình lãnh đạo")
    told(clerk, "Đã trình dự thảo")
    chair = desk(leader)
    menu(chair, "Dự thảo văn bản")
    follow(chair, "Về việc tặng Giấy khen phong trào thi đua năm 2026")
    _look(chair, pictures, "3-approval")
    press(chair, "Duyệt, chuyển văn thư")
    told(chair, "Đã duyệt")
    clerk.reload()
    press(clerk, "Cấp số, ban hành")
    agree(clerk, "Ban hành")
    told(clerk, "Đã ban hành, số 01/QĐ-UBND")
    world.work()
    clerk.reload()
    hub = clerk.url
    _look(clerk, pictures, "4-issued")

    chair.goto(hub)
    follow(chair, "Ký số")
    chair.get_by_label("Mật khẩu của tệp khóa").fill(PASSPHRASE)
    press(chair, "Ký số")
    told(chair, f"Đã ký số: {SIGNER}")
    clerk.reload()
    follow(clerk, "Ký số của cơ quan")
    clerk.get_by_label("Mật khẩu của tệp khóa").fill(PASSPHRASE)
    press(clerk, "Ký số của cơ quan")
    told(clerk, f"Đã ký số: {ORGAN}")
    for name in ("xã Tri Lễ", "xã Văn Quan", "xã Yên Phúc", "Sở Y tế", "Ban Chỉ đạo"):
        expect(row(clerk, name)).to_contain_text("Chưa gửi")
    expect(clerk.get_by_role("main").locator("#recipients-table tbody tr")).to_have_count(5)
    press(clerk, "Gửi văn bản")
    agree(clerk, "Gửi văn bản")
    told(clerk, "Đã gửi văn bản đến 4 nơi nhận")
    _look(clerk, pictures, "5-sent")

    neighbour = desk(world.person(world.commune("Tri Lễ"), Role.CLERK), width=360)
    menu_page(neighbour)
    neighbour.get_by_role("link", name="01/QĐ-UBND").click()
    expect(neighbour.get_by_text("2 chữ ký số hợp lệ").first).to_be_visible()
    _look(neighbour, pictures, "6-received")
    press(neighbour, "Vào sổ văn bản đến")
    told(neighbour, "số đến 01")
    chief = neighbour.get_by_role("listitem").filter(has_text="Bản chính để xem, in")
    main = chief.get_by_role("link")
    expect(main).to_have_text("01-qd-ubnd-2026-da-dong-dau.pdf")
    content = neighbour.request.get(main.get_attribute("href") or "").body()

    with world.acting(person):
        code = db.session.get_one(OutgoingPaper, int(hub.rsplit("/", 1)[1])).code
    villager = desk(width=360)
    villager.goto("/public")
    follow(villager, "kiểm tra bằng mã in trên văn bản")
    villager.get_by_label("Mã kiểm tra").fill("k7qf")
    press(villager, "Kiểm tra")
    expect(villager.get_by_text("Không có văn bản nào mang mã này").first).to_be_visible()
    _look(villager, pictures, "7-wrong-code")
    villager.get_by_label("Mã kiểm tra").fill(verification_codes.printed(code).lower())
    press(villager, "Kiểm tra")
    expect(villager.get_by_text("01/QĐ-UBND").first).to_be_visible()
    villager.get_by_label("Tệp cần đối chiếu").set_input_files(
        [FilePayload(name="qd.pdf", mimeType="application/pdf", buffer=content)]
    )
    press(villager, "Đối chiếu")
    expect(villager.get_by_text("trùng khớp từng byte")).to_be_visible()
    _look(villager, pictures, "8-checked")


def menu_page(page: Page) -> None:
    """What waits to be registered, by its address: the menu of a telephone is folded."""
    page.goto("/correspondence/incoming")
