"""Telling tenants what they must know."""

from sqlalchemy import select

from app.notifications import actions, queries
from app.notifications.models import Notification
from tenants.db import db
from tenants.models import Tenant, TenantKind
from tests.world import World


def test_every_tenant_addressed_is_told_once(world: World) -> None:
    sender = world.person(world.province)
    ids = [commune.id for commune in world.communes]
    with world.acting(sender):
        first = actions.tell(
            addressee_ids=ids, kind="plan.delivered", text="Kế hoạch mới", path="/plans", key="p:1"
        )
        again = actions.tell(
            addressee_ids=[*ids, world.province.id],
            kind="plan.delivered",
            text="Kế hoạch mới",
            path="/plans",
            key="p:1",
        )
    assert (first, again) == (65, 1)


def test_a_query_names_the_tenants_addressed(world: World) -> None:
    sender = world.person(world.province)
    below = select(Tenant.id).where(
        Tenant.parent_id == world.province.id,
        Tenant.kind == TenantKind.COMMUNE,
        Tenant.valid_to.is_(None),
    )
    with world.acting(sender):
        told = actions.tell(addressee_ids=below, kind="k", text="Nội dung", key="q", by=sender)
    assert told == 65


def test_nobody_is_told_where_nobody_is_addressed(world: World) -> None:
    with world.acting(world.person(world.province)):
        assert actions.tell(addressee_ids=[], kind="k", text="Nội dung", key="none") == 0


def test_only_sender_and_addressee_see_a_notice(world: World) -> None:
    near, far = world.communes[:2]
    reader, stranger = world.person(near), world.person(far)
    with world.acting(world.person(world.province)):
        actions.tell(addressee_ids=[near.id], kind="k", text="Chỉ cho một xã", key="one")
    with world.acting(reader, read_only=True):
        assert [row.text for row in db.session.scalars(select(Notification))] == ["Chỉ cho một xã"]
        assert queries.unread_count(by=reader) == 1
    with world.acting(stranger, read_only=True):
        assert db.session.scalars(select(Notification)).all() == []
        assert queries.unread_count(by=stranger) == 0
