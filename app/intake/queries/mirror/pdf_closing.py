"""The end of a drawn paper: who signs, alone or in rows of two, and who receives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.pdf import fonts, lines, measures
from app.documents.pdf.signing import RIGHT_COLUMN
from app.intake.queries import zones
from app.intake.queries.mirror.pdf_sheet import LEFT, Line, Sheet, Word, lines_of
from app.intake.queries.mirror.pieces import Piece, Role

_LARGEST_OF_LIST = 11.6
_STACKED = 19.0
_LEVEL = 5.0
_COMMITTEE = "ỦY BAN NHÂN DÂN"
"""Whose name goes on in the next line, that line stands by itself: `XÃ ĐOÀN KẾT`."""
_BETWEEN = 6 * 72 / 25.4


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines of one column that stand close together, with their page."""

    page: int
    lines: tuple[Line, ...]

    @property
    def capitals(self) -> bool:
        return all(line.text.isupper() for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def read(pages: Sequence[tuple[Sheet, Sequence[Word]]]) -> Iterator[Piece]:
    """The pieces of the end, from the words of each page below the end of the body."""
    signed = [
        (place, [w for w in words if w.bold and not w.italic and w.size > _LARGEST_OF_LIST])
        for place, (_, words) in enumerate(pages)
    ]
    sheet = pages[0][0]
    if _is_joint(sheet, signed):
        yield from _joint(sheet, signed)
    else:
        yield from _single([group for place, words in signed for group in _groups(place, words)])
    yield from _recipients([w for _, words in pages for w in _small(words)])


def _small(words: Sequence[Word]) -> Iterator[Word]:
    """The words of the list, line by line."""
    small = [word for word in words if word.size < _LARGEST_OF_LIST and not word.bold]
    for line in lines_of(small):
        yield from line.words


def _recipients(words: Sequence[Word]) -> Iterator[Piece]:
    items: list[list[str]] = []
    for word in words:
        if word.text == "-" and word.x0 < LEFT + 2:
            items.append([])
        elif items:
            items[-1].append(word.text)
    yield from (Piece(Role.RECIPIENT, " ".join(item)) for item in items if item)


def _is_joint(sheet: Sheet, signed: Sequence[tuple[int, Sequence[Word]]]) -> bool:
    return any(word.x1 < sheet.centre for _, words in signed for word in words)


def _groups(place: int, words: Sequence[Word]) -> list[_Group]:
    groups: list[list[Line]] = []
    for line in lines_of(words):
        if groups and line.bottom - groups[-1][-1].bottom < _STACKED:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_Group(place, tuple(group)) for group in groups]


def _single(groups: Sequence[_Group]) -> Iterator[Piece]:
    if not groups:
        yield Piece(Role.NAME)
        return
    yield from _titles(groups[0], RIGHT_COLUMN)
    yield Piece(Role.NAME, " ".join(group.text for group in groups[1:]))


def _joint(sheet: Sheet, signed: Sequence[tuple[int, Sequence[Word]]]) -> Iterator[Piece]:
    room = (sheet.width - LEFT - measures.RIGHT) / 2 - _BETWEEN
    columns = [
        [
            group
            for place, words in signed
            for group in _groups(place, [w for w in words if (w.x0 < sheet.centre) is left])
        ]
        for left in (True, False)
    ]
    signers = [
        (group.page, group.lines[0].bottom, side, group, _name(groups[n + 1 :]))
        for side, groups in enumerate(columns)
        for n, group in enumerate(groups)
        if group.capitals
    ]
    for _, _, _, group, name in sorted(signers, key=lambda one: (one[0], one[1] // _LEVEL, one[2])):
        yield from _titles(group, room)
        yield Piece(Role.NAME, name)


def _name(following: Sequence[_Group]) -> str:
    return following[0].text if following and not following[0].capitals else ""


def _titles(group: _Group, room: float) -> Iterator[Piece]:
    """Each capacity or position on a piece of its own, those broken over lines in one."""
    printed = [line.text for line in group.lines]
    while printed:
        count = max(n for n in range(1, len(printed) + 1) if _is_one(printed[:n], room))
        yield Piece(Role.CAPACITY, " ".join(printed[:count]))
        printed = printed[count:]


def _is_one(texts: Sequence[str], room: float) -> bool:
    """Whether these lines are one text as the drawing breaks it."""
    if len(texts) == 1:
        return True
    if any(map(zones.is_signature, texts[1:])):
        return False
    if any(text.endswith(_COMMITTEE) for text in texts[:-1]):
        return False
    broken = lines.balanced(" ".join(texts), fonts.BOLD, measures.BODY, room)
    return list(broken) == list(texts)
