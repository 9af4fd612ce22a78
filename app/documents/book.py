"""A register as plain data: a cover and one wide table (Decree 30/2020/NĐ-CP, annex IV)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BookColumn:
    """One column: its head, its width in millimetres, whether its text stands in the middle."""

    title: str
    width: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A register of one year: whose it is, what it is called, what it spans, its lines."""

    issuer_lines: tuple[str, ...]
    title: str
    year: int
    span: tuple[str, ...]
    columns: tuple[BookColumn, ...]
    rows: tuple[tuple[str, ...], ...]
