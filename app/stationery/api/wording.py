"""JSON resources: letterheads and text blocks."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.lib import etags
from app.stationery.actions import letterheads as heads
from app.stationery.actions import text_blocks as actions
from app.stationery.api.blueprint import resources
from app.stationery.models.text_blocks import TextBlock
from app.stationery.queries import letterheads, text_blocks
from app.stationery.schemas import wording as schemas
from app.stationery.terms.text_blocks import Block


def _letterhead(organ: str) -> etags.Answer:
    present, row = letterheads.own(organ)
    version = row.version if row else 0
    return _as_json(present, version), 200, {"ETag": etags.of(version)}


def _as_json(present: Any, version: int) -> dict[str, Any]:
    return {
        **{name: getattr(present, name) for name in heads.FIELDS},
        "issuer_lines": "\n".join(present.issuer_lines),
        "organ": present.organ,
        "version": version,
    }


@resources.get("/letterheads")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.LetterheadSchema(many=True))
@resources.doc(summary="Tiêu đề văn bản của từng cơ quan ban hành trong đơn vị")
def all_letterheads() -> list[dict[str, Any]]:
    """Every organ with its letterhead."""
    found = letterheads.all_of(current_user.tenant)
    return [_as_json(present, row.version if row else 0) for present, row in found]


@resources.get("/letterheads/<organ>")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.LetterheadSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Tiêu đề văn bản của một cơ quan ban hành")
def one_letterhead(organ: str) -> etags.Answer:
    """One organ's letterhead."""
    return _letterhead(organ)


@resources.patch("/letterheads/<organ>")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.LetterheadChanges)
@resources.response(200, schemas.LetterheadSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa tiêu đề văn bản (cần If-Match)", parameters=[etags.IF_MATCH])
def set_letterhead(values: dict[str, Any], organ: str) -> etags.Answer:
    """Keep a letterhead."""
    _, row = letterheads.own(organ)
    version = etags.held(request.headers.get("If-Match"), row.version if row else 0)
    heads.set_letterhead(organ=organ, version=version, values=values, by=current_user)
    return _letterhead(organ)


@resources.delete("/letterheads/<organ>")
@requires(Permission.PAPER_WRITE)
@resources.response(204)
@resources.doc(summary="Trở về tiêu đề mặc định")
def clear_letterhead(organ: str) -> None:
    """Go back to the usual letterhead."""
    heads.clear(organ=organ, by=current_user)


def _whole(row: TextBlock, status: int = 200, **headers: str) -> etags.Answer:
    block = text_blocks.as_block(row, current_user.tenant)
    return block, status, {"ETag": etags.of(row.version), **headers}


@resources.get("/text-blocks")
@requires(Permission.PAPER_VIEW)
@resources.arguments(schemas.TextBlockQuery, location="query")
@resources.response(200, schemas.TextBlockSchema(many=True))
@resources.doc(summary="Các mẫu câu đơn vị dùng được: có sẵn, cấp trên ban hành, của đơn vị")
def all_text_blocks(asked: dict[str, Any]) -> list[Block]:
    """Every block that the tenant can use."""
    tenant = current_user.tenant
    kind = asked.get("kind")
    return [block for block in text_blocks.all_of(tenant) if block.fits(kind, tenant.kind)]


@resources.post("/text-blocks")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.TextBlockBeginning)
@resources.response(201, schemas.TextBlockSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Thêm một mẫu câu của đơn vị")
def add_text_block(values: dict[str, Any]) -> etags.Answer:
    """Keep a new text block."""
    row = actions.add(values=values, by=current_user)
    return _whole(row, 201, Location=_address(row))


def _address(row: TextBlock) -> str:
    return url_for("stationery_api.one_text_block", text_block_id=row.id)


@resources.post("/text-blocks/adoptions")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.Adoption)
@resources.response(201, schemas.TextBlockSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Lấy một mẫu câu có sẵn về để sửa (đã lấy thì trả lại mẫu đó)")
def adopt_text_block(asked: dict[str, Any]) -> etags.Answer:
    """Take over a block of the product."""
    row = actions.adopt(key=asked["key"], by=current_user)
    return _whole(row, 201, Location=_address(row))


@resources.get("/text-blocks/<int:text_block_id>")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.TextBlockSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một mẫu câu của đơn vị")
def one_text_block(text_block_id: int) -> etags.Answer:
    """One's own text block."""
    return _whole(text_blocks.own(text_block_id))


@resources.patch("/text-blocks/<int:text_block_id>")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.TextBlockChanges)
@resources.response(200, schemas.TextBlockSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa một mẫu câu (cần If-Match)", parameters=[etags.IF_MATCH])
def change_text_block(changes: dict[str, Any], text_block_id: int) -> etags.Answer:
    """Reword one's own text block."""
    version = etags.named(request.headers.get("If-Match"))
    return _whole(
        actions.change(
            text_block_id=text_block_id, version=version, changes=changes, by=current_user
        )
    )


@resources.delete("/text-blocks/<int:text_block_id>")
@requires(Permission.PAPER_WRITE)
@resources.response(204)
@resources.doc(summary="Xóa một mẫu câu của đơn vị")
def remove_text_block(text_block_id: int) -> None:
    """Give one's own text block up."""
    actions.remove(text_block_id=text_block_id, by=current_user)


@resources.put("/text-blocks/<int:text_block_id>/issuance")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.Issuing)
@resources.response(200, schemas.TextBlockSchema, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Cho cấp dưới dùng mẫu câu này, hoặc thôi")
def issue_text_block(asked: dict[str, Any], text_block_id: int) -> etags.Answer:
    """Share a text block with the units below."""
    row = actions.issue(text_block_id=text_block_id, by=current_user, **asked)
    return _whole(row)
