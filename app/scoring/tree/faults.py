"""What keeps a criteria set from being issued."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from app.lib import numbers
from app.scoring.formulas import MOST_POINTS
from app.scoring.terms import Part
from app.scoring.tree.nodes import (
    MOST_LEVELS,
    MOST_WEIGHT,
    Node,
    Problem,
    by_parent,
    maxima_of,
)

_ZERO = Decimal(0)


def problems(
    nodes: Iterable[Node], *, base_total: Decimal, bonus_cap: Decimal, penalty_cap: Decimal
) -> list[Problem]:
    """Everything that keeps a criteria set from being issued; empty when it is in order.

    Looked at in turn, each only once what comes before is right: the shape (codes, parents,
    levels), the limits of each node, the sums.
    """
    given = tuple(nodes)
    if not given:
        return [Problem(None, "Bộ tiêu chí chưa có nhóm nào.")]
    shape = [*_code_problems(given), *_place_problems(given)]
    limits = shape or [problem for node in given for problem in _limit_problems(node)]
    if limits:
        return limits
    children = by_parent(given)
    return [
        *(found for node in given for found in _group_problems(node, children.get(node.code, ()))),
        *_set_problems(children[None], base_total, bonus_cap, penalty_cap),
    ]


def _code_problems(nodes: tuple[Node, ...]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for node in nodes:
        key = node.code.strip().casefold()
        if not key:
            yield Problem(node.code, "Mã tiêu chí không được để trống.")
        elif key in seen:
            yield Problem(node.code, f"Mã “{node.code}” trùng với mã “{seen[key]}”.")
        seen.setdefault(key, node.code)


def _place_problems(nodes: tuple[Node, ...]) -> Iterator[Problem]:
    by_code = {node.code: node for node in nodes}
    for node in nodes:
        parent = None if node.parent is None else by_code.get(node.parent)
        if node.parent is None:
            if not node.is_group:
                yield Problem(node.code, f"Tiêu chí “{node.code}” phải nằm trong một nhóm.")
        elif parent is None:
            yield Problem(node.code, f"Không có nhóm “{node.parent}” là cấp trên của mục này.")
        elif not parent.is_group:
            yield Problem(node.code, f"“{parent.code}” là tiêu chí, không chứa mục con được.")
        elif parent.part is not node.part:
            said = f"phải cùng phần {parent.part.label.lower()} với nhóm “{parent.code}”"
            yield Problem(node.code, f"Mục “{node.code}” {said}.")
        elif _level(node, by_code) > MOST_LEVELS:
            said = f"nằm sâu quá {MOST_LEVELS} cấp, hoặc là cấp trên của chính nó"
            yield Problem(node.code, f"Mục “{node.code}” {said}.")


def _level(node: Node, by_code: Mapping[str, Node]) -> int:
    """1 for the top; one more than allowed for anything deeper, circles included."""
    level, above = 1, node.parent
    while above is not None and above in by_code and level <= MOST_LEVELS:
        level, above = level + 1, by_code[above].parent
    return level


def _limit_problems(node: Node) -> Iterator[Problem]:
    most = node.max_points
    if not most.is_finite() or not 0 <= most <= MOST_POINTS:
        yield Problem(node.code, f"Điểm tối đa phải từ 0 đến {numbers.vi(MOST_POINTS)}.")
    elif most != numbers.quantize3(most):
        yield Problem(node.code, "Điểm tối đa có nhiều nhất 3 chữ số sau dấu phẩy.")
    elif most == 0 and node.min_points >= 0:
        yield Problem(node.code, "Điểm tối đa phải lớn hơn 0.")
    if not node.weight.is_finite() or not 0 < node.weight <= MOST_WEIGHT:
        yield Problem(node.code, f"Trọng số phải lớn hơn 0, nhiều nhất {numbers.vi(MOST_WEIGHT)}.")
    elif node.weight != numbers.quantize3(node.weight):
        yield Problem(node.code, "Trọng số có nhiều nhất 3 chữ số sau dấu phẩy.")
    if node.min_points < 0 and node.part is not Part.BASE:
        said = "Trong phần điểm thưởng, điểm trừ, điểm của tiêu chí không được là số âm."
        yield Problem(node.code, said)


def _group_problems(node: Node, below: tuple[Node, ...]) -> Iterator[Problem]:
    if not node.is_group:
        return
    if not below:
        yield Problem(node.code, f"Nhóm “{node.code}” chưa có tiêu chí nào.")
        return
    held = numbers.quantize3(maxima_of(below))
    may_exceed = node.capped or node.part is not Part.BASE
    if held < node.max_points or (held > node.max_points and not may_exceed):
        needed = "không được nhỏ hơn" if may_exceed else "phải bằng"
        weighed = " (nhân trọng số)" if any(child.weight != 1 for child in below) else ""
        of = f"các mục con của nhóm “{node.code}”{weighed}"
        said = f"Tổng điểm tối đa {of} là {numbers.vi(held)}"
        yield Problem(
            node.code, f"{said}; tổng này {needed} điểm tối đa {numbers.vi(node.max_points)}."
        )


def _set_problems(
    roots: tuple[Node, ...], base_total: Decimal, bonus_cap: Decimal, penalty_cap: Decimal
) -> Iterator[Problem]:
    held = dict.fromkeys(Part, _ZERO)
    for root in roots:
        held[root.part] += root.max_points * root.weight
    held = {part: numbers.quantize3(most) for part, most in held.items()}
    if held[Part.BASE] != base_total:
        said = f"Tổng điểm tối đa của các nhóm điểm chuẩn là {numbers.vi(held[Part.BASE])}, khác"
        yield Problem(None, f"{said} tổng điểm chuẩn {numbers.vi(base_total)} của bộ tiêu chí.")
    for part, cap in ((Part.BONUS, bonus_cap), (Part.PENALTY, penalty_cap)):
        yield from _cap_problems(part, held[part], cap)


def _cap_problems(part: Part, held: Decimal, cap: Decimal) -> Iterator[Problem]:
    name = part.label.lower()
    if cap < 0:
        yield Problem(None, f"Mức tối đa của {name} không được là số âm.")
    elif held > 0 and cap == 0:
        yield Problem(None, f"Có nhóm {name} nhưng chưa quy định mức tối đa của {name}.")
    elif cap > held:
        said = f"Mức tối đa của {name} là {numbers.vi(cap)}, nhưng các nhóm {name}"
        yield Problem(None, f"{said} chỉ cho tối đa {numbers.vi(held)}.")
