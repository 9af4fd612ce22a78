"""Long papers are quick, and hostile ones no slower than their length.

Time is that of the processor, so that a busy machine does not matter; the limits leave room.
"""

import time
import tracemalloc
from collections.abc import Callable

import pytest

from app import intake
from tests.intake import samples
from tests.intake.builders import Pdf, Word

SENTENCE = "Nội dung thi đua, khen thưởng trên địa bàn cần được triển khai đồng bộ, hiệu quả. "
ROWS = [
    (str(number), SENTENCE * 2, "- UBND xã;\n- Phòng Văn hóa - Xã hội") for number in range(1, 201)
]


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def test_thirty_pages_of_pdf_take_less_than_two_seconds() -> None:
    pdf = Pdf().centred("KẾ HOẠCH", "Công tác năm 2026").lines("I. NHIỆM VỤ")
    pdf.table([("TT", "Nội dung", "Đơn vị thực hiện"), *ROWS[:90]], [10, 90, 60])
    pdf.lines(*(f"{1 + number % 9}. {SENTENCE * 6}" for number in range(150)))
    data = pdf.bytes()
    assert data.count(b"/Type /Page\n") >= 30
    assert seconds(lambda: intake.read(data, "a.pdf")) < 2


def test_thirty_pages_of_word_take_less_than_two_seconds() -> None:
    word = Word().lines("KẾ HOẠCH", "Công tác năm 2026", "I. NHIỆM VỤ")
    word.table([("TT", "Nội dung", "Đơn vị thực hiện"), *ROWS])
    word.lines(*(f"{1 + number % 9}. {SENTENCE * 6}" for number in range(120)))
    data = word.bytes()
    assert seconds(lambda: intake.read(data, "a.docx")) < 2


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
    assert max(spent.values()) < 3, spent


def test_a_line_of_a_million_characters_is_read() -> None:
    data = samples.year_plan(f"{samples.TABLE}- {SENTENCE * (1_000_000 // len(SENTENCE))}\n")
    assert seconds(lambda: intake.read(data, "a.txt")) < 3


def test_memory_stays_in_proportion() -> None:
    data = samples.year_plan("- " + SENTENCE * 2_500)
    tracemalloc.start()
    intake.read(data, "a.txt")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 * len(data)
