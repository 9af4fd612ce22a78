"""The programme of a conference: its items in order."""

import re
from collections.abc import Sequence

from app.intake.queries.letters import bare
from app.intake.queries.outline import Item, Outline
from app.intake.queries.sources import markup
from app.intake.queries.sources.columns import Role, read_header
from app.intake.queries.sources.lines import Line

_HEADING = re.compile(
    r"(?:ve |du kien |khung )?(?:noi dung(?:,| va| -)? ?)?(?:thoi gian(?:,| va) )?"
    r"(?:chuong trinh|tien trinh)\b"
)
_CONTENT = re.compile(
    r"noi dung(?: (?:hoi nghi|dai hoi|buoi le|chinh|le|cua hoi nghi))?\b[^,]{0,40}$"
)
_NOT_AN_EVENT = re.compile(
    r"chuong trinh (?:muc tieu|hanh dong|cong tac|phoi hop|van nghe|nghe thuat)"
)
_EDGES = " .;,"
_TITLES_AN_ANNEX = re.compile(r"(?:du kien )?(?:noi dung |khung )?chuong trinh\b")


def read(outline: Outline, lines: Sequence[Line]) -> tuple[str, ...]:
    """The items under the heading of the programme; without one, of the conference's contents."""
    return (
        _from_outline(outline, _HEADING) or _from_table(lines) or _from_outline(outline, _CONTENT)
    )


def _from_outline(outline: Outline, heading: re.Pattern[str]) -> tuple[str, ...]:
    best: tuple[str, ...] = ()
    for item in outline.walk():
        if not item.is_heading or not heading.match(item.bare):
            continue
        if _NOT_AN_EVENT.match(item.bare):
            continue
        found = _items(item)
        if len(found) > max(len(best), 1):
            best = found
    return best


def _items(heading: Item) -> tuple[str, ...]:
    children = heading.children
    if len(children) == 1 and len(children[0].children) > 1:
        children = children[0].children
    numbered = [child for child in children if child.paragraph.marker]
    look = {child.rank for child in numbered}
    if len(look) > 1:
        numbered = [child for child in numbered if child.rank == min(look)]
    return tuple(child.text.strip(_EDGES) for child in numbered if child.text.strip(_EDGES))


def _from_table(lines: Sequence[Line]) -> tuple[str, ...]:
    """A programme kept as a table, under a line or in an annex that says so."""
    titled, content, table = False, -1, None
    items: list[str] = []
    for line in lines:
        if line.cells is None:
            if line.text.strip():
                titled = _TITLES_AN_ANNEX.search(bare(line.text)) is not None or titled
            continue
        header = read_header([" ".join(cell.text.split()) for cell in line.cells])
        if header is not None:
            if titled and not items:
                content, table = header.content, line.table
            continue
        if content >= 0 and line.table == table and content < len(line.cells):
            text = " ".join(markup.plain(line.cells[content].text).split()).strip(_EDGES)
            if text and not line.cells[content].from_above:
                items.append(text.lstrip("-–+ "))
    return tuple(items)


def tables(lines: Sequence[Line]) -> frozenset[int]:
    """The tables that hold a programme, which are no tables of work."""
    titled = False
    found: set[int] = set()
    for line in lines:
        if line.cells is None:
            words = bare(line.text).strip()
            if words:
                titled = _TITLES_AN_ANNEX.search(words) is not None and len(words) < 200
            continue
        header = read_header([" ".join(cell.text.split()) for cell in line.cells])
        times = header.at(Role.TIME) if header else ()
        if titled and header is not None and times and line.table is not None:
            found.add(line.table)
    return frozenset(found)
