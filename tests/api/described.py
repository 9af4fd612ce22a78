"""Whether an answer is as the API's description says; asked of every answer that any test gets."""

import re
from functools import lru_cache
from typing import Any

import schemathesis
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from app import openapi


@lru_cache(maxsize=4)
def _operations(app: Flask) -> dict[tuple[str, str], Any]:
    """Every operation by method and path."""
    described = schemathesis.openapi.from_dict(openapi.document(app))
    found = (one.ok() for one in described.get_all_operations())
    return {(one.method.upper(), one.path): one for one in found}


def check(app: Flask, answer: TestResponse) -> None:
    """Raises AssertionError where an answer of the API has a status or a shape not described."""
    asked = answer.request
    if not asked.path.startswith(f"{openapi.PREFIX}/"):
        return
    operation = _operations(app).get((asked.method, _template(app, asked.path, asked.method)))
    if operation is None:
        return
    declared = operation.definition.raw["responses"]
    if answer.status_code < 400:
        assert str(answer.status_code) in declared, f"{operation.label}: {answer.status_code}"
    if answer.is_json:
        operation.validate_response(answer)


def _template(app: Flask, path: str, method: str) -> str:
    try:
        rule, _ = app.url_map.bind("localhost").match(path, method=method, return_rule=True)
    except HTTPException:
        return ""
    return re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule)
