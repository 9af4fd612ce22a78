"""Pages of criteria sets: list, one set, its head, try-out, issue."""

from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.clusters.terms import ClusterKind
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import clock, numbers
from app.lib.errors import Conflict, Invalid
from app.scoring import jobs
from app.scoring.actions import criteria_sets as actions
from app.scoring.exchange import words
from app.scoring.models import CriteriaSet
from app.scoring.policies import criteria as policies
from app.scoring.policies import soundness
from app.scoring.queries import criteria as queries
from app.scoring.queries import editions
from app.scoring.samples import SAMPLES
from app.scoring.scale import Scale
from app.scoring.schemas import criteria_forms as schemas
from app.scoring.terms import DowngradeCause, Rebase, StandingScope, TieRule
from app.scoring.tree import Problem
from app.scoring.views.blueprint import pages
from tenants import context


def see(set_id: int, anchor: str | None = None) -> Response:
    """Go to the page of a set."""
    return redirect(url_for("scoring.criteria_set", set_id=set_id, _anchor=anchor), 303)


@pages.get("/criteria-sets")
@requires(Permission.CRITERIA_VIEW)
def criteria_sets() -> str:
    """The sets that may be read."""
    return _list()


def _list(refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "scoring/criteria_sets.html",
        lines=queries.sets(),
        arranges=policies.can_arrange(context.acting()),
        kinds=ClusterKind,
        samples=SAMPLES,
        year=request.form.get("year", clock.today().year, type=int),
        errors=refusal.errors,
    )


@pages.post("/criteria-sets")
@requires(Permission.CRITERIA_EDIT)
@shows_again(_list)
def draft_set() -> Response:
    """Open a draft: from the sample, from another set, or empty."""
    found = _draft(request.form.get("source", ""))
    flash("Đã lập dự thảo bộ tiêu chí. Hãy sửa cho phù hợp rồi trình lãnh đạo ban hành.", "success")
    return see(found.id)


def _draft(source: str) -> CriteriaSet:
    given = schemas.start_form(request.form)
    head, _, name = source.partition(":")
    if head == "sample":
        return actions.draft_sample(
            year=given.year,
            cluster_kind=given.cluster_kind,
            sample=name or "common",
            by=current_user,
        )
    from_id = numbers.identifier(source)
    if from_id is not None:
        return actions.draft_copy(from_id=from_id, year=given.year, by=current_user)
    if source:
        raise Invalid("Không có bộ tiêu chí này để lập theo; hãy chọn lại.", "source")
    return actions.draft(content=given, by=current_user)


@pages.get("/criteria-sets/<int:set_id>")
@requires(Permission.CRITERIA_VIEW)
def criteria_set(set_id: int) -> str:
    """One set: its tree, what it lacks, its bands and tie rule."""
    found = queries.criteria_set(set_id)
    scale = Scale.of(found, queries.criteria(set_id))
    named = [one.upstream_task_id for row in scale.rows if (one := row.criterion).upstream_task_id]
    acting = context.acting()
    arranges = policies.can_arrange(acting) and found.tenant_id == acting.tenant_id
    return render_template(
        "scoring/criteria_set.html",
        criteria_set=found,
        scale=scale,
        ids={row.criterion.code: row.criterion.id for row in scale.rows},
        tasks=queries.tasks_by_id([task_id for task_id in named if task_id is not None]),
        problems=[] if found.is_issued else _problems(found, scale),
        hints=list(soundness.hints(found, scale.rows)) if arranges and not found.is_issued else [],
        clusters=queries.cluster_names(found.applies_to),
        editions=editions.history(found),
        words=words,
        arranges=arranges,
        can_edit=arranges and policies.can_edit(found),
        can_mend=arranges and found.is_issued and found.replaced_at is None,
    )


def _problems(found: CriteriaSet, scale: Scale) -> list[Problem]:
    nodes = [row.criterion for row in scale.rows]
    clusters = queries.cluster_ids(found.year, found.cluster_kind) if found.applies_to else None
    return policies.problems(found, nodes, clusters)


@pages.get("/criteria-sets/<int:set_id>/head")
@requires(Permission.CRITERIA_EDIT)
def set_head(set_id: int) -> str:
    """The head of a draft, to be edited."""
    policies.check_edit(queries.criteria_set(set_id))
    return _head(set_id)


def _head(set_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    found = queries.criteria_set(set_id)
    return render_template(
        "scoring/set_head.html",
        criteria_set=found,
        scale=Scale.of(found, queries.criteria(found.id)),
        typed=refusal.typed or schemas.set_as_form(found),
        chosen=refusal.typed.getlist("applies_to") if refusal else found.applies_to,
        kinds=ClusterKind,
        rules=_options(TieRule),
        rebases=_options(Rebase),
        causes=_options(DowngradeCause),
        scopes=_options(StandingScope),
        clusters=[
            (one.id, one.name) for one in queries.clusters_of_year(found.year, found.cluster_kind)
        ],
        labels=actions.LABELS,
        errors=refusal.errors,
        conflict=refusal.differences(actions.LABELS),
        refusal=refusal,
    )


def _options(words: Iterable[Any]) -> list[tuple[str, str]]:
    return [(word.value, word.label) for word in words]


@pages.post("/criteria-sets/<int:set_id>/head")
@requires(Permission.CRITERIA_EDIT)
@shows_again(_head)
def edit_set(set_id: int) -> Response:
    """Save the head of a draft."""
    content = schemas.set_form(request.form, request.form.getlist("applies_to"))
    actions.edit(set_id=set_id, version=version_typed(), content=content, by=current_user)
    flash("Đã lưu thông tin chung của bộ tiêu chí.", "success")
    return see(set_id)


@pages.post("/criteria-sets/<int:set_id>/removal")
@requires(Permission.CRITERIA_EDIT)
def discard_set(set_id: int) -> Response:
    """Delete a draft."""
    actions.discard(set_id=set_id, version=version_typed(), by=current_user)
    flash("Đã xóa dự thảo bộ tiêu chí.", "success")
    return redirect(url_for("scoring.criteria_sets"), 303)


@pages.post("/criteria-sets/<int:set_id>/issuance")
@requires(Permission.CRITERIA_ISSUE)
def issue_set(set_id: int) -> Response:
    """Make a set binding."""
    try:
        jobs.issue_set(set_id=set_id, by=current_user)
    except Invalid:
        raise Conflict(
            "Bộ tiêu chí còn nội dung chưa đúng; hãy sửa các mục được nêu ở trang bộ "
            "tiêu chí rồi ban hành lại."
        ) from None
    flash("Đã ban hành bộ tiêu chí; các đơn vị có thể tự chấm điểm.", "success")
    return see(set_id)
