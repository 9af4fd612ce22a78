"""Of two who edit at once the second is told what the first has changed."""

from collections.abc import Mapping
from typing import Any, Protocol

from app.lib.errors import Stale


class _Versioned(Protocol):
    version: Any


def check_fresh(
    row: _Versioned, version: int, sent: Mapping[str, Any], labels: Mapping[str, str]
) -> None:
    """Raises Stale where the row has moved on, with the fields of `labels` that differ."""
    if row.version != version:
        pairs = {
            label: (_said(sent[name]), _said(getattr(row, name)))
            for name, label in labels.items()
            if name in sent and sent[name] != getattr(row, name)
        }
        raise Stale(changed=pairs)


def _said(value: Any) -> str:
    if value is None:
        return ""
    return str(getattr(value, "label", value))
