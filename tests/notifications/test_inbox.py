"""The notices of a tenant, read by each person for themselves."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.permissions import Role
from app.notifications import actions
from app.notifications.models import Notification, NotificationReading
from tenants.db import db
from tests.sql import counted
from tests.world import Client, Person, World


def tell(world: World, count: int = 1, path: str | None = "/members") -> None:
    """The province tells Điềm He something, `count` times."""
    with world.acting(world.person(world.province)):
        for number in range(count):
            actions.tell(
                addressee_ids=[world.commune("Điềm He").id],
                kind="plan.delivered",
                text=f"Kế hoạch số {number:03}",
                path=path,
                key=f"plan.delivered:{number}",
            )


@pytest.fixture
def reader(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.TENANT_ADMIN)


@pytest.fixture
def client(world: World, reader: Person) -> Client:
    return world.client(reader)


def inbox(client: Client, **query: object) -> dict[str, object]:
    page: dict[str, object] = client.get("/api/v1/notifications", query_string=query).get_json()
    return page


def test_an_empty_inbox_says_what_will_come(client: Client) -> None:
    assert "Chưa có thông báo nào" in client.get("/notifications").text


def test_what_is_unread_comes_first_and_is_counted(world: World, client: Client) -> None:
    tell(world, 3)
    page = client.get("/notifications").text
    assert "3 chưa đọc" in page
    assert "Tỉnh Lạng Sơn" in page
    newest = inbox(client)["items"][0]  # type: ignore[index]
    assert newest["text"] == "Kế hoạch số 002"
    client.send(f"/notifications/{newest['id']}/reading")
    texts = [one["text"] for one in inbox(client)["items"]]  # type: ignore[attr-defined]
    assert texts == ["Kế hoạch số 001", "Kế hoạch số 000", "Kế hoạch số 002"]
    assert "2 chưa đọc" in client.get("/notifications").text


def test_opening_a_notice_marks_it_and_leads_to_the_work(world: World, client: Client) -> None:
    tell(world)
    number = inbox(client)["items"][0]["id"]  # type: ignore[index]
    opened = client.send(f"/notifications/{number}/reading")
    assert (opened.status_code, opened.headers["Location"]) == (303, "/members")
    assert client.send(f"/notifications/{number}/reading").status_code == 303, "twice"
    assert inbox(client, is_unread=True)["total"] == 0


@pytest.mark.parametrize("path", [None, "//evil.example", "https://evil.example"])
def test_a_notice_leads_nowhere_outside(world: World, client: Client, path: str | None) -> None:
    tell(world, path=path)
    number = inbox(client)["items"][0]["id"]  # type: ignore[index]
    opened = client.send(f"/notifications/{number}/reading")
    assert opened.headers["Location"] == "/notifications"


def test_each_person_reads_for_themselves(world: World, client: Client, reader: Person) -> None:
    tell(world, 2)
    colleague = world.client(world.person(reader.tenant, Role.VIEWER))
    assert client.send("/notifications/readings").status_code == 303
    assert inbox(client, is_unread=True)["total"] == 0
    assert inbox(colleague, is_unread=True)["total"] == 2


def test_some_or_all_are_marked_by_api(world: World, client: Client) -> None:
    tell(world, 3)
    ids = [one["id"] for one in inbox(client)["items"]]  # type: ignore[attr-defined]
    some = client.call("POST", "/api/v1/notifications/readings", json={"ids": ids[:1]})
    assert (some.status_code, some.get_json()) == (201, {"read": 1})
    again = client.call("POST", "/api/v1/notifications/readings", json={"ids": ids[:1]})
    assert again.get_json() == {"read": 0}
    rest = client.call("POST", "/api/v1/notifications/readings", json={})
    assert rest.get_json() == {"read": 2}
    wrong = client.call("POST", "/api/v1/notifications/readings", json={"ids": ["một"]})
    assert wrong.status_code == 422


def test_pages_of_the_inbox(world: World, client: Client) -> None:
    tell(world, 55)
    assert "Trang 1/2" in client.get("/notifications").text
    assert "Kế hoạch số 004" in client.get("/notifications?page=2").text
    third = inbox(client, page=3, page_size=20)
    assert (third["total"], third["page"], len(third["items"])) == (55, 3, 15)  # type: ignore[arg-type]
    assert client.get("/api/v1/notifications?page_size=201").status_code == 422


def test_a_notice_to_others_is_out_of_reach(world: World) -> None:
    tell(world)
    stranger_person = world.person(world.commune("Đình Lập"), Role.OFFICER)
    stranger = world.client(stranger_person)
    with world.on_platform():
        db.session.expunge_all()
    with world.acting(world.person(world.commune("Điềm He")), read_only=True):
        number = db.session.scalars(select(Notification.id)).one()
    assert stranger.send(f"/notifications/{number}/reading").status_code == 404
    marked = stranger.call("POST", "/api/v1/notifications/readings", json={"ids": [number]})
    assert marked.get_json() == {"read": 0}
    with world.acting(stranger_person, read_only=True):
        assert db.session.scalars(select(NotificationReading)).all() == []


def test_the_sender_is_not_its_own_addressee(world: World) -> None:
    tell(world)
    sender = world.client(world.person(world.province, Role.OFFICER))
    assert inbox(sender)["total"] == 0


def test_the_page_asks_a_fixed_number_of_questions(
    world: World, app: Flask, client: Client
) -> None:
    tell(world, 3)
    client.get("/notifications")
    with counted(app) as few:
        client.get("/notifications")
    tell(world, 40)
    with counted(app) as many:
        client.get("/notifications")
    assert len(many) == len(few)
