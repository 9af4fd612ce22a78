"""The five real plans come out whole, letter for letter."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from app import intake
from app.intake.queries import ReadPlan

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared"))
DOCUMENTS = SHARED / "documents"
GOLDEN = Path(__file__).parent / "golden"

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the real plans are not here")


def real(number: str) -> ReadPlan:
    path = next(DOCUMENTS.glob(f"{number}_*.txt"))
    return intake.read(path.read_bytes(), path.name)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_a_real_plan_is_read_whole(number: str) -> None:
    expected = json.loads((GOLDEN / f"{number}.json").read_text())
    assert real(number).as_dict() == expected


def quarters(plan: ReadPlan) -> list[int]:
    counted = Counter(task.quarter for task in plan.tasks)
    return [counted[quarter] for quarter in (1, 2, 3, 4)]


def codes(plan: ReadPlan) -> set[tuple[str, int]]:
    return {(str(warning.code), warning.line) for warning in plan.warnings}


def test_dinh_lap_closes_its_year_under_a_wrong_date() -> None:
    plan = real("000")
    assert (len(plan.agenda), plan.delegates.approx, len(plan.recipients)) == (8, 100, 9)
    assert (plan.number, plan.symbol, plan.issued_on, plan.year) == (None, "KH-UBND", None, 2026)
    assert {("year_mismatch", 11), ("missing_number", 7), ("missing_issue_day", 11)} <= codes(plan)
    assert {("missing_capacity", 203), ("level_mismatch", 54), ("left_blank", 149)} <= codes(plan)
    assert len(plan.duties) == 4


def test_diem_he_has_eighteen_tasks_of_the_province() -> None:
    plan = real("001")
    assert quarters(plan) == [6, 6, 1, 5]
    assert [task.no for task in plan.tasks] == [str(number) for number in range(1, 19)]
    parent = plan.legal_bases[0].as_dict()
    assert parent == {
        "kind": "kế hoạch", "number": "01", "symbol": "KH-UBND", "on": "2026-01-04",
        "issuer": "UBND tỉnh Lạng Sơn",
    }  # fmt: skip
    assert len(plan.recipients) == 7
    assert plan.tasks[2].offices[-2:] == ("Các cơ quan, đơn vị liên quan", "các thôn")
    assert plan.tasks[11].text.endswith("Cụm 4 các xã nội địa năm 2026")
    assert plan.tasks[11].offices == ("UBND xã", "Phòng Văn hóa – Xã hội")
    assert not any("xã hội xã" in name for task in plan.tasks for name in task.offices)


def test_kien_moc_counts_its_delegates_and_predecessors() -> None:
    plan = real("002")
    assert len(plan.agenda) == 10
    assert plan.delegates.as_dict() == {"max": 150, "approx": None, "ratios": [70, 30]}
    assert [deadline.as_dict() for deadline in plan.deadlines] == [
        {"text": "dự kiến ngày 15/8/2025", "on": "2025-08-15", "inclusive": True},
        {"text": "trước ngày 07/8/2025", "on": "2025-08-07", "inclusive": False},
    ]
    assert plan.predecessors == ("Bắc Xa", "Kiên Mộc", "Bính Xá")
    assert (len(plan.recipients), len(plan.duties)) == (10, 5)


def test_trung_khanh_names_six_movements_one_inside_another() -> None:
    plan = real("003")
    assert (len(plan.agenda), plan.delegates.max, len(plan.recipients)) == (8, 150, 8)
    assert len(plan.movements) == 6
    assert plan.movements[-1] == "Cả nước chung tay “Xóa nhà tạm, nhà dột nát” trong năm 2025"
    assert [(basis.number, basis.symbol) for basis in plan.legal_bases] == [
        ("2674", "KH-UBND"),
        ("2064", "SNV-BTĐKT"),
    ]
    assert {("misspelling", 211), ("unit_mismatch", 238), ("missing_header", 1)} <= codes(plan)
    assert len(plan.duties) == 7


def test_binh_gia_keeps_its_row_without_a_number() -> None:
    plan = real("004")
    assert quarters(plan) == [10, 6, 4, 4]
    assert [task.no for task in plan.tasks[3:6]] == ["4", None, "5"]
    assert plan.tasks[13].text == "Báo cáo sơ kết công tác TĐKT 6 tháng đầu năm 2025."
    assert plan.tasks[22].text.startswith("Chỉ đạo, đôn đốc các cụm thi đua, các đơn vị tổng kết")
    assert len(plan.tasks[8].parts) == len(plan.tasks[14].parts) == 2
    assert not any("<" in text for task in plan.tasks for text in (task.text, *task.offices))
    assert [(str(d.on), d.inclusive) for d in plan.deadlines] == [
        ("2025-02-28", True),
        ("2025-01-25", False),
        ("2025-10-15", True),
    ]
    assert (plan.issuer, plan.level, len(plan.recipients)) == (
        "UBND huyện Bình Gia",
        "district",
        10,
    )


def test_the_draft_finds_its_paragraphs() -> None:
    plan = real("001")
    assert len(plan.purpose) == 2
    assert len(plan.requirements) == 1
    assert plan.budget[0].startswith("Kinh phí thực hiện các nội dung")
    assert plan.implementation[0].startswith("1. Giao Phòng Văn hóa – Xã hội")
    assert plan.lines[23].startswith("1\tBáo cáo tổng kết")
