"""The API describes itself: to programs, and to people."""

import re
from html import unescape
from typing import Any

from flask import Flask

from app import openapi
from tests.world import World


def test_the_description_is_public_and_names_its_own_errors(world: World) -> None:
    answer = world.client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    spec = answer.get_json()
    assert spec["info"]["title"] == "Thi Đua"
    assert spec["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert spec["security"] == [{"bearer": []}]
    error = spec["components"]["responses"]["DEFAULT_ERROR"]["content"]
    assert list(error) == ["application/problem+json"]
    assert "request_id" in spec["components"]["schemas"]["Problem"]["properties"]


def test_every_call_has_a_vietnamese_summary_and_a_declared_access(app: Flask) -> None:
    spec = openapi.document(app)
    plain = re.compile(r"^[\x00-\x7f]*$")
    calls = [
        (f"{method.upper()} {path}", call)
        for path, item in spec["paths"].items()
        for method, call in item.items()
        if method != "parameters"
    ]
    assert calls
    assert [name for name, call in calls if plain.match(call.get("summary", ""))] == []
    assert [name for name, call in calls if not call.get("x-access")] == []


def test_the_description_for_people_shows_every_call_without_outside_assets(
    world: World, app: Flask
) -> None:
    spec = openapi.document(app)
    index = world.client().get("/api/v1/docs")
    assert index.status_code == 200
    assert [path for path in spec["paths"] if path not in index.text] == []
    for tag in spec["tags"]:
        address = f"/api/v1/docs/{tag['name']}"
        room = world.client().get(address)
        assert room.status_code == (200 if _calls_of(spec, tag["name"]) else 404)
        more = sorted(set(re.findall(rf"{address}\?part=\d+", room.text)))
        pages = [room, *(world.client().get(path) for path in more)]
        for path in _calls_of(spec, tag["name"]):
            assert any(path in page.text for page in pages)
        for page in pages:
            assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]+"', page.text) == []
            assert len(page.data) < 150_000
    assert world.client().get("/api/v1/docs/kitchen").status_code == 404


def _calls_of(spec: dict[str, Any], tag: str) -> list[str]:
    return [
        path
        for path, item in spec["paths"].items()
        if any(tag in call.get("tags", []) for name, call in item.items() if name != "parameters")
    ]


def test_an_example_of_a_call_can_be_pasted(world: World) -> None:
    page = unescape(world.client().get("/api/v1/docs/directory_api").text)
    assert "curl -X POST 'http://localhost/api/v1/offices'" in page
    assert "-H 'Authorization: Bearer MÃ_TRUY_CẬP'" in page
    assert "-H 'If-Match: \"1\"'" in page
    assert '"name": "Phòng Kinh tế"' in page
    assert "'http://localhost/api/v1/provinces'" in page
