"""A set with a criterion of every formula, for the tests of filling in."""

from decimal import Decimal
from typing import Any

from app.clusters.terms import ClusterKind
from app.scoring.actions import criteria, criteria_sets, evidence, sheets
from app.scoring.actions.sheets import LineContent
from app.scoring.content import NodeContent, SetContent
from app.scoring.terms import FormulaKind, Part
from tests.scoring.scenes import BANDS, PDF, YEAR, Scene, make_clusters
from tests.world import Person, World

PLAN = "Kế hoạch"
STEPS = [
    {"lower": "0", "upper": "50", "points": "0"},
    {"lower": "50", "upper": "100", "points": "5"},
    {"lower": "100", "upper": None, "points": "10"},
]
OPTIONS = [
    {"name": "good", "label": "Hài lòng", "points": "0.4"},
    {"name": "fair", "label": "Bình thường", "points": "0.2"},
]
AWARDS = [
    {"name": "flag", "label": "Cờ thi đua của Chính phủ", "points": "3"},
    {"name": "certificate", "label": "Bằng khen của tỉnh", "points": "1"},
]
TREE: tuple[tuple[str | None, str, str, dict[str, Any]], ...] = (
    (None, "I", "60", {}),
    (None, "II", "40", {}),
    (None, "III", "3", {"part": Part.BONUS}),
    (None, "IV", "2", {"part": Part.PENALTY}),
    (
        *("I", "I.1", "20"),
        {
            "formula": FormulaKind.RATIO,
            "params": {"done_label": "Đã làm", "assigned_label": "Được giao", "unit": "việc"},
        },
    ),
    ("I", "I.2", "10", {"formula": FormulaKind.FIXED, "evidence_required": True}),
    (
        *("I", "I.3", "20"),
        {"formula": FormulaKind.SURVEY, "params": {"sample": "50", "options": OPTIONS}},
    ),
    ("I", "I.4", "10", {"formula": FormulaKind.MANUAL, "gates": (PLAN,)}),
    ("II", "II.1", "20", {"formula": FormulaKind.RELATIVE}),
    (
        *("II", "II.2", "10"),
        {"formula": FormulaKind.BANDS, "params": {"steps": STEPS}, "assignable": True},
    ),
    ("II", "II.3", "10", {"formula": FormulaKind.CLAMP, "params": {"minimum": "0"}}),
    (
        *("III", "III.1", "3"),
        {
            "formula": FormulaKind.HOLDER,
            "params": {"awards": AWARDS, "rule": "highest"},
            "part": Part.BONUS,
        },
    ),
    (
        *("IV", "IV.1", "2"),
        {
            "formula": FormulaKind.COUNT,
            "params": {"points_each": "0.5"},
            "part": Part.PENALTY,
        },
    ),
)
ANSWERS: dict[str, dict[str, str]] = {
    "I.1": {"done": "45", "assigned": "50"},
    "I.2": {"met": "yes"},
    "I.3": {"good": "40", "fair": "10"},
    "I.4": {"points": "9"},
    "II.1": {"actual": "80", "target": "100"},
    "II.2": {"value": "100"},
    "II.3": {"bonus": "8", "penalty": "0"},
    "III.1": {"flag": "yes", "certificate": "no"},
    "IV.1": {"count": "0"},
}
"""18 + 10 + 18 + 9 (once the plan is there) + 8 + 10 + 8 + 3 = 84."""


def make_scene(world: World, sizes: tuple[int, ...] = (4,), *, year: int = YEAR) -> Scene:
    """Clusters and the set, both issued."""
    leader = world.person(world.province)
    cluster_ids = make_clusters(world, leader, sizes, year=year)
    ids: dict[str, int] = {}
    with world.acting(leader):
        found = criteria_sets.draft(
            content=SetContent(
                year=year,
                cluster_kind=ClusterKind.CLUSTER,
                title=f"Bộ tiêu chí năm {year}",
                bonus_cap=Decimal(3),
                penalty_cap=Decimal(2),
                bands=BANDS,
                tie_chain=(),
            ),
            by=leader,
        )
        for parent, code, most, given in TREE:
            content = NodeContent(
                code=code, text=f"Nội dung {code}", max_points=Decimal(most), **given
            )
            above = None if parent is None else ids[parent]
            made = criteria.add(set_id=found.id, parent_id=above, content=content, by=leader)
            ids[code] = made.id
        criteria_sets.issue(set_id=found.id, by=leader)
    return Scene(world, leader, found.id, ids, cluster_ids)


def attach(
    scene: Scene, sheet_id: int, code: str, person: Person, *, name: str, kind: str | None = None
) -> int:
    """A file at a criterion; its id."""
    return evidence.attach(
        sheet_id=sheet_id,
        criterion_id=scene.ids[code],
        name=name,
        content=PDF + name.encode(),
        caption=None,
        kind=kind,
        by=person,
    ).id


def fill(scene: Scene, person: Person) -> int:
    """A sheet with all answers and evidence; its id."""
    with scene.world.acting(person):
        sheet = sheets.open_sheet(set_id=scene.set_id, by=person)
        lines = {scene.ids[code]: LineContent(inputs=inputs) for code, inputs in ANSWERS.items()}
        sheets.save(sheet_id=sheet.id, version=sheet.version, lines=lines, by=person)
        attach(scene, sheet.id, "I.2", person, name="quyet-dinh.pdf")
        attach(scene, sheet.id, "I.4", person, name="ke-hoach.pdf", kind=PLAN)
        return sheet.id
