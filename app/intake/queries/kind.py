"""Whether a paper is a plan, which kind of plan, and for which year."""

import re
from collections.abc import Sequence

from app.intake.queries import when
from app.intake.queries.letters import bare
from app.intake.queries.outline import Outline
from app.intake.queries.paragraphs import Paragraph
from app.intake.queries.when import WorkYear
from app.intake.queries.zones import Zones
from app.intake.terms import PlanKind

_EVENT = re.compile(
    r"(?:hoi nghi|dai hoi|hoi thao|toa dam|gap mat|hop mat|ngay hoi|"
    r"le (?:ky niem|trao|don|phat dong|ton vinh|tuyen duong|tong ket|khai mac|"
    r"mit tinh|cong bo|ra quan|bieu duong|vinh danh|hoi))\b"
)
_EVENT_HEAD = re.compile(
    r"(?:ve )?(?:viec )?(?:phoi hop |chuan bi )?(?:to chuc |tien hanh )?(?:cac |chuoi )?"
)
_ORGANISES = re.compile(r"(?:to chuc|tien hanh|chuan bi)\s+(?:cac |tot )?$")
_ONE_OFF = re.compile(
    r"kiem tra|giam sat|thanh tra|tap huan|boi duong|tuyen truyen|hoi thi|cuoc thi|cuoc van dong|"
    r"ky niem|chao mung|ra quan|dien tap|khao sat|tuyen dung|giai doan|nhiem ky|dot thi dua|"
    r"cao diem|khac phuc|chien dich|huong ung|thang hanh dong|thi tuyen|xet tuyen|tham quan|"
    r"so ket|[“\"]"
)
_YEAR = re.compile(r"\bnam (?:hoc )?(?P<year>20\d\d)")
_ANY_YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)(?!\d)")
_SCHOOL_YEAR = re.compile(r"nam hoc (?P<first>20\d\d)\s?-\s?20\d\d")
_STATED = re.compile(
    r"(?:ban hanh|xay dung|de ra|lap|trien khai)\s+(?:noi dung )?ke hoach\b.{0,500}?"
    r"(?:nhu sau|cu the|noi dung sau)"
)
_HELD = re.compile(r"thoi gian|du kien|to chuc (?:vao|trong|tu)|ngay to chuc")
_OPENING_PARAGRAPHS = 15


def is_plan(zones: Zones, outline: Outline) -> bool:
    """A paper whose type is "KẾ HOẠCH", or one without a type that says it issues a plan."""
    if zones.type is not None:
        return zones.type == "ke hoach"
    if zones.addressed or not outline.sections:
        return False
    return any(_STATED.search(p.bare) for p in outline.preamble[:_OPENING_PARAGRAPHS])


def kind_of(title: str | None, quarters: int) -> PlanKind:
    """The kind told by the title; `quarters` is how many quarters its table of work has."""
    words = bare(title or "")
    if _is_event(words):
        return PlanKind.CONFERENCE_PLAN
    one_off = _ONE_OFF.search(words) is not None
    if quarters > 1 and not one_off:
        return PlanKind.YEAR_PLAN
    of_a_year = _YEAR.search(words) is not None
    return PlanKind.YEAR_PLAN if of_a_year and not one_off else PlanKind.OTHER_PLAN


def _is_event(words: str) -> bool:
    """Whether the title is about holding an event, not one that merely mentions it."""
    match = _EVENT.search(words)
    if match is None:
        return False
    before = words[: match.start()]
    return _EVENT_HEAD.fullmatch(before) is not None or _ORGANISES.search(before) is not None


def year_of(
    kind: PlanKind, title: str | None, issued_year: int | None, paragraphs: Sequence[Paragraph]
) -> WorkYear | None:
    """The year in which the work of the plan is done.

    A conference counts in the year it is held, though it closes the year before; a year plan
    in the year of its title. Without either, the printed year of issue.
    """
    words = bare(title or "")
    school = _SCHOOL_YEAR.search(words)
    if school:
        return WorkYear(int(school["first"]), school=True)
    year = _calendar_year(kind, words, issued_year, paragraphs)
    return WorkYear(year) if year else None


def _calendar_year(
    kind: PlanKind, words: str, issued_year: int | None, paragraphs: Sequence[Paragraph]
) -> int | None:
    if kind is PlanKind.CONFERENCE_PLAN:
        held = _year_held(paragraphs)
        if held:
            return held
    years = [int(match["year"]) for match in _YEAR.finditer(words)]
    if years:
        return max(years)
    if issued_year:
        return issued_year
    years = [int(match["year"]) for match in _ANY_YEAR.finditer(words)]
    return years[0] if years else _year_of_deadlines(paragraphs)


def _year_held(paragraphs: Sequence[Paragraph]) -> int | None:
    for paragraph in paragraphs:
        if len(paragraph.bare_body) > 600 or not _HELD.search(paragraph.bare_body):
            continue
        for moment in when.moments(paragraph.bare):
            if moment.on and moment.dated:
                return moment.on.year
    return None


def _year_of_deadlines(paragraphs: Sequence[Paragraph]) -> int | None:
    counts: dict[int, int] = {}
    for paragraph in paragraphs:
        for match in _YEAR.finditer(paragraph.bare):
            counts[int(match["year"])] = counts.get(int(match["year"]), 0) + 1
    return max(counts, key=lambda year: (counts[year], year)) if counts else None
