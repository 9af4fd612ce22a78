"""The clerk adds a list from elsewhere to a signed paper: it is signed for the organ at once."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import FilePayload, expect

from app.access.permissions import Role
from app.signatures import actions
from app.signatures.actions import Wish
from app.signatures.terms import Part
from tests.browser.conftest import Desk
from tests.browser.hands import follow, press, told
from tests.signatures.kit import ORGAN, PASSPHRASE, SIGNER, drawn, kit
from tests.signatures.test_papers import issued, trusted
from tests.world import Person, World

pytestmark = pytest.mark.browser

NAME = "Danh sách cá nhân, tập thể được khen thưởng.pdf"


def _apart(world: World, leader: Person, clerk: Person, paper_id: int) -> None:
    """Both keys are kept and the leader signs; beside the thread of the browser's own loop."""
    for by, part, key in ((leader, Part.LEADER, kit().leader), (clerk, Part.SEAL, kit().organ)):
        with world.acting(by):
            content = key.key_file(PASSPHRASE)
            actions.keep_key_file(part=part, content=content, secret=PASSPHRASE, by=by)
    with world.acting(leader):
        wish = Wish(secret=PASSPHRASE, seen_file_id=None)
        actions.sign(paper_id=paper_id, part=Part.LEADER, wish=wish, by=leader)


def _pdf(content: bytes, name: str = NAME) -> list[FilePayload]:
    return [FilePayload(name=name, mimeType="application/pdf", buffer=content)]


def test_a_list_from_elsewhere_is_signed_as_it_is_added(
    world: World, desk: Desk, pictures: Path
) -> None:
    trusted(world)
    commune = world.commune("Điềm He")
    leader = world.person(commune, Role.LEADER, name=SIGNER)
    clerk = world.person(commune, Role.CLERK)
    with world.acting(clerk):
        paper_id, _ = issued(clerk)
    with ThreadPoolExecutor(1) as apart:
        apart.submit(_apart, world, leader, clerk, paper_id).result()
        office = desk(clerk)
        office.goto(f"/correspondence/outgoing/{paper_id}")
        follow(office, "Tệp kèm theo")
        expect(office.get_by_text("Chưa có tệp kèm theo")).to_be_visible()
        file, secret = (office.get_by_label(one) for one in ("Tệp PDF kèm theo", "Mật khẩu"))
        file.set_input_files(_pdf(b"%PDF-1.7 hong"))
        secret.fill(PASSPHRASE)
        press(office, "Ký số và thêm tệp kèm theo")
        expect(office.get_by_role("alert")).to_contain_text("Không đọc được tệp")
        file.set_input_files(_pdf(apart.submit(drawn).result()))
        secret.fill("nhập nhầm")
        press(office, "Ký số và thêm tệp kèm theo")
        expect(office.get_by_role("alert")).to_contain_text("Mật khẩu không mở được tệp khóa")
        expect(secret).to_have_value("")
        office.screenshot(path=pictures / "refused.png", full_page=True)
        file.set_input_files(_pdf(apart.submit(drawn).result()))
        secret.fill(PASSPHRASE)
        press(office, "Ký số và thêm tệp kèm theo")
        told(office, f"Đã ký số và thêm tệp kèm theo “{NAME}”.")
    for width in (360, 1280):
        office.set_viewport_size({"width": width, "height": 800})
        assert office.evaluate("document.documentElement.scrollWidth") <= width
        office.screenshot(path=pictures / f"added-{width}.png", full_page=True)
    added = office.get_by_role("region", name="Tệp đã có").get_by_role("link", name=NAME)
    content = office.request.get(added.get_attribute("href") or "").body()
    with pdfplumber.open(BytesIO(content)) as read:
        (stamp,) = [note for page in read.pages for note in page.annots]
        assert stamp["page_number"] == 1
        assert stamp["x0"] > read.pages[0].width / 2
    checked = desk(clerk, width=360)
    checked.goto("/signatures/verification")
    checked.get_by_label("Tệp PDF cần kiểm tra").set_input_files(_pdf(content))
    press(checked, "Kiểm tra")
    expect(checked.get_by_text("Chữ ký số hợp lệ")).to_be_visible()
    expect(checked.get_by_role("main")).to_contain_text(ORGAN)
