"""The proposal of awards out of an announced result (Tờ trình đề nghị tặng Cờ, Bằng khen)."""

from collections.abc import Sequence

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
from app.scoring.announcing.awards import Award
from app.scoring.models import Announcement, ResultPaper
from app.scoring.papers import heads
from app.scoring.terms import ResultPaperKind
from tenants.models import Tenant


def paper(
    asked: ResultPaper,
    announcement: Announcement,
    awards: Sequence[Award],
    *,
    issuer: Tenant,
    verify_url: str = "",
) -> Paper:
    """From the council to the head of the issuer, with the list of the proposed in an annex."""
    return Paper(
        kind=PaperKind.PROPOSAL,
        superior=" ".join(heads.issuer_lines(issuer)),
        issuer_lines=(heads.COUNCIL,),
        symbol=heads.symbol_of(ResultPaperKind.PROPOSAL, issuer),
        place=issuer.short_name,
        number=asked.number,
        draft=asked.number is None,
        issued_on=asked.issued_on,
        year=announcement.year,
        abstract=heads.abstract_of(ResultPaperKind.PROPOSAL, announcement, issuer),
        addressees=(f"Chủ tịch {' '.join(heads.issuer_lines(issuer))}",)
        if issuer.kind.has_committee
        else (f"Thủ trưởng {issuer.name}",),
        blocks=_body(announcement, awards),
        signature=heads.signature(asked, issuer),
        recipients=heads.recipients(asked),
        archive=heads.ARCHIVE,
        annexes=(Annex("Danh sách đề nghị khen thưởng", (_table(awards),), landscape=True),),
        verify_url=verify_url,
    )


def _body(announcement: Announcement, awards: Sequence[Award]) -> tuple[Block, ...]:
    number = f" số {announcement.number}" if announcement.number else ""
    edition = f", lần {announcement.edition}" if announcement.edition > 1 else ""
    blocks: list[Block] = [
        Paragraph(
            f"Căn cứ kết quả chấm điểm, xếp hạng thi đua năm {announcement.year} đã công bố tại "
            f"Thông báo{number} {dates.long(announcement.issued_on)}{edition}, {heads.COUNCIL} "
            "kính trình xem xét, quyết định khen thưởng như sau:"
        )
    ]
    for number_of, award in enumerate(awards, start=1):
        blocks.append(Heading(2, f"{number_of}. {award.name}: {len(award.members)} tập thể"))
        names = tuple(
            f"{one.name}, {one.cluster_name}: {numbers.vi(one.total)} điểm, hạng {one.rank}"
            for one in award.members
        )
        blocks.append(Bullets(names or ("Không có đơn vị nào được đề nghị",)))
    blocks.append(Paragraph("Danh sách chi tiết tại Phụ lục kèm theo Tờ trình này."))
    return tuple(blocks)


def _table(awards: Sequence[Award]) -> DataTable:
    columns = (
        Column("TT", Align.CENTER, width=11),
        Column("Đơn vị", width=48),
        Column("Cụm, khối", width=48),
        Column("Điểm", Align.RIGHT, width=18),
        Column("Xếp loại", width=45),
        Column("Hạng", Align.CENTER, width=15),
        Column("Ghi chú"),
    )
    rows: list[PrintedRow | Band] = []
    for award in awards:
        rows.append(Band(award.name))
        rows += [
            PrintedRow(
                (
                    str(place),
                    one.name,
                    one.cluster_name,
                    numbers.vi(one.total),
                    one.band,
                    str(one.rank),
                    one.note,
                )
            )
            for place, one in enumerate(award.members, start=1)
        ]
    return DataTable(columns, tuple(rows), unit="Đơn vị tính: điểm")
