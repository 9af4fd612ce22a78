"""Certificates as drawings, their list as an annex of the decision."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from app.documents import pictures
from app.documents.paper import Align, Column, DataTable, Paper, Paragraph, Row, SignatureBlock
from app.documents.terms import PaperKind
from app.lib import dates, workbooks
from app.stationery.drawing import blanks, certificates, flags, pdf
from app.stationery.drawing.marks import Page
from app.stationery.drawing.texts import Texts
from app.stationery.models import Blank, Certificate, CertificateBatch
from app.stationery.terms.awards import AwardForm, Honorific, Recipients, SheetSize, recipient_of
from app.stationery.terms.blanks import FieldSource, Ink, TextAlign
from app.stationery.terms.letterheads import (
    COMMITTEE,
    HOME_OFFICE,
    HOME_OFFICE_ORGAN,
    Letterhead,
)
from tenants.models import Tenant, TenantKind

HEAD = (
    *("STT", "Danh xưng", "Tên người, tập thể", "Chức vụ, đơn vị", "Thành tích"),
    *("Truy tặng", "Số sổ vàng"),
)


CHECKED_AT_ONCE = 500
"""So many certificates are held against their places while somebody waits for the page."""


def texts(batch: CertificateBatch, certificate: Certificate) -> Texts:
    """What is printed for one recipient."""
    return Texts(
        form=batch.form,
        authority=batch.authority,
        honorific=certificate.honorific,
        name=certificate.name,
        details=certificate.details,
        achievement=certificate.achievement,
        is_posthumous=certificate.is_posthumous,
        decision_number=batch.decision_number or "",
        decided_on=batch.decided_on,
        gold_number=certificate.gold_number,
        place=batch.place,
        capacity=tuple(filter(None, batch.capacity.splitlines())),
        signer=batch.signer,
    )


def layout(blank: Blank) -> blanks.Layout:
    """A blank as it is drawn."""
    return blanks.Layout(
        width=float(blank.width),
        height=float(blank.height),
        offset_x=float(blank.offset_x),
        offset_y=float(blank.offset_y),
        fields=tuple(field(one) for one in blank.fields),
    )


def field(one: dict[str, Any]) -> blanks.Field:
    """A stored field of a blank as it is drawn."""
    words = {"source": FieldSource, "align": TextAlign, "ink": Ink}
    given: dict[str, Any] = {
        name: words[name](value) if name in words else value for name, value in one.items()
    }
    return blanks.Field(**given)


def stored(one: blanks.Field) -> dict[str, Any]:
    """A field as it is kept."""
    return {name: getattr(value, "value", value) for name, value in asdict(one).items()}


def page(batch: CertificateBatch, certificate: Certificate, blank: Blank | None) -> Page:
    """One certificate: on its blank, or whole where there is none."""
    said = texts(batch, certificate)
    if blank is not None:
        return blanks.page(layout(blank), said)
    if batch.form is AwardForm.EMULATION_FLAG:
        return flags.page(said)
    return certificates.page(said, batch.sheet)


def picture(batch: CertificateBatch, certificate: Certificate, blank: Blank | None) -> bytes:
    """One certificate as the printer gets it, as a picture for the screen (PNG)."""
    return pictures.in_colour(print_file(batch, [certificate], blank))


def faults(
    batch: CertificateBatch, rows: Sequence[Certificate], blank: Blank | None
) -> dict[int, tuple[str, ...]]:
    """The texts that are too long for their places, by certificate."""
    places = layout(blank) if blank is not None else None
    found = {}
    for row in rows:
        said = texts(batch, row)
        if places is not None:
            found[row.id] = blanks.faults(places, said)
        elif batch.form is AwardForm.EMULATION_FLAG:
            found[row.id] = flags.faults(said)
        else:
            found[row.id] = certificates.faults(said, batch.sheet)
    return {key: wrong for key, wrong in found.items() if wrong}


def print_file(
    batch: CertificateBatch,
    rows: Sequence[Certificate],
    blank: Blank | None,
    *,
    progress: Callable[[int], None] = lambda _: None,
) -> bytes:
    """The certificates in one PDF, one a page, in their order."""
    return pdf.draw(
        (page(batch, row, blank) for row in rows),
        title=f"{batch.form.label}: {batch.title}",
        count=len(rows),
        progress=progress,
    )


def test_file(blank: Blank, said: Texts) -> bytes:
    """The test print of a blank: a grid of millimetres, crosses, sample texts."""
    return pdf.draw([blanks.test_page(layout(blank), said)], title=f"In thử: {blank.name}")


def digest(batch: CertificateBatch, rows: Sequence[Certificate], blank: Blank | None) -> str:
    """What a print shows, in sixteen letters: the same content has the same."""
    said = repr([texts(batch, row) for row in rows])
    places = repr(layout(blank)) if blank is not None else batch.sheet.value
    return hashlib.sha256(f"{said}{places}".encode()).hexdigest()[:16]


def list_paper(
    batch: CertificateBatch, rows: Sequence[Certificate], letterhead: Letterhead
) -> Paper:
    """The list of recipients that goes with the decision, under the head of the organ that took
    it (`letterheads.of_symbol`); the name of the batch is the office's own and is not printed."""
    number, _, symbol = (batch.decision_number or "").partition("/")
    day = dates.long(batch.decided_on) if batch.decided_on else "ngày … tháng … năm …"
    decided = f"Quyết định số {batch.decision_number or '…'} {day} của {batch.authority}"
    who = [recipient_of(row.honorific, row.name) for row in rows]
    people = sum(one in (Recipients.ANY, Recipients.PERSONS) for one in who)
    *capacity, position = [line for line in batch.capacity.splitlines() if line] or [""]
    return Paper(
        kind=PaperKind.DECISION,
        superior=letterhead.superior or None,
        issuer_lines=letterhead.issuer_lines,
        symbol=symbol or f"QĐ-{letterhead.organ}",
        number=number.strip() or None,
        issued_on=batch.decided_on,
        place=batch.place,
        title_lines=("Danh sách",),
        abstract=f"Tập thể, cá nhân được tặng {batch.form.named}",
        blocks=(
            Paragraph(f"(Kèm theo {decided})", indent=False),
            DataTable(_COLUMNS, tuple(_row(number, row) for number, row in enumerate(rows, 1))),
            Paragraph(
                f"Danh sách có {len(rows)} trường hợp: {people} cá nhân, "
                f"{len(rows) - people} tập thể, hộ gia đình"
            ),
        ),
        signature=SignatureBlock(tuple(capacity), position, batch.signer),
    )


_COLUMNS = (
    Column("TT", Align.CENTER, 11),
    Column("Họ và tên, tên tập thể", width=45),
    Column("Chức vụ, đơn vị, địa chỉ", width=42),
    Column("Thành tích"),
    Column("Số sổ vàng", Align.CENTER, 18),
)


def _row(number: int, row: Certificate) -> Row:
    name = f"{row.addressed} (truy tặng)" if row.is_posthumous else row.addressed
    return Row((str(number), name, row.details, row.achievement, _gold(row)))


def _gold(row: Certificate) -> str:
    return "" if row.gold_number is None else f"{row.gold_number:02d}"


def list_workbook(batch: CertificateBatch, rows: Sequence[Certificate]) -> bytes:
    """The list as a spreadsheet, which can be imported again."""
    return workbooks.as_xlsx([_sheet(batch.title, rows)])


def template_workbook() -> bytes:
    """An empty list to fill in."""
    return workbooks.as_xlsx([_sheet("Danh sách người được khen", ())])


def _sheet(title: str, rows: Sequence[Certificate]) -> workbooks.Sheet:
    value = workbooks.Value
    choices = ", ".join(one.label for one in Honorific)
    return workbooks.Sheet(
        name="Danh sách",
        title=title,
        head=HEAD,
        rows=[
            (
                value(number), value(row.honorific.label), value(row.name), value(row.details),
                value(row.achievement), value("x" if row.is_posthumous else ""), value(_gold(row)),
            )
            for number, row in enumerate(rows, 1)
        ],
        widths=(6, 14, 40, 40, 60, 10, 12),
        notes=(
            f"Danh xưng là một trong: {choices}. Truy tặng: ghi x. "
            "Số sổ vàng do hệ thống cấp, không nhập lại.",
        ),
    )  # fmt: skip


HEAD_OF_HOME_OFFICE = "Giám đốc"
HEADS = {
    TenantKind.DEPARTMENT: "Giám đốc",
    TenantKind.SCHOOL: "Hiệu trưởng",
    TenantKind.ENTERPRISE: "Giám đốc",
}


def usual_facts(tenant: Tenant, organ: str = "") -> dict[str, Any]:
    """What a new batch of a tenant says at first: who gives, where, who signs.

    `organ` is that of the decision: what the home office decides, its director gives.
    """
    head, named = HEADS.get(tenant.kind, "Chủ tịch"), tenant.name
    is_province = tenant.kind is TenantKind.PROVINCE
    if is_province and organ == HOME_OFFICE_ORGAN:
        head, named, is_province = HEAD_OF_HOME_OFFICE, HOME_OFFICE, False
    elif tenant.kind.has_committee:
        named = f"{COMMITTEE} {tenant.name_in_text}"
    form = AwardForm.CERTIFICATE_OF_MERIT if is_province else AwardForm.COMMENDATION_LETTER
    return {
        "form": form.value,
        "authority": f"{head} {named}",
        "place": tenant.short_name,
        "capacity": head.upper(),
        "sheet": (SheetSize.A3 if is_province else SheetSize.A4).value,
    }
