"""The tasks of one office as a paper (Bảng phân công nhiệm vụ); coverage as a spreadsheet."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from app.documents.paper import Paper, Paragraph, SignatureBlock, TaskBand, TaskRow, TaskTable
from app.documents.terms import PaperKind
from app.lib import dates
from app.lib.workbooks import Sheet, Value
from app.plans.terms import Part, SigningCapacity, organ_name
from app.progress.queries.coverage import AskedTask, CoverageMatrix, UnitRow, is_open_question
from app.progress.queries.offices import Desk, OfficeTask
from app.progress.terms import CoverageState
from tenants.models import Tenant

TITLE = "BẢNG PHÂN CÔNG NHIỆM VỤ"

TONES = {
    CoverageState.DONE: "success",
    CoverageState.DECLINED: "warning",
    CoverageState.OVERDUE: "danger",
    CoverageState.UNANSWERED: "neutral",
    CoverageState.MERGED: "pale",
    CoverageState.ADAPTED: "info",
    CoverageState.KEPT: "",
}
MUST_ANSWER = "Chưa trả lời (bắt buộc)"
GIVEN_UP = "Đã đưa vào kế hoạch, sau ghi không thực hiện"


def office_paper(desk: Desk, *, issuer: Tenant, place: str, superior: Tenant | None) -> Paper:
    """The tasks in which an office has a part, by quarter, with how far each is.

    `superior` is the province of a department.
    """
    capacity = SigningCapacity.of(issuer.kind)[0]
    leads, supports = len(desk.of_part(Part.LEAD)), len(desk.of_part(Part.SUPPORT))
    requested = len(desk.of_part(Part.REQUESTED))
    counts = [f"chủ trì {leads} nhiệm vụ", f"phối hợp {supports} nhiệm vụ"]
    counts += [f"được đề nghị tham gia {requested} nhiệm vụ"] if requested else []
    return Paper(
        kind=PaperKind.NOTICE,
        title_lines=(TITLE,),
        superior=None if superior is None else f"Ủy ban nhân dân {superior.name_in_text}",
        issuer_lines=_issuer_lines(issuer),
        symbol=PaperKind.NOTICE.symbol(_organ(issuer)),
        place=place,
        year=desk.year,
        abstract=f"{desk.office.name}, năm {desk.year}",
        blocks=(
            Paragraph(
                f"Theo các kế hoạch đã ban hành của {organ_name(issuer)}, trong năm {desk.year} "
                f"{desk.office.name} {', '.join(counts)}, cụ thể như sau:"
            ),
            TaskTable(tuple(_bands(desk.tasks)), result_title="Tình hình thực hiện"),
            Paragraph(
                f"{'Đề nghị' if desk.office.kind.is_requested else 'Yêu cầu'} {desk.office.name} "
                f"triển khai thực hiện, báo cáo kết quả về {organ_name(issuer)} đúng thời hạn."
            ),
        ),
        signature=SignatureBlock(capacity.lines, capacity.position),
        recipients=(desk.office.name,),
    )


def office_file_name(desk: Desk) -> str:
    """The name of the printed file: "bang-phan-cong-12-2026.pdf"."""
    return f"bang-phan-cong-{desk.office.id}-{desk.year}.pdf"


def _issuer_lines(issuer: Tenant) -> tuple[str, ...]:
    if not issuer.kind.has_committee:
        return (issuer.name,)
    return "Ủy ban nhân dân", issuer.name_in_text


def _organ(issuer: Tenant) -> str:
    return "UBND" if issuer.kind.has_committee else issuer.code


def _bands(tasks: Iterable[OfficeTask]) -> Iterable[TaskBand]:
    listed = sorted(tasks, key=lambda one: (one.task.quarter, one.task.last_day, one.task.task_id))
    number = 0
    for quarter, some in groupby(listed, key=lambda one: one.task.quarter):
        rows = []
        for one in some:
            number += 1
            rows.append(_row(number, one))
        yield TaskBand(dates.quarter_name(quarter).upper(), tuple(rows))


def _row(number: int, one: OfficeTask) -> TaskRow:
    task = one.task
    lead = task.lead_office
    beside = f"{lead} chủ trì" if lead and one.part is not Part.LEAD else ""
    return TaskRow(
        no=str(number),
        text=task.text,
        deadline=dates.short(task.last_day),
        result=_result(one),
        note=f"{one.part.label}; {beside}" if beside else one.part.label,
    )


def _result(one: OfficeTask) -> str:
    task = one.task
    said = task.status.label
    if task.percent not in (0, 100):
        said += f", {task.percent}%"
    return f"{said}; trễ hạn" if task.is_late else said


def coverage_workbook(
    reference: str, matrix: CoverageMatrix, reasons: Mapping[tuple[int, int], str]
) -> list[Sheet]:
    """Coverage as four sheets: unit × task in words, counts per task, reasons, the legend.

    `reference` names the plan; `reasons` why a task is not carried out: by its id and the unit's.
    """
    title = f"Mức độ đưa nhiệm vụ vào kế hoạch cấp dưới: {reference}"
    return [
        _matrix_sheet(title, matrix),
        _counts_sheet(title, matrix),
        _reasons_sheet(title, matrix, reasons),
        _legend_sheet(title),
    ]


def workbook_name(number: str | None, year: int) -> str:
    """The name of the file: "bang-cheo-ke-hoach-01-2026.xlsx"."""
    return f"bang-cheo-ke-hoach-{number}-{year}.xlsx"


def _matrix_sheet(title: str, matrix: CoverageMatrix) -> Sheet:
    head = ["Đơn vị", *(f"{task.number}. {task.text}" for task in matrix.tasks)]
    rows = [
        [Value(unit.name), *(_word(unit, task) for task in matrix.tasks)] for unit in matrix.units
    ]
    return Sheet("Bảng chéo", title, head, rows, widths=[26, *([16] * len(matrix.tasks))])


def _word(unit: UnitRow, task: AskedTask) -> Value:
    cell = unit.cells[task.task_id]
    if not is_open_question(task, cell):
        return Value(cell.state.label, TONES[cell.state])
    is_late = cell.state is CoverageState.OVERDUE
    return Value(f"{MUST_ANSWER}, quá hạn" if is_late else MUST_ANSWER, "danger")


def _counts_sheet(title: str, matrix: CoverageMatrix) -> Sheet:
    states = list(CoverageState)
    head = ["TT", "Nhiệm vụ", "Quý", "Bắt buộc", *(state.label for state in states)]
    rows = [
        [
            Value(task.number),
            Value(task.text),
            Value(dates.quarter_name(task.quarter)),
            Value("Bắt buộc" if task.mandatory else ""),
            *(Value(matrix.count(task, state)) for state in states),
        ]
        for task in matrix.tasks
    ]
    widths = [6, 70, 10, 10, *([14] * len(states))]
    return Sheet("Theo nhiệm vụ", title, head, rows, widths=widths, frozen=2)


def _reasons_sheet(
    title: str, matrix: CoverageMatrix, reasons: Mapping[tuple[int, int], str]
) -> Sheet:
    rows = [
        [
            Value(task.number),
            Value(task.text),
            Value(unit.name),
            Value(reasons.get((task.task_id, unit.tenant_id), GIVEN_UP)),
        ]
        for task in matrix.tasks
        for unit in matrix.units
        if unit.cells[task.task_id].state is CoverageState.DECLINED
    ]
    head = ("TT", "Nhiệm vụ", "Đơn vị", "Lý do không thực hiện")
    return Sheet("Không thực hiện", title, head, rows, widths=(6, 60, 26, 70), frozen=2)


def _legend_sheet(title: str) -> Sheet:
    rows = [[Value(state.label, TONES[state]), Value(state.meaning)] for state in CoverageState]
    rows.append([Value(MUST_ANSWER, "danger"), Value("nhiệm vụ bắt buộc mà đơn vị chưa trả lời")])
    notes = (
        "Mỗi ô nêu một trạng thái, theo thứ tự ưu tiên từ trên xuống dưới.",
        "Nhiệm vụ đơn vị tách thành nhiều nhiệm vụ tính một lần.",
    )
    head = ("Trạng thái", "Ý nghĩa")
    return Sheet("Chú giải", title, head, rows, widths=(28, 80), notes=notes)
