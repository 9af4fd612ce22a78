"""Envelopes on the pages: what the register says of a paper goes out, what came is confirmed."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from app.access.permissions import Role
from app.correspondence import envelopes
from app.correspondence.actions import changes
from app.correspondence.envelopes import Business
from app.correspondence.queries import envelopes as queries
from app.registers.models import IncomingPaper
from app.registers.terms import ChangeKind
from tenants.db import db, on_platform
from tenants.models import Tenant
from tests.correspondence import issued
from tests.correspondence.test_envelopes_elsewhere import axis
from tests.world import World

REVOKING = (
    "<e:BussinessDocType>3</e:BussinessDocType><e:BussinessDocReason>Ghi sai tên"
    "</e:BussinessDocReason><e:ReplacementInfoList><e:ReplacementInfo><e:DocumentId>"
    "H37,2026/11/01,7/SNV</e:DocumentId></e:ReplacementInfo></e:ReplacementInfoList>"
)


def _changed(world: World, old: issued.Issued, new: issued.Issued, kind: ChangeKind) -> None:
    with world.acting(old.clerk):
        changes.change(
            paper_id=old.id, kind=kind, reason="Ghi sai tên", by_paper_id=new.id, by=old.clerk
        )


def _code(world: World, code: str | None) -> None:
    with world.on_platform(), on_platform():
        db.session.get_one(Tenant, world.province.id).agency_code = code


@pytest.fixture
def coded(world: World) -> Iterator[World]:
    """The world while the province has an agency code: the list of tenants outlives a test."""
    _code(world, "000.00.00.H37")
    yield world
    _code(world, None)


def test_what_became_of_a_paper_stands_on_its_envelope(coded: World) -> None:
    world = coded
    clerk = issued.clerk(world, world.province)
    old, new, revoked, revoking = (issued.paper(world, by=clerk) for _ in range(4))
    _changed(world, old, new, ChangeKind.REPLACED)
    _changed(world, revoked, revoking, ChangeKind.REVOKED)
    with world.acting(clerk):
        replacing, taken_back = queries.envelope_of(new.id), queries.envelope_of(revoked.id)
        before = queries.envelope_of(old.id).own_document_id
    assert (replacing.business, replacing.replaced_ids) == (Business.REPLACING, (before,))
    assert before.startswith("H37,20")
    assert (taken_back.business, taken_back.reason) == (Business.REVOKED, "Ghi sai tên")
    assert envelopes.read(envelopes.write(replacing)).replaced_ids == (before,)


def test_the_clerk_is_told_what_the_sender_does_and_until_when_it_is_due(world: World) -> None:
    commune = world.communes[0]
    desk = world.client(world.person(commune, Role.CLERK))
    content = axis(business=REVOKING).encode()
    opened = desk.send(
        "/correspondence/incoming/envelopes", {"file": (io.BytesIO(content), "a.edxml")}
    )
    page = opened.get_data(as_text=True)
    assert "Đây không phải văn bản mới" in page
    assert "thay thế văn bản đã gửi (H37,2026/11/01,7/SNV): Ghi sai tên" in page
    assert 'value="2026-12-10"' in page
    assert "Sở Nội vụ tỉnh Lạng Sơn" in page
    typed: dict[str, Any] = {
        "sender_name": "Sở Nội vụ tỉnh Lạng Sơn",
        "sender_code": "H37.DN.001",
        "paper_number": "205/SNV-TĐKT",
        "abstract": "V/v gửi hồ sơ khen thưởng",
        "issued_on": "2026-11-18",
        "due_on": "2026-12-10",
    }
    assert desk.send("/correspondence/incoming/entries", typed).status_code == 303
    with world.acting(world.person(commune, Role.CLERK)):
        entry = db.session.scalars(select(IncomingPaper)).one()
        assert entry.due_on == date(2026, 12, 10)
    late = desk.send("/correspondence/incoming/entries", typed | {"due_on": "hôm qua"})
    assert late.status_code == 422
