"""Hostile papers are no slower than their length.

Time is that of the processor; what takes a second where a pattern reads in one go takes hours where
it backtracks, so the limits leave room for the slowest machine. How quick ordinary papers are is
measured by the bench.
"""

import time
import tracemalloc
from collections.abc import Callable

import pytest

from app import intake
from tests.intake import samples

SENTENCE = "Nội dung thi đua, khen thưởng trên địa bàn cần được triển khai đồng bộ, hiệu quả. "
MOST_SECONDS = 30


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize(
    "unit",
    ["a", "Á ", "- ", "1. ", "1", "1/", "số 1/", "Căn cứ Luật A ", "trước ngày ", "“", "“a” ",
     "phong trào “a”, ", "UBND xã A, ", "sáp nhập các xã A, ", "<", "<a ", "**", "70% đại biểu ",
     "ngày tháng năm ", "quý I, ", "từ ngày 1/1/2026 đến ", "ban hành kế hoạch ",
     "Căn cứ Kế hoạch số 1/KH-UBND ngày 1/1/2026 của UBND, ", "\t", "|a|", "Nơi nhận: - a;"],
)  # fmt: skip
def test_an_endless_line_is_read_in_its_stride(unit: str) -> None:
    line = unit * (300_000 // len(unit))
    texts = {
        "body": samples.year_plan(f"{samples.TABLE}- {line}\n"),
        "opening": samples.year_plan().replace(b"I. M", f"{line}\nI. M".encode(), 1),
        "cell": samples.year_plan(f"TT\tNội dung\tĐơn vị thực hiện\n1\tA\t{line}\n"),
    }
    spent = {name: seconds(lambda d=data: intake.read(d, "a.txt")) for name, data in texts.items()}
    assert max(spent.values()) < MOST_SECONDS, spent


def test_a_line_of_a_million_characters_is_read() -> None:
    data = samples.year_plan(f"{samples.TABLE}- {SENTENCE * (1_000_000 // len(SENTENCE))}\n")
    assert seconds(lambda: intake.read(data, "a.txt")) < MOST_SECONDS


def test_memory_stays_in_proportion() -> None:
    data = samples.year_plan("- " + SENTENCE * 2_500)
    tracemalloc.start()
    intake.read(data, "a.txt")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 * len(data)
