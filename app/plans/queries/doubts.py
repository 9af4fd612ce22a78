"""What may be amiss with who does the tasks of a draft, each doubt with what to do about it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.directory import queries as directory
from app.directory.queries import Named, OfficeRegister
from app.lib import likeness, office_names
from app.plans.models import Task
from app.plans.queries import assignments, plans
from app.plans.queries.assignments import Assignment
from app.plans.terms import Part, WarningCode

MOODS = ("chủ trì phối hợp với", "phối hợp với", "chủ trì")
"""How a text says its own part; the work behind the words is what is compared."""


@dataclass(frozen=True)
class Place:
    """A task by its printed number."""

    number: int
    task_id: int


@dataclass(frozen=True)
class Doubt:
    """One thing that may be amiss: on which tasks, in a sentence, with what to do.

    `name` is the printed wording that it is about, where it is about one.
    """

    code: WarningCode
    places: tuple[Place, ...]
    sentence: str
    advice: str
    name: str | None = None


@dataclass(frozen=True)
class _Line:
    place: Place
    task: Task
    who: Assignment


def of_draft(plan_id: int) -> list[Doubt]:
    """The doubts about an own draft. A fixed number of statements. Raises NotFound."""
    return of_tasks(plans.tasks(plans.own(plan_id).id), directory.office_register())


def of_tasks(tasks: Sequence[Task], register: OfficeRegister) -> list[Doubt]:
    """The doubts about tasks of one plan, in printed order within each kind. No statement."""
    lines = [
        _Line(Place(number, task.id), task, assignments.of_tasks([task], register)[task.id])
        for number, task in plans.numbered(tasks)
        if number is not None
    ]
    finders: tuple[Callable[[list[_Line], OfficeRegister], Iterable[Doubt]], ...] = (
        _without_lead,
        _with_several_leads,
        _with_a_group_as_lead,
        _with_a_lead_that_supports,
        _alike_with_other_leads,
        _ordering_bodies,
        _naming_unknown,
    )
    return [doubt for find in finders for doubt in find(lines, register)]


def _numbers(places: Sequence[Place]) -> str:
    return "Nhiệm vụ " + ", ".join(str(place.number) for place in places)


def _without_lead(lines: list[_Line], _: OfficeRegister) -> Iterator[Doubt]:
    places = tuple(line.place for line in lines if line.who.lead is None)
    if places:
        yield Doubt(
            WarningCode.NO_LEAD,
            places,
            f"{_numbers(places)} chưa có cơ quan chủ trì, nên không vào danh sách việc của ai.",
            "Mở nhiệm vụ, ghi một cơ quan chủ trì.",
        )


def _with_several_leads(lines: list[_Line], _: OfficeRegister) -> Iterator[Doubt]:
    for line in lines:
        lead = line.who.lead
        if lead is not None and lead.parts > 1 and not lead.groups:
            yield Doubt(
                WarningCode.SEVERAL_LEADS,
                (line.place,),
                f"{_numbers([line.place])} ghi {lead.parts} cơ quan chủ trì (“{lead.wording}”).",
                "Giữ một cơ quan chủ trì, chuyển cơ quan còn lại sang phối hợp.",
                lead.wording,
            )


def _with_a_group_as_lead(lines: list[_Line], _: OfficeRegister) -> Iterator[Doubt]:
    for line in lines:
        lead = line.who.lead
        if lead is not None and lead.groups and not lead.is_party_or_mass:
            yield Doubt(
                WarningCode.LEAD_IS_GROUP,
                (line.place,),
                f"{_numbers([line.place])} giao chủ trì cho cả nhóm “{lead.wording}” "
                f"({len(lead.offices)} cơ quan): ai cũng chủ trì thì không ai chịu trách nhiệm.",
                "Chọn một cơ quan chủ trì, đưa nhóm sang phối hợp.",
                lead.wording,
            )


def _with_a_lead_that_supports(lines: list[_Line], _: OfficeRegister) -> Iterator[Doubt]:
    for line in lines:
        single = (one for one in line.who.support if not one.groups)
        both = {
            office.id: office.name
            for one in single
            for office in one.offices
            if office in line.who.offices(Part.LEAD)
        }
        for name in both.values():
            yield Doubt(
                WarningCode.LEAD_SUPPORTS,
                (line.place,),
                f"{_numbers([line.place])} ghi {name} vừa chủ trì vừa phối hợp.",
                f"Bỏ {name} ở mục phối hợp.",
                name,
            )


def _alike_with_other_leads(lines: list[_Line], register: OfficeRegister) -> Iterator[Doubt]:
    """Two tasks of one quarter with the same work, led by different offices."""
    led = [line for line in lines if line.who.lead is not None]
    no_work = _no_work(register)
    for quarter in sorted({line.task.quarter for line in led}):
        here = [line for line in led if line.task.quarter == quarter]
        bared = [likeness.bare(no_work.sub(" ", office_names.key(line.task.text))) for line in here]
        for places in likeness.groups(bared):
            for first, second in combinations([here[place] for place in sorted(places)], 2):
                if _led_by(first) != _led_by(second):
                    yield _differing(first, second)


def _no_work(register: OfficeRegister) -> re.Pattern[str]:
    """Names of offices and words of parts, the longest first: they are not the work itself."""
    names = {
        office_names.key(name)
        for office in register.open_offices
        for name in (office.name, *office.aliases)
    }
    listed = sorted(
        {*names, *MOODS, office_names.key(register.tenant.short_name)} - {""},
        key=lambda name: (-len(name), name),
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b")


def _led_by(line: _Line) -> frozenset[int] | str:
    lead = line.who.lead
    if lead is None:
        return ""
    return lead.office_ids or office_names.key(lead.wording)


def _differing(first: _Line, second: _Line) -> Doubt:
    places = (first.place, second.place)
    return Doubt(
        WarningCode.LEADS_DIFFER,
        places,
        f"Nhiệm vụ {first.place.number} ({first.task.lead_office} chủ trì) và nhiệm vụ "
        f"{second.place.number} ({second.task.lead_office} chủ trì) cùng một việc: hai cơ quan "
        "đều tưởng mình chủ trì.",
        "Giữ một nhiệm vụ, đưa cơ quan kia sang phối hợp; hoặc ghi rõ hai việc khác nhau.",
    )


def _ordering_bodies(lines: list[_Line], _: OfficeRegister) -> Iterator[Doubt]:
    for name, places in _by_name(lines, (Part.LEAD, Part.SUPPORT), _ordered).items():
        yield Doubt(
            WarningCode.ORDERED_BODY,
            places,
            f"{_numbers(places)} giao việc cho {name}: cơ quan Đảng, Mặt trận, đoàn thể thì "
            "đề nghị, không giao.",
            "Bấm “Chuyển sang đề nghị”.",
            name,
        )


def _ordered(named: Named) -> str | None:
    return office_names.bare_wording(named.wording) if named.is_party_or_mass else None


def _naming_unknown(lines: list[_Line], register: OfficeRegister) -> Iterator[Doubt]:
    found = _by_name(lines, tuple(Part), lambda named: named.unknown or None)
    if found and not register.offices:
        places = tuple(line.place for line in lines if line.who.unknown)
        yield Doubt(
            WarningCode.UNKNOWN_OFFICE,
            places,
            "Đơn vị chưa có danh mục phòng, ban nên chưa biết nhiệm vụ thuộc về ai.",
            "Nhập danh mục ở mục Phòng, ban, thôn.",
        )
        return
    for name, places in found.items():
        yield Doubt(
            WarningCode.UNKNOWN_OFFICE,
            places,
            f"{_numbers(places)} ghi “{name}”, chưa có trong danh mục phòng, ban.",
            "Thêm vào danh mục, ghi là tên khác của phòng đã có, hoặc sửa lại tên.",
            name,
        )


def _by_name(
    lines: Iterable[_Line], parts: Sequence[Part], name_of: Callable[[Named], str | None]
) -> dict[str, tuple[Place, ...]]:
    """The tasks by the name that `name_of` finds in their wordings; one spelling of each name."""
    shown: dict[str, str] = {}
    found: dict[str, dict[int, Place]] = {}
    for line in lines:
        for part in parts:
            for named in line.who.named(part):
                name = name_of(named)
                if name:
                    spelt = shown.setdefault(office_names.key(name), name)
                    found.setdefault(spelt, {})[line.place.number] = line.place
    return {name: tuple(places.values()) for name, places in found.items()}
