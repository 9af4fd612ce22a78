"""Which task of a superior a local task carries out, told by words, kind of work and quarter.

Pure functions on plain data: no database, no dates of today.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from app.lib.text import fold

PROPOSED_FROM = 55
"""A likeness below this is no proposal at all."""
ACCEPTED_FROM = 70
"""A likeness from which a proposal is ticked beforehand."""
_OTHER_YEARS = 0.93
_SAME_WORDS = 95
_LONGEST = 600
_ABBREVIATIONS = tuple(
    (re.compile(rf"\b{short}\b"), full)
    for short, full in (
        (r"hd ?tdkt", "hoi dong thi dua khen thuong"),
        (r"tdkt", "thi dua khen thuong"),
        (r"ubnd", "uy ban nhan dan"),
        (r"hdnd", "hoi dong nhan dan"),
        (r"gd ?(?:va|&) ?dt|gddt", "giao duc va dao tao"),
        (r"dhtt", "dien hinh tien tien"),
        (r"(?:dh ?)?tdyn", "dai hoi thi dua yeu nuoc"),
        (r"khtk", "ke hoach trien khai"),
        (r"0?6 thang|sau thang", "sau thang"),
    )
)
_LEFT_OUT = re.compile(
    r"\b(?:nam )?(?:hoc )?(?:19|20)\d{2}\b|\b(?:tren dia ban|cua) (?:toan )?"
    r"(?:tinh|huyen|xa|phuong|thi tran|dac khu|don vi|dia phuong)\b|\b\d+\b"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_COMMON = frozenset((
    "thi", "dua", "khen", "thuong", "cong", "tac", "va", "cac", "cua", "nam", "theo", "ve",
    "trong", "cho", "thuc", "hien", "nhiem", "vu", "phuong", "huong", "trien", "khai", "doi", "voi",
))  # fmt: skip
_KINDS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("training", r"boi duong|tap huan"),
        ("inspection", r"kiem tra|giam sat"),
        ("education", r"nam hoc|giao duc|truong hoc"),
        ("cluster_half", r"(?:cum|khoi).*so ket|so ket.*(?:cum|khoi)"),
        ("cluster_year", r"(?:cum|khoi).*tong ket|tong ket.*(?:cum|khoi)"),
        ("cluster", r"cum(?:,| va)? ?khoi|cum thi dua|khoi thi dua|giao uoc"),
        ("registration", r"dang ky thi dua|dang ky danh hieu"),
        ("thematic", r"chuyen de"),
        ("exemplar", r"dien hinh tien tien|bieu duong|thi dua yeu nuoc|guong nguoi tot"),
        ("guidance", r"huong dan.*tong ket"),
        ("report_half", r"bao cao.*(?:so ket|sau thang)"),
        ("report_year", r"bao cao.*(?:tong ket|nam)"),
        ("review_half", r"so ket|sau thang dau"),
        ("next_plan", r"(?:ban hanh|xay dung|lap|tham muu).*ke hoach"),
        ("launch", r"phat dong"),
        ("appraisal", r"tham dinh|ho so.*khen|xet.*khen|binh xet|danh hieu"),
        ("review_year", r"tong ket"),
    )
)
_FAR = {0: 1.0, 1: 0.93, 2: 0.88, 3: 0.85}
_RECURRING = frozenset({"thematic"})


@dataclass(frozen=True, slots=True)
class Work:
    """A task as far as likeness goes."""

    id: int
    text: str
    quarter: int


@dataclass(frozen=True, slots=True)
class Match:
    """A local task and a task of the superior, with their likeness in percent."""

    task_id: int
    upstream_id: int
    score: int


def likeness(one: Work, other: Work) -> int:
    """How alike two tasks are, in percent: words first, then the kind of work and the quarter."""
    words = _likeness_of_words(_words(one.text), _words(other.text))
    kinds = _kind(one.text), _kind(other.text)
    same_words = words >= _SAME_WORDS
    if kinds[0] and kinds[0] == kinds[1]:
        score = 0.72 * words + 28
    elif same_words:
        score = words
    elif kinds[0] and kinds[1]:
        score = 0.72 * words
    else:
        score = 0.86 * words
    if _about_other_years(one.text, other.text):
        score *= _OTHER_YEARS
    return round(score * _FAR[abs(one.quarter - other.quarter)])


def _about_other_years(one: str, other: str) -> bool:
    """Whether both name years and share none: last year's report is not this year's."""
    years = set(_YEAR.findall(one)), set(_YEAR.findall(other))
    return bool(years[0] and years[1]) and years[0].isdisjoint(years[1])


def ranked(task: Work, upstream: Iterable[Work]) -> list[Match]:
    """Every task of the superior by its likeness to `task`, the likest first."""
    found = [Match(task.id, other.id, likeness(task, other)) for other in upstream]
    return sorted(found, key=lambda match: (-match.score, match.upstream_id))


def propose(tasks: Sequence[Work], upstream: Sequence[Work]) -> dict[int, Match]:
    """The proposal for each local task that has one, by its id.

    One to one, the likest pairs first; work that comes again each quarter may share one task of
    the superior.
    """
    pairs = sorted(
        (match for task in tasks for match in ranked(task, upstream)),
        key=lambda match: (-match.score, match.task_id, match.upstream_id),
    )
    pairs = [match for match in pairs if match.score >= PROPOSED_FROM]
    kinds = {other.id: _kind(other.text) for other in upstream}
    chosen: dict[int, Match] = {}
    taken: set[int] = set()
    for match in pairs:
        if match.task_id not in chosen and match.upstream_id not in taken:
            chosen[match.task_id] = match
            taken.add(match.upstream_id)
    for match in pairs:
        recurs = kinds[match.upstream_id] in _RECURRING and match.score >= ACCEPTED_FROM
        if match.task_id not in chosen and recurs:
            chosen[match.task_id] = match
    return chosen


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    """The words that tell one task from another, in order: no years, no units, no common words."""
    bare = _spelled_out(text)
    kept = [word for word in _LEFT_OUT.sub(" ", bare).split() if word not in _COMMON]
    return " ".join(kept) or bare


@lru_cache(maxsize=4096)
def _spelled_out(text: str) -> str:
    bare = fold(text[:_LONGEST])
    for pattern, full in _ABBREVIATIONS:
        bare = pattern.sub(full, bare)
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", bare).split())


@lru_cache(maxsize=4096)
def _kind(text: str) -> str | None:
    bare = _spelled_out(text)
    return next((name for name, pattern in _KINDS if pattern.search(bare)), None)


def _likeness_of_words(one: str, other: str) -> float:
    in_order = fuzz.token_sort_ratio(one, other)
    shared = fuzz.token_set_ratio(one, other)
    return max(in_order, 0.5 * in_order + 0.5 * shared)
