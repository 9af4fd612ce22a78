"""Pages of letterheads and text blocks."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import schemas as shapes
from app.stationery.actions import letterheads as heads
from app.stationery.actions import text_blocks as actions
from app.stationery.models.text_blocks import TextBlock
from app.stationery.queries import letterheads, text_blocks
from app.stationery.schemas import wording as schemas
from app.stationery.terms.text_blocks import KINDS, Slot
from app.stationery.views.blueprint import pages
from tenants.models import TenantKind

LEVELS = (TenantKind.PROVINCE, TenantKind.COMMUNE, TenantKind.DEPARTMENT, TenantKind.SCHOOL)


@pages.get("/stationery/letterheads")
@requires(Permission.PAPER_VIEW)
def list_letterheads() -> str:
    """How the papers of each organ of the tenant are headed."""
    found = letterheads.all_of(current_user.tenant)
    return render_template("stationery/letterheads.html", letterheads=found)


@pages.get("/stationery/letterheads/<organ>")
@requires(Permission.PAPER_WRITE)
def letterhead(organ: str) -> str:
    """The form of one letterhead."""
    return _letterhead_page(organ)


def _letterhead_page(organ: str, refusal: Refusal = NO_REFUSAL) -> str:
    present, row = letterheads.own(organ)
    usual = {name: getattr(present, name) for name in heads.FIELDS}
    usual["issuer_lines"] = "\n".join(present.issuer_lines)
    return render_template(
        "stationery/letterhead.html",
        letterhead=present,
        row=row,
        version=row.version if row else 0,
        typed=refusal.typed or usual,
        labels=heads.FIELDS,
        errors=refusal.errors,
        conflicts=refusal.differences(heads.FIELDS),
        is_stale=refusal.stale,
    )


@pages.post("/stationery/letterheads/<organ>")
@requires(Permission.PAPER_WRITE)
@shows_again(_letterhead_page)
def set_letterhead(organ: str) -> Response:
    """Keep a letterhead."""
    version = request.form.get("version", -1, type=int)
    values = shapes.load_form(schemas.LetterheadChanges(), request.form)
    heads.set_letterhead(organ=organ, version=version, values=values, by=current_user)
    flash("Đã lưu tiêu đề văn bản.", "success")
    return redirect(url_for("stationery.list_letterheads"), 303)


@pages.post("/stationery/letterheads/<organ>/removal")
@requires(Permission.PAPER_WRITE)
def clear_letterhead(organ: str) -> Response:
    """Go back to the usual letterhead."""
    heads.clear(organ=organ, by=current_user)
    flash("Đã trở về tiêu đề mặc định.", "success")
    return redirect(url_for("stationery.list_letterheads"), 303)


@pages.get("/stationery/text-blocks")
@requires(Permission.PAPER_VIEW)
def list_text_blocks() -> str:
    """Every text block that the tenant can use, by where it stands."""
    kind = next((one for one in KINDS if one.value == request.args.get("kind")), None)
    tenant = current_user.tenant
    every = [block for block in text_blocks.all_of(tenant) if block.fits(kind, tenant.kind)]
    return render_template(
        "stationery/text_blocks.html",
        by_slot=[(slot, [one for one in every if one.slot is slot]) for slot in Slot],
        kind=kind,
        kinds=KINDS,
        has_subordinates=tenant.kind.has_committee,
    )


@pages.get("/stationery/text-blocks/new")
@requires(Permission.PAPER_WRITE)
def new_text_block() -> str:
    """The form of a new text block."""
    return _block_page(None, {"slot": request.args.get("slot", "")})


def _block_again(text_block_id: int | None = None, *, refusal: Refusal) -> str:
    row = None if text_block_id is None else text_blocks.own(text_block_id)
    return _block_page(row, refusal.typed, refusal)


def _block_page(
    row: TextBlock | None, typed: Mapping[str, str], refusal: Refusal = NO_REFUSAL
) -> str:
    return render_template(
        "stationery/text_block.html",
        block=row,
        typed=typed,
        slots=list(Slot),
        kinds=KINDS,
        levels=LEVELS,
        labels=actions.FIELDS,
        has_subordinates=current_user.tenant.kind.has_committee,
        errors=refusal.errors,
        conflicts=refusal.differences(actions.FIELDS),
        refusal=refusal,
        is_stale=refusal.stale,
    )


@pages.post("/stationery/text-blocks")
@requires(Permission.PAPER_WRITE)
@shows_again(_block_again)
def add_text_block() -> Response:
    """Keep a new text block."""
    values = shapes.load_form(schemas.TextBlockBeginning(), request.form)
    actions.add(values=values, by=current_user)
    flash("Đã thêm mẫu câu.", "success")
    return redirect(url_for("stationery.list_text_blocks"), 303)


@pages.post("/stationery/text-blocks/adoptions")
@requires(Permission.PAPER_WRITE)
def adopt_text_block() -> Response:
    """Take over a block of the product, to reword it."""
    asked = shapes.load_form(schemas.Adoption(), request.form)
    row = actions.adopt(key=asked["key"], by=current_user)
    return redirect(url_for("stationery.text_block", text_block_id=row.id), 303)


@pages.get("/stationery/text-blocks/<int:text_block_id>")
@requires(Permission.PAPER_WRITE)
def text_block(text_block_id: int) -> str:
    """The form of one's own text block."""
    row = text_blocks.own(text_block_id)
    return _block_page(row, {name: _value(getattr(row, name)) for name in actions.FIELDS})


def _value(value: Any) -> str:
    return "" if value is None else str(value)


@pages.post("/stationery/text-blocks/<int:text_block_id>")
@requires(Permission.PAPER_WRITE)
@shows_again(_block_again)
def change_text_block(text_block_id: int) -> Response:
    """Reword one's own text block."""
    changes = shapes.load_form(schemas.TextBlockChanges(), request.form)
    actions.change(
        text_block_id=text_block_id, version=version_typed(), changes=changes, by=current_user
    )
    flash("Đã lưu mẫu câu.", "success")
    return redirect(url_for("stationery.list_text_blocks"), 303)


@pages.post("/stationery/text-blocks/<int:text_block_id>/removal")
@requires(Permission.PAPER_WRITE)
def remove_text_block(text_block_id: int) -> Response:
    """Give one's own text block up."""
    actions.remove(text_block_id=text_block_id, by=current_user)
    flash("Đã xóa mẫu câu.", "success")
    return redirect(url_for("stationery.list_text_blocks"), 303)


@pages.post("/stationery/text-blocks/<int:text_block_id>/issuance")
@requires(Permission.PAPER_WRITE)
def issue_text_block(text_block_id: int) -> Response:
    """Share a text block with the units below, or no more."""
    asked = shapes.load_form(schemas.Issuing(), request.form)
    actions.issue(text_block_id=text_block_id, is_issued=asked["is_issued"], by=current_user)
    said = "Cấp dưới đã dùng được" if asked["is_issued"] else "Cấp dưới không còn dùng được"
    flash(f"{said} mẫu câu này.", "success")
    return redirect(url_for("stationery.list_text_blocks"), 303)
