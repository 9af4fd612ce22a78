"""A name in the gold book is corrected with a reason, printed again with one, cancelled with one; a
decision that was revoked stops the batch."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.access.permissions import Role
from app.correspondence.actions import changes
from app.documents.terms import PaperKind
from app.registers.actions import entering as registers
from app.registers.terms import ChangeKind
from app.stationery.actions import certificates as actions
from tests.browser.conftest import Desk
from tests.browser.hands import follow, press, told
from tests.stationery.printing import facts, recipient
from tests.world import Person, World

DAY = date(2026, 10, 6)


def _fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, page.url


def _decided(world: World, clerk: Person) -> tuple[int, int, int]:
    """A decision with a batch of two in the gold book, and a later decision."""
    with world.acting(clerk):
        first, later = (
            registers.enter(
                kind=PaperKind.DECISION,
                symbol="QĐ-UBND",
                abstract=abstract,
                issued_on=DAY,
                signer=registers.Signer(position="CHỦ TỊCH", name="Lý Thị Dương"),
                by=clerk,
            )
            for abstract in ("Tặng Giấy khen", "Thu hồi Quyết định tặng Giấy khen")
        )
        decided = {"decision_number": first.full_number, "decided_on": DAY}
        batch = actions.draft(facts=facts(world, clerk, **decided), by=clerk)
        people = [recipient("Nguyễn Văn An"), recipient("Lê Thị Bình")]
        actions.add(batch_id=batch.id, rows=people, by=clerk)
        actions.enter_gold_book(batch_id=batch.id, by=clerk)
        return batch.id, first.id, later.id


@pytest.mark.parametrize("width", [1280, 360])
def test_from_a_wrong_name_to_a_revoked_decision(
    world: World, desk: Desk, pictures: Path, width: int
) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER, Role.LEADER, Role.CLERK)
    batch_id, first_id, later_id = _decided(world, clerk)
    page = desk(clerk, width=width)
    page.goto(f"/stationery/certificates/{batch_id}")
    press(page, "In ra PDF")
    expect(page.get_by_text("Đang tạo bản in")).to_be_visible()
    page.goto(f"/stationery/certificates/{batch_id}")
    follow(page, "Ông Nguyễn Văn An")
    page.get_by_label("Tên", exact=False).first.fill("Nguyễn Văn Ân")
    page.get_by_label("Lý do đính chính").fill("Ghi sai dấu")
    press(page, "Đính chính")
    told(page, "Đã đính chính")
    expect(page.get_by_text("Tên: Nguyễn Văn An → Nguyễn Văn Ân")).to_be_visible()
    _fits(page)
    page.screenshot(path=pictures / f"corrected-{width}.png", full_page=True)
    page.goto(f"/stationery/certificates/{batch_id}")
    page.get_by_label("Đến số").fill("1")
    press(page, "In ra PDF")
    expect(page.get_by_text("ghi lý do in lại").first).to_be_visible()
    page.get_by_label("Lý do in lại").fill("Sai tên")
    press(page, "In ra PDF")
    expect(page.get_by_text("Đang tạo bản in")).to_be_visible()
    page.goto(f"/stationery/certificates/{batch_id}/corrections/new")
    _fits(page)
    page.screenshot(path=pictures / f"correction-{width}.png", full_page=True)
    with world.acting(clerk):
        changes.change(
            paper_id=first_id,
            kind=ChangeKind.REVOKED,
            reason="Sai đối tượng",
            by_paper_id=later_id,
            by=clerk,
        )
    page.goto(f"/correspondence/outgoing/{first_id}")
    follow(page, "Tổng kết phong trào thi đua năm 2026")
    expect(page.get_by_text("đã bị thu hồi bằng")).to_be_visible()
    expect(page.get_by_role("button", name="In ra PDF")).to_have_count(0)
    page.locator("#f-cancel-reason").fill("Quyết định bị thu hồi")
    press(page, "Ghi hủy cả đợt")
    told(page, "Đã hủy 2 trường hợp")
    _fits(page)
    page.screenshot(path=pictures / f"revoked-{width}.png", full_page=True)
    page.goto("/stationery/gold-books")
    follow(page, "Giấy khen")
    expect(page.get_by_role("row", name=re.compile("Ân"))).to_contain_text("Hủy ngày")
    _fits(page)
    page.screenshot(path=pictures / f"book-{width}.png", full_page=True)
