"""Tasks of a year plan that has no table: the items under "NHIỆM VỤ" or under its quarters."""

import re
from collections.abc import Iterator

from app.intake.queries import offices, when
from app.intake.queries.markers import Rank
from app.intake.queries.outline import Item, Outline
from app.intake.queries.plan import ReadTask
from app.intake.queries.when import WorkYear

_WORK = re.compile(
    r"(?:cac |mot so |nhung )?(?:noi dung|nhiem vu|cong viec|hoat dong|chuong trinh cong tac|"
    r"ke hoach cong tac|noi dung,? nhiem vu|phuong huong,? nhiem vu)\b"
)
_NOT_WORK = re.compile(r"to chuc thuc hien|muc dich|yeu cau|kinh phi|muc tieu|chi tieu|trach nhiem")
_LEAD = re.compile(
    r"(?:co quan|don vi|bo phan|phong|nguoi)?\s*(?:chu tri|chu tri thuc hien|dau moi)\s*:\s*"
)
_SUPPORT = re.compile(r"(?:co quan|don vi|bo phan|phong)?\s*phoi hop(?: thuc hien)?\s*:\s*")
_OFFICES = re.compile(
    r"(?:co quan|don vi|bo phan|nguoi|to chuc)(?:,? (?:co quan|don vi))?\s*thuc hien\s*:\s*|"
    r"(?:phan cong(?: thuc hien)?|don vi phu trach)\s*:\s*"
)
_TIME = re.compile(
    r"(?:thoi (?:gian|han|diem)|tien do|han)(?: (?:thuc hien|hoan thanh|to chuc))?\s*:\s*"
)
_PRODUCT = re.compile(r"(?:san pham|ket qua)(?: \w+){0,3}\s*:\s*")
_BRACKETED = re.compile(r"\((?P<inner>[^()]{4,200})\)\s*[.;]?$")


def read(outline: Outline, year: WorkYear | None) -> tuple[ReadTask, ...]:
    """The leaf items under headings of work, in order; nothing where no heading says so."""
    tasks: list[ReadTask] = []
    for section in outline.sections:
        if _NOT_WORK.search(section.bare) and not _WORK.match(section.bare):
            continue
        quarter = when.band_quarter(section.text)
        if quarter or _WORK.match(section.bare):
            tasks += _under(section, quarter, year)
    return tuple(tasks)


def _under(parent: Item, quarter: int | None, year: WorkYear | None) -> Iterator[ReadTask]:
    for child in parent.children:
        if _NOT_WORK.match(child.bare):
            continue
        band = when.band_quarter(child.text)
        if band:
            yield from _under(child, band, year)
        elif _is_theme(child):
            yield from _under(child, quarter, year)
        else:
            yield _task(child, quarter, year)


def _is_theme(item: Item) -> bool:
    """Whether the item only names a field of work whose actions stand under it."""
    actions = [child for child in item.children if not _is_detail(child)]
    if not actions or item.text.rstrip().endswith("."):
        return False
    return item.text.rstrip().endswith(":") or len(item.text) < 90


def _is_detail(item: Item) -> bool:
    """Whether the item tells who does the task above it, or when."""
    patterns = (_LEAD, _SUPPORT, _OFFICES, _TIME, _PRODUCT)
    return any(pattern.match(item.bare) for pattern in patterns)


def _task(item: Item, quarter: int | None, year: WorkYear | None) -> ReadTask:
    lead = _details(item, _LEAD)
    support = _details(item, _SUPPORT)
    plain = _details(item, _OFFICES)
    time = " ".join(_details(item, _TIME))
    timing = when.timing(time, year)
    marker = item.paragraph.marker
    numbered = marker is not None and marker.rank in (Rank.NUMBER, Rank.DECIMAL)
    named = [offices.split(" ; ".join(texts)) for texts in (lead, plain, support)]
    return ReadTask(
        no=marker.value if marker and numbered else None,
        quarter=quarter or timing.quarter,
        text=item.text.rstrip(" ;:"),
        offices=offices.unique(name for names in named for name in names),
        lead=named[0],
        support=named[2],
        time=time or None,
        due_on=timing.due_on,
        product=" ".join(_details(item, _PRODUCT)) or None,
        line=item.paragraph.line,
    )


def _details(item: Item, pattern: re.Pattern[str]) -> list[str]:
    """What stands after "Cơ quan chủ trì:" and the like, under the task or in its last brackets."""
    found = []
    for child in item.children:
        match = pattern.match(child.bare)
        if match:
            found.append(child.text[match.end() :].strip(" .;"))
    for note in item.notes:
        match = pattern.match(note.bare)
        if match:
            found.append(note.text[match.end() :].strip(" .;"))
    bracket = _BRACKETED.search(item.text)
    if bracket:
        match = pattern.search(item.bare, bracket.start("inner"), bracket.end("inner"))
        if match:
            found.append(item.text[match.end() : bracket.end("inner")].split(";")[0].strip(" .;"))
    return found
