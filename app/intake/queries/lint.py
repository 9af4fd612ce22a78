"""Slips that an officer would want to see before a plan goes out (Nghị định 30/2020)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.intake.queries import organs, slips
from app.intake.queries.header import Header
from app.intake.queries.letters import bare
from app.intake.queries.markers import Rank
from app.intake.queries.outline import Item, Outline
from app.intake.queries.plan import ReadTask, ReadWarning, Signer
from app.intake.queries.sources import markup
from app.intake.queries.sources.lines import Line
from app.intake.terms import Level, Note

_BLANK = re.compile(
    r"(?P<printed>(?:nội dung|chủ đề|khẩu hiệu|địa điểm|thời gian|số lượng))\s*:\s*$",
    re.IGNORECASE,
)
_LOST_HEADER = re.compile(
    r"(?:s?tt|so tt)\s+(?:cac |ten )?(?:noi dung|nhiem vu|cong viec).{0,60}"
    r"(?:co quan|don vi|thoi gian|chu tri|thuc hien)"
)


def text_slips(
    lines: Sequence[Line], issuer: str | None, level: Level | None
) -> Iterator[ReadWarning]:
    """Slips that show on a line: full stops, spelling, a unit of another kind, blanks, tags."""
    unit = organs.unit_word(issuer) if issuer and level is Level.COMMUNE else None
    tagged = 0
    tagged_line = 0
    for line in lines:
        if markup.has_tags(line.text):
            tagged, tagged_line = tagged + 1, tagged_line or line.no
        text = " ".join(markup.plain(line.text).split())
        for slip in slips.in_text(text, unit) if text else ():
            yield ReadWarning(slip.code, line.no, slip.message)
    if tagged:
        yield ReadWarning.about(Note.MARKUP_REMOVED, tagged_line, count=tagged)


def level_slips(outline: Outline, level: Level | None, issuer: str | None) -> Iterator[ReadWarning]:
    """A commune or district that writes down the province's goals as its own."""
    if level not in (Level.COMMUNE, Level.DISTRICT):
        return
    own = (organs.unit_word(issuer) if issuer else None) or "đơn vị"
    for item in outline.walk():
        for paragraph in (item.paragraph, *item.notes):
            for slip in slips.provinces_goals(paragraph.text, own):
                yield ReadWarning(slip.code, paragraph.line_at(slip.start), slip.message)


def outline_slips(outline: Outline) -> Iterator[ReadWarning]:
    """Gaps, repeats and slips of rank in the numbers of headings; contents left blank."""
    yield from _numbering(outline.sections)
    for item in outline.walk():
        yield from _numbering(item.children)
        yield from _slipped(item.children)
        match = _BLANK.search(item.text) if not item.children and not item.notes else None
        if match and item.rank >= Rank.DASH * 10:
            line = item.paragraph.line_at(len(item.paragraph.text) - 1)
            yield ReadWarning.about(Note.LEFT_BLANK, line, printed=item.text.strip(" :"))


def _numbering(items: Sequence[Item]) -> Iterator[ReadWarning]:
    before: tuple[int, int] | None = None
    for item in items:
        marker = item.paragraph.marker
        if marker is None or marker.ordinal is None:
            continue
        ordinal = marker.ordinal
        if before is not None and before[0] == item.rank:
            yield from _step(before[1], ordinal, item.paragraph.line)
        before = (item.rank, ordinal)


def _step(before: int, after: int, line: int) -> Iterator[ReadWarning]:
    for code, facts in slips.step(before, after):
        yield ReadWarning.about(code, line, **facts)


def _slipped(items: Sequence[Item]) -> Iterator[ReadWarning]:
    """ "2.1." followed by "a." instead of "2.2."."""
    for item in items:
        marker = item.paragraph.marker
        if marker is None or marker.rank is not Rank.DECIMAL or len(items) > 1:
            continue
        for child in item.children:
            inner = child.paragraph.marker
            if inner is not None and inner.rank is Rank.LETTER:
                shown = child.paragraph.text[: inner.size].strip()
                yield ReadWarning.about(
                    Note.HEADING_SLIP, child.paragraph.line, before=marker.value, after=shown
                )
                break


def task_numbers(tasks: Iterable[ReadTask]) -> Iterator[ReadWarning]:
    """Gaps and repeats in the numbers of tasks; a list that starts again at 1 is no slip."""
    before: int | None = None
    for task in tasks:
        if task.no is None or not task.no.isdigit():
            before = before if task.no is None else None
            continue
        number = int(task.no)
        if before is not None and number != 1:
            yield from _step(before, number, task.line)
        before = number


def form(
    header: Header,
    signer: Signer,
    position_line: int | None,
    ended: bool,
    recipients: int,
    last_line: int,
) -> Iterator[ReadWarning]:
    """Parts that the form of a paper asks for and that are not there."""
    if not ended:
        yield ReadWarning.about(Note.MISSING_END_MARK, last_line)
    if not recipients:
        yield ReadWarning.about(Note.MISSING_RECIPIENTS, last_line)
    if signer.position is None or signer.name is None:
        yield ReadWarning.about(Note.MISSING_SIGNER, last_line)
    if header.issuer is None:
        yield ReadWarning.about(Note.MISSING_ISSUER, 1)
    needs = header.issuer is not None and bare(header.issuer).startswith("ubnd")
    if needs and signer.position and not signer.capacity and position_line:
        yield ReadWarning.about(
            Note.MISSING_CAPACITY,
            position_line,
            position=signer.position,
            capacity="TM. ỦY BAN NHÂN DÂN",
        )


def lost_tables(lines: Iterable[Line]) -> Iterator[ReadWarning]:
    """Headers of tables of work whose columns were lost when the file was made."""
    for line in lines:
        if line.cells is None and _LOST_HEADER.match(" ".join(bare(line.text).split())):
            yield ReadWarning.about(Note.TABLE_NOT_UNDERSTOOD, line.no)
