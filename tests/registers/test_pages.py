"""Both books as pages: kept and cancelled numbers, papers entered, given to somebody, exported."""

import io
import re
from datetime import date

import pdfplumber
import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from app.access.permissions import Role
from app.lib import clock
from app.registers import actions, queries
from app.registers.queries import books
from app.registers.queries.books import IncomingFilter
from app.registers.terms import IncomingView, PaperState
from tests.registers.samples import entered, reservation
from tests.sql import counted
from tests.world import Client, Person, World

ARRIVED = {
    "arrived_on": "",
    "sender_name": "Sở Nội vụ tỉnh Lạng Sơn",
    "paper_number": "125/SNV-TĐKT",
    "issued_on": "",
    "kind": "official_letter",
    "abstract": "Hướng dẫn tổng kết công tác thi đua",
    "urgency": "urgent",
}


@pytest.fixture(name="clerk")
def _clerk(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.CLERK)


@pytest.fixture(name="leader")
def _leader(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.LEADER)


@pytest.fixture(name="client")
def _client(world: World, clerk: Person) -> Client:
    return world.client(clerk)


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:2000]
    return answer.get_data(as_text=True)


def arrived(client: Client, **changes: str) -> int:
    """A letter entered by hand today; its id."""
    today = clock.today().isoformat()
    given = {**ARRIVED, "arrived_on": today, **changes}
    answer = client.send("/registers/incoming", given)
    assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
    return int(answer.location.rsplit("/", 1)[1])


def test_numbers_are_kept_taken_up_and_cancelled(
    world: World, clerk: Person, client: Client
) -> None:
    year = clock.today().year
    assert 'value="QĐ-UBND"' in text_of(client, "/registers/outgoing/reservations/new")
    form = {"kind": "decision", "symbol": "QĐ-UBND", "year": str(year), "count": "3"}
    refused = client.send("/registers/outgoing/reservations", {**form, "reason": " "})
    assert refused.status_code == 422
    wrong = client.send(
        "/registers/outgoing/reservations",
        {**form, "reason": "Kỳ họp", "symbol": "QĐ UBND", "until": "2020-01-01"},
    )
    assert "Ký hiệu viết liền" in wrong.get_data(as_text=True)
    kept = client.send("/registers/outgoing/reservations", {**form, "reason": "Kỳ họp"})
    assert kept.status_code == 303
    with world.acting(clerk):
        taken = entered(clerk, wanted="2", issued_on=clock.today())
        assert (taken.number, taken.state) == (2, PaperState.ISSUED)
        third = queries.numbered("QĐ-UBND", year, 3)
        cancel, version = f"/registers/outgoing/{third.id}/cancellation", third.version
    assert "Kỳ họp" in text_of(client, cancel)
    assert client.send(cancel, {"reason": "", "version": version}).status_code == 422
    assert client.send(cancel, {"reason": "Không dùng", "version": 99}).status_code == 412
    assert client.send(cancel, {"reason": "Không dùng", "version": version}).status_code == 303
    again = client.send(cancel, {"reason": "Không dùng", "version": version})
    assert again.status_code == 409
    issued = client.send(
        f"/registers/outgoing/{taken.id}/cancellation", {"reason": "Sai", "version": taken.version}
    )
    assert issued.status_code == 409
    assert "hãy thu hồi hoặc thay thế văn bản" in issued.get_data(as_text=True)
    page = text_of(client, "/registers/outgoing")
    for words in ("01/QĐ-UBND", "Giữ số", "Hủy số", "Không dùng", "Đã ban hành"):
        assert words in page


def test_a_mistyped_number_is_asked_about_before_it_fills_the_book(client: Client) -> None:
    asked = {"kind": "decision", "symbol": "QĐ-UBND", "year": clock.today().year, "count": 1}
    asked |= {"reason": "Kỳ họp", "first": "900"}
    refused = client.send("/registers/outgoing/reservations", asked)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "Số 900, bỏ qua 899 số (01–899)." in page
    assert 'name="confirm_gap"' in page
    assert 'name="confirm_gap"' not in text_of(client, "/registers/outgoing/reservations/new")
    told = client.send("/registers/outgoing/reservations", {**asked, "confirm_gap": "1"})
    assert told.status_code == 303
    book = text_of(client, "/registers/outgoing")
    assert "Từ 01 đến 899: cấp ngoài hệ thống" in book
    assert "500/QĐ-UBND" not in book
    assert "500/QĐ-UBND" in text_of(client, "/registers/outgoing?q=500")


def test_the_outgoing_book_is_searched_without_diacritics(
    world: World, clerk: Person, client: Client
) -> None:
    today = clock.today()
    with world.acting(clerk):
        entered(clerk, issued_on=today, abstract="Khen thưởng gương người tốt, việc tốt")
        entered(clerk, issued_on=today, abstract="Phân công nhiệm vụ Ủy viên")
    for typed in ("nguoi tot khen", "Người tốt", "DOAN THANH SON 01/", "01/qd-ubnd"):
        page = text_of(client, f"/registers/outgoing?q={typed}")
        assert "gương người tốt" in page
        assert "Phân công" not in page
    assert "Không có dòng nào khớp" in text_of(client, "/registers/outgoing?q=100%25")
    for odd in ("year=abc", "state=xyz", "since=2026-13-40", "page=-4", "of_id=-1"):
        assert "gương người tốt" in text_of(client, f"/registers/outgoing?{odd}")
    assert client.get("/registers/outgoing?of_id=1").status_code == 404


def test_a_paper_that_came_is_entered_assigned_and_dealt_with(
    world: World, clerk: Person, leader: Person, client: Client
) -> None:
    assert "Số đến tiếp theo: 01" in text_of(client, "/registers/incoming/new")
    line = arrived(client)
    path = f"/registers/incoming/{line}"
    assert "Chưa giao" in text_of(client, path)
    chief = world.client(leader)
    today = clock.today().isoformat()
    bad = chief.send(f"{path}/assignment", {"user_id": "999999", "due_on": "2020-01-01"})
    assert bad.status_code == 422
    page = bad.get_data(as_text=True)
    assert "Người này không làm việc ở đơn vị" in page
    assert "Hạn giải quyết không được trước hôm nay" in page
    given = {"user_id": str(clerk.id), "due_on": today, "instruction": "Tham mưu trả lời"}
    assert client.send(f"{path}/assignment", given).status_code == 403
    assert chief.send(f"{path}/assignment", given).status_code == 303
    assert "Tham mưu trả lời" in text_of(client, path)
    assert "Đang giải quyết" in text_of(client, "/registers/incoming?view=under_way")
    done = client.send(f"{path}/completion", {"note": "Đã trả lời tại Công văn số 15"})
    assert done.status_code == 303
    assert "Công văn số 15" in text_of(client, path)
    assert chief.send(f"{path}/assignment", given).status_code == 409
    assert client.send(f"{path}/reopening", {}).status_code == 303
    with world.acting(clerk, read_only=True):
        counts = books.incoming_counts(IncomingFilter(year=clock.today().year))
        assert counts == {
            IncomingView.ALL: 1,
            IncomingView.UNASSIGNED: 0,
            IncomingView.UNDER_WAY: 1,
            IncomingView.OVERDUE: 0,
            IncomingView.DONE: 0,
        }


def test_faults_of_an_entry_stand_at_their_fields(client: Client) -> None:
    wrong = client.send(
        "/registers/incoming",
        {**ARRIVED, "arrived_on": "2999-01-01", "abstract": " ", "kind": "gì đó"},
    )
    assert wrong.status_code == 422
    page = wrong.get_data(as_text=True)
    assert "f-abstract-error" in page
    later = client.send(
        "/registers/incoming",
        {**ARRIVED, "arrived_on": "2026-01-05", "issued_on": "2026-01-06"},
    )
    assert "Ngày của văn bản không được sau ngày đến." in later.get_data(as_text=True)


def test_a_line_is_mended_and_the_second_who_mends_it_is_told(
    world: World, clerk: Person, client: Client
) -> None:
    line = arrived(client)
    path = f"/registers/incoming/{line}"
    form = text_of(client, f"{path}/edit")
    version = re.search(r'name="version" value="(\d+)"', form)
    assert version is not None
    changes = {**ARRIVED, "arrived_on": clock.today().isoformat(), "version": version.group(1)}
    assert client.send(path, {**changes, "abstract": "Trích yếu đúng"}).status_code == 303
    stale = client.send(path, {**changes, "abstract": "Trích yếu khác"})
    assert stale.status_code == 412
    assert "Trích yếu đúng" in stale.get_data(as_text=True)
    assert "Trích yếu khác" in stale.get_data(as_text=True)


def test_files_lie_beside_a_paper_that_came(world: World, clerk: Person, client: Client) -> None:
    scan = (io.BytesIO(b"%PDF-1.4 scan"), "van-ban.pdf")
    today = clock.today().isoformat()
    answer = client.send("/registers/incoming", {**ARRIVED, "arrived_on": today, "file": scan})
    assert answer.status_code == 303
    page = text_of(client, answer.location)
    assert "van-ban.pdf" in page
    empty = client.send(f"{answer.location}/files", {"file": (io.BytesIO(b""), "rong.pdf")})
    assert empty.status_code == 422
    more = client.send(f"{answer.location}/files", {"file": (io.BytesIO(b"%PDF-1.4"), "b.pdf")})
    assert more.status_code == 303


def _exported(world: World, client: Client, book: str, export_format: str) -> bytes:
    asked = client.send(
        f"/registers/{book}/exports", {"year": str(clock.today().year), "format": export_format}
    )
    assert asked.status_code == 303
    world.work()
    page = text_of(client, asked.location)
    link = re.search(r'href="(/files/\d+)"', page)
    assert link is not None
    return client.get(link.group(1)).get_data()


def test_both_books_are_exported(world: World, clerk: Person, client: Client) -> None:
    with world.acting(clerk):
        entered(clerk, issued_on=clock.today(), abstract="=SUM(A1)")
        actions.reserve(reservation=reservation(year=clock.today().year), by=clerk)
    arrived(client)
    content = io.BytesIO(_exported(world, client, "outgoing", "xlsx"))
    rows = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()
    assert rows[0][0] == f"Sổ đăng ký văn bản đi năm {clock.today().year}"
    assert ("Số, ký hiệu văn bản", "Ngày tháng văn bản") in [tuple(row[:2]) for row in rows]
    assert [row[0] for row in rows[-2:]] == ["01/QĐ-UBND", "02/QĐ-UBND"]
    assert rows[-2][2] == "Quyết định: =SUM(A1)"
    assert rows[-2][1] == clock.today()
    content = io.BytesIO(_exported(world, client, "incoming", "xlsx"))
    rows = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()
    assert rows[-1][:2] == [clock.today(), 1]
    with pdfplumber.open(io.BytesIO(_exported(world, client, "incoming", "pdf"))) as printed:
        words = "\n".join(page.extract_text() for page in printed.pages)
        assert printed.pages[1].width > printed.pages[1].height
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in words
    for head in ("Ngày đến", "Tác giả", "Tên loại và trích yếu nội dung", "125/SNV-TĐKT"):
        assert head in words


def test_the_books_ask_the_database_as_often_for_one_line_as_for_two_hundred(
    app: Flask, world: World, clerk: Person, client: Client
) -> None:
    def statements(path: str) -> int:
        with counted(app) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    with world.acting(clerk):
        entered(clerk, issued_on=clock.today())
    arrived(client)
    paths = ("/registers/outgoing", "/registers/incoming")
    few = [statements(path) for path in paths]
    with world.acting(clerk):
        for _ in range(120):
            entered(clerk, issued_on=clock.today())
            actions.incoming.receive(sender_name="Sở", abstract="Về việc", by=clerk)
    assert [statements(path) for path in paths] == few
    for path in paths:
        assert len(client.get(path).get_data()) < 150_000


def test_a_successor_reads_the_books_of_the_closed_unit(
    world: World, clerk: Person, client: Client
) -> None:
    with world.acting(clerk, read_only=True):
        old = books.predecessors()[0]
    before = world.person(old, Role.CLERK)
    with clock.fixed(date(2025, 3, 10)), world.acting(before):
        entered(before, issued_on=date(2025, 3, 10), abstract="Việc của xã cũ")
        actions.incoming.receive(sender_name="Huyện", abstract="Giao việc xã cũ", by=before)
    assert "Việc của xã cũ" not in text_of(client, "/registers/outgoing?year=2025")
    assert "Việc của xã cũ" in text_of(client, f"/registers/outgoing?year=2025&of_id={old.id}")
    assert "Giao việc xã cũ" in text_of(client, f"/registers/incoming?year=2025&of_id={old.id}")
    neighbour = world.client(world.person(world.commune("Đình Lập"), Role.CLERK))
    assert neighbour.get(f"/registers/outgoing?year=2025&of_id={old.id}").status_code == 404


def test_papers_received_again_stand_once(world: World, clerk: Person) -> None:
    with world.acting(clerk):
        given = {"sender_name": "UBND tỉnh", "abstract": "Kế hoạch", "paper_recipient_id": 7}
        first = actions.incoming.receive(**given, by=None)
        again = actions.incoming.receive(**given, by=None)
        other = actions.incoming.receive(sender_name="Sở", abstract="Khác", by=clerk)
        assert (first.id, first.number, other.number) == (again.id, 1, 2)


def test_numbers_of_arrival_count_by_the_year_of_arrival(world: World, clerk: Person) -> None:
    with clock.fixed(date(2026, 1, 5)), world.acting(clerk):
        numbers = [
            actions.incoming.receive(
                sender_name="Sở", abstract="Về việc", arrived_on=on, by=clerk
            ).number
            for on in (date(2025, 12, 30), date(2026, 1, 2), date(2025, 12, 31))
        ]
    assert numbers == [1, 1, 2]


def test_the_same_paper_entered_twice_is_told_and_entered_when_somebody_looked(
    client: Client,
) -> None:
    day = clock.today().isoformat()
    paper = {"paper_number": "06/QĐ-UBND", "sender_name": "UBND tỉnh", "issued_on": day}
    first = arrived(client, **paper)
    again = {
        **{**ARRIVED, "arrived_on": day, "issued_on": day},
        "paper_number": "6/qđ-ubnd",
        "sender_name": "Ủy ban nhân dân tỉnh Lạng Sơn",
    }
    answer = client.send("/registers/incoming", again)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Có thể văn bản này đã vào sổ: số đến 01" in page
    assert f'href="/registers/incoming/{first}"' in page
    assert 'name="acknowledged"' in page
    assert "Ủy ban nhân dân tỉnh Lạng Sơn" in page
    for other in ({"sender_name": "Sở Y tế"}, {"paper_number": "7/QĐ-UBND"}):
        arrived(client, **{**paper, **other})
    assert client.send("/registers/incoming", {**again, "acknowledged": "1"}).status_code == 303
    assert 'name="acknowledged"' not in text_of(client, "/registers/incoming/new")
