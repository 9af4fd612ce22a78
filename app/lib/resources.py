"""The door of the API: every room's resources are entered through `Blueprint`.

What a program sends is read to the letter or refused: unknown fields, repeated names, numbers that
JSON does not know, characters that cannot be kept.
"""

import json
from typing import Any, NoReturn

import flask_smorest
from flask import Request
from marshmallow import Schema
from webargs.core import missing
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.exceptions import RequestEntityTooLarge

from app.lib import characters
from app.lib.errors import DomainError, Invalid
from app.lib.schemas import StrictSchema

MOST_BYTES = 4 * 1024 * 1024
MOST_LEVELS = 24


class Unreadable(DomainError):
    """A body that is not JSON as RFC 8259 has it."""

    status = 400


class NotJson(DomainError):
    """A body of another type where JSON is wanted."""

    status = 415


def read(body: bytes) -> Any:
    """What a JSON body holds.

    Raises Unreadable where it is no JSON, names a field twice, writes NaN or infinity, or is nested
    deeper than anything here; Invalid for characters that cannot be kept.
    """
    try:
        data = json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = f"dòng {error.lineno}, cột {error.colno}"
        raise Unreadable(f"Nội dung gửi không phải JSON đúng ({place}).") from error
    except UnicodeDecodeError as error:
        raise Unreadable("Nội dung gửi không phải là UTF-8.") from error
    except (RecursionError, ValueError) as error:
        raise Unreadable("Nội dung gửi lồng quá sâu hoặc có số quá dài.") from error
    _check_levels(data, MOST_LEVELS)
    wrong = characters.faults(data)
    if wrong:
        raise Invalid(fields=wrong)
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Unreadable(f"Mục “{name[:60]}” được ghi hai lần; hãy chỉ ghi một lần.")
        found[name] = value
    return found


def _no_number(name: str) -> NoReturn:
    raise Unreadable(f"{name} không phải là số; hãy gửi một số cụ thể.")


def _check_levels(data: Any, left: int) -> None:
    if left == 0:
        raise Unreadable(f"Nội dung gửi lồng quá {MOST_LEVELS} cấp.")
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for inner in data:
            _check_levels(inner, left - 1)


class Parser(FlaskParser):
    """Reads what a program sends; what is not declared is refused wherever it stands."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012 - webargs declares it on the instance
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": None,
        "files": None,
    }

    def _raw_load_json(self, req: Request) -> Any:
        if not is_json_request(req):
            if req.content_length:
                raise NotJson("Hãy gửi JSON với tiêu đề Content-Type: application/json.")
            return missing
        if (req.content_length or 0) > MOST_BYTES:
            raise RequestEntityTooLarge
        body = req.get_data(cache=True)
        return read(body) if body else missing


class Blueprint(flask_smorest.Blueprint):
    """The resources of a room."""

    ARGUMENTS_PARSER = Parser()

    def arguments(self, schema: type[Schema] | Schema, **options: Any) -> Any:
        """Take in what `schema` says. Raises TypeError for one that would let more through."""
        made_of = schema if isinstance(schema, type) else type(schema)
        if not issubclass(made_of, StrictSchema):
            raise TypeError(f"{made_of.__name__} must be a StrictSchema")
        return super().arguments(schema, **options)
