"""The pieces of a drawn paper put together as the paper."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise

from app.documents.paper import (
    Annex,
    Block,
    Bullets,
    Centred,
    Heading,
    Paper,
    Paragraph,
    SignatureBlock,
)
from app.documents.terms import Circulation, PaperKind, Urgency
from app.documents.wording import END_MARK
from app.intake.queries.mirror.pieces import Piece, Role, Shown

_NUMBER = re.compile(r"Số:\s*(?P<number>[^/\s]*)\s*/\s*(?P<symbol>.*)")
_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\s*$")
_YEAR = re.compile(r"năm\s+(\d{4})\s*$")
_PLACE = re.compile(r"(?:^|,\s*)ngày\b(?=[^,]*$)")
_BULLET = re.compile(r"([-+])\s+(?=\S)")
_LEVELS = (
    (1, re.compile(r"[IVXLC]+\.\s")),
    (3, re.compile(r"\d+(?:\.\d+)+\.?\s|[a-zđ][.)]\s")),
)
_MARKS = {mark.label: mark for mark in (*Urgency, *Circulation)}
_KINDS = {kind.label: kind for kind in PaperKind}
_ABBREVIATIONS = {kind.abbreviation: kind for kind in PaperKind if kind.abbreviation}
_STOP = " ;.,"


def paper_of(shown: Shown) -> Paper:
    """The paper as it was printed: names of the letterhead in capitals, lists without marks."""
    head = list(shown.pieces)
    annexes = list(_annexes(head))
    if annexes:
        head = head[: next(n for n, piece in enumerate(head) if piece.role is Role.ANNEX)]
    number, symbol = _number(_text(head, Role.NUMBER))
    place, issued_on, year = _place(_text(head, Role.PLACE))
    titles = _texts(head, Role.TITLE)
    kind = _kind(shown.kind, titles, symbol)
    subject = _text(head, Role.SUBJECT).removeprefix("V/v ")
    cosigners, signature = _signatures(head)
    recipients, archive = _recipients(head)
    marks = [_MARKS[text] for text in _texts(head, Role.MARK) if text in _MARKS]
    return Paper(
        kind=kind,
        superior=_text(head, Role.SUPERIOR) or None,
        issuer_lines=_texts(head, Role.ISSUER),
        symbol=symbol,
        number=number,
        place=place,
        issued_on=issued_on,
        year=year,
        title_lines=() if titles == (kind.label.upper(),) else titles,
        abstract=_text(head, Role.ABSTRACT) or subject,
        authority=_text(head, Role.AUTHORITY),
        addressees=_addressees(head),
        bases=tuple(text.rstrip(_STOP) for text in _texts(head, Role.BASIS)),
        blocks=_without_end_mark(blocks_of(head)),
        signature=signature,
        cosigners=cosigners,
        recipients=recipients,
        archive=archive,
        annexes=tuple(annexes),
        urgency=next((mark for mark in marks if isinstance(mark, Urgency)), None),
        circulation=next((mark for mark in marks if isinstance(mark, Circulation)), None),
        draft=any(piece.role is Role.DRAFT for piece in head),
        footer=_texts(head, Role.FOOTER),
        verify_url=_text(head, Role.VERIFICATION).rpartition(" ")[2],
    )


def blocks_of(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """The blocks of a body or of an annex."""
    blocks: list[Block] = []
    above: dict[Role, str] = {}
    for place, piece in enumerate(pieces):
        if piece.role is Role.TABLE and piece.table is not None:
            after = pieces[place + 1] if place + 1 < len(pieces) else None
            note = after.text if after and after.role is Role.NOTE else ""
            caption, unit = above.get(Role.CAPTION, ""), above.get(Role.UNIT, "")
            blocks.append(replace(piece.table, caption=caption, unit=unit, note=note))
            above = {}
        elif piece.role in (Role.CAPTION, Role.UNIT):
            above[piece.role] = piece.text
        elif piece.role is Role.PART_TITLE and blocks and isinstance(blocks[-1], Heading):
            blocks[-1] = Heading(0, f"{blocks[-1].text}\n{piece.text}")
        else:
            blocks += _block(piece)
    return tuple(_listed(blocks))


def _block(piece: Piece) -> Iterator[Block]:
    if piece.role is Role.TEXT:
        bullet = None if piece.lead else _BULLET.match(piece.text)
        if bullet:
            yield Bullets((piece.text[bullet.end() :],), bullet[1])
        else:
            yield Paragraph(piece.text, piece.lead)
    elif piece.role is Role.HEADING:
        yield Heading(level_of(piece.text), piece.text)
    elif piece.role is Role.PART:
        yield Heading(0, piece.text)
    elif piece.role is Role.CENTRED:
        yield Centred(piece.text)


def level_of(heading: str) -> int:
    """The level that the number of a heading tells; without one, capitals are the highest."""
    found = next((level for level, pattern in _LEVELS if pattern.match(heading)), None)
    return found or (1 if heading.isupper() and not heading[:1].isdigit() else 2)


def _listed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Points of one mark that follow each other as one block."""
    marked = groupby(blocks, key=lambda one: one.mark if isinstance(one, Bullets) else "")
    for mark, run in marked:
        if not mark:
            yield from run
            continue
        yield Bullets(
            tuple(item for one in run if isinstance(one, Bullets) for item in one.items), mark
        )


def _without_end_mark(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The body as it was before the drawing closed it."""
    last = blocks[-1] if blocks else None
    if last == Paragraph(END_MARK):
        return blocks[:-1]
    if isinstance(last, Paragraph):
        return (*blocks[:-1], replace(last, text=last.text.removesuffix(END_MARK)))
    if isinstance(last, Bullets):
        items = (*last.items[:-1], last.items[-1].removesuffix(END_MARK))
        return (*blocks[:-1], replace(last, items=items))
    return blocks


def _texts(pieces: Sequence[Piece], role: Role) -> tuple[str, ...]:
    return tuple(piece.text for piece in pieces if piece.role is role and piece.text)


def _text(pieces: Sequence[Piece], role: Role) -> str:
    return " ".join(_texts(pieces, role))


def _number(line: str) -> tuple[str | None, str]:
    match = _NUMBER.match(line)
    return (match["number"] or None, match["symbol"].strip()) if match else (None, "")


def _place(line: str) -> tuple[str, date | None, int | None]:
    before = _PLACE.search(line)
    place = line[: before.start()].strip() if before else line
    day, year = _DAY.search(line), _YEAR.search(line)
    if day:
        return place, date(int(day[3]), int(day[2]), int(day[1])), None
    return place, None, int(year[1]) if year else None


def _kind(named: str, titles: Sequence[str], symbol: str) -> PaperKind:
    """The kind that the file names; else the one of its title, or of its symbol."""
    if named in _KINDS:
        return _KINDS[named]
    title = titles[0].capitalize() if titles else ""
    abbreviation = symbol.rpartition("/")[2].partition("-")[0]
    return _KINDS.get(title) or _ABBREVIATIONS.get(abbreviation, PaperKind.OFFICIAL_LETTER)


def _addressees(pieces: Sequence[Piece]) -> tuple[str, ...]:
    one = _text(pieces, Role.ADDRESSED).partition(":")[2].strip()
    return (one,) if one else tuple(_points(_texts(pieces, Role.ADDRESSEE)))


def _points(lines: Sequence[str]) -> list[str]:
    """The points of a list; where points have dashes, a line without one goes on with the last."""
    dashed = any(line.startswith("- ") for line in lines)
    points: list[str] = []
    for line in lines:
        if dashed and points and not line.startswith("- "):
            points[-1] += f" {line}"
        else:
            points.append(line.removeprefix("- "))
    return [point.rstrip(_STOP) for point in points]


def _recipients(pieces: Sequence[Piece]) -> tuple[tuple[str, ...], str]:
    names = _points(_texts(pieces, Role.RECIPIENT))
    archive = names.pop().partition(":")[2] if names and names[-1].startswith("Lưu:") else ""
    return tuple(names), archive.strip()


def _signatures(pieces: Sequence[Piece]) -> tuple[tuple[SignatureBlock, ...], SignatureBlock]:
    """Those who sign beside the signer, and the signer, who stands last."""
    found: list[SignatureBlock] = []
    titles: list[str] = []
    for piece in pieces:
        if piece.role is Role.CAPACITY:
            titles.append(piece.text)
        elif piece.role is Role.NAME:
            position = titles[-1] if titles else ""
            found.append(SignatureBlock(tuple(titles[:-1]), position, piece.text))
            titles = []
    if not found:
        return (), SignatureBlock((), "")
    return tuple(found[:-1]), found[-1]


def _annexes(pieces: Sequence[Piece]) -> Iterator[Annex]:
    starts = [n for n, piece in enumerate(pieces) if piece.role is Role.ANNEX]
    for start, end in pairwise([*starts, len(pieces)]):
        inside = pieces[start:end]
        yield Annex(_text(inside, Role.ANNEX_TITLE), blocks_of(inside), inside[0].across)
