"""Where in the source the parts of a plan stand: the line on which each begins."""

import re
from collections.abc import Iterable, Sequence

from app.intake.queries.letters import bare
from app.intake.queries.plan import ReadPlan
from app.intake.queries.sources import markup

_HEAD_LINES = 40
_SHORTEST = 8
_SAME_UP_TO = 60
_NUMBER = re.compile(r"(?:^|\s)so\s*:?\s*[\d.…_ ]*\s*[/-]")
_DATED = re.compile(r"ngay\s*[\d.…_ ]*\s*thang\s*[\d.…_ ]*\s*nam")
_RECIPIENTS = re.compile(r"noi nhan\s*:?")


def of(plan: ReadPlan) -> dict[str, int]:
    """The line (from 1) of each part of the plan that the source prints, by the part's name."""
    lines = [" ".join(bare(markup.plain(line)).split()) for line in plan.lines]
    head = lines[:_HEAD_LINES]
    found = {
        "title": _line_of(lines, plan.title),
        "issuer": _line_of(lines, plan.issuer),
        "number": _matching(head, _NUMBER),
        "issued_on": _matching(head, _DATED),
        "legal_bases": next((basis.line for basis in plan.legal_bases), None),
        "recipients": _matching(lines, _RECIPIENTS),
        "signer": _last_line_of(lines, plan.signer.name),
        "agenda": _line_of(lines, _first(plan.agenda)),
    }
    for name in ("purpose", "requirements", "budget", "implementation"):
        found[name] = _line_of(lines, _first(getattr(plan, name)))
    return {name: line for name, line in found.items() if line}


def _first(texts: Iterable[str]) -> str | None:
    return next(iter(texts), None)


def _line_of(lines: Sequence[str], text: str | None) -> int | None:
    """The first line that holds the text, or with which the text begins."""
    words = " ".join(bare(text or "").split()).lstrip("-+ ")
    if not words:
        return None
    start = words[:_SAME_UP_TO]
    for number, line in enumerate(lines, start=1):
        opened = line.lstrip("-+ ")
        if start in line or (len(opened) >= _SHORTEST and words.startswith(opened)):
            return number
    return None


def _last_line_of(lines: Sequence[str], text: str | None) -> int | None:
    words = " ".join(bare(text or "").split())
    if not words:
        return None
    numbered = list(enumerate(lines, start=1))
    return next((number for number, line in reversed(numbered) if words in line), None)


def _matching(lines: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((no for no, line in enumerate(lines, start=1) if pattern.search(line)), None)
