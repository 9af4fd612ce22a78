"""Which blocks of a paper lie across: tables that do not fit on a page that stands upright."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents import tasks, wording
from app.documents.paper import Annex, Block, DataTable, Heading, Paragraph, TaskTable
from app.documents.pdf import tables
from app.documents.pdf.measures import LANDSCAPE, PORTRAIT


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks that follow one another on pages of one size."""

    page: tuple[float, float]
    blocks: tuple[Block, ...]


def runs(blocks: Sequence[Block]) -> tuple[Run, ...]:
    """The blocks parted where pages turn. A wide table takes its headings along.

    An end mark alone does not turn the page back. There is always one run, maybe an empty one.
    """
    made: list[Run] = [Run(PORTRAIT, ())]
    for block in blocks:
        last = made[-1]
        if is_wide(block):
            kept, taken = _without_headings(last) if last.page == PORTRAIT else (last, ())
            made[-1:] = [kept] if kept.page == LANDSCAPE else [kept, Run(LANDSCAPE, taken)]
        elif last.page == LANDSCAPE and block != Paragraph(wording.END_MARK):
            made.append(Run(PORTRAIT, ()))
        made[-1] = Run(made[-1].page, (*made[-1].blocks, block))
    return tuple(made)


def page_of(annex: Annex) -> tuple[float, float]:
    """How the pages of an annex lie: across where it asks for it, or where a table needs it."""
    return LANDSCAPE if annex.landscape or any(map(is_wide, annex.blocks)) else PORTRAIT


def is_wide(block: Block) -> bool:
    """Whether a table would cut words or be set too small on an upright page."""
    if isinstance(block, TaskTable):
        block = tasks.as_data(block)
    return isinstance(block, DataTable) and not tables.fits(block, PORTRAIT)


def _without_headings(run: Run) -> tuple[Run, tuple[Block, ...]]:
    place = len(run.blocks)
    while place and isinstance(run.blocks[place - 1], Heading):
        place -= 1
    return Run(run.page, run.blocks[:place]), run.blocks[place:]
