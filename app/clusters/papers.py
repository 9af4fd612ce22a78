"""The papers of a cluster's year as plain data (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from app.clusters.models import ClusterMeeting, ClusterMinutes, ClusterNotice, ClusterPlan
from app.clusters.queries import ClusterHead, Letterhead
from app.clusters.queries.year import Meeting, Party, PledgeState
from app.clusters.terms import ClusterKind, Occasion
from app.documents.paper import (
    Align,
    Annex,
    Block,
    Bullets,
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
)
from app.documents.terms import PaperKind
from app.lib import clock, dates
from app.plans.terms import organ_name
from tenants.models import Tenant

COMMITTEE = "Ủy ban nhân dân"
ARCHIVE = "VT"
NOTICE_RECIPIENTS = ("Các đơn vị có tên tại Thông báo này", "Hội đồng Thi đua - Khen thưởng")
BLANK = "." * 30
"""Where somebody signs by hand."""
_OF_COMMITTEE = re.compile(r"\s+(?:UBND|[ỦU][ỷy] ban nhân dân)\b.*", re.IGNORECASE)
"""What follows the position of who signs below the name of the committee."""
ORGANS = {ClusterKind.CLUSTER: "CTĐ", ClusterKind.BLOC: "KTĐ"}

HOLDERS = (
    Column("TT", Align.CENTER, 11),
    Column("Cụm, khối thi đua", width=45),
    Column("Số đơn vị", Align.CENTER, 16),
    Column("Cụm trưởng"),
    Column("Cụm phó"),
    Column("Nhiệm kỳ", Align.CENTER, 30),
)


def symbol(kind: PaperKind, cluster: ClusterKind) -> str:
    """The symbol of the papers that the lead of a cluster issues for it: "KH-CTĐ"."""
    return kind.symbol(ORGANS[cluster])


def notice_abstract(year: int) -> str:
    """What a notice of leads and deputies is about."""
    return f"Cụm trưởng, cụm phó các cụm, khối thi đua năm {year}"


def notice_paper(notice: ClusterNotice, head: Letterhead, verify_url: str = "") -> Paper:
    """The notice of leads and deputies, in one table; its QR code leads to `verify_url`."""
    basis = f"Căn cứ {notice.basis}, " if notice.basis else ""
    return Paper(
        kind=PaperKind.NOTICE,
        superior=organ_of(head.superior) if head.superior else None,
        issuer_lines=_issuer_lines(head.issuer),
        symbol=notice.symbol,
        place=notice.place,
        number=notice.number,
        issued_on=notice.issued_on,
        abstract=notice_abstract(notice.year),
        blocks=(
            Paragraph(
                f"{basis}{organ_of(head.issuer)} thông báo cụm trưởng, cụm phó các cụm, khối thi "
                f"đua năm {notice.year} như sau:"
            ),
            DataTable(HOLDERS, _holders(notice)),
            Paragraph(
                "Cụm trưởng chủ trì xây dựng kế hoạch, tổ chức ký giao ước thi đua, hội nghị sơ "
                "kết, tổng kết và thẩm định kết quả tự chấm điểm của các đơn vị thành viên; cụm "
                "phó giúp cụm trưởng và thẩm định kết quả tự chấm điểm của cụm trưởng."
            ),
        ),
        signature=SignatureBlock(
            tuple((notice.signing_capacity or "").splitlines()),
            notice.signer_position,
            notice.signer_name,
        ),
        recipients=NOTICE_RECIPIENTS,
        archive=ARCHIVE,
        verify_url=verify_url,
    )


def plan_paper(plan: ClusterPlan, head: ClusterHead, verify_url: str = "") -> Paper:
    """The plan of a cluster, signed by its lead for all; its QR code leads to `verify_url`."""
    tasks = tuple(
        TaskRow(
            text=task["text"],
            no=str(number),
            offices=(task["who"],) if task.get("who") else (),
            deadline=_day(task.get("due")),
        )
        for number, task in enumerate(plan.tasks, 1)
    )
    blocks: tuple[Block, ...] = (
        Heading(1, "I. Mục đích, yêu cầu"),
        *_prose(plan.purpose),
        Heading(1, "II. Nội dung"),
        TaskTable((TaskBand("", tasks),), offices_title="Đơn vị thực hiện"),
        Heading(1, "III. Tổ chức thực hiện"),
        *_prose(plan.implementation),
    )
    return Paper(
        **_letterhead(PaperKind.PLAN, head),
        number=plan.number,
        issued_on=plan.signed_on,
        year=head.group.cluster.year,
        abstract=plan.title,
        blocks=blocks,
        signature=_lead_signature(head, plan.signer_position, plan.signer_name),
        recipients=_recipients(head),
        draft=plan.sent_at is None,
        verify_url=verify_url,
    )


def pledge_paper(state: PledgeState, head: ClusterHead) -> Paper:
    """The pledge: what all promise, what each registered, and the signatures of all parties."""
    pledge, cluster = state.pledge, head.group.cluster
    names = ", ".join(party.tenant.name for party in state.parties)
    blocks: list[Block] = [
        Paragraph(
            f"Chúng tôi, đại diện {len(state.parties)} đơn vị thành viên {cluster.name}: {names}; "
            f"thống nhất ký kết giao ước thi đua năm {cluster.year} với các nội dung sau:"
        ),
        Heading(1, "I. Nội dung giao ước chung"),
        *(Paragraph(f"{number}. {text}") for number, text in enumerate(pledge.contents, 1)),
        Heading(1, "II. Chỉ tiêu đăng ký của các đơn vị"),
    ]
    for number, party in enumerate(state.parties, 1):
        targets = party.registration.targets if party.registration else []
        blocks.append(Heading(2, f"{number}. {party.tenant.name}"))
        said = tuple(_target(target) for target in targets) or ("Chưa đăng ký",)
        blocks.append(Bullets(said))
    lead = head.group.lead
    signature = next((one.signature for one in state.parties if one.tenant == lead), None)
    return Paper(
        **_letterhead(PaperKind.AGREEMENT, head),
        title_lines=("Giao ước thi đua",),
        issued_on=pledge.sign_on,
        year=cluster.year,
        abstract=f"Giữa các đơn vị thành viên {cluster.name} năm {cluster.year}",
        blocks=tuple(blocks),
        signature=_lead_signature(
            head,
            signature.signer_position if signature else None,
            signature.signer_name if signature else None,
        ),
        cosigners=tuple(_member(one) for one in state.parties if one.tenant != lead),
        annexes=(Annex("Xác nhận ký giao ước trên hệ thống", (_signatures(state),)),),
        recipients=_recipients(head),
        draft=pledge.sent_at is None,
    )


def _member(party: Party) -> SignatureBlock:
    """Where a member signs: in the name of its committee, or as its head."""
    unit, signed = party.tenant, party.signature
    body = ("TM. ỦY BAN NHÂN DÂN",) if unit.kind.has_committee else ()
    lines = (*body, unit.name.upper())
    if signed is None:
        return SignatureBlock(lines, "")
    position = _OF_COMMITTEE.sub("", signed.signer_position) if body else signed.signer_position
    return SignatureBlock(lines, position.upper(), signed.signer_name)


def invitation_paper(meeting: ClusterMeeting, head: ClusterHead) -> Paper:
    """The invitation to a meeting of a cluster."""
    cluster = head.group.cluster
    agenda: tuple[Block, ...] = (
        (Paragraph("", lead="Nội dung:"), Bullets(tuple(meeting.agenda))) if meeting.agenda else ()
    )
    return Paper(
        **_letterhead(PaperKind.INVITATION, head),
        issued_on=clock.local(meeting.sent_at).date() if meeting.sent_at else None,
        year=cluster.year,
        abstract=f"Dự {meeting.occasion.in_text} {cluster.year} của {cluster.name}",
        addressees=tuple(organ_of(one.tenant) for one in head.group.by_name),
        blocks=(
            Paragraph(
                f"{cluster.name} trân trọng kính mời đại diện lãnh đạo và cán bộ phụ trách công "
                "tác thi đua, khen thưởng của quý đơn vị dự hội nghị."
            ),
            Paragraph(
                f"{meeting.starts_at} ngày {dates.short(meeting.held_on)}.", lead="Thời gian:"
            ),
            Paragraph(f"{meeting.place}.", lead="Địa điểm:"),
            Paragraph(f"{meeting.chair_name}, {meeting.chair_position}.", lead="Chủ trì:"),
            *agenda,
        ),
        signature=_lead_signature(head, meeting.chair_position, meeting.chair_name),
        recipients=("Như trên", organ_name(head.manager)),
        draft=meeting.sent_at is None,
    )


def minutes_paper(
    found: Meeting, minutes: ClusterMinutes, head: ClusterHead, verify_url: str = ""
) -> Paper:
    """The minutes (Biên bản) of a meeting, signed by chair and secretary."""
    meeting, cluster = found.meeting, head.group.cluster
    present = [one for one in minutes.attendees if one["present"]]
    absent = [one["name"] for one in minutes.attendees if not one["present"]]
    blocks: list[Block] = [
        Paragraph(f"{meeting.starts_at} ngày {dates.short(meeting.held_on)}", lead="Thời gian:"),
        Paragraph(meeting.place, lead="Địa điểm:"),
        Paragraph(
            f"{len(present)}/{len(minutes.attendees)} đơn vị thành viên có mặt.",
            lead="Thành phần tham dự:",
        ),
        Bullets(tuple(_attendee(one) for one in present)),
    ]
    if absent:
        blocks.append(Paragraph(f"{'; '.join(absent)}.", lead="Vắng mặt:"))
    if minutes.guests:
        blocks.append(Paragraph(minutes.guests, lead="Đại biểu mời:"))
    blocks += [
        Paragraph(f"{meeting.chair_name}, {meeting.chair_position}", lead="Chủ trì (chủ tọa):"),
        Paragraph(minutes.secretary_name, lead="Thư ký (người ghi biên bản):"),
        Heading(1, "I. Nội dung, diễn biến hội nghị"),
        *_prose(minutes.discussion),
        Heading(1, "II. Kết luận"),
        *(Paragraph(f"{number}. {text}") for number, text in enumerate(minutes.conclusions, 1)),
        *_elected(minutes, head),
        Paragraph(_ending(minutes)),
        Paragraph(f"{BLANK} {minutes.secretary_name}", lead="Thư ký (ký, ghi rõ họ tên):"),
    ]
    return Paper(
        **_letterhead(PaperKind.MINUTES, head),
        number=minutes.number,
        issued_on=meeting.held_on,
        year=cluster.year,
        abstract=_of_meeting(meeting.occasion, head),
        blocks=tuple(blocks),
        signature=SignatureBlock(("CHỦ TỌA",), meeting.chair_position, meeting.chair_name),
        recipients=_recipients(head),
        draft=minutes.sent_at is None,
        verify_url=verify_url,
    )


def organ_of(tenant: Tenant) -> str:
    """A tenant as it acts in a paper: "Ủy ban nhân dân tỉnh Lạng Sơn", "Sở Y tế"."""
    return f"{COMMITTEE} {tenant.name_in_text}" if tenant.kind.has_committee else tenant.name


def _issuer_lines(tenant: Tenant) -> tuple[str, ...]:
    return (COMMITTEE, tenant.name_in_text) if tenant.kind.has_committee else (tenant.name,)


def _letterhead(kind: PaperKind, head: ClusterHead) -> dict[str, Any]:
    cluster = head.group.cluster
    return {
        "kind": kind,
        "superior": organ_of(head.manager),
        "issuer_lines": (cluster.name,),
        "symbol": symbol(kind, cluster.kind),
        "place": head.place,
    }


def _lead_signature(head: ClusterHead, position: str | None, name: str | None) -> SignatureBlock:
    word = "CỤM" if head.group.cluster.kind is ClusterKind.CLUSTER else "KHỐI"
    lines = (f"TM. {word} THI ĐUA", f"{word} TRƯỞNG")
    return SignatureBlock(lines, (position or "").upper(), name or "")


def _recipients(head: ClusterHead) -> tuple[str, ...]:
    return (
        f"{organ_name(head.manager)} (b/c)",
        "Hội đồng Thi đua - Khen thưởng (b/c)",
        "Các đơn vị thành viên",
    )


def _prose(text: str) -> Iterable[Paragraph]:
    return (Paragraph(line) for line in text.splitlines() if line.strip())


def _holders(notice: ClusterNotice) -> tuple[Row, ...]:
    return tuple(
        Row(
            (
                str(number),
                row["name"],
                str(row["members"]),
                _holder(row, "lead"),
                _holder(row, "deputy"),
                _span(row["lead_from"], row["lead_to"]),
            )
        )
        for number, row in enumerate(notice.rows, 1)
    )


def _day(text: str | None) -> str:
    return dates.short(date.fromisoformat(text)) if text else ""


def _span(begins: str | None, ends: str | None) -> str:
    return f"{_day(begins)} – {_day(ends)}" if begins and ends else ""


def _holder(row: dict[str, Any], role: str) -> str:
    how = row[f"{role}_choosing"]
    return f"{row[role]} ({how.lower()})" if how else row[role]


def _target(target: dict[str, Any]) -> str:
    return f"{target['text']}: {target['value']} {target.get('unit') or ''}".strip()


def _attendee(one: dict[str, Any]) -> str:
    return f"{one['name']}: {one['people']}" if one.get("people") else one["name"]


def _signatures(state: PledgeState) -> DataTable:
    columns = (
        Column("TT", Align.CENTER, 11),
        Column("Đơn vị", width=42),
        Column("Người ký"),
        Column("Ký lúc", Align.CENTER, 32),
        Column("Mã kiểm tra", Align.CENTER, 32),
    )
    rows = []
    for number, party in enumerate(state.parties, 1):
        signed = party.signature
        said = (
            ("Chưa ký", "", "")
            if signed is None
            else (
                f"{signed.signer_name}, {signed.signer_position}",
                dates.stamp(signed.sent_at),
                signed.digest[:12],
            )
        )
        rows.append(Row((str(number), party.tenant.name, *said)))
    note = "Mã kiểm tra: 12 ký tự đầu của SHA-256 nội dung chung và chỉ tiêu đơn vị đã ký."
    return DataTable(columns, tuple(rows), note=note)


def _of_meeting(occasion: Occasion, head: ClusterHead) -> str:
    year, name = head.group.cluster.year, head.group.cluster.name
    half = "sơ kết 6 tháng đầu năm" if occasion is Occasion.HALF_YEAR else "tổng kết năm"
    return f"Hội nghị {half} {year} của {name}"


def _elected(minutes: ClusterMinutes, head: ClusterHead) -> Iterable[Paragraph]:
    names = {member.tenant.id: member.tenant.name for member in head.group.members}
    lead, deputy = minutes.next_lead_id, minutes.next_deputy_id
    if lead is not None and deputy is not None:
        year = head.group.cluster.year + 1
        yield Paragraph(
            f"Hội nghị bầu {names.get(lead, '')} là cụm trưởng, {names.get(deputy, '')} là cụm "
            f"phó năm {year}.",
            lead=f"Cụm trưởng, cụm phó năm {year}:",
        )


def _ending(minutes: ClusterMinutes) -> str:
    at = f" vào hồi {minutes.ended_at} cùng ngày" if minutes.ended_at else ""
    return (
        f"Hội nghị kết thúc{at}. Biên bản đã được thông qua tại hội nghị và gửi các đơn vị thành "
        "viên."
    )
