"""Criteria sets: who may write them, what keeps one from being issued."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from app.clusters import queries as clusters
from app.lib import numbers
from app.lib.errors import Conflict, Invalid, NotAllowed
from app.scoring import tree
from app.scoring.formulas import MOST_POINTS
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.policies import soundness
from app.scoring.ranking import Bands
from app.scoring.scale import placed
from app.scoring.terms import Part
from app.scoring.tree import Problem
from tenants.context import Acting

CODE = re.compile(r"[0-9A-Za-zĐđ]+(\.[0-9A-Za-zĐđ]+)*")
LONGEST_CODE = 20
LONGEST_TEXT = 2_000
MOST_NODES = 400
MOST_WEIGHT = 1_000
MOST_GATES = 10
LONGEST_GATE = 200


def can_arrange(acting: Acting) -> bool:
    """Criteria sets are of those who run clusters: the province, and whoever has units below."""
    return acting.tenant_id is not None and clusters.manages()


def check_arrange(acting: Acting) -> None:
    """Raises NotAllowed for a tenant that runs no clusters."""
    if not can_arrange(acting):
        raise NotAllowed(
            "Bộ tiêu chí, việc xác nhận và công bố kết quả thi đua do đơn vị tổ chức cụm, khối "
            "(cấp trên trực tiếp) thực hiện."
        )


def can_edit(criteria_set: CriteriaSet) -> bool:
    """Only a draft changes."""
    return not criteria_set.is_issued


def check_edit(criteria_set: CriteriaSet) -> None:
    """Raises Conflict for an issued set."""
    if not can_edit(criteria_set):
        raise Conflict(
            "Bộ tiêu chí đã ban hành nên không sửa, không xóa được. "
            "Nếu có sai sót, hãy dùng “Lập lần sửa đổi”; cho năm sau, hãy lập bộ mới từ bộ này."
        )


def check_in_force(criteria_set: CriteriaSet) -> None:
    """Raises Conflict for a draft, and for an edition that another has replaced."""
    check_issued(criteria_set)
    if criteria_set.replaced_at is not None:
        raise Conflict(
            "Bộ tiêu chí này đã được thay bằng lần sửa đổi mới. Hãy mở bảng điểm theo bộ mới; số "
            "liệu và minh chứng đã nhập được chuyển sang."
        )


def check_issued(criteria_set: CriteriaSet) -> None:
    """Raises Conflict for a draft, by which nobody may be scored yet."""
    if not criteria_set.is_issued:
        raise Conflict("Bộ tiêu chí chưa ban hành nên chưa chấm điểm được.")


def problems(
    criteria_set: CriteriaSet,
    criteria: Iterable[Criterion],
    cluster_ids: Collection[int] | None = None,
) -> list[Problem]:
    """Everything that keeps the set from being issued; empty when it is in order.

    `cluster_ids`: the clusters of its year and kind, where it is to be checked for which it is.
    """
    rows = placed(criteria)
    nodes = [row.node for row in rows]
    return [
        *tree.problems(
            nodes,
            base_total=criteria_set.base_total,
            bonus_cap=criteria_set.bonus_cap,
            penalty_cap=criteria_set.penalty_cap,
        ),
        *_band_problems(criteria_set),
        *_chain_problems(criteria_set, {node.code for node in nodes}),
        *soundness.problems(criteria_set, rows),
        *_cluster_problems(criteria_set, cluster_ids),
    ]


def _band_problems(criteria_set: CriteriaSet) -> list[Problem]:
    best = criteria_set.base_total + criteria_set.bonus_cap
    found = Bands.from_json(criteria_set.bands).problems(best)
    return [Problem(None, problem.message) for problem in found]


def _chain_problems(criteria_set: CriteriaSet, codes: set[str]) -> Iterator[Problem]:
    chain = criteria_set.tie_chain
    for code in chain:
        if code not in codes:
            yield Problem(None, f"Thứ tự phân định đồng hạng có mục “{code}” không còn trong bộ.")
    if len(set(chain)) != len(chain):
        yield Problem(None, "Thứ tự phân định đồng hạng có mục bị lặp.")


def _cluster_problems(
    criteria_set: CriteriaSet, cluster_ids: Collection[int] | None
) -> Iterator[Problem]:
    if cluster_ids is not None and not set(criteria_set.applies_to) <= set(cluster_ids):
        yield Problem(None, "Có cụm, khối áp dụng đã bị xóa hoặc không thuộc năm này.")


def check_issue(
    criteria_set: CriteriaSet, criteria: Iterable[Criterion], cluster_ids: Collection[int]
) -> None:
    """Raises Invalid with every problem, at `criteria.<code>` or `criteria`."""
    found = problems(criteria_set, criteria, cluster_ids)
    if found:
        fields: dict[str, list[str]] = {}
        for code, message in found:
            fields.setdefault("criteria" if code is None else f"criteria.{code}", []).append(
                message
            )
        raise Invalid(fields=fields)


def check_points(value: Decimal, field: str, *, least: Decimal = Decimal(0)) -> None:
    """Raises Invalid for points below `least`, too many, or of more than three places."""
    if not value.is_finite() or not least <= value <= MOST_POINTS:
        raise Invalid(
            f"Phải là số điểm từ {numbers.vi(least)} đến {numbers.vi(MOST_POINTS)}.", field
        )
    if value != numbers.quantize3(value):
        raise Invalid("Có nhiều nhất 3 chữ số sau dấu phẩy.", field)


def check_extras(
    *, weight: Decimal, gates: Sequence[str], assignable: bool, part: Part, is_group: bool
) -> None:
    """Raises Invalid for a weight, a kind of evidence or an assignment that cannot be."""
    check_points(weight, "weight")
    if not 0 < weight <= MOST_WEIGHT:
        raise Invalid(f"Hệ số phải lớn hơn 0 và không quá {MOST_WEIGHT}.", "weight")
    if len(gates) > MOST_GATES or any(not one.strip() or len(one) > LONGEST_GATE for one in gates):
        said = f"Mỗi loại minh chứng có tên dài tối đa {LONGEST_GATE} ký tự"
        raise Invalid(f"{said}; nhiều nhất {MOST_GATES} loại.", "gates")
    if len({one.strip().casefold() for one in gates}) != len(gates):
        raise Invalid("Loại minh chứng bị ghi hai lần.", "gates")
    if is_group and (gates or assignable):
        said = "Chỉ tiêu chí mới có minh chứng điều kiện và có thể không được giao."
        raise Invalid(said, "gates" if gates else "assignable")
    if assignable and part is not Part.BASE:
        raise Invalid("Chỉ tiêu chí điểm chuẩn mới có thể không được giao.", "assignable")


def check_words(code: str, text: str) -> None:
    """Raises Invalid for a code that cannot be printed in a table, or an empty text."""
    wrong: dict[str, list[str]] = {}
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        wrong["code"] = ["Mã gồm chữ, số và dấu chấm, ví dụ: I, I.1, II.3 (tối đa 20 ký tự)."]
    if not text.strip() or len(text) > LONGEST_TEXT:
        wrong["text"] = [f"Cần ghi nội dung (tối đa {LONGEST_TEXT} ký tự)."]
    if wrong:
        raise Invalid(fields=wrong)


def check_room(count: int) -> None:
    """Raises Invalid where the set is full."""
    if count >= MOST_NODES:
        raise Invalid(f"Một bộ tiêu chí có nhiều nhất {MOST_NODES} nhóm và tiêu chí.")
