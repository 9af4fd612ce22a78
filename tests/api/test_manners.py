"""The API keeps to HTTP: methods, tokens, versions, errors that say what to do."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from app.access.permissions import Role
from app.accounts.models import ApiToken
from app.lib import clock
from tenants.db import db
from tests.world import Client, Person, World

PROBLEM = "application/problem+json"


@pytest.fixture
def officer(world: World) -> Person:
    """An officer of the province."""
    return world.person(world.province, Role.OFFICER, Role.LEADER, Role.TENANT_ADMIN)


@pytest.fixture
def plain(app: Flask, world: World) -> FlaskClient:
    """A program: it sends no more than it is told."""
    return FlaskClient(app)


def problem(answer: TestResponse, status: int) -> dict[str, Any]:
    """The problem that an answer states."""
    assert answer.status_code == status, answer.text
    assert answer.mimetype == PROBLEM
    said: dict[str, Any] = answer.get_json()
    assert said["status"] == status
    assert said["request_id"] == answer.headers["X-Request-Id"] != ""
    assert said["instance"] == answer.request.path
    assert said["title"]
    assert said["detail"]
    return said


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_an_unknown_address_is_a_problem(
    world: World, plain: FlaskClient, officer: Person, method: str
) -> None:
    token = world.bearer(officer)
    for path in ("/api/", "/api/v1", "/api/v1/nothing", "/api/v2/plans", "/api/v1/plans/1/nothing"):
        problem(plain.open(path, method=method, headers=token), 404)


def test_a_method_that_is_not_there_is_named_beside_those_that_are(
    world: World, plain: FlaskClient, officer: Person
) -> None:
    token = world.bearer(officer)
    answer = plain.delete("/api/v1/me", headers=token)
    problem(answer, 405)
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    problem(plain.get("/api/v1/plans/1/issuance", headers=token), 405)
    problem(plain.open("/api/v1/plans", method="TRACE", headers=token), 405)


def test_head_is_get_without_the_body_and_options_tell_the_methods(
    world: World, plain: FlaskClient, officer: Person
) -> None:
    token = world.bearer(officer)
    head = plain.head("/api/v1/me", headers=token)
    assert (head.status_code, head.data) == (200, b"")
    assert (
        head.headers["Content-Length"]
        == plain.get("/api/v1/me", headers=token).headers["Content-Length"]
    )
    options = plain.options("/api/v1/plans", headers=token)
    assert options.status_code == 200
    assert set(options.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "bearer td_x",
        "Bearer \xff\xfe",
        "Bearer a b c",
        f"Bearer {'x' * 8_000}",
    ],
)
def test_a_token_that_opens_nothing_is_told_so(plain: FlaskClient, header: str) -> None:
    answer = plain.get("/api/v1/me", headers={"Authorization": header})
    assert "Mã truy cập" in problem(answer, 401)["detail"]
    assert answer.headers["WWW-Authenticate"].startswith("Bearer realm=")
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_without_a_token_the_way_in_is_told(plain: FlaskClient) -> None:
    answer = plain.get("/api/v1/me")
    problem(answer, 401)
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Thi Dua"'
    problem(plain.get("/api/v1/me", headers={"Authorization": "Basic YTpi"}), 401)


def test_the_word_bearer_is_read_in_any_case(
    world: World, plain: FlaskClient, officer: Person
) -> None:
    token = world.bearer(officer)["Authorization"].removeprefix("Bearer ")
    for word in ("Bearer", "bearer", "BEARER"):
        answer = plain.get("/api/v1/me", headers={"Authorization": f"{word} {token}"})
        assert answer.status_code == 200


@pytest.mark.parametrize("end", ["expires_at", "revoked_at"])
def test_a_token_ends(world: World, plain: FlaskClient, officer: Person, end: str) -> None:
    token = world.bearer(officer)
    assert plain.get("/api/v1/me", headers=token).status_code == 200
    with world.on_platform():
        db.session.execute(update(ApiToken).values({end: clock.now() - timedelta(seconds=1)}))
    problem(plain.get("/api/v1/me", headers=token), 401)


def test_a_token_of_one_who_has_left_opens_nothing(
    world: World, plain: FlaskClient, officer: Person
) -> None:
    guest = world.person(world.province, Role.OFFICER)
    token, client = world.bearer(guest), world.client(officer)
    people = client.get("/api/v1/members").get_json()
    (membership,) = (one["id"] for one in people if one["user_id"] == guest.id)
    client.call("POST", f"/api/v1/members/{membership}/deactivation")
    problem(plain.get("/api/v1/me", headers=token), 401)


def test_trying_tokens_without_end_is_braked(
    world: World, plain: FlaskClient, officer: Person
) -> None:
    token = world.bearer(officer)
    answers = [
        plain.get("/api/v1/me", headers={"Authorization": f"Bearer td_{number}"})
        for number in range(121)
    ]
    assert {answer.status_code for answer in answers[:120]} == {401}
    problem(answers[120], 429)
    assert int(answers[120].headers["Retry-After"]) > 0
    elsewhere = {"REMOTE_ADDR": "10.1.2.3"}
    assert plain.get("/api/v1/me", headers=token, environ_base=elsewhere).status_code == 200


def test_a_session_writes_through_the_api_only_with_its_csrf_token(
    app: Flask, world: World, officer: Person
) -> None:
    client = world.client(officer)
    bare = FlaskClient(app)
    bare._cookies = client._cookies
    body = {"name": "Phòng Kinh tế", "kind": "bureau"}
    problem(bare.post("/api/v1/offices", json=body), 400)
    assert client.call("POST", "/api/v1/offices", json=body).status_code == 201


def test_a_token_speaks_alone_whatever_cookie_comes_along(
    app: Flask, world: World, officer: Person
) -> None:
    other = world.person(world.commune("Điềm He"), Role.OFFICER)
    client = world.client(officer)
    answer = client.get("/api/v1/me", headers=world.bearer(other))
    assert answer.get_json()["id"] == other.id
    wrong = client.get("/api/v1/me", headers={"Authorization": "Bearer td_wrong"})
    problem(wrong, 401)


VERSIONED = ("office", "plan", "task", "cluster", "set", "criterion")


def _made(client: Client, what: str) -> tuple[str, str, dict[str, Any]]:
    """Something that may be edited: how, where, and by which body."""

    def post(path: str, body: dict[str, Any]) -> int:
        answer = client.call("POST", f"/api/v1/{path}", json=body)
        assert answer.status_code == 201, answer.text
        return int(answer.get_json()["id"])

    if what == "office":
        number = post("offices", {"name": "Phòng Kinh tế", "kind": "bureau"})
        return "PATCH", f"/api/v1/offices/{number}", {"name": "Phòng Văn hóa"}
    if what in ("plan", "task"):
        plan = post("plans", {"year": 2026, "title": "Kế hoạch"})
        if what == "plan":
            return "PATCH", f"/api/v1/plans/{plan}", {"title": "Kế hoạch khác"}
        task = post(f"plans/{plan}/tasks", {"quarter": 1, "text": "Phát động"})
        return "PATCH", f"/api/v1/tasks/{task}", {"text": "Tổng kết"}
    if what == "cluster":
        number = post("clusters", {"year": 2026, "kind": "cluster", "name": "Cụm 1"})
        body = {"name": "Cụm số 1", "member_ids": [], "lead_id": None, "deputy_id": None}
        return "PUT", f"/api/v1/clusters/{number}", body
    head = {"year": 2026, "cluster_kind": "cluster", "title": "Bộ tiêu chí"}
    number = post("criteria-sets", head)
    if what == "set":
        return "PUT", f"/api/v1/criteria-sets/{number}", {**head, "title": "Bộ khác"}
    node = {"code": "I", "text": "Nhóm", "max_points": "60"}
    made = post(f"criteria-sets/{number}/criteria", node)
    return "PUT", f"/api/v1/criteria/{made}", {**node, "text": "Nhóm khác"}


@pytest.mark.parametrize("what", VERSIONED)
def test_an_edit_names_the_version_that_was_read(world: World, officer: Person, what: str) -> None:
    client = world.client(officer)
    method, path, body = _made(client, what)
    tag = client.get(path).headers["ETag"]
    assert re.fullmatch(r'"\d+"', tag)
    missing = problem(client.call(method, path, json=body), 428)
    assert "If-Match" in missing["detail"]
    for held in ('"999"', '"x"', "999", '"0", "998"'):
        problem(client.call(method, path, json=body, headers={"If-Match": held}), 412)
    first = client.call(method, path, json=body, headers={"If-Match": tag})
    assert first.status_code == 200
    assert first.headers["ETag"] != tag
    (name,) = (one for one in ("name", "title", "text") if one in body)
    other = {**body, name: "Khác nữa"}
    late = problem(client.call(method, path, json=other, headers={"If-Match": tag}), 412)
    assert "người khác sửa" in late["title"]


@pytest.mark.parametrize("what", ["office", "plan", "task", "set", "criterion"])
def test_the_second_of_two_editors_learns_what_changed(
    world: World, officer: Person, what: str
) -> None:
    """Whoever held the version before the first saved: the API tells both sides of each field."""
    client = world.client(officer)
    method, path, body = _made(client, what)
    tag = client.get(path).headers["ETag"]
    assert client.call(method, path, json=body, headers={"If-Match": tag}).status_code == 200
    (name,) = (one for one in ("name", "title", "text") if one in body)
    other = {**body, name: "Của người thứ hai"}
    changed = problem(client.call(method, path, json=other, headers={"If-Match": tag}), 412)[
        "changed"
    ]
    assert {"yours": "Của người thứ hai", "current": body[name]} in changed.values()
