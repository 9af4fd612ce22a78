"""The head of the first page: letterhead in two columns, title, abstract, authority."""

from collections.abc import Iterator, Sequence

from app.documents.pdf import measures
from app.documents.pdf.letterhead import MOTTO_COLUMN
from app.documents.terms import Circulation, Urgency
from app.documents.wording import COUNTRY, DRAFT, MOTTO
from app.intake.queries.mirror.pdf_sheet import LEFT, Line, Rule, Sheet
from app.intake.queries.mirror.pieces import Piece, Role

_ROOM = measures.room(measures.PORTRAIT)
_GUTTER = LEFT + _ROOM - MOTTO_COLUMN - 8
_LEFT_AXIS = LEFT + (_GUTTER - LEFT) / 2
_RIGHT_AXIS = LEFT + _ROOM - MOTTO_COLUMN / 2
_NEAR = 5.0
_EXACT = 0.05
_SMALLER_THAN_BODY = 13.6
_STACKED = 19.0
"""Lines of one stack stand no further apart."""
_MARKS = {mark.label for mark in (*Urgency, *Circulation)}


def read(sheet: Sheet, lines: Sequence[Line], kind: str) -> tuple[list[Piece], int]:
    """The pieces of the head, and how many of the lines it takes."""
    found: dict[Role, list[str]] = {}
    pieces: list[Piece] = []
    place = 0
    while place < len(lines):
        parts = _columns(lines[place])
        if parts is None:
            break
        left, right = parts
        if right and right.text not in (COUNTRY, MOTTO):
            found.setdefault(Role.PLACE, []).append(right.text)
        if left:
            role = _left_role(left)
            if role is Role.MARK:
                pieces.append(Piece(role, left.text))
            else:
                found.setdefault(role, []).append(left.text)
        place += 1
    pieces += [Piece(role, " ".join(texts)) for role, texts in found.items()]
    if Role.SUBJECT in found:
        return pieces, place  # a letter says its matter under its number, and has no title
    titled, end = _title(sheet, lines[place:], kind)
    return [*pieces, *titled], place + end


def _columns(line: Line) -> tuple[Line | None, Line | None] | None:
    """The line of either column; None for a line that belongs to neither."""
    left = tuple(word for word in line.words if word.x1 <= _GUTTER + 1)
    right = tuple(word for word in line.words if word.x0 >= _GUTTER - 1)
    if len(left) + len(right) != len(line.words):
        return None
    left_line, right_line = Line(left) if left else None, Line(right) if right else None
    if left_line and not _is_left(left_line):
        return None
    if right_line and not (right_line.italic or abs(right_line.middle - _RIGHT_AXIS) < _NEAR):
        return None
    return left_line, right_line


def _is_left(line: Line) -> bool:
    return abs(line.middle - _LEFT_AXIS) < _NEAR and line.size < _SMALLER_THAN_BODY


def _left_role(line: Line) -> Role:
    if line.text in _MARKS:
        return Role.MARK
    if line.text == DRAFT:
        return Role.DRAFT
    if line.bold:
        return Role.ISSUER
    if line.text.startswith("Số:"):
        return Role.NUMBER
    return Role.SUBJECT if line.size < 12.5 else Role.SUPERIOR


def _title(sheet: Sheet, lines: Sequence[Line], kind: str) -> tuple[list[Piece], int]:
    """Kind and abstract above their rule, and below it the authority of a decision."""
    end = 0
    rule = _rule_below(sheet, lines)
    while end < len(lines) and is_centred_bold(lines[end], sheet):
        above = lines[end - 1] if end else None
        parted = above is not None and lines[end].bottom - above.bottom > _STACKED
        if lines[end].bottom > rule.y + 6 if rule else parted:
            break
        end += 1
    if not end:
        return [], 0
    names = _names([line.text for line in lines[:end]], kind)
    pieces = [Piece(Role.TITLE, line.text) for line in lines[:names]]
    abstract = " ".join(line.text for line in lines[names:end])
    pieces += [Piece(Role.ABSTRACT, abstract)] if abstract else []
    authority = list(_authority(sheet, lines[end:]))
    if authority:
        pieces.append(Piece(Role.AUTHORITY, " ".join(line.text for line in authority)))
    return pieces, end + len(authority)


def _rule_below(sheet: Sheet, lines: Sequence[Line]) -> Rule | None:
    top = lines[0].bottom if lines else sheet.height
    below = (rule for rule in sheet.rules if rule.y > top - 20 and _is_middle(rule, sheet))
    return min(below, key=lambda rule: rule.y, default=None)


def _is_middle(rule: Rule, sheet: Sheet) -> bool:
    whole = rule.x1 - rule.x0 > _ROOM - _NEAR
    return not whole and abs((rule.x0 + rule.x1) / 2 - sheet.centre) < _NEAR


def _names(texts: Sequence[str], kind: str) -> int:
    """How many lines are the name of the kind: all that stand in capitals, or its usual name."""
    if texts[0] == kind.upper():
        return 1
    return next((n for n, text in enumerate(texts) if not text.isupper()), len(texts))


def _authority(sheet: Sheet, lines: Sequence[Line]) -> Iterator[Line]:
    above: Line | None = None
    for line in lines:
        stands = is_centred_bold(line, sheet) and line.text.isupper() and line.text[-1] != ":"
        if not stands or (above is not None and line.bottom - above.bottom > _STACKED):
            return
        yield line
        above = line


def is_centred_bold(line: Line, sheet: Sheet) -> bool:
    """Whether the line stands in bold in the middle of the page."""
    indented = abs(line.x0 - LEFT - measures.INDENT) < _EXACT
    return line.bold and not (line.italic or indented) and abs(line.middle - sheet.centre) < 3
