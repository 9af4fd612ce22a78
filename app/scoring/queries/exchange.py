"""A criteria set as a document, and what a workbook of it may refer to."""

from app.scoring.exchange import document, reading, writing
from app.scoring.exchange.compare import Change, compare
from app.scoring.exchange.document import Document
from app.scoring.exchange.known import Known
from app.scoring.exchange.reading import Reading
from app.scoring.models import CriteriaSet
from app.scoring.queries import criteria


def stored(set_id: int) -> Document:
    """A set as it is now. Raises NotFound."""
    return document.of(criteria.scale(set_id))


def workbook(set_id: int) -> bytes:
    """A set as an Excel file. Raises NotFound."""
    found = stored(set_id)
    return writing.as_xlsx(found, criteria.cluster_names(found.head.applies_to))


def read(set_id: int, name: str, content: bytes) -> tuple[Reading, Document, list[Change]]:
    """What an uploaded workbook says, the set as it is now, and what would change.

    Nothing is written. Raises NotFound, Invalid at "file" for what is no sound workbook.
    """
    there = stored(set_id)
    found = reading.read(name, content, known(criteria.criteria_set(set_id), there))
    if found.document is None:
        return found, there, []
    names = criteria.cluster_names([*there.head.applies_to, *found.document.head.applies_to])
    return found, there, compare(there, found.document, names)


def known(found: CriteriaSet, there: Document) -> Known:
    """What a workbook of a set may name."""
    clusters = criteria.clusters_of_year(found.year, found.cluster_kind)
    return Known(
        clusters={one.name: one.id for one in clusters},
        task_ids={one.id for one in criteria.task_options(year=found.year)},
        node_ids={one.id for one in there.nodes if one.id is not None},
    )


def between(older: CriteriaSet, newer: CriteriaSet) -> list[Change]:
    """What changed from one edition to another; rows are known by their codes."""
    old, new = stored(older.id), stored(newer.id)
    return compare(old, new, criteria.cluster_names([*old.head.applies_to, *new.head.applies_to]))
