"""The superior's task behind each local task is found by its words."""

import pytest

from app.plans.queries import matching
from app.plans.queries.matching import Work
from tests.intake.test_golden import DOCUMENTS, real
from tests.plans import upstream

needs_real_plans = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the real plans are not here")


def _quality(number: str, plan: dict, right: dict[int, int]) -> tuple[float, float, list]:
    tasks = [
        Work(place, task.text, task.quarter or 1)
        for place, task in enumerate(real(number).tasks, start=1)
    ]
    proposed = {
        match.task_id: match.upstream_id
        for match in matching.propose(tasks, upstream.works(plan)).values()
        if match.score >= matching.ACCEPTED_FROM
    }
    hits = sum(right.get(task) == found for task, found in proposed.items())
    wrong = [(task, found) for task, found in proposed.items() if right.get(task) != found]
    return hits / len(proposed), hits / len(right), wrong


@needs_real_plans
def test_diem_he_is_linked_to_a_plan_in_other_words() -> None:
    precision, recall, wrong = _quality("001", upstream.PROVINCE_2026, upstream.DIEM_HE)
    assert precision >= 0.94, wrong
    assert recall >= 0.88


@needs_real_plans
def test_binh_gia_is_linked_to_a_plan_in_other_words() -> None:
    precision, recall, wrong = _quality("004", upstream.PROVINCE_2025, upstream.BINH_GIA)
    assert precision >= 0.9, wrong
    assert recall >= 0.85


def test_last_years_report_is_not_this_years() -> None:
    tasks = [Work(1, "Báo cáo tổng kết năm 2025", 1), Work(2, "Báo cáo tổng kết năm 2026", 1)]
    above = [Work(8, "Báo cáo tổng kết năm 2026", 4), Work(9, "Báo cáo tổng kết năm 2025", 1)]
    found = matching.propose(tasks, above)
    assert {task: match.upstream_id for task, match in found.items()} == {1: 9, 2: 8}


def test_the_same_words_are_the_same_task() -> None:
    one = Work(1, "Trồng cây đầu xuân, ghi công các hộ hiến đất", 1)
    assert matching.likeness(one, one) == 100
    assert matching.likeness(one, Work(2, "Chăm sóc nghĩa trang liệt sĩ", 3)) < 40


def test_work_of_every_quarter_shares_one_task_and_other_work_does_not() -> None:
    tasks = [Work(n, "Phát động, sơ kết thi đua chuyên đề", n) for n in (1, 2, 3, 4)]
    above = [Work(7, "Sơ kết các phong trào thi đua chuyên đề", 1)]
    assert {one.upstream_id for one in matching.propose(tasks, above).values()} == {7}
    assert len(matching.propose(tasks, above)) == 4
    reports = [Work(n, "Báo cáo sơ kết 6 tháng", 2) for n in (1, 2)]
    assert len(matching.propose(reports, [Work(7, "Báo cáo 6 tháng đầu năm", 2)])) == 1


def test_nothing_alike_is_no_proposal() -> None:
    assert matching.propose([], []) == {}
    assert matching.propose([Work(1, "", 1)], [Work(2, "Hội thao ngành", 3)]) == {}
