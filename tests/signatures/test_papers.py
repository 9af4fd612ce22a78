"""Papers of the register are signed, sealed, or come back signed, by pages and by the API."""

import io
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import create_engine, select, text

from app.access.permissions import Role
from app.audit.models import AuditEntry
from app.documents import actions as documents
from app.documents import pdf
from app.documents.paper import Paper
from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import Invalid
from app.registers import actions as registers
from app.registers.actions import Signer
from app.registers.models import OutgoingPaper, PaperFile
from app.registers.terms import FileRole, PaperState
from app.settings import psycopg_url
from app.signatures import actions, queries
from app.signatures.models import PaperSignature, SigningKey, TrustAnchor
from app.signatures.terms import Part
from deploy.demo import stamp_pictures
from deploy.demo.authority import Authority
from deploy.embedded import OWNER_ROLE, Addresses
from tenants.db import Model, db, on_platform
from tests.signatures.kit import (
    ORGAN,
    PASSPHRASE,
    SIGNER,
    drawn,
    kit,
    paper,
    signed_by,
    twice_signed,
)
from tests.sql import counted
from tests.world import Client, Person, World


@dataclass(frozen=True)
class Office:
    """Điềm He with its leader and clerk, both with keys, and a paper that waits."""

    world: World
    leader: Person
    clerk: Person
    paper_id: int
    file_id: int

    def sign(self, client: Client, part: str = "signature", **fields: object):  # type: ignore[no-untyped-def]
        """Press the button on the page of signing."""
        given = {"secret": PASSPHRASE, "seen_file_id": self.file_id, **fields}
        return client.send(f"/signatures/papers/{self.paper_id}/{part}", given)

    def current(self) -> int:
        """The file that is the paper now."""
        with self.world.acting(self.clerk, read_only=True):
            return db.session.scalars(
                select(PaperFile.file_id).order_by(PaperFile.id.desc()).limit(1)
            ).one()


@pytest.fixture
def office(world: World) -> Office:
    """An issued, drawn paper, and keys for who signs it."""
    commune = world.commune("Điềm He")
    leader = world.person(commune, Role.LEADER, name=SIGNER)
    clerk = world.person(commune, Role.CLERK, name="Lý Thị Văn Thư")
    trusted(world)
    with world.acting(clerk):
        paper_id, file_id = issued(clerk)
        kit_key(Part.SEAL, clerk)
        seal = stamp_pictures.seal("ỦY BAN NHÂN DÂN", "XÃ ĐIỀM HE")
        actions.keep_stamp(part=Part.SEAL, content=seal, width="36", by=clerk)
    with world.acting(leader):
        kit_key(Part.LEADER, leader)
        image = stamp_pictures.signature(3)
        actions.keep_stamp(part=Part.LEADER, content=image, width="", by=leader)
    return Office(world, leader, clerk, paper_id, file_id)


def trusted(world: World) -> None:
    """The operator trusts the throw-away authority."""
    operator = world.person(world.platform, Role.OPERATOR)
    with world.acting(operator):
        actions.add_anchors(content=kit().authority.root.der, by=operator)


def issued(by: Person) -> tuple[int, int]:
    """A paper in the register with its drawing; call it while acting."""
    return issued_as(paper(), by)


def issued_as(drawing: Paper, by: Person) -> tuple[int, int]:
    """A paper in the register that looks like this; call it while acting."""
    entry = registers.enter(
        kind=PaperKind.DECISION,
        symbol="QĐ-UBND",
        abstract="Về việc khen thưởng năm 2026",
        issued_on=clock.today(),
        signer=Signer(lines=("TM. ỦY BAN NHÂN DÂN",), position="CHỦ TỊCH", name=SIGNER),
        by=by,
    )
    file = documents.store(name="quyết định 01.pdf", content=pdf.draw(drawing), by=by)
    registers.attach(paper_id=entry.id, file_id=file.id, role=FileRole.DRAWN, by=by)
    return entry.id, file.id


def kit_key(part: Part, by: Person) -> None:
    """Keep the key of the kit."""
    holder = kit().organ if part is Part.SEAL else kit().leader
    actions.keep_key_file(part=part, content=holder.key_file(PASSPHRASE), secret=PASSPHRASE, by=by)


def test_leader_then_seal_and_the_hub_shows_both(office: Office) -> None:
    leader, clerk = office.world.client(office.leader), office.world.client(office.clerk)
    before = leader.get(f"/correspondence/outgoing/{office.paper_id}").get_data(as_text=True)
    assert f"/signatures/papers/{office.paper_id}/signature" in before
    assert f"/signatures/papers/{office.paper_id}/seal" not in before
    page = leader.get(f"/signatures/papers/{office.paper_id}/signature").get_data(as_text=True)
    assert "quyết định 01.pdf" in page
    assert SIGNER in page
    answer = office.sign(leader)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    between = clerk.get(f"/correspondence/outgoing/{office.paper_id}").get_data(as_text=True)
    assert f"/signatures/papers/{office.paper_id}/seal" in between
    answer = office.sign(clerk, "seal", seen_file_id=office.current())
    assert answer.status_code == 303, answer.get_data(as_text=True)
    hub = clerk.get(f"/correspondence/outgoing/{office.paper_id}").get_data(as_text=True)
    assert "Văn bản có 2 chữ ký số hợp lệ; nội dung không thay đổi từ khi ký." in hub
    assert SIGNER in hub
    assert ORGAN in hub
    with office.world.acting(office.clerk, read_only=True):
        rows = db.session.scalars(select(PaperSignature).order_by(PaperSignature.id)).all()
        assert [(row.part, row.subject) for row in rows] == [
            (Part.LEADER, SIGNER),
            (Part.SEAL, ORGAN),
        ]
        roles = db.session.scalars(select(PaperFile.role).order_by(PaperFile.id)).all()
        assert roles == [FileRole.DRAWN, FileRole.SIGNED, FileRole.SIGNED]
        verbs = set(db.session.scalars(select(AuditEntry.verb)))
        assert {"outgoing_paper.signed", "signing_key.kept"} <= verbs


def test_what_waits_is_listed_for_who_signs_and_who_seals(office: Office) -> None:
    leader, clerk = office.world.client(office.leader), office.world.client(office.clerk)
    page = "/signatures/waiting"
    assert f"/signatures/papers/{office.paper_id}/signature" in leader.get(page).get_data(True)
    assert "/signature" not in clerk.get(page).get_data(as_text=True).partition("Chờ bạn ký")[2]
    with counted(office.world.app) as few:
        clerk.get(page)
    with office.world.acting(office.clerk):
        for _ in range(20):
            issued(office.clerk)
    assert leader.get(page).get_data(as_text=True).count(">Ký số</a>") == 21
    assert office.sign(leader).status_code == 303
    assert leader.get(page).get_data(as_text=True).count(">Ký số</a>") == 20
    assert f"/signatures/papers/{office.paper_id}/seal" in clerk.get(page).get_data(as_text=True)
    with counted(office.world.app) as many:
        clerk.get(page)
    assert len(many) == len(few)
    headers = office.world.bearer(office.clerk)
    waiting = office.world.client().get("/api/v1/papers-to-seal", headers=headers).get_json()
    assert [one["id"] for one in waiting or []] == [office.paper_id]
    headers = office.world.bearer(office.leader)
    mine = office.world.client().get("/api/v1/me/papers-to-sign", headers=headers).get_json()
    assert len(mine or []) == 20


def test_only_the_signer_named_on_the_paper_signs(office: Office) -> None:
    other = office.world.person(office.leader.tenant, Role.LEADER, name="Vi Văn Khác")
    with office.world.acting(other):
        kit_key(Part.LEADER, other)
    answer = office.sign(office.world.client(other))
    assert answer.status_code == 403
    assert f"Văn bản này do {SIGNER} ký" in answer.get_data(as_text=True)


def test_a_certificate_in_another_name_needs_a_reason(office: Office) -> None:
    with office.world.acting(office.leader):
        actions.keep_key_file(
            part=Part.LEADER,
            content=kit().organ.key_file(PASSPHRASE),
            secret=PASSPHRASE,
            by=office.leader,
        )
    client = office.world.client(office.leader)
    refused = office.sign(client)
    assert refused.status_code == 422
    assert "hãy nêu lý do" in refused.get_data(as_text=True)
    taken = office.sign(client, other_name_reason="Chứng thư cấp theo tên cơ quan")
    assert taken.status_code == 303
    with office.world.acting(office.leader, read_only=True):
        row = db.session.scalars(select(PaperSignature)).one()
        assert row.other_name_reason == "Chứng thư cấp theo tên cơ quan"


def test_the_seal_waits_for_the_signature_and_nothing_is_signed_twice(office: Office) -> None:
    clerk, leader = office.world.client(office.clerk), office.world.client(office.leader)
    opened = clerk.get(f"/signatures/papers/{office.paper_id}/seal").get_data(as_text=True)
    assert "Người có thẩm quyền chưa ký" in opened
    assert 'name="secret"' not in opened
    early = office.sign(clerk, "seal")
    assert early.status_code == 409
    assert "ký trước" in early.get_data(as_text=True)
    assert office.sign(leader).status_code == 303
    opened = clerk.get(f"/signatures/papers/{office.paper_id}/seal").get_data(as_text=True)
    assert 'name="secret"' in opened
    again = office.sign(leader, seen_file_id=office.current())
    assert again.status_code == 409
    assert "không ký hai lần" in again.get_data(as_text=True)


def test_of_two_who_sign_at_once_the_second_is_told(office: Office) -> None:
    client = office.world.client(office.leader)
    assert office.sign(client).status_code == 303
    assert office.sign(client).status_code == 412


@pytest.mark.parametrize(
    ("secret", "told"), [("sai-mat-khau", "không mở được tệp khóa"), ("", "nhập mật khẩu")]
)
def test_a_wrong_passphrase_is_told_at_its_field(office: Office, secret: str, told: str) -> None:
    answer = office.sign(office.world.client(office.leader), secret=secret)
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "place",
    [
        {"page": "1", "left": "", "below": ""},
        {"page": "9", "left": "100", "below": "100"},
        {"page": "1", "left": "900", "below": "100"},
        {"page": "x", "left": "1", "below": "1"},
    ],
)
def test_a_place_that_is_none_is_told(office: Office, place: dict[str, str]) -> None:
    assert office.sign(office.world.client(office.leader), **place).status_code == 422


def test_a_chosen_place_is_taken(office: Office) -> None:
    client = office.world.client(office.leader)
    assert office.sign(client, page="1", left="100", below="250").status_code == 303


def test_a_revoked_paper_is_not_signed(office: Office) -> None:
    with office.world.acting(office.clerk):
        paper = db.session.get_one(OutgoingPaper, office.paper_id)
        paper.reason, paper.state = "Ban hành nhầm", PaperState.REVOKED
    answer = office.sign(office.world.client(office.leader))
    assert answer.status_code == 409
    assert "không ký số được nữa" in answer.get_data(as_text=True)
    hub = office.world.client(office.leader).get(f"/correspondence/outgoing/{office.paper_id}")
    assert "Ký số của cơ quan" not in hub.get_data(as_text=True)


def test_a_certificate_revoked_after_its_key_was_kept_signs_nothing(office: Office) -> None:
    authority = kit().authority
    holder = authority.issue(SIGNER, ORGAN)
    kept: dict[str, Any] = {
        "part": Part.LEADER,
        "content": holder.key_file(PASSPHRASE),
        "secret": PASSPHRASE,
    }
    with office.world.acting(office.leader):
        actions.keep_key_file(**kept, by=office.leader)
    authority.revoke(holder, authority.now)
    operator = office.world.person(office.world.platform, Role.OPERATOR)
    with office.world.acting(operator):
        actions.add_anchors(content=authority.revocations(), by=operator)
    answer = office.sign(office.world.client(office.leader))
    assert answer.status_code == 409
    assert "thu hồi" in answer.get_data(as_text=True)
    with (
        office.world.acting(office.leader),
        pytest.raises(Invalid, match="đã bị thu hồi") as refused,
    ):
        actions.keep_key_file(**kept, by=office.leader)
    assert list(refused.value.fields) == ["file"]


def test_a_paper_signed_elsewhere_comes_back(office: Office) -> None:
    client = office.world.client(office.clerk)
    address = f"/signatures/papers/{office.paper_id}/signed-file"
    assert client.get(address).status_code == 200
    given = {"file": (io.BytesIO(twice_signed()), "da-ky.pdf"), "seen_file_id": office.file_id}
    answer = client.send(address, given)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    hub = client.get(f"/correspondence/outgoing/{office.paper_id}").get_data(as_text=True)
    assert "2 chữ ký số hợp lệ" in hub


def test_a_scan_is_taken_once_its_warnings_are_accepted(office: Office) -> None:
    client = office.world.client(office.clerk)
    address = f"/signatures/papers/{office.paper_id}/signed-file"

    def upload(content: bytes, **more: str):  # type: ignore[no-untyped-def]
        given = {"file": (io.BytesIO(content), "quet.pdf"), "seen_file_id": office.file_id}
        return client.send(address, {**given, **more})

    warned = upload(drawn())
    assert warned.status_code == 422
    assert "Tệp không có chữ ký số" in warned.get_data(as_text=True)
    tampered = bytearray(signed_by(kit().leader, drawn()))
    tampered[tampered.index(b"stream") + 30] ^= 1
    bad = upload(bytes(tampered), is_accepted="1")
    assert bad.status_code == 422
    assert "không hợp lệ" in bad.get_data(as_text=True)
    assert upload(b"MZ khong phai pdf", is_accepted="1").status_code == 422
    assert upload(drawn(), is_accepted="1").status_code == 303
    sealed = office.sign(client, "seal", seen_file_id=office.current())
    assert sealed.status_code == 303, sealed.get_data(as_text=True)


def test_sending_says_what_the_paper_lacks_and_files_bear_its_number(office: Office) -> None:
    clerk = office.world.client(office.clerk)
    address = f"/correspondence/outgoing/{office.paper_id}"
    other = {"name": "Hội Nông dân xã", "purpose": "know"}
    assert clerk.send(f"{address}/recipients", other).status_code == 303

    def hub() -> str:
        return clerk.get(address).get_data(as_text=True)

    assert "Văn bản chưa ký số. Gửi văn bản số 01/QĐ-UBND" in hub()
    assert office.sign(office.world.client(office.leader)).status_code == 303
    assert "Văn bản chưa đóng dấu số của cơ quan. Gửi văn bản số" in hub()
    assert office.sign(clerk, "seal", seen_file_id=office.current()).status_code == 303
    page = hub()
    assert "chưa đóng dấu số của cơ quan. Gửi" not in page
    year = clock.today().year
    assert f"01-qd-ubnd-{year}-da-ky.pdf" in page
    assert f"01-qd-ubnd-{year}-da-dong-dau.pdf" in page


def test_another_papers_file_is_not_taken(office: Office) -> None:
    with office.world.acting(office.clerk):
        second_id, _ = issued_as(replace(paper(), number="02"), office.clerk)
    client = office.world.client(office.clerk)

    def upload(to: int, content: bytes):  # type: ignore[no-untyped-def]
        given = {"file": (io.BytesIO(content), "da-ky.pdf"), "is_accepted": "1"}
        answer = client.send(f"/signatures/papers/{to}/signed-file", given)
        return answer.status_code, answer.get_data(as_text=True)

    status, page = upload(second_id, twice_signed())
    assert status == 422
    assert "là bản của văn bản số 01/QĐ-UBND trong sổ" in page
    status, page = upload(office.paper_id, pdf.draw(replace(paper(), number="07")))
    assert status == 422
    assert "ghi số 07/QD-UBND ở đầu văn bản" in page
    coded = replace(paper(), verify_url="https://thidua.vn/v/AbCdEfGhIjKlMnOpQrSt")
    status, page = upload(office.paper_id, signed_by(kit().leader, pdf.draw(coded)))
    assert status == 422
    assert "mã kiểm tra của một văn bản khác" in page


def test_a_file_that_names_no_number_or_another_day_is_warned_of(office: Office) -> None:
    client = office.world.client(office.clerk)
    address = f"/signatures/papers/{office.paper_id}/signed-file"

    def upload(content: bytes, **more: str):  # type: ignore[no-untyped-def]
        given = {"file": (io.BytesIO(content), "da-ky.pdf"), **more}
        return client.send(address, given)

    unnumbered = pdf.draw(replace(paper(), number=None))
    assert "Không thấy số 01/QĐ-UBND" in upload(unnumbered).get_data(as_text=True)
    elsewhere = signed_by(kit().leader, pdf.draw(paper(paragraphs=7)))
    warned = upload(elsewhere)
    assert warned.status_code == 422
    assert "Ngày ghi trong tệp (05/01/2026)" in warned.get_data(as_text=True)
    assert upload(elsewhere, is_accepted="1").status_code == 303


def test_the_api_does_what_the_pages_do(office: Office) -> None:
    world = office.world
    leader, clerk = world.bearer(office.leader), world.bearer(office.clerk)
    address = f"/api/v1/outgoing-papers/{office.paper_id}"
    client = world.client()
    state = client.get(f"{address}/signatures", headers=leader)
    assert state.get_json()["file_id"] == office.file_id
    assert state.get_json()["done"] == []
    body = {"secret": PASSPHRASE}
    without = client.post(f"{address}/signatures", json=body, headers=leader)
    assert without.status_code == 428
    match = {"If-Match": state.headers["ETag"]}
    made = client.post(f"{address}/signatures", json=body, headers={**leader, **match})
    assert made.status_code == 201, made.get_json()
    assert made.get_json()["subject"] == SIGNER
    assert "secret" not in made.get_json()
    stale = client.post(f"{address}/seals", json=body, headers={**clerk, **match})
    assert stale.status_code == 412
    match = {"If-Match": made.headers["ETag"]}
    assert client.post(f"{address}/seals", json=body, headers={**clerk, **match}).status_code == 201
    report = client.get(f"{address}/signatures", headers=clerk).get_json()
    assert report["report"]["verdict"] == "valid"
    assert sorted(report["done"]) == ["leader", "seal"]
    checked = client.post(
        "/api/v1/signature-verifications",
        data={"file": (io.BytesIO(twice_signed()), "a.pdf")},
        headers=clerk,
    )
    assert checked.get_json()["verdict"] == "valid"
    taken = client.post(
        f"{address}/signed-files",
        data={"file": (io.BytesIO(twice_signed()), "a.pdf")},
        headers={**clerk, "If-Match": "*"},
    )
    assert taken.status_code == 201, taken.get_json()


def test_the_hub_asks_the_database_no_more_with_more_papers(office: Office) -> None:
    client = office.world.client(office.leader)
    assert office.sign(client).status_code == 303
    address = f"/correspondence/outgoing/{office.paper_id}"
    with counted(office.world.app) as few:
        client.get(address)
    with office.world.acting(office.clerk):
        for _ in range(20):
            issued(office.clerk)
    with counted(office.world.app) as many:
        client.get(address)
    assert len(many) == len(few)


def test_no_secret_and_no_clear_key_is_in_the_database_or_the_logs(
    office: Office, addresses: Addresses, capfd: pytest.CaptureFixture[str]
) -> None:
    office.sign(office.world.client(office.leader), secret="mat-khau-nham-lan")
    assert office.sign(office.world.client(office.leader)).status_code == 303
    plain = _private_numbers()
    for row in _everything(addresses.owner_url.replace(f"//{OWNER_ROLE}@", "//postgres@", 1)):
        assert PASSPHRASE.encode() not in row
        assert not any(number in row for number in plain)
    told = "".join(capfd.readouterr())
    assert PASSPHRASE not in told
    assert "mat-khau-nham-lan" not in told
    with office.world.acting(office.leader, read_only=True):
        sealed = db.session.scalars(
            select(SigningKey.sealed).where(SigningKey.holder_id == office.leader.id)
        ).one()
        assert sealed is not None
        assert not sealed.startswith(b"\x30\x82")


def _private_numbers() -> list[bytes]:
    """The secret primes of the keys, as they would stand in any encoding of the key."""
    found = []
    for holder in (kit().leader, kit().organ):
        numbers = holder.key.private_numbers()
        found += [number.to_bytes(128, "big") for number in (numbers.p, numbers.q)]
    return found


def _everything(url: str) -> list[bytes]:
    """Each row of each table as the database would give it away, bytes as they are."""
    engine = create_engine(psycopg_url(url))
    rows: list[bytes] = []
    with engine.connect() as connection:
        for table in Model.metadata.sorted_tables:
            for row in connection.execute(text(f"SELECT * FROM {table.name}")):
                rows.append(
                    b"\0".join(
                        bytes(value)
                        if isinstance(value, bytes | memoryview)
                        else str(value).encode()
                        for value in row
                    )
                )
    engine.dispose()
    return rows


def test_the_public_page_of_a_paper_shows_its_signatures(office: Office) -> None:
    with office.world.acting(office.clerk, read_only=True):
        code = db.session.get_one(OutgoingPaper, office.paper_id).code
    unsigned = office.world.client().get(f"/v/{code}").get_data(as_text=True)
    assert "đang có hiệu lực" in unsigned
    assert "Bản trong hệ thống chưa được ký số." in unsigned
    assert "alert success" not in unsigned
    assert office.sign(office.world.client(office.leader)).status_code == 303
    page = office.world.client().get(f"/v/{code}").get_data(as_text=True)
    assert "alert success" in page
    assert "chưa được ký số" not in page
    assert "Chữ ký số của văn bản" in page
    assert "</strong> đã ký số ngày" in page
    assert "<summary>Chi tiết kỹ thuật của chữ ký số</summary>" in page
    assert "Chữ ký số hợp lệ" in page
    assert SIGNER in page


def test_a_signature_that_nobody_vouches_for_is_not_green(office: Office) -> None:
    stranger = Authority("CA lạ").issue(SIGNER, ORGAN)
    address = f"/signatures/papers/{office.paper_id}/signed-file"
    content = signed_by(stranger, drawn())
    given = {"file": (io.BytesIO(content), "da-ky.pdf"), "is_accepted": "1"}
    assert office.world.client(office.clerk).send(address, given).status_code == 303
    with office.world.acting(office.clerk, read_only=True):
        code = db.session.get_one(OutgoingPaper, office.paper_id).code
    page = office.world.client().get(f"/v/{code}").get_data(as_text=True)
    assert "; chữ ký số chưa xác nhận được." in page
    assert "alert success" not in page


def test_the_list_of_trust_is_kept_by_the_operator(world: World) -> None:
    operator = world.person(world.platform, Role.OPERATOR)
    client = world.client(operator)
    assert "Chưa tin cậy tổ chức nào" in client.get("/signatures/trust").get_data(as_text=True)
    bad = client.send("/signatures/trust", {"file": (io.BytesIO(b"rac"), "a.cer")})
    assert bad.status_code == 422
    person = {"file": (io.BytesIO(kit().leader.der), "nguoi.cer")}
    assert client.send("/signatures/trust", person).status_code == 422
    good = {"file": (io.BytesIO(kit().authority.root.der), "goc.cer")}
    assert client.send("/signatures/trust", good).status_code == 303
    crl = {"file": (io.BytesIO(kit().authority.revocations()), "thu-hoi.crl")}
    assert client.send("/signatures/trust", crl).status_code == 303
    page = client.get("/signatures/trust").get_data(as_text=True)
    assert "CA thử nghiệm gốc" in page
    assert "Danh sách thu hồi (CRL)" in page
    with world.acting(operator), on_platform():
        rows = db.session.scalars(select(TrustAnchor)).all()
        ids = [row.id for row in rows]
    for anchor_id in ids:
        assert client.send(f"/signatures/trust/{anchor_id}/removal").status_code == 303
    with world.acting(operator, read_only=True):
        assert queries.anchors() == []
    officer = world.person(world.commune("Điềm He"), Role.LEADER)
    assert world.client(officer).get("/signatures/trust").status_code == 403
