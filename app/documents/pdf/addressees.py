"""Box 9a: to whom a letter, a proposal or a report is written."""

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
    return [_List(tuple(f"- {line}" for line in wording.closed_list(names)))]


class _List(Flowable):
    """The label and, with their dashes below its colon, the addressees; centred as a whole."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = 6.0, 10.0
        self.width = measures.room(measures.PORTRAIT)
        label = lines.width(wording.ADDRESSED_TO, fonts.REGULAR, measures.BODY)
        widest = max(lines.width(name, fonts.REGULAR, measures.BODY) for name in names)
        taken = min(max(widest, _NARROWEST_LIST), self.width - label)
        self._label_x = max((self.width - label - taken) / 2, 0)
        self._list_x = self._label_x + label
        self._lines = tuple(
            line
            for name in names
            for line in lines.wrap(name, fonts.REGULAR, measures.BODY, taken + 0.1)
        )
        self.height = (1 + len(self._lines)) * _LEADING

    def wrap(self, room: float, depth: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setFont(fonts.REGULAR, measures.BODY)
        y = self.height - _ASCENT
        self.canv.drawString(self._label_x, y, wording.ADDRESSED_TO)
        for line in self._lines:
            y -= _LEADING
            self.canv.drawString(self._list_x, y, line)
