"""Numbers skipped by mistake come back: given next, or kept for late papers; never a gap."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import DBAPIError

from app.access.permissions import Role
from app.audit.models import AuditEntry
from app.lib import clock
from app.lib.errors import Conflict, Invalid, Stale
from app.registers import actions, queries
from app.registers.models import OutgoingPaper
from app.registers.terms import PaperState
from tenants.db import db
from tests.registers.samples import entered, reservation
from tests.world import Person, World

SERIES, YEAR = "QĐ-UBND", 2026
REASON = "Nhập nhầm số 85 thay cho 58"


@pytest.fixture(name="clerk")
def _clerk(world: World) -> Iterator[Person]:
    with clock.fixed(date(2026, 3, 20)):
        yield world.person(world.communes[0], Role.CLERK)


def is_whole(last: int) -> bool:
    """Whether the register has every number from 01 to the last one given."""
    numbers = db.session.scalars(
        select(OutgoingPaper.number)
        .where(OutgoingPaper.series == SERIES, OutgoingPaper.year == YEAR)
        .order_by(OutgoingPaper.number)
    )
    return list(numbers) == list(range(1, last + 1)) and (
        queries.next_number(SERIES, YEAR) == last + 1
    )


def state(number: int) -> PaperState:
    """What became of a number."""
    return queries.numbered(SERIES, YEAR, number).state


def test_a_number_kept_far_above_is_undone_and_the_series_goes_on(
    world: World, clerk: Person
) -> None:
    with world.acting(clerk):
        entered(clerk)
        actions.reserve(reservation=reservation(first="8", count=2, confirm_gap=True), by=clerk)
        assert is_whole(9)
        skipped = queries.numbered(SERIES, YEAR, 4)
        done = actions.recover(paper_id=skipped.id, reason=REASON, by=clerk)
        assert (done.is_next, done.numbers) == (True, "số 02–07/QĐ-UBND")
        assert is_whole(1)
    with world.acting(clerk):
        assert entered(clerk).number == 2
        said = db.session.scalars(
            select(AuditEntry).where(AuditEntry.verb == "outgoing_paper.recovered")
        ).one()
        assert (said.details["reason"], said.details["is_next"]) == (REASON, True)
        assert said.by_name == clerk.full_name


def test_below_a_paper_they_are_kept_for_a_late_one_of_the_right_day(
    world: World, clerk: Person
) -> None:
    with world.acting(clerk):
        entered(clerk, issued_on=date(2026, 3, 5))
        entered(clerk, issued_on=date(2026, 3, 12), wanted="6")
        skipped = queries.numbered(SERIES, YEAR, 2)
        done = actions.recover(paper_id=skipped.id, first=3, reason=REASON, by=clerk)
        assert (done.is_next, done.first, done.last) == (False, 3, 5)
        assert is_whole(6)
        kept = queries.numbered(SERIES, YEAR, 3)
        assert (kept.state, kept.reason) == (PaperState.RESERVED, REASON)
        assert state(2) is PaperState.OUTSIDE
    with world.acting(clerk), pytest.raises(Invalid) as refused:
        entered(clerk, issued_on=date(2026, 3, 13), wanted="4")
    assert list(refused.value.fields) == ["issued_on"]
    with world.acting(clerk):
        late = entered(clerk, issued_on=date(2026, 3, 9), wanted="4")
        assert (late.number, late.state) == (4, PaperState.ISSUED)
        assert is_whole(6)
        count = db.session.scalar(select(func.count()).where(OutgoingPaper.series == SERIES))
        assert count == 6


def test_what_is_no_jump_and_what_is_not_of_it_is_refused(world: World, clerk: Person) -> None:
    with world.acting(clerk):
        paper = entered(clerk, wanted="4")
        skipped = queries.numbered(SERIES, YEAR, 2)
    with world.acting(clerk), pytest.raises(Conflict, match="chỉ lấy lại được số bị bỏ qua"):
        actions.recover(paper_id=paper.id, reason=REASON, by=clerk)
    for given, field in (
        ({"reason": "  "}, "reason"),
        ({"reason": REASON, "last": 4}, "last"),
        ({"reason": REASON, "first": 3, "last": 2}, "last"),
    ):
        with world.acting(clerk), pytest.raises(Invalid) as refused:
            actions.recover(paper_id=skipped.id, by=clerk, **given)  # type: ignore[arg-type]
        assert list(refused.value.fields) == [field]
    with world.acting(clerk), pytest.raises(Stale):
        actions.recover(paper_id=skipped.id, reason=REASON, version=99, by=clerk)
    with world.acting(clerk, read_only=True):
        assert {state(one) for one in range(1, 4)} == {PaperState.OUTSIDE}
        assert is_whole(4)


def test_the_page_tells_what_will_happen_and_does_it(world: World, clerk: Person) -> None:
    with world.acting(clerk):
        entered(clerk, issued_on=date(2026, 3, 5))
        entered(clerk, issued_on=date(2026, 3, 12), wanted="6")
        run = queries.numbered(SERIES, YEAR, 2)
    client = world.client(clerk)
    page = f"/registers/outgoing/{run.id}/recovery"
    assert page in client.get("/registers/outgoing").get_data(as_text=True)
    shown = client.get(page).get_data(as_text=True)
    assert "Lấy lại số 02–05/QĐ-UBND" in shown
    assert "ngày văn bản từ 05/03/2026 đến 12/03/2026" in shown
    wrong = client.send(page, {"version": str(run.version), "first": "x", "last": "5"})
    assert wrong.status_code == 422
    assert 'value="x"' in wrong.get_data(as_text=True)
    form = {"version": str(run.version), "first": "2", "last": "5", "reason": REASON}
    assert client.send(page, form).status_code == 303
    assert client.send(page, form).status_code == 409
    shown = client.get("/registers/outgoing?state=reserved").get_data(as_text=True)
    assert REASON in shown


def test_the_api_takes_numbers_back(world: World, clerk: Person) -> None:
    with world.acting(clerk):
        actions.reserve(reservation=reservation(first="3", confirm_gap=True), by=clerk)
        skipped = queries.numbered(SERIES, YEAR, 1)
    client = world.client(clerk)
    path = f"/api/v1/outgoing-papers/{skipped.id}"
    tag = {"If-Match": client.get(path).headers["ETag"]}
    assert client.call("PUT", f"{path}/recovery", json={"reason": REASON}).status_code == 428
    done = client.call("PUT", f"{path}/recovery", json={"reason": REASON}, headers=tag)
    assert done.status_code == 200
    assert done.json == {
        "first": 1,
        "last": 2,
        "symbol": SERIES,
        "year": YEAR,
        "is_next": True,
    }
    assert client.get(path).status_code == 404


def test_the_database_lets_no_line_go_from_the_middle(world: World, clerk: Person) -> None:
    with world.acting(clerk):
        actions.reserve(reservation=reservation(first="3", confirm_gap=True), by=clerk)
        middle = queries.numbered(SERIES, YEAR, 2).id
        first = actions.reserve(reservation=reservation(first="4", confirm_gap=True), by=clerk)[
            0
        ].id
        actions.cancel(paper_id=first, reason="Không dùng", by=clerk)
    for line in (middle, first):
        with pytest.raises(DBAPIError, match="gap: outgoing_papers"), world.acting(clerk):
            db.session.execute(delete(OutgoingPaper).where(OutgoingPaper.id == line))
    with world.acting(clerk, read_only=True):
        assert is_whole(4)
