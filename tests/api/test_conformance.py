"""Every operation of the API answers as its description says, whatever it is sent.

The examples are the same at every run. To look further: API_EXAMPLES=100 API_SEED=7.
"""

import json
import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.openapi import from_wsgi
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.rooms import RESOURCES
from tests.api.furnished import Furnished, furnish
from tests.world import World

EXAMPLES = int(os.environ.get("API_EXAMPLES", "3"))
SEED = os.environ.get("API_SEED")
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
MEMBERS_OF_A_PROBLEM = ("type", "title", "status", "detail", "instance", "request_id")
VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
ROOMS = sorted(one.name for one in RESOURCES if one.name != "intake_api")
NOT_CALLED = {
    "DELETE /api/v1/tokens/{token_id}",
    "POST /api/v1/members/{membership_id}/deactivation",
}
"""They would take the caller's own key away; their rooms' tests call them."""


@pytest.fixture
def furnished(world: World) -> Furnished:
    """A province in the middle of its work."""
    return furnish(world)


def _with_known_ids(data: Any, choose: Callable[[str], Any]) -> Any:
    """The same data, with identifiers of rows that are there in some of the places for them."""
    if isinstance(data, dict):
        return {
            name: _with_known_ids(value, choose)
            if isinstance(value, dict)
            else _known(name, value, choose)
            for name, value in data.items()
        }
    return data


def _known(name: str, value: Any, choose: Callable[[str], Any]) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return choose(name) or value
    if isinstance(value, list) and all(isinstance(one, int) for one in value):
        return [choose(name) or one for one in value]
    if isinstance(value, list):
        return [_with_known_ids(one, choose) for one in value]
    return value


def _wrong(case: Case, response: Any) -> list[str]:
    """What is wrong with an answer."""
    found = []
    try:
        case.validate_response(response, checks=list(CHECKS))
    except FailureGroup as group:
        found += [str(one) for one in group.exceptions]
    except Failure as failure:
        found.append(str(failure))
    declared = set(case.operation.definition.raw["responses"])
    if response.status_code < 400 and str(response.status_code) not in declared:
        found.append(f"{response.status_code} is not declared")
    if response.status_code >= 400:
        found += _wrong_with_problem(response)
    return [f"{one}\n    {case.as_curl_command()}" for one in found]


def _wrong_with_problem(response: Any) -> list[str]:
    kind = response.headers["content-type"][0]
    if kind != "application/problem+json":
        return [f"an error is {kind}"]
    body = json.loads(response.content)
    missing = [name for name in MEMBERS_OF_A_PROBLEM if name not in body]
    found = [f"a problem without {', '.join(missing)}"] if missing else []
    if body.get("status") != response.status_code:
        found.append("a problem with another status than its answer")
    said = [
        body.get("detail", ""),
        *(one for some in body.get("errors", {}).values() for one in some),
    ]
    found += [f"not in Vietnamese: {one!r}" for one in said if not VIETNAMESE.search(one.lower())]
    return found


def _examine(operation: Any, headers: dict[str, str], ids: dict[str, list[int]]) -> list[str]:
    """Call one operation with data of every kind; what was wrong, each fault once."""
    found: dict[str, str] = {}
    good = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    cases = st.one_of(good, good, operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))

    @settings(
        max_examples=EXAMPLES,
        derandomize=SEED is None,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, data=st.data())
    def call(case: Case, data: st.DataObject) -> None:
        def choose(name: str) -> Any:
            rows = ids.get(name, [])
            return data.draw(st.sampled_from([*rows, *rows, None]))

        case.path_parameters = _with_known_ids(dict(case.path_parameters or {}), choose)
        case.query = _with_known_ids(dict(case.query or {}), choose)
        case.body = _with_known_ids(case.body, choose)
        case.headers.pop("Authorization", None)
        if case.method != "GET" and data.draw(st.sampled_from([True, True, False])):
            case.headers["If-Match"] = "*"
        response = case.call(headers=headers)
        for fault in _wrong(case, response):
            found.setdefault(fault.partition("\n")[0], f"{operation.label}: {fault}")

    (seed(int(SEED))(call) if SEED else call)()
    return list(found.values())


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("who", ["province", "commune"])
def test_every_operation_answers_as_described(
    app: Flask, furnished: Furnished, room: str, who: str
) -> None:
    person = getattr(furnished, who)
    headers = furnished.world.bearer(person)
    ids = furnished.ids(person)
    described = from_wsgi("/api/v1/openapi.json", app=app).include(tag=room)
    operations = [one.ok() for one in described.get_all_operations()]
    assert operations
    wrong = [
        fault
        for operation in operations
        if operation.label not in NOT_CALLED
        for fault in _examine(operation, headers, ids)
    ]
    if wrong:
        pytest.fail("\n\n".join(wrong), pytrace=False)
