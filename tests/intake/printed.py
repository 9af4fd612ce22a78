"""A paper as its print shows it, and two papers compared without regard to broken lines."""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from app.documents import chart_tables, tasks, wording
from app.documents.charts import Chart
from app.documents.paper import (
    Align,
    Annex,
    Band,
    Block,
    Bullets,
    Centred,
    Column,
    DataTable,
    Heading,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    TaskTable,
    Total,
)
from app.documents.pdf import across
from app.documents.pdf.measures import LANDSCAPE
from app.intake.queries.mirror.assemble import level_of

_STOP = " ;.,:"
_USUALLY_EMPTY = DataTable((), ()).empty_text


def as_printed(paper: Paper, *, charts: bool = True) -> Paper:
    """What a reader of the paper knows of it. `charts` tells whether they are printed as tables."""
    number = wording.number_line(paper)
    shown = wording.printable
    return replace(
        paper,
        superior=wording.superior_line(paper) or None,
        issuer_lines=(" ".join(wording.in_capitals(line) for line in paper.issuer_lines),),
        number=paper.number.strip().zfill(2) if paper.number and number else None,
        symbol=shown(paper.symbol),
        place=shown(paper.place),
        year=None if paper.issued_on else paper.year,
        title_lines=_titles(paper),
        abstract=shown(paper.abstract),
        authority=wording.in_capitals(paper.authority) if wording.title_lines(paper) else "",
        addressees=_addressees(paper.addressees),
        bases=tuple(_bare(paper.bases)),
        blocks=_body(paper.blocks, charts),
        signature=_signed(paper.signature),
        cosigners=tuple(map(_signed, paper.cosigners)),
        recipients=tuple(_bare(paper.recipients)),
        archive=shown(paper.archive).rstrip(_STOP),
        annexes=tuple(
            Annex(
                wording.in_capitals(annex.title),
                _blocks(annex.blocks, charts),
                across.page_of(annex) == LANDSCAPE,
            )
            for annex in paper.annexes
        ),
        footer=tuple(filter(None, map(shown, paper.footer))),
    )


def flat(value: Any) -> Any:
    """The value with its texts in one line each: lines are broken between words as they fit."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return " ".join(value.split())
    if isinstance(value, tuple | list):
        return tuple(map(flat, value))
    if is_dataclass(value) and not isinstance(value, type):
        named = {one.name: flat(getattr(value, one.name)) for one in fields(value)}
        return type(value).__name__, tuple(named.items())
    return value


def compared(paper: Paper) -> dict[str, Any]:
    """The fields of a paper, ready for comparison."""
    found = dict(flat(paper)[1])
    for lines in ("issuer_lines", "title_lines", "footer"):
        found[lines] = " ".join(found[lines])
    return found


def _titles(paper: Paper) -> tuple[str, ...]:
    lines = wording.title_lines(paper)
    return () if lines == (paper.kind.label.upper(),) else lines


def _addressees(names: Sequence[str]) -> tuple[str, ...]:
    """One name is printed as it is, several as a list that is closed."""
    shown = tuple(filter(None, map(wording.printable, names)))
    return shown if len(shown) == 1 else tuple(_bare(shown))


def _bare(texts: Sequence[str]) -> list[str]:
    return [line[:-1].rstrip(" ;.,") for line in wording.closed_list(texts)]


def _signed(signed: SignatureBlock) -> SignatureBlock:
    titles = map(wording.in_capitals, (*signed.capacity, signed.position))
    lines = tuple(title for title in titles if title)
    return SignatureBlock(lines[:-1], lines[-1] if lines else "", wording.printable(signed.name))


def _body(blocks: Sequence[Block], charts: bool) -> tuple[Block, ...]:
    closed = wording.closed(blocks)
    if closed and closed[-1] == Paragraph(wording.END_MARK):
        return _blocks(closed[:-1], charts)
    *before, last = _blocks(closed, charts) or (None,)
    if isinstance(last, Paragraph):
        last = replace(last, text=last.text.removesuffix(wording.END_MARK))
    elif isinstance(last, Bullets):
        last = replace(
            last, items=(*last.items[:-1], last.items[-1].removesuffix(wording.END_MARK))
        )
    return tuple(one for one in (*before, last) if one is not None)


def _blocks(blocks: Sequence[Block], charts: bool) -> tuple[Block, ...]:
    shown = [one for block in blocks for one in [_block(block, charts)] if one is not None]
    merged: list[Block] = []
    for block in shown:
        last = merged[-1] if merged else None
        same = isinstance(last, Bullets) and isinstance(block, Bullets) and last.mark == block.mark
        if same:
            merged[-1] = Bullets((*last.items, *block.items), block.mark)
        else:
            merged.append(block)
    return tuple(merged)


def _block(block: Block, charts: bool) -> Block | None:
    shown = wording.printable
    if isinstance(block, Chart):
        return _table(chart_tables.as_table(block)) if charts else _caption(block)
    if isinstance(block, TaskTable | DataTable):
        return _table(tasks.as_data(block) if isinstance(block, TaskTable) else block)
    if isinstance(block, Bullets):
        items = tuple(filter(None, map(shown, block.items)))
        return Bullets(items, block.mark) if items else None
    text = shown(block.text)
    if isinstance(block, Heading):
        name, _, title = text.partition("\n")
        if block.level == 0:
            return Heading(0, f"{name}\n{title.upper()}" if title else name) if text else None
        text = text.upper() if block.level == 1 else text
        return Heading(level_of(text), text) if text else None
    if isinstance(block, Centred):
        return Centred(text) if text else None
    return _paragraph(text, shown(block.lead))


def _caption(chart: Chart) -> Block | None:
    return Centred(wording.printable(chart.caption)) if wording.printable(chart.caption) else None


def _paragraph(text: str, lead: str) -> Block | None:
    if lead and not text:
        return Heading(level_of(lead), lead)
    opening = None if lead else re.match(r"([-+]) +(?=\S)", text)
    if opening:
        return Bullets((text[opening.end() :],), opening[1])
    return Paragraph(text, lead) if text else None


def _table(table: DataTable) -> DataTable | None:
    if not table.columns:
        return None
    shown = wording.printable
    wide = len(table.columns)
    columns = tuple(
        Column(shown(one.title), one.align, None, shown(one.group), shown(one.index))
        for one in table.columns
    )
    return DataTable(
        tuple(_aligned(one, place, table) for place, one in enumerate(columns)),
        tuple(_row(row, wide) for row in table.rows),
        shown(table.caption),
        shown(table.unit),
        shown(table.note),
        shown(table.empty_text) if not table.rows else _USUALLY_EMPTY,
    )


def _aligned(column: Column, place: int, table: DataTable) -> Column:
    """Where nothing stands in a column, nobody sees how."""
    cells = [row.cells for row in table.rows if not isinstance(row, Band)]
    filled = any(place < len(row) and wording.printable(row[place]) for row in cells)
    return column if filled else replace(column, align=Align.LEFT)


def _row(row: Row | Band | Total, wide: int) -> Row | Band | Total:
    if isinstance(row, Band):
        return Band(wording.printable(row.label))
    cells = (*row.cells, *[""] * (wide - len(row.cells)))[:wide]
    return type(row)(tuple(map(wording.printable, cells)))
