"""Pages of one group or criterion of a draft."""

from typing import Any

from flask import flash, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib.errors import Invalid
from app.scoring.actions import criteria as actions
from app.scoring.models import CriteriaSet
from app.scoring.policies import criteria as policies
from app.scoring.queries import criteria as queries
from app.scoring.schemas import criteria_forms as schemas
from app.scoring.schemas import params
from app.scoring.terms import FormulaKind, Part
from app.scoring.views.blueprint import pages
from app.scoring.views.criteria_sets import see


def _formula() -> FormulaKind | None:
    """The kind of formula that the form is for; None for a group."""
    return next((kind for kind in FormulaKind if kind == request.values.get("formula")), None)


def _form(found: CriteriaSet, refusal: Refusal, **values: Any) -> str:
    parent_id = request.values.get("parent_id", type=int)
    given = {
        "criterion": None,
        "parent": queries.criterion(parent_id) if parent_id else None,
        "formula": _formula(),
        "typed": refusal.typed,
        **values,
    }
    return render_template(
        "scoring/criterion.html",
        criteria_set=found,
        parts=Part,
        kinds=FormulaKind,
        params=params,
        tasks=queries.task_options(year=found.year) if given["formula"] else [],
        errors=refusal.errors,
        conflict=refusal.differences(actions.LABELS),
        refusal=refusal,
        **given,
    )


def _new(set_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    return _form(queries.criteria_set(set_id), refusal)


def _edited(criterion_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    criterion = queries.criterion(criterion_id)
    return _form(
        queries.criteria_set(criterion.criteria_set_id),
        refusal,
        typed=refusal.typed or schemas.node_as_form(criterion),
        criterion=criterion,
        parent=None if criterion.parent_id is None else queries.criterion(criterion.parent_id),
        formula=_formula() or criterion.formula,
    )


@pages.get("/criteria-sets/<int:set_id>/criteria/new")
@requires(Permission.CRITERIA_EDIT)
def new_criterion(set_id: int) -> str:
    """A new group, or a new criterion of a chosen kind of formula."""
    policies.check_edit(queries.criteria_set(set_id))
    return _new(set_id)


@pages.post("/criteria-sets/<int:set_id>/criteria")
@requires(Permission.CRITERIA_EDIT)
@shows_again(_new, Invalid)
def add_criterion(set_id: int) -> Response:
    """Put it into the draft."""
    node = actions.add(
        set_id=set_id,
        parent_id=request.form.get("parent_id", type=int),
        content=schemas.node_form(request.form),
        by=current_user,
    )
    flash(f"Đã thêm mục {node.code}.", "success")
    return see(set_id, f"criterion-{node.id}")


@pages.get("/criteria/<int:criterion_id>")
@requires(Permission.CRITERIA_EDIT)
def criterion(criterion_id: int) -> str:
    """One group or criterion, to be edited."""
    found = queries.criterion(criterion_id)
    policies.check_edit(queries.criteria_set(found.criteria_set_id))
    return _edited(criterion_id)


@pages.post("/criteria/<int:criterion_id>")
@requires(Permission.CRITERIA_EDIT)
@shows_again(_edited)
def edit_criterion(criterion_id: int) -> Response:
    """Save it."""
    content = schemas.node_form(request.form)
    node = actions.edit(
        criterion_id=criterion_id, version=version_typed(), content=content, by=current_user
    )
    flash(f"Đã lưu mục {node.code}.", "success")
    return see(node.criteria_set_id, f"criterion-{node.id}")


@pages.post("/criteria/<int:criterion_id>/removal")
@requires(Permission.CRITERIA_EDIT)
def remove_criterion(criterion_id: int) -> Response:
    """Take it out of the draft."""
    found = actions.remove(criterion_id=criterion_id, version=version_typed(), by=current_user)
    flash("Đã xóa mục khỏi bộ tiêu chí.", "success")
    return see(found.id)


@pages.post("/criteria/<int:criterion_id>/position")
@requires(Permission.CRITERIA_EDIT)
def move_criterion(criterion_id: int) -> Response:
    """Move it one place up or down."""
    step = -1 if request.form.get("step") == "-1" else 1
    node = actions.move(criterion_id=criterion_id, step=step, by=current_user)
    return see(node.criteria_set_id, f"criterion-{node.id}")
