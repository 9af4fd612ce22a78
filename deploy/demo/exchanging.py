"""Papers between offices: a decision of the province to all communes, letters of 2025 between the
province and a district that has closed since."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.accounts.models import User
from app.correspondence import jobs
from app.correspondence.actions import addressing, publishing, receiving, sending, steps
from app.correspondence.actions import drafts as writing
from app.correspondence.terms import Form, Purpose
from app.correspondence.terms.exchange import RecipientGroup
from app.directory.actions.agency_codes import set_agency_code
from app.documents import actions as documents
from app.documents import pdf
from app.documents.paper import Paper, Paragraph, SignatureBlock
from app.documents.signing import Capacity
from app.documents.terms import PaperKind
from app.lib import clock
from app.registers import actions as registers
from app.registers.actions import Signer
from app.registers.models import OutgoingPaper
from app.registers.terms import FileRole
from app.stationery.terms.library import BY_KEY
from deploy.demo.cast import Cast, Unit
from deploy.demo.people import DOMAIN, Person
from deploy.demo.stage import Scene, moment
from tenants.context import PLATFORM
from tenants.db import db, transaction

LAW = BY_KEY["bases.award-law"].text
SENT_ON, RETURNING = date(2026, 11, 12), "Tri Lễ"
LETTER_ON = date(2026, 11, 19)
CODES = {"Điềm He": "H37.101", "Đình Lập": "H37.102", "Văn Quan": "H37.103"}
"""Codes to try envelopes with; the real ones are given by the province."""
BEFORE_2025 = (
    ("Báo cáo kết quả tổ chức phát động phong trào thi đua năm 2025", date(2025, 3, 10)),
    ("Về việc rà soát điển hình tiên tiến năm 2025", date(2025, 3, 14)),
    ("Về việc đăng ký điển hình tiên tiến của các xã năm 2025", date(2025, 3, 18)),
)


def scenes(cast: Cast) -> Iterator[Scene]:
    """The letters of 2025, then the decision of November 2026 and what became of it."""
    yield from _letters_of_2025(cast)
    yield Scene(moment(date(2026, 7, 2), 10), cast.officer, lambda by: _codes(cast, by))
    issued: list[int] = []
    yield from _issued(cast, date(2026, 11, 11), _decision(cast), issued)
    yield Scene(moment(SENT_ON, 8), cast.clerk, lambda by: _send_to_all(issued[0], by))
    for number, unit in enumerate(cast.communes.values()):
        answer = _answer(unit, number, issued)
        if answer is not None:
            yield Scene(moment(SENT_ON, 9 + number % 7, number % 60), unit.officer, answer)
    yield Scene(moment(date(2026, 11, 13), 9), cast.clerk, lambda by: _publish(issued[0], by))
    letters: list[int] = []
    yield from _issued(cast, LETTER_ON, _notice(cast), letters)
    sent_at = moment(LETTER_ON + timedelta(days=1), 8)
    yield Scene(sent_at, cast.clerk, lambda by: sending.send(paper_id=letters[0], by=by))


def _codes(cast: Cast, by: Any) -> None:
    set_agency_code(tenant_id=cast.province.id, code="H37", by=by)
    for name, code in CODES.items():
        set_agency_code(tenant_id=cast.communes[name].tenant.id, code=code, by=by)


def _head(cast: Cast) -> Person:
    """The head of the province's office."""
    with transaction(PLATFORM, read_only=True):
        user = db.session.scalars(select(User).where(User.email == f"chanhvanphong@{DOMAIN}")).one()
        return Person(user.id, user.full_name, cast.province)


def _issued(
    cast: Cast, on: date, values: tuple[Form, dict[str, Any]], issued: list[int]
) -> Iterator[Scene]:
    """One paper of the province through its desks within a day."""
    ids: list[int] = []

    def write(by: Person) -> None:
        form, content = values
        ids.append(writing.write(form=form, values=content, by=by).id)
        steps.submit(draft_id=ids[0], acknowledged=True, by=by)

    def approve(by: Person) -> None:
        steps.approve(draft_id=ids[0], acknowledged=True, by=by)

    def issue(by: Person) -> None:
        issued.append(jobs.issue_and_draw(draft_id=ids[0], by=by).id)

    for hour, person, deed in (
        (8, cast.officer, write),
        (9, _head(cast), approve),
        (10, cast.leader, approve),
        (14, cast.clerk, issue),
    ):
        yield Scene(moment(on, hour, 45), person, deed)


def _decision(cast: Cast) -> tuple[Form, dict[str, Any]]:
    office = cast.departments["Sở Tài chính"].tenant
    return Form.DECISION, {
        "abstract": "Về việc tặng Bằng khen phong trào thi đua “Dân vận khéo” năm 2026",
        "content": {
            "authority": "Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn",
            "bases": [LAW, "Xét đề nghị của Giám đốc Sở Nội vụ"],
            "articles": [
                "Tặng Bằng khen cho 12 tập thể và 20 cá nhân có thành tích xuất sắc.",
                "Tiền thưởng trích từ Quỹ Thi đua, khen thưởng của tỉnh.",
                "Chánh Văn phòng, Giám đốc Sở Nội vụ và các tập thể, cá nhân có tên chịu trách "
                "nhiệm thi hành.",
            ],
        },
        "capacity": Capacity.HEAD,
        "signer_name": "Hồ Tiến Thiệu",
        "recipients": [
            {"tenant_id": office.id, "name": office.name, "purpose": "coordinate"},
            {"name": "Báo và Phát thanh, Truyền hình Lạng Sơn", "purpose": "know"},
        ],
    }


def _notice(cast: Cast) -> tuple[Form, dict[str, Any]]:
    units = [cast.communes[name].tenant for name in ("Điềm He", "Đình Lập", "Văn Quan")]
    return Form.NOTICE, {
        "abstract": "Lịch thẩm định hồ sơ khen thưởng cuối năm 2026",
        "content": {
            "opening": "Ủy ban nhân dân tỉnh thông báo lịch thẩm định hồ sơ khen thưởng:",
            "body": "1. Cụm 4: ngày 01/12/2026.\n2. Các cụm còn lại: ngày 02/12/2026.",
        },
        "capacity": Capacity.HEAD,
        "signer_name": "Hồ Tiến Thiệu",
        "recipients": [
            {"tenant_id": unit.id, "name": unit.name, "purpose": "carry_out"} for unit in units
        ],
    }


def _send_to_all(paper_id: int, by: Person) -> None:
    addressing.add_group(
        paper_id=paper_id, group=RecipientGroup.COMMUNES, purpose=Purpose.CARRY_OUT, by=by
    )
    sending.send(paper_id=paper_id, by=by)


def _answer(unit: Unit, number: int, issued: list[int]) -> Callable[[Person], object] | None:
    """Most register the decision, some have only looked at it, one returns it, some do nothing."""

    def register(by: Person) -> None:
        receiving.see(paper_id=issued[0], by=by)
        receiving.register(paper_id=issued[0], by=by)

    def give_back(by: Person) -> None:
        reason = "Bản in thiếu danh sách kèm theo; đề nghị gửi lại đủ phụ lục."
        receiving.return_to_sender(paper_id=issued[0], reason=reason, by=by)

    if unit.name == RETURNING:
        return give_back
    if unit.name in CODES or number % 3 == 0:
        return register
    return (lambda by: receiving.see(paper_id=issued[0], by=by)) if number % 3 == 1 else None


def _publish(paper_id: int, by: Person) -> None:
    reason = "Công khai kết quả khen thưởng theo Quy chế thi đua, khen thưởng của tỉnh."
    publishing.publish(paper_id=paper_id, reason=reason, by=by)


def _letters_of_2025(cast: Cast) -> Iterator[Scene]:
    """The district reports to the province, the province writes to the district, the district to
    one of its communes; each answers."""
    (report, reported_on), (letter, written_on), (call, called_on) = BEFORE_2025
    up, down, out = list[int](), list[int](), list[int]()
    leader, district = cast.district.leader, cast.district.tenant
    below = cast.old_communes["Xã Tân Văn"]

    def send_up(by: Person) -> None:
        up.append(_simple(PaperKind.REPORT, report, ("Ủy ban nhân dân", district.name_in_text), by))
        _send(up[0], cast.province.id, by)

    def send_down(by: Person) -> None:
        lines = ("Ủy ban nhân dân", cast.province.name_in_text)
        down.append(_simple(PaperKind.OFFICIAL_LETTER, letter, lines, by))
        _send(down[0], district.id, by)

    def send_out(by: Person) -> None:
        lines = ("Ủy ban nhân dân", district.name_in_text)
        out.append(_simple(PaperKind.OFFICIAL_LETTER, call, lines, by))
        _send(out[0], below.tenant.id, by)

    yield Scene(moment(reported_on, 9), leader, send_up)
    yield Scene(
        moment(reported_on, 15), cast.clerk, lambda by: receiving.register(paper_id=up[0], by=by)
    )
    yield Scene(moment(written_on, 9), cast.clerk, send_down)
    yield Scene(
        moment(written_on, 15), leader, lambda by: receiving.register(paper_id=down[0], by=by)
    )
    yield Scene(moment(called_on, 9), leader, send_out)
    yield Scene(
        moment(called_on, 15), below.leader, lambda by: receiving.register(paper_id=out[0], by=by)
    )


def _simple(kind: PaperKind, abstract: str, issuer: tuple[str, ...], by: Person) -> int:
    """A paper of a few lines that was written before drafts were kept here."""
    symbol = kind.symbol("UBND", "NV")
    signer = Signer(lines=("TM. ỦY BAN NHÂN DÂN",), position="CHỦ TỊCH", name=by.full_name)
    entry = registers.enter(
        kind=kind, symbol=symbol, abstract=abstract, issued_on=clock.today(), signer=signer, by=by
    )
    content = pdf.draw(_drawn(entry, issuer, by))
    file = documents.store(
        name=f"{entry.printed_number} {abstract[:60]}.pdf", content=content, by=by
    )
    registers.attach(paper_id=entry.id, file_id=file.id, role=FileRole.SCANNED, by=by)
    return entry.id


def _drawn(entry: OutgoingPaper, issuer: tuple[str, ...], by: Person) -> Paper:
    assert entry.kind is not None
    return Paper(
        kind=entry.kind,
        issuer_lines=issuer,
        symbol=entry.symbol,
        place=by.tenant.short_name,
        abstract=entry.abstract,
        blocks=(Paragraph(f"{entry.abstract}: nội dung như đã thống nhất tại hội nghị giao ban."),),
        signature=SignatureBlock(
            capacity=("TM. ỦY BAN NHÂN DÂN",), position="CHỦ TỊCH", name=by.full_name
        ),
        number=entry.printed_number,
        issued_on=entry.issued_on,
        recipients=("Như trên",),
    )


def _send(paper_id: int, tenant_id: int, by: Person) -> None:
    addressing.add_tenants(paper_id=paper_id, tenant_ids=[tenant_id], purpose=Purpose.REPORT, by=by)
    sending.send(paper_id=paper_id, by=by)
