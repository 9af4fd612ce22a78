"""Both registers by hand: papers that came by post, numbers kept for meetings, one cancelled."""

from collections.abc import Callable, Iterator
from datetime import date

from app.documents import actions as documents
from app.documents import pdf
from app.documents.paper import Paper, Paragraph, SignatureBlock
from app.documents.terms import PaperKind, Urgency
from app.registers import actions
from app.registers.actions import Reservation
from deploy.demo.cast import Cast, Unit
from deploy.demo.people import Person
from deploy.demo.stage import Scene, moment

HOME = "Điềm He"
BEFORE_THE_MERGER = date(2025, 4, 15)
BY_POST = (
    (date(2026, 11, 2), "Sở Nội vụ tỉnh Lạng Sơn", "1862/SNV-TĐKT", PaperKind.OFFICIAL_LETTER,
     "Hướng dẫn tổng kết công tác thi đua, khen thưởng năm 2026", None),
    (date(2026, 11, 5), "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "415/MTTQ-BTT", None,
     "Đề nghị phối hợp tuyên truyền Ngày hội Đại đoàn kết toàn dân tộc", None),
    (date(2026, 11, 9), "Phòng Văn hóa - Xã hội phường Tam Thanh", "", PaperKind.INVITATION,
     "Mời dự hội nghị trao đổi kinh nghiệm xây dựng điển hình tiên tiến", Urgency.URGENT),
    (date(2026, 11, 18), "Bộ Chỉ huy quân sự tỉnh", "96/BCH-CT", PaperKind.OFFICIAL_LETTER,
     "Đề nghị khen thưởng thành tích tuyển quân năm 2026", Urgency.IMMEDIATE),
)  # fmt: skip


def scenes(cast: Cast) -> Iterator[Scene]:
    """A district before it closed; Điềm He and the province in November 2026."""
    yield Scene(
        moment(BEFORE_THE_MERGER, 9), cast.district.officer, lambda by: _old(cast.district, by)
    )
    home, ids = cast.communes[HOME], list[int]()
    for number, (on, *_) in enumerate(BY_POST):
        yield Scene(moment(on, 8, 10), home.officer, _came(number, ids))
    yield Scene(moment(date(2026, 11, 3), 10), home.leader, lambda by: _given(home, ids, by))
    yield Scene(
        moment(date(2026, 11, 6), 15),
        home.officer,
        lambda by: actions.incoming.finish(
            incoming_id=ids[0], note="Đã xây dựng đề cương, gửi các thôn.", by=by
        ),
    )
    yield Scene(moment(date(2026, 11, 10), 10), home.leader, lambda by: _late(home, ids, by))
    yield Scene(moment(date(2026, 11, 16), 9), home.officer, _kept)
    yield Scene(moment(date(2026, 11, 16), 9, 30), cast.clerk, _kept)


def _old(district: Unit, by: Person) -> None:
    scan = Paper(
        kind=PaperKind.OFFICIAL_LETTER,
        issuer_lines=("Ban Thi đua - Khen thưởng Trung ương",),
        symbol="BTĐKT-VP",
        place="Hà Nội",
        number="512",
        issued_on=date(2025, 4, 8),
        abstract="đăng ký phong trào thi đua năm 2025",
        blocks=(Paragraph("Đề nghị các địa phương đăng ký nội dung, chỉ tiêu thi đua."),),
        signature=SignatureBlock(("TL. TRƯỞNG BAN",), "CHÁNH VĂN PHÒNG", "Phạm Văn Hòa"),
    )
    file = documents.store(name="512-BTDKT-VP.pdf", content=pdf.draw(scan), by=by)
    actions.incoming.receive(
        sender_name="Ban Thi đua - Khen thưởng Trung ương",
        paper_number="512/BTĐKT-VP",
        kind=PaperKind.OFFICIAL_LETTER,
        issued_on=date(2025, 4, 8),
        abstract="Đăng ký phong trào thi đua năm 2025",
        file_ids=[file.id],
        by=by,
    )


def _came(number: int, ids: list[int]) -> Callable[[Person], None]:
    on, sender, paper_number, kind, abstract, urgency = BY_POST[number]

    def deed(by: Person) -> None:
        entry = actions.incoming.receive(
            arrived_on=on,
            sender_name=sender,
            paper_number=paper_number,
            kind=kind,
            abstract=abstract,
            urgency=urgency,
            by=by,
        )
        ids.append(entry.id)

    return deed


def _given(home: Unit, ids: list[int], by: Person) -> None:
    actions.incoming.assign(
        incoming_id=ids[0],
        user_id=home.officer.id,
        instruction="Phòng Văn hóa - Xã hội tham mưu đề cương báo cáo tổng kết.",
        due_on=date(2026, 11, 10),
        by=by,
    )


def _late(home: Unit, ids: list[int], by: Person) -> None:
    actions.incoming.assign(
        incoming_id=ids[1],
        user_id=home.officer.id,
        instruction="Phối hợp Mặt trận xã chuẩn bị nội dung tuyên truyền.",
        due_on=date(2026, 11, 13),
        by=by,
    )


def _kept(by: Person) -> None:
    kept = actions.reserve(
        reservation=Reservation(
            kind=PaperKind.DECISION,
            symbol="QĐ-UBND",
            year=2026,
            count=3,
            reason="Giữ cho các quyết định khen thưởng tổng kết năm, đang trình ký",
            reserved_for="Công chức phụ trách thi đua, khen thưởng",
            until=date(2026, 12, 15),
        ),
        by=by,
    )
    actions.cancel(
        paper_id=kept[-1].id, reason="Gộp hai quyết định làm một, không dùng số này.", by=by
    )
