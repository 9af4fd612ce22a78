"""The register of units, the units below, and the provinces of the platform."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.access.permissions import Role
from tenants.db import db
from tenants.models import OutboxEntry, Tenant, TenantKind
from tests.sql import counted
from tests.world import Client, World


@pytest.fixture
def operator(world: World) -> Client:
    return world.client(world.person(world.platform, Role.OPERATOR))


@pytest.fixture
def administrator(world: World) -> Client:
    return world.client(world.person(world.province, Role.TENANT_ADMIN))


def test_a_province_sees_which_communes_can_work_already(
    world: World, administrator: Client
) -> None:
    world.person(world.commune("Điềm He"), Role.TENANT_ADMIN)
    world.person(world.commune("Điềm He"), Role.OFFICER)
    rows = administrator.call("GET", "/api/v1/subordinates").get_json()
    assert len(rows) == 65
    counts = {row["unit"]["name"]: (row["people"], row["administrators"]) for row in rows}
    assert counts["Xã Điềm He"] == (2, 1)
    assert counts["Xã Đình Lập"] == (0, 0)
    page = administrator.get("/subordinates").text
    assert page.count(">Mời</a>") == 64


def test_the_page_of_subordinates_asks_the_same_number_of_questions(
    world: World, app: Flask, administrator: Client
) -> None:
    administrator.get("/subordinates")
    with counted(app) as few:
        administrator.get("/subordinates")
    for commune in world.communes[:10]:
        world.person(commune, Role.TENANT_ADMIN)
    with counted(app) as many:
        administrator.get("/subordinates")
    assert len(many) == len(few)
    assert len(many) < 15


def test_a_commune_has_nobody_below(world: World) -> None:
    client = world.client(world.person(world.commune("Điềm He"), Role.TENANT_ADMIN))
    assert client.call("GET", "/api/v1/subordinates").get_json() == []
    refused = client.send("/subordinates", {"name": "Sở Nội vụ", "code": "H37.01"})
    assert refused.status_code == 403


def test_a_province_adds_a_department_and_invites_its_administrator(
    world: World, administrator: Client
) -> None:
    added = administrator.send("/subordinates", {"name": "Sở  Nội vụ", "code": "H37.01"})
    assert added.status_code == 303
    page = administrator.get("/subordinates").text
    assert "Sở Nội vụ" in page
    with world.on_platform():
        department = db.session.scalars(
            select(Tenant).where(Tenant.kind == TenantKind.DEPARTMENT)
        ).one()
    assert department.province_id == world.province.id
    invited = administrator.send(
        f"/subordinates/{department.id}/administrator",
        {"email": "noivu@langson.gov.vn", "full_name": "Hoàng Văn Sở"},
    )
    assert invited.status_code == 201
    assert "đã thêm đơn vị trực thuộc" in administrator.get("/audit").text


def test_a_commune_adds_its_schools_and_enterprises_and_invites_their_administrators(
    world: World,
) -> None:
    commune = world.commune("Điềm He")
    client = world.client(world.person(commune, Role.TENANT_ADMIN))
    school = {"kind": "school", "name": "Trường Tiểu học Điềm He", "code": "H37.DH.01"}
    assert client.send("/subordinates", school).status_code == 303
    body = {"kind": "enterprise", "name": "Công ty Hồi Văn Quan", "code": "H37.DH.02"}
    made = client.call("POST", "/api/v1/subordinates", json=body)
    assert (made.status_code, made.json["kind"]) == (201, "enterprise")
    page = client.get("/subordinates").text
    assert "Trường học" in page
    assert "Công ty Hồi Văn Quan" in page
    with world.on_platform():
        found = db.session.scalars(select(Tenant).where(Tenant.kind == TenantKind.SCHOOL)).one()
        above = found.superior_ids
    assert (found.parent_id, found.province_id) == (commune.id, world.province.id)
    assert above == [commune.id, world.province.id]
    head = {"email": "hieutruong@langson.edu.vn", "full_name": "Nông Thị Hà"}
    assert client.send(f"/subordinates/{found.id}/administrator", head).status_code == 201
    assert client.send("/subordinates", {**school, "code": "H37.DH.03"}).status_code == 409
    person = world.client(world.person(found, Role.TENANT_ADMIN))
    assert person.send("/subordinates", {**school, "code": "H37.DH.04"}).status_code == 403


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"name": "sở nội vụ", "code": "H37.02"}, 409),
        ({"name": "Sở Y tế", "code": "H37.01"}, 409),
        ({"name": "", "code": "H37.02"}, 422),
        ({"name": "Sở Y tế", "code": "mã có dấu"}, 422),
        ({"name": "Sở Y tế"}, 422),
    ],
)
def test_a_bad_department_is_refused(
    administrator: Client, values: dict[str, str], status: int
) -> None:
    administrator.send("/subordinates", {"name": "Sở Nội vụ", "code": "H37.01"})
    assert administrator.send("/subordinates", values).status_code == status
    assert administrator.call("POST", "/api/v1/subordinates", json=values).status_code == status


def test_the_register_is_found_with_or_without_diacritics(world: World) -> None:
    client = world.client(world.person(world.commune("Điềm He"), Role.VIEWER))

    def names(**query: object) -> list[str]:
        found = client.get("/api/v1/tenants", query_string=query).get_json()
        return [one["name"] for one in found["items"]]

    assert names(q="diem he", is_closed="false") == ["Xã Điềm He"]
    assert names(q="Điềm He", is_closed="true") == ["Xã Điềm He"]
    assert names(q=world.commune("Điềm He").code, is_closed="false") == ["Xã Điềm He"]
    assert names(kind="district", q="Bình Gia") == ["Huyện Bình Gia"]
    assert names(q="100%_") == []
    assert "Nền tảng Thi Đua" not in names(q="nen tang")
    assert client.get("/api/v1/tenants?kind=empire").status_code == 422
    page = client.get("/api/v1/tenants?kind=commune&is_closed=false&page_size=20&page=4").get_json()
    assert (page["total"], len(page["items"]), page["page"]) == (65, 5, 4)


def test_a_unit_names_those_before_and_after_it(world: World) -> None:
    client = world.client(world.person(world.commune("Điềm He"), Role.VIEWER))
    today = world.commune("Điềm He")
    found = client.get(f"/api/v1/tenants/{today.id}").get_json()
    assert found["unit"]["name"] == "Xã Điềm He"
    assert found["successors"] == []
    before = {one["name"] for one in found["predecessors"]}
    assert "Xã Điềm He" in before
    assert len(before) > 1
    old = found["predecessors"][0]
    back = client.get(f"/api/v1/tenants/{old['id']}").get_json()
    assert today.id in {one["id"] for one in back["successors"]}
    page = client.get(f"/units/{old['id']}").text
    assert "Kế tục" in page
    assert "30/06/2025" in page


def test_the_platform_is_no_unit(world: World, operator: Client) -> None:
    assert operator.get(f"/units/{world.platform.id}").status_code == 404
    assert operator.get("/units/999999999").status_code == 404


def test_the_operator_sees_all_provinces(world: World, operator: Client) -> None:
    rows = operator.call("GET", "/api/v1/provinces").get_json()
    assert len(rows) == 34
    assert sum(row["listed_communes"] for row in rows) == 3321
    lang_son = next(row for row in rows if row["code"] == "20")
    assert (lang_son["communes"], lang_son["is_whole"]) == (65, True)
    assert lang_son["tenant_id"] == world.province.id
    ha_noi = next(row for row in rows if row["code"] == "01")
    assert (ha_noi["tenant_id"], ha_noi["communes"], ha_noi["is_whole"]) == (None, 0, False)
    page = operator.get("/provinces").text
    assert page.count("Khởi tạo</button>") == 33


@pytest.mark.usefixtures("only_lang_son_remains")
def test_a_province_is_provisioned_by_the_worker_from_its_page(
    world: World, operator: Client
) -> None:
    before = operator.get("/provinces/46").text
    assert "Chưa khởi tạo" in before
    assert operator.call("GET", "/api/v1/provinces/46/provisioning").status_code == 404
    assert operator.send("/provinces/46/provisioning").status_code == 303
    assert operator.send("/provinces/46/provisioning").status_code == 303, "pressed twice"
    with world.on_platform():
        assert db.session.scalar(select(func.count()).select_from(OutboxEntry)) == 1
    assert "data-job-url" in operator.get("/provinces/46").text
    waiting = operator.get("/provinces/46/provisioning").get_json()
    assert (waiting["state"], waiting["url"]) == ("queued", None)
    assert world.work() == 1
    done = operator.get("/provinces/46/provisioning").get_json()
    assert (done["state"], done["percent"], done["url"]) == ("done", 100, "/provinces/46")
    page = operator.get("/provinces/46").text
    assert "Mời người quản trị" in page
    assert "Phường Thuận Hóa" in page
    assert "Huyện Phú Lộc" in operator.get("/provinces/46?part=districts").text
    asked = operator.call("POST", "/api/v1/provinces/46/provisioning")
    assert asked.status_code == 202
    assert asked.get_json()["state"] == "queued"
    world.work()
    with world.on_platform():
        results = db.session.scalars(select(OutboxEntry.result).order_by(OutboxEntry.id)).all()
    assert results[0]["added"] > 40
    assert results[1]["added"] == 0
    audit = operator.get("/audit").text
    assert "đã yêu cầu khởi tạo tỉnh" in audit
    assert "đã khởi tạo xong tỉnh" in audit


def test_the_page_of_a_province_shows_who_succeeded_whom(operator: Client) -> None:
    today = operator.get("/provinces/20").text
    assert "Xã Điềm He" in today
    old = operator.get("/provinces/20?part=old-communes&q=diem+he").text
    assert "Đơn vị kế tục" in old
    assert "Xã Điềm He" in old
    assert "Huyện Bình Gia" in operator.get("/provinces/20?part=districts").text
    assert operator.get("/provinces/20?part=palaces").status_code == 404
    assert operator.get("/provinces/99").status_code == 404
    assert operator.send("/provinces/99/provisioning").status_code == 404


def test_the_page_of_a_province_asks_a_fixed_number_of_questions(
    app: Flask, operator: Client
) -> None:
    operator.get("/provinces/20")
    with counted(app) as few:
        operator.get("/provinces/20?q=diem")
    with counted(app) as many:
        operator.get("/provinces/20?part=old-communes")
    assert len(many) == len(few)
    assert len(many) < 15


@pytest.mark.parametrize("role", [Role.TENANT_ADMIN, Role.LEADER])
def test_a_province_does_not_run_the_platform(world: World, role: Role) -> None:
    client = world.client(world.person(world.province, role))
    assert client.get("/provinces").status_code == 403
    assert client.get("/provinces/20").status_code == 403
    assert client.send("/provinces/46/provisioning").status_code == 403
    assert client.call("POST", "/api/v1/provinces/46/provisioning").status_code == 403


def test_the_operator_reads_no_tenants_papers(operator: Client) -> None:
    assert operator.get("/offices").status_code == 403
    assert operator.get("/plans").status_code == 403
