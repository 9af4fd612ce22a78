"""A revocation reaches all who deal with the paper, the printed book, and the package."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest

from app.access.permissions import Role
from app.correspondence.actions import addressing, receiving, sending
from app.correspondence.actions import changes as actions
from app.correspondence.queries import envelopes
from app.correspondence.terms import Form, Purpose
from app.lib import clock
from app.mail.models import Mail
from app.registers import papers, queries
from app.registers.actions import incoming
from app.registers.queries import books
from app.registers.queries.books import IncomingFilter
from app.registers.queries.incoming import due, load_of
from app.registers.terms import Book, ChangeKind, IncomingView
from tenants.db import db
from tests.correspondence import desks, issued
from tests.mail import server
from tests.world import World

TODAY = date(2026, 3, 2)
DUE = date(2026, 3, 20)
LATER = date(2026, 4, 1)
REASON = "Sai đối tượng khen thưởng"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


def test_who_was_given_a_revoked_paper_is_told_and_its_day_is_void(world: World) -> None:
    at = desks.office(world)
    paper_id = desks.issued(world, at, Form.PLAN)
    world.work()
    unit = world.commune("Yên Phúc")
    clerk = world.person(unit, Role.CLERK, name="Hoàng Văn Bảo")
    officer = world.person(unit, Role.OFFICER, name="Lương Thị Xuân")
    with world.acting(at.clerk):
        addressing.add_tenants(
            paper_id=paper_id, tenant_ids=[unit.id], purpose=Purpose.CARRY_OUT, by=at.clerk
        )
        sending.send(paper_id=paper_id, by=at.clerk)
    with world.acting(clerk):
        entry_id = receiving.register(paper_id=paper_id, by=clerk).id
        incoming.assign(
            incoming_id=entry_id, user_id=officer.id, instruction="Tham mưu", due_on=DUE, by=clerk
        )
        before = books.edition(queries.IncomingPaper, 2026, None)
    with clock.fixed(LATER), world.acting(officer):
        assert [(one.count, one.overdue) for one in load_of(officer.id)] == [(1, 1)]
        assert len(due(DUE, DUE)) == 1
    with world.acting(at.leader):
        actions.change(paper_id=paper_id, kind=ChangeKind.REVOKED, reason=REASON, by=at.leader)
    shown = world.client(officer).get("/notifications").get_data(as_text=True)
    assert "đã bị thu hồi" in shown
    with clock.fixed(LATER), world.acting(officer):
        loads = load_of(officer.id)
        assert [(one.count, one.overdue, one.first_due_on) for one in loads] == [(1, 0, None)]
        assert due(DUE, DUE) == []
        counts = books.incoming_counts(IncomingFilter(year=2026))
        assert counts[IncomingView.OVERDUE] == 0
        assert books.edition(queries.IncomingPaper, 2026, None) != before
        lines = books.incoming_lines(IncomingFilter(year=2026))
        book = papers.incoming_book(lines, 2026, unit, fallen=queries.fallen_by(lines))
    assert (book.title, [row[-1] for row in book.rows]) == (Book.INCOMING.label, ["Bị thu hồi"])
    client = world.client(officer)
    page = client.get(f"/registers/incoming/{entry_id}").get_data(as_text=True)
    assert "20/3/2026 (không tính nữa)" in page or "20/03/2026 (không tính nữa)" in page


def test_the_package_of_a_fallen_paper_says_so(world: World) -> None:
    at = desks.office(world)
    paper_id = desks.issued(world, at, Form.DECISION)
    other = desks.issued(world, at, Form.DECISION, abstract="Thu hồi Quyết định số 01/QĐ-UBND")
    world.work()

    def manifest() -> dict[str, object]:
        with world.acting(at.clerk, read_only=True):
            _, content = envelopes.as_package(paper_id)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return dict(json.loads(archive.read("manifest.json")))

    assert (manifest()["state"], manifest()["in_force"]) == ("issued", True)
    client = world.client(at.leader)
    given = {"change": "revoked", "reason": REASON, "by_paper_id": str(other), "version": "1"}
    page = client.get(f"/correspondence/outgoing/{paper_id}").get_data(as_text=True)
    given["version"] = page.split('name="version" value="')[1].split('"')[0]
    told = client.send(f"/correspondence/outgoing/{paper_id}/changes", given)
    assert told.status_code == 303
    after = client.get(told.headers["Location"]).get_data(as_text=True)
    assert "chưa gửi đơn vị nào để báo" in after
    assert "nơi nhận đã được báo" not in after
    said = manifest()
    assert (said["state"], said["in_force"]) == ("revoked", False)
    (change,) = said["changes"]  # type: ignore[misc]
    assert (change["reason"], change["by_paper"].partition(" ngày")[0]) == (
        REASON,
        "Quyết định số 02/QĐ-UBND",
    )


@pytest.mark.parametrize("public", [None, "https://thidua.example.vn"])
def test_a_mail_promises_an_address_only_where_there_is_one(
    world: World, public: str | None
) -> None:
    found = issued.paper(world)
    with (
        server.listening() as box,
        server.used_by(world.app, box, public),
        world.acting(found.clerk),
    ):
        addressing.add_outsider(
            paper_id=found.id,
            name="Báo Lạng Sơn",
            email="toasoan@baolangson.example.vn",
            purpose=Purpose.KNOW,
            by=found.clerk,
        )
        sending.send(paper_id=found.id, by=found.clerk)
        text = db.session.query(Mail).one().text
    assert ("mã QR in trên văn bản" in text) is (public is not None)
    assert "Văn bản kèm theo thư này." in text
