"""What recipients do with a paper, and what the sender sees of it."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.permissions import Role
from app.correspondence.actions import addressing, receiving, sending
from app.correspondence.models import PaperReceipt
from app.correspondence.queries import recipients
from app.correspondence.terms import Purpose, ReceiptOutcome
from app.correspondence.terms.exchange import Arrival
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound
from app.notifications.models import Notification
from app.stationery.terms import letterheads
from tenants.db import db
from tenants.models import Tenant
from tests.correspondence import issued
from tests.correspondence.issued import Issued
from tests.sql import counted
from tests.world import World


def sent(world: World, *units: Tenant, organ: str = "UBND") -> Issued:
    """A paper of the province that was sent to these units."""
    found = issued.paper(world, organ=organ)
    with world.acting(found.clerk):
        addressing.add_tenants(
            paper_id=found.id,
            tenant_ids=[unit.id for unit in units],
            purpose=Purpose.CARRY_OUT,
            by=found.clerk,
        )
        sending.send(paper_id=found.id, by=found.clerk)
    return found


def test_the_sender_sees_seen_registered_and_returned(world: World) -> None:
    units = world.communes[:4]
    found = sent(world, *units)
    unseen, seeing, registering, returning = (world.person(unit, Role.CLERK) for unit in units)
    assert unseen.tenant.id
    with world.acting(seeing):
        assert receiving.see(paper_id=found.id, by=seeing)
        assert not receiving.see(paper_id=found.id, by=seeing)
    with world.acting(registering):
        entry = receiving.register(paper_id=found.id, by=registering)
        assert (entry.number, entry.sender_name, entry.paper_number) == (
            1,
            "Ủy ban nhân dân tỉnh Lạng Sơn",
            found.number,
        )
    with world.acting(returning):
        receiving.return_to_sender(paper_id=found.id, reason="Gửi nhầm xã", by=returning)
    with world.acting(found.clerk):
        came = recipients.recipients(found.id)
        told = db.session.scalars(
            select(Notification.text).where(Notification.kind == "paper.returned")
        ).all()
    by_unit = {line.recipient.addressee_id: line for line in came.lines}
    assert [by_unit[unit.id].arrival for unit in units] == [
        Arrival.UNSEEN,
        Arrival.SEEN,
        Arrival.REGISTERED,
        Arrival.RETURNED,
    ]
    answered = by_unit[units[2].id].receipt
    assert answered is not None
    assert (answered.number, answered.by_name) == (1, registering.full_name)
    assert (came.unsent, came.silent) == (0, 2)
    assert len(told) == 1
    assert "Gửi nhầm xã" in told[0]


def test_everywhere_stands_the_body_that_issued_it(world: World) -> None:
    found = sent(world, world.communes[0], organ="SNV")
    body = "Sở Nội vụ tỉnh Lạng Sơn"
    receiver = world.person(world.communes[0], Role.CLERK)
    path = f"/correspondence/outgoing/{found.id}"
    for address, reader in (
        (path, world.client(found.clerk)),
        (f"/v/{found.code}", world.client()),
        ("/notifications", world.client(receiver)),
        ("/correspondence/incoming", world.client(receiver)),
        (path, world.client(receiver)),
    ):
        assert body in reader.get(address).get_data(as_text=True), address
    with world.acting(receiver):
        assert receiving.register(paper_id=found.id, by=receiver).sender_name == body
    council = letterheads.issuer_of(receiver.tenant, "QĐ-HĐTĐKT")
    assert council == f"Hội đồng Thi đua - Khen thưởng {receiver.tenant.name_in_text}"
    letter = letterheads.issuer_of(receiver.tenant, "UBND-VHXH")
    assert letter == f"Ủy ban nhân dân {receiver.tenant.name_in_text}"


def test_a_unit_without_a_clerk_is_told_how_to_get_one(world: World) -> None:
    here = world.communes[0]
    admin = world.person(here, Role.TENANT_ADMIN)
    found = sent(world, here)
    client = world.client(admin)
    pages = ("/correspondence/incoming", f"/correspondence/outgoing/{found.id}")
    for page in pages:
        shown = client.get(page).get_data(as_text=True)
        assert "Đơn vị chưa có văn thư" in shown
        assert 'href="/members">Người dùng</a>' in shown
    notices = client.get("/notifications").get_data(as_text=True)
    assert "hãy giao vai trò Văn thư cho một người ở trang Người dùng" in notices
    world.person(here, Role.CLERK)
    for page in pages:
        assert "Đơn vị chưa có văn thư" not in client.get(page).get_data(as_text=True)


def test_an_answer_is_given_once(world: World) -> None:
    commune = world.communes[0]
    found = sent(world, commune)
    clerk = world.person(commune, Role.CLERK)
    with world.acting(clerk):
        receiving.register(paper_id=found.id, by=clerk)
    for again in (receiving.register, _returned):
        with world.acting(clerk), pytest.raises(Conflict, match="vào sổ số 1"):
            again(paper_id=found.id, by=clerk)
    with world.acting(clerk):
        assert recipients.waiting().total == 0


def _returned(*, paper_id: int, by: object) -> None:
    receiving.return_to_sender(paper_id=paper_id, reason="Nhầm", by=by)  # type: ignore[arg-type]


def test_a_return_needs_a_reason(world: World) -> None:
    commune = world.communes[0]
    found = sent(world, commune)
    clerk = world.person(commune, Role.CLERK)
    for reason in ("", "   ", "x" * 1_001):
        with world.acting(clerk), pytest.raises(Invalid) as refused:
            receiving.return_to_sender(paper_id=found.id, reason=reason, by=clerk)
        assert "reason" in refused.value.fields


def test_who_was_not_sent_the_paper_answers_nothing(world: World) -> None:
    found = sent(world, world.communes[0])
    other = world.person(world.communes[1], Role.CLERK)
    for answer in (receiving.register, receiving.see, _returned):
        with world.acting(other), pytest.raises(NotFound):
            answer(paper_id=found.id, by=other)
    with world.acting(found.clerk), pytest.raises(NotFound):
        receiving.register(paper_id=found.id, by=found.clerk)


def test_a_forged_answer_of_another_unit_is_not_believed(world: World) -> None:
    """A unit may write rows of its own; a row that claims another's place counts for nothing."""
    found = sent(world, world.communes[0])
    forger = world.person(world.communes[1], Role.CLERK)
    with world.acting(found.clerk):
        line = recipients.recipients(found.id).lines[0]
    with world.acting(forger):
        db.session.add(
            PaperReceipt(
                tenant_id=forger.tenant.id,
                paper_recipient_id=line.recipient.id,
                paper_id=found.id,
                sender_id=found.clerk.tenant.id,
                outcome=ReceiptOutcome.REGISTERED,
                number=99,
                by_name="Kẻ mạo danh",
                sent_at=clock.now(),
            )
        )
    with world.acting(found.clerk):
        lines = recipients.recipients(found.id).lines
    assert [one.arrival for one in lines] == [Arrival.UNSEEN]


def test_everything_that_waits_is_registered_in_the_order_it_came(world: World) -> None:
    commune = world.communes[0]
    papers = [sent(world, commune) for _ in range(3)]
    clerk = world.person(commune, Role.CLERK)
    with world.acting(clerk):
        assert receiving.register_all(by=clerk) == 3
        numbers = db.session.execute(
            select(PaperReceipt.paper_id, PaperReceipt.number).order_by(PaperReceipt.number)
        ).all()
    assert [tuple(row) for row in numbers] == [(one.id, n) for n, one in enumerate(papers, 1)]
    with world.acting(clerk), pytest.raises(Conflict):
        receiving.register_all(by=clerk)


def test_the_list_of_recipients_costs_one_statement_for_any_number(
    app: Flask, world: World
) -> None:
    costs = []
    for units in (world.communes[:3], world.communes):
        found = sent(world, *units)
        with world.acting(found.clerk), counted(app) as statements:
            assert len(recipients.recipients(found.id).lines) == len(units)
        costs.append(len(statements))
    assert costs[0] == costs[1]
