"""The API's description arranged for reading: by room, with an example of each call."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")
DEEPEST = 4
MOST_ON_A_PAGE = 30
WORDS = {
    "string": "chữ",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "có/không",
    "array": "danh sách",
    "object": "đối tượng",
}
FORMATS = {"date": "ngày", "date-time": "thời điểm", "email": "thư điện tử", "binary": "tệp"}
SAMPLES = {"date": "2026-01-05", "date-time": "2026-01-05T08:30:00+07:00", "email": "ten@xa.gov.vn"}


@dataclass(frozen=True)
class Property:
    """One field or parameter."""

    name: str
    kind: str
    required: bool
    description: str
    place: str = ""


@dataclass(frozen=True)
class Operation:
    """One call."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    access: str
    parameters: tuple[Property, ...]
    body: tuple[Property, ...]
    answer: tuple[Property, ...]
    status: str
    curl: str


@dataclass(frozen=True)
class Room:
    """The calls of one room."""

    name: str
    title: str
    operations: tuple[Operation, ...]

    @property
    def parts(self) -> list[tuple[Operation, ...]]:
        """The calls page by page, each light enough for a thin connection."""
        starts = range(0, len(self.operations), MOST_ON_A_PAGE)
        return [self.operations[start : start + MOST_ON_A_PAGE] for start in starts]


def rooms(spec: dict[str, Any], *, server: str) -> list[Room]:
    """The calls by room, each in the order of its paths."""
    found: dict[str, list[Operation]] = {tag["name"]: [] for tag in spec.get("tags", [])}
    for path, item in spec["paths"].items():
        for method in METHODS:
            if method in item:
                call = _operation(spec, server, path, method, item)
                for tag in item[method].get("tags", []):
                    found.setdefault(tag, []).append(call)
    titles = {tag["name"]: tag["description"] or tag["name"] for tag in spec.get("tags", [])}
    return [
        Room(name, titles.get(name, name), tuple(operations))
        for name, operations in found.items()
        if operations
    ]


def properties(spec: dict[str, Any], schema: dict[str, Any]) -> tuple[Property, ...]:
    """The fields of a schema, those of the element for a list."""
    plain = _resolved(spec, schema)
    if plain.get("type") == "array":
        return properties(spec, plain.get("items", {}))
    required = set(plain.get("required", ()))
    return tuple(
        Property(name, _kind(spec, inner), name in required, _described(spec, inner))
        for name, inner in plain.get("properties", {}).items()
    )


def _operation(
    spec: dict[str, Any], server: str, path: str, method: str, item: dict[str, Any]
) -> Operation:
    call = item[method]
    parameters = tuple(
        _parameters(spec, [*item.get("parameters", []), *call.get("parameters", [])])
    )
    media, body = _content(call.get("requestBody", {}))
    status, answer = _answer(spec, call)
    return Operation(
        anchor=f"{method}{path.replace('/', '-').replace('{', '').replace('}', '')}",
        method=method.upper(),
        path=path,
        summary=call.get("summary", path),
        description=call.get("description", ""),
        access=call.get("x-access", ""),
        parameters=parameters,
        body=properties(spec, body),
        answer=properties(spec, answer),
        status=status,
        curl=_curl(
            method,
            server + _filled(path, parameters),
            [*_headers(call, parameters), *_sent(spec, media, body)],
        ),
    )


def _parameters(spec: dict[str, Any], given: list[dict[str, Any]]) -> Iterator[Property]:
    for one in given:
        plain = _resolved(spec, one)
        yield Property(
            plain["name"],
            _kind(spec, plain.get("schema", {})),
            plain.get("required", False),
            plain.get("description", ""),
            plain.get("in", "query"),
        )


def _content(described: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    for media, content in described.get("content", {}).items():
        return media, content.get("schema", {})
    return "", {}


def _answer(spec: dict[str, Any], call: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    for status, response in sorted(call.get("responses", {}).items()):
        if status.startswith(("2", "3")):
            return status, _content(_resolved(spec, response))[1]
    return "200", {}


def _resolved(spec: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The schema behind references and single-member `allOf`."""
    plain = schema
    while "$ref" in plain or "allOf" in plain:
        if "$ref" in plain:
            inner: Any = spec
            for part in plain["$ref"].removeprefix("#/").split("/"):
                inner = inner.get(part, {})
            plain = inner
        else:
            plain = plain["allOf"][0]
    return plain


def _kind(spec: dict[str, Any], schema: dict[str, Any]) -> str:
    plain = _resolved(spec, schema)
    if plain.get("type") == "array":
        return f"danh sách {_kind(spec, plain.get('items', {}))}"
    word = FORMATS.get(plain.get("format", "")) or WORDS.get(plain.get("type", ""), "tùy ý")
    choices = [str(choice) for choice in plain.get("enum", []) if choice is not None]
    return f"{word}: {', '.join(choices)}" if choices else word


def _described(spec: dict[str, Any], schema: dict[str, Any]) -> str:
    plain = _resolved(spec, schema)
    return str(schema.get("description") or plain.get("description") or "")


def _sample(spec: dict[str, Any], schema: dict[str, Any], depth: int = 0) -> Any:
    """A value that the schema takes: for the example of a call."""
    plain = _resolved(spec, schema)
    for given in (schema.get("example"), plain.get("example")):
        if given is not None:
            return given
    if plain.get("enum"):
        return plain["enum"][0]
    kind = plain.get("type")
    if kind == "array":
        return [_sample(spec, plain.get("items", {}), depth + 1)] if depth < DEEPEST else []
    if kind == "object" or "properties" in plain:
        if depth >= DEEPEST:
            return {}
        return {
            name: _sample(spec, inner, depth + 1)
            for name, inner in plain.get("properties", {}).items()
            if not inner.get("readOnly")
        }
    plain_values = {"integer": 1, "number": 1, "boolean": True}
    return plain_values.get(str(kind), SAMPLES.get(plain.get("format", ""), "…"))


def _curl(method: str, address: str, options: list[str]) -> str:
    verb = "" if method == "get" else f"-X {method.upper()} "
    return " \\\n  ".join([f"curl {verb}'{address}'", *options])


def _filled(path: str, parameters: tuple[Property, ...]) -> str:
    for one in parameters:
        if one.place == "path":
            value = "1" if one.kind == "số nguyên" else one.name
            path = path.replace(f"{{{one.name}}}", value)
    return path


def _headers(call: dict[str, Any], parameters: tuple[Property, ...]) -> Iterator[str]:
    if call.get("security") != []:
        yield "-H 'Authorization: Bearer MÃ_TRUY_CẬP'"
    if any(one.name.lower() == "if-match" for one in parameters):
        yield "-H 'If-Match: \"1\"'"


def _sent(spec: dict[str, Any], media: str, body: dict[str, Any]) -> Iterator[str]:
    if media == "multipart/form-data":
        yield from (f"-F '{name}=@tep'" for name in _resolved(spec, body).get("properties", {}))
    elif media:
        yield f"-H 'Content-Type: {media}'"
        yield f"-d '{json.dumps(_sample(spec, body), ensure_ascii=False)}'"
