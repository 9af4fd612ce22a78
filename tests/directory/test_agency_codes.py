"""Electronic codes of agencies: who enters them, in which order, one unit each."""

from collections.abc import Iterator

import pytest
from sqlalchemy import update

from app.access.permissions import Role
from tenants.db import db
from tenants.models import Tenant
from tests.world import Client, World


@pytest.fixture(autouse=True)
def _no_code_stays(world: World) -> Iterator[None]:
    yield
    with world.on_platform():
        db.session.execute(update(Tenant).values(agency_code=None))


def _enter(client: Client, unit: Tenant, code: str) -> int:
    return client.send(f"/units/{unit.id}/agency-code", {"agency_code": code}).status_code


def _kept(world: World, unit: Tenant) -> str | None:
    with world.on_platform():
        return db.session.get_one(Tenant, unit.id).agency_code


def test_a_unit_enters_its_own_code_in_either_order(world: World) -> None:
    commune = world.communes[0]
    administrator = world.client(world.person(commune, Role.TENANT_ADMIN))
    assert "Ghi mã" in administrator.get(f"/units/{commune.id}").text
    assert _enter(administrator, commune, " h37.101 ") == 303
    assert _kept(world, commune) == "000.00.101.H37"
    page = administrator.get(f"/units/{commune.id}").text
    assert "H37.101" in page
    assert "000.00.101.H37" in page
    assert _enter(administrator, commune, "") == 303
    assert _kept(world, commune) is None


def test_the_superior_and_the_operator_enter_it_too_but_no_neighbour(world: World) -> None:
    commune = world.communes[0]
    for place in (world.province, world.platform):
        role = Role.OPERATOR if place is world.platform else Role.TENANT_ADMIN
        client = world.client(world.person(place, role))
        assert _enter(client, commune, "H37.101") == 303
    neighbour = world.client(world.person(world.communes[1], Role.TENANT_ADMIN))
    assert neighbour.get(f"/units/{commune.id}/agency-code").status_code == 403
    assert _enter(neighbour, commune, "H37.999") == 403
    assert _enter(neighbour, world.province, "H37") == 403
    officer = world.client(world.person(commune, Role.OFFICER))
    assert _enter(officer, commune, "H37.999") == 403
    assert _kept(world, commune) == "000.00.101.H37"


def test_two_units_never_have_one_code(world: World) -> None:
    administrator = world.client(world.person(world.province, Role.TENANT_ADMIN))
    assert _enter(administrator, world.communes[0], "H37.101") == 303
    again = administrator.send(
        f"/units/{world.communes[1].id}/agency-code", {"agency_code": "000.00.101.H37"}
    )
    assert again.status_code == 409
    assert world.communes[0].name in again.text


@pytest.mark.parametrize("code", ["X", "H37.1000", "H37.101.1.1.1", "<script>", "101.H37.5"])
def test_what_is_no_code_is_refused_at_the_field(world: World, code: str) -> None:
    commune = world.communes[0]
    administrator = world.client(world.person(commune, Role.TENANT_ADMIN))
    answer = administrator.send(f"/units/{commune.id}/agency-code", {"agency_code": code})
    assert answer.status_code == 422
    assert "H26.18 hoặc 000.00.18.H26" in answer.text


def test_a_program_enters_it(world: World) -> None:
    commune = world.communes[0]
    administrator = world.client(world.person(commune, Role.TENANT_ADMIN))
    path = f"/api/v1/tenants/{commune.id}/agency-code"
    answer = administrator.call("PUT", path, json={"agency_code": "H37.101"})
    assert answer.get_json()["agency_code"] == "000.00.101.H37"
    assert administrator.call("PUT", path, json={"agency_code": "đ"}).status_code == 422
    assert administrator.call("PUT", path, json={}).status_code == 422
