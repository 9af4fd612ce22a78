"""What a program sends is taken to the letter or refused, at every operation of the API."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from app import openapi
from app.access.permissions import TENANT_ROLES
from tests.world import Client, World

JSON = "application/json"
PROBLEM = "application/problem+json"
DEEP = 100_000


@pytest.fixture
def client(world: World) -> Client:
    """A browser of one with every role."""
    return world.client(world.person(world.province, *TENANT_ROLES))


def _operations(
    app: Flask, *, body: str | None = None
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The operations with their methods and addresses; those alone that take a `body`."""
    for path, methods in openapi.document(app)["paths"].items():
        for method, operation in methods.items():
            if method == "parameters":
                continue
            content = operation.get("requestBody", {}).get("content", {})
            if body is None or body in content:
                address = path.replace("{code}", "20")
                for one in methods.get("parameters", []):
                    address = address.replace(f"{{{one['name']}}}", "1")
                yield method.upper(), address, operation


BODIES = [
    ("no JSON", b'{"name": ', 400),
    ("no UTF-8", b'{"name": "\xff"}', 400),
    ("a name twice", b'{"name": "a", "name": "b"}', 400),
    ("NaN", b'{"points": NaN}', 400),
    ("infinity", b'{"points": -Infinity}', 400),
    ("a number without end", b'{"year": ' + b"9" * 5_000 + b"}", 400),
    ("deep", b"[" * DEEP + b"]" * DEEP, 400),
    ("deep enough to be kept, too deep to be meant", b"[" * 40 + b"]" * 40, 400),
    ("NUL", b'{"name": "a\\u0000b"}', 422),
    ("a control character", b'{"name": "a\\u0008b"}', 422),
    ("half of a pair", b'{"name": "a\\ud800"}', 422),
    ("NUL in a name", b'{"na\\u0000me": "a"}', 422),
    ("NUL far inside", b'{"lines": [{"inputs": {"done": "\\u0000"}}]}', 422),
    ("no object", b'["name"]', 422),
    ("null", b"null", 422),
    ("an unknown field", b'{"tenant_id": 1}', 422),
]


@pytest.mark.parametrize(("what", "body", "status"), BODIES, ids=[body[0] for body in BODIES])
def test_a_body_that_is_not_meant_is_refused_everywhere(
    app: Flask, client: Client, what: str, body: bytes, status: int
) -> None:
    wrong = []
    for method, path, _ in _operations(app, body=JSON):
        answer = client.call(method, path, data=body, content_type=JSON, headers={"If-Match": "*"})
        said = answer.get_json()
        if answer.status_code != status or answer.mimetype != PROBLEM or len(said["detail"]) < 10:
            wrong.append(f"{method} {path}: {answer.status_code}")
        elif status == 422 and not said["errors"]:
            wrong.append(f"{method} {path}: names no field")
    assert wrong == []


def test_a_body_of_another_type_is_refused_everywhere(app: Flask, client: Client) -> None:
    wrong = []
    for method, path, _ in _operations(app, body=JSON):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
            answer = client.call(method, path, data=b"name=a", content_type=kind)
            if answer.status_code != 415 or answer.mimetype != PROBLEM:
                wrong.append(f"{method} {path} with {kind}: {answer.status_code}")
    assert wrong == []


def test_a_body_too_large_is_refused(client: Client) -> None:
    large = b'{"name": "' + b"x" * (5 * 1024 * 1024) + b'"}'
    answer = client.call("POST", "/api/v1/offices", data=large, content_type=JSON)
    assert answer.status_code == 413
    assert answer.mimetype == PROBLEM


def test_the_place_of_what_cannot_be_kept_is_named(client: Client) -> None:
    body = b'{"year": 2026, "title": "a", "tasks": [{"quarter": 1, "text": "\\u0000"}]}'
    answer = client.call("POST", "/api/v1/plans", data=body, content_type=JSON)
    assert list(answer.get_json()["errors"]) == ["tasks.0.text"]
    assert "U+0000" in answer.get_json()["errors"]["tasks.0.text"][0]


def test_a_number_that_the_database_does_not_keep_is_refused_by_field(client: Client) -> None:
    plan = client.call("POST", "/api/v1/plans", json={"year": 2026, "title": "Kế hoạch"}).get_json()
    path = f"/api/v1/plans/{plan['id']}/issuance"
    signed = {"issued_on": "2026-01-05", "signing_capacity": "committee_chair", "signer_name": "A"}
    beyond = client.call("POST", path, json={**signed, "recipient_ids": [2**63]})
    assert beyond.status_code == 422
    assert list(beyond.get_json()["errors"]) == ["recipient_ids.0"]
    part = client.call("POST", "/api/v1/plans", json={"year": 2026.5, "title": "Kế hoạch"})
    assert list(part.get_json()["errors"]) == ["year"]


LONG = "x" * 1_000_000
BENT = "\u202eA\u200b\u00ad"


def test_very_long_text_is_refused_and_unseen_characters_do_not_stay(client: Client) -> None:
    long = client.call("POST", "/api/v1/offices", json={"name": LONG, "kind": "bureau"})
    assert list(long.get_json()["errors"]) == ["name"]
    unseen = client.call(
        "POST", "/api/v1/offices", json={"name": "\u200b\u2060 ", "kind": "bureau"}
    )
    assert unseen.status_code == 422
    bent = client.call("POST", "/api/v1/offices", json={"name": BENT, "kind": "bureau"})
    assert bent.get_json()["name"] == "A"
    decomposed = "Pho\u0300ng Kinh te\u0302\u0301"
    made = client.call("POST", "/api/v1/offices", json={"name": decomposed, "kind": "bureau"})
    assert made.get_json()["name"] == "Phòng Kinh tế"


@pytest.mark.parametrize(
    "asked",
    [
        "page=0",
        "page=-1",
        "page=" + "9" * 30,
        "page_size=0",
        "page_size=1000000000",
        "no=1",
        "page=%00",
    ],
)
def test_pages_of_a_list_that_there_cannot_be_are_refused_everywhere(
    app: Flask, client: Client, asked: str
) -> None:
    wrong, seen = [], 0
    for method, path, operation in _operations(app):
        names = {one["name"] for one in operation.get("parameters", [])}
        if method != "GET" or not {"page", "page_size"} <= names:
            continue
        seen += 1
        answer = client.get(f"{path}?{asked}")
        if answer.status_code != 422 or answer.mimetype != PROBLEM:
            wrong.append(f"{path}: {answer.status_code}")
    assert wrong == []
    assert seen >= 7
