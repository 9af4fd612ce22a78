"""Pages: groups of offices, the wordings that mean many at once."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.directory import queries, schemas
from app.directory.actions import groups as actions
from app.directory.views.blueprint import pages
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib.errors import Conflict, Invalid, Stale
from app.lib.schemas import load_form

LABELS = {
    "name": "Tên",
    "aliases": "Cách gọi khác",
    "kinds": "Loại",
    "office_ids": "Chọn thêm",
}


def _index(refusal: Refusal = NO_REFUSAL) -> str:
    register = queries.office_register()
    return render_template(
        "directory/groups.html",
        rows=[(group, register.members(group)) for group in register.groups],
        form=schemas.typed_group(refusal.typed),
        choices=schemas.kind_choices(),
        offices=register.open_offices,
        errors=refusal.errors,
    )


@pages.get("/office-groups")
@requires(Permission.DIRECTORY_VIEW)
def groups() -> str:
    """The groups of offices, each with whom it means."""
    return _index()


@pages.post("/office-groups")
@requires(Permission.DIRECTORY_EDIT)
@shows_again(_index, Invalid, Conflict)
def add_group() -> Response:
    """Enter a group."""
    added = actions.add(by=current_user, **load_form(schemas.GroupInSchema(), request.form))
    flash(f"Đã thêm nhóm “{added.name}”.", "success")
    return redirect(url_for("directory.groups"), 303)


@pages.post("/office-groups/usual-set")
@requires(Permission.DIRECTORY_EDIT)
def add_usual_groups() -> Response:
    """Enter the groups that plans usually name."""
    count = actions.add_usual(by=current_user)
    flash(f"Đã thêm {count} nhóm thường gặp. Hãy xem lại từng nhóm gồm những ai.", "success")
    return redirect(url_for("directory.groups"), 303)


def _group_page(group_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    group = queries.group(group_id)
    present = schemas.group_values(group, queries.chosen_offices(group_id))
    register = queries.office_register()
    return render_template(
        "directory/group.html",
        group=group,
        members=register.members(group),
        choices=schemas.kind_choices(),
        offices=register.open_offices,
        form=schemas.typed_group(refusal.typed) if refusal else present,
        errors=refusal.errors_at("name"),
        refusal=refusal,
        changed=refusal.differences(LABELS, {name: _value(one) for name, one in present.items()}),
    )


def _value(present: str | list[Any]) -> str:
    """What a control would hold to take this over."""
    return present if isinstance(present, str) else " ".join(str(one) for one in present)


@pages.get("/office-groups/<int:group_id>")
@requires(Permission.DIRECTORY_EDIT)
def group(group_id: int) -> str:
    """One group, to correct."""
    return _group_page(group_id)


@pages.post("/office-groups/<int:group_id>")
@requires(Permission.DIRECTORY_EDIT)
@shows_again(_group_page, Invalid, Conflict, Stale)
def change_group(group_id: int) -> Response:
    """Say anew whom a group means."""
    data = load_form(schemas.GroupInSchema(), request.form)
    saved = actions.change(group_id=group_id, version=version_typed(), by=current_user, **data)
    flash(f"Đã lưu nhóm “{saved.name}”.", "success")
    return redirect(url_for("directory.groups"), 303)


@pages.post("/office-groups/<int:group_id>/deletion")
@requires(Permission.DIRECTORY_EDIT)
def remove_group(group_id: int) -> Response:
    """Take a group out."""
    actions.remove(group_id=group_id, by=current_user)
    flash("Đã bỏ nhóm.", "success")
    return redirect(url_for("directory.groups"), 303)
