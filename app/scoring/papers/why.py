"""Why a member has its points, printed: every criterion with its formula, values and words."""

from collections.abc import Iterator

from app.documents.paper import (
    Align,
    Annex,
    Band,
    Block,
    Bullets,
    Column,
    DataTable,
    Heading,
    Paper,
    Paragraph,
)
from app.documents.paper import Row as PrintedRow
from app.documents.terms import PaperKind
from app.lib import dates, numbers
from app.scoring.announcing.why import Group, Line, Story
from app.scoring.models import Announcement
from app.scoring.papers import heads
from tenants.models import Tenant


def paper(story: Story, announcement: Announcement, digest: str, *, issuer: Tenant) -> Paper:
    """The sheet of a member explained, as an annex to the notice of the result."""
    member = story.member["name"]
    return Paper(
        kind=PaperKind.NOTICE,
        title_lines=("Bảng giải thích điểm",),
        issuer_lines=heads.issuer_lines(issuer),
        symbol=heads.symbol(PaperKind.NOTICE, issuer),
        place=issuer.short_name,
        number=announcement.number,
        issued_on=announcement.issued_on,
        abstract=f"{member}, năm {announcement.year}",
        blocks=_body(story, announcement, digest),
        signature=heads.usual_signature(issuer, announcement.signer_name),
        recipients=(member,),
        annexes=(Annex("Điểm từng tiêu chí và lý do", (_table(story),), landscape=True),),
    )


def _body(story: Story, announcement: Announcement, digest: str) -> tuple[Block, ...]:
    result = story.result
    where = announcement.cluster_name or "toàn tỉnh"
    rank = result["cluster_rank"] if result["province_rank"] is None else result["province_rank"]
    notes = [said for said in (result["band_note"], result["tie_note"]) if said]
    return (
        Heading(2, "1. Kết quả"),
        Paragraph(
            f"{numbers.vi(story.total)} điểm; xếp loại: {result['band']}; hạng {rank} ({where})."
        ),
        *([Bullets(tuple(notes))] if notes else []),
        Heading(2, "2. Cộng điểm"),
        Bullets(tuple(story.sums)),
        Heading(2, "3. Điểm đã thay đổi so với tự chấm"),
        Bullets(tuple(_changes(story)) or ("Không có tiêu chí nào",)),
        *_petitions(story),
        Paragraph(
            f"Số liệu đã khóa khi công bố {dates.long(announcement.issued_on)}, lần "
            f"{announcement.edition}; mã kiểm tra (SHA-256) của bảng điểm này: {digest}."
        ),
    )


def _changes(story: Story) -> Iterator[str]:
    for line in story.changed:
        for stage in line.stages:
            if stage.changes and stage.points is not None:
                why = f": {stage.text}" if stage.text else ""
                points = numbers.vi(stage.points)
                yield f"{line.row.criterion.code}: {stage.name} ({stage.by}) {points} điểm{why}"


def _petitions(story: Story) -> tuple[Block, ...]:
    told = story.member["petitions"]
    if not told:
        return ()
    said = tuple(
        f"{'Tiêu chí ' + one['criterion'] if one['criterion'] else 'Toàn bảng điểm'}: "
        f"{one['text']}. {'Chấp nhận' if one['granted'] else 'Không chấp nhận'}: {one['reason']}"
        for one in told
    )
    return (Heading(2, "4. Kiến nghị và trả lời"), Bullets(said))


def _table(story: Story) -> DataTable:
    columns = (
        Column("Mã", width=13),
        Column("Tiêu chí, cách tính", width=64),
        Column("Số liệu, nguồn, minh chứng", width=50),
        Column("Điểm qua các bước", width=52),
        Column("Điểm", Align.RIGHT, width=14),
        Column("Diễn giải"),
    )
    rows = [_row(row) if isinstance(row, Line) else _band(row) for row in story.rows]
    return DataTable(columns, tuple(rows), unit="Đơn vị tính: điểm")


def _band(group: Group) -> Band:
    one = group.row.criterion
    most = numbers.vi(one.max_points)
    if group.points is None:
        return Band(f"{one.code}. {one.text} (tối đa {most})")
    said = f"{numbers.vi(group.points)}/{most}"
    if group.is_limited and group.raw is not None:
        said = f"{said}; cộng các mục được {numbers.vi(group.raw)}"
    return Band(f"{one.code}. {one.text}: {said}")


def _row(line: Line) -> PrintedRow:
    one = line.row.criterion
    values = [f"{label}: {value}" for label, value in line.entered]
    values += [line.source] if line.source else []
    values += [f"Minh chứng: {proof['caption']}" for proof in line.evidence]
    steps = [
        f"{stage.name}: {'' if stage.points is None else numbers.vi(stage.points)}"
        f"{' – ' + stage.text if stage.text else ''}"
        for stage in line.stages
    ]
    return PrintedRow(
        (
            one.code,
            f"{one.text}\n{line.formula}",
            "\n".join(values),
            "\n".join(steps),
            "" if line.points is None else numbers.vi(line.points),
            "\n".join(explained(line)),
        )
    )


def explained(line: Line) -> Iterator[str]:
    """How the points came about, in sentences."""
    if line.unassigned:
        yield "Đơn vị không được giao tiêu chí này, không tính vào tổng."
    if line.explained:
        yield line.explained
    if line.leader:
        yield f"{line.leader}."
    if line.missing and not line.unassigned:
        yield f"Thiếu minh chứng điều kiện ({', '.join(line.missing)}) nên 0 điểm."
    if line.by_hand and not line.missing:
        yield "Điểm do người chấm quyết định, không theo công thức."
