"""Nơi nhận: the recipients of a draft as they are printed, and lines that point into the paper."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from app.correspondence.papers import bodies
from app.correspondence.terms import Content, Purpose
from app.lib.text import fold

FOLLOWING = "Như trên"
PURPOSES: dict[str, Purpose] = {purpose.value: purpose for purpose in Purpose}
_REFERENCE = re.compile(r"nhu (?:tren|dieu|khoan|diem|muc|phan|kinh gui)\b")


def printed(recipients: Iterable[Mapping[str, Any]], *, has_addressees: bool) -> tuple[str, ...]:
    """One line each, with the purpose; those chosen together print under their common name.

    A paper with Kính gửi opens with "Như trên".
    """
    lines = [FOLLOWING] if has_addressees else []
    for one in recipients:
        mark = PURPOSES[one.get("purpose") or Purpose.KNOW.value].mark
        name = str(one.get("group") or one["name"]).strip()
        lines.append(f"{name} ({mark})" if mark else name)
    return tuple(dict.fromkeys(lines))


def is_reference(name: str) -> bool:
    """Whether a line names nobody but points into the paper: "Như trên", "Như Điều 3"."""
    return _REFERENCE.match(fold(name)) is not None


def pointed_at(name: str, content: Content) -> str:
    """The words to which such a line points: "Như Điều 2, 3" to two articles; "" to none."""
    if not fold(name).startswith("nhu dieu"):
        return ""
    articles = list(bodies.articles(content.articles))
    places = map(int, re.findall(r"\d{1,3}", name))
    return "\n".join(articles[one - 1] for one in places if 1 <= one <= len(articles))
