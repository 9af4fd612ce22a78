"""Drafting and issuing criteria sets."""

from typing import Any

from sqlalchemy import update

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters.terms import ClusterKind
from app.lib import clock
from app.lib.errors import Conflict, Invalid, Stale
from app.scoring.actions import editions, tree_copies
from app.scoring.content import SetContent, head_of, shown
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.policies import award_rules
from app.scoring.policies import criteria as policies
from app.scoring.queries import criteria as queries
from app.scoring.queries import editions as edition_queries
from app.scoring.ranking import Bands
from app.scoring.samples import SAMPLES
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
    "rebase": "Tiêu chí không được giao",
    "is_sample": "Bộ mẫu",
    "bands": "Mức xếp loại",
    "tie_chain": "Thứ tự so khi bằng điểm",
    "downgrades": "Quy tắc hạ mức",
    "quotas": "Chỉ tiêu khen thưởng",
    "applies_to": "Các cụm, khối áp dụng",
    "year": "Năm thi đua",
    "cluster_kind": "Áp dụng cho",
}
TOLD = ("title", "base_total", "bonus_cap", "penalty_cap", "submit_by", "tie_rule", "rebase")
"""What the second of two editors is told of; rows are not compared for it."""


def draft(*, content: SetContent, by: Person) -> CriteriaSet:
    """Open an empty draft. Raises Invalid at the field at fault."""
    policies.check_arrange(context.acting())
    check(content)
    found = CriteriaSet(tenant_id=context.acting().tenant_id, **_columns(content))
    db.session.add(found)
    audit.record("criteria_set.drafted", found, by=by, year=content.year, title=content.title)
    return found


def draft_sample(
    *, year: int, cluster_kind: ClusterKind, by: Person, sample: str = "common"
) -> CriteriaSet:
    """Open a draft with an example, to be changed; it says that it is a sample.

    `sample`: a key of `app.scoring.samples.SAMPLES`. Raises Invalid for another.
    """
    if sample not in SAMPLES:
        raise Invalid("Không có bộ tiêu chí mẫu này.", "sample")
    chosen = SAMPLES[sample]
    found = draft(content=chosen.head(year=year, cluster_kind=cluster_kind), by=by)
    tree_copies.insert_items(found, chosen.items)
    return found


def draft_copy(*, from_id: int, year: int, by: Person) -> CriteriaSet:
    """Open a draft for `year` from another set, without its days, its clusters and its tasks."""
    source = queries.criteria_set(from_id)
    head = vars(head_of(source)) | {
        "year": year,
        "title": source.title.replace(str(source.year), str(year)),
        "submit_by": None,
        "applies_to": (),
    }
    found = draft(content=SetContent(**head), by=by)
    tree_copies.copy_nodes(source.id, found)
    return found


def draft_edition(*, set_id: int, by: Person) -> CriteriaSet:
    """Open the next edition of an issued set, in which a mistake is mended.

    An edition that is being drafted already is given as it is. Raises Conflict where the set does
    not bind (any more), or some member was scored by it.
    """
    policies.check_arrange(context.acting())
    source = queries.set_for_change(set_id)
    there = edition_queries.draft_of(source.id)
    if there is not None:
        return there
    editions.check_replace(source)
    found = draft(content=head_of(source), by=by)
    found.edition, found.replaces_id = source.edition + 1, source.id
    tree_copies.copy_nodes(source.id, found, same_year=True)
    audit.record("criteria_set.edition_drafted", found, by=by, edition=found.edition)
    return found


def edit(*, set_id: int, version: int, content: SetContent, by: Person) -> CriteriaSet:
    """Change the head of a draft. Raises Conflict once issued, Stale with what differs, Invalid."""
    found = queries.set_for_change(set_id)
    policies.check_edit(found)
    check(content)
    editions.check_same_clusters(found, content)
    if found.version != version:
        raise Stale(STALE, changed=_differences(found, content))
    assign(found, content)
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

    A new edition ends the one that it replaces, as long as nobody was scored by that one. Issued
    already, it stays as it is. Raises Invalid with every problem, Conflict where another set binds
    the same clusters, or the edition before may not be replaced any more.
    """
    policies.check_arrange(context.acting())
    found = queries.set_for_change(set_id)
    if found.is_issued:
        return found
    nodes = queries.criteria(found.id)
    policies.check_issue(found, nodes, queries.cluster_ids(found.year, found.cluster_kind))
    editions.end_replaced(found, by=by)
    other = queries.competing(found)
    if other is not None:
        raise Conflict(
            f"Năm {found.year} đã có bộ tiêu chí áp dụng cho {found.cluster_kind.label.lower()}: "
            f"“{other.title}”."
        )
    editions.check_unscored(found)
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


def assign(found: CriteriaSet, content: SetContent) -> None:
    """Write a checked head into its row."""
    for name, value in _columns(content).items():
        if getattr(found, name) != value:
            setattr(found, name, value)


def check(content: SetContent) -> None:
    """Raises Invalid at the field of the head that is at fault."""
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
    award_rules.check_downgrades(content.downgrades)
    award_rules.check_quotas(content.quotas)
    known = queries.cluster_ids(content.year, content.cluster_kind) if content.applies_to else ()
    if not set(content.applies_to) <= set(known):
        raise Invalid("Có cụm, khối không thuộc năm và loại của bộ tiêu chí này.", "applies_to")


def _columns(content: SetContent) -> dict[str, Any]:
    return {
        **vars(content),
        "bands": [dict(band) for band in content.bands],
        "tie_chain": list(content.tie_chain),
        "applies_to": sorted(set(content.applies_to)),
        "downgrades": [dict(row) for row in content.downgrades],
        "quotas": [dict(row) for row in content.quotas],
    }


def _differences(found: CriteriaSet, content: SetContent) -> dict[str, tuple[str, str]]:
    return {
        LABELS[name]: (shown(getattr(content, name)), shown(getattr(found, name)))
        for name in TOLD
        if getattr(content, name) != getattr(found, name)
    }
