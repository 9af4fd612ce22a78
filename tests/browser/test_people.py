"""People come, change what they do and leave; each looks after their own way in."""

from playwright.sync_api import Page, expect

from app.access.permissions import Role
from app.accounts.models import Membership
from tenants.db import db
from tests.browser.conftest import Desk, sign_in
from tests.browser.hands import agree, follow, menu, press, row, told
from tests.world import PASSWORD, Person, World

NEW = "một câu chỉ mình tôi biết"


def _link(page: Page) -> str:
    """The link of an invitation that was just made, without the address of the server."""
    link = page.locator("code.secret").inner_text()
    return link[link.index("/invitations/") :]


def test_an_administrator_invites_changes_and_deactivates(world: World, desk: Desk) -> None:
    commune = world.commune("Điềm He")
    admin = world.person(commune, Role.TENANT_ADMIN, name="Lộc Thị Mai")
    page = desk(admin)
    menu(page, "Người dùng")
    follow(page, "Mời người dùng")
    page.get_by_label("Họ và tên").fill("Nông Thị Mới")
    page.get_by_label("Thư điện tử công vụ").fill("moi@diemhe.vn")
    press(page, "Tạo lời mời")
    expect(page.locator("#f-roles .field-error")).to_be_visible()
    expect(page.get_by_label("Họ và tên")).to_have_value("Nông Thị Mới")
    page.get_by_label("Văn thư").check()
    press(page, "Tạo lời mời")
    link = _link(page)

    guest = desk()
    guest.goto(link)
    expect(guest.get_by_text("Xã Điềm He")).to_be_visible()
    guest.get_by_label("Mật khẩu", exact=False).first.fill(NEW)
    guest.get_by_label("Nhập lại mật khẩu").fill(NEW)
    press(guest, "Tạo tài khoản")
    guest.wait_for_url("**/home")
    expect(guest.locator(".subtitle")).to_contain_text("Văn thư")
    expect(guest.get_by_role("link", name="Người dùng", exact=True)).to_have_count(0)

    follow(page, "Xong")
    follow(page, "Nông Thị Mới")
    page.get_by_label("Chức vụ").fill("Văn thư kiêm quản trị")
    page.get_by_label("Quản trị đơn vị").check()
    press(page, "Lưu")
    told(page, "Đã lưu Nông Thị Mới")
    guest.reload()
    menu(guest, "Người dùng")
    expect(row(guest, "Nông Thị Mới")).to_contain_text("Văn thư kiêm quản trị")

    follow(page, "Nông Thị Mới")
    press(page, "Cho ngừng hoạt động")
    agree(page, "Cho ngừng hoạt động")
    told(page, "đã ngừng hoạt động")
    expect(row(page, "Nông Thị Mới")).to_contain_text("Ngừng từ")
    guest.reload()
    expect(guest.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    guest.goto(link)
    expect(guest.get_by_role("button", name="Tạo tài khoản")).to_have_count(0)


def test_one_changes_the_password_and_ends_other_devices(world: World, desk: Desk) -> None:
    officer = world.person(world.province, Role.OFFICER)
    here, elsewhere, third = desk(officer), desk(officer), desk(officer)
    here.goto("/account")
    devices = here.get_by_role("table", name="Thiết bị đang đăng nhập").locator("tbody tr")
    expect(devices).to_have_count(3)
    expect(devices.filter(has_text="Thiết bị này")).to_have_count(1)
    devices.get_by_role("button", name="Đăng xuất").first.click()
    told(here, "Đã đăng xuất thiết bị đó")
    expect(devices).to_have_count(2)

    here.get_by_label("Mật khẩu hiện tại").fill("không phải")
    here.get_by_label("Mật khẩu mới", exact=False).first.fill(NEW)
    here.get_by_label("Nhập lại mật khẩu mới").fill(NEW)
    press(here, "Đổi mật khẩu")
    expect(here.locator("#f-old_password-error")).to_be_visible()
    here.get_by_label("Mật khẩu hiện tại").fill(PASSWORD)
    here.get_by_label("Mật khẩu mới", exact=False).first.fill(NEW)
    here.get_by_label("Nhập lại mật khẩu mới").fill(NEW)
    press(here, "Đổi mật khẩu")
    told(here, "Đã đổi mật khẩu")
    expect(devices).to_have_count(1)
    for page in (elsewhere, third):
        page.goto("/plans")
        expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_a_token_lets_a_program_in_until_it_is_revoked(world: World, desk: Desk) -> None:
    officer = world.person(world.commune("Điềm He"), Role.OFFICER)
    page, program = desk(officer), desk()
    page.goto("/account")
    page.get_by_label("Tên mã mới").fill("Phần mềm báo cáo của xã")
    press(page, "Tạo mã truy cập")
    token = page.locator("code.secret").inner_text()
    bearer = {"Authorization": f"Bearer {token}"}
    answer = program.request.get("/api/v1/me", headers=bearer)
    assert answer.json()["full_name"] == officer.full_name
    assert answer.json()["tenant_name"] == "Xã Điềm He"
    page.goto("/account")
    expect(page.get_by_text(token)).to_have_count(0)
    row(page, "Phần mềm báo cáo của xã").get_by_role("button", name="Thu hồi").click()
    agree(page, "Thu hồi")
    told(page, "Đã thu hồi mã truy cập")
    refused = program.request.get("/api/v1/me", headers=bearer)
    assert refused.status == 401
    assert refused.headers["content-type"] == "application/problem+json"


def _works_at(world: World, person: Person, name: str) -> None:
    with world.on_platform():
        db.session.add(
            Membership(
                tenant_id=world.commune(name).id,
                user_id=person.id,
                role_names=[Role.CLERK.value],
            )
        )


def test_one_who_works_in_two_units_changes_between_them(world: World, desk: Desk) -> None:
    officer = world.person(world.commune("Điềm He"), Role.OFFICER)
    _works_at(world, officer, "Kiên Mộc")
    page = desk()
    sign_in(page, officer)
    place = page.locator("details.tenant")
    place.locator("summary").click()
    page.keyboard.press("Escape")
    expect(place.get_by_role("button")).to_be_hidden()
    now = page.locator("details.tenant .tenant-name")
    first = now.inner_text()
    other = ({"Xã Điềm He", "Xã Kiên Mộc"} - {first}).pop()
    place.locator("summary").click()
    place.get_by_role("button", name=other).click()
    expect(now).to_have_text(other)
    page.goto("/account")
    current = page.get_by_role("table", name="Các đơn vị bạn làm việc").locator("tr")
    expect(current.filter(has_text=other)).to_contain_text("Đang làm việc")


def test_signing_out_leaves_nothing_behind(world: World, desk: Desk) -> None:
    page = desk(world.person(world.province, Role.OFFICER))
    page.locator("details.user summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Bạn đã đăng xuất")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
