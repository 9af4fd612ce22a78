"""Reports, submissions and answers over the API."""

import pytest

from app.lib import clock
from tests.plans import cascade
from tests.progress.given import Site, site
from tests.reports.given import NARRATIVE, SENT_ON, worked
from tests.world import Client, Person, World

API = "/api/v1"
SIGNED = {"number": "12", "issued_on": "2026-06-15", "signer_name": "Lý Thị Dương"}


@pytest.fixture
def both(world: World) -> tuple[Site, Person, int]:
    """A commune that has worked, its superior's leader, and the superior's plan."""
    given = cascade.issued(world)
    here = site(world, given, world.commune("Điềm He"))
    worked(world, here)
    return here, given.leader, given.plan_id


def begun(client: Client, plan_id: int) -> str:
    """The address of a report that was begun and written."""
    body = {"plan_id": plan_id, "kind": "half_year_review"}
    created = client.call("POST", f"{API}/reports", json=body)
    assert created.status_code == 201, created.json
    assert created.headers["ETag"] == '"1"'
    path: str = created.headers["Location"]
    changed = client.call("PATCH", path, json={"narrative": NARRATIVE}, headers={"If-Match": '"1"'})
    assert changed.status_code == 200, changed.json
    assert changed.json["missing_sections"] == []
    return path


def test_a_report_goes_up_comes_back_and_is_accepted(
    world: World, both: tuple[Site, Person, int]
) -> None:
    here, superior, plan_id = both
    with clock.fixed(SENT_ON):
        client, above = world.client(here.officer), world.client(superior)
        path = begun(client, here.plan_id)
        read = client.get(path)
        assert read.json["figures"]["total"]["done_percent"] == "33.3"
        assert len(read.json["lines"]) == 3
        sent = client.call(
            "POST", f"{path}/submissions", json=SIGNED, headers={"If-Match": read.headers["ETag"]}
        )
        assert sent.status_code == 201, sent.json
        again = client.call("POST", f"{path}/submissions", json=SIGNED)
        assert again.json["id"] == sent.json["id"]
        where = sent.headers["Location"]
        assert above.get(where).json["narrative"] == NARRATIVE
        listed = above.get(f"{API}/submissions?year=2026&kind=half_year_review").json
        assert (listed["expected"], listed["received"], listed["waiting"]) == (65, 1, 1)
        back = {"verdict": "returned", "reason": "Thiếu số liệu"}
        assert above.call("PUT", f"{where}/review", json=back).json["reason"] == "Thiếu số liệu"
        assert above.call("PUT", f"{where}/review", json=back).status_code == 200
        other = above.call("PUT", f"{where}/review", json={"verdict": "accepted"})
        assert other.status_code == 409
        assert client.get(path).json["state"] == "returned"
        second = client.call("POST", f"{path}/submissions", json=SIGNED)
        assert (second.status_code, second.json["attempt"]) == (201, 2)
        accepted = above.call(
            "PUT", f"{second.headers['Location']}/review", json={"verdict": "accepted"}
        )
        assert accepted.status_code == 200
        rollup = above.get(f"{API}/plans/{plan_id}/report-rollup?kind=half_year_review").json
        assert [task["counts"]["done"] for task in rollup["tasks"]] == [1, 0, 0]
        mine = client.get(f"{API}/reports").json
        assert [(one["state"], one["last_attempt"]) for one in mine] == [("accepted", 2)]


def test_edits_need_the_version_that_was_read(world: World, both: tuple[Site, Person, int]) -> None:
    here, _, _ = both
    with clock.fixed(SENT_ON):
        client = world.client(here.officer)
        path = begun(client, here.plan_id)
        blind = client.call("PATCH", path, json={"title": "Khác"})
        stale = client.call("PATCH", path, json={"title": "Khác"}, headers={"If-Match": '"1"'})
        sending = client.call(
            "POST", f"{path}/submissions", json=SIGNED, headers={"If-Match": '"1"'}
        )
    assert (blind.status_code, stale.status_code, sending.status_code) == (428, 412, 412)


def test_wrong_input_is_named_by_field(world: World, both: tuple[Site, Person, int]) -> None:
    here, superior, _ = both
    with clock.fixed(SENT_ON):
        client = world.client(here.officer)
        path = begun(client, here.plan_id)
        held = {"If-Match": '"2"'}
        for body in ({"narrative": {"khac": "x"}}, {"title": ""}, {"state": "sent"}):
            assert client.call("PATCH", path, json=body, headers=held).status_code == 422
        for change in ({"number": "x"}, {"signer_name": ""}, {"issued_on": "2026-06-16"}):
            body = {**SIGNED, **change}
            answer = client.call("POST", f"{path}/submissions", json=body)
            assert answer.status_code == 422
            assert next(iter(change)) in str(answer.json["errors"])
        above = world.client(superior)
        assert above.get(f"{API}/submissions?year=2026").status_code == 422
        assert above.get(f"{API}/submissions?year=2026&kind=x").status_code == 422


def test_papers_are_asked_for(world: World, both: tuple[Site, Person, int]) -> None:
    here, superior, _ = both
    with clock.fixed(SENT_ON):
        client = world.client(here.officer)
        path = begun(client, here.plan_id)
        asked = client.call("POST", f"{path}/papers")
        assert asked.status_code == 201, asked.json
        assert client.get(asked.headers["Location"]).json["state"] == "queued"
        sent = client.call("POST", f"{path}/submissions", json=SIGNED)
        above = world.client(superior)
        printed = above.call("POST", f"{sent.headers['Location']}/papers")
        world.work()
        assert above.get(printed.headers["Location"]).json["state"] == "done"
