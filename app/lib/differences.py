"""Two wordings of one sentence, told apart word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Piece:
    """Some words in a row that stayed, went, or came."""

    change: Change
    text: str


def between(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order; what went stands before what came in its place.

    Joined without the inserted pieces they give `before`, without the deleted ones `after`. A
    space between two changed words counts as changed with them, so that a phrase stays whole.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(_is_space, old, new, autojunk=False)
    pieces: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.KEPT, "".join(old[i:j])))
            continue
        if i < j:
            pieces.append(Piece(Change.DELETED, "".join(old[i:j])))
        if k < m:
            pieces.append(Piece(Change.INSERTED, "".join(new[k:m])))
    return _joined(pieces)


def _is_space(token: str) -> bool:
    return token.isspace()


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Without blanks standing alone between two changes: they belong to both sides."""
    whole: list[Piece] = []
    gone = came = ""
    for index, piece in enumerate(pieces):
        is_blank = piece.change is Change.KEPT and not piece.text.strip()
        between_changes = (gone or came) and index + 1 < len(pieces)
        if piece.change is Change.KEPT and not (is_blank and between_changes):
            whole += _changed(gone, came)
            gone = came = ""
            whole.append(piece)
            continue
        gone += piece.text if piece.change is not Change.INSERTED else ""
        came += piece.text if piece.change is not Change.DELETED else ""
    return [*whole, *_changed(gone, came)]


def _changed(gone: str, came: str) -> list[Piece]:
    found = [Piece(Change.DELETED, gone)] if gone else []
    return [*found, Piece(Change.INSERTED, came)] if came else found
