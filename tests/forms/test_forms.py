"""A form that cannot be taken is shown again with what was typed and what is wrong."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.datastructures import MultiDict

from app.access.permissions import Role
from app.forms import (
    NO_REFUSAL,
    Refusal,
    says_why,
    shows_again,
    version_if_any,
    version_typed,
)
from app.lib.errors import Conflict, DomainError, Invalid, NotAllowed, Stale
from tenants.db import db
from tests.world import World

LABELS = {"name": "Tên", "kind": "Loại"}
CHANGED = Stale(changed={"Loại": ("Phòng", "Ban"), "Ghi chú": ("", "Mới")})


@pytest.fixture
def typed(app: Flask) -> Iterator[None]:
    """A form that came in."""
    with app.test_request_context(method="POST", data={"name": "Phòng Nội vụ", "version": "3"}):
        yield


def page(office_id: int, part: str = "", refusal: Refusal = NO_REFUSAL) -> dict[str, Any]:
    """What a page would show."""
    return {
        "office": office_id,
        "part": part,
        "errors": refusal.errors,
        "typed": refusal.typed.get("name"),
        "stale": refusal.stale,
    }


def refused(error: DomainError) -> Callable[..., Any]:
    """A view that ends with `error`."""

    def view(office_id: int) -> str:
        raise error

    return view


def test_what_may_happen_is_answered_by_the_view_alone(typed: None) -> None:
    def view(office_id: int) -> str:
        return f"saved {office_id}"

    assert shows_again(page)(view)(office_id=7) == "saved 7"


@pytest.mark.parametrize(
    ("error", "status", "errors", "stale"),
    [
        (Invalid("Hãy nhập tên.", "name"), 422, {"name": ["Hãy nhập tên."]}, False),
        (Stale(), 412, {}, True),
    ],
)
def test_a_refused_form_is_shown_with_what_was_typed(
    typed: None, error: DomainError, status: int, errors: dict[str, list[str]], stale: bool
) -> None:
    shown, code = shows_again(page, part="head")(refused(error))(office_id=7)
    assert code == status
    assert shown == {
        "office": 7,
        "part": "head",
        "errors": errors,
        "typed": "Phòng Nội vụ",
        "stale": stale,
    }


def test_a_refused_button_says_why_and_keeps_nothing_typed(typed: None) -> None:
    shown, code = says_why(page)(refused(Invalid("Chưa có cụm trưởng.", "lead")))(office_id=7)
    assert (shown["errors"], shown["typed"], code) == (
        {"lead": ["Chưa có cụm trưởng."]},
        None,
        422,
    )


def test_only_what_is_named_is_shown_on_the_page(typed: None) -> None:
    view = shows_again(page, Invalid, Conflict)(refused(Conflict("Trùng tên.", "name")))
    shown, code = view(office_id=7)
    assert (shown["errors"], code) == ({"name": ["Trùng tên."]}, 409)
    with pytest.raises(Stale):
        shows_again(page, Invalid)(refused(Stale()))(office_id=7)
    with pytest.raises(NotAllowed):
        shows_again(page)(refused(NotAllowed()))(office_id=7)


def test_what_the_view_had_written_is_undone(world: World, app: Flask) -> None:
    person = world.person(world.province, Role.OFFICER)
    with app.test_request_context(method="POST"), world.acting(person):

        def view(office_id: int) -> str:
            db.session.execute(text("CREATE TEMPORARY TABLE written (id int) ON COMMIT DROP"))
            raise Invalid("Hãy nhập tên.", "name")

        shows_again(page)(view)(office_id=7)
        there = db.session.execute(text("SELECT to_regclass('pg_temp.written')")).scalar_one()
        assert there is None


def test_what_concerns_no_field_is_said_where_the_page_wants_it() -> None:
    assert Refusal(Invalid("Sai.")).errors_at("name") == {"name": ["Sai."]}
    refusal = Refusal(Conflict("Đã có phòng này."))
    assert refusal.errors == {"": ["Đã có phòng này."]}
    assert refusal.errors_at("name") == {"name": ["Đã có phòng này."]}
    assert refusal.message == "Đã có phòng này."


def test_a_form_shown_first_is_no_refusal() -> None:
    assert not NO_REFUSAL
    assert (NO_REFUSAL.errors, NO_REFUSAL.stale, NO_REFUSAL.message) == ({}, False, "")
    assert (dict(NO_REFUSAL.typed), NO_REFUSAL.differences(LABELS)) == ({}, [])


def test_the_differences_name_the_control_that_they_concern() -> None:
    kind = {"name": "kind", "label": "Loại", "mine": "Phòng", "current": "Ban"}
    note = {"name": "", "label": "Ghi chú", "mine": "", "current": "Mới"}
    assert Refusal(CHANGED).differences(LABELS) == [kind, note]
    only = Refusal(Stale(changed={"Loại": ("Phòng", "Ban")}))
    assert only.differences(LABELS, {"kind": "bureau"}) == [{**kind, "value": "bureau"}]


def test_the_form_goes_on_with_the_version_on_which_it_was_typed() -> None:
    typed = MultiDict({"version": "3"})
    assert NO_REFUSAL.version(9) == 9
    assert Refusal(Invalid("Hãy nhập tên.", "name"), typed).version(9) == 3
    assert Refusal(Invalid("Hãy nhập tên.", "name")).version(9) == 9
    assert Refusal(Stale(), typed).version(9) == 9


@pytest.mark.parametrize(
    ("sent", "version", "if_any"), [("3", 3, 3), ("", 0, None), ("ba", 0, None), (None, 0, None)]
)
def test_the_version_of_a_form(
    app: Flask, sent: str | None, version: int, if_any: int | None
) -> None:
    with app.test_request_context(method="POST", data={} if sent is None else {"version": sent}):
        assert (version_typed(), version_if_any()) == (version, if_any)
