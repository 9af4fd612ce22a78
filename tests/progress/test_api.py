"""Progress, evidence and roll-up over the API."""

from io import BytesIO

from app.access import Role
from app.lib import clock
from tests.plans import cascade
from tests.progress.given import ON, site
from tests.world import World

API = "/api/v1"
BODY = {"status": "in_progress", "percent": 40, "on": "2026-05-20", "note": "Chờ số liệu"}


def test_progress_is_created_read_and_changed_under_its_version(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    path = f"{API}/tasks/{here.task_ids[0]}/progress"
    with clock.fixed(ON):
        client = world.client(here.officer)
        before = client.get(path)
        assert (before.json["status"], before.json["version"]) == ("not_started", 0)
        created = client.call("PUT", path, json=BODY)
        assert created.status_code == 201, created.json
        assert created.headers["ETag"] == '"1"'
        assert created.json["history"][0]["note"] == "Chờ số liệu"
        again = client.call("PUT", path, json=BODY, headers={"If-None-Match": "*"})
        assert again.status_code == 412
        blind = client.call("PUT", path, json=BODY)
        assert blind.status_code == 428
        done = client.call(
            "PUT", path, json={"status": "done"}, headers={"If-Match": created.headers["ETag"]}
        )
        assert (done.status_code, done.json["percent"], done.json["on"]) == (200, 100, "2026-05-20")
        stale = client.call("PUT", path, json=BODY, headers={"If-Match": '"1"'})
        assert stale.status_code == 412
        assert stale.mimetype == "application/problem+json"


def test_wrong_input_is_named_by_field(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    path = f"{API}/tasks/{here.task_ids[0]}/progress"
    with clock.fixed(ON):
        client = world.client(here.officer)
        for body, field in (
            ({**BODY, "percent": 100}, "percent"),
            ({"status": "obstructed"}, "percent"),
            ({**BODY, "on": "2026-05-21"}, "on"),
        ):
            answer = client.call("PUT", path, json=body)
            assert answer.status_code == 422, answer.json
            assert field in answer.json["errors"]
        for body in (
            {**BODY, "tenant_id": 1},
            {**BODY, "percent": "40"},
            {},
            {**BODY, "status": 1},
        ):
            assert client.call("PUT", path, json=body).status_code == 422


def test_a_plans_progress_is_one_list(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    client = world.client(here.officer)
    answer = client.get(f"{API}/plans/{here.plan_id}/progress")
    assert [task["number"] for task in answer.json["tasks"]] == [1, 2, 3, 4, 5]
    assert answer.json["tasks"][0]["last_day"] == "2026-01-19"
    assert client.get(f"{API}/plans/999999/progress").status_code == 404


def test_evidence_goes_up_comes_back_and_is_withdrawn(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    client = world.client(here.officer)
    path = f"{API}/tasks/{here.task_ids[0]}/evidence"
    files = {
        "files": [(BytesIO(b"mot"), "mot.txt"), (BytesIO(b"hai"), "hai.txt")],
        "caption": "Ảnh",
    }
    added = client.call("POST", path, data=files)
    assert added.status_code == 201, added.json
    assert [one["name"] for one in added.json] == ["mot.txt", "hai.txt"]
    content = client.get(f"{API}/files/{added.json[0]['file_id']}/content")
    assert content.get_data() == b"mot"
    assert client.call("POST", path, data={"caption": "x"}).status_code == 422
    other = f"{API}/tasks/{here.task_ids[1]}/evidence/{added.json[0]['id']}"
    assert client.call("DELETE", other).status_code == 404
    gone = client.call("DELETE", f"{path}/{added.json[0]['id']}")
    assert gone.status_code == 204
    assert client.call("DELETE", f"{path}/{added.json[0]['id']}").status_code == 409
    listed = client.get(path).json
    assert [one["withdrawn_at"] is None for one in listed] == [False, True]


def test_the_rollup_adds_up_and_is_cut_into_pages(world: World) -> None:
    given = cascade.issued(world)
    here = site(world, given, world.commune("Điềm He"))
    with clock.fixed(ON):
        client = world.client(here.officer)
        client.call("PUT", f"{API}/tasks/{here.task_ids[0]}/progress", json={"status": "done"})
        path = f"{API}/plans/{given.plan_id}/rollup"
        rollup = world.client(given.leader).get(f"{path}?page=2&page_size=50").json
    assert rollup["recipients"] == 65
    assert rollup["totals"]["total"] == 65 * 5
    assert rollup["totals"]["done"] == 1
    assert rollup["tasks"][0]["done"] == 1
    assert len(rollup["tenants"]) == 15
    assert world.client(given.leader).get(f"{path}?page_size=500").status_code == 422


def test_roles_decide_over_the_api_too(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    viewer = world.client(world.person(here.tenant, Role.VIEWER))
    path = f"{API}/tasks/{here.task_ids[0]}"
    assert viewer.get(f"{path}/progress").status_code == 200
    assert viewer.call("PUT", f"{path}/progress", json=BODY).status_code == 403
    assert viewer.call("POST", f"{path}/evidence").status_code == 403
    assert viewer.call("DELETE", f"{path}/evidence/1").status_code == 403
    assert world.client().get(f"{path}/progress").status_code == 401
