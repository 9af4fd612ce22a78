"""The pages of scoring, and what they share."""

from collections.abc import Mapping

from flask import Blueprint
from werkzeug.wrappers import Response

from app.forms import Refusal
from app.lib import numbers
from app.lib.errors import Invalid

pages = Blueprint("scoring", __name__)

Page = str | tuple[str, int] | Response


@pages.app_template_filter("exact_vi")
def exact_vi(stored: object) -> str:
    """A number as it is stored ('8.5') as people write it ('8,5'); anything else as it is."""
    try:
        return numbers.vi(numbers.exact(stored), grouping=False)
    except Invalid:
        return str(stored)


def touched(refusal: Refusal) -> Mapping[str, str]:
    """What a person typed, without the cells of a table that it left as they were: these show what
    somebody else has written there meanwhile."""
    if not refusal.stale:
        return refusal.typed
    kept: frozenset[int] = getattr(refusal.error, "touched", frozenset())
    return {
        name: value
        for name, value in refusal.typed.items()
        if not name.startswith("lines.") or numbers.identifier(name.split(".")[1]) in kept
    }
