"""Criteria sets: who may write them, what keeps one from being issued."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from app.lib import numbers
from app.lib.errors import Conflict, Invalid, NotAllowed
from app.scoring import tree
from app.scoring.formulas import MOST_POINTS
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.ranking import Bands
from app.scoring.scale import placed
from app.scoring.tree import Problem
from tenants.context import Acting

CODE = re.compile(r"[0-9A-Za-zĐđ]+(\.[0-9A-Za-zĐđ]+)*")
LONGEST_CODE = 20
LONGEST_TEXT = 2_000
MOST_NODES = 400


def can_arrange(acting: Acting) -> bool:
    """Criteria sets are the province's."""
    return acting.tenant_id is not None and acting.tenant_id == acting.province_id


def check_arrange(acting: Acting) -> None:
    """Raises NotAllowed for any tenant but a province."""
    if not can_arrange(acting):
        raise NotAllowed("Bộ tiêu chí, việc xác nhận và công bố kết quả thi đua do tỉnh thực hiện.")


def can_edit(criteria_set: CriteriaSet) -> bool:
    """Only a draft changes."""
    return not criteria_set.is_issued


def check_edit(criteria_set: CriteriaSet) -> None:
    """Raises Conflict for an issued set."""
    if not can_edit(criteria_set):
        raise Conflict(
            "Bộ tiêu chí đã ban hành nên không sửa, không xóa được. "
            "Nếu cần thay đổi cho năm sau, hãy lập bộ mới từ bộ này."
        )


def check_issued(criteria_set: CriteriaSet) -> None:
    """Raises Conflict for a draft, by which nobody may be scored yet."""
    if not criteria_set.is_issued:
        raise Conflict("Bộ tiêu chí chưa ban hành nên chưa chấm điểm được.")


def problems(criteria_set: CriteriaSet, criteria: Iterable[Criterion]) -> list[Problem]:
    """Everything that keeps the set from being issued; empty when it is in order."""
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


def check_issue(criteria_set: CriteriaSet, criteria: Iterable[Criterion]) -> None:
    """Raises Invalid with every problem, at `criteria.<code>` or `criteria`."""
    found = problems(criteria_set, criteria)
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
