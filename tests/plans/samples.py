"""Plans that the tests write."""

from datetime import date
from typing import Any

from app.plans import actions
from app.plans.actions import PlanContent, Signature, TaskContent
from app.plans.models import Plan
from app.plans.terms import SigningCapacity
from tests.world import Person, World

TODAY = date(2026, 1, 5)
YEAR_PLAN_TEXT = """\
ỦY BAN NHÂN DÂN
XÃ ĐIỀM HE
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Điềm He, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Công tác thi đua, khen thưởng năm 2026

Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
Thực hiện Kế hoạch số 01/KH-UBND ngày 04/01/2026 của UBND tỉnh Lạng Sơn về công tác thi đua, \
khen thưởng năm 2026, UBND xã Điềm He ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

Đẩy mạnh các phong trào thi đua.

2. Yêu cầu

Thiết thực, chất lượng.

II. NỘI DUNG THỰC HIỆN

TT\tNội dung\tCơ quan thực hiện
QUÝ I
1\tTổ chức Hội nghị tổng kết năm 2025, xong trước ngày 25/01/2026\t\
- UBND xã. - Phòng Văn hóa - Xã hội. - Các thôn.
QUÝ II
2\tBáo cáo sơ kết công tác TĐKT 6 tháng đầu năm 2026\t- Hội đồng TĐKT xã. - Các thôn.

III. TỔ CHỨC THỰC HIỆN

1. Giao Phòng Văn hóa - Xã hội theo dõi, đôn đốc thực hiện Kế hoạch./.

Nơi nhận:

- UBND tỉnh (b/c);
- Các thôn;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lý Thị Dương
"""


def a_plan(**changes: Any) -> PlanContent:
    """A year plan for 2026."""
    given = {"year": 2026, "title": "Công tác thi đua, khen thưởng năm 2026"}
    return PlanContent(**{**given, **changes})


def a_task(text: str = "Phát động phong trào thi đua năm 2026", **changes: Any) -> TaskContent:
    """A task of the first quarter."""
    return TaskContent(**{"quarter": 1, "text": text, **changes})


def signature(**changes: Any) -> Signature:
    """The chairman signs on 4 January 2026."""
    given = {
        "issued_on": date(2026, 1, 4),
        "capacity": SigningCapacity.COMMITTEE_CHAIR,
        "name": "Đoàn Thanh Sơn",
    }
    return Signature(**{**given, **changes})


def drafted(world: World, by: Person, *tasks: TaskContent, **content: Any) -> Plan:
    """A draft of `by`, with two tasks where none is given, committed."""
    with world.acting(by):
        return actions.draft(
            content=a_plan(**content),
            tasks=tasks or (a_task(), a_task("Báo cáo sơ kết 6 tháng đầu năm 2026", quarter=2)),
            by=by,
        )


def issued(world: World, by: Person, *tasks: TaskContent, **issuance: Any) -> Plan:
    """A plan of `by`, issued to all of its subordinates unless told otherwise, committed."""
    plan = drafted(world, by, *tasks)
    given = {"signature": signature(), "recipient_ids": None, **issuance}
    with world.acting(by):
        return actions.issue(plan_id=plan.id, by=by, **given)
