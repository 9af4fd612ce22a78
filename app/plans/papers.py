"""A plan as an official paper (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from app.documents.paper import (
    Block,
    Bullets,
    Heading,
    Paper,
    Paragraph,
    SignatureBlock,
    TaskBand,
    TaskRow,
    TaskTable,
)
from app.documents.prose import plain_blocks_of
from app.documents.terms import PaperKind
from app.documents.wording import roman
from app.lib import dates, office_names
from app.plans.models import Amendment, Plan, Task
from app.plans.queries import remarks
from app.plans.queries.amendments import ShownLine
from app.plans.queries.revisions import worded
from app.plans.terms import ChangeKind, PlanKind, PlanState, SigningCapacity, organ_name
from tenants.models import Tenant

COMMITTEE = "Ủy ban nhân dân"
ARCHIVE = "Lưu"
BINDING = "Các đơn vị thực hiện đúng nội dung này, không điều chỉnh."
"""What a paper says of a task that subordinates may not change."""
OPENINGS = ("căn cứ", "thực hiện", "theo", "xét")


def plan_paper(
    plan: Plan,
    tasks: Iterable[tuple[int | None, Task]],
    *,
    issuer: Tenant,
    superior: Tenant | None = None,
    amended_by: Iterable[Amendment] = (),
    verify_url: str = "",
) -> Paper:
    """The plan as it is printed; a draft is marked as one and leaves number and day open.

    `tasks` come with their numbers (`queries.plans.numbered`); a declined one is not printed.
    `superior` is the province of a department. A plan with amendments is printed consolidated, and
    names them first (`amended_by`). `verify_url` is where its QR code leads.
    """
    printed = [(number, task) for number, task in tasks if number is not None]
    return Paper(
        kind=kind_of(plan),
        superior=None if superior is None else f"{COMMITTEE} {superior.name_in_text}",
        issuer_lines=_issuer_lines(issuer),
        symbol=plan.symbol,
        place=plan.place,
        number=plan.number,
        issued_on=plan.issued_on,
        year=plan.year,
        abstract=plan.title,
        bases=tuple(_basis(str(basis.get("text") or "")) for basis in plan.legal_bases),
        blocks=(*_amended(amended_by), *_body(plan, printed, issuer)),
        signature=_signature(plan, issuer),
        recipients=recipients_of(plan),
        archive=archive_of(plan),
        draft=plan.state is PlanState.DRAFT,
        verify_url=verify_url,
    )


def file_name(plan: Plan) -> str:
    """The name of the printed file: "ke-hoach-01-kh-ubnd-2026.pdf", or of the draft."""
    word = "huong-dan" if plan.kind is PlanKind.GUIDANCE else "ke-hoach"
    if plan.number is None:
        return f"du-thao-{word}-{plan.year}-{plan.id}.pdf"
    return f"{word}-{plan.number}-{plan.year}.pdf"


def _issuer_lines(issuer: Tenant) -> tuple[str, ...]:
    if not issuer.kind.has_committee:
        return (issuer.name,)
    return COMMITTEE, issuer.name_in_text


def _basis(text: str) -> str:
    return text if text.casefold().startswith(OPENINGS) else f"Căn cứ {text}"


def _lowered(title: str) -> str:
    """The title inside a sentence; an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _body(
    plan: Plan, tasks: Sequence[tuple[int | None, Task]], issuer: Tenant
) -> tuple[Block, ...]:
    opening = Paragraph(
        f"{organ_name(issuer)} ban hành {plan.kind.word} {_lowered(plan.title)}, cụ thể như sau:"
    )
    parts = [part for part in (_aims(plan), _work(plan, tasks)) if part is not None]
    parts += [
        (title, plain_blocks_of(plan.sections[name]))
        for name, title in (
            ("budget", "Kinh phí thực hiện"),
            ("implementation", "Tổ chức thực hiện"),
        )
        if plan.sections.get(name)
    ]
    blocks: list[Block] = [opening]
    for number, (title, inside) in enumerate(parts, start=1):
        blocks += [Heading(1, f"{roman(number)}. {title}"), *inside]
    return (*blocks, *plain_blocks_of(plan.sections.get("closing", "")))


def _aims(plan: Plan) -> tuple[str, tuple[Block, ...]] | None:
    purpose = plain_blocks_of(plan.sections.get("purpose", ""))
    requirements = plain_blocks_of(plan.sections.get("requirements", ""))
    if purpose and requirements:
        blocks = (Heading(2, "1. Mục đích"), *purpose, Heading(2, "2. Yêu cầu"), *requirements)
        return "Mục đích, yêu cầu", blocks
    if purpose:
        return "Mục đích", purpose
    return ("Yêu cầu", requirements) if requirements else None


def _work(
    plan: Plan, tasks: Sequence[tuple[int | None, Task]]
) -> tuple[str, tuple[Block, ...]] | None:
    prose = plain_blocks_of(plan.sections.get("content", ""))
    if not tasks:
        return ("Nội dung", prose) if prose else None
    known = remarks.numbers(tasks)
    bands = tuple(
        TaskBand(
            plan.work_year.quarter_name(quarter).upper(),
            tuple(_row(number, task, known) for number, task in rows),
        )
        for quarter, rows in groupby(tasks, key=lambda row: row[1].quarter)
    )
    return "Nội dung thực hiện", (*prose, TaskTable(bands))


def _row(number: int | None, task: Task, known: Mapping[int, int]) -> TaskRow:
    deadline = task.due_label if task.deadline or task.tentative else ""
    combined = remarks.combined_text(task, known)
    return TaskRow(
        no=str(number),
        text=f"{task.text.rstrip(' .;')} ({combined})" if combined else task.text,
        offices=(*task.offices, *map(office_names.asked, task.requested_offices)),
        deadline=deadline[:1].upper() + deadline[1:],
    )


def _signature(plan: Plan | Amendment, issuer: Tenant) -> SignatureBlock:
    usual = SigningCapacity.of(issuer.kind)[0]
    position = plan.signer_position or usual.position
    lines = tuple((plan.signing_capacity or "").splitlines())
    if not lines and position == usual.position:
        lines = usual.lines
    return SignatureBlock(lines, position, plan.signer_name or "")


def kind_of(plan: Plan) -> PaperKind:
    """The kind of paper that it is: a plan, or a guidance."""
    return PaperKind.GUIDANCE if plan.kind is PlanKind.GUIDANCE else PaperKind.PLAN


def recipients_of(plan: Plan) -> tuple[str, ...]:
    """Nơi nhận as printed, without the archived copy."""
    shown = []
    for recipient in plan.recipients:
        name, purpose = recipient["name"], recipient.get("purpose")
        if not name.startswith(ARCHIVE):
            shown.append(f"{name} ({purpose})" if purpose else name)
    return tuple(shown)


def archive_of(plan: Plan) -> str:
    """What follows "Lưu:"; the clerk's office where nothing is said."""
    names = [one["name"] for one in plan.recipients if one["name"].startswith(ARCHIVE)]
    return names[-1].removeprefix(ARCHIVE).strip(" :.") if names else "VT"


def amendment_abstract(plan: Plan) -> str:
    """What an amendment of the plan is about (trích yếu)."""
    return f"Sửa đổi, bổ sung {plan.reference} về {_lowered(plan.title)}"


def _amended(amendments: Iterable[Amendment]) -> tuple[Block, ...]:
    names = "; ".join(one.reference for one in amendments)
    said = f"Kế hoạch này đã được sửa đổi, bổ sung bởi {names}; bản in là nội dung hợp nhất."
    return (Paragraph(said),) if names else ()


def amendment_paper(
    amendment: Amendment,
    changes: Sequence[ShownLine],
    *,
    issuer: Tenant,
    superior: Tenant | None = None,
    verify_url: str = "",
) -> Paper:
    """An amendment as it is printed: why, what is changed task by task, added and withdrawn.

    A paper of its own with the plan it amends as its ground (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """
    plan = amendment.plan
    return Paper(
        kind=PaperKind.PLAN,
        superior=None if superior is None else f"{COMMITTEE} {superior.name_in_text}",
        issuer_lines=_issuer_lines(issuer),
        symbol=amendment.symbol,
        place=amendment.place,
        number=amendment.number,
        issued_on=amendment.issued_on,
        year=plan.year,
        abstract=amendment_abstract(plan),
        bases=(_basis(f"{plan.reference} của {organ_name(issuer)} về {_lowered(plan.title)}"),),
        blocks=_amendment_body(amendment, changes, issuer),
        signature=_signature(amendment, issuer),
        recipients=recipients_of(plan),
        archive=archive_of(plan),
        draft=amendment.state is PlanState.DRAFT,
        verify_url=verify_url,
    )


def amendment_file_name(amendment: Amendment) -> str:
    """The name of the printed file: "sua-doi-ke-hoach-07-2026.pdf", or of the draft."""
    if amendment.number is None:
        return f"du-thao-sua-doi-ke-hoach-{amendment.id}.pdf"
    return f"sua-doi-ke-hoach-{amendment.number}-{amendment.number_year}.pdf"


def _amendment_body(
    amendment: Amendment, changes: Sequence[ShownLine], issuer: Tenant
) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Paragraph(f"{amendment.reason.rstrip(' .')}.", lead="Lý do điều chỉnh:"),
        Paragraph(f"{organ_name(issuer)} sửa đổi, bổ sung {amendment.plan.reference} như sau:"),
    ]
    parts = [(kind, [one for one in changes if one.change is kind]) for kind in ChangeKind]
    number = 0
    for kind, some in parts:
        if not some:
            continue
        number += 1
        title = f"{roman(number)}. {kind.label} {len(some)} nhiệm vụ"
        blocks += [Heading(1, title), *_changes(kind, some)]
    blocks += [
        Heading(1, f"{roman(number + 1)}. Tổ chức thực hiện"),
        Paragraph(
            f"Các nội dung khác giữ nguyên theo {amendment.plan.reference}. Các cơ quan, đơn vị đã "
            "xây dựng kế hoạch thực hiện cập nhật các nội dung trên vào kế hoạch của mình."
        ),
    ]
    return tuple(blocks)


def _changes(kind: ChangeKind, some: Sequence[ShownLine]) -> tuple[Block, ...]:
    if kind is ChangeKind.ADD:
        by_quarter = sorted(some, key=lambda one: int(one.difference.content["quarter"]))
        bands = tuple(
            TaskBand(
                dates.quarter_name(quarter).upper(),
                tuple(_added_row(number, one) for number, one in enumerate(rows, start=1)),
            )
            for quarter, rows in groupby(
                by_quarter, key=lambda one: int(one.difference.content["quarter"])
            )
        )
        return (TaskTable(bands),)
    if kind is ChangeKind.WITHDRAW:
        return (Bullets(tuple(f"{_named(one)}: {one.difference.text}" for one in some)),)
    blocks: list[Block] = []
    for number, one in enumerate(some, start=1):
        blocks.append(Heading(2, f"{number}. {_named(one)}: {one.difference.text}"))
        said = tuple(
            f"{part.label}: {f'“{part.before}”' if part.before else 'chưa ghi'} "
            f"sửa thành {f'“{part.after}”' if part.after else 'không ghi'}"
            for part in one.difference.fields
            if part.name != "locked"
        )
        if said:
            blocks.append(Bullets(said))
        if any(part.name == "locked" and part.after for part in one.difference.fields):
            blocks.append(Paragraph(BINDING))
    return tuple(blocks)


def _named(one: ShownLine) -> str:
    """A task of the plan by its number and quarter: "Nhiệm vụ số 4, Quý II"."""
    quarter = dates.quarter_name(int((one.line.before or {})["quarter"]))
    return f"Nhiệm vụ số {one.number}, {quarter}" if one.number else f"Nhiệm vụ {quarter}"


def _added_row(number: int, one: ShownLine) -> TaskRow:
    told = worded(one.difference.content)
    ordered = [told["lead_office"], *told["support_offices"].split("; ")]
    requested = filter(None, told["requested_offices"].split("; "))
    deadline = told["deadline"]
    return TaskRow(
        no=str(number),
        text=told["text"],
        offices=(*filter(None, ordered), *map(office_names.asked, requested)),
        deadline=deadline[:1].upper() + deadline[1:],
    )
