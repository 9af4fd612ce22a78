"""The pages on which a report is written and sent."""

from datetime import date

import pytest

from app.access import Role
from app.lib import clock
from app.reports import actions, queries
from app.reports.terms import ReportState
from tests.plans import cascade
from tests.progress.given import Site, site
from tests.progress.test_pages import text
from tests.reports.given import HALF, NARRATIVE, SENT_ON, sent, worked, written
from tests.world import World

FORM = {
    "number": "12",
    "issued_on": "15/06/2026",
    "capacity": "committee_chair",
    "signer_name": "Lý Thị Dương",
}


@pytest.fixture
def here(world: World) -> Site:
    """A commune that has worked on its plan."""
    found = site(world, cascade.issued(world), world.commune("Điềm He"))
    worked(world, found)
    return found


def test_a_report_is_written_and_sent_on_the_pages(world: World, here: Site) -> None:
    with clock.fixed(SENT_ON):
        client = world.client(here.officer)
        assert "Chưa soạn" in text(client, "/reports?year=2026")
        begun = client.send("/reports", {"plan_id": here.plan_id, "kind": "half_year_review"})
        assert begun.status_code == 303
        path = begun.headers["Location"].removesuffix("/narrative")
        form = text(client, f"{path}/narrative")
        assert "data-draft" in form
        assert "hoàn thành 1 nhiệm vụ (đạt 33,3%)" in form
        typed = {f"narrative.{key}": said for key, said in NARRATIVE.items()}
        saved = client.send(
            f"{path}/narrative", {"version": "1", "title": "Sơ kết 6 tháng", **typed}
        )
        assert saved.status_code == 303
        assert "Gửi lên cấp trên" in text(client, path)
        assert 'value="01"' in text(client, f"{path}/submission")
        done = client.send(f"{path}/submissions", {**FORM, "version": "2"})
        assert done.status_code == 303
        twice = client.send(f"{path}/submissions", {**FORM, "version": "2"})
        assert twice.status_code == 303
        page = text(client, path)
        assert "Đã gửi, chờ tiếp nhận" in page
        assert page.count("12/BC-UBND</a>") == 1
        assert client.get(f"{path}/narrative").status_code == 302
        assert client.get(f"{path}/submission").status_code == 302
        assert "Đã gửi, chờ tiếp nhận" in text(client, "/reports?year=2026")


def test_what_is_wrong_is_told_and_what_was_typed_stays(world: World, here: Site) -> None:
    report_id = written(world, here)
    with clock.fixed(SENT_ON):
        client = world.client(here.officer)
        path = f"/reports/{report_id}"
        long = "a" * 30_001
        wrong = client.send(
            f"{path}/narrative", {"version": "2", "title": "", "narrative.awards": long}
        )
        assert wrong.status_code == 422
        page = wrong.get_data(as_text=True)
        assert "Trích yếu cần từ 1" in page
        assert "Nhiều nhất 30000" in page
        assert long in page
        for changes, said in (
            ({"number": "x"}, "Số văn bản chỉ gồm chữ số"),
            ({"signer_name": ""}, "Cần nhập nội dung này"),
            ({"issued_on": "2026-06-16"}, "không được sau hôm nay"),
        ):
            answer = client.send(f"{path}/submissions", {**FORM, "version": "2", **changes})
            assert answer.status_code == 422
            assert said in answer.get_data(as_text=True)


def test_the_second_editor_sees_the_difference(world: World, here: Site) -> None:
    report_id = written(world, here)
    with world.acting(here.officer):
        actions.edit(
            report_id=report_id,
            version=2,
            changes={"narrative": {"causes": "Bản của người khác"}},
            by=here.officer,
        )
    client = world.client(here.officer)
    mine = {"version": "2", "title": "Của tôi", "narrative.causes": "Bản của tôi"}
    answer = client.send(f"/reports/{report_id}/narrative", mine)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 412
    assert 'data-take="narrative.causes" data-take-value="Bản của người khác"' in page
    assert "Bản của tôi</textarea>" in page
    assert 'name="version" value="3"' in page
    stale = client.send(f"/reports/{report_id}/submissions", {**FORM, "version": "2"})
    assert stale.status_code == 412
    with world.acting(here.officer):
        assert queries.own.standing(report_id).state is ReportState.DRAFT


def test_html_in_the_narrative_is_text(world: World, here: Site) -> None:
    report_id = written(world, here)
    with world.acting(here.officer):
        actions.edit(
            report_id=report_id,
            version=2,
            changes={"narrative": {"causes": "<script>alert(1)</script>"}},
            by=here.officer,
        )
    page = text(world.client(here.officer), f"/reports/{report_id}")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_list_says_what_to_do_when_there_is_nothing(world: World) -> None:
    commune = world.client(world.person(world.commune("Điềm He")))
    assert "Hãy ban hành kế hoạch năm" in text(commune, "/reports?year=2026")
    province = world.client(world.person(world.province))
    assert "Báo cáo nhận được" in text(province, "/reports")


def test_roles_write_send_and_read(world: World, here: Site) -> None:
    report_id = written(world, here)
    with clock.fixed(SENT_ON):
        officer = world.client(world.person(here.tenant, Role.OFFICER))
        clerk = world.client(world.person(here.tenant, Role.CLERK))
        viewer = world.client(world.person(here.tenant, Role.VIEWER))
        path = f"/reports/{report_id}"
        assert officer.get(f"{path}/narrative").status_code == 200
        assert officer.send(f"{path}/submissions", FORM).status_code == 403
        assert clerk.get(f"{path}/narrative").status_code == 403
        assert viewer.get(path).status_code == 200
        assert viewer.send(f"{path}/narrative", {"version": "2"}).status_code == 403
        assert viewer.send("/reports", {"plan_id": "1", "kind": HALF.value}).status_code == 403
        assert clerk.send(f"{path}/submissions", FORM).status_code == 303


def test_the_paper_is_asked_for_on_the_page(world: World, here: Site) -> None:
    report_id = written(world, here)
    client = world.client(here.officer)
    asked = client.send(f"/reports/{report_id}/papers")
    assert asked.status_code == 303
    assert asked.headers["Location"].startswith("/papers/")
    submission = sent(world, here, report_id)
    asked = client.send(f"/submissions/{submission.id}/papers")
    assert asked.status_code == 303
    world.work()
    assert client.get(asked.headers["Location"]).status_code == 200


def test_a_returned_report_is_late_after_the_period(world: World, here: Site) -> None:
    written(world, here)
    with clock.fixed(date(2026, 7, 5)):
        page = text(world.client(here.officer), "/reports?year=2026")
    assert "quá hạn 5 ngày" in page
