"""Whatever comes in: no crash, nothing invented, the same answer each time."""

import json
import re
import string
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from app import intake
from app.intake.queries.sources import markup
from app.intake.queries.sources.columns import role_of
from app.lib.errors import Invalid
from tests.intake import samples
from tests.intake.builders import Pdf, Word

PIECES = (
    "KẾ HOẠCH|Công tác năm 2026|Tổ chức Hội nghị|Căn cứ Luật|số 01/KH-UBND|ngày 05/01/2026|"
    "ngày 31/02/2026|của UBND tỉnh|I.|II. NHIỆM VỤ|1.|2.1.|a)|-|+|QUÝ I|QUÝ IV/2026|Tháng 13|TT|"
    "Nội dung|Cơ quan thực hiện|Thời gian|\t|\t\t|\n|\n\n|Nơi nhận:|- Lưu: VT.|CHỦ TỊCH|"
    "TM. ỦY BAN NHÂN DÂN|Lê Văn Á|./.|trước ngày|chậm nhất|dự kiến|từ ngày|đến|phong trào “|”|“|"
    '"|tối đa|150 đại biểu|70%|các xã (A, B và C) trước khi sắp xếp|<b>|</ul>|<|&lt;|**|;|.|..|,|'
    "Chương trình|như sau:|UBND xã|ban hành|Phòng Văn hóa – Xã hội|Báo cáo|| |--|=A1|\u0300"
)
WORDS = st.sampled_from(PIECES.split("|"))
CELLS = WORDS.filter(lambda word: not set(word) & set("\t\n") and role_of(word) is None)
PAPERS = st.lists(WORDS | st.text(max_size=12), max_size=60).map(" ".join)
TABLES = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "2", "x", "IV", "1.1"]),
        st.text(alphabet=string.ascii_letters + "ĐÁấ .;-–<>/\"'&*", max_size=40) | CELLS,
        st.text(alphabet=string.ascii_letters + "ĐÁấ .;,-–", max_size=40) | CELLS,
    ),
    max_size=12,
)
PATIENT = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)

PDF = (
    Pdf().centred("KẾ HOẠCH").table([("TT", "Nội dung", "Thời gian"), ("1", "A", "B")], [9, 60, 60])
)
FILES = {
    "a.txt": samples.year_plan(),
    "a.docx": Word().lines("KẾ HOẠCH", "I. NHIỆM VỤ").bytes(),
    "a.pdf": PDF.bytes(),
}


def letters(text: str) -> str:
    """What is left of a text when spaces, marks and tags no longer count."""
    plain = markup.plain(markup.normal(unicodedata.normalize("NFC", text)))
    return re.sub(r"[\W_]+", "", plain)


@PATIENT
@given(st.text(max_size=400) | PAPERS)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        plan = intake.read(text.encode("utf-8", "surrogatepass"), "a.txt")
    except Invalid:
        return
    printed = json.loads(json.dumps(plan.as_dict()))
    assert printed["kind"] in ("year_plan", "conference_plan", "other_plan", "not_a_plan")
    assert all(1 <= warning.line <= max(len(plan.lines), 1) for warning in plan.warnings)
    assert all(task.quarter in (None, 1, 2, 3, 4) for task in plan.tasks)


@PATIENT
@given(TABLES)
def test_no_task_is_invented(rows: list[tuple[str, str, str]]) -> None:
    note(repr(rows))
    table = "TT\tNội dung\tCơ quan thực hiện\n" + "\n".join("\t".join(row) for row in rows)
    plan = intake.read(samples.year_plan(table), "a.txt")
    contents = "".join(letters(content) for _, content, _ in rows)
    actors = "".join(letters(actor) for _, _, actor in rows)
    for task in plan.tasks:
        assert letters(task.text) in contents
        assert all(letters(office) in actors for office in task.offices)
        assert task.text.strip()


@PATIENT
@given(PAPERS)
def test_only_a_printed_plan_has_tasks(text: str) -> None:
    try:
        plan = intake.read(text.encode(), "a.txt")
    except Invalid:
        return
    if "kế hoạch" not in unicodedata.normalize("NFC", text).lower():
        assert plan.tasks == ()
    source = letters(text)
    for words in (*plan.agenda, *plan.movements, *(r.name for r in plan.recipients)):
        assert letters(words) in source


@FEW
@given(PAPERS)
def test_reading_twice_gives_the_same(text: str) -> None:
    def once() -> object:
        try:
            return intake.read(text.encode(), "a.txt")
        except Invalid as refused:
            return refused.message

    assert once() == once()


@PATIENT
@given(st.binary(max_size=600), st.sampled_from(["a.txt", "a.docx", "a.pdf", "a", "a.doc"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(Invalid):
        assert intake.read(data, name).kind


@pytest.mark.parametrize("name", FILES)
@FEW
@given(st.data())
def test_damaged_files_are_read_or_refused(name: str, data: st.DataObject) -> None:
    content = bytearray(FILES[name])
    places = data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=12))
    for place in places:
        content[place : place + 1] = data.draw(st.binary(max_size=3))
    with suppress(Invalid):
        assert intake.read(bytes(content), name).kind
