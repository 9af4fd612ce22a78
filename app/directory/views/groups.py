"""Pages: groups of offices, the wordings that mean many at once."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.directory import queries, schemas
from app.directory.actions import groups as actions
from app.directory.views.blueprint import pages
from app.lib.errors import Conflict, Invalid, Stale
from app.lib.schemas import load_form
from tenants.db import refuse

FIELDS_BY_LABEL = {
    "Tên": "name",
    "Cách gọi khác": "aliases",
    "Loại": "kinds",
    "Chọn thêm": "office_ids",
}


def _index(status: int = 200, errors: dict[str, list[str]] | None = None) -> tuple[str, int]:
    register = queries.office_register()
    page = render_template(
        "directory/groups.html",
        rows=[(group, register.members(group)) for group in register.groups],
        form=schemas.typed_group(request.form),
        choices=schemas.kind_choices(),
        offices=register.open_offices,
        errors=errors or {},
    )
    return page, status


@pages.get("/office-groups")
@requires(Permission.DIRECTORY_VIEW)
def groups() -> tuple[str, int]:
    """The groups of offices, each with whom it means."""
    return _index()


@pages.post("/office-groups")
@requires(Permission.DIRECTORY_EDIT)
def add_group() -> Response | tuple[str, int]:
    """Enter a group."""
    try:
        added = actions.add(by=current_user, **load_form(schemas.GroupInSchema(), request.form))
    except Invalid as error:
        refuse()
        return _index(422, error.fields)
    except Conflict as error:
        refuse()
        return _index(409, {error.field or "": [error.message]})
    flash(f"Đã thêm nhóm “{added.name}”.", "success")
    return redirect(url_for("directory.groups"), 303)


@pages.post("/office-groups/usual-set")
@requires(Permission.DIRECTORY_EDIT)
def add_usual_groups() -> Response:
    """Enter the groups that plans usually name."""
    count = actions.add_usual(by=current_user)
    flash(f"Đã thêm {count} nhóm thường gặp. Hãy xem lại từng nhóm gồm những ai.", "success")
    return redirect(url_for("directory.groups"), 303)


def _group_page(group_id: int, status: int = 200, **values: Any) -> tuple[str, int]:
    group = queries.group(group_id)
    register = queries.office_register()
    page = render_template(
        "directory/group.html",
        group=group,
        members=register.members(group),
        choices=schemas.kind_choices(),
        offices=register.open_offices,
        **{
            "form": schemas.group_values(group, queries.chosen_offices(group_id)),
            "errors": {},
            "changed": [],
            **values,
        },
    )
    return page, status


@pages.get("/office-groups/<int:group_id>")
@requires(Permission.DIRECTORY_EDIT)
def group(group_id: int) -> tuple[str, int]:
    """One group, to correct."""
    return _group_page(group_id)


@pages.post("/office-groups/<int:group_id>")
@requires(Permission.DIRECTORY_EDIT)
def change_group(group_id: int) -> Response | tuple[str, int]:
    """Say anew whom a group means."""
    typed, version = schemas.typed_group(request.form), request.form.get("version", 0, type=int)
    try:
        data = load_form(schemas.GroupInSchema(), request.form)
        saved = actions.change(group_id=group_id, version=version, by=current_user, **data)
    except Invalid as error:
        refuse()
        return _group_page(group_id, 422, form=typed, errors=error.fields)
    except Conflict as error:
        refuse()
        errors = {error.field or "name": [error.message]}
        return _group_page(group_id, 409, form=typed, errors=errors)
    except Stale as error:
        refuse()
        return _group_page(group_id, 412, form=typed, changed=_conflict(group_id, error))
    flash(f"Đã lưu nhóm “{saved.name}”.", "success")
    return redirect(url_for("directory.groups"), 303)


def _conflict(group_id: int, error: Stale) -> list[dict[str, Any]]:
    """What differs, with the value that each control would take over."""
    values = schemas.group_values(queries.group(group_id), queries.chosen_offices(group_id))
    rows = []
    for label, (mine, current) in error.changed.items():
        name = FIELDS_BY_LABEL[label]
        value = values[name]
        shown = value if isinstance(value, str) else " ".join(str(one) for one in value)
        rows.append(
            {"name": name, "label": label, "mine": mine, "current": current, "value": shown}
        )
    return rows


@pages.post("/office-groups/<int:group_id>/deletion")
@requires(Permission.DIRECTORY_EDIT)
def remove_group(group_id: int) -> Response:
    """Take a group out."""
    actions.remove(group_id=group_id, by=current_user)
    flash("Đã bỏ nhóm.", "success")
    return redirect(url_for("directory.groups"), 303)
