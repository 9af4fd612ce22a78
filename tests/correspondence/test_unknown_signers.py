"""A signer whom nobody knows is warned of before a number is spent."""

from datetime import date

import pytest

from app.access.permissions import Role
from app.correspondence.actions import delegations as giving
from app.correspondence.actions import steps
from app.correspondence.papers import checking
from app.correspondence.queries import drafts
from app.documents.signing import Capacity
from app.lib import clock
from app.lib.errors import Invalid
from tests.correspondence import desks
from tests.correspondence.test_steps import TODAY
from tests.world import Person, World

NAME = "Nguyễn Thị Mai"


@pytest.fixture(autouse=True)
def _today():  # type: ignore[no-untyped-def]
    with clock.fixed(TODAY):
        yield


def _codes(world: World, by: Person, draft_id: int) -> dict[str, str]:
    with world.acting(by):
        found = checking.findings(drafts.own(draft_id), on=TODAY)
        return {one.code: one.message for one in found}


def test_an_invented_signer_is_warned_of_and_wants_a_look(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.draft(world, at.drafter, signer_name=NAME)
    told = _codes(world, at.drafter, draft_id)["unknown_signer"]
    assert f"tài khoản lãnh đạo nào tên {NAME}" in told
    assert "Lãnh đạo có tài khoản: Lý Văn Dũng." in told
    with world.acting(at.drafter), pytest.raises(Invalid) as refused:
        steps.submit(draft_id=draft_id, by=at.drafter)
    assert list(refused.value.fields) == ["acknowledged"]
    page = world.client(at.drafter).get(f"/correspondence/drafts/{draft_id}")
    assert told in page.get_data(as_text=True)
    found = world.client(at.drafter).call("GET", f"/api/v1/drafts/{draft_id}/findings").json
    assert [one["code"] for one in found] == ["unknown_signer"]


def test_leaders_and_those_with_leave_to_sign_are_known(world: World) -> None:
    at = desks.office(world)
    own = desks.draft(world, at.drafter, signer_name="LÝ VĂN DŨNG")
    assert "unknown_signer" not in _codes(world, at.drafter, own)
    other = desks.draft(world, at.drafter, signer_name=NAME, capacity=Capacity.DEPUTY)
    assert "unknown_signer" in _codes(world, at.drafter, other)
    with world.acting(at.leader):
        giving.give(
            capacity=Capacity.DEPUTY,
            name=NAME,
            position="PHÓ CHỦ TỊCH",
            kinds=[],
            from_on=date(2026, 1, 5),
            basis="Quy chế làm việc của Ủy ban nhân dân xã",
            by=at.leader,
        )
    assert "unknown_signer" not in _codes(world, at.drafter, other)


def test_where_no_leader_has_an_account_nobody_is_held_against(world: World) -> None:
    drafter = world.person(world.commune("Điềm He"), Role.OFFICER, name="Lộc Thị Mai")
    draft_id = desks.draft(world, drafter, signer_name=NAME)
    assert "unknown_signer" not in _codes(world, drafter, draft_id)
