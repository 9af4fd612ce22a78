"""The head of the first page: issuer, national motto, number, place and date, title."""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from app.documents import wording
from app.documents.paper import Paper
from app.documents.pdf import fonts, lines, measures, stack
from app.documents.pdf.stack import Line, Stack

MOTTO_COLUMN = 97 * mm
_BETWEEN = 3 * mm
_BELOW_HEAD = 8
FRAME_HEIGHT = 8 * mm
_FRAME_MARGIN = 3 * mm


class Letterhead(Flowable):
    """Boxes 1 to 4 of the annex in two columns, with the marks that stand under the number."""

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self.spaceAfter = 12.0
        room = measures.room(measures.PORTRAIT)
        self.width = room
        self._left_room = room - MOTTO_COLUMN - _BETWEEN
        self._left_axis = self._left_room / 2
        self._right_axis = room - MOTTO_COLUMN / 2
        self._issuer = _issuer(paper, self._left_room)
        self._issuer_rule = _name_rule(paper, self._left_room)
        self._motto = (Line(wording.COUNTRY, size=13), Line(wording.MOTTO))
        self._number = Line(wording.number_line(paper), fonts.REGULAR, 13)
        self._date = _date_lines(paper)
        self._notes = _notes(paper, self._left_room)
        self._frames = frames(paper)

    def wrap(self, room: float, depth: float) -> tuple[float, float]:
        self._head = max(stack.height(self._issuer, 1), stack.height(self._motto, 1)) + _BELOW_HEAD
        left = (
            self._number.height
            + stack.height(self._notes)
            + len(self._frames) * (FRAME_HEIGHT + measures.GAP)
        )
        self.height = self._head + max(left, stack.height(self._date))
        return self.width, self.height

    def draw(self) -> None:
        top = self.height
        stack.draw(self.canv, self._issuer, self._left_axis, top, self._issuer_rule)
        stack.draw(self.canv, self._motto, self._right_axis, top, self._motto[1].width)
        top -= self._head
        below = (self._number, *self._notes)
        stack.draw(self.canv, below, self._left_axis, top + _lift(self._number))
        self._draw_frames(top - stack.height(below))
        self._draw_date(top)

    def _draw_date(self, top: float) -> None:
        half = stack.widest(self._date) / 2
        axis = min(self._right_axis, self.width - half)
        stack.draw(self.canv, self._date, axis, top + _lift(self._date[0]))

    def _draw_frames(self, top: float) -> None:
        for label, width in self._frames:
            top -= measures.GAP
            foot = top - FRAME_HEIGHT
            self.canv.setLineWidth(measures.RULE)
            self.canv.rect(self._left_axis - width / 2, foot, width, FRAME_HEIGHT)
            self.canv.setFont(fonts.BOLD, 13)
            self.canv.drawCentredString(self._left_axis, foot + FRAME_HEIGHT / 2 - 4.5, label)
            top = foot


def title(paper: Paper) -> list[Flowable]:
    """Box 5a: the kind in capitals, the abstract below, and its rule. Letters have none."""
    room = measures.room(measures.PORTRAIT)
    kind = tuple(line for text in wording.title_lines(paper) for line in stack.centred(text, room))
    if not kind:
        return []
    abstract = stack.centred(wording.printable(paper.abstract), room * 0.94)
    rule = stack.widest(abstract) * measures.RULE_SHARE
    flowables: list[Flowable] = [Stack((*kind, *abstract), rule=rule, before=18, after=12)]
    if paper.authority:
        authority = stack.centred(wording.in_capitals(paper.authority), room)
        flowables.append(Stack(authority, before=6, after=6))
    return flowables


def _issuer(paper: Paper, room: float) -> tuple[Line, ...]:
    superior = wording.superior_line(paper)
    above = stack.centred(superior, room, font=fonts.REGULAR, size=13)
    return (*above, *_names(paper, room))


def _names(paper: Paper, room: float) -> tuple[Line, ...]:
    names = (wording.in_capitals(line) for line in paper.issuer_lines)
    return tuple(line for name in names for line in stack.centred(name, room, size=13))


def _name_rule(paper: Paper, room: float) -> float:
    return stack.widest(_names(paper, room)) * measures.RULE_SHARE


def frames(paper: Paper) -> tuple[tuple[str, float], ...]:
    """The marks in frames with the widths of these, the urgency as the decree prescribes it."""
    urgency, circulation = paper.urgency, paper.circulation
    framed: list[tuple[str, float]] = []
    if urgency is not None:
        framed.append((urgency.label, urgency.width * mm))
    if circulation is not None:
        width = lines.width(circulation.label, fonts.BOLD, 13) + 2 * _FRAME_MARGIN
        framed.append((circulation.label, width))
    return tuple(framed)


def _date_lines(paper: Paper) -> tuple[Line, ...]:
    text = wording.place_and_date(paper.place, paper.issued_on, paper.year)
    if lines.width(text, fonts.ITALIC, measures.BODY) <= MOTTO_COLUMN:
        return (Line(text, fonts.ITALIC),)
    return stack.centred(text, MOTTO_COLUMN + _BETWEEN, font=fonts.ITALIC, size=13)


def _notes(paper: Paper, room: float) -> tuple[Line, ...]:
    """What stands under the number: the subject of a letter, the mark of a draft."""
    subject = stack.centred(
        wording.subject_line(paper), room, font=fonts.REGULAR, size=12, above=measures.GAP
    )
    draft = (Line(wording.DRAFT, size=12, above=measures.GAP),) if paper.draft else ()
    return (*subject, *draft)


def _lift(line: Line) -> float:
    """Moves a line so that those of 13 and of 14 points stand on one foot."""
    return (line.size - measures.BODY) * 0.89
