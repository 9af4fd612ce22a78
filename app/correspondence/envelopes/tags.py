"""Finding one's way in an XML tree by local names, in whatever namespace and prefix."""

from collections.abc import Iterator
from typing import Any

from app.lib import characters


def inside(above: Any, *names: str) -> Iterator[Any]:
    """The elements of these names below."""
    return (one for one in above.iter() if _local(one) in names)


def children(above: Any, name: str) -> list[Any]:
    """The elements of this name right below."""
    return [one for one in above if _local(one) == name]


def text(above: Any, *path: str) -> str:
    """What stands at the end of a path of names; nothing where a step is missing."""
    for name in path:
        found = children(above, name) if above is not None else []
        above = found[0] if found else None
    return "" if above is None else words(above)


def words(element: Any) -> str:
    """What an element says, tidied as everything typed is."""
    return characters.tidy(characters.typed(element.text or ""))


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
