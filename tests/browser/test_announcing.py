"""After the announcement: a member asks why and petitions, the council decides anew, the result is
announced again, and everybody reads what has changed."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk
from tests.browser.hands import agree, figure, follow, menu, press, row, told
from tests.scoring.announced import Known, decide_anew, known
from tests.scoring.scenes import member
from tests.world import World


def _ask(page: Page, here: Known) -> None:
    """The member reads why it has its points, tries other values, and petitions."""
    menu(page, "Kết quả xếp hạng")
    page.get_by_role("navigation", name="Toàn tỉnh và các cụm, khối").get_by_role(
        "link", name="Cụm 1"
    ).click()
    mine = row(page, here.world.communes[2].name)
    mine.get_by_role("link", name="Vì sao").click()
    ratio = page.locator(f"#c-{here.scene.ids['I.1']}")
    expect(ratio).to_contain_text("40 × 40/50 = 32")
    expect(figure(page, "tổng điểm")).to_have_text("92")
    follow(page, "Nếu … thì …")
    page.locator(f"[name='lines.{here.scene.ids['I.1']}.done']").fill("50")
    press(page, "Tính thử")
    expect(figure(page, "tổng điểm")).to_have_text("92 → 100")
    expect(figure(page, "hạng trong cụm")).to_have_text("1")
    page.goto(f"/announcements/{here.announcement_id}")
    follow(page, "Gửi kiến nghị")
    page.get_by_label("Kiến nghị về").select_option(label="I.1. Nội dung I.1")
    page.get_by_label("Nội dung, căn cứ kiến nghị").fill("Đã làm đủ 50 việc theo biên bản kèm.")
    press(page, "Gửi kiến nghị")
    agree(page, "Gửi")
    told(page, "Đã gửi kiến nghị")


def test_a_petition_leads_to_a_further_edition(world: World, desk: Desk) -> None:
    here = known(world)
    scene = here.scene
    own = desk(member(scene, 2))
    _ask(own, here)

    council = desk(scene.leader)
    menu(council, "Kiến nghị")
    row(council, world.communes[2].name).get_by_role("link").first.click()
    answer = council.get_by_role("combobox", name="Trả lời")
    answer.select_option(label="Chấp nhận, đưa lại Hội đồng")
    council.get_by_label("Lý do").fill("Biên bản xác nhận đủ 50 việc.")
    press(council, "Gửi trả lời")
    told(council, "bảng điểm trở lại Hội đồng")
    decide_anew(here, 2, "I.1", "40")
    council.goto(f"/standings?set={scene.set_id}&cluster={scene.cluster_ids[0]}")
    expect(council.get_by_text("Kết quả lần 1 đã công bố")).to_be_visible()
    council.get_by_label("Lý do công bố lại").fill("Chấp nhận kiến nghị về mục I.1")
    press(council, "Công bố")
    agree(council, "Công bố")
    told(council, "Đã công bố kết quả")
    follow(council, "Chi tiết lần công bố")
    changed = council.locator("#changed tbody tr")
    expect(changed).to_have_count(2)
    expect(changed.first).to_contain_text(world.communes[2].name)
    follow(council, "Kiểm tra lại kết quả")
    expect(council.get_by_text("đúng từng byte")).to_be_visible()

    world.work()
    menu(own, "Thông báo")
    expect(own.get_by_text("thay đổi từ 3 thành 1")).to_be_visible()
    own.goto(f"/announcements/{here.announcement_id}")
    expect(own.get_by_text("Đã được thay bằng lần công bố 2")).to_be_visible()
    expect(row(own, world.communes[2].name)).to_contain_text("92")


def test_a_paper_of_the_result_is_made_with_its_signer(world: World, desk: Desk) -> None:
    here = known(world)
    page = desk(here.scene.leader)
    page.goto(f"/announcements/{here.announcement_id}")
    kind = page.get_by_role("combobox", name="Văn bản", exact=True)
    kind.select_option(label="Bảng tổng hợp kết quả")
    page.get_by_label("Số", exact=True).fill("27")
    page.get_by_label("Người ký", exact=True).fill("Dương Xuân Huyên")
    press(page, "Ban hành")
    told(page, "Đã ban hành văn bản")
    world.work()
    page.reload()
    expect(page.get_by_role("link", name=re.compile("Mở bản in"))).to_be_visible()
