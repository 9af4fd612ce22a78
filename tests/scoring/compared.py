"""A cluster scored by a set with what depends on the whole cluster, on evidence, on assignment."""

from decimal import Decimal

from app.access.permissions import Role
from app.clusters.terms import ClusterKind
from app.scoring.actions import criteria, criteria_sets, evidence, sheets
from app.scoring.actions.sheets import LineContent
from app.scoring.content import SetContent
from app.scoring.terms import FormulaKind
from tests.scoring.scenes import PDF, YEAR, Scene, make_clusters, node
from tests.world import Person, World

DECISION = "Quyết định"


def compared_scene(world: World, size: int = 4) -> Scene:
    """I.1 relative (40), I.2 fixed (20, gated), II.1 manual (30), II.2 count × 2 (10, optional)."""
    leader = world.person(world.province, Role.OFFICER, Role.LEADER, Role.COUNCIL_MEMBER)
    cluster_ids = make_clusters(world, leader, (size,))
    ids: dict[str, int] = {}
    with world.acting(leader):
        found = criteria_sets.draft(
            content=SetContent(
                year=YEAR,
                cluster_kind=ClusterKind.CLUSTER,
                title="Bộ so sánh",
                bands=({"name": "Hoàn thành", "from": "0"},),
            ),
            by=leader,
        )
        nodes = (
            (None, node("I", "60")),
            (None, node("II", "40")),
            ("I", node("I.1", "40", formula=FormulaKind.RELATIVE)),
            ("I", node("I.2", "20", formula=FormulaKind.FIXED, gates=(DECISION,))),
            ("II", node("II.1", "30", formula=FormulaKind.MANUAL)),
            (
                "II",
                node(
                    "II.2",
                    "10",
                    formula=FormulaKind.COUNT,
                    params={"points_each": "2"},
                    assignable=True,
                ),
            ),
        )
        for above, content in nodes:
            parent_id = None if above is None else ids[above]
            made = criteria.add(set_id=found.id, parent_id=parent_id, content=content, by=leader)
            ids[content.code] = made.id
        criteria_sets.issue(set_id=found.id, by=leader)
    return Scene(world, leader, found.id, ids, cluster_ids)


def submit_compared(
    scene: Scene,
    person: Person,
    *,
    actual: str = "100",
    target: str = "100",
    points: str = "20",
    count: str | None = "3",
    proved: bool = True,
) -> int:
    """A submitted sheet; without a count II.2 is said not to be assigned; its id."""
    ids = scene.ids
    lines = {
        ids["I.1"]: LineContent(inputs={"actual": actual, "target": target}),
        ids["I.2"]: LineContent(inputs={"met": "yes"}),
        ids["II.1"]: LineContent(inputs={"points": points}),
        ids["II.2"]: LineContent(inputs={}, note="Không giao", unassigned=True)
        if count is None
        else LineContent(inputs={"count": count}),
    }
    with scene.world.acting(person):
        sheet = sheets.open_sheet(set_id=scene.set_id, by=person)
        sheets.save(sheet_id=sheet.id, version=sheet.version, lines=lines, by=person)
        if proved:
            evidence.attach(
                sheet_id=sheet.id,
                criterion_id=ids["I.2"],
                name="quyet-dinh.pdf",
                content=PDF,
                caption=f"Quyết định của {person.tenant.name}",
                kind=DECISION,
                by=person,
            )
        sheets.submit(sheet_id=sheet.id, by=person)
        return sheet.id


def points(scene: Scene, **by_code: str) -> dict[int, Decimal]:
    """Points by criterion id, given by code with _ for the dot."""
    return {scene.ids[code.replace("_", ".")]: Decimal(given) for code, given in by_code.items()}
