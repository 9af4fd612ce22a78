"""A report as an official paper (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from app.documents.paper import (
    Align,
    Annex,
    Block,
    Column,
    DataTable,
    Heading,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    TaskBand,
    TaskRow,
    TaskTable,
    Total,
)
from app.documents.prose import plain_blocks_of
from app.documents.terms import PaperKind
from app.documents.wording import roman
from app.lib import dates, numbers
from app.plans.terms import SigningCapacity, organ_name
from app.progress.terms import TaskStatus
from app.reports.models import Report, Submission
from app.reports.queries.figures import Counts, Figures, Line
from app.reports.terms import OUTLINE, Chapter, Part, ReportKind, Section
from tenants.models import Tenant

COMMITTEE = "Ủy ban nhân dân"
RECIPIENTS = ("Như trên",)
ARCHIVE = "VT"
UNWRITTEN = "(Chưa viết)"


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that the paper says, of a working copy or as it was sent."""

    kind: ReportKind
    year: int
    title: str
    symbol: str
    place: str
    basis: str
    narrative: Mapping[str, str]
    figures: Figures
    lines: Sequence[Line]
    number: str | None = None
    issued_on: date | None = None
    signing_capacity: str | None = None
    signer_position: str | None = None
    signer_name: str | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it has not gone up."""
        return self.number is None


def of_working_copy(
    report: Report, figures: Figures, lines: Sequence[Line], *, basis: str
) -> Content:
    """The report as it stands at home."""
    return Content(
        kind=report.kind,
        year=report.year,
        title=report.title,
        symbol=report.symbol,
        place=report.place,
        basis=basis,
        narrative=report.narrative,
        figures=figures,
        lines=lines,
    )


def of_submission(sent: Submission, lines: Sequence[Line]) -> Content:
    """The report as it was sent."""
    return Content(
        kind=sent.kind,
        year=sent.year,
        title=sent.title,
        symbol=sent.symbol,
        place=sent.place,
        basis=sent.figures["basis"],
        narrative=sent.narrative,
        figures=Figures.from_json(sent.figures),
        lines=lines,
        number=sent.number,
        issued_on=sent.issued_on,
        signing_capacity=sent.signing_capacity,
        signer_position=sent.signer_position,
        signer_name=sent.signer_name,
    )


def report_paper(
    content: Content,
    *,
    issuer: Tenant,
    addressee: Tenant,
    superior: Tenant | None = None,
    verify_url: str = "",
) -> Paper:
    """The report as it is printed; a working copy is marked as a draft, without number and day.

    `superior` is the province of a department, `verify_url` where the QR code leads.
    """
    return Paper(
        kind=PaperKind.REPORT,
        superior=None if superior is None else f"{COMMITTEE} {superior.name_in_text}",
        issuer_lines=_organ_lines(issuer),
        symbol=content.symbol,
        place=content.place,
        number=content.number,
        issued_on=content.issued_on,
        year=content.year,
        abstract=content.title,
        addressees=(" ".join(_organ_lines(addressee)),),
        blocks=(_opening(content, issuer), *_body(content)),
        signature=_signature(content, issuer),
        recipients=RECIPIENTS,
        archive=ARCHIVE,
        annexes=(_annex(content),),
        draft=content.is_draft,
        verify_url=verify_url,
    )


def file_name(content: Content) -> str:
    """The name of the printed file: "bao-cao-15-2026.pdf", or of the draft."""
    period = "6-thang" if content.kind is ReportKind.HALF_YEAR_REVIEW else "nam"
    if content.number is None:
        return f"du-thao-bao-cao-{period}-{content.year}.pdf"
    return f"bao-cao-{content.number}-{period}-{content.year}.pdf"


def prose(content: Content) -> str:
    """The figures in one paragraph; every number in it is a number of the figures."""
    total = content.figures.total
    day = dates.short(content.figures.as_of)
    said = [
        f"hoàn thành {total.done} nhiệm vụ (đạt {numbers.percent(total.done_percent)})",
        *(
            f"{label} {total.count(status)} nhiệm vụ"
            for status, label in (
                (TaskStatus.IN_PROGRESS, "đang thực hiện"),
                (TaskStatus.OBSTRUCTED, "gặp vướng mắc"),
                (TaskStatus.NOT_STARTED, "chưa thực hiện"),
                (TaskStatus.CANCELLED, "không thực hiện"),
            )
            if total.count(status)
        ),
    ]
    late = f" Có {total.late} nhiệm vụ quá hạn chưa hoàn thành." if total.late else ""
    evidence = (
        f" Kết quả được chứng minh bằng {total.evidence} tệp văn bản, hình ảnh lưu tại đơn vị."
        if total.evidence
        else ""
    )
    return (
        f"Trong {content.kind.period(content.year)}, đơn vị triển khai {total.total} nhiệm vụ theo "
        f"{content.basis}. Tính đến ngày {day}: {'; '.join(said)}.{late}{evidence}"
    )


def figures_table(content: Content) -> DataTable:
    """The tasks by quarter and status; the last row is their sum."""
    columns = (
        Column("Kỳ", Align.LEFT),
        *(
            Column(title, Align.CENTER)
            for title in (
                "Tổng số",
                "Hoàn thành",
                "Đang thực hiện",
                "Vướng mắc",
                "Chưa thực hiện",
                "Không thực hiện",
                "Quá hạn",
                "Tỷ lệ hoàn thành",
            )
        ),
    )
    rows = tuple(
        Row(_cells(dates.quarter_name(quarter), counts))
        for quarter, counts in sorted(content.figures.quarters.items())
    )
    return DataTable(
        columns,
        (*rows, Total(_cells("Cộng", content.figures.total))),
        caption=f"Kết quả thực hiện nhiệm vụ {content.kind.period(content.year)}",
        unit="Đơn vị tính: nhiệm vụ",
    )


def _cells(label: str, counts: Counts) -> tuple[str, ...]:
    values = (
        counts.total,
        counts.done,
        counts.in_progress,
        counts.obstructed,
        counts.not_started,
        counts.cancelled,
        counts.late,
    )
    return (label, *map(str, values), numbers.percent(counts.done_percent))


def _organ_lines(tenant: Tenant) -> tuple[str, ...]:
    if not tenant.kind.has_committee:
        return (tenant.name,)
    return COMMITTEE, tenant.name_in_text


def _opening(content: Content, issuer: Tenant) -> Paragraph:
    return Paragraph(
        f"Thực hiện {content.basis}, {organ_name(issuer)} báo cáo kết quả công tác thi đua, "
        f"khen thưởng {content.kind.period(content.year)} như sau:"
    )


def _body(content: Content) -> Iterator[Block]:
    written = [(part, list(_chapters(part, content))) for part in OUTLINE]
    for (part, chapters), ordinal in zip(written, ("nhất", "hai"), strict=True):
        if not chapters:
            continue
        kind, year = content.kind, content.year
        period = kind.next_period(year) if part.looks_ahead else kind.period(year)
        yield Heading(0, f"Phần thứ {ordinal}\n{part.heading.format(period)}")
        for number, (chapter, blocks) in enumerate(chapters, start=1):
            yield Heading(1, f"{roman(number)}. {chapter.heading}")
            yield from blocks


def _chapters(part: Part, content: Content) -> Iterator[tuple[Chapter, tuple[Block, ...]]]:
    for chapter in part.chapters:
        pieces = [
            (section.heading, blocks)
            for section in chapter.sections
            if (blocks := _section(section, content))
        ]
        if chapter.has_figures:
            pieces.append(("Kết quả thực hiện kế hoạch", _figures(content)))
        if len(chapter.sections) == 1 and not chapter.has_figures:
            blocks = tuple(block for _, inside in pieces for block in inside)
        else:
            blocks = tuple(_numbered(pieces))
        if blocks:
            yield chapter, blocks


def _section(section: Section, content: Content) -> tuple[Block, ...]:
    text = content.narrative.get(section.key, "")
    if not text and content.is_draft and section.is_required:
        text = UNWRITTEN
    return plain_blocks_of(text)


def _figures(content: Content) -> tuple[Block, ...]:
    return Paragraph(prose(content)), figures_table(content)


def _numbered(pieces: Sequence[tuple[str, tuple[Block, ...]]]) -> Iterator[Block]:
    for number, (heading, blocks) in enumerate(pieces, start=1):
        yield Heading(2, f"{number}. {heading}")
        yield from blocks


def _annex(content: Content) -> Annex:
    bands = tuple(
        TaskBand(dates.quarter_name(quarter), tuple(_row(line) for line in lines))
        for quarter, lines in groupby(content.lines, key=lambda line: line.quarter)
    )
    title = f"Kết quả thực hiện từng nhiệm vụ {content.kind.period(content.year)}"
    return Annex(title, (TaskTable(bands),))


def _row(line: Line) -> TaskRow:
    day = f" ({dates.short(line.on)})" if line.on else ""
    share = "" if line.status.fixed_percent is not None else f", {line.percent}%"
    return TaskRow(
        no=str(line.position),
        text=line.text,
        result=f"{line.status.label}{share}{day}",
        note="Quá hạn" if line.is_late else "",
    )


def _signature(content: Content, issuer: Tenant) -> SignatureBlock:
    if content.signer_position is None:
        usual = SigningCapacity.of(issuer.kind)[0]
        return SignatureBlock(usual.lines, usual.position)
    lines = tuple((content.signing_capacity or "").splitlines())
    return SignatureBlock(lines, content.signer_position, content.signer_name or "")
