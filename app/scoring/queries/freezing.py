"""What an announcement freezes, gathered from all that was entered and decided."""

from typing import Any

from app.scoring.announcing import results, scales
from app.scoring.announcing.canonical import Content
from app.scoring.deciding.downgrades import Fact
from app.scoring.models import CriteriaSet
from app.scoring.queries import criteria, disciplines, gathering, ties
from app.scoring.queries.standings import Board

FORMAT = 1


def document(criteria_set: CriteriaSet, board: Board) -> Content:
    """Inputs, results and digests of the members' parts (see `announcing.results`)."""
    return results.document(inputs(criteria_set, board))


def inputs(criteria_set: CriteriaSet, board: Board) -> Content:
    """Everything from which the result of a board follows."""
    scale = criteria.scale(criteria_set.id)
    ids = [row.sheet_id for row in board.rows if row.sheet_id is not None]
    members = gathering.members(scale, ids)
    return {
        "format": FORMAT,
        "scope": board.scope.value,
        "year": criteria_set.year,
        "set": scales.frozen(scale),
        "members": list(members.values()),
        "decisions": [
            {"scope": one.scope.value, "sheets": list(one.sheet_ids), "reason": one.reason}
            for one in ties.decided(criteria_set.id, board.scope)
        ],
        "facts": _facts(criteria_set, {one["member"] for one in members.values()}),
        "zero": _fact(disciplines.ZERO),
        "absences": [
            {"member": one.member_id, "name": one.member_name, "reason": one.reason}
            for one in sorted(board.listed, key=lambda one: one.member_id)
        ],
    }


def _facts(criteria_set: CriteriaSet, members: set[Any]) -> Content:
    """What may lower the bands of the members, by member."""
    return {
        str(member_id): [_fact(one) for one in known]
        for member_id, known in disciplines.facts(criteria_set).items()
        if member_id in members
    }


def _fact(fact: Fact) -> Content:
    return {"cause": fact.cause, "said": fact.said}
