"""The texts of a paper, each with the field of the draft in which it was typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.paper import (
    Block,
    Bullets,
    Centred,
    Chart,
    DataTable,
    Heading,
    Paper,
    Paragraph,
    TaskTable,
)
from app.documents.terms import PaperKind


@dataclass(frozen=True, slots=True)
class Text:
    """One text and the field that holds it."""

    field: str
    text: str


def body_field(paper: Paper) -> str:
    """The field in which the body of such a paper is typed."""
    return "articles" if paper.kind is PaperKind.DECISION else "body"


def of(paper: Paper) -> Iterator[Text]:
    """All that an official typed, in the order of the page."""
    yield Text("abstract", paper.abstract)
    yield Text("authority", paper.authority)
    yield from (Text("bases", base) for base in paper.bases)
    yield from (Text("addressees", name) for name in paper.addressees)
    yield from (Text(body_field(paper), text) for text in in_blocks(paper.blocks))
    yield from (Text("recipients", name) for name in paper.recipients)
    yield Text("archive", paper.archive)
    for annex in paper.annexes:
        yield Text("annexes", annex.title)
        yield from (Text("annexes", text) for text in in_blocks(annex.blocks))


def has_content(blocks: tuple[Block, ...]) -> bool:
    """Whether blocks show anything: words, a chart, or that a list is empty."""
    drawn = (isinstance(block, Chart) or getattr(block, "empty_text", "") for block in blocks)
    return any(drawn) or any(text.strip() for text in in_blocks(blocks))


def in_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The texts of blocks; charts have none."""
    for block in blocks:
        yield from _in_block(block)


def _in_block(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Centred():
            yield block.text
        case Paragraph():
            yield f"{block.lead} {block.text}".strip()
        case Bullets():
            yield from block.items
        case TaskTable():
            yield from _in_tasks(block)
        case DataTable():
            yield from (block.caption, block.note)
            for line in block.rows:
                yield from getattr(line, "cells", ())


def _in_tasks(table: TaskTable) -> Iterator[str]:
    for band in table.bands:
        for row in band.rows:
            yield from (row.text, *row.offices, row.deadline, row.result, row.note)
