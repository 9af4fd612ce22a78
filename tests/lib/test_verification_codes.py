"""Codes that somebody types from a paper."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lib import verification_codes as codes

KEPT = "K7QF2M0XPR4T9HC1"
of_code = st.text(alphabet=codes.LETTERS, min_size=codes.LENGTH, max_size=codes.LENGTH)


@pytest.mark.parametrize(
    "typed",
    [
        "K7QF-2M0X-PR4T-9HC1",
        "k7qf 2m0x pr4t 9hc1",
        "  k7qf–2mOx.PR4T_9hcI\n",
        "K7QFzMoXPR4T9HCl",
        "https://thidua.langson.gov.vn/v/K7QF-2M0X-PR4T-9HC1",
        unicodedata.normalize("NFD", "K7QF-2M0X-PR4T-9HC1"),
    ],
)
def test_a_code_typed_by_hand_is_the_code(typed: str) -> None:
    assert codes.canonical(typed) == KEPT


@pytest.mark.parametrize("typed", ["", "AbCdEfGhIjKlMnOpQrSt", "K7QF-2M0X", "ư" * 16, "\x00"])
def test_anything_else_stays_as_it_was_typed(typed: str) -> None:
    assert codes.canonical(typed) == typed


@given(of_code)
def test_what_is_printed_is_read_again(code: str) -> None:
    assert codes.canonical(codes.printed(code).lower()) == code


def test_fresh_codes_differ_and_say_nothing_to_a_vietnamese_keyboard() -> None:
    made = {codes.fresh() for _ in range(200)}
    assert len(made) == 200
    assert {len(code) for code in made} == {codes.LENGTH}
    assert not set("".join(made)) & set("AEIOUYDWOIL")
