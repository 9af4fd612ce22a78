"""The home page about scoring: the member, the appraiser, the council, the province."""

from datetime import date

from app.access.permissions import Role
from app.clusters import actions as clusters
from app.clusters.terms import ClusterKind
from tests.dashboards.scenes import desk, scored
from tests.scoring import scenes as scoring
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

    sheet_id = scene.filled(member)
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

    scoring.appraise(scene.scene, sheets[third.id], I_1="30")
    scoring.appraise(scene.scene, sheets[fourth.id])
    scene.agreed(sheets[fourth.id], fourth)
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
    leader = world.person(world.province, Role.LEADER)
    sheets = [scene.submitted(one) for one in scene.members]
    for sheet_id in sheets:
        scoring.settle(scene.scene, sheet_id)
    line = desk(world, council, TODAY).line("scoring.sheet_confirm")
    assert (line["text"], line["count"]) == ("Xác nhận 4 bảng điểm cụm đã chốt", 4)
    assert desk(world, scene.lead, TODAY).kinds == []

    for sheet_id in sheets[:3]:
        scene.confirmed(sheet_id)
    assert desk(world, council, TODAY).line("scoring.sheet_confirm")["count"] == 1
    board = desk(world, leader, TODAY)
    assert "scoring.standing_announce" not in board.kinds
    for cell in ('"Đã nộp">4/4', '"Cụm đã chốt">4/4', '"Hội đồng xác nhận">3/4'):
        assert cell in board.page

    scene.confirmed(sheets[3])
    assert desk(world, council, TODAY).kinds == []
    ready = desk(world, leader, TODAY).line("scoring.standing_announce")
    assert ready["text"] == "Công bố kết quả xếp hạng Cụm 1"
    assert ready["path"] == f"/standings?set={scene.scene.set_id}&cluster={scene.cluster_id}"

    scene.announced(scene.cluster_id, TODAY)
    whole = desk(world, leader, TODAY).line("scoring.standing_announce")
    assert whole["text"] == "Công bố kết quả xếp hạng toàn tỉnh năm 2026"
    scene.announced(None, TODAY)
    done = desk(world, leader, TODAY)
    assert "scoring.standing_announce" not in done.kinds
    assert "Đã công bố" in done.page


def test_who_was_excused_owes_no_sheet_once_the_result_is_known(world: World) -> None:
    scene = scored(world)
    *scoring_themselves, excused = scene.members
    for member in scoring_themselves:
        sheet_id = scene.submitted(member)
        scoring.settle(scene.scene, sheet_id)
        scene.confirmed(sheet_id)
    assert desk(world, scene.people[excused.id], TODAY).kinds == ["scoring.sheet_fill"]
    scene.excused(excused)
    leader = world.person(world.province, Role.LEADER)
    board = desk(world, leader, TODAY)
    assert "scoring.standing_announce" in board.kinds
    assert "4 thành viên, 1 không tự chấm" in board.page
    scene.announced(None, TODAY)
    assert desk(world, scene.people[excused.id], TODAY).kinds == []


def test_what_the_province_drafted_waits_for_its_leader(world: World) -> None:
    officer = world.person(world.province, Role.OFFICER)
    leader = world.person(world.province, Role.LEADER)
    scoring.draft_set(world, officer)
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
