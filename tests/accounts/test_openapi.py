"""The API describes itself: to programs, and to people."""

import re

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
    answer = world.client().get("/api/v1/docs")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    paths = openapi.document(app)["paths"]
    assert [path for path in paths if path not in page] == []
    assert "curl" in page
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]+"', page) == []
