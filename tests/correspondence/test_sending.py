"""Recipients of an issued paper, and sending it: once to each, in one transaction."""

from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.permissions import Role
from app.correspondence.actions import addressing, receiving, sending
from app.correspondence.models import PaperRecipient
from app.correspondence.queries import recipients
from app.correspondence.terms import Channel, Purpose
from app.correspondence.terms.exchange import Arrival, RecipientGroup
from app.lib.errors import Conflict, Invalid, NotAllowed, NotFound
from app.mail.models import Mail
from app.notifications.models import Notification
from app.registers.models import OutgoingPaper
from tenants.db import db
from tenants.models import Tenant, TenantKind
from tests.correspondence import issued
from tests.correspondence.issued import Issued
from tests.sql import counted
from tests.world import World

ELSEWHERE = "vanthu@langson.example.vn"


def _sent(world: World, units: Sequence[Tenant]) -> Issued:
    found = issued.paper(world)
    with world.acting(found.clerk):
        addressing.add_tenants(
            paper_id=found.id,
            tenant_ids=[unit.id for unit in units],
            purpose=Purpose.CARRY_OUT,
            by=found.clerk,
        )
        sending.send(paper_id=found.id, by=found.clerk)
    return found


def test_all_communes_get_the_paper_and_one_notice_each(world: World) -> None:
    found = issued.paper(world)
    with world.acting(found.clerk):
        added = addressing.add_group(
            paper_id=found.id,
            group=RecipientGroup.COMMUNES,
            purpose=Purpose.CARRY_OUT,
            by=found.clerk,
        )
        sent = sending.send(paper_id=found.id, by=found.clerk)
        notices = db.session.scalars(
            select(Notification.addressee_id).where(Notification.kind == "paper.sent")
        ).all()
    assert added == sent.tenants == len(world.communes) == len(notices) == len(set(notices))


def test_sending_costs_the_same_for_three_and_for_all(app: Flask, world: World) -> None:
    costs = []
    for units in (world.communes[:3], world.communes):
        found = issued.paper(world)
        with world.acting(found.clerk), counted(app) as statements:
            addressing.add_tenants(
                paper_id=found.id,
                tenant_ids=[unit.id for unit in units],
                purpose=Purpose.KNOW,
                by=found.clerk,
            )
            sending.send(paper_id=found.id, by=found.clerk)
        costs.append(len(statements))
    assert costs[0] == costs[1]


def test_nobody_is_sent_to_twice_and_late_additions_get_theirs(world: World) -> None:
    first, late = world.communes[0], world.communes[1]
    found = _sent(world, [first])
    with world.acting(found.clerk), pytest.raises(Conflict, match="thêm nơi nhận"):
        sending.send(paper_id=found.id, by=found.clerk)
    with world.acting(found.clerk):
        both = [first.id, late.id]
        added = addressing.add_tenants(
            paper_id=found.id, tenant_ids=both, purpose=Purpose.KNOW, by=found.clerk
        )
        again = sending.send(paper_id=found.id, by=found.clerk)
        notices = db.session.scalars(
            select(Notification.addressee_id).where(Notification.kind == "paper.sent")
        ).all()
    assert (added, again.tenants, sorted(notices)) == (1, 1, sorted(both))


def test_before_it_is_sent_a_recipient_reads_nothing_of_it(world: World) -> None:
    commune = world.communes[0]
    found = issued.paper(world)
    reader = world.person(commune, Role.CLERK)
    with world.acting(found.clerk):
        addressing.add_tenants(
            paper_id=found.id, tenant_ids=[commune.id], purpose=Purpose.KNOW, by=found.clerk
        )
    with world.acting(reader):
        assert db.session.get(OutgoingPaper, found.id) is None
        assert recipients.waiting().total == 0
    with world.acting(found.clerk):
        sending.send(paper_id=found.id, by=found.clerk)
    with world.acting(reader):
        assert db.session.get(OutgoingPaper, found.id) is not None
        assert [one.paper.id for one in recipients.waiting().items] == [found.id]
    with world.acting(world.person(world.communes[1], Role.CLERK)):
        assert db.session.get(OutgoingPaper, found.id) is None


def test_only_the_issuer_sends(world: World) -> None:
    found = _sent(world, world.communes[:1])
    other = world.person(world.communes[0], Role.CLERK)
    with world.acting(other), pytest.raises(NotAllowed):
        sending.send(paper_id=found.id, by=other)
    stranger = world.person(world.communes[1], Role.CLERK)
    with world.acting(stranger), pytest.raises(NotFound):
        addressing.add_group(
            paper_id=found.id, group=RecipientGroup.COMMUNES, purpose=Purpose.KNOW, by=stranger
        )


def test_what_is_no_recipient_is_refused_at_its_field(world: World) -> None:
    found = issued.paper(world)
    district = next(iter(_closed(world)))
    with world.acting(found.clerk):
        for wrong in ([], [district], [10**9], [found.clerk.tenant.id]):
            with pytest.raises(Invalid) as refused:
                addressing.add_tenants(
                    paper_id=found.id, tenant_ids=wrong, purpose=Purpose.KNOW, by=found.clerk
                )
            assert refused.value.field == "tenant_ids"
        for name, email, field in (
            ("", None, "name"),
            ("x" * 301, None, "name"),
            ("Báo Lạng Sơn", "khong-phai", "email"),
            ("Báo Lạng Sơn", "a@b\r\nBcc: c@d.vn", "email"),
        ):
            with pytest.raises(Invalid) as refused:
                addressing.add_outsider(
                    paper_id=found.id, name=name, email=email, purpose=Purpose.KNOW, by=found.clerk
                )
            assert field in refused.value.fields


def _closed(world: World) -> list[int]:
    with world.on_platform():
        return list(db.session.scalars(select(Tenant.id).where(Tenant.kind == TenantKind.DISTRICT)))


def test_without_a_mail_server_mails_wait_and_it_is_said(world: World) -> None:
    found = issued.paper(world)
    with world.acting(found.clerk):
        addressing.add_outsider(
            paper_id=found.id,
            name="Báo Lạng Sơn",
            email=ELSEWHERE,
            purpose=Purpose.KNOW,
            by=found.clerk,
        )
        with pytest.raises(Conflict, match="chưa nối máy chủ thư"):
            sending.send(paper_id=found.id, by=found.clerk)
        addressing.add_outsider(
            paper_id=found.id,
            name="Cụ Hoàng Văn Thụ",
            email=None,
            purpose=Purpose.KNOW,
            by=found.clerk,
        )
        sent = sending.send(paper_id=found.id, by=found.clerk)
    assert (sent.packages, sent.mails, sent.waiting) == (1, 0, 1)


def test_the_list_of_a_draft_comes_over_unsent(world: World) -> None:
    found = issued.paper(world)
    commune, gone = world.communes[0], _closed(world)[0]
    listed = [
        {"tenant_id": commune.id, "name": "x", "purpose": "carry_out"},
        {"tenant_id": commune.id, "name": "lần nữa", "purpose": "know"},
        {"tenant_id": gone, "name": "Huyện cũ", "purpose": "know"},
        {"tenant_id": None, "name": "Báo Lạng Sơn", "email": ELSEWHERE, "purpose": "know"},
        {"name": "Báo Cao Bằng", "email": "sai", "purpose": ""},
        {"name": "Như Điều 3", "purpose": "follow"},
    ]
    with world.acting(found.clerk):
        entry = db.session.get_one(OutgoingPaper, found.id)
        count = addressing.take_over(paper=entry, recipients=listed, by=found.clerk)
        lines = recipients.recipients(found.id).lines
    assert count == 3
    assert [(line.recipient.name, line.recipient.channel) for line in lines] == [
        (commune.name, Channel.TENANT),
        ("Báo Lạng Sơn", Channel.EMAIL),
        ("Báo Cao Bằng", Channel.PACKAGE),
    ]
    assert {line.arrival for line in lines} == {Arrival.UNSENT}


def test_only_who_was_not_sent_to_is_taken_off(world: World) -> None:
    found = _sent(world, world.communes[:1])
    with world.acting(found.clerk):
        sent_to = db.session.scalars(
            select(PaperRecipient.id).where(PaperRecipient.paper_id == found.id)
        ).one()
        other = addressing.add_outsider(
            paper_id=found.id, name="Lưu", email=None, purpose=Purpose.KNOW, by=found.clerk
        )
        with pytest.raises(Conflict, match="đã gửi đến"):
            addressing.remove(paper_id=found.id, recipient_id=sent_to, by=found.clerk)
        addressing.remove(paper_id=found.id, recipient_id=other.id, by=found.clerk)
        assert len(recipients.recipients(found.id).lines) == 1


def test_who_is_silent_is_reminded_once_a_day(world: World) -> None:
    units = world.communes[:3]
    found = _sent(world, units)
    clerks = [world.person(unit, Role.CLERK) for unit in units]
    with world.acting(clerks[0]):
        receiving.register(paper_id=found.id, by=clerks[0])
    with world.acting(found.clerk):
        assert sending.remind(paper_id=found.id, by=found.clerk) == 2
        with pytest.raises(Conflict, match="Hôm nay đã nhắc"):
            sending.remind(paper_id=found.id, by=found.clerk)
    for person in clerks[1:]:
        with world.acting(person):
            receiving.register(paper_id=found.id, by=person)
    with world.acting(found.clerk), pytest.raises(Conflict, match="không còn ai để nhắc"):
        sending.remind(paper_id=found.id, by=found.clerk)


def test_no_mail_is_kept_where_none_goes_out(world: World) -> None:
    found = _sent(world, world.communes[:1])
    with world.acting(found.clerk):
        assert db.session.scalars(select(Mail)).all() == []
