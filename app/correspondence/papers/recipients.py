"""Nơi nhận: the recipients of a draft as they are printed."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.correspondence.terms import Purpose

FOLLOWING = "Như trên"
PURPOSES: dict[str, Purpose] = {purpose.value: purpose for purpose in Purpose}


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
