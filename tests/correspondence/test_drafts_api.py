"""Drafts over the API."""

from app.access import Role
from tests.correspondence.test_drafts import WORDS
from tests.sql import counted
from tests.world import Client, World

API = "/api/v1/drafts"


def officer_of(world: World) -> Client:
    """The program of who drafts in a commune."""
    return world.client(world.person(world.commune("Điềm He"), Role.OFFICER))


def test_a_draft_lives_over_the_api(world: World) -> None:
    client = officer_of(world)
    forms = client.call("GET", "/api/v1/paper-forms").json
    assert {one["form"] for one in forms} == {form.value for form in WORDS}
    for form, content in WORDS.items():
        made = client.call(
            "POST", API, json={"form": form.value, "abstract": "Thử", "content": content}
        )
        assert made.status_code == 201, made.json
        assert made.json["content"] == content
        assert made.headers["Location"].endswith(f"/drafts/{made.json['id']}")
    path, tag = f"{API}/{made.json['id']}", made.headers["ETag"]
    assert client.call("PATCH", path, json={"abstract": "Khác"}).status_code == 428
    changes = {
        "abstract": "Khác",
        "urgency": "urgent",
        "recipients": [{"name": "Sở Nội vụ", "purpose": "report"}],
    }
    changed = client.call("PATCH", path, json=changes, headers={"If-Match": tag})
    assert changed.status_code == 200, changed.json
    assert changed.json["recipients"] == [{"name": "Sở Nội vụ", "purpose": "report"}]
    stale = client.call("PATCH", path, json={"abstract": "Cũ"}, headers={"If-Match": tag})
    assert stale.status_code == 412
    copy = client.call("POST", f"{path}/copies")
    assert (copy.status_code, copy.json["abstract"]) == (201, "Khác")
    assert client.call("DELETE", path).status_code == 204
    assert client.call("GET", path).json["state"] == "dropped"
    listed = client.call("GET", f"{API}?desk=mine&q=khac").json
    assert [one["id"] for one in listed["items"]] == [copy.json["id"]]


def test_a_draft_is_printed_over_the_api(world: World) -> None:
    client = officer_of(world)
    words = {"form": "invitation", "abstract": "Dự họp", "content": WORDS_OF_INVITATION}
    made = client.call("POST", API, json=words).json
    for kind in ("whole", "guests"):
        asked = client.call("POST", f"{API}/{made['id']}/papers", json={"format": kind})
        assert asked.status_code == 201, asked.json
        world.work()
        paper = client.call("GET", asked.headers["Location"]).json
        assert paper["state"] == "done", paper
    preview = client.call("POST", f"{API}/preview", json=words)
    assert preview.json["pages"] == 1
    assert preview.json["pdf"].startswith("JVBERi0")


WORDS_OF_INVITATION = {"addressees": ["Ông A", "Bà B"], "event": "Hội nghị", "begun": "08 giờ 00"}


def test_what_is_wrong_is_told_in_vietnamese_at_the_field(world: World) -> None:
    client = officer_of(world)
    for sent, field, said in (
        ({"form": "plan", "abstract": ""}, "abstract", "Hãy ghi trích yếu"),
        ({"form": "poem", "abstract": "x"}, "form", "Phải là một trong"),
        ({"form": "plan", "abstract": "x", "colour": "red"}, "colour", "Không có mục này"),
        (
            {"form": "plan", "abstract": "x", "content": {"articles": ["x"]}},
            "content.articles",
            "Kế hoạch không có mục này",
        ),
        (
            {"form": "plan", "abstract": "x", "recipients": [{"name": "A", "email": "a@"}]},
            "recipients.0.email",
            "Địa chỉ thư không đúng",
        ),
        (
            {"form": "plan", "abstract": "x", "recipients": [{"name": "A", "tenant_id": 9**9}]},
            "recipients.0.tenant_id",
            "Không có đơn vị này",
        ),
    ):
        answer = client.call("POST", API, json=sent)
        assert answer.status_code == 422, sent
        assert said in " ".join(answer.json["errors"][field]), answer.json


def test_a_neighbour_and_a_reader_are_kept_out(world: World) -> None:
    client = officer_of(world)
    made = client.call("POST", API, json={"form": "plan", "abstract": "Riêng"}).json
    neighbour = world.client(world.person(world.communes[0], Role.OFFICER))
    assert neighbour.call("GET", f"{API}/{made['id']}").status_code == 404
    superior = world.client(world.person(world.province, Role.OFFICER))
    assert superior.call("GET", f"{API}/{made['id']}").status_code == 404
    viewer = world.client(world.person(world.commune("Điềm He"), Role.VIEWER))
    assert viewer.call("POST", API, json={"form": "plan", "abstract": "x"}).status_code == 403


def test_a_list_costs_the_same_for_three_drafts_and_for_sixty(world: World) -> None:
    client = officer_of(world)
    costs = []
    for more in (3, 57):
        for number in range(more):
            client.call("POST", API, json={"form": "plan", "abstract": f"Số {number}"})
        for path in ("/correspondence/drafts", API):
            with counted(client.application) as statements:
                assert client.get(path).status_code == 200
            costs.append((path, len(statements)))
    assert costs[:2] == costs[2:]
    page = client.get("/correspondence/drafts")
    assert len(page.data) < 150_000


def test_the_editor_costs_the_same_however_many_receive_a_paper(world: World) -> None:
    officer = world.person(world.province, Role.OFFICER)
    client = world.client(officer)
    costs = []
    for count in (3, 65):
        listed = [
            {
                "tenant_id": one.id,
                "name": f"UBND {one.name_in_text}",
                "purpose": "carry_out",
                "group": "UBND các xã, phường",
            }
            for one in world.communes[:count]
        ]
        words = {"form": "plan", "abstract": "Thử", "recipients": listed}
        made = client.call("POST", API, json=words).json
        for path in ("", "/text"):
            with counted(client.application) as statements:
                page = client.get(f"/correspondence/drafts/{made['id']}{path}")
            assert page.status_code == 200
            assert len(page.data) < 150_000
            costs.append(len(statements))
    assert costs[:2] == costs[2:]
