"""An urging as an official letter (công văn; Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from app.documents.paper import (
    Align,
    Annex,
    Column,
    DataTable,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
)
from app.documents.terms import PaperKind
from app.lib import dates
from app.plans.terms import SigningCapacity
from app.reminders.models import Urging
from app.reminders.terms import IssuedAs
from tenants.models import Tenant, TenantKind

COMMITTEE = "Ủy ban nhân dân"
ARCHIVE = "Lưu"
AREAS = ("xã ", "phường ", "đặc khu ", "huyện ", "thành phố ", "thị xã ", "thị trấn ")
MOST_NAMED = 6
"""So many addressees are named one by one; more stand in the annex."""


def urging_paper(
    urging: Urging,
    *,
    issuer: Tenant,
    province: Tenant | None,
    units: Sequence[dict[str, Any]],
    verify_url: str = "",
) -> Paper:
    """The letter as it is printed: V/v under the number, Kính gửi, text, signature, Nơi nhận.

    A draft is marked as one and leaves number and day open. `units` is its annex; `province` heads
    the letters of a department, `verify_url` is where the QR code leads.
    """
    return Paper(
        kind=PaperKind.OFFICIAL_LETTER,
        superior=_superior(urging, issuer, province),
        issuer_lines=_issuer_lines(urging, issuer),
        symbol=urging.symbol,
        place=urging.place,
        number=urging.number,
        issued_on=urging.issued_on,
        abstract=urging.subject,
        addressees=addressees([one["name"] for one in units]),
        blocks=tuple(Paragraph(line) for line in urging.body.splitlines() if line.strip()),
        signature=_signature(urging),
        recipients=recipients_of(urging),
        archive=archive_of(urging),
        annexes=_annexes(units),
        draft=urging.issued_at is None,
        verify_url=verify_url,
    )


def file_name(urging: Urging) -> str:
    """The name of the printed file: "cong-van-12-2026.pdf", or of the draft."""
    if urging.number is None:
        return f"du-thao-don-doc-{urging.id}.pdf"
    return f"cong-van-{urging.number}-{urging.number_year}.pdf"


def addressees(names: Sequence[str]) -> tuple[str, ...]:
    """After "Kính gửi:": each unit's committee by name, or all of them in one line."""
    if len(names) <= MOST_NAMED:
        return tuple(_organ(name) for name in names)
    return ("Các đơn vị có tên tại Phụ lục kèm theo",)


def _organ(name: str) -> str:
    lowered = name[:1].lower() + name[1:]
    is_area = lowered.startswith(
        ("xã ", "phường ", "đặc khu ", "huyện ", "thành phố ", "thị trấn ")
    )
    return f"{COMMITTEE} {lowered}" if is_area else name


def _superior(urging: Urging, issuer: Tenant, province: Tenant | None) -> str | None:
    if urging.issued_as is IssuedAs.HOME_AFFAIRS:
        return f"{COMMITTEE} {issuer.name_in_text}"
    if urging.issued_as is IssuedAs.DEPARTMENT and province is not None:
        return f"{COMMITTEE} {province.name_in_text}"
    return None


def _issuer_lines(urging: Urging, issuer: Tenant) -> tuple[str, ...]:
    if urging.issued_as is IssuedAs.HOME_AFFAIRS:
        return ("Phòng Nội vụ" if issuer.kind is TenantKind.DISTRICT else "Sở Nội vụ",)
    if urging.issued_as is IssuedAs.DEPARTMENT:
        return (issuer.name,)
    return COMMITTEE, issuer.name_in_text


def _signature(urging: Urging) -> SignatureBlock:
    is_committee = urging.issued_as is IssuedAs.COMMITTEE
    usual = SigningCapacity.COMMITTEE_CHAIR if is_committee else SigningCapacity.DIRECTOR
    if urging.signer_position is None:
        return SignatureBlock(usual.lines, usual.position)
    lines = tuple((urging.signing_capacity or "").splitlines())
    return SignatureBlock(lines, urging.signer_position, urging.signer_name or "")


def recipients_of(urging: Urging) -> tuple[str, ...]:
    """Nơi nhận as printed, without the archived copy."""
    shown = []
    for one in urging.recipients:
        name, purpose = one["name"], one.get("purpose")
        if not name.startswith(ARCHIVE):
            shown.append(f"{name} ({purpose})" if purpose else name)
    return tuple(shown)


def archive_of(urging: Urging) -> str:
    """What follows "Lưu:"; the clerk's office where nothing is said."""
    names = [one["name"] for one in urging.recipients if one["name"].startswith(ARCHIVE)]
    return names[-1].removeprefix(ARCHIVE).strip(" :.") if names else "VT"


def _annexes(units: Sequence[dict[str, Any]]) -> tuple[Annex, ...]:
    if len(units) <= MOST_NAMED and not any(one["items"] for one in units):
        return ()
    columns = (
        Column("STT", Align.CENTER, 12),
        Column("Đơn vị", width=42),
        Column("Nội dung chậm"),
        Column("Thời hạn", Align.CENTER, 26),
    )
    title = "Danh sách đơn vị và nội dung chậm thực hiện"
    return (Annex(title, (DataTable(columns, tuple(_rows(units))),)),)


def _rows(units: Sequence[dict[str, Any]]) -> Iterable[Row]:
    """A row for each late thing; every row names its unit, wherever a page breaks."""
    for number, unit in enumerate(units, start=1):
        items = unit["items"] or [{"text": "", "last_day": None}]
        for place, item in enumerate(items):
            day = item["last_day"]
            yield Row(
                (
                    str(number) if place == 0 else "",
                    unit["name"],
                    item["text"],
                    dates.short(date.fromisoformat(day)) if day else "",
                )
            )
