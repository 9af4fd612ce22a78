"""Clusters, criteria sets and sheets for the tests of scoring."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.access.permissions import Role
from app.clusters import actions as clusters
from app.clusters.terms import ClusterKind
from app.scoring.actions import appraisals, criteria, criteria_sets, evidence, sheets
from app.scoring.actions.appraisals import Verdict
from app.scoring.actions.sheets import LineContent
from app.scoring.content import NodeContent, SetContent
from app.scoring.queries import appraisals as appraisal_queries
from app.scoring.queries import sheets as sheet_queries
from app.scoring.terms import FormulaKind, Part, TieRule
from tenants.db import db
from tests.world import Person, World

YEAR = 2026
BANDS = (
    {"name": "Xuất sắc", "from": "90", "no_zero": True},
    {"name": "Tốt", "from": "70"},
    {"name": "Hoàn thành", "from": "0"},
)


@dataclass
class Scene:
    """A province with issued clusters and an issued set of five criteria (codes to ids)."""

    world: World
    leader: Person
    set_id: int
    ids: dict[str, int]
    cluster_ids: list[int]


def node(code: str, most: str, **given: Any) -> NodeContent:
    """A group or criterion with little to say."""
    return NodeContent(code=code, text=f"Nội dung {code}", max_points=Decimal(most), **given)


def make_clusters(
    world: World, leader: Person, sizes: Sequence[int], *, year: int = YEAR
) -> list[int]:
    """Issued clusters of the first communes; in each the first leads, the second is deputy."""
    made, start = [], 0
    with world.acting(leader):
        for number, size in enumerate(sizes, start=1):
            ids = [commune.id for commune in world.communes[start : start + size]]
            start += size
            name = f"Cụm {number}"
            one = clusters.create(year=year, kind=ClusterKind.CLUSTER, name=name, by=leader)
            db.session.flush()
            clusters.edit(
                cluster_id=one.id,
                version=one.version,
                name=name,
                member_ids=ids,
                lead_id=ids[0],
                deputy_id=ids[1],
                by=leader,
            )
            made.append(one.id)
        clusters.issue(cluster_ids=made, by=leader)
    return made


def draft_set(
    world: World,
    leader: Person,
    *,
    tie_rule: TieRule = TieRule.SHARED,
    task_id: int | None = None,
    **head: Any,
) -> tuple[int, dict[str, int]]:
    """A sound draft: I (60: ratio 40, fixed 20), II (bands 40), III bonus ≤ 3, IV penalty ≤ 2.

    `head`: what else the set says (downgrades, quotas).
    """
    steps = [
        {"lower": "0", "upper": "50", "points": "0"},
        {"lower": "50", "upper": "100", "points": "20"},
        {"lower": "100", "upper": None, "points": "40"},
    ]
    ratio = {"done_label": "Đã làm", "assigned_label": "Được giao", "unit": "việc"}
    with world.acting(leader):
        found = criteria_sets.draft(
            content=SetContent(
                year=YEAR,
                cluster_kind=ClusterKind.CLUSTER,
                title=f"Bộ tiêu chí năm {YEAR}",
                bonus_cap=Decimal(3),
                penalty_cap=Decimal(2),
                bands=BANDS,
                tie_chain=("II",),
                tie_rule=tie_rule,
                submit_by=date(YEAR, 11, 30),
                **head,
            ),
            by=leader,
        )
        ids: dict[str, int] = {}

        def add(parent: str | None, content: NodeContent) -> None:
            above = None if parent is None else ids[parent]
            made = criteria.add(set_id=found.id, parent_id=above, content=content, by=leader)
            ids[content.code] = made.id

        add(None, node("I", "60"))
        add(None, node("II", "40"))
        add(None, node("III", "4", part=Part.BONUS))
        add(None, node("IV", "4", part=Part.PENALTY))
        add(
            "I",
            node("I.1", "40", formula=FormulaKind.RATIO, params=ratio, upstream_task_id=task_id),
        )
        add("I", node("I.2", "20", formula=FormulaKind.FIXED, evidence_required=True))
        add("II", node("II.1", "40", formula=FormulaKind.BANDS, params={"steps": steps}))
        add("III", node("III.1", "4", formula=FormulaKind.COUNT, params={"points_each": "1"}))
        add("IV", node("IV.1", "4", formula=FormulaKind.COUNT, params={"points_each": "0.5"}))
        return found.id, ids


def make_scene(
    world: World,
    sizes: Sequence[int] = (4,),
    *,
    tie_rule: TieRule = TieRule.SHARED,
    task_id: int | None = None,
    **head: Any,
) -> Scene:
    """Clusters and a set, both issued; `head` as for `draft_set`."""
    leader = world.person(world.province, Role.OFFICER, Role.LEADER, Role.COUNCIL_MEMBER)
    cluster_ids = make_clusters(world, leader, sizes)
    set_id, ids = draft_set(world, leader, tie_rule=tie_rule, task_id=task_id, **head)
    with world.acting(leader):
        criteria_sets.issue(set_id=set_id, by=leader)
    return Scene(world, leader, set_id, ids, cluster_ids)


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def answers(
    scene: Scene, *, done: str = "50", value: str = "100", met: str = "yes", late: str = "0"
) -> dict[int, LineContent]:
    """An answer to each of the five criteria: 100 points but for what is given."""
    given = {
        "I.1": {"done": done, "assigned": "50"},
        "I.2": {"met": met},
        "II.1": {"value": value},
        "III.1": {"count": "0"},
        "IV.1": {"count": late},
    }
    return {scene.ids[code]: LineContent(inputs=inputs) for code, inputs in given.items()}


def member(scene: Scene, index: int) -> Person:
    """A person of a commune who fills, submits and appraises."""
    return scene.world.person(scene.world.communes[index], Role.OFFICER, Role.LEADER)


def fill(scene: Scene, person: Person, **given: str) -> int:
    """A sheet with all answers and the evidence it needs; its id."""
    with scene.world.acting(person):
        sheet = sheets.open_sheet(set_id=scene.set_id, by=person)
        sheets.save(
            sheet_id=sheet.id, version=sheet.version, lines=answers(scene, **given), by=person
        )
        evidence.attach(
            sheet_id=sheet.id,
            criterion_id=scene.ids["I.2"],
            name="quyet-dinh.pdf",
            content=PDF,
            caption=f"Quyết định của {person.tenant.name}",
            by=person,
        )
        return sheet.id


def submit(scene: Scene, person: Person, **given: str) -> int:
    """A submitted sheet; its id."""
    sheet_id = fill(scene, person, **given)
    with scene.world.acting(person):
        sheets.submit(sheet_id=sheet_id, by=person)
    return sheet_id


def lead_of(scene: Scene, sheet_id: int) -> Person:
    """A person of the unit to which a sheet was sent."""
    with scene.world.acting(scene.leader):
        appraiser_id = sheet_queries.sheet(sheet_id).appraiser_id
    unit = next(one for one in scene.world.communes if one.id == appraiser_id)
    return scene.world.person(unit, Role.OFFICER, Role.LEADER)


def appraise(scene: Scene, sheet_id: int, **points: str) -> int:
    """An appraisal that was sent, as the member scored but for the points by code; its id."""
    person = lead_of(scene, sheet_id)
    with scene.world.acting(person):
        made = appraisals.start(sheet_id=sheet_id, by=person)
        verdicts = {
            scene.ids[code.replace("_", ".")]: Verdict(points=Decimal(given), comment="Chưa đủ")
            for code, given in points.items()
        }
        appraisals.save(
            appraisal_id=made.id, version=made.version, verdicts=verdicts, comment=None, by=person
        )
        appraisals.send(appraisal_id=made.id, by=person)
        return made.id


def settle(scene: Scene, sheet_id: int, **points: str) -> int:
    """An appraisal that was sent and settled as it was sent; its id."""
    appraisal_id = appraise(scene, sheet_id, **points)
    person = lead_of(scene, sheet_id)
    with scene.world.acting(person):
        version = appraisal_queries.appraisal(appraisal_id).version
        appraisals.settle(appraisal_id=appraisal_id, version=version, verdicts={}, by=person)
    return appraisal_id
