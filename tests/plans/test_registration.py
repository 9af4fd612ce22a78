"""A plan that came up is accepted or returned, corrected and sent again; every round stays."""

from datetime import date

import pytest
from sqlalchemy import select

from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound
from app.notifications.models import Notification
from app.plans import actions, jobs
from app.plans.models import Receipt
from app.plans.queries import incoming, matrix, plans, received, registration
from app.plans.terms import DeliveryState, IncomingView, MatrixView, PlanVerdict, RoundState
from tenants.db import db
from tests.plans import cascade
from tests.plans.registering import REMARKS, came_up, corrected, reviewed
from tests.sql import counted
from tests.world import World

CORRECTION = "Báo cáo sơ kết 6 tháng đầu năm do Phòng Văn hóa - Xã hội chủ trì"


def test_returned_corrected_sent_again_and_accepted(world: World) -> None:
    found = came_up(world)
    answer = reviewed(world, found, PlanVerdict.RETURNED, remarks=f"  {REMARKS} ")
    assert (answer.remarks, answer.addressee_id) == (REMARKS, found.officer.tenant.id)
    with world.acting(found.officer):
        seen = registration.of(plans.own(found.plan_id))
        assert seen.state is RoundState.RETURNED
        assert seen.latest is not None
        assert seen.latest.review is not None
        assert seen.latest.review.remarks == REMARKS
    corrected(world, found, CORRECTION)
    with world.acting(found.superior):
        again = registration.of(plans.readable(found.plan_id))
        assert (again.state, again.sent_revision) == (RoundState.WAITING, 2)
    reviewed(world, found, PlanVerdict.ACCEPTED, revision=2)
    with world.acting(found.officer):
        rounds = registration.of(plans.own(found.plan_id)).rounds
        assert [(one.number, one.revision, one.state) for one in rounds] == [
            (1, 1, RoundState.RETURNED),
            (2, 2, RoundState.ACCEPTED),
        ]
        texts = [
            {task["text"] for task in revision.content["tasks"]}
            for number in (1, 2)
            if (revision := plans.revision(found.plan_id, number)) is not None
        ]
        assert [CORRECTION in one for one in texts] == [False, True]


def test_a_correction_that_has_not_gone_up_is_not_answered(world: World) -> None:
    found = came_up(world)
    reviewed(world, found, PlanVerdict.RETURNED, remarks=REMARKS)
    corrected(world, found, CORRECTION, send=False)
    with world.acting(found.officer):
        seen = registration.of(plans.own(found.plan_id))
        assert (seen.state, seen.has_unsent_changes) == (RoundState.RETURNED, True)
    with world.acting(found.superior), pytest.raises(NotFound):
        registration.of(plans.readable(found.plan_id)).round(2)


def test_the_receipt_keeps_the_first_time(world: World) -> None:
    found = came_up(world)
    reviewed(world, found, PlanVerdict.RETURNED, remarks=REMARKS)
    corrected(world, found, CORRECTION, on=date(2026, 2, 10))
    with world.acting(found.superior):
        receipt = db.session.scalars(select(Receipt)).one()
        assert receipt.plan_sent_at is not None
        assert clock.local(receipt.plan_sent_at).date() == date(2026, 1, 20)
        (line,) = received.received().items
        assert (line.rounds, line.came_late, line.state) == (2, False, RoundState.WAITING)
        assert plans.readable(found.plan_id).sent_at == line.plan.sent_at
        assert line.plan.sent_at is not None
        assert clock.local(line.plan.sent_at).date() == date(2026, 2, 10)


def test_the_same_answer_stands_once_and_another_is_refused(world: World) -> None:
    found = came_up(world)
    first = reviewed(world, found, PlanVerdict.ACCEPTED)
    assert reviewed(world, found, PlanVerdict.ACCEPTED).id == first.id
    with pytest.raises(Conflict):
        reviewed(world, found, PlanVerdict.RETURNED, remarks=REMARKS)


def test_an_old_round_is_not_answered_once_a_new_one_has_come(world: World) -> None:
    found = came_up(world)
    corrected(world, found, CORRECTION)
    with pytest.raises(Conflict) as refused:
        reviewed(world, found, PlanVerdict.ACCEPTED, revision=1)
    assert "gửi lại bản mới" in refused.value.message


def test_a_return_without_remarks_is_refused(world: World) -> None:
    found = came_up(world)
    with pytest.raises(Invalid) as refused:
        reviewed(world, found, PlanVerdict.RETURNED, remarks="  ")
    assert "remarks" in refused.value.fields


def test_only_the_addressee_answers(world: World) -> None:
    found = came_up(world)
    neighbour = world.person(world.commune("Đình Lập"))
    for person, error in ((found.officer, Conflict), (neighbour, NotFound)):
        with world.acting(person), pytest.raises(error):
            actions.review(
                plan_id=found.plan_id, revision=1, verdict=PlanVerdict.ACCEPTED, by=person
            )


def test_a_neighbour_reads_no_answer(world: World) -> None:
    found = came_up(world)
    reviewed(world, found, PlanVerdict.RETURNED, remarks=REMARKS)
    client = world.client(world.person(world.commune("Đình Lập")))
    assert client.get(f"/plans/{found.plan_id}/sendings").status_code == 404
    assert client.get(f"/api/v1/plans/{found.plan_id}/sendings").status_code == 404


def test_both_sides_are_told_once_a_round(world: World) -> None:
    found = came_up(world)
    for revision in (1, 2):
        verdict = PlanVerdict.RETURNED if revision == 1 else PlanVerdict.ACCEPTED
        for _ in range(2):
            with clock.fixed(date(2026, 1, 22)), world.acting(found.superior):
                jobs.review_and_tell(
                    plan_id=found.plan_id,
                    revision=revision,
                    verdict=verdict,
                    remarks=REMARKS,
                    by=found.superior,
                )
            world.work()
        if revision == 1:
            corrected(world, found, CORRECTION)
            world.work()
    with world.acting(found.officer):
        kinds = db.session.scalars(
            select(Notification.kind)
            .where(Notification.kind.in_(("plan.returned", "plan.accepted")))
            .order_by(Notification.id)
        ).all()
        assert kinds == ["plan.returned", "plan.accepted"]
    with world.acting(found.superior):
        texts = db.session.scalars(
            select(Notification.text).where(Notification.kind == "plan.sent")
        ).all()
        assert [text.split("gửi")[1][:8] for text in texts] == [" lại lên"]


def test_states_in_matrix_and_incoming(world: World) -> None:
    found = came_up(world)

    def matrix_row() -> matrix.MatrixRow:
        with world.acting(found.superior):
            return matrix.matrix(found.above.plan_id).rows[0]

    def arrived() -> incoming.Incoming:
        with world.acting(found.officer):
            return incoming.delivery_of(found.above.plan_id)

    def waiting() -> int:
        with world.acting(found.officer):
            return incoming.incoming().counts[IncomingView.WAITING]

    assert (matrix_row().state, arrived().state, waiting()) == (*[DeliveryState.SENT] * 2, 0)
    reviewed(world, found, PlanVerdict.RETURNED, remarks=REMARKS)
    assert matrix_row().returned_at is not None
    assert (arrived().is_returned, arrived().remarks, waiting()) == (True, REMARKS, 1)
    with world.acting(found.superior):
        whole = matrix.matrix(found.above.plan_id)
        assert (whole.count(MatrixView.RETURNED), whole.returned) == (1, 1)
    corrected(world, found, CORRECTION)
    assert (matrix_row().returned_at, matrix_row().state, waiting()) == (
        None,
        DeliveryState.SENT,
        0,
    )
    reviewed(world, found, PlanVerdict.ACCEPTED, revision=2)
    assert (matrix_row().state, arrived().state) == (*[DeliveryState.ACCEPTED] * 2,)


def test_received_by_state(world: World) -> None:
    found = came_up(world)
    other = came_up(world, world.commune("Đình Lập"))
    reviewed(world, other, PlanVerdict.ACCEPTED)
    with clock.fixed(date(2026, 1, 23)), world.acting(found.superior):
        page = received.received(state=RoundState.ACCEPTED)
        assert [line.plan.id for line in page.items] == [other.plan_id]
        assert page.counts == {
            RoundState.WAITING: 1,
            RoundState.ACCEPTED: 1,
            RoundState.RETURNED: 0,
        }
        assert registration.waiting_count() == 1


def test_the_pages_of_a_round(world: World) -> None:
    found = came_up(world)
    superior, commune = world.client(found.superior), world.client(found.officer)
    at = f"/plans/{found.plan_id}/sendings/1"
    page = superior.get(at).get_data(as_text=True)
    assert "Lần gửi thứ 1" in page
    assert "Chấp nhận kế hoạch" in page
    assert "Chấp nhận kế hoạch" not in commune.get(at).get_data(as_text=True)
    wrong = superior.send(f"{at}/review", {"verdict": "returned", "remarks": ""})
    assert wrong.status_code == 422
    assert "Cần ghi ý kiến" in wrong.get_data(as_text=True)
    done = superior.send(f"{at}/review", {"verdict": "returned", "remarks": REMARKS})
    assert done.status_code == 303
    for client in (superior, commune):
        assert REMARKS in client.get(f"/plans/{found.plan_id}").get_data(as_text=True)
        assert REMARKS in client.get(f"/plans/{found.plan_id}/sendings").get_data(as_text=True)
    assert commune.send(f"{at}/review", {"verdict": "accepted"}).status_code == 409
    incoming_page = commune.get("/plans/incoming").get_data(as_text=True)
    assert "Bị trả lại" in incoming_page
    received_page = superior.get("/plans/received?state=returned").get_data(as_text=True)
    assert "Đã trả lại" in received_page
    assert "Xã Điềm He" in received_page


def test_the_resources_of_a_round(world: World) -> None:
    found = came_up(world)
    superior, commune = world.client(found.superior), world.client(found.officer)
    at = f"/api/v1/plans/{found.plan_id}/sendings"
    assert superior.get(at).get_json()["state"] == "waiting"
    whole = superior.get(f"{at}/1").get_json()
    assert len(whole["content"]["tasks"]) == len(cascade.TASKS)
    answer = superior.call("PUT", f"{at}/1/review", json={"verdict": "returned"})
    assert answer.status_code == 422
    answer = superior.call(
        "PUT", f"{at}/1/review", json={"verdict": "returned", "remarks": REMARKS}
    )
    assert (answer.status_code, answer.get_json()["verdict"]) == (200, "returned")
    again = superior.call("PUT", f"{at}/1/review", json={"verdict": "accepted"})
    assert again.status_code == 409
    (line,) = commune.get(at).get_json()["rounds"]
    assert line["review"]["remarks"] == REMARKS
    mine = commune.get("/api/v1/plans/incoming").get_json()["items"][0]
    assert (mine["verdict"], mine["remarks"]) == ("returned", REMARKS)
    rows = superior.get(f"/api/v1/plans/{found.above.plan_id}/deliveries").get_json()
    assert rows["counts"]["returned"] == 1
    listed = superior.get("/api/v1/plans/received?state=returned").get_json()
    assert [line["plan_id"] for line in listed["items"]] == [found.plan_id]
    assert superior.get(f"{at}/7").status_code == 404


@pytest.mark.parametrize("path", ["/plans/received", "/plans/{}/matrix"])
def test_lists_take_as_many_statements_for_65_communes_as_for_3(world: World, path: str) -> None:
    counts = []
    for number in (3, 12):
        given = cascade.issued(world, world.communes[:number])
        for commune in world.communes[:number]:
            found = came_up(world, commune, given)
            reviewed(world, found, PlanVerdict.ACCEPTED)
        client = world.client(given.leader)
        at = path.format(given.plan_id)
        client.get(at)
        with counted(world.app) as statements:
            assert client.get(at).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
