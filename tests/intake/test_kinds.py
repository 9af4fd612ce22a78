"""What is a plan, which kind it is, and for which year."""

import pytest

from app import intake
from tests.intake import samples

REPORT = """\
UBND XÃ HÒA BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 20/BC-UBND
Hòa Bình, ngày 05 tháng 7 năm 2026
BÁO CÁO
Kết quả thực hiện Kế hoạch công tác thi đua, khen thưởng 6 tháng đầu năm 2026
I. KẾT QUẢ
TT\tNội dung\tĐơn vị thực hiện
1\tPhát động thi đua\tPhòng Văn hóa - Xã hội
"""
DECISION = """\
ỦY BAN NHÂN DÂN
TỈNH AN GIANG
Số: 636/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
An Giang, ngày 21 tháng 11 năm 2025
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch công tác năm 2026
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch công tác.
KẾ HOẠCH
Công tác năm 2026
I. NHIỆM VỤ
TT\tNội dung\tCơ quan thực hiện
1\tViệc một\tSở Nội vụ
"""
LETTER = """\
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 88/SNV-TĐKT
V/v xây dựng kế hoạch thi đua
Kính gửi: UBND các xã, phường.
Đề nghị UBND các xã xây dựng Kế hoạch thi đua năm 2026 với nội dung như sau:
I. NỘI DUNG
1. Việc một.
"""
CONTRACT = """\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HỢP ĐỒNG
Thuê hội trường
I. NỘI DUNG
1. Bên A thuê hội trường của bên B theo kế hoạch tổ chức hội nghị.
"""
POEM = "Làng tôi xanh bóng tre,\nTừng tiếng chuông ban chiều,\nTiếng chuông nhà thờ rung.\n"
ENGLISH = "PLAN\nI. Tasks\n1. Launch the movement in quarter I.\n2. Report before 15/3/2026.\n"
CSV = "stt,noi dung,don vi\n1,Phat dong,UBND xa\n2,Tong ket,UBND xa\n"
TABBED = "TT\tNội dung\tĐơn vị thực hiện\n1\tPhát động thi đua\tUBND xã\n"


@pytest.mark.parametrize(
    "text",
    [REPORT, DECISION, LETTER, CONTRACT, POEM, ENGLISH, CSV, TABBED, "kế hoạch đi chơi", "1", "-"],
    ids=["report", "decision", "letter", "contract", "poem", "english", "csv", "table only",
         "words", "digit", "dash"],
)  # fmt: skip
def test_what_is_no_plan_yields_no_task(text: str) -> None:
    plan = intake.read(text.encode(), "a.txt")
    assert plan.kind == "not_a_plan"
    empty = ("tasks", "deadlines", "agenda", "movements", "recipients", "legal_bases")
    assert all(getattr(plan, name) == () for name in empty)
    assert plan.year is None
    assert "not_a_plan" in {str(warning.code) for warning in plan.warnings}


def test_what_is_no_plan_keeps_what_its_letterhead_prints() -> None:
    plan = intake.read(REPORT.encode(), "a.txt")
    assert (plan.issuer, plan.number, plan.symbol) == ("UBND xã Hòa Bình", "20", "BC-UBND")
    assert "BÁO CÁO" in plan.warnings[0].message


def test_a_plan_attached_to_a_decision_is_pointed_out() -> None:
    warnings = intake.read(DECISION.encode(), "a.txt").warnings
    attached = next(warning for warning in warnings if warning.code == "attached_plan")
    assert attached.line == 9
    assert "QUYẾT ĐỊNH" in attached.message


@pytest.mark.parametrize(
    ("title", "kind", "year"),
    [
        ("Công tác thi đua, khen thưởng năm 2026", "year_plan", 2026),
        ("CÔNG TÁC THI ĐUA, KHEN THƯỞNG NĂM 2026", "year_plan", 2026),
        ("Tổ chức phong trào thi đua yêu nước và công tác khen thưởng năm 2027", "year_plan", 2027),
        ("Cải cách hành chính năm 2026 trên địa bàn xã", "year_plan", 2026),
        ("Công tác thi đua, khen thưởng năm học 2025 - 2026", "year_plan", 2025),
        ("Tổ chức Hội nghị biểu dương điển hình tiên tiến năm 2025", "conference_plan", 2025),
        ("Đại hội Thi đua yêu nước xã Hòa Bình lần thứ I năm 2025", "conference_plan", 2025),
        ("Tổ chức Lễ phát động thi đua năm 2026", "conference_plan", 2026),
        ("Kiểm tra công tác thi đua, khen thưởng năm 2026", "other_plan", 2026),
        ("Tập huấn nghiệp vụ thi đua, khen thưởng năm 2026", "other_plan", 2026),
        ("Thực hiện phong trào thi đua giai đoạn 2026 - 2030", "other_plan", 2026),
        ("Thực hiện phong trào thi đua “Dân vận khéo” năm 2026", "other_plan", 2026),
        ("Triển khai nghị quyết hội nghị lần thứ ba năm 2026", "year_plan", 2026),
    ],
)
def test_the_title_tells_the_kind_and_the_year(title: str, kind: str, year: int) -> None:
    text = f"KẾ HOẠCH\n{title}\nUBND xã Hòa Bình ban hành Kế hoạch như sau:\nI. NỘI DUNG\n- Việc.\n"
    plan = intake.read(text.encode(), "a.txt")
    assert (plan.kind, plan.year, plan.title) == (kind, year, title)


def test_a_conference_belongs_to_the_year_in_which_it_is_held() -> None:
    plan = intake.read(samples.CONFERENCE.encode(), "a.txt")
    assert (plan.kind, plan.year) == ("conference_plan", 2026)


def test_a_plan_whose_head_was_cut_off_is_known_by_its_opening() -> None:
    text = (
        "Căn cứ Công văn số 2/SNV-TĐKT ngày 03/02/2026 của Sở Nội vụ;\n"
        "Ủy ban nhân dân xã Hòa Bình xây dựng Kế hoạch tổ chức Hội nghị điển hình tiên tiến cụ "
        "thể như sau:\nI. THỜI GIAN\n1. Thời gian: dự kiến ngày 15/8/2026.\n"
    )
    plan = intake.read(text.encode(), "a.txt")
    assert plan.kind == "conference_plan"
    assert plan.title == "Tổ chức Hội nghị điển hình tiên tiến"
    assert plan.issuer == "UBND xã Hòa Bình"


def test_a_conference_with_programme_and_duties_in_tables() -> None:
    plan = intake.read(samples.CONFERENCE.encode(), "a.txt")
    assert plan.agenda == ("Đón tiếp đại biểu", "Khai mạc", "Trao thưởng")
    assert [(task.text, task.offices) for task in plan.tasks] == [
        ("In giấy mời", ("Văn phòng HĐND và UBND",)),
        ("Chuẩn bị âm thanh", ("Trung tâm Dịch vụ tổng hợp", "Công an phường")),
    ]
    assert plan.delegates.as_dict() == {"max": 120, "approx": None, "ratios": [40.5, 20]}
    assert [deadline.as_dict() for deadline in plan.deadlines] == [
        {"text": "ngày 22/01/2026", "on": "2026-01-22", "inclusive": True},
        {"text": "Trước 15/01/2026", "on": "2026-01-15", "inclusive": False},
        {"text": "20/01/2026", "on": "2026-01-20", "inclusive": True},
    ]
    assert plan.signer.name == "Trần Đức Long"
    assert (plan.number, plan.place) == ("12", "Bến Nghé")
    assert plan.warnings[0].code == "no_legal_bases"
