"""A paper that was uploaded becomes a draft; what it leaves open is noted, never invented."""

from datetime import date

import pytest
from sqlalchemy import func, select

from app.access.permissions import Role
from app.documents.models import File
from app.lib.errors import Invalid
from app.plans import actions
from app.plans.models import Plan, Task
from app.plans.queries import plans, readings
from app.plans.terms import Found, PlanKind
from tenants.db import db
from tests.intake.builders import Word
from tests.plans.samples import YEAR_PLAN_TEXT
from tests.world import Person, World

CONFERENCE = """\
KẾ HOẠCH
Tổ chức Hội nghị tổng kết phong trào thi đua năm 2025

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

Đánh giá kết quả phong trào thi đua.

II. NỘI DUNG

1. Thời gian: dự kiến tổ chức trong tháng 01 năm 2026.

2. Chương trình Hội nghị

- Ổn định tổ chức, văn nghệ chào mừng.
- Tuyên bố lý do, giới thiệu đại biểu.
- Báo cáo tổng kết.
- Bế mạc Hội nghị.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Hoàng Văn Hội
"""


@pytest.fixture(name="officer")
def _officer(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.OFFICER)


def read(world: World, by: Person, text: str, name: str = "kh.txt") -> Plan:
    with world.acting(by):
        return actions.draft_from_file(name=name, content=text.encode(), by=by)


def test_everything_that_is_printed_is_in_the_draft(world: World, officer: Person) -> None:
    plan = read(world, officer, YEAR_PLAN_TEXT)
    assert (plan.kind, plan.year) == (PlanKind.YEAR_PLAN, 2026)
    assert plan.title == "Công tác thi đua, khen thưởng năm 2026"
    assert (plan.symbol, plan.place) == ("KH-UBND", "Điềm He")
    assert (plan.signer_position, plan.signer_name) == ("CHỦ TỊCH", "Lý Thị Dương")
    assert plan.signing_capacity == "TM. ỦY BAN NHÂN DÂN"
    assert [one["kind"] for one in plan.legal_bases] == ["luật", "kế hoạch"]
    assert plan.legal_bases[1]["number"] == "01"
    assert "01/KH-UBND" in plan.legal_bases[1]["text"]
    assert plan.sections["purpose"] == "Đẩy mạnh các phong trào thi đua."
    assert [one["name"] for one in plan.recipients] == ["UBND tỉnh", "Các thôn", "Lưu: VT"]
    assert plan.recipients[0]["purpose"] == "b/c"


def test_number_and_day_wait_for_the_issuance(world: World, officer: Person) -> None:
    plan = read(world, officer, YEAR_PLAN_TEXT)
    assert (plan.number, plan.issued_on) == (None, None)
    assert plan.reading is not None
    assert (plan.reading["number"], plan.reading["issued_on"]) == ("12", "2026-01-05")


def test_tasks_come_with_offices_and_deadlines(world: World, officer: Person) -> None:
    plan = read(world, officer, YEAR_PLAN_TEXT)
    with world.acting(officer, read_only=True):
        first, second = plans.tasks(plan.id)
    assert (first.quarter, second.quarter) == (1, 2)
    assert first.lead_office == "UBND xã"
    assert first.support_offices == ["Phòng Văn hóa - Xã hội", "Các thôn"]
    assert (first.deadline_on, first.deadline_inclusive) == (date(2026, 1, 25), False)
    assert second.deadline_on is None


def test_a_lead_that_was_assumed_is_noted(world: World, officer: Person) -> None:
    plan = read(world, officer, YEAR_PLAN_TEXT)
    assert plan.reading is not None
    notes = [note for note in plan.reading["notes"] if note["code"] == "lead_assumed"]
    assert len(notes) == 2
    assert "UBND xã" in notes[0]["message"]
    assert plan.reading["lines"][notes[0]["line"] - 1].startswith("1\tTổ chức")


def test_a_deadline_of_another_year_is_noted_and_left_out(world: World, officer: Person) -> None:
    text = YEAR_PLAN_TEXT.replace("trước ngày 25/01/2026", "trước ngày 25/01/2027")
    plan = read(world, officer, text)
    with world.acting(officer, read_only=True):
        assert plans.tasks(plan.id)[0].deadline_on is None
    assert plan.reading is not None
    assert "deadline_outside" in {note["code"] for note in plan.reading["notes"]}


def test_the_original_is_kept_beside_it(world: World, officer: Person) -> None:
    plan = read(world, officer, YEAR_PLAN_TEXT, name="../../Kế hoạch 2026.txt")
    with world.acting(officer, read_only=True):
        file = db.session.get_one(File, plan.source_file_id)
        assert file.name == "Kế hoạch 2026.txt"
        assert file.content == YEAR_PLAN_TEXT.encode()


def test_a_conference_brings_its_programme(world: World, officer: Person) -> None:
    plan = read(world, officer, CONFERENCE)
    assert plan.kind is PlanKind.CONFERENCE_PLAN
    assert plan.sections["content"].splitlines()[0] == "Chương trình:"
    assert "- Bế mạc Hội nghị" in plan.sections["content"]


def test_markup_inside_stays_text(world: World, officer: Person) -> None:
    text = YEAR_PLAN_TEXT.replace("Báo cáo sơ kết", "<script>alert(1)</script> Báo cáo sơ kết")
    plan = read(world, officer, text)
    client = world.client(officer)
    page = client.get(f"/plans/{plan.id}").get_data(as_text=True)
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b""),
        ("a.txt", "Kính gửi: các đồng chí. Mời dự họp.".encode()),
        ("a.docx", b"PK\x03\x04 hong"),
        ("a.pdf", b"%PDF-1.4 hong"),
        ("a.exe", b"MZ"),
    ],
)
def test_what_cannot_be_read_leaves_nothing_behind(
    world: World, officer: Person, name: str, content: bytes
) -> None:
    with world.acting(officer), pytest.raises(Invalid) as refused:
        actions.draft_from_file(name=name, content=content, by=officer)
    assert list(refused.value.fields) == ["file"]
    with world.acting(officer, read_only=True):
        assert db.session.scalar(select(func.count()).select_from(File)) == 0
        assert plans.count() == 0


def test_the_last_sentence_of_the_paper_is_kept(world: World, officer: Person) -> None:
    text = YEAR_PLAN_TEXT.replace(
        "thực hiện Kế hoạch./.",
        "thực hiện Kế hoạch.\n\nCăn cứ Kế hoạch này, UBND xã yêu cầu\ncác đơn vị thực hiện./.",
    )
    plan = read(world, officer, text)
    assert plan.sections["closing"] == (
        "Căn cứ Kế hoạch này, UBND xã yêu cầu các đơn vị thực hiện."
    )


def test_a_paper_of_another_office_is_noted(world: World) -> None:
    sibling = world.person(world.commune("Đình Lập"), Role.OFFICER)
    plan = read(world, sibling, YEAR_PLAN_TEXT)
    assert plan.reading is not None
    (note, *_) = plan.reading["notes"]
    assert note["code"] == "other_issuer"
    assert "UBND xã Điềm He" in note["message"]
    own = read(world, world.person(world.commune("Điềm He")), YEAR_PLAN_TEXT)
    assert own.reading is not None
    assert "other_issuer" not in {note["code"] for note in own.reading["notes"]}


def table_paper(time: str) -> bytes:
    """The year plan as a Word file whose table has a column of times and no bands."""
    head, rest = YEAR_PLAN_TEXT.split("TT\tNội dung", 1)
    word = Word().lines(*head.strip().split("\n"))
    word.table(
        [
            ("TT", "Nội dung", "Thời gian", "Cơ quan chủ trì"),
            ("1", "Ký giao ước thi đua", time, "UBND xã"),
        ]
    )
    tail = rest[rest.index("III. TỔ CHỨC") :]
    return word.lines(*tail.strip().split("\n")).bytes()


def read_table(world: World, by: Person, time: str) -> tuple[Plan, Task, readings.ReadField]:
    with world.acting(by):
        plan = actions.draft_from_file(name="kh.docx", content=table_paper(time), by=by)
        (task,) = plans.tasks(plan.id)
        own = plans.own(plan.id)
        card = readings.review(own, own.issuer).cards[1]
        return plan, task, card.fields["term"]


@pytest.mark.parametrize(
    ("time", "due"),
    [
        ("Trước ngày 15/3/2026", "trước ngày 15/3/2026"),
        ("Trước 25/6", "trước ngày 25/6/2026"),
        ("Từ 10/8 đến 30/8", "chậm nhất ngày 30/8/2026"),
        ("30/6", "chậm nhất ngày 30/6/2026"),
        ("Trong tháng 8", "trong tháng 8/2026"),
        ("cuối tháng 8", "cuối tháng 8/2026"),
        ("dự kiến 15/8", "dự kiến ngày 15/8/2026"),
        ("Quý III", "hết quý III"),
        ("dự kiến quý III", "dự kiến trong quý III"),
    ],
)
def test_a_time_column_is_read_as_an_official_would_type_it(
    world: World, officer: Person, time: str, due: str
) -> None:
    plan, task, term = read_table(world, officer, time)
    with world.acting(officer, read_only=True):
        assert task.due_label.replace("/0", "/").replace(" 0", " ") == due
    assert term.found is Found.COLUMN
    assert "time_unread" not in {note["code"] for note in (plan.reading or {})["notes"]}


@pytest.mark.parametrize(
    ("time", "found", "on"),
    [
        ("Hằng tháng", Found.TIME_UNREAD, None),
        ("Ngày 31/11", Found.TIME_UNREAD, None),
        ("Thường xuyên", Found.TIME_UNREAD, None),
        ("Trước ngày 15/3/2026 (có hướng dẫn riêng)", Found.TIME_IN_PART, date(2026, 3, 15)),
    ],
)
def test_a_time_that_is_not_understood_is_a_guess_with_its_words(
    world: World, officer: Person, time: str, found: Found, on: date | None
) -> None:
    plan, task, term = read_table(world, officer, time)
    assert (task.deadline_on, term.found, term.is_guess) == (on, found, True)
    assert on is None or not task.deadline_inclusive
    reading = plan.reading or {}
    (note,) = [one for one in reading["notes"] if one["code"] == "time_unread"]
    assert f"“{time}”" in note["message"]
    assert time in reading["lines"][note["line"] - 1]


def test_a_time_of_several_months_is_likely_and_ends_with_the_last(
    world: World, officer: Person
) -> None:
    _, task, term = read_table(world, officer, "Tháng 5, 6")
    assert (task.deadline_on, term.found) == (date(2026, 6, 30), Found.BY_TIME)
