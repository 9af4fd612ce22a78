"""Drafting and issuing criteria sets."""

from typing import Any

from sqlalchemy import Integer, insert, literal, select, update
from sqlalchemy.orm import aliased

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters.terms import ClusterKind
from app.lib import clock
from app.lib.errors import Conflict, Invalid, Stale
from app.scoring import sample
from app.scoring.actions.content import SetContent, shown
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.policies import criteria as policies
from app.scoring.queries import criteria as queries
from app.scoring.ranking import Bands
from app.scoring.terms import TieRule
from tenants import context
from tenants.db import db

FIRST_YEAR, LAST_YEAR = 2000, 2100
STALE = "Bộ tiêu chí đã được người khác sửa sau khi bạn mở trang."
LABELS = {
    "title": "Tên bộ tiêu chí",
    "base_total": "Tổng điểm chuẩn",
    "bonus_cap": "Điểm thưởng tối đa",
    "penalty_cap": "Điểm trừ tối đa",
    "submit_by": "Hạn nộp bảng điểm",
    "tie_rule": "Khi vẫn bằng nhau",
}
COPIED = (
    "code",
    "part",
    "text",
    "guidance",
    "max_points",
    "capped",
    "formula",
    "params",
    "evidence_required",
    "position",
)
"""What a copy keeps of a node; the named task belongs to last year's plan and is left out."""


def draft(*, content: SetContent, by: Person) -> CriteriaSet:
    """Open an empty draft. Raises Invalid at the field at fault."""
    policies.check_arrange(context.acting())
    _check(content)
    found = CriteriaSet(tenant_id=context.acting().tenant_id, **_columns(content))
    db.session.add(found)
    audit.record("criteria_set.drafted", found, by=by, year=content.year, title=content.title)
    return found


def draft_sample(*, year: int, cluster_kind: ClusterKind, by: Person) -> CriteriaSet:
    """Open a draft with the example of 100 points, to be changed; it says that it is a sample."""
    found = draft(
        content=SetContent(
            year=year,
            cluster_kind=cluster_kind,
            title=sample.TITLE,
            base_total=sample.BASE_TOTAL,
            bonus_cap=sample.BONUS_CAP,
            penalty_cap=sample.PENALTY_CAP,
            bands=sample.BANDS,
            tie_chain=sample.TIE_CHAIN,
            tie_rule=TieRule.AUTHORITY,
        ),
        by=by,
    )
    _insert_sample(found)
    return found


def draft_copy(*, from_id: int, year: int, by: Person) -> CriteriaSet:
    """Open a draft for `year` from another set, without its deadline and its tasks."""
    source = queries.criteria_set(from_id)
    found = draft(
        content=SetContent(
            year=year,
            cluster_kind=source.cluster_kind,
            title=source.title.replace(str(source.year), str(year)),
            base_total=source.base_total,
            bonus_cap=source.bonus_cap,
            penalty_cap=source.penalty_cap,
            bands=source.bands,
            tie_chain=source.tie_chain,
            tie_rule=source.tie_rule,
        ),
        by=by,
    )
    _copy_nodes(source.id, found)
    return found


def edit(*, set_id: int, version: int, content: SetContent, by: Person) -> CriteriaSet:
    """Change the head of a draft. Raises Conflict once issued, Stale with what differs, Invalid."""
    found = queries.set_for_change(set_id)
    policies.check_edit(found)
    _check(content)
    if found.version != version:
        raise Stale(STALE, changed=_differences(found, content))
    for name, value in _columns(content).items():
        if getattr(found, name) != value:
            setattr(found, name, value)
    audit.record("criteria_set.edited", found, by=by)
    return found


def discard(*, set_id: int, version: int, by: Person) -> None:
    """Delete a draft with its criteria. Raises Conflict once issued, Stale."""
    found = queries.set_for_change(set_id)
    policies.check_edit(found)
    if found.version != version:
        raise Stale(STALE)
    audit.record("criteria_set.discarded", found, by=by, title=found.title, year=found.year)
    db.session.delete(found)
    db.session.flush()


def issue(*, set_id: int, by: Person) -> CriteriaSet:
    """Make a set binding: its subordinates read it and score themselves; it never changes again.

    Issued already, it stays as it is. Raises Invalid with every problem, Conflict where another
    set binds the same clusters.
    """
    policies.check_arrange(context.acting())
    found = queries.set_for_change(set_id)
    if found.is_issued:
        return found
    policies.check_issue(found, queries.criteria(found.id))
    other = queries.issued_set(year=found.year, kind=found.cluster_kind)
    if other is not None:
        raise Conflict(
            f"Năm {found.year} đã có bộ tiêu chí áp dụng cho {found.cluster_kind.label.lower()}: "
            f"“{other.title}”."
        )
    now = clock.now()
    db.session.execute(
        update(Criterion)
        .where(Criterion.criteria_set_id == found.id)
        .values(issued_at=now)
        .execution_options(synchronize_session="fetch")
    )
    found.issued_at, found.issued_by = now, by.id
    audit.record("criteria_set.issued", found, by=by, year=found.year, title=found.title)
    db.session.flush()
    return found


def _check(content: SetContent) -> None:
    if not FIRST_YEAR <= content.year <= LAST_YEAR:
        raise Invalid(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.", "year")
    if not content.title.strip():
        raise Invalid("Cần ghi tên bộ tiêu chí.", "title")
    policies.check_points(content.base_total, "base_total")
    if content.base_total == 0:
        raise Invalid("Tổng điểm chuẩn phải lớn hơn 0.", "base_total")
    policies.check_points(content.bonus_cap, "bonus_cap")
    policies.check_points(content.penalty_cap, "penalty_cap")
    Bands.from_json(content.bands)


def _columns(content: SetContent) -> dict[str, Any]:
    return {
        **vars(content),
        "bands": [dict(band) for band in content.bands],
        "tie_chain": list(content.tie_chain),
    }


def _differences(found: CriteriaSet, content: SetContent) -> dict[str, tuple[str, str]]:
    return {
        label: (shown(getattr(content, name)), shown(getattr(found, name)))
        for name, label in LABELS.items()
        if getattr(content, name) != getattr(found, name)
    }


def _insert_sample(found: CriteriaSet) -> None:
    db.session.flush()
    ids: dict[str, int] = {}
    for level in (False, True):
        items = [item for item in sample.ITEMS if (item.parent is not None) is level]
        rows = [
            {
                "tenant_id": found.tenant_id,
                "criteria_set_id": found.id,
                "parent_id": ids.get(item.parent or ""),
                "position": sample.ITEMS.index(item),
                "code": item.code,
                "part": item.part,
                "text": item.text,
                "guidance": item.guidance,
                "max_points": item.max_points,
                "formula": item.formula,
                "params": item.params,
                "evidence_required": item.evidence,
            }
            for item in items
        ]
        made = db.session.execute(insert(Criterion).returning(Criterion.code, Criterion.id), rows)
        ids.update({code: number for code, number in made})


def _copy_nodes(from_id: int, found: CriteriaSet) -> None:
    """The nodes in one statement, then their places in the tree by code in another."""
    db.session.flush()
    columns = [getattr(Criterion, name) for name in COPIED]
    db.session.execute(
        insert(Criterion).from_select(
            ["tenant_id", "criteria_set_id", "version", *COPIED],
            select(Criterion.tenant_id, literal(found.id), literal(1, Integer), *columns).where(
                Criterion.criteria_set_id == from_id
            ),
        )
    )
    old, above, new_parent = aliased(Criterion), aliased(Criterion), aliased(Criterion)
    parents = (
        select(old.code.label("code"), new_parent.id.label("parent_id"))
        .join(above, above.id == old.parent_id)
        .join(new_parent, new_parent.code == above.code)
        .where(old.criteria_set_id == from_id, new_parent.criteria_set_id == found.id)
        .subquery()
    )
    db.session.execute(
        update(Criterion)
        .where(Criterion.criteria_set_id == found.id, Criterion.code == parents.c.code)
        .values(parent_id=parents.c.parent_id)
        .execution_options(synchronize_session=False)
    )
