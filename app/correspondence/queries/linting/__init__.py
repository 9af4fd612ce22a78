"""Reading a paper as a văn thư does before it goes out: what must be mended, what be looked at.

Pure: a paper as plain data in, findings out. Slips of typing are those that the reader of papers
knows (`app.intake.queries.slips`).
"""

from datetime import date

from app.correspondence.queries.linting import (
    days,
    form,
    numbering,
    pasting,
    references,
    signature,
    words,
)
from app.correspondence.queries.linting.findings import Finding, Severity
from app.correspondence.queries.linting.pasting import UNDRAWABLE, check_signs
from app.documents.paper import Paper

__all__ = ["UNDRAWABLE", "Finding", "Severity", "check_signs", "findings"]


def findings(paper: Paper, *, on: date) -> tuple[Finding, ...]:
    """What the linter finds, errors first, each once; `on` is the day of issue or today."""
    found = [
        *form.check(paper),
        *signature.check(paper),
        *references.check(paper, on),
        *days.check(paper, on),
        *numbering.check(paper),
        *words.check(paper),
        *pasting.check(paper),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: not one.is_error))
