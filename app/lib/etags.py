"""Optimistic locking over HTTP: the ETag of a row is its version."""

from typing import Any

from app.lib.errors import DomainError

RESPONSE_HEADERS = {"ETag": {"schema": {"type": "string"}, "description": "Phiên bản của dòng"}}
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "ETag của bản đang sửa",
}
"""How the description of the API speaks of versions: `@response(…, headers=RESPONSE_HEADERS)` on
what gives a row, `@doc(parameters=[IF_MATCH])` on what edits it."""

Answer = tuple[Any, int, dict[str, str]]
"""A row, the status, headers."""

ANOTHER = -1
"""The version of no row."""


class VersionMissing(DomainError):
    """An edit without If-Match."""

    status = 428


def of(version: int) -> str:
    """The ETag of a row at `version`."""
    return f'"{version}"'


def tagged(row: Any, status: int = 200, **headers: str) -> Answer:
    """A row with a version as an answer of the API."""
    return row, status, {"ETag": of(row.version), **headers}


def held(if_match: str | None, version: int) -> int:
    """The version on which the caller builds: the present one, or one that is no row's.

    With the latter the action raises Stale and says what differs. Raises VersionMissing without
    If-Match.
    """
    if not if_match:
        raise VersionMissing(
            "Thiếu tiêu đề If-Match: hãy đọc lại dữ liệu và gửi kèm ETag của bản đang sửa."
        )
    tags = {tag.strip().removeprefix("W/") for tag in if_match.split(",")}
    return version if of(version) in tags or "*" in tags else ANOTHER


def named(if_match: str | None) -> int | None:
    """The version on which the caller builds, read from If-Match alone; None for any (`*`).

    For a row that is only read once it is locked. What names no version is no row's. Raises
    VersionMissing without If-Match.
    """
    if not if_match:
        held(if_match, ANOTHER)
    tag = (if_match or "").strip().removeprefix("W/").strip('"')
    if tag == "*":
        return None
    return int(tag) if tag.isascii() and tag.isdecimal() and len(tag) < 10 else ANOTHER
