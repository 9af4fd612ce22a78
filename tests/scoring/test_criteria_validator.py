"""What keeps a set from being issued is found, named, and led to; what is only odd is said."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.access.permissions import Role
from app.clusters.terms import ClusterKind
from app.lib.errors import Invalid
from app.scoring.content import SetContent
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.policies import award_rules, soundness
from app.scoring.policies import criteria as policies
from app.scoring.reckoning import Given
from app.scoring.samples import SAMPLES
from app.scoring.scale import Scale
from app.scoring.terms import FormulaKind, Part, Rebase
from app.scoring.trials import try_members
from tests.scoring.scenes import YEAR
from tests.world import World

LAST_DAY = date(YEAR, 11, 30)


def a_set(rows: Iterable[dict[str, Any]], **head: Any) -> tuple[CriteriaSet, list[Criterion]]:
    """A set of one group of 10 points with these criteria, without a database."""
    given = vars(SetContent(year=YEAR, cluster_kind=ClusterKind.CLUSTER, title="Bộ")) | {
        "base_total": Decimal(10),
        "bands": [{"name": "Đạt", "from": "0"}],
        "submit_by": LAST_DAY,
        **head,
    }
    usual = {"weight": Decimal(1), "gates": [], "assignable": False, "capped": False, "params": {}}
    group = {"id": 1, "code": "I", "max_points": Decimal(10), "position": 0, "text": "Nhóm"}
    nodes = [Criterion(**(usual | group | {"part": Part.BASE}))]
    for number, row in enumerate(rows, start=2):
        own = {"id": number, "parent_id": 1, "position": number, "code": f"I.{number - 1}"}
        nodes.append(Criterion(**(usual | own | {"text": "Tiêu chí", "part": Part.BASE} | row)))
    return CriteriaSet(**given), nodes


def problems(*rows: dict[str, Any], **head: Any) -> list[tuple[str | None, str]]:
    """What is wrong with such a set."""
    found, nodes = a_set(rows, **head)
    return [(one.code, one.message) for one in policies.problems(found, nodes)]


def ten(formula: FormulaKind, **more: Any) -> dict[str, Any]:
    """A criterion of 10 points."""
    return {"max_points": Decimal(10), "formula": formula, **more}


SURVEY = {"sample": "20", "options": [{"name": "a", "label": "Hài lòng", "points": "0.4"}]}
AWARDS = [
    {"name": "a", "label": "Cờ", "points": "6"},
    {"name": "b", "label": "Bằng khen", "points": "3"},
]
STEPS = [{"lower": "0", "upper": "50", "points": "2"}, {"lower": "50", "points": "9"}]


@pytest.mark.parametrize(
    ("row", "most"),
    [
        (ten(FormulaKind.SURVEY, params=SURVEY), "8"),
        (ten(FormulaKind.HOLDER, params={"awards": AWARDS}), "9"),
        (ten(FormulaKind.HOLDER, params={"awards": AWARDS, "rule": "highest"}), "6"),
        (ten(FormulaKind.BANDS, params={"steps": STEPS}), "9"),
    ],
)
def test_a_maximum_that_cannot_be_reached_is_named(row: dict[str, Any], most: str) -> None:
    assert problems(row) == [
        ("I.1", f"“I.1” có điểm tối đa 10 nhưng cách tính chỉ cho nhiều nhất {most} điểm.")
    ]


@pytest.mark.parametrize(
    "row",
    [
        ten(FormulaKind.SURVEY, params=SURVEY | {"sample": "25"}),
        ten(FormulaKind.COUNT, params={"points_each": "0.3"}),
        ten(FormulaKind.RELATIVE),
        ten(FormulaKind.CLAMP, params={"minimum": "0"}),
    ],
)
def test_a_maximum_that_can_be_reached_is_sound(row: dict[str, Any]) -> None:
    assert problems(row) == []


def test_sums_count_weights() -> None:
    half = {"max_points": Decimal(5), "formula": FormulaKind.FIXED}
    assert problems(half, half | {"weight": Decimal(1)}) == []
    assert problems(half | {"weight": Decimal(2)}) == []
    assert [code for code, _ in problems(half, half | {"weight": Decimal(2)})] == ["I"]


def test_a_day_after_the_sheets_are_due_is_named() -> None:
    late = ten(FormulaKind.FIXED, due_on=date(YEAR, 12, 1))
    said = "Thời hạn của “I.1” (01/12/2026) sau hạn nộp bảng điểm (30/11/2026)."
    assert problems(late) == [("I.1", said)]
    assert problems(ten(FormulaKind.FIXED, due_on=LAST_DAY)) == []


def test_rules_that_name_nothing_are_named() -> None:
    sound = ten(FormulaKind.FIXED)
    rule = {"when": "reprimand", "at_most": "Tốt"}
    assert "“Tốt” không có" in problems(sound, downgrades=[rule])[0][1]
    assert problems(sound, downgrades=[rule | {"at_most": "Đạt"}]) == []
    assert "“II” không còn" in problems(sound, tie_chain=["I", "II"])[0][1]
    assert problems(ten(FormulaKind.FIXED, gates=[" "]))[0][0] == "I.1"


def test_a_gone_cluster_is_named() -> None:
    found, nodes = a_set([ten(FormulaKind.FIXED)], applies_to=[7])
    assert policies.problems(found, nodes, [7, 8]) == []
    assert "Có cụm" in policies.problems(found, nodes, [8])[0].message


def test_what_is_only_odd_does_not_keep_a_set_back() -> None:
    row = ten(FormulaKind.FIXED, assignable=True)
    found, nodes = a_set([row], submit_by=None)
    assert policies.problems(found, nodes) == []
    hints = list(soundness.hints(found, Scale.of(found, nodes).rows))
    assert [one.code for one in hints] == ["I.1", None]
    found.rebase, found.submit_by = Rebase.GROUP, LAST_DAY
    assert list(soundness.hints(found, Scale.of(found, nodes).rows)) == []


@pytest.mark.parametrize("name", list(SAMPLES))
def test_every_example_is_sound_and_says_that_it_is_one(name: str) -> None:
    head = SAMPLES[name].head(year=YEAR, cluster_kind=ClusterKind.BLOC)
    assert head.is_sample
    assert "mẫu, không phải quy định" in head.title
    ids: dict[str, int] = {}
    nodes = []
    for number, item in enumerate(SAMPLES[name].items, start=1):
        ids[item.code] = number
        above = ids.get(item.parent or "")
        nodes.append(Criterion(id=number, parent_id=above, position=number, **item.columns()))
    found = CriteriaSet(**vars(head))
    assert policies.problems(found, nodes) == []


def test_every_kind_of_formula_is_in_the_example_of_all() -> None:
    held = {item.formula for item in SAMPLES["every-kind"].items if item.formula is not None}
    assert held == set(FormulaKind)


@pytest.mark.parametrize(
    "rows",
    [
        [{"when": "reprimand"}],
        [{"when": "khác", "at_most": "Tốt"}],
        [{"when": "reprimand", "at_most": ""}],
        [{"when": "reprimand", "at_most": "Tốt"}, {"when": "reprimand", "at_most": "Đạt"}],
        [{"when": "reprimand", "at_most": "Tốt", "lạ": 1}],
    ],
)
def test_a_downgrade_of_another_shape_is_refused(rows: list[dict[str, Any]]) -> None:
    with pytest.raises(Invalid) as raised:
        award_rules.check_downgrades(rows)
    assert list(raised.value.fields) == ["downgrades"]


@pytest.mark.parametrize(
    "changed",
    [
        {"award": " "},
        {"count": 0},
        {"count": "1"},
        {"count": True},
        {"per_members": 0},
        {"scope": "đâu đó"},
        {"lạ": 1},
    ],
)
def test_a_quota_of_another_shape_is_refused(changed: dict[str, Any]) -> None:
    row = {"award": "Cờ", "count": 1, "per_members": None, "scope": "cluster"}
    award_rules.check_quotas([row, row | {"per_members": 5, "scope": "province"}])
    with pytest.raises(Invalid) as raised:
        award_rules.check_quotas([row | changed])
    assert list(raised.value.fields) == ["quotas"]


def test_members_are_tried_side_by_side() -> None:
    found, nodes = a_set([ten(FormulaKind.RELATIVE)])
    scale = Scale.of(found, nodes)
    members = [
        Given(inputs={2: {"actual": actual, "target": "100"}}) for actual in ("120", "110", "80")
    ]
    tried = try_members(scale, members)
    assert [one.totals.total for one in tried] == [10, Decimal("7.5"), 4]
    assert [one.band for one in tried] == ["Đạt"] * 3
    assert "110/100" in tried[1].explained[2]
    with pytest.raises(Invalid) as raised:
        try_members(scale, [members[0], Given(inputs={2: {"actual": "-1", "target": "1"}})])
    assert list(raised.value.fields) == ["members.1.lines.2.actual"]
    with pytest.raises(Invalid):
        try_members(scale, members * 2)


def test_the_page_and_the_api_try_members_out(world: World) -> None:
    leader = world.person(world.province, Role.OFFICER, Role.LEADER)
    client = world.client(leader)
    made = client.call(
        "POST",
        "/api/v1/criteria-sets/samples",
        json={"year": YEAR, "cluster_kind": "cluster", "sample": "every-kind"},
    )
    set_id = made.json["id"]
    api = f"/api/v1/criteria-sets/{set_id}"
    ids = {one["code"]: one["id"] for one in client.call("GET", f"{api}/criteria").json}
    page, names = f"/criteria-sets/{set_id}/trial", {}
    for number, actual in enumerate(("120", "110")):
        head = f"members.{number}.lines."
        names[f"{head}{ids['A.1']}.actual"] = actual
        names[f"{head}{ids['A.1']}.target"] = "100"
        names[f"{head}{ids['B.1']}.option_1"] = "50"
        names[f"{head}{ids['B.1']}.option_2"] = "0"
        names[f"{head}{ids['B.1']}.option_3"] = "0"
        names[f"{head}{ids['A.4']}.unassigned"] = "1"
    names[f"members.0.lines.{ids['B.1']}.gate0"] = "1"
    names[f"members.0.lines.{ids['B.1']}.gate1"] = "1"
    shown = client.send(page, {**names, "members": "2"}).get_data(as_text=True)
    assert "20 điểm" in shown
    assert "15 điểm" in shown
    assert "thiếu minh chứng bắt buộc (Kế hoạch khảo sát, Phiếu khảo sát)" in shown
    assert "Không được giao, không tính" in shown
    wrong = client.send(page, {f"members.1.lines.{ids['A.1']}.actual": "mười", "members": "2"})
    assert wrong.status_code == 422
    members = [
        {"values": {ids["A.1"]: {"actual": actual, "target": "100"}}} for actual in ("120", "110")
    ]
    tried = client.call("POST", f"{api}/trials", json={"members": members}).json["members"]
    assert [one["points"][str(ids["A.1"])] for one in tried] == ["20", "15"]
    assert client.call("POST", f"{api}/trials", json={"members": []}).status_code == 422
    listed = client.call("GET", "/api/v1/criteria-sets/samples").json
    assert {one["sample"] for one in listed} == set(SAMPLES)


def test_problems_lead_to_their_rows(world: World) -> None:
    leader = world.person(world.province, Role.OFFICER, Role.LEADER)
    client = world.client(leader)
    made = client.call(
        "POST", "/api/v1/criteria-sets/samples", json={"year": YEAR, "cluster_kind": "cluster"}
    )
    set_id = made.json["id"]
    nodes = client.call("GET", f"/api/v1/criteria-sets/{set_id}/criteria").json
    one = next(node for node in nodes if node["code"] == "I.5")
    tag = client.call("GET", f"/api/v1/criteria/{one['id']}").headers["ETag"]
    edited = {"code": "I.5", "text": one["text"], "max_points": "6", "formula": "fixed"}
    client.call("PUT", f"/api/v1/criteria/{one['id']}", json=edited, headers={"If-Match": tag})
    group = next(node for node in nodes if node["code"] == "I")
    page = client.get(f"/criteria-sets/{set_id}").get_data(as_text=True)
    assert f'<a href="#criterion-{group["id"]}">I</a>: Tổng điểm tối đa' in page
