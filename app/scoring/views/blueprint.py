"""The pages of scoring, and what they share."""

from collections.abc import Mapping

from flask import Blueprint, request
from werkzeug.wrappers import Response

from app.lib import numbers
from app.lib.errors import Invalid, Stale

pages = Blueprint("scoring", __name__)

Page = str | tuple[str, int] | Response


@pages.app_template_filter("exact_vi")
def exact_vi(stored: object) -> str:
    """A number as it is stored ('8.5') as people write it ('8,5'); anything else as it is."""
    try:
        return numbers.vi(numbers.exact(stored), grouping=False)
    except Invalid:
        return str(stored)


def version() -> int:
    """The version on which the form was opened."""
    return request.form.get("version", 0, type=int)


def conflict(error: Stale, labels: Mapping[str, str]) -> list[dict[str, str]]:
    """What differs between the two editors, for the conflict panel; `labels`: field → label."""
    names = {label: name for name, label in labels.items()}
    return [
        {"name": names.get(label, ""), "label": label, "mine": mine, "current": current}
        for label, (mine, current) in error.changed.items()
    ]


def touched(form: Mapping[str, str], error: Stale) -> dict[str, str]:
    """What a person typed, without the cells of a table that it left as they were: these show what
    somebody else has written there meanwhile."""
    kept: frozenset[int] = getattr(error, "touched", frozenset())
    return {
        name: value
        for name, value in form.items()
        if not name.startswith("lines.") or numbers.identifier(name.split(".")[1]) in kept
    }
