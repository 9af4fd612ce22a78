"""Characters that can be kept and printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lib import characters

ANYTHING = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Xã Điềm He\n", "Xã Điềm He"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("\u202eexe.cod\u202c", "exe.cod"),
        ("\u200b\u2060\ufeff \u00ad", ""),
        ("thi\u200bđua", "thi\u200bđua"),
        ("dòng 1\r\n\tdòng 2", "dòng 1\r\n\tdòng 2"),
    ],
)
def test_text_is_tidied(typed: str, kept: str) -> None:
    assert characters.tidy(typed) == kept


def test_a_box_holds_what_its_typist_saw() -> None:
    assert characters.typed("dòng 1\x0bdòng 2\x0cdòng\x01 3") == "dòng 1\ndòng 2\ndòng 3"
    assert characters.typed("a\x00b") == "a\x00b"


def test_faults_are_named_by_their_place() -> None:
    data = {"a": "ok", "b": [{"c": "x\x00"}, "\ud800"], "d\x07": 1, "e": 2, "f": None}
    assert set(characters.faults(data)) == {"b.0.c", "b.1", ""}
    assert "U+0000" in characters.faults(data)["b.0.c"][0]
    assert "vị trí 2" in characters.faults(data)["b.0.c"][0]


@given(ANYTHING)
def test_what_has_no_fault_can_be_kept(text: str) -> None:
    if characters.is_kept(text):
        assert "\x00" not in text
        assert text.encode().decode() == text
        assert characters.faults(text) == {}
    else:
        assert characters.faults(text)


@given(ANYTHING)
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once = characters.tidy(text)
    assert characters.tidy(once) == once
    assert characters.typed(characters.typed(text)) == characters.typed(text)
