"""How the papers of a tenant are headed."""

import pytest

from app.access import Role
from app.lib.errors import Invalid, NotFound, Stale
from app.stationery.actions import letterheads as actions
from app.stationery.queries import letterheads
from tests.world import World

API = "/api/v1/letterheads"


def test_what_is_usual_comes_from_the_tenant(world: World) -> None:
    officer = world.person(world.province, Role.OFFICER)
    with world.acting(officer):
        committee, office, council = (one for one, _ in letterheads.all_of(world.province))
        commune = letterheads.of(world.commune("Điềm He"))
    assert committee.issuer_lines == ("Ủy ban nhân dân", "tỉnh Lạng Sơn")
    assert (committee.superior, committee.place) == ("", "Lạng Sơn")
    assert (office.organ, office.issuer, office.superior) == (
        "SNV",
        "Sở Nội vụ",
        "Ủy ban nhân dân tỉnh Lạng Sơn",
    )
    assert council.issuer == "Hội đồng Thi đua - Khen thưởng tỉnh Lạng Sơn"
    assert (commune.organ, commune.place) == ("UBND", "Điềm He")
    assert commune.footer == ()


def test_a_letterhead_is_set_and_given_up(world: World) -> None:
    officer = world.person(world.commune("Điềm He"), Role.OFFICER)
    with world.acting(officer):
        actions.set_letterhead(
            organ="UBND",
            version=0,
            values={"address": "Thôn Khòn Lạn", "phone": "0205 3 888 888", "unit": "VHXH"},
            by=officer,
        )
    with world.acting(officer):
        head = letterheads.of(officer.tenant)
        assert head.footer == ("Địa chỉ: Thôn Khòn Lạn", "Điện thoại: 0205 3 888 888")
        assert (head.unit, head.issuer) == ("VHXH", "Ủy ban nhân dân xã Điềm He")
    with pytest.raises(Stale) as stale, world.acting(officer):
        actions.set_letterhead(organ="UBND", version=0, values={"place": "Khác"}, by=officer)
    assert stale.value.changed == {"Địa danh": ("Khác", "Điềm He")}
    with world.acting(officer):
        actions.clear(organ="UBND", by=officer)
        assert letterheads.of(officer.tenant).footer == ()


def test_what_cannot_be_printed_is_refused(world: World) -> None:
    officer = world.person(world.commune("Điềm He"), Role.OFFICER)
    for lines in ("", "\n", "1\n2\n3\n4\n5"):
        with pytest.raises(Invalid) as refused, world.acting(officer):
            actions.set_letterhead(
                organ="UBND", version=None, values={"issuer_lines": lines}, by=officer
            )
        assert "issuer_lines" in refused.value.fields
    with pytest.raises(NotFound), world.acting(officer):
        actions.set_letterhead(organ="SNV", version=None, values={"place": "x"}, by=officer)


def test_pages_and_api_set_the_same_letterhead(world: World) -> None:
    officer = world.person(world.commune("Điềm He"), Role.OFFICER)
    client = world.client(officer)
    path = "/stationery/letterheads/UBND"
    wrong = client.send(path, {"version": "0", "issuer_lines": "UBND", "email": "khong-phai"})
    assert wrong.status_code == 422
    assert "Địa chỉ thư điện tử chưa đúng" in wrong.get_data(as_text=True)
    form = {"version": "0", "issuer_lines": "Ủy ban nhân dân\nxã Điềm He", "address": "Phố Mới"}
    assert client.send(path, form).status_code == 303
    assert client.send(path, {**form, "address": "Khác"}).status_code == 412
    read = client.call("GET", f"{API}/UBND")
    assert (read.json["address"], read.json["version"]) == ("Phố Mới", 1)
    tag = {"If-Match": read.headers["ETag"]}
    changed = client.call("PATCH", f"{API}/UBND", json={"phone": "113"}, headers=tag)
    assert (changed.status_code, changed.json["address"]) == (200, "Phố Mới")
    assert client.call("PATCH", f"{API}/UBND", json={"phone": "1"}, headers=tag).status_code == 412
    assert client.call("GET", f"{API}/SNV").status_code == 404
    assert "Phố Mới" in client.get("/stationery/letterheads").get_data(as_text=True)
    assert client.call("DELETE", f"{API}/UBND").status_code == 204
    assert client.call("GET", f"{API}/UBND").json["version"] == 0
