"""A paper is asked for on a page, drawn by the worker and opened from the same page."""

import subprocess
import tempfile
from datetime import date
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from app.lib import clock
from tests.browser.conftest import Calendar, Desk
from tests.browser.hands import press
from tests.plans import cascade
from tests.world import World


def _words(content: bytes) -> str:
    """The text of a PDF, as another program reads it."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "paper.pdf"
        paper.write_bytes(content)
        found = subprocess.run(
            ["pdftotext", "-layout", str(paper), "-"],  # noqa: S607 - the system's poppler
            capture_output=True,
            check=True,
        )
    return found.stdout.decode()


def _open(page: Page) -> bytes:
    link = page.get_by_role("link", name="Mở bản in (PDF)")
    expect(link).to_be_visible(timeout=15_000)
    address = link.get_attribute("href")
    assert address is not None
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def test_the_plan_is_printed_while_the_page_watches(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    given = cascade.issued(world, [world.commune("Điềm He")])
    calendar.day = date(2026, 1, 5)
    page = desk(given.leader)
    page.goto(f"/plans/{given.plan_id}")
    press(page, "Bản in (PDF)")
    expect(page.get_by_text("Đang tạo bản in")).to_be_visible()
    expect(page.locator("progress")).to_have_attribute("max", "100")
    expect(page.get_by_role("link", name="Mở bản in (PDF)")).to_have_count(0)
    with clock.fixed(date(2026, 1, 5)):
        assert world.work() >= 1
    content = _open(page)
    assert content.startswith(b"%PDF-")
    words = " ".join(_words(content).split())
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 01/KH-UBND",
        "Lạng Sơn, ngày 04 tháng 01 năm 2026",
        "Công tác thi đua, khen thưởng năm 2026",
        "Đoàn Thanh Sơn",
        "QUÝ IV",
    ):
        assert said in words, said

    page.goto(f"/plans/{given.plan_id}")
    press(page, "Bản in (PDF)")
    assert _open(page) == content


def test_the_word_file_is_downloaded_beside_the_print(
    world: World, desk: Desk, calendar: Calendar
) -> None:
    given = cascade.issued(world, [world.commune("Điềm He")])
    calendar.day = date(2026, 1, 5)
    page = desk(given.leader)
    page.goto(f"/plans/{given.plan_id}")
    press(page, "Bản in (PDF)")
    with clock.fixed(date(2026, 1, 5)):
        assert world.work() >= 1
    link = page.get_by_role("link", name="Tải bản Word (DOCX)")
    expect(link).to_be_visible(timeout=15_000)
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".docx")
    document = docx.Document(str(download.value.path()))
    assert "Số: 01/KH-UBND" in document.tables[0].cell(1, 0).text
