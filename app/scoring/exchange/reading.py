"""A workbook read back into a document, every error named by sheet and cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.lib.errors import Invalid
from app.scoring.content import SetContent
from app.scoring.exchange import trees
from app.scoring.exchange.cells import CellError, Errors, Row, open_workbook, table
from app.scoring.exchange.columns import (
    BANDS,
    CLUSTERS,
    DOWNGRADES,
    HEAD,
    LISTS,
    QUOTAS,
    TIES,
    TREE,
    TREE_COLUMNS,
    Column,
)
from app.scoring.exchange.document import Document, NodeDraft, plain_number, tidy_head
from app.scoring.exchange.head_rows import HEAD_ROWS, HEAD_WORDS
from app.scoring.exchange.known import Known
from app.scoring.policies import award_rules
from app.scoring.ranking import Bands

_HEAD_COLUMNS = (Column("label", "Mục"), Column("value", "Giá trị"))
_REQUIRED = ("title", "year", "cluster_kind", "base_total", "tie_rule", "rebase")
Book = Mapping[str, list[list[Any]]]


@dataclass(frozen=True)
class Reading:
    """What a workbook says, or why it cannot be taken."""

    document: Document | None
    errors: tuple[CellError, ...]


def read(name: str, content: bytes, known: Known) -> Reading:
    """Read an uploaded workbook. Raises Invalid at "file" for what is no sound workbook."""
    book = open_workbook(name, content)
    errors = Errors()
    nodes = trees.nodes(book, table(book, TREE, TREE_COLUMNS, errors), known, errors)
    head = _head(book, nodes, known, errors)
    if errors.found or head is None:
        return Reading(None, tuple(errors.found))
    return Reading(Document(head, nodes), ())


def _head(
    book: Book, nodes: Sequence[NodeDraft], known: Known, errors: Errors
) -> SetContent | None:
    rows = {row.text("label").casefold(): row for row in table(book, HEAD, _HEAD_COLUMNS, errors)}
    values: dict[str, Any] = {}
    for column in HEAD_ROWS:
        row = rows.get(column.label.casefold())
        if row is None:
            errors.found.append(CellError(HEAD, "", f"Thiếu dòng “{column.label}”."))
            continue
        at = {"value": row.places["value"], column.key: row.places["value"]}
        one = Row(HEAD, row.number, {column.key: row.values["value"]}, at, errors)
        before = len(errors.found)
        values[column.key] = one.read(column)
        if values[column.key] is None and column.key in _REQUIRED and len(errors.found) == before:
            one.wrong(column.key, f"Cần ghi {column.label.lower()}.")
    values |= {
        "bands": _bands(book, errors),
        "tie_chain": _ties(book, nodes, errors),
        "downgrades": _downgrades(book, errors),
        "quotas": _quotas(book, errors),
        "applies_to": _clusters(book, known, errors),
    }
    return None if errors.found else _content(values)


def _content(values: dict[str, Any]) -> SetContent:
    given = {key: value for key, value in values.items() if value is not None}
    words = {key: word(given[key]) for key, word in HEAD_WORDS.items()}
    return tidy_head(SetContent(**(given | words)))


def _bands(book: Book, errors: Errors) -> list[dict[str, Any]]:
    found = []
    for row in table(book, BANDS, LISTS[BANDS], errors):
        read = _row(row, LISTS[BANDS])
        if not read["name"]:
            row.wrong("name", "Cần ghi tên mức.")
        if read["from"] is None and not row.text("from"):
            row.wrong("from", "Cần ghi điểm sàn.")
        if read["name"] and read["from"] is not None:
            band = {
                "name": read["name"],
                "from": plain_number(read["from"]),
                "no_zero": bool(read["no_zero"]),
                "above": bool(read["above"]),
            }
            _try(row, "from", Bands.from_json, [band])
            found.append(band)
    return found


def _ties(book: Book, nodes: Sequence[NodeDraft], errors: Errors) -> list[str]:
    codes = {one.code.casefold(): one.code for one in nodes}
    found: list[str] = []
    for row in table(book, TIES, LISTS[TIES], errors):
        code = codes.get(row.text("code").casefold())
        if code is None:
            if codes:
                row.wrong("code", f"Không có mục “{row.text('code')}” ở trang “{TREE}”.")
        elif code in found:
            row.wrong("code", f"Mục “{code}” bị lặp.")
        else:
            found.append(code)
    return found


def _downgrades(book: Book, errors: Errors) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for row in table(book, DOWNGRADES, LISTS[DOWNGRADES], errors):
        one = _row(row, LISTS[DOWNGRADES])
        if not row.text("when"):
            row.wrong("when", "Cần chọn căn cứ.")
        elif one["when"] is not None:
            _try(row, "at_most", award_rules.check_downgrades, [*found, one])
            found.append(one)
    return found


def _quotas(book: Book, errors: Errors) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for row in table(book, QUOTAS, LISTS[QUOTAS], errors):
        before = len(errors.found)
        one = _row(row, LISTS[QUOTAS])
        if len(errors.found) == before:
            _try(row, "award", award_rules.check_quotas, [one])
            found.append(one)
    return found


def _clusters(book: Book, known: Known, errors: Errors) -> list[int]:
    by_name = {name.casefold(): one for name, one in known.clusters.items()}
    found = []
    for row in table(book, CLUSTERS, LISTS[CLUSTERS], errors):
        one = by_name.get(row.text("cluster").casefold())
        if one is None:
            row.wrong("cluster", "Không có cụm, khối này trong năm và loại của bộ tiêu chí.")
        else:
            found.append(one)
    return found


def _row(row: Row, columns: Sequence[Column]) -> dict[str, Any]:
    return {column.key: row.read(column) for column in columns}


def _try(
    row: Row, key: str, check: Callable[[list[dict[str, Any]]], object], rows: list[dict[str, Any]]
) -> None:
    try:
        check(rows)
    except Invalid as error:
        row.wrong(key, error.message)
