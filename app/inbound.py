"""What comes in, before any room sees it: identifiers and text in the shape that can be kept."""

from collections.abc import Iterable
from typing import Any

import flask
from flask import Flask, request
from werkzeug.datastructures import ImmutableMultiDict, iter_multi_items
from werkzeug.routing import IntegerConverter, Map

from app.lib import characters
from app.lib.errors import Invalid, NotFound

LARGEST_ID = 2**63 - 1


class Identifier(IntegerConverter):
    """The `<int:…>` of an address: a number that can name a row; any other address is unknown."""

    regex = "[0-9]{1,19}"

    def __init__(self, map: Map, *args: Any, **options: Any) -> None:
        super().__init__(map, *args, **{"max": LARGEST_ID, **options})


class Typed(ImmutableMultiDict[str, Any]):
    """A form, or the arguments of an address, with each text as its typist saw it."""

    def __init__(self, mapping: Any = ()) -> None:
        super().__init__([(name, _typed(value)) for name, value in iter_multi_items(mapping or ())])


class Request(flask.Request):
    """A request whose forms and arguments are `Typed`."""

    parameter_storage_class = Typed


def _typed(value: Any) -> Any:
    return characters.typed(value) if isinstance(value, str) else value


def check() -> None:
    """Refuse a request with text that cannot be kept: in its address, its form, its files' names.

    Raises NotFound for the path, Invalid with each field at fault for the rest.
    """
    if not all(characters.is_kept(str(part)) for part in (request.view_args or {}).values()):
        raise NotFound
    given = [*_pairs(request.args.lists()), *_pairs(request.form.lists())]
    names = [(name, file.filename or "") for name, file in request.files.items(multi=True)]
    wrong = {
        name: said
        for pair in [*given, *names]
        for name, said in characters.faults(dict([pair])).items()
    }
    if wrong:
        raise Invalid(fields=wrong)


def _pairs(lists: Iterable[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in lists for value in values]


def install(app: Flask) -> None:
    """Let `app` take in only what can be kept; to be called before it has any route."""
    app.request_class = Request
    app.url_map.converters["int"] = Identifier
