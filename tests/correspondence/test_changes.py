"""An issued paper is revoked, replaced, corrected: by which paper, who is told, who sees it."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.access.permissions import Role
from app.correspondence.actions import addressing, receiving, sending, steps
from app.correspondence.actions import changes as actions
from app.correspondence.actions import drafts as writing
from app.correspondence.queries import changes
from app.correspondence.terms import Form, Purpose
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from app.notifications.models import Notification
from app.registers import queries as registers
from app.registers.models import PaperChange
from app.registers.terms import ChangeKind, PaperState
from tenants.db import db
from tests.correspondence import desks, issued
from tests.sql import counted
from tests.world import World

TODAY = date(2026, 3, 2)
REASON = "Sai đối tượng khen thưởng"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


def _sent_to(world: World, at: desks.Office, paper_id: int, name: str) -> None:
    world.work()
    with world.acting(at.clerk):
        unit = world.commune(name)
        addressing.add_tenants(
            paper_id=paper_id, tenant_ids=[unit.id], purpose=Purpose.CARRY_OUT, by=at.clerk
        )
        sending.send(paper_id=paper_id, by=at.clerk)


def _change(
    world: World,
    at: desks.Office,
    paper_id: int,
    kind: ChangeKind,
    by_paper_id: int | None = None,
    reason: str = REASON,
) -> PaperChange:
    with world.acting(at.leader):
        return actions.change(
            paper_id=paper_id, kind=kind, reason=reason, by_paper_id=by_paper_id, by=at.leader
        )


def test_a_plan_is_revoked_and_its_number_stays(world: World) -> None:
    at = desks.office(world)
    paper_id = desks.issued(world, at)
    _sent_to(world, at, paper_id, "Đình Lập")
    _change(world, at, paper_id, ChangeKind.REVOKED)
    with world.acting(at.clerk):
        entry = registers.paper(paper_id)
        assert (entry.state, entry.reason, entry.number) == (PaperState.REVOKED, REASON, 1)
    reader = world.person(world.commune("Đình Lập"))
    with world.acting(reader):
        assert [one.reason for one in changes.of_paper(paper_id)] == [REASON]
        told = [one.text for one in db.session.query(Notification).order_by(Notification.id)]
        assert any("đã bị thu hồi" in text and REASON in text for text in told)
    page = world.client(reader).get(f"/correspondence/outgoing/{paper_id}").get_data(as_text=True)
    assert "Văn bản này đã bị thu hồi" in page
    assert "Ghi thay đổi" not in page


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ChangeKind.REVOKED, "Đã thu hồi"),
        (ChangeKind.REPLACED, "Đã thay thế bằng văn bản số 02/KH-UBND ngày 02/03/2026"),
    ],
)
def test_the_register_of_the_recipient_says_what_became_of_it(
    world: World, kind: ChangeKind, said: str
) -> None:
    at = desks.office(world)
    paper_id = desks.issued(world, at)
    _sent_to(world, at, paper_id, "Đình Lập")
    reader = world.person(world.commune("Đình Lập"), Role.CLERK)
    with world.acting(reader):
        line = f"/registers/incoming/{receiving.register(paper_id=paper_id, by=reader).id}"
    client, pages = world.client(reader), ("/registers/incoming", line)
    for page in pages:
        assert said not in client.get(page).get_data(as_text=True)
    with counted(world.app) as before:
        client.get(pages[0])
    by_paper_id = desks.issued(world, at) if kind is ChangeKind.REPLACED else None
    _change(world, at, paper_id, kind, by_paper_id)
    for page in pages:
        assert said in client.get(page).get_data(as_text=True)
    with counted(world.app) as after:
        client.get(pages[0])
    assert len(after) == len(before)


def test_only_a_decision_in_force_leads_to_its_certificates(world: World) -> None:
    found = issued.paper(world)
    client, page = world.client(found.clerk), f"/correspondence/outgoing/{found.id}"
    assert "In bằng khen, giấy khen" in client.get(page).get_data(as_text=True)
    revoking = issued.paper(world, by=found.clerk)
    with world.acting(found.clerk):
        actions.change(
            paper_id=found.id,
            kind=ChangeKind.REVOKED,
            reason=REASON,
            by_paper_id=revoking.id,
            by=found.clerk,
        )
    assert "In bằng khen, giấy khen" not in client.get(page).get_data(as_text=True)


def test_the_verification_page_shows_it_at_once(world: World) -> None:
    at = desks.office(world)
    paper_id = desks.issued(world, at)
    with world.acting(at.clerk):
        code = registers.paper(paper_id).code
    _change(world, at, paper_id, ChangeKind.REVOKED)
    page = world.client().get(f"/v/{code}").get_data(as_text=True)
    assert "thu hồi" in page.lower()
    assert REASON in page


def test_a_decision_is_revoked_by_a_decision(world: World) -> None:
    at = desks.office(world)
    paper_id = desks.issued(world, at, Form.DECISION)
    plan_id = desks.issued(world, at)
    for by_paper_id in (None, plan_id, paper_id):
        with pytest.raises(Invalid) as refused:
            _change(world, at, paper_id, ChangeKind.REVOKED, by_paper_id)
        assert list(refused.value.fields) == ["by_paper_id"]
    revoking = desks.issued(world, at, Form.DECISION, abstract="Thu hồi Quyết định số 01/QĐ-UBND")
    row = _change(world, at, paper_id, ChangeKind.REVOKED, revoking)
    assert row.by_paper == "Quyết định số 02/QĐ-UBND ngày 02/03/2026"


def test_a_paper_is_replaced_by_one_of_equal_form(world: World) -> None:
    at = desks.office(world)
    first, second = desks.issued(world, at), desks.issued(world, at)
    decision = desks.issued(world, at, Form.DECISION)
    with pytest.raises(Invalid, match="hình thức tương đương"):
        _change(world, at, first, ChangeKind.REPLACED, decision)
    _change(world, at, first, ChangeKind.REPLACED, second)
    with world.acting(at.clerk):
        entry = registers.paper(first)
        assert (entry.state, entry.replaced_by_id) == (PaperState.REPLACED, second)
        shown = changes.panel(registers.paper(second), may_approve=True)
        assert [one.paper_id for one in shown.replaces] == [first]
    with pytest.raises(Conflict):
        _change(world, at, first, ChangeKind.REVOKED)
    with pytest.raises(Invalid, match="không còn hiệu lực"):
        _change(world, at, second, ChangeKind.REPLACED, first)


def test_a_draft_written_to_replace_a_paper_replaces_it_when_issued(world: World) -> None:
    at = desks.office(world)
    first = desks.issued(world, at)
    with world.acting(at.drafter):
        draft = writing.write(form=Form.PLAN, values=desks.GOOD, replaces_id=first, by=at.drafter)
        draft_id = draft.id
        steps.submit(draft_id=draft_id, acknowledged=True, by=at.drafter)
    for person in (at.head, at.leader):
        with world.acting(person):
            steps.approve(draft_id=draft_id, by=person)
    with world.acting(at.clerk):
        second = steps.issue(draft_id=draft_id, by=at.clerk)
        entry = registers.paper(first)
        assert (entry.state, entry.replaced_by_id) == (PaperState.REPLACED, second.id)


def test_a_letter_corrects_and_the_paper_stands(world: World) -> None:
    at = desks.office(world)
    plan, other = desks.issued(world, at), desks.issued(world, at)
    letter = desks.issued(
        world,
        at,
        Form.LETTER,
        abstract="đính chính Kế hoạch số 01/KH-UBND",
        content={"addressees": ["Các thôn"], "body": "Đính chính ngày."},
    )
    with pytest.raises(Invalid, match="Đính chính bằng công văn"):
        _change(world, at, plan, ChangeKind.CORRECTED, other)
    _change(world, at, plan, ChangeKind.CORRECTED, letter)
    _change(world, at, plan, ChangeKind.CORRECTED, letter, reason="Còn một lỗi nữa")
    with world.acting(at.clerk):
        assert registers.paper(plan).state is PaperState.ISSUED
        assert len(changes.of_paper(plan)) == 2


def test_only_the_issuer_changes_its_paper(world: World) -> None:
    at = desks.office(world)
    paper_id = desks.issued(world, at)
    reader = world.person(world.commune("Đình Lập"))
    with world.acting(reader), pytest.raises(NotFound):
        actions.change(paper_id=paper_id, kind=ChangeKind.REVOKED, reason=REASON, by=reader)
    _sent_to(world, at, paper_id, "Đình Lập")
    with world.acting(reader), pytest.raises(NotAllowed):
        actions.change(paper_id=paper_id, kind=ChangeKind.REVOKED, reason=REASON, by=reader)
    for short in ("", " sai ", "x" * 1001):
        with pytest.raises(Invalid) as refused:
            _change(world, at, paper_id, ChangeKind.REVOKED, reason=short)
        assert list(refused.value.fields) == ["reason"]


def test_who_builds_on_an_older_version_is_told(world: World) -> None:
    at = desks.office(world)
    paper_id = desks.issued(world, at)
    with world.acting(at.leader), pytest.raises(Stale):
        actions.change(
            paper_id=paper_id, kind=ChangeKind.REVOKED, reason=REASON, version=99, by=at.leader
        )


def test_pages_and_api_change_a_paper(world: World) -> None:
    at = desks.office(world)
    paper_id = desks.issued(world, at)
    client = world.client(at.leader)
    path = f"/correspondence/outgoing/{paper_id}/changes"
    refused = client.send(path, {"change": "replaced", "reason": REASON, "by_paper_id": ""})
    assert refused.status_code == 422
    assert "hình thức tương đương" in refused.get_data(as_text=True)
    assert client.send(path, {"change": "x", "reason": "", "by_paper_id": "?"}).status_code == 422
    resource = f"/api/v1/outgoing-papers/{paper_id}/changes"
    listed = client.call("GET", resource)
    body = {"change": "revoked", "reason": REASON}
    assert client.call("POST", resource, json=body).status_code == 428
    made = client.call("POST", resource, json=body, headers={"If-Match": listed.headers["ETag"]})
    assert (made.status_code, made.json["change"]) == (201, "revoked")
    assert client.call("GET", resource).json[0]["reason"] == REASON
    assert world.client(at.clerk).send(path, {}).status_code == 403


def test_the_page_costs_the_same_whatever_there_is(world: World) -> None:
    at = desks.office(world)
    paper_id = desks.issued(world, at)
    client = world.client(at.leader)
    costs = []
    for more in (1, 5):
        letters = [
            desks.issued(
                world,
                at,
                Form.LETTER,
                abstract=f"đính chính lần {number}",
                content={"addressees": ["Các thôn"], "body": "Đính chính ngày."},
            )
            for number in range(more)
        ]
        for letter in letters:
            _change(world, at, paper_id, ChangeKind.CORRECTED, letter)
        client.get(f"/correspondence/outgoing/{paper_id}")
        with counted(world.app) as statements:
            client.get(f"/correspondence/outgoing/{paper_id}")
        costs.append(len(statements))
    assert costs[0] == costs[1]


def test_all_that_is_wrong_with_a_change_is_said_at_once(world: World) -> None:
    at = desks.office(world)
    decision = desks.issued(world, at, Form.DECISION)
    answer = world.client(at.leader).send(
        f"/correspondence/outgoing/{decision}/changes",
        {"change": "revoked", "reason": "", "by_paper_id": ""},
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Hãy ghi lý do" in page
    assert "Thu hồi quyết định phải bằng một quyết định" in page
