"""Two wordings, told apart word by word."""

from hypothesis import given
from hypothesis import strategies as st

from app.lib.differences import Change, Piece, between

TEXTS = st.text(alphabet="ab đ,.\n", max_size=30)


def _without(pieces: list[Piece], change: Change) -> str:
    return "".join(piece.text for piece in pieces if piece.change is not change)


@given(TEXTS, TEXTS)
def test_both_wordings_are_in_the_pieces(before: str, after: str) -> None:
    pieces = between(before, after)
    assert _without(pieces, Change.INSERTED) == before
    assert _without(pieces, Change.DELETED) == after


@given(TEXTS)
def test_what_did_not_change_is_one_piece_at_most(text: str) -> None:
    assert [piece.change for piece in between(text, text)] == [Change.KEPT] * bool(text)


def test_a_changed_phrase_stays_whole() -> None:
    pieces = between("Phát động phong trào thi đua năm 2026", "Phát động đợt cao điểm năm 2026")
    assert [(piece.change.value, piece.text) for piece in pieces] == [
        ("kept", "Phát động "),
        ("deleted", "phong trào thi đua"),
        ("inserted", "đợt cao điểm"),
        ("kept", " năm 2026"),
    ]
