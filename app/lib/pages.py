"""One page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")

SIZE = 50
LARGEST = 200


@dataclass(frozen=True)
class Page(Generic[Item]):
    """Some items of a list of `total`; pages are counted from 1."""

    items: Sequence[Item]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


def offset(number: int, size: int) -> int:
    """How many items come before page `number`; a number below 1 is the first page."""
    return (max(number, 1) - 1) * size
