"""Frozen inputs made by hand: one criterion of each kind, members with what they entered."""

from collections.abc import Mapping
from typing import Any

from app.scoring.announcing.canonical import Content


def node(code: str, parent: str | None, most: str, formula: str | None, **given: Any) -> Content:
    """A group (no formula) or criterion."""
    return {
        **{"code": code, "parent": parent, "part": "base", "text": f"Nội dung {code}"},
        **{"max_points": most, "capped": False, "weight": "1"},
        **{"formula": formula, "params": {}, "gates": [], "assignable": False},
        **{"evidence_required": False, "due_on": None, **given},
    }


BANDS = [
    {"name": "Xuất sắc", "from": "90", "no_zero": True},
    {"name": "Tốt", "from": "70", "no_zero": False},
    {"name": "Hoàn thành", "from": "0", "no_zero": False},
]
OPTIONS = [{"name": "good", "label": "Hài lòng", "points": "0.4"}]
STEPS = [
    {"lower": "0", "upper": "50", "points": "0"},
    {"lower": "50", "upper": None, "points": "10"},
]
CRITERIA = [
    node("I", None, "60", None),
    node("I.1", "I", "40", "relative"),
    node("I.2", "I", "20", "survey", params={"sample": "50", "options": OPTIONS}),
    node("II", None, "40", None),
    node("II.1", "II", "20", "ratio"),
    node("II.2", "II", "10", "fixed", gates=["Kế hoạch"]),
    node("II.3", "II", "10", "bands", params={"steps": STEPS}),
    node("III", None, "5", None, part="bonus"),
    node("III.1", "III", "5", "count", part="bonus", params={"points_each": "0.5"}),
]
SET: Content = {
    **{"title": "Bộ tiêu chí", "edition": 1, "base_total": "100"},
    **{"bonus_cap": "5", "penalty_cap": "0", "rebase": "none", "bands": BANDS},
    **{"downgrades": [{"when": "zero_criterion", "at_most": "Hoàn thành"}], "quotas": []},
    **{"tie_chain": ["II"], "tie_rule": "shared", "criteria": CRITERIA},
}


def line(inputs: Mapping[str, str], points: str | None, **given: Any) -> Content:
    """What was said of one criterion, by the member alone where nothing else is given."""
    return {
        "self": {
            **{"inputs": dict(inputs), "points": points, "unassigned": False},
            **{"source": None, "note": None},
        },
        **{"appraised": None, "explanation": None, "settled": None, "council": None},
        **{"before": [], "evidence": [], **given},
    }


PLAN = {"caption": "Kế hoạch", "kind": "Kế hoạch", "file": 1, "sha256": "00"}


def member(
    sheet: int, actual: str, target: str, *, good: str = "50", done: str = "10", **given: Any
) -> Content:
    """A member by what differs: its result beside its target, its survey, its work."""
    lines = {
        "I.1": line({"actual": actual, "target": target}, None),
        "I.2": line({"good": good}, None),
        "II.1": line({"done": done, "assigned": "10"}, None),
        "II.2": line({"met": "yes"}, "10", evidence=[PLAN]),
        "II.3": line({"value": "80"}, "10"),
        "III.1": line({"count": "0"}, "0"),
    }
    lines.update(given.pop("lines", {}))
    return {
        **{"sheet": sheet, "member": 100 + sheet, "name": f"Xã {sheet}"},
        **{"cluster": 1, "cluster_name": "Cụm 1", "appraiser": "Xã lead"},
        **{"self_total": "0", "appraised_total": None, "settled_total": None},
        **{"comment": None, "revision": 1, "explanation": None, "petitions": []},
        **{"on": {}, "lines": lines, **given},
    }


def inputs(*members: Content, **given: Any) -> Content:
    """The members of one cluster with the set."""
    return {
        **{"format": 1, "scope": "cluster", "year": 2026, "set": SET},
        **{"members": list(members), "decisions": [], "facts": {}, "absences": []},
        "zero": {"cause": "zero_criterion", "said": "có tiêu chí bị 0 điểm"},
        **given,
    }
