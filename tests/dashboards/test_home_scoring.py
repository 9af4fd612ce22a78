"""The home page about scoring: the member, the appraiser, the council, the province."""

from datetime import date

from app.access.permissions import Role
from app.clusters import actions as clusters
from app.clusters.terms import ClusterKind
from tests.dashboards.scenes import desk, scored
from tests.scoring.scenes import draft_set
from tests.world import World

TODAY = date(2026, 11, 20)
TOO_LATE = date(2026, 12, 2)


def test_the_member_scores_itself_then_hands_in(world: World) -> None:
    scene = scored(world)
    member = scene.members[2]
    officer = world.person(member, Role.OFFICER)
    leader = world.person(member, Role.LEADER)
    line = desk(world, officer, TODAY).line("scoring.sheet_fill")
    assert line["text"] == "Tự chấm điểm năm 2026"
    assert line["note"] == "Cụm 1 · Bộ tiêu chí năm 2026"
    assert line["due_on"] == "2026-11-30"
    assert desk(world, officer, TOO_LATE).late == ["scoring.sheet_fill"]

    sheet_id = scene.submitted(member, sent=False)
    assert "scoring.sheet_fill" in desk(world, officer, TODAY).kinds
    line = desk(world, leader, TODAY).line("scoring.sheet_submit")
    assert line["path"] == f"/score-sheets/{sheet_id}"


def test_a_sheet_goes_to_its_appraiser_and_back(world: World) -> None:
    scene = scored(world)
    third, fourth = scene.members[2:]
    sheets = {one.id: scene.submitted(one) for one in scene.members}

    line = desk(world, scene.lead, TODAY).line("scoring.sheet_appraise")
    assert (line["text"], line["count"]) == ("Thẩm định 3 bảng điểm của thành viên", 3)
    assert line["note"] == "Cụm 1, năm 2026"
    assert desk(world, scene.deputy, TODAY).line("scoring.sheet_appraise")["count"] == 1
    assert desk(world, scene.people[third.id], TODAY).kinds == []

    scene.appraised(sheets[third.id], third)
    scene.appraised(sheets[fourth.id], fourth)
    scene.explained(sheets[fourth.id], fourth)
    assert desk(world, scene.people[third.id], TODAY).kinds == ["scoring.sheet_explain"]
    assert desk(world, scene.people[fourth.id], TODAY).kinds == []
    lead = desk(world, scene.lead, TODAY)
    assert lead.line("scoring.sheet_appraise")["count"] == 1
    settling = [line for line in lead.lines if line["kind"] == "scoring.sheet_settle"]
    assert [line["text"] for line in settling] == [
        "Xem giải trình và chốt 1 bảng điểm",
        "Theo dõi 1 bảng điểm chờ thành viên giải trình, rồi chốt",
    ]


def test_settled_sheets_wait_for_the_council_then_for_the_announcement(world: World) -> None:
    scene = scored(world)
    council = world.person(world.province, Role.COUNCIL_MEMBER)
    sheets = {one.id: scene.submitted(one) for one in scene.members}
    for member in scene.members:
        scene.appraised(sheets[member.id], member, settled=True)
    line = desk(world, council, TODAY).line("scoring.sheet_confirm")
    assert (line["text"], line["count"]) == ("Xác nhận 4 bảng điểm cụm đã chốt", 4)
    assert desk(world, scene.lead, TODAY).kinds == []

    for member in scene.members[:3]:
        scene.confirmed(sheets[member.id], member)
    assert desk(world, council, TODAY).line("scoring.sheet_confirm")["count"] == 1
    leader = world.person(world.province, Role.LEADER)
    board = desk(world, leader, TODAY)
    assert "scoring.standing_announce" not in board.kinds
    for cell in ('"Đã nộp">4/4', '"Cụm đã chốt">4/4', '"Hội đồng xác nhận">3/4'):
        assert cell in board.page

    scene.confirmed(sheets[scene.members[3].id], scene.members[3])
    assert desk(world, council, TODAY).kinds == []
    ready = desk(world, leader, TODAY).line("scoring.standing_announce")
    assert ready["text"] == "Công bố kết quả xếp hạng Cụm 1"


def test_what_the_province_drafted_waits_for_its_leader(world: World) -> None:
    officer = world.person(world.province, Role.OFFICER)
    leader = world.person(world.province, Role.LEADER)
    draft_set(world, officer)
    with world.acting(officer):
        clusters.create(year=2026, kind=ClusterKind.CLUSTER, name="Cụm 9", by=officer)
    assert "scoring.criteria_complete" in desk(world, officer, TODAY).kinds
    waiting = desk(world, leader, TODAY).kinds
    assert {"scoring.criteria_issue", "scoring.cluster_issue"} <= set(waiting)
    assert not {"scoring.criteria_issue", "scoring.cluster_issue"} & set(
        desk(world, officer, TODAY).kinds
    )
    member = world.person(world.communes[0])
    assert desk(world, member, TODAY).kinds == [], "a draft binds nobody yet"


def test_a_sheet_is_nobody_elses(world: World) -> None:
    scene = scored(world)
    scene.submitted(scene.members[2])
    stranger = world.person(world.communes[10])
    assert desk(world, stranger, TODAY).kinds == []
    other = desk(world, scene.people[scene.members[3].id], TODAY)
    assert other.kinds == ["scoring.sheet_fill"], "its own, not its neighbour's"
