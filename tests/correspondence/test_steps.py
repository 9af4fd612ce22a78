"""From draft to issue: who moves a draft, where it goes, what is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from app.access.permissions import Role, permissions_of
from app.correspondence.actions import drafts as writing
from app.correspondence.actions import steps
from app.correspondence.queries import drafts
from app.correspondence.queries import steps as queries
from app.correspondence.terms import DraftState, Form, StepKind
from app.lib import clock
from app.lib.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, Stale
from app.notifications.models import Notification
from app.registers import queries as registers
from app.registers.models import OutgoingPaper
from app.registers.terms import FileRole, PaperState
from tenants.db import db, transaction
from tests.correspondence import desks
from tests.sql import counted
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
    leader = world.person(commune, Role.LEADER, name="Lý Văn Dũng")
    draft_id = desks.draft(world, drafter)
    with world.acting(drafter):
        steps.submit(draft_id=draft_id, by=drafter)
    assert desks.state(world, drafter, draft_id) is DraftState.WITH_LEADER
    with world.acting(leader):
        steps.approve(draft_id=draft_id, by=leader)
    with world.acting(drafter), pytest.raises(NotAllowed):
        steps.issue(draft_id=draft_id, by=drafter)
    with world.acting(leader):
        leads = permissions_of(frozenset({Role.LEADER}))
        drafts_ = permissions_of(frozenset({Role.OFFICER}))
        assert queries.waiting(leader.id, leads).to_issue == 1
        assert queries.waiting(drafter.id, drafts_).total == 0
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
        entry = steps.issue(draft_id=draft_id, by=at.clerk, number=wanted, confirm_gap=True)
        assert entry.number == int(wanted)


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


@dataclass
class Outcome:
    """What became of two who tried at once."""

    done: list[str]
    refused: list[type[Exception]]


def _at_once(world: World, deed: Callable[[Person], object], people: list[Person]) -> Outcome:
    """Two people do the same at the same time, each in a transaction of their own."""
    gate, found = Barrier(len(people)), Outcome([], [])

    def run(person: Person) -> None:
        try:
            with clock.fixed(TODAY), world.app.app_context(), transaction(person.acting):
                gate.wait()
                deed(person)
            found.done.append(person.full_name)
        except DomainError as error:
            found.refused.append(type(error))

    threads = [Thread(target=run, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_two_who_approve_at_once_one_does(world: World) -> None:
    at = desks.office(world)
    other = world.person(at.tenant, Role.LEADER)
    draft_id = desks.draft(world, at.leader)
    with world.acting(at.leader):
        steps.submit(draft_id=draft_id, by=at.leader)

    def approve(person: Person) -> None:
        steps.approve(draft_id=draft_id, version=2, by=person)

    found = _at_once(world, approve, [at.leader, other])
    assert len(found.done) == 1
    assert found.refused in ([Stale], [NotAllowed])
    with world.acting(at.clerk):
        approvals = [one for one in queries.of_draft(draft_id) if one.step is StepKind.APPROVED]
        assert len(approvals) == 1


def test_of_two_who_issue_at_once_one_does_and_no_number_is_lost(world: World) -> None:
    at = desks.office(world)
    other = world.person(at.tenant, Role.CLERK)
    draft_id = desks.approved(world, at)
    found = _at_once(
        world, lambda person: steps.issue(draft_id=draft_id, by=person), [at.clerk, other]
    )
    assert len(found.done) == 1
    assert found.refused == [Conflict]
    with world.acting(at.clerk):
        assert registers.next_number("KH-UBND", TODAY.year) == 2


def test_drafts_that_are_issued_at_once_get_numbers_in_a_row(world: World) -> None:
    at = desks.office(world)
    waiting = [desks.approved(world, at) for _ in range(4)]
    found = _at_once(
        world, lambda person: steps.issue(draft_id=waiting.pop(), by=person), [at.clerk] * 4
    )
    assert len(found.done) == 4
    with world.acting(at.clerk):
        numbers = db.session.scalars(select(OutgoingPaper.number).order_by(OutgoingPaper.number))
        assert list(numbers) == [1, 2, 3, 4]


def test_pages_take_a_draft_all_the_way(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.draft(world, at.drafter, abstract="Công tác khen thường năm 2026")
    path = f"/correspondence/drafts/{draft_id}"
    drafter = world.client(at.drafter)
    refused = drafter.send(f"{path}/submission", {"version": "1"})
    assert refused.status_code == 422
    page = refused.get_data(as_text=True)
    assert "điều nên xem lại" in page
    assert 'id="f-acknowledged"' in page
    assert drafter.send(f"{path}/submission", {"version": "7"}).status_code == 412
    form = {"version": "1", "acknowledged": "1", "note": "Kính trình"}
    assert drafter.send(f"{path}/submission", form).status_code == 303
    assert drafter.send(f"{path}/approval", {"version": "2"}).status_code == 403
    head = world.client(at.head)
    assert head.send(f"{path}/return", {"version": "2", "note": ""}).status_code == 422
    assert head.send(f"{path}/approval", {"version": "2"}).status_code == 303
    leader = world.client(at.leader)
    assert "Duyệt, chuyển văn thư" in leader.get(path).get_data(as_text=True)
    assert leader.send(f"{path}/approval", {"version": "3"}).status_code == 303
    clerk = world.client(at.clerk)
    wrong = clerk.send(f"{path}/issuance", {"version": "4", "issued_on": "31/02/2026"})
    assert wrong.status_code == 422
    assert "Ngày không đúng" in wrong.get_data(as_text=True)
    issued = clerk.send(f"{path}/issuance", {"version": "4", "number": "", "issued_on": ""})
    assert issued.status_code == 303
    assert "/correspondence/outgoing/" in issued.headers["Location"]
    assert clerk.get(f"{path}/steps").status_code == 200


def test_the_api_takes_a_draft_all_the_way(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.draft(world, at.drafter)
    path = f"/api/v1/drafts/{draft_id}"
    drafter = world.client(at.drafter)
    assert drafter.call("POST", f"{path}/submission", json={}).status_code == 428
    way = drafter.call("GET", f"{path}/steps")
    assert (way.json["state"], way.json["findings"]) == ("drafting", [])
    assert drafter.call("GET", f"{path}/findings").json == []
    tags = {"If-Match": way.headers["ETag"]}
    sent = drafter.call("POST", f"{path}/submission", json={}, headers=tags)
    assert (sent.status_code, sent.json["state"]) == (200, "with_head")
    tags = {"If-Match": sent.headers["ETag"]}
    back = drafter.call("POST", f"{path}/taking-back", json={}, headers=tags)
    assert back.json["state"] == "drafting"
    tags = {"If-Match": back.headers["ETag"]}
    sent = drafter.call("POST", f"{path}/submission", json={}, headers=tags)
    tags = {"If-Match": sent.headers["ETag"]}
    head = world.client(at.head)
    assert head.call("GET", "/api/v1/drafts/waiting").json["to_check"] == 1
    blank = head.call("POST", f"{path}/return", json={"note": ""}, headers=tags)
    assert blank.status_code == 422
    passed = head.call("POST", f"{path}/approval", json={"note": "Đồng ý"}, headers=tags)
    assert passed.json["steps"][-1]["note"] == "Đồng ý"
    tags = {"If-Match": passed.headers["ETag"]}
    done = world.client(at.leader).call("POST", f"{path}/approval", json={}, headers=tags)
    tags = {"If-Match": done.headers["ETag"]}
    issued = world.client(at.clerk).call("POST", f"{path}/issuance", json={}, headers=tags)
    assert (issued.status_code, issued.json["full_number"]) == (201, "01/KH-UBND")


def test_the_page_costs_the_same_however_far_it_has_come(world: World) -> None:
    at = desks.office(world)
    draft_id = desks.draft(world, at.drafter)
    client = world.client(at.drafter)
    costs = []
    for rounds in (1, 12):
        for _ in range(rounds):
            with world.acting(at.drafter):
                steps.submit(draft_id=draft_id, by=at.drafter)
                steps.take_back(draft_id=draft_id, by=at.drafter)
        client.get(f"/correspondence/drafts/{draft_id}/steps")
        with counted(world.app) as statements:
            answer = client.get(f"/correspondence/drafts/{draft_id}/steps")
        costs.append(len(statements))
    assert len(answer.data) < 150_000
    assert costs[0] == costs[1]
