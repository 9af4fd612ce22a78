"""Names of files on their way: at most 50 characters, without diacritics."""

import re
from collections.abc import Iterable

from app.lib.text import fold

LONGEST = 50
_BETWEEN = re.compile(r"[^a-z0-9]+")
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,5})$")


def plain_name(name: str) -> str:
    """The name as every mailbox and archive takes it: `Quyết định 12/QĐ-UBND.pdf` →
    `quyet-dinh-12-qd-ubnd.pdf`."""
    found = _ENDING.search(name)
    ending = f".{found.group(1).lower()}" if found else ""
    stem = _plain(name[: found.start()] if found else name)
    return stem[: LONGEST - len(ending)].rstrip("-") + ending


def plain_names(names: Iterable[str]) -> list[str]:
    """Plain names of several files, no two alike."""
    found: list[str] = []
    for name in names:
        plain, number = plain_name(name), 2
        while plain in found:
            stem, dot, ending = plain_name(name).rpartition(".")
            mark = f"-{number}"
            kept = (stem or ending)[: LONGEST - len(mark) - (len(ending) + 1 if dot else 0)]
            plain, number = f"{kept}{mark}{dot}{ending if dot else ''}", number + 1
        found.append(plain)
    return found


def _plain(text: str) -> str:
    return _BETWEEN.sub("-", fold(text)).strip("-") or "van-ban"
