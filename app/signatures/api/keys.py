"""Resources: one's own key, and the key of the organ's seal. A key is never given out."""

from typing import Any

from flask_login import current_user

from app.access import Permission, requires
from app.lib.errors import NotFound
from app.signatures import actions, queries, schemas
from app.signatures.api.blueprint import resources
from app.signatures.queries import KeyFacts
from app.signatures.terms import KeyKind, Part


@resources.get("/me/signing-key")
@requires(Permission.PAPER_WRITE)
@resources.response(200, schemas.KeyOut)
@resources.doc(summary="Khóa ký số của tôi: thông tin chứng thư")
def personal_key() -> KeyFacts:
    """The facts of one's own key."""
    return _facts(Part.LEADER)


@resources.put("/me/signing-key")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.KeyForm, location="form")
@resources.arguments(schemas.KeyUpload, location="files")
@resources.response(200, schemas.KeyOut)
@resources.doc(summary="Lưu hoặc thay khóa ký số của tôi (multipart/form-data)")
def keep_personal_key(given: dict[str, Any], files: dict[str, Any]) -> KeyFacts:
    """Keep or replace one's own key."""
    return _kept(Part.LEADER, given, files)


@resources.put("/me/signing-key/stamp")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.StampForm, location="form")
@resources.arguments(schemas.StampUpload, location="files")
@resources.response(200, schemas.KeyOut)
@resources.doc(summary="Lưu hình chữ ký của tôi (multipart/form-data)")
def keep_personal_stamp(given: dict[str, Any], files: dict[str, Any]) -> KeyFacts:
    """Keep the image of one's own signature."""
    return _stamped(Part.LEADER, given, files)


@resources.delete("/me/signing-key")
@requires(Permission.PAPER_WRITE)
@resources.response(204)
@resources.doc(summary="Xóa khóa ký số của tôi")
def remove_personal_key() -> None:
    """Forget one's own key."""
    actions.remove_key(part=Part.LEADER, by=current_user)


@resources.get("/seal-key")
@requires(Permission.PAPER_ISSUE)
@resources.response(200, schemas.KeyOut)
@resources.doc(summary="Con dấu số của cơ quan: thông tin chứng thư")
def seal_key() -> KeyFacts:
    """The facts of the seal's key."""
    return _facts(Part.SEAL)


@resources.put("/seal-key")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.KeyForm, location="form")
@resources.arguments(schemas.KeyUpload, location="files")
@resources.response(200, schemas.KeyOut)
@resources.doc(summary="Lưu hoặc thay con dấu số của cơ quan (multipart/form-data)")
def keep_seal_key(given: dict[str, Any], files: dict[str, Any]) -> KeyFacts:
    """Keep or replace the key of the seal."""
    return _kept(Part.SEAL, given, files)


@resources.put("/seal-key/stamp")
@requires(Permission.PAPER_ISSUE)
@resources.arguments(schemas.StampForm, location="form")
@resources.arguments(schemas.StampUpload, location="files")
@resources.response(200, schemas.KeyOut)
@resources.doc(summary="Lưu hình con dấu (multipart/form-data)")
def keep_seal_stamp(given: dict[str, Any], files: dict[str, Any]) -> KeyFacts:
    """Keep the image of the seal."""
    return _stamped(Part.SEAL, given, files)


@resources.delete("/seal-key")
@requires(Permission.PAPER_ISSUE)
@resources.response(204)
@resources.doc(summary="Xóa con dấu số của cơ quan")
def remove_seal_key() -> None:
    """Forget the key of the seal."""
    actions.remove_key(part=Part.SEAL, by=current_user)


def _facts(part: Part) -> KeyFacts:
    facts = queries.key_facts(part, current_user.id)
    if facts is None:
        raise NotFound("Chưa có khóa ký số.")
    return facts


def _kept(part: Part, given: dict[str, Any], files: dict[str, Any]) -> KeyFacts:
    if given["kind"] is KeyKind.KEY_FILE:
        content = schemas.key_file(files["file"])
        actions.keep_key_file(part=part, content=content, secret=given["secret"], by=current_user)
    else:
        labels = {name: given[name] for name in ("token_label", "key_label", "secret")}
        actions.keep_device(part=part, by=current_user, **labels)
    return _facts(part)


def _stamped(part: Part, given: dict[str, Any], files: dict[str, Any]) -> KeyFacts:
    content = schemas.stamp(files["stamp"])
    actions.keep_stamp(part=part, content=content, width=given["stamp_width"], by=current_user)
    return _facts(part)
