"""What every answer carries, and what every write must carry."""

import dataclasses
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.access.permissions import Role
from app.factory import create_app
from app.settings import Settings
from tenants.db import db
from tests.world import Client, World

WRITES = ("POST", "PUT", "PATCH", "DELETE")
SAMPLE = {"token": "x", "code": "20", "filename": "css/app.css", "kind": "plans", "chapter": "x"}


def paths(app: Flask, *methods: str) -> list[tuple[str, str]]:
    """Every route that answers one of `methods`, with its address filled in: (method, path)."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            values = {name: SAMPLE.get(name, 1) for name in rule.arguments}
            for method in sorted((rule.methods or set()) & set(methods)):
                found.append((method, str(rule.build(values, append_unknown=False)[1])))  # type: ignore[index]
    return sorted(found)


@pytest.fixture
def client(world: World) -> Client:
    return world.client(world.person(world.province, *Role))


def shortcomings(path: str, answer: TestResponse) -> list[str]:
    """What is wrong with the answer to a GET."""
    policy = answer.headers.get("Content-Security-Policy", "")
    wanted = ("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
    wrong = [f"no {part}" for part in wanted if part not in policy]
    if "unsafe" in policy:
        wrong.append("unsafe policy")
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        wrong.append("sniffed")
    if answer.headers.get("Referrer-Policy") != "same-origin":
        wrong.append("referrer")
    if answer.status_code >= 500 and path != "/readyz":
        wrong.append(str(answer.status_code))
    is_page = answer.mimetype == "text/html"
    if is_page and answer.headers.get("Cache-Control") != "no-store":
        wrong.append("kept by the browser")
    return [f"{path}: {what}" for what in wrong]


@pytest.mark.parametrize("who", ["everything", "nobody"])
def test_every_answer_is_guarded_and_none_fails(
    app: Flask, client: Client, world: World, who: str
) -> None:
    browser = client if who == "everything" else world.client()
    found = []
    for _, path in paths(app, "GET"):
        answer = browser.get(path)
        found += shortcomings(path, answer)
        answer.close()
    assert found == []


def test_files_of_the_page_are_kept_by_their_version_alone(client: Client) -> None:
    page = client.get("/home").get_data(as_text=True)
    (style,) = re.findall(r'href="(/static/css/app\.css\?v=\w+)"', page)
    with client.get(style) as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for other in ("/static/css/app.css", "/static/css/app.css?v=old"):
        with client.get(other) as answer:
            assert "immutable" not in answer.headers["Cache-Control"]


def test_every_write_without_its_token_is_refused(app: Flask, client: Client) -> None:
    plain = FlaskClient(app)
    plain._cookies = client._cookies
    assert plain.get("/account").status_code == 200, "signed in"
    let_through = [
        (method, path)
        for method, path in paths(app, *WRITES)
        if plain.open(path, method=method, json={}).status_code != 400
    ]
    assert let_through == []


def test_a_refused_write_says_why_to_people_and_programs(client: Client) -> None:
    page = client.post("/offices", data={"name": "x"})
    assert page.status_code == 400
    assert "Hãy tải lại trang" in page.text
    program = client.post("/api/v1/offices", json={"name": "x"})
    assert program.status_code == 400
    assert program.mimetype == "application/problem+json"
    assert program.get_json()["request_id"]


def test_a_token_of_another_session_is_refused(world: World, client: Client) -> None:
    other = world.client(world.person(world.province, Role.OFFICER))
    answer = client.post("/offices", data={"csrf_token": other.token(), "name": "x"})
    assert answer.status_code == 400


def test_cookies_are_for_https_alone_where_the_server_is_so_configured(app: Flask) -> None:
    settings = dataclasses.replace(Settings.from_environment(), secure_cookies=True)
    secure = create_app(settings)
    answer = secure.test_client().get("/sign-in", base_url="https://thidua.example")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    with secure.app_context():
        db.engine.dispose()
    secure.extensions["redis"].close()


def test_an_error_shows_nothing_of_the_inside(client: Client) -> None:
    for path in ("/no-such-page", "/members/abc", "/api/v1/no-such"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Traceback" not in answer.text
        assert "werkzeug" not in answer.text.lower()


def test_wrong_input_is_named_field_by_field(client: Client) -> None:
    answer = client.call("POST", "/api/v1/offices", json={"name": 7, "palace": True})
    assert answer.status_code == 422
    problem = answer.get_json()
    assert set(problem["errors"]) == {"name", "kind", "palace"}
    assert problem["title"] == "Nội dung nhập chưa đúng"
    broken = client.call(
        "POST", "/api/v1/offices", data=b"{", headers={"Content-Type": "application/json"}
    )
    assert broken.status_code in (400, 422)
    assert broken.mimetype == "application/problem+json"
