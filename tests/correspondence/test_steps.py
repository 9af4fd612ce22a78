"""From draft to issue: who moves a draft, where it goes, what is refused."""

from datetime import date

import pytest

from app.access.permissions import Role
from app.correspondence.actions import drafts as writing
from app.correspondence.actions import steps
from app.correspondence.queries import drafts
from app.correspondence.queries import steps as queries
from app.correspondence.terms import DraftState, Form, StepKind
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from app.notifications.models import Notification
from app.registers import queries as registers
from app.registers.terms import FileRole, PaperState
from tenants.db import db
from tests.correspondence import desks
from tests.world import Person, World

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _today():  # type: ignore[no-untyped-def]
    with clock.fixed(TODAY):
        yield


def _told(world: World, person: Person) -> list[str]:
    with world.acting(person):
        rows = db.session.query(Notification).filter_by(user_id=person.id).order_by("id")
        return [row.text for row in rows]


def test_a_draft_walks_from_desk_to_desk_and_is_issued(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.draft(world, at.drafter)
    with world.acting(at.drafter):
        steps.submit(draft_id=draft_id, by=at.drafter, note="Kính trình")
    assert desks.state(world, at.drafter, draft_id) is DraftState.WITH_HEAD
    assert "chờ bạn xem xét" in _told(world, at.head)[0]
    with world.acting(at.head):
        steps.approve(draft_id=draft_id, by=at.head)
    assert desks.state(world, at.head, draft_id) is DraftState.WITH_LEADER
    with world.acting(at.leader):
        steps.approve(draft_id=draft_id, by=at.leader)
    assert "chờ bạn cấp số" in _told(world, at.clerk)[0]
    with world.acting(at.clerk):
        entry = steps.issue(draft_id=draft_id, by=at.clerk)
        assert (entry.full_number, entry.state) == ("01/KH-UBND", PaperState.ISSUED)
        assert entry.signing_lines == "TM. ỦY BAN NHÂN DÂN"
        assert (entry.signer_position, entry.signer_name) == ("CHỦ TỊCH", "Lý Văn Dũng")
        assert entry.recipients == "Sở Nội vụ (b/c)"
        walked = queries.of_draft(draft_id)
        assert [one.step for one in walked] == [
            StepKind.SUBMITTED,
            StepKind.CHECKED,
            StepKind.APPROVED,
            StepKind.ISSUED,
        ]
        assert walked[0].note == "Kính trình"
        assert len({one.digest for one in walked}) == 1
    assert "đã duyệt" in _told(world, at.drafter)[0]
    assert "số 01/KH-UBND" in _told(world, at.drafter)[1]


def test_desks_at_which_nobody_sits_are_passed_over(world: World) -> None:
    commune = world.commune("Tri Lễ")
    drafter = world.person(commune, Role.OFFICER)
    leader = world.person(commune, Role.LEADER)
    draft_id = desks.draft(world, drafter)
    with world.acting(drafter):
        steps.submit(draft_id=draft_id, by=drafter)
    assert desks.state(world, drafter, draft_id) is DraftState.WITH_LEADER
    with world.acting(leader):
        steps.approve(draft_id=draft_id, by=leader)
    with world.acting(drafter), pytest.raises(NotAllowed):
        steps.issue(draft_id=draft_id, by=drafter)
    with world.acting(leader):
        assert steps.issue(draft_id=draft_id, by=leader).full_number == "01/KH-UBND"


def test_a_leader_approves_the_own_draft(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.draft(world, at.leader)
    with world.acting(at.leader):
        steps.submit(draft_id=draft_id, by=at.leader)
        assert drafts.own(draft_id).state is DraftState.WITH_LEADER
        steps.approve(draft_id=draft_id, by=at.leader)
        assert drafts.own(draft_id).state is DraftState.WITH_CLERK


def test_where_nobody_works_but_the_drafter_it_still_goes_out(world: World) -> None:
    commune = world.commune("Tri Lễ")
    alone = world.person(commune, Role.OFFICER)
    draft_id = desks.draft(world, alone)
    with world.acting(alone):
        steps.submit(draft_id=draft_id, by=alone)
        assert drafts.own(draft_id).state is DraftState.WITH_CLERK
        assert steps.issue(draft_id=draft_id, by=alone).number == 1


def test_a_return_says_why_and_comes_back(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.draft(world, at.drafter)
    with world.acting(at.drafter):
        steps.submit(draft_id=draft_id, by=at.drafter)
    with world.acting(at.head), pytest.raises(Invalid) as refused:
        steps.return_for_changes(draft_id=draft_id, by=at.head, note="  ")
    assert "note" in refused.value.fields
    with world.acting(at.head):
        steps.return_for_changes(draft_id=draft_id, by=at.head, note="Sửa căn cứ")
    assert desks.state(world, at.drafter, draft_id) is DraftState.DRAFTING
    assert _told(world, at.drafter) == [
        "Nông Thị Huyền trả lại Dự thảo Kế hoạch “Công tác thi đua, khen thưởng năm 2026”: "
        "Sửa căn cứ"
    ]
    with world.acting(at.drafter):
        waits = queries.waiting(at.drafter.id, ())
        assert (waits.returned, waits.total) == (1, 1)
        steps.submit(draft_id=draft_id, by=at.drafter)
        assert queries.waiting(at.drafter.id, ()).total == 0


def test_only_who_has_the_draft_moves_it(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.draft(world, at.drafter)
    with world.acting(at.drafter):
        steps.submit(draft_id=draft_id, by=at.drafter)
        with pytest.raises(NotAllowed, match="lãnh đạo văn phòng"):
            steps.approve(draft_id=draft_id, by=at.drafter)
    for person in (at.leader, at.clerk):
        with world.acting(person), pytest.raises(NotAllowed):
            steps.return_for_changes(draft_id=draft_id, by=person, note="Sửa")
    with world.acting(at.clerk), pytest.raises(NotAllowed):
        steps.issue(draft_id=draft_id, by=at.clerk)
    neighbour = world.person(world.commune("Đình Lập"), *Role)
    with world.acting(neighbour), pytest.raises(NotFound):
        steps.approve(draft_id=draft_id, by=neighbour)


def test_the_drafter_takes_back_and_nobody_else(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.approved(world, at)
    with world.acting(at.head), pytest.raises(NotAllowed, match="Lộc Thị Mai"):
        steps.take_back(draft_id=draft_id, by=at.head)
    with world.acting(at.drafter):
        steps.take_back(draft_id=draft_id, by=at.drafter)
        with pytest.raises(Conflict):
            steps.take_back(draft_id=draft_id, by=at.drafter)
    assert desks.state(world, at.drafter, draft_id) is DraftState.DRAFTING


def test_what_was_changed_after_approval_is_approved_again(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.approved(world, at)
    with world.acting(at.clerk):
        writing.revise(
            draft_id=draft_id, version=None, changes={"abstract": "Kế hoạch khác"}, by=at.clerk
        )
    assert desks.state(world, at.clerk, draft_id) is DraftState.WITH_LEADER
    assert "chờ bạn duyệt" in _told(world, at.leader)[-1]
    with world.acting(at.leader):
        assert queries.of_draft(draft_id)[-1].step is StepKind.CHANGED
        steps.approve(draft_id=draft_id, by=at.leader)
    with world.acting(at.clerk):
        assert steps.issue(draft_id=draft_id, by=at.clerk).abstract == "Kế hoạch khác"


def test_what_was_not_approved_is_not_issued(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.approved(world, at)
    with world.acting(at.clerk):
        drafts.own(draft_id).abstract = "Kế hoạch bị sửa lén"
    with world.acting(at.clerk), pytest.raises(Conflict, match="bản đã duyệt"):
        steps.issue(draft_id=draft_id, by=at.clerk)


def test_an_issued_paper_is_frozen_and_issued_once(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.approved(world, at)
    with world.acting(at.clerk):
        steps.issue(draft_id=draft_id, by=at.clerk)
    with world.acting(at.clerk), pytest.raises(Conflict, match="đã ban hành"):
        steps.issue(draft_id=draft_id, by=at.clerk)
    with world.acting(at.clerk), pytest.raises(Conflict):
        writing.revise(draft_id=draft_id, version=None, changes={"abstract": "X"}, by=at.clerk)


def test_who_builds_on_an_older_version_is_told(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.draft(world, at.drafter)
    with world.acting(at.drafter):
        steps.submit(draft_id=draft_id, by=at.drafter, version=1)
    with world.acting(at.head), pytest.raises(Stale):
        steps.approve(draft_id=draft_id, by=at.head, version=1)
    with world.acting(at.head):
        steps.approve(draft_id=draft_id, by=at.head, version=2)


def test_errors_of_form_refuse_and_warnings_want_a_look(world: World) -> None:
    at = desks.office(world)
    wrong = desks.draft(world, at.drafter, recipients=[], signer_name="ThS. Lý Văn Dũng")
    with world.acting(at.drafter), pytest.raises(Invalid) as refused:
        steps.submit(draft_id=wrong, by=at.drafter, acknowledged=True)
    assert set(refused.value.fields) == {"recipients", "signer_name"}
    doubtful = desks.draft(world, at.drafter, abstract="Công tác khen thường năm 2026")
    with world.acting(at.drafter), pytest.raises(Invalid) as warned:
        steps.submit(draft_id=doubtful, by=at.drafter)
    assert list(warned.value.fields) == ["acknowledged"]
    with world.acting(at.drafter):
        steps.submit(draft_id=doubtful, by=at.drafter, acknowledged=True)
        assert queries.acknowledged(queries.of_draft(doubtful)) == {"misspelling"}
    with world.acting(at.head):
        steps.approve(draft_id=doubtful, by=at.head)


@pytest.mark.parametrize("wanted", ["5", "12"])
def test_the_clerk_may_name_the_number(world: World, wanted: str) -> None:
    at = desks.office(world)
    draft_id = desks.approved(world, at)
    with world.acting(at.clerk):
        assert steps.issue(draft_id=draft_id, by=at.clerk, number=wanted).number == int(wanted)


def test_a_number_or_day_that_cannot_be_is_refused_at_its_field(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.approved(world, at)
    for field, given in (
        ("number", {"number": "01a"}),
        ("issued_on", {"issued_on": date(2026, 12, 1)}),
    ):
        with world.acting(at.clerk), pytest.raises(Invalid) as refused:
            steps.issue(draft_id=draft_id, by=at.clerk, **given)  # type: ignore[arg-type]
        assert field in refused.value.fields
    assert desks.state(world, at.clerk, draft_id) is DraftState.WITH_CLERK


def test_the_chairs_own_decision_is_signed_without_the_committee(world: World) -> None:
    at = desks.office(world)
    paper_id = desks.issued(world, at, Form.DECISION)
    with world.acting(at.clerk):
        entry = registers.paper(paper_id)
        assert (entry.signing_lines, entry.signer_position) == (None, "CHỦ TỊCH")


def test_what_is_issued_is_drawn_once_as_pdf_and_word(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.approved(world, at)
    client = world.client(at.clerk)
    answer = client.send(f"/correspondence/drafts/{draft_id}/issuance", {"version": "4"})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    world.work()
    world.work()
    with world.acting(at.clerk):
        entry = registers.of_subject("official_papers", draft_id)
        assert entry is not None
        roles = [link.role for link, _ in registers.files(entry.id)]
        assert sorted(roles) == [FileRole.DRAWN, FileRole.EDITABLE]
        current = registers.current_file(entry.id)
        assert current is not None
        assert current.content.startswith(b"%PDF")
