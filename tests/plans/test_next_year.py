"""Last year's plan as the start of the next one."""

from datetime import date

import pytest

from app.access.permissions import Role
from app.lib.errors import NotFound
from app.plans import actions
from app.plans.actions.next_year import shift_years
from app.plans.queries import plans
from tests.plans.samples import a_task, drafted, issued
from tests.world import World


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tổng kết năm 2025, phương hướng năm 2026", "tổng kết năm 2026, phương hướng năm 2027"),
        ("Ban hành Kế hoạch công tác TĐKT năm 2027", "Ban hành Kế hoạch công tác TĐKT năm 2028"),
        ("thành tích năm học 2025 – 2026 của ngành", "thành tích năm học 2026 – 2027 của ngành"),
        ("xong trong tháng 02/2026.", "xong trong tháng 02/2027."),
        ("gửi trước ngày 25/01/2026", "gửi trước ngày 25/01/2027"),
        ("ngày 25 tháng 01 năm 2026", "ngày 25 tháng 01 năm 2027"),
    ],
)
def test_years_that_mean_the_plans_own_move(before: str, after: str) -> None:
    assert shift_years(before, 2026) == after


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 01/KH-UBND ngày 04/01/2026 của UBND tỉnh Lạng Sơn",
        "Quyết định số 86/2025/QĐ-UBND ngày 03 tháng 12 năm 2025",
        "Nghị định 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ",
        "Luật Thi đua, khen thưởng năm 2022",
        "giai đoạn 2021-2025, nhiệm kỳ 2025 - 2030",
        "Hội nghị lần thứ I (2025-2030)",
        "80 năm giải phóng huyện Bình Gia (19/4/1945-19/4/2025)",
        "Chuẩn bị 12.026 giấy khen và 2026.5 điểm",
    ],
)
def test_years_that_mean_something_else_stay(text: str) -> None:
    assert shift_years(text, 2026) == text


def test_the_copy_is_a_draft_of_the_next_year(world: World) -> None:
    officer = world.person(world.commune("Điềm He"), Role.OFFICER)
    plan = drafted(
        world,
        officer,
        a_task("Tổng kết năm 2027", deadline_on=date(2028, 2, 29), lead_office="Phòng VHXH"),
        a_task("Sơ kết", quarter=2, mandatory=True, support_offices=("Các thôn",)),
        year=2028,
        title="Công tác thi đua, khen thưởng năm 2028",
        legal_bases=[
            {"text": "Luật Thi đua, khen thưởng"},
            {"text": "Thực hiện Kế hoạch số 01/KH-UBND của UBND tỉnh", "kind": "kế hoạch"},
        ],
        sections={"purpose": "Thực hiện thắng lợi nhiệm vụ năm 2028."},
        recipients=[{"name": "Lưu: VT", "purpose": None}],
    )
    with world.acting(officer):
        copy = actions.copy_to_next_year(plan_id=plan.id, by=officer)
    assert (copy.year, copy.title) == (2029, "Công tác thi đua, khen thưởng năm 2029")
    assert (copy.previous_plan_id, copy.number, copy.issued_at) == (plan.id, None, None)
    assert copy.legal_bases == [{"text": "Luật Thi đua, khen thưởng"}]
    assert copy.sections == {"purpose": "Thực hiện thắng lợi nhiệm vụ năm 2029."}
    assert copy.recipients == plan.recipients
    with world.acting(officer, read_only=True):
        first, second = plans.tasks(copy.id)
        assert (first.text, first.deadline_on) == ("Tổng kết năm 2028", date(2029, 2, 28))
        assert first.lead_office == "Phòng VHXH"
        assert (second.text, second.quarter, second.mandatory) == ("Sơ kết", 2, True)
        assert second.support_offices == ["Các thôn"]


def test_only_ones_own_plan_is_copied(world: World) -> None:
    plan = issued(world, world.person(world.province))
    reader = world.person(world.commune("Điềm He"))
    with world.acting(reader), pytest.raises(NotFound):
        actions.copy_to_next_year(plan_id=plan.id, by=reader)
