"""Minutes of the council: of a session, and of the counting of a ballot (Nghị định 30/2020)."""

from collections.abc import Sequence

from app.documents.paper import (
    Align,
    Block,
    Bullets,
    Column,
    DataTable,
    Heading,
    Paper,
    Paragraph,
    SignatureBlock,
)
from app.documents.paper import Row as PrintedRow
from app.documents.terms import PaperKind
from app.lib import clock, dates
from app.scoring.deciding.counting import Part
from app.scoring.deciding.terms import BallotPurpose, VoteWay
from app.scoring.models import Ballot, CouncilSession
from app.scoring.papers.heads import COUNCIL, issuer_lines
from app.scoring.queries.ballots import Poll
from tenants.models import Tenant


def session_minutes(session: CouncilSession, polls: Sequence[Poll], *, issuer: Tenant) -> Paper:
    """The minutes of a session, with the ballots that were counted in it."""
    present = [one for one in session.attendees if one["present"]]
    absent = [one for one in session.attendees if not one["present"]]
    part = Part(*session.purpose.quorum)
    blocks: list[Block] = [
        Heading(2, "1. Thời gian, địa điểm"),
        Paragraph(
            f"Thời gian: {session.began_at}{_until(session)}, {dates.long(session.held_on)}."
        ),
        Paragraph(f"Địa điểm: {session.place}."),
        Heading(2, "2. Thành phần"),
        Paragraph(f"Chủ trì: {session.chair}. Thư ký: {session.secretary}."),
        Paragraph(
            f"Có mặt {len(present)}/{len(session.attendees)} thành viên (cần ít nhất "
            f"{part.least(len(session.attendees))}, bằng {part.label} tổng số):"
        ),
        Bullets(tuple(_person(one) for one in present) or ("không có",)),
    ]
    if absent:
        blocks += [Paragraph("Vắng mặt:"), Bullets(tuple(_person(one) for one in absent))]
    blocks += [Heading(2, "3. Nội dung"), *_paragraphs(session.agenda)]
    counted = [one for one in polls if one.ballot.closed_at is not None]
    if counted:
        blocks.append(Heading(2, "4. Bỏ phiếu kín"))
        for one in counted:
            blocks += [Paragraph(f"{one.ballot.title}:"), *_result(one)]
    number = 5 if counted else 4
    blocks += [Heading(2, f"{number}. Kết luận"), *_paragraphs(session.conclusion or "")]
    if session.ended_at:
        blocks.append(Paragraph(f"Phiên họp kết thúc lúc {session.ended_at} cùng ngày."))
    return Paper(
        kind=PaperKind.MINUTES,
        issuer_lines=_lines(issuer),
        symbol=PaperKind.MINUTES.symbol("HĐTĐKT"),
        place=issuer.short_name,
        issued_on=session.held_on,
        abstract=f"{session.purpose.label} của {COUNCIL}",
        blocks=tuple(blocks),
        signature=SignatureBlock(("TM. HỘI ĐỒNG",), "CHỦ TRÌ", session.chair),
        recipients=("Các thành viên Hội đồng", f"Thư ký phiên họp: {session.secretary}"),
    )


def ballot_minutes(poll: Poll, *, issuer: Tenant) -> Paper:
    """The minutes of the counting of a ballot."""
    ballot = poll.ballot
    on = clock.local(ballot.closed_at).date() if ballot.closed_at else clock.today()
    blocks: list[Block] = [
        Paragraph(f"Nội dung bỏ phiếu: {ballot.title}."),
        Paragraph(f"Người bỏ phiếu: {ballot.electorate.label.lower()}. {_rule(ballot)}"),
        Heading(2, "1. Số phiếu"),
        *_numbers(poll),
        Heading(2, "2. Kết quả"),
        _table(poll),
        *_conclusion(poll),
    ]
    return Paper(
        kind=PaperKind.MINUTES,
        issuer_lines=_lines(issuer),
        symbol=PaperKind.MINUTES.symbol("HĐTĐKT"),
        place=issuer.short_name,
        issued_on=on,
        abstract="Kiểm phiếu",
        blocks=tuple(blocks),
        signature=SignatureBlock(("TM. BAN KIỂM PHIẾU",), "TRƯỞNG BAN"),
        recipients=(f"{COUNCIL} {issuer.name_in_text}",),
    )


def _lines(issuer: Tenant) -> tuple[str, ...]:
    return (*issuer_lines(issuer), COUNCIL)


def _until(session: CouncilSession) -> str:
    return f" đến {session.ended_at}" if session.ended_at else ""


def _person(one: dict[str, object]) -> str:
    said = f"{one['name']}, {one['position']}" if one["position"] else str(one["name"])
    return f"{said} ({one['reason']})" if one.get("reason") else said


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _rule(ballot: Ballot) -> str:
    quorum = Part(ballot.quorum_numerator, ballot.quorum_denominator)
    said = f"Ít nhất {quorum.label} tổng số phải bỏ phiếu"
    if ballot.purpose is BallotPurpose.ORDER:
        return f"{said}; tổng thứ bậc nhỏ hơn xếp trên."
    part = Part(ballot.pass_numerator, ballot.pass_denominator)
    return f"{said}; đơn vị đạt khi có ít nhất {part.label} tổng số thành viên đồng ý."


def _numbers(poll: Poll) -> list[Block]:
    ballot = poll.ballot
    cast, invalid = ballot.cast or 0, ballot.invalid or 0
    found = [
        f"Tổng số thành viên: {ballot.eligible}",
        f"Số phiếu thu về: {cast}, trong đó {ballot.written or 0} phiếu lấy ý kiến bằng văn bản",
        f"Số phiếu hợp lệ: {cast - invalid}; không hợp lệ: {invalid}",
    ]
    blocks: list[Block] = [Bullets(tuple(found))]
    written = [one.name for one in poll.voters if one.way is VoteWay.WRITTEN]
    if written:
        blocks.append(Paragraph(f"Cho ý kiến bằng văn bản: {', '.join(written)}."))
    return blocks


def _result(poll: Poll) -> list[Block]:
    return [*_numbers(poll), _table(poll), *_conclusion(poll)]


def _table(poll: Poll) -> DataTable:
    return _order(poll) if poll.ballot.purpose is BallotPurpose.ORDER else _acclaim(poll)


def _order(poll: Poll) -> DataTable:
    columns = (
        Column("TT", Align.CENTER, width=11),
        Column("Đơn vị"),
        Column("Tổng thứ bậc", Align.RIGHT, width=28),
        Column("Xếp thứ", Align.CENTER, width=20),
    )
    ranked = sorted(poll.candidates, key=lambda one: (one.place or 0, one.position))
    rows = [
        PrintedRow((str(number), one.member_name, str(one.points), str(one.place)))
        for number, one in enumerate(ranked, 1)
    ]
    return DataTable(columns, tuple(rows))


def _acclaim(poll: Poll) -> DataTable:
    columns = (
        Column("TT", Align.CENTER, width=11),
        Column("Đơn vị"),
        Column("Đồng ý", Align.RIGHT, width=20),
        Column("Không đồng ý", Align.RIGHT, width=24),
        Column("Không có ý kiến", Align.RIGHT, width=26),
        Column("Kết quả", width=26),
    )
    shown = [
        (one.member_name, str(one.yes), str(one.no), str(one.blank), _passed(one.passed))
        for one in poll.candidates
    ]
    rows = tuple(PrintedRow((str(number), *cells)) for number, cells in enumerate(shown, 1))
    return DataTable(columns, rows, unit="Đơn vị tính: phiếu")


def _passed(passed: bool | None) -> str:
    return "Đạt" if passed else "Không đạt"


def _conclusion(poll: Poll) -> list[Block]:
    ballot = poll.ballot
    if ballot.purpose is BallotPurpose.ORDER:
        if poll.is_undecided:
            return [Paragraph("Kết quả còn đơn vị bằng nhau, chưa xếp được thứ tự.")]
        return []
    names = [one.member_name for one in poll.candidates if one.passed]
    said = ", ".join(names) or "không có đơn vị nào"
    needed = f"cần ít nhất {poll.needed}/{ballot.eligible} phiếu đồng ý"
    return [Paragraph(f"Đủ số phiếu suy tôn “{ballot.award}” ({needed}): {said}.")]
