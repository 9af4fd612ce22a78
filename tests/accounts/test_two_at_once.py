"""What two people do at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from app.access.permissions import Role
from app.accounts.models import Membership, User
from tenants.db import db
from tests.accounts.test_invitations import GUEST, LINK, NEW
from tests.world import Client, World


def at_once(*requests: tuple[Client, str, dict[str, str]]) -> list[int]:
    """Send every request at the same moment; their statuses in order."""
    together = Barrier(len(requests))

    def send(client: Client, path: str, data: dict[str, str]) -> int:
        client.token()
        together.wait()
        return client.send(path, data).status_code

    with ThreadPoolExecutor(len(requests)) as pool:
        return [each.result() for each in [pool.submit(send, *one) for one in requests]]


@pytest.mark.parametrize("attempt", range(3))
def test_two_administrators_do_not_remove_each_other(world: World, attempt: int) -> None:
    commune = world.commune("Điềm He")
    first, second = (world.person(commune, Role.TENANT_ADMIN) for _ in range(2))
    with world.on_platform():
        numbers = {
            row.user_id: row.id
            for row in db.session.scalars(
                select(Membership).where(Membership.tenant_id == commune.id)
            )
        }
    statuses = at_once(
        (world.client(first), f"/members/{numbers[second.id]}/deactivation", {}),
        (world.client(second), f"/members/{numbers[first.id]}/deactivation", {}),
    )
    assert statuses.count(303) == 1
    assert set(statuses) <= {303, 401, 409}
    with world.on_platform():
        left = db.session.scalar(
            select(func.count()).where(
                Membership.tenant_id == commune.id, Membership.deactivated_at.is_(None)
            )
        )
    assert left == 1


def test_a_link_opened_twice_makes_one_account(world: World) -> None:
    administrator = world.client(world.person(world.commune("Điềm He"), Role.TENANT_ADMIN))
    page = administrator.send("/invitations", GUEST)
    found = LINK.search(page.text)
    assert found
    typed = {"full_name": "Nông Thị Mới", "password": NEW, "password_again": NEW}
    statuses = at_once(*((world.client(), found.group(1), typed) for _ in range(2)))
    assert sorted(statuses)[0] == 303
    assert sorted(statuses)[1] in (404, 409)
    with world.on_platform():
        accounts = select(func.count()).where(User.email == "moi@xa.gov.vn")
        assert db.session.scalar(accounts) == 1
