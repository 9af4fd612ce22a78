"""The signer signs a paper, the clerk seals it, somebody without sign-in checks it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from app.access.permissions import Role
from app.registers.models import OutgoingPaper
from app.signatures import actions
from app.signatures.terms import Part
from deploy.demo import stamp_pictures
from tenants.db import db
from tests.browser.conftest import Desk
from tests.browser.hands import agree, follow, menu, press, told
from tests.signatures.kit import ORGAN, PASSPHRASE, SIGNER, drawn, kit, twice_signed
from tests.signatures.test_papers import issued, trusted
from tests.world import Person, World

pytestmark = pytest.mark.browser


def _file(name: str, content: bytes, kind: str = "application/x-pkcs12") -> FilePayload:
    return FilePayload(name=name, mimeType=kind, buffer=content)


def _signed() -> bytes:
    """A paper signed elsewhere; the browser's own loop runs in this thread."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(twice_signed).result()


def test_a_paper_is_signed_sealed_and_checked(world: World, desk: Desk, pictures: Path) -> None:
    trusted(world)
    commune = world.commune("Điềm He")
    leader = world.person(commune, Role.LEADER, name=SIGNER)
    clerk = world.person(commune, Role.CLERK, name="Triệu Thị Hoa")
    with world.acting(clerk):
        paper_id, _ = issued(clerk)
        code = db.session.get_one(OutgoingPaper, paper_id).code
    hub = f"/correspondence/outgoing/{paper_id}"

    chair = desk(leader)
    menu(chair, "Khóa ký số của tôi")
    chair.screenshot(path=pictures / "no-key.png", full_page=True)
    chair.get_by_label("Tệp khóa", exact=True).set_input_files(
        [_file("lan.p12", kit().leader.key_file(PASSPHRASE))]
    )
    chair.get_by_label("Mật khẩu của tệp khóa").fill("nhập nhầm")
    press(chair, "Lưu khóa")
    expect(chair.get_by_text("Mật khẩu không mở được tệp khóa").first).to_be_visible()
    chair.get_by_label("Tệp khóa", exact=True).set_input_files(
        [_file("lan.p12", kit().leader.key_file(PASSPHRASE))]
    )
    chair.get_by_label("Mật khẩu của tệp khóa").fill(PASSPHRASE)
    press(chair, "Lưu khóa")
    told(chair, f"Đã lưu khóa ký số của {SIGNER}")
    chair.get_by_label("Ảnh PNG").set_input_files(
        [_file("ky.png", stamp_pictures.signature(3), "image/png")]
    )
    press(chair, "Lưu hình ảnh")
    told(chair, "Đã lưu hình ảnh")
    chair.screenshot(path=pictures / "key.png", full_page=True)
    chair.goto(hub)
    follow(chair, "Ký số")
    chair.screenshot(path=pictures / "sign.png", full_page=True)
    chair.get_by_label("Mật khẩu của tệp khóa").fill(PASSPHRASE)
    press(chair, "Ký số")
    told(chair, f"Đã ký số: {SIGNER}")
    expect(chair.get_by_text("Chữ ký số hợp lệ").first).to_be_visible()

    office = desk(clerk, width=360)
    _apart(world, clerk, _keep_seal)
    office.goto("/signatures/seal-key")
    office.screenshot(path=pictures / "seal-key-360.png", full_page=True)
    office.goto(hub)
    follow(office, "Ký số của cơ quan")
    office.get_by_label("Mật khẩu của tệp khóa").fill(PASSPHRASE)
    press(office, "Ký số của cơ quan")
    told(office, f"Đã ký số: {ORGAN}")
    expect(office.get_by_text("Văn bản có 2 chữ ký số hợp lệ")).to_be_visible()
    office.screenshot(path=pictures / "hub-360.png", full_page=True)
    chair.goto(hub)
    chair.screenshot(path=pictures / "hub.png", full_page=True)

    public = desk()
    public.goto(f"/v/{code}")
    expect(public.get_by_text("Chữ ký số của văn bản")).to_be_visible()
    tampered = bytearray(_signed())
    tampered[tampered.index(b"stream") + 40] ^= 1
    public.get_by_label("Tệp cần đối chiếu").set_input_files(
        [_file("sua.pdf", bytes(tampered), "application/pdf")]
    )
    press(public, "Đối chiếu")
    expect(public.get_by_text("Nội dung đã bị sửa sau khi ký").first).to_be_visible()
    public.screenshot(path=pictures / "public.png", full_page=True)

    chair.goto("/signatures/personal-key")
    press(chair, "Xóa khóa")
    agree(chair, "Xóa khóa")
    told(chair, "Đã xóa khóa ký số")


def _apart(world: World, person: Person, work: Callable[[Person], None]) -> None:
    """Do something as a person beside the browser, whose own loop runs in this thread."""

    def acting() -> None:
        with world.acting(person):
            work(person)

    with ThreadPoolExecutor(1) as apart:
        apart.submit(acting).result()


def _keep_own(leader: Person) -> None:
    content = kit().leader.key_file(PASSPHRASE)
    actions.keep_key_file(part=Part.LEADER, content=content, secret=PASSPHRASE, by=leader)


def _keep_seal(clerk: Person) -> None:
    content = kit().organ.key_file(PASSPHRASE)
    actions.keep_key_file(part=Part.SEAL, content=content, secret=PASSPHRASE, by=clerk)
    picture = stamp_pictures.seal("ỦY BAN NHÂN DÂN", "XÃ ĐIỀM HE")
    actions.keep_stamp(part=Part.SEAL, content=picture, width="36", by=clerk)


def test_a_scan_is_taken_with_its_warnings_and_any_file_is_checked(
    world: World, desk: Desk, pictures: Path
) -> None:
    trusted(world)
    clerk = world.person(world.commune("Điềm He"), Role.CLERK)
    with world.acting(clerk):
        paper_id, _ = issued(clerk)
    office = desk(clerk)
    office.goto(f"/correspondence/outgoing/{paper_id}")
    follow(office, "Đưa bản đã ký lên")
    scan = [_file("quet.pdf", drawn(), "application/pdf")]
    office.get_by_label("Tệp PDF đã ký").set_input_files(scan)
    press(office, "Kiểm tra và lưu")
    expect(office.get_by_text("Tệp không có chữ ký số")).to_be_visible()
    office.screenshot(path=pictures / "scan.png", full_page=True)
    office.get_by_label("Tệp PDF đã ký").set_input_files(scan)
    office.get_by_label("Tôi đã kiểm tra").check()
    press(office, "Kiểm tra và lưu")
    told(office, "Đã nhận tệp đã ký")
    menu(office, "Kiểm tra chữ ký số")
    office.get_by_label("Tệp PDF cần kiểm tra").set_input_files(
        [_file("den.pdf", _signed(), "application/pdf")]
    )
    press(office, "Kiểm tra")
    expect(office.get_by_text("Văn bản có 2 chữ ký số hợp lệ")).to_be_visible()
    office.screenshot(path=pictures / "verify.png", full_page=True)


def test_the_operator_keeps_the_list_of_trust(world: World, desk: Desk, pictures: Path) -> None:
    operator = desk(world.person(world.platform, Role.OPERATOR), width=360)
    operator.goto("/signatures/trust")
    operator.get_by_label("Tệp chứng thư hoặc danh sách thu hồi").set_input_files(
        [_file("goc.cer", kit().authority.root.der, "application/pkix-cert")]
    )
    press(operator, "Thêm")
    told(operator, "Đã thêm: CA thử nghiệm gốc")
    operator.screenshot(path=pictures / "trust-360.png", full_page=True)
    press(operator, "Bỏ")
    agree(operator, "Bỏ")
    told(operator, "Đã bỏ khỏi danh sách tin cậy")


def test_a_leader_signs_many_with_one_passphrase(world: World, desk: Desk, pictures: Path) -> None:
    trusted(world)
    commune = world.commune("Điềm He")
    leader = world.person(commune, Role.LEADER, name=SIGNER)
    clerk = world.person(commune, Role.CLERK)
    with world.acting(clerk):
        papers = [issued(clerk)[0] for _ in range(4)]
    _apart(world, leader, _keep_own)
    chair = desk(leader)
    menu(chair, "Văn bản chờ ký số")
    press(chair, "Chọn tất cả")
    expect(chair.get_by_text("Đã chọn 4/4")).to_be_visible()
    chair.get_by_label("Mật khẩu của tệp khóa").fill("nhập nhầm")
    press(chair, "Ký số các văn bản đã chọn")
    expect(chair.get_by_text("Mật khẩu không mở được tệp khóa").first).to_be_visible()
    expect(chair.get_by_text("Đã chọn 4/4")).to_be_visible()
    chair.get_by_label("Chọn 03/").uncheck()
    chair.screenshot(path=pictures / "queue.png", full_page=True)
    chair.set_viewport_size({"width": 360, "height": 740})
    chair.screenshot(path=pictures / "queue-360.png", full_page=True)
    chair.set_viewport_size({"width": 1280, "height": 800})
    chair.get_by_label("Mật khẩu của tệp khóa").fill(PASSPHRASE)
    press(chair, "Ký số các văn bản đã chọn")
    expect(chair.get_by_role("progressbar")).to_be_visible()
    chair.screenshot(path=pictures / "round.png", full_page=True)
    with ThreadPoolExecutor(1) as apart:
        apart.submit(world.work).result()
    expect(chair.get_by_text("Đã ký cả 3 văn bản.")).to_be_visible(timeout=20_000)
    chair.screenshot(path=pictures / "round-done.png", full_page=True)
    follow(chair, "Về danh sách chờ ký")
    expect(chair.get_by_label("Chọn 03/")).to_be_visible()
    expect(chair.get_by_role("checkbox")).to_have_count(1)
    assert len(papers) == 4
