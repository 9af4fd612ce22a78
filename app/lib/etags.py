"""Optimistic locking over HTTP: the ETag of a row is its version."""

from app.lib.errors import DomainError, Stale

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


class VersionMissing(DomainError):
    """An edit without If-Match."""

    status = 428


def of(version: int) -> str:
    """The ETag of a row at `version`."""
    return f'"{version}"'


def check(if_match: str | None, version: int) -> None:
    """Let an edit pass only if it was made on the present version.

    Raises VersionMissing without If-Match, Stale for another version.
    """
    if not if_match:
        raise VersionMissing(
            "Thiếu tiêu đề If-Match: hãy đọc lại dữ liệu và gửi kèm ETag của bản đang sửa."
        )
    held = {tag.strip().removeprefix("W/") for tag in if_match.split(",")}
    if of(version) not in held and "*" not in held:
        raise Stale()
