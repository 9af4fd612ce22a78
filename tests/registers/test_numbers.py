"""Numbers of outgoing papers: gapless, never twice, one row a year and series, days in order."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.access.permissions import Role
from app.audit.models import AuditEntry
from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import Invalid
from app.registers import actions, papers, queries
from app.registers.models import OutgoingPaper
from app.registers.policies import series_of
from app.registers.queries import runs
from app.registers.queries.books import OutgoingFilter
from app.registers.terms import PaperState
from tenants import context
from tenants.db import db
from tenants.models import Tenant
from tests.registers.samples import TODAY, entered, reservation
from tests.world import Person, World


@pytest.fixture(name="clerk")
def _clerk(world: World) -> Iterator[Person]:
    with clock.fixed(TODAY):
        yield world.person(world.commune("Điềm He"), Role.CLERK)


def lines(series: str = "QĐ-UBND", year: int = 2026) -> list[OutgoingPaper]:
    """The register of a series as the acting tenant reads it."""
    return list(
        db.session.scalars(
            select(OutgoingPaper)
            .where(OutgoingPaper.series == series, OutgoingPaper.year == year)
            .order_by(OutgoingPaper.number)
        )
    )


def test_numbers_count_from_01_in_each_series_and_year(world: World, clerk: Person) -> None:
    with world.acting(clerk):
        given = [
            entered(clerk, issued_on=date(2025, 12, 31)).full_number,
            entered(clerk, issued_on=date(2026, 1, 1)).full_number,
            entered(clerk).full_number,
            entered(clerk, kind=PaperKind.PLAN, symbol="KH-UBND").full_number,
        ]
    assert given == ["01/QĐ-UBND", "01/QĐ-UBND", "02/QĐ-UBND", "01/KH-UBND"]


def test_the_year_is_that_of_vietnam(world: World, clerk: Person) -> None:
    """At 17:30 UTC on 31 December it is the new year in Lạng Sơn."""
    with clock.fixed(datetime(2026, 12, 31, 17, 30, tzinfo=UTC)), world.acting(clerk):
        paper = entered(clerk, issued_on=clock.today())
        assert (paper.year, paper.full_number) == (2027, "01/QĐ-UBND")


def test_letters_of_one_organ_count_together_whatever_office_wrote_them(
    world: World, clerk: Person
) -> None:
    with world.acting(clerk):
        letters = [
            entered(clerk, kind=PaperKind.OFFICIAL_LETTER, symbol=symbol).full_number
            for symbol in ("UBND-VHXH", "UBND-KT", "UBND")
        ]
    assert letters == ["01/UBND-VHXH", "02/UBND-KT", "03/UBND"]
    assert series_of(PaperKind.OFFICIAL_LETTER, "UBND-VHXH") == "CV-UBND"


def test_two_offices_never_share_their_numbers(world: World, clerk: Person) -> None:
    neighbour = world.person(world.commune("Đình Lập"), Role.CLERK)
    with world.acting(clerk):
        entered(clerk)
    with world.acting(neighbour):
        assert entered(neighbour).number == 1
        assert queries.next_number("QĐ-UBND", 2026) == 2


def test_many_issuing_at_once_leave_no_gap_and_no_twin(world: World, clerk: Person) -> None:
    """Eighty transactions on eight connections; every third one fails after it had its number."""
    series = ("QĐ-UBND", "KH-UBND", "QĐ-UBND", "QĐ-UBND", "KH-UBND")
    jobs = [(index, index % 3 == 0, series[index % 5]) for index in range(80)]
    waiting, given, lock = iter(jobs), [], threading.Lock()

    def issue_until_none_is_left() -> None:
        while True:
            with lock:
                job = next(waiting, None)
            if job is None:
                return
            index, fails, symbol = job
            try:
                with clock.fixed(TODAY), world.acting(clerk):
                    paper = entered(clerk, symbol=symbol, abstract=f"Văn bản {index}")
                    number = paper.number
                    if fails:
                        raise RuntimeError("the paper is not issued after all")
            except RuntimeError:
                continue
            given.append((symbol, number))

    at_once(8, issue_until_none_is_left)
    issued = [symbol for _, fails, symbol in jobs if not fails]
    for symbol in ("QĐ-UBND", "KH-UBND"):
        expected = list(range(1, issued.count(symbol) + 1))
        assert sorted(number for of, number in given if of == symbol) == expected
        with world.acting(clerk, read_only=True):
            assert [line.number for line in lines(symbol)] == expected


def at_once(count: int, deed: Callable[[], None]) -> None:
    """Do a deed in several threads; what goes wrong in one of them goes wrong here."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            deed()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def test_one_held_number_is_taken_up_once(world: World, clerk: Person) -> None:
    with world.acting(clerk):
        actions.reserve(reservation=reservation(), by=clerk)
    answers: list[str] = []

    def take_up() -> None:
        try:
            with clock.fixed(TODAY), world.acting(clerk):
                answers.append(entered(clerk, wanted="1").full_number)
        except Invalid as error:
            answers.extend(error.fields["number"])

    at_once(4, take_up)
    assert sorted(answers) == [
        "01/QĐ-UBND",
        *["Số 01/QĐ-UBND của năm 2026 đã dùng (đã ban hành); số tiếp theo là 02."] * 3,
    ]


def test_a_number_above_the_next_leaves_those_between_as_given_outside(
    world: World, clerk: Person
) -> None:
    with world.acting(clerk):
        entered(clerk)
        assert entered(clerk, wanted="05").number == 5
        states = [(line.number, line.state) for line in lines()]
        assert states == [
            (1, PaperState.ISSUED),
            (2, PaperState.OUTSIDE),
            (3, PaperState.OUTSIDE),
            (4, PaperState.OUTSIDE),
            (5, PaperState.ISSUED),
        ]
        assert lines()[1].reason == "Số do văn thư cấp ngoài hệ thống trước khi cấp số 05/QĐ-UBND."
        assert entered(clerk, wanted="3").number == 3
        assert entered(clerk).number == 6


@pytest.mark.parametrize("typed", ["0", "-1", "12a", "abc", "1/2", "123456", "1٣"])
def test_what_is_no_number_is_refused_at_the_field(world: World, clerk: Person, typed: str) -> None:
    with pytest.raises(Invalid) as refused, world.acting(clerk):
        entered(clerk, wanted=typed)
    assert refused.value.fields == {"number": ["Số văn bản chỉ gồm chữ số, ví dụ 01 hoặc 125."]}


def test_a_slip_of_the_keyboard_does_not_fill_the_register(world: World, clerk: Person) -> None:
    with pytest.raises(Invalid) as refused, world.acting(clerk):
        entered(clerk, wanted="12500")
    assert refused.value.fields["number"] == [
        "Số 12500 cách số tiếp theo (01) quá xa; hãy xem lại số đã nhập."
    ]


ASKED = (
    "Số 900, bỏ qua 897 số (03–899). "
    "Nếu đúng là các số này đã cấp ngoài hệ thống, đánh dấu xác nhận."
)


def test_many_numbers_are_skipped_only_where_the_clerk_confirms_it(
    world: World, clerk: Person
) -> None:
    with world.acting(clerk):
        entered(clerk)
        entered(clerk)
    with pytest.raises(Invalid) as refused, world.acting(clerk):
        actions.reserve(reservation=reservation(first="900"), by=clerk)
    assert refused.value.fields["number"] == [ASKED]
    assert "confirm_gap" in refused.value.fields
    with pytest.raises(Invalid) as refused, world.acting(clerk):
        entered(clerk, wanted="900", confirm_gap=False)
    assert refused.value.fields["number"] == [ASKED]
    with pytest.raises(Invalid) as refused, world.acting(clerk):
        entered(clerk, wanted="900")
    assert list(refused.value.fields) == ["number"], "a form without the box"
    assert "Sổ văn bản đi → Giữ số" in refused.value.fields["number"][0]
    with world.acting(clerk):
        assert len(lines()) == 2
        actions.reserve(reservation=reservation(first="900", confirm_gap=True), by=clerk)
        assert entered(clerk, wanted="900").number == 900
        assert entered(clerk, wanted="921").number == 921, "twenty are skipped without a word"
        shown = runs.outgoing(OutgoingFilter(year=2026, series="QĐ-UBND"))
        assert [shown.numbers(line) for line in shown.page.items] == [
            "921/QĐ-UBND",
            "900/QĐ-UBND",
            "02/QĐ-UBND",
            "01/QĐ-UBND",
            "901–920/QĐ-UBND",
            "03–899/QĐ-UBND",
        ]
        assert shown.page.total == 6
        issuer = db.session.get_one(Tenant, context.acting().tenant_id)
        rows = papers.outgoing_book(lines(), 2026, issuer).rows
        assert [row[2] for row in rows if row[-1].endswith(" số")] == [
            "Từ 03 đến 899: cấp ngoài hệ thống",
            "Từ 901 đến 920: cấp ngoài hệ thống",
        ]
        assert len(rows) == 6


def test_a_book_without_lines_says_so(world: World, clerk: Person) -> None:
    with world.acting(clerk):
        issuer = db.session.get_one(Tenant, context.acting().tenant_id)
        for book in (
            papers.outgoing_book([], 2026, issuer),
            papers.incoming_book([], 2026, issuer),
        ):
            assert [cell for row in book.rows for cell in row if cell] == [
                "Không có văn bản trong kỳ"
            ]


def test_a_later_number_has_no_earlier_day(world: World, clerk: Person) -> None:
    with world.acting(clerk):
        entered(clerk, issued_on=date(2026, 3, 5))
    with pytest.raises(Invalid) as refused, world.acting(clerk):
        entered(clerk, issued_on=date(2026, 3, 4))
    assert refused.value.fields["issued_on"] == [
        "Số 01/QĐ-UBND đã ban hành ngày 05/03/2026; số sau không được có ngày trước đó. "
        "Chọn ngày từ 05/03/2026, hoặc dùng một số đã giữ trước đó."
    ]


def test_a_held_number_takes_a_late_paper_between_its_neighbours(
    world: World, clerk: Person
) -> None:
    with world.acting(clerk):
        entered(clerk, issued_on=date(2026, 3, 1))
        actions.reserve(reservation=reservation(), by=clerk)
        entered(clerk, issued_on=date(2026, 3, 5))
    with pytest.raises(Invalid) as refused, world.acting(clerk):
        entered(clerk, wanted="2", issued_on=date(2026, 3, 6))
    assert "số trước không được có ngày sau đó" in refused.value.fields["issued_on"][0]
    with world.acting(clerk):
        late = entered(clerk, wanted="2", issued_on=date(2026, 3, 3))
        assert (late.number, late.state, late.reason) == (2, PaperState.ISSUED, None)


def test_no_day_ahead(world: World, clerk: Person) -> None:
    with pytest.raises(Invalid) as refused, world.acting(clerk):
        entered(clerk, issued_on=date(2026, 3, 11))
    assert refused.value.fields["issued_on"] == [
        "Ngày ban hành không được sau hôm nay (10/03/2026)."
    ]


def test_an_entry_is_told_of_in_the_trail(world: World, clerk: Person) -> None:
    with world.acting(clerk):
        entered(clerk)
    with world.acting(clerk, read_only=True):
        told = db.session.scalars(
            select(AuditEntry).where(AuditEntry.verb == "outgoing_paper.entered")
        ).one()
        assert told.details == {"number": "01/QĐ-UBND", "year": 2026}
