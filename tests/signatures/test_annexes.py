"""Annexes in files of their own carry the organ's signature on their first page (box 14)."""

from io import BytesIO

import pdfplumber
import pytest
from reportlab.lib.units import mm
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.documents import pdf
from app.registers import queries as registers
from app.registers.models import PaperFile
from app.registers.terms import FileRole
from app.signatures.terms import Verdict
from tenants.db import db
from tests.signatures.kit import ORGAN, PASSPHRASE, drawn, kit, paper, report, signed_by
from tests.signatures.test_papers import Office, office
from tests.sql import counted
from tests.world import Client

__all__ = ["office"]


def _add(office: Office, client: Client, content: bytes, name: str = "Phụ lục.pdf") -> TestResponse:
    address = f"/signatures/papers/{office.paper_id}/annexes"
    given = {"file": (BytesIO(content), name), "secret": PASSPHRASE}
    return client.send(address, given)


def _annexes(office: Office) -> list[int]:
    with office.world.acting(office.clerk, read_only=True):
        return list(
            db.session.scalars(
                select(PaperFile.file_id)
                .where(PaperFile.role == FileRole.ANNEX)
                .order_by(PaperFile.id)
            )
        )


def _main(office: Office) -> int:
    with office.world.acting(office.clerk, read_only=True):
        file = registers.current_file(office.paper_id)
        assert file is not None
        return file.id


def test_each_annex_is_signed_top_right_with_number_and_time_and_no_picture(
    office: Office,
) -> None:
    clerk = office.world.client(office.clerk)
    early = _add(office, clerk, drawn())
    assert early.status_code == 409
    assert office.sign(office.world.client(office.leader)).status_code == 303
    for paragraphs in (4, 60):
        added = _add(office, clerk, pdf.draw(paper(paragraphs=paragraphs)))
        assert added.status_code == 303, added.get_data(as_text=True)
    assert f"/papers/{office.paper_id}/seal" in clerk.get("/signatures/waiting").get_data(True)
    sealed = office.sign(clerk, "seal", seen_file_id=_main(office))
    assert sealed.status_code == 303, sealed.get_data(as_text=True)
    after = _annexes(office)
    assert len(after) == 2
    for file_id in after:
        content = clerk.get(f"/files/{file_id}").data
        found = report(content)
        assert found.verdict is Verdict.VALID
        assert [one.certificate.subject for one in found.signatures if one.certificate] == [ORGAN]
        with pdfplumber.open(BytesIO(content)) as file:
            notes = [note for page in file.pages for note in page.annots]
            first = file.pages[0]
            assert [note["page_number"] for note in notes] == [1]
            assert notes[0]["top"] < 20 * mm
            assert notes[0]["x0"] > first.width / 2
            assert notes[0]["x1"] == pytest.approx(float(first.width) - 20 * mm, abs=1.5)
    hub = clerk.get(f"/correspondence/outgoing/{office.paper_id}").get_data(as_text=True)
    assert "Văn bản có 2 chữ ký số hợp lệ" in hub


def test_after_the_seal_no_annex_is_added(office: Office) -> None:
    clerk = office.world.client(office.clerk)
    assert office.sign(office.world.client(office.leader)).status_code == 303
    assert office.sign(clerk, "seal", seen_file_id=office.current()).status_code == 303
    late = _add(office, clerk, drawn())
    assert late.status_code == 409
    page = clerk.get(f"/signatures/papers/{office.paper_id}/annexes").get_data(as_text=True)
    assert "Thêm tệp kèm theo" not in page


def test_what_cannot_be_signed_is_refused_at_its_field(office: Office) -> None:
    clerk = office.world.client(office.clerk)
    assert office.sign(office.world.client(office.leader)).status_code == 303
    torn = bytearray(signed_by(kit().leader, drawn()))
    torn[torn.index(b"stream") + 30] ^= 1
    for content, told in (
        (b"PK\x03\x04 bang tinh", "phải là PDF"),
        (b"%PDF-1.7 hong", "Không đọc được tệp"),
        (bytes(torn), "không hợp lệ"),
    ):
        answer = _add(office, clerk, content)
        assert answer.status_code == 422
        assert told in answer.get_data(as_text=True)
    assert _annexes(office) == []
    assert office.world.client(office.leader).get(
        f"/signatures/papers/{office.paper_id}/annexes"
    ).status_code in (403, 404)


def test_the_page_asks_the_database_no_more_with_more_annexes(office: Office) -> None:
    clerk = office.world.client(office.clerk)
    address = f"/signatures/papers/{office.paper_id}/annexes"
    assert office.sign(office.world.client(office.leader)).status_code == 303
    counts = []
    for number in (1, 3):
        for at in range(number):
            assert _add(office, clerk, drawn() + b"\n" * (number + at)).status_code == 303
        with counted(office.world.app) as statements:
            clerk.get(address)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_api_adds_an_annex(office: Office) -> None:
    headers, client = office.world.bearer(office.clerk), office.world.client()
    address = f"/api/v1/outgoing-papers/{office.paper_id}/annexes"
    assert office.sign(office.world.client(office.leader)).status_code == 303
    given = {"file": (BytesIO(drawn()), "phu-luc.pdf"), "secret": PASSPHRASE}
    made = client.post(address, data=given, headers=headers)
    assert made.status_code == 201, made.get_json()
    assert [made.get_json()["file_id"]] == _annexes(office)
