"""Box 9a: to whom a letter, a proposal or a report is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from app.documents import wording
from app.documents.paper import Paper
from app.documents.pdf import fonts, lines, measures
from app.documents.pdf.stack import Stack, centred

_LEADING = measures.BODY_LEADING
_ASCENT = 13.0
_NARROWEST_LIST = 60 * mm


def addressees(paper: Paper) -> list[Flowable]:
    """One addressee follows `Kính gửi:`; several stand below its colon, a line to each."""
    names = [name for name in map(wording.printable, paper.addressees) if name]
    room = measures.room(measures.PORTRAIT)
    if not names:
        return []
    if len(names) == 1:
        text = f"{wording.ADDRESSED_TO} {names[0]}"
        return [Stack(centred(text, room, font=fonts.REGULAR), before=6, after=10)]
    return [_List(several(names))]


@dataclass(frozen=True, slots=True)
class Several:
    """Where the label and the list below its colon stand, and the lines of the list."""

    label_x: float
    list_x: float
    lines: tuple[str, ...]


def several(names: Sequence[str]) -> Several:
    """Several addressees with their dashes, centred as a whole on an upright page."""
    room = measures.room(measures.PORTRAIT)
    listed = [f"- {line}" for line in wording.closed_list(names)]
    label = lines.width(wording.ADDRESSED_TO, fonts.REGULAR, measures.BODY)
    widest = max(lines.width(name, fonts.REGULAR, measures.BODY) for name in listed)
    taken = min(max(widest, _NARROWEST_LIST), room - label)
    label_x = max((room - label - taken) / 2, 0)
    broken = tuple(
        line
        for name in listed
        for line in lines.wrap(name, fonts.REGULAR, measures.BODY, taken + 0.1)
    )
    return Several(label_x, label_x + label, broken)


class _List(Flowable):
    """The label and, below its colon, the addressees; a long list goes on over the next page."""

    def __init__(self, listed: Several, *, is_labelled: bool = True) -> None:
        super().__init__()
        self.is_labelled = is_labelled
        self.spaceBefore, self.spaceAfter = 6.0, 10.0
        self.width = measures.room(measures.PORTRAIT)
        self.listed = listed
        self.height = (is_labelled + len(listed.lines)) * _LEADING

    def wrap(self, room: float, depth: float) -> tuple[float, float]:
        return self.width, self.height

    def split(self, room: float, depth: float) -> list[Flowable]:
        fitting = int(depth / _LEADING) - self.is_labelled
        if not 0 < fitting < len(self.listed.lines):
            return []
        upper, lower = self.listed.lines[:fitting], self.listed.lines[fitting:]
        return [
            _List(replace(self.listed, lines=upper), is_labelled=self.is_labelled),
            _List(replace(self.listed, lines=lower), is_labelled=False),
        ]

    def draw(self) -> None:
        self.canv.setFont(fonts.REGULAR, measures.BODY)
        y = self.height - _ASCENT
        if self.is_labelled:
            self.canv.drawString(self.listed.label_x, y, wording.ADDRESSED_TO)
            y -= _LEADING
        for line in self.listed.lines:
            self.canv.drawString(self.listed.list_x, y, line)
            y -= _LEADING
