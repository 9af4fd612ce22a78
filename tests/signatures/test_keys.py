"""Keys: kept sealed, shown by their facts, replaced, removed; from files and from tokens."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from sqlalchemy import select, text

from app.access.permissions import Role
from app.lib import clock
from app.lib.errors import Conflict
from app.signatures import actions, sealing
from app.signatures.actions import Wish
from app.signatures.models import SigningKey
from app.signatures.pades import credentials, signing, stamps
from app.signatures.pades.credentials import CredentialError, KeyFile, TokenKey
from deploy.demo import stamp_pictures
from deploy.demo.authority import Authority
from tenants.db import db
from tests.signatures import token
from tests.signatures.kit import ORGAN, PASSPHRASE, SIGNER, drawn, kit, report, twice_signed
from tests.signatures.test_papers import issued, trusted
from tests.world import Client, Person, World

MINE, SEAL = "/signatures/personal-key", "/signatures/seal-key"


@pytest.fixture
def leader(world: World) -> Person:
    """The leader of Điềm He."""
    return world.person(world.commune("Điềm He"), Role.LEADER, name=SIGNER)


def _upload(client: Client, content: bytes, secret: str = PASSPHRASE, path: str = MINE):  # type: ignore[no-untyped-def]
    given = {"file": (io.BytesIO(content), "khoa.p12"), "secret": secret}
    return client.send(path, given)


def test_a_key_is_kept_shown_and_removed(world: World, leader: Person) -> None:
    client = world.client(leader)
    assert "Chưa có khóa ký số" in client.get(MINE).get_data(as_text=True)
    assert _upload(client, kit().leader.key_file(PASSPHRASE)).status_code == 303
    page = client.get(MINE).get_data(as_text=True)
    assert SIGNER in page
    assert f"{kit().leader.certificate.serial_number:x}" in page
    assert PASSPHRASE not in page
    image = {"stamp": (io.BytesIO(stamp_pictures.signature(2)), "ky.png")}
    assert client.send(f"{MINE}/stamp", image).status_code == 303
    shown = client.get(f"{MINE}/stamp")
    assert shown.data == stamps.seen(stamp_pictures.signature(2))
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert client.send(f"{MINE}/removal").status_code == 303
    assert client.get(f"{MINE}/stamp").status_code == 404
    with world.acting(leader, read_only=True):
        assert db.session.scalars(select(SigningKey)).all() == []


def test_a_key_whose_issuer_nobody_trusts_is_warned_of_at_once(
    world: World, leader: Person
) -> None:
    client = world.client(leader)
    doubt = "Không dựng được chuỗi tin cậy"
    assert _upload(client, kit().leader.key_file(PASSPHRASE)).status_code == 303
    assert doubt in client.get(MINE).get_data(as_text=True)
    operator = world.person(world.platform, Role.OPERATOR)
    with world.acting(operator):
        issuer = kit().leader.chain[0].public_bytes(Encoding.DER)
        actions.add_anchors(content=issuer, by=operator)
    assert doubt in client.get(MINE).get_data(as_text=True)
    trusted(world)
    assert doubt not in client.get(MINE).get_data(as_text=True)
    look_alike = Authority(kit().authority.name).issue(SIGNER, ORGAN)
    assert look_alike.certificate.issuer == kit().leader.certificate.issuer
    assert _upload(client, look_alike.key_file(PASSPHRASE)).status_code == 303
    assert doubt in client.get(MINE).get_data(as_text=True)


def test_a_new_key_takes_the_place_of_the_old_one_and_keeps_the_image(
    world: World, leader: Person
) -> None:
    client = world.client(leader)
    _upload(client, kit().leader.key_file(PASSPHRASE))
    client.send(f"{MINE}/stamp", {"stamp": (io.BytesIO(stamp_pictures.signature(2)), "ky.png")})
    fresh = kit().authority.issue(SIGNER, ORGAN)
    assert _upload(client, fresh.key_file(PASSPHRASE)).status_code == 303
    with world.acting(leader, read_only=True):
        key = db.session.scalars(select(SigningKey)).one()
        assert key.serial == f"{fresh.certificate.serial_number:x}"
        assert key.has_stamp


@pytest.mark.parametrize(
    ("content", "secret", "told"),
    [
        (b"", PASSPHRASE, "Tệp không phải là khóa PKCS#12"),
        (b"khong phai khoa", PASSPHRASE, "Tệp không phải là khóa PKCS#12"),
        (b"\x30\x82\x01\x00\x02\x01\x03" + b"0" * 200, PASSPHRASE, "không mở được tệp khóa"),
        (b"\x30" * (300 * 1024), PASSPHRASE, "quá lớn"),
        ("ours", "sai", "không mở được tệp khóa"),
        ("ours", "", "Hãy nhập mật khẩu"),
        ("chain", PASSPHRASE, "không có đủ khóa bí mật"),
    ],
)
def test_what_is_no_key_is_refused_at_its_field(
    world: World, leader: Person, content: bytes | str, secret: str, told: str
) -> None:
    if content == "ours":
        content = kit().leader.key_file(PASSPHRASE)
    elif content == "chain":
        content = pkcs12.serialize_key_and_certificates(
            None,
            None,
            None,
            [kit().leader.certificate],
            BestAvailableEncryption(PASSPHRASE.encode()),
        )
    assert isinstance(content, bytes)
    answer = _upload(world.client(leader), content, secret)
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)


def test_an_expired_key_is_refused_and_one_that_ends_soon_warned_of(
    world: World, leader: Person
) -> None:
    authority = kit().authority
    old = authority.issue(SIGNER, ORGAN, until=authority.now - timedelta(days=1))
    client = world.client(leader)
    assert "đã hết hạn" in _upload(client, old.key_file(PASSPHRASE)).get_data(as_text=True)
    soon = authority.issue(SIGNER, ORGAN, until=authority.now + timedelta(days=20))
    assert _upload(client, soon.key_file(PASSPHRASE)).status_code == 303
    page = client.get(MINE).get_data(as_text=True)
    assert "Chứng thư số còn" in page
    with clock.fixed(authority.now + timedelta(days=40)):
        assert "đã hết hạn ngày" in world.client(leader).get(MINE).get_data(as_text=True)


def test_only_the_holder_sees_a_personal_key_and_the_seal_is_the_clerks(
    world: World, leader: Person
) -> None:
    _upload(world.client(leader), kit().leader.key_file(PASSPHRASE))
    colleague = world.person(leader.tenant, Role.LEADER)
    clerk = world.person(leader.tenant, Role.CLERK)
    stranger = world.person(world.province, Role.LEADER)
    for other in (colleague, clerk, stranger):
        with world.acting(other, read_only=True):
            assert db.session.scalars(select(SigningKey)).all() == []
    assert _upload(
        world.client(clerk), kit().organ.key_file(PASSPHRASE), path=SEAL
    ).status_code == (303)
    assert world.client(leader).get(SEAL).status_code == 403
    with world.acting(stranger, read_only=True):
        assert db.session.scalars(select(SigningKey)).all() == []


def test_the_seal_knows_its_true_size(world: World) -> None:
    clerk = world.person(world.commune("Điềm He"), Role.CLERK)
    client = world.client(clerk)
    _upload(client, kit().organ.key_file(PASSPHRASE), path=SEAL)
    picture = stamp_pictures.seal("ỦY BAN NHÂN DÂN", "XÃ ĐIỀM HE")
    for width in ("5", "200", "abc"):
        given = {"stamp": (io.BytesIO(picture), "dau.png"), "stamp_width": width}
        assert client.send(f"{SEAL}/stamp", given).status_code == 422
    given = {"stamp": (io.BytesIO(picture), "dau.png"), "stamp_width": "36,5"}
    assert client.send(f"{SEAL}/stamp", given).status_code == 303
    bad = {"stamp": (io.BytesIO(b"\xff\xd8\xff\xe0 anh"), "dau.png")}
    assert client.send(f"{SEAL}/stamp", bad).status_code == 422


def test_a_sealed_file_opens_on_its_server_for_its_owner_only() -> None:
    key, other = sealing.key_of("bí mật máy chủ"), sealing.key_of("máy chủ khác")
    sealed = sealing.seal(b"khoa", key=key, owner="7:9")
    assert b"khoa" not in sealed
    assert sealing.unseal(sealed, key=key, owner="7:9") == b"khoa"
    for wrong_key, owner in ((other, "7:9"), (key, "7:8")):
        with pytest.raises(Conflict, match="tải lại tệp khóa"):
            sealing.unseal(sealed, key=wrong_key, owner=owner)


def test_the_api_keeps_and_forgets_a_key(world: World, leader: Person) -> None:
    headers = world.bearer(leader)
    client = world.client()
    address = "/api/v1/me/signing-key"
    assert client.get(address, headers=headers).status_code == 404
    given = {"file": (io.BytesIO(kit().leader.key_file(PASSPHRASE)), "a.p12"), "secret": PASSPHRASE}
    kept = client.put(address, data=given, headers=headers)
    assert kept.status_code == 200, kept.get_json()
    assert kept.get_json()["subject"] == SIGNER
    assert set(kept.get_json()) & {"secret", "sealed", "file"} == set()
    stamp = {"stamp": (io.BytesIO(stamp_pictures.signature(1)), "a.png")}
    assert (
        client.put(f"{address}/stamp", data=stamp, headers=headers).get_json()["has_stamp"] is True
    )
    assert client.delete(address, headers=headers).status_code == 204
    assert client.get(address, headers=headers).status_code == 404


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> token.Token:
    """A software token with the leader's key."""
    return token.make(tmp_path_factory.mktemp("softhsm"), kit().leader)


def test_a_token_signs_with_its_pin_and_with_nothing_else(device: token.Token) -> None:
    key = TokenKey(device.module, device.label, device.key_label)
    with key.opened(device.pin) as signer:
        content = signing.sign(drawn(), signer, None, field="KyLanhDao", at=clock.now())
    found = report(content)
    assert [one.certificate.subject for one in found.signatures if one.certificate] == [SIGNER]
    assert found.signatures[0].is_intact
    for wrong, field in (
        (TokenKey(device.module, device.label, device.key_label), "secret"),
        (TokenKey(device.module, "token khac", device.key_label), "token_label"),
        (TokenKey(device.module, device.label, "khoa khac"), "key_label"),
        (TokenKey("/khong/co.so", device.label, device.key_label), "token_label"),
    ):
        secret = "000000" if field == "secret" else device.pin
        with pytest.raises(CredentialError) as refusal, wrong.opened(secret):
            pass
        assert refusal.value.field == field


def test_a_paper_is_signed_by_a_token_from_the_page(
    world: World, leader: Person, device: token.Token
) -> None:
    trusted(world)
    before = world.app.config["PKCS11_MODULE"]
    world.app.config["PKCS11_MODULE"] = device.module
    try:
        client = world.client(leader)
        given = {
            "kind": "device",
            "token_label": device.label,
            "key_label": device.key_label,
            "secret": device.pin,
        }
        assert client.send(MINE, {**given, "secret": "999999"}).status_code == 422
        assert client.send(MINE, {**given, "key_label": ""}).status_code == 422
        assert client.send(MINE, given).status_code == 303
        clerk = world.person(leader.tenant, Role.CLERK)
        with world.acting(clerk):
            paper_id, file_id = issued(clerk)
        wish = {"secret": device.pin, "seen_file_id": file_id}
        wrong = client.send(f"/signatures/papers/{paper_id}/signature", {**wish, "secret": "1111"})
        assert wrong.status_code == 422
        assert "Mã PIN không đúng" in wrong.get_data(as_text=True)
        signed = client.send(f"/signatures/papers/{paper_id}/signature", wish)
        assert signed.status_code == 303, signed.get_data(as_text=True)
    finally:
        world.app.config["PKCS11_MODULE"] = before
    hub = client.get(f"/correspondence/outgoing/{paper_id}").get_data(as_text=True)
    assert "Không hợp lệ" not in hub
    assert SIGNER in hub
    with world.acting(leader, read_only=True):
        key = db.session.scalars(select(SigningKey)).one()
        assert key.sealed is None
        rows = db.session.execute(text("SELECT arguments::text FROM outbox")).scalars()
        assert not any(device.pin in row for row in rows)


def test_without_a_module_no_token_is_taken(world: World, leader: Person) -> None:
    given = {"kind": "device", "token_label": "a", "key_label": "b", "secret": "123456"}
    answer = world.client(leader).send(MINE, given)
    assert answer.status_code == 409
    assert "chưa kết nối thiết bị" in answer.get_data(as_text=True)


def test_no_object_that_holds_a_secret_shows_it() -> None:
    assert PASSPHRASE not in repr(KeyFile(kit().leader.key_file(PASSPHRASE)))
    wish = Wish(secret=PASSPHRASE, seen_file_id=1)
    assert PASSPHRASE not in repr(wish)
    assert PASSPHRASE not in f"{wish}"
    error = CredentialError("Mật khẩu không mở được", "secret")
    assert PASSPHRASE not in repr(error)
    with pytest.raises(CredentialError) as refusal:
        credentials.certificates_of(KeyFile(kit().leader.key_file(PASSPHRASE)), "sai-mat-khau")
    assert "sai-mat-khau" not in str(refusal.value)


def test_the_page_that_checks_any_file_keeps_nothing(world: World, leader: Person) -> None:
    client = world.client(leader)
    trusted(world)
    assert client.get("/signatures/verification").status_code == 200
    given = {"file": (io.BytesIO(twice_signed()), "den.pdf")}
    answer = client.send("/signatures/verification", given)
    assert answer.status_code == 200
    assert "2 chữ ký số hợp lệ" in answer.get_data(as_text=True)
    assert client.send("/signatures/verification", {}).status_code == 422
    with world.acting(leader, read_only=True):
        assert db.session.execute(text("SELECT count(*) FROM files")).scalar() == 0


def test_trust_lies_in_a_folder_too(world: World, leader: Person, tmp_path: Path) -> None:
    (tmp_path / "goc.cer").write_bytes(kit().authority.root.der)
    (tmp_path / "hong.pem").write_text("-----BEGIN CERTIFICATE-----\nrác\n")
    (tmp_path / "doc.txt").write_text("không đọc")
    client = world.client(leader)

    def headline() -> str:
        given = {"file": (io.BytesIO(twice_signed()), "den.pdf")}
        return client.send("/signatures/verification", given).get_data(as_text=True)

    assert "chưa xác nhận được đầy đủ" in headline()
    world.app.config["TRUST_FOLDER"] = tmp_path
    try:
        assert "2 chữ ký số hợp lệ" in headline()
    finally:
        world.app.config["TRUST_FOLDER"] = None
