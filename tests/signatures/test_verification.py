"""What is found of signatures: valid, tampered, expired, revoked, unknown, broken, none."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.signatures.pades import reasons, verification
from app.signatures.pades.trust import Trust
from app.signatures.terms import Verdict
from deploy.demo.authority import Authority, Holder
from tests.signatures.kit import PASSPHRASE, SIGNER, drawn, kit, report, signed_by, twice_signed

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def test_two_signatures_are_both_valid_and_say_who_and_when() -> None:
    found = report(twice_signed())
    assert found.verdict is Verdict.VALID
    assert found.headline == "Văn bản có 2 chữ ký số hợp lệ; nội dung không thay đổi từ khi ký."
    leader, seal = found.signatures
    assert (leader.field, seal.field) == ("KyLanhDao", "KyCoQuan")
    assert leader.certificate is not None
    assert leader.certificate.subject == SIGNER
    assert leader.certificate.organisation == "Ủy ban nhân dân xã Điềm He"
    assert leader.certificate.issuer == "CA thử nghiệm"
    assert leader.certificate.serial == f"{kit().leader.certificate.serial_number:x}"
    assert leader.is_intact
    assert leader.is_trusted
    assert leader.is_followed
    assert not seal.is_followed
    assert seal.covers_all
    assert leader.at is not None
    assert abs(leader.at - NOW) < timedelta(hours=1)


def test_the_second_signature_is_an_increment_on_the_first() -> None:
    once = signed_by(kit().leader, drawn())
    twice = signed_by(kit().organ, once, field="KyCoQuan")
    assert once.startswith(drawn())
    assert twice.startswith(once)


def test_a_drawn_paper_is_not_signed() -> None:
    found = report(drawn())
    assert (found.verdict, found.signatures) == (Verdict.UNSIGNED, ())


@pytest.mark.parametrize("place", [0.05, 0.4, 0.8])
def test_a_byte_changed_in_what_was_signed_is_found(place: float) -> None:
    content = bytearray(twice_signed())
    streams = content.index(b"stream", int(len(drawn()) * place)) + 40
    content[streams] ^= 1
    found = report(bytes(content))
    assert found.verdict in (Verdict.INVALID, Verdict.UNREADABLE)
    if found.signatures:
        assert found.signatures[0].reasons == (reasons.TAMPERED,)
        assert not found.signatures[0].is_intact


def _with_page_text(content: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(content))
    stream = generic.StreamObject(stream_data=b"q 1 0 0 rg 100 500 200 40 re f Q")
    writer.add_stream_to_page(0, writer.add_object(stream))
    return _written(writer)


def _with_note(content: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(content))
    page_ref, _ = writer.find_page_for_modification(0)
    page = page_ref.get_object()
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (10, 10, 90, 40))),
            pdf_name("/Contents"): generic.TextStringObject("Sửa"),
        }
    )
    page["/Annots"] = generic.ArrayObject([*page["/Annots"], writer.add_object(note)])
    writer.update_container(page)
    writer.mark_update(page_ref)
    return _written(writer)


def _with_page(content: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(content))
    pages = writer.root["/Pages"]
    first, _ = writer.find_page_for_modification(0)
    fresh = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Page"),
            pdf_name("/MediaBox"): first.get_object()["/MediaBox"],
            pdf_name("/Resources"): generic.DictionaryObject(),
            pdf_name("/Parent"): writer.root.raw_get("/Pages"),
        }
    )
    pages["/Kids"].append(writer.add_object(fresh))
    pages["/Count"] = generic.NumberObject(int(pages["/Count"]) + 1)
    writer.update_container(pages)
    return _written(writer)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_with_page_text, "Nội dung bị sửa ở trang 1."),
        (_with_note, "Thêm 1 ghi chú, dấu hoặc hình ở trang 1."),
        (_with_page, "Thêm 1 trang (từ 1 thành 2 trang)."),
    ],
    ids=["text", "note", "page"],
)
def test_what_was_changed_after_signing_is_told(change, told: str) -> None:  # type: ignore[no-untyped-def]
    found = report(change(twice_signed()))
    assert found.verdict is Verdict.INVALID
    assert [told in one.changes for one in found.signatures] == [True, True]


def test_an_expired_certificate_is_bad_if_it_had_expired_when_signing() -> None:
    authority = kit().authority
    late = authority.issue("Người ký muộn", "Sở", since=NOW - 90 * DAY, until=NOW - DAY)
    found = report(signed_by(late, drawn()))
    assert found.verdict is Verdict.INVALID
    assert "đã hết hạn khi ký" in found.signatures[0].reasons[0]


def test_one_that_expired_since_is_a_doubt_without_a_time_stamp_and_good_with_one() -> None:
    authority = kit().authority
    soon = authority.issue("Người ký", "Sở", until=NOW + DAY)
    tsa = authority.issue("TSA thử nghiệm", "CA", is_time_stamping=True)
    plain, stamped = signed_by(soon, drawn()), signed_by(soon, drawn(), tsa=stamper(tsa))
    later = NOW + 10 * DAY
    doubt = verification.report(plain, kit().trust, later)
    assert doubt.verdict is Verdict.DOUBTFUL
    assert "không có dấu thời gian" in doubt.signatures[0].reasons[0]
    good = verification.report(stamped, kit().trust, later)
    assert good.verdict is Verdict.VALID
    assert good.signatures[0].stamped_at is not None
    assert good.signatures[0].stamped_by == "TSA thử nghiệm"


def stamper(holder: Holder) -> DummyTimeStamper:
    """A time-stamping authority inside the test."""
    plain = holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        x509.Certificate.load(holder.der),
        keys.PrivateKeyInfo.load(plain),
        SimpleCertificateStore.from_certs(
            [x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in holder.chain]
        ),
    )


def test_a_revoked_certificate_is_bad_or_a_doubt_by_the_day_of_revocation() -> None:
    authority = Authority("CA thu hồi")
    holder = authority.issue("Người bị thu hồi", "Sở")
    content = signed_by(holder, drawn())
    root = authority.root.der
    authority.revoke(holder, NOW - 10 * DAY)
    before = report(content, Trust((root,), crls=(authority.revocations(),)))
    assert before.verdict is Verdict.INVALID
    assert "đã bị thu hồi" in before.signatures[0].reasons[0]
    assert "trước thời điểm ký" in before.signatures[0].reasons[0]
    other = Authority("CA khác")
    strange = report(content, Trust((root,), crls=(other.revocations(),)))
    assert strange.verdict is Verdict.VALID


def test_a_list_signed_by_another_authority_revokes_nobody() -> None:
    authority = Authority("CA cùng tên")
    holder = authority.issue("Người ký", "Sở")
    forger = Authority("CA cùng tên")
    forger.revoke(holder, NOW - 10 * DAY)
    trust = Trust((authority.root.der,), crls=(forger.revocations(),))
    assert report(signed_by(holder, drawn()), trust).verdict is Verdict.VALID


def test_a_certificate_without_its_chain_is_a_doubt_until_the_chain_is_known() -> None:
    content = signed_by(kit().leader, drawn(), with_chain=False)
    found = report(content)
    assert found.verdict is Verdict.DOUBTFUL
    assert "Không dựng được chuỗi tin cậy" in found.signatures[0].reasons[0]
    assert found.signatures[0].is_intact
    with_chain = Trust((kit().authority.root.der,), (kit().authority.below.der,))
    assert report(content, with_chain).verdict is Verdict.VALID


def test_nobody_trusted_means_doubt_not_falsehood() -> None:
    found = report(twice_signed(), Trust())
    assert found.verdict is Verdict.DOUBTFUL
    assert [one.is_intact for one in found.signatures] == [True, True]


@pytest.mark.parametrize(
    "broken",
    [
        lambda whole: whole.replace(b"/ByteRange", b"/ByteRangX", 1),
        lambda whole: whole.replace(b"/Contents <30", b"/Contents <FF", 1),
        lambda whole: whole.replace(b"/adbe", b"/xdbe").replace(b"/ETSI.CAdES", b"/ETSI.XXXXX"),
    ],
    ids=["no byte range", "no CMS", "unknown filter"],
)
def test_a_broken_dictionary_is_reported_and_the_page_stands(broken) -> None:  # type: ignore[no-untyped-def]
    content = broken(twice_signed())
    assert content != twice_signed()
    found = report(content)
    assert found.verdict in (Verdict.INVALID, Verdict.UNREADABLE)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"junk" * 100, b"%PDF-1.4\n%%EOF"])
def test_what_is_no_paper_is_unreadable(content: bytes) -> None:
    assert report(content).verdict is Verdict.UNREADABLE


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=40))
def test_no_damage_ever_raises_or_leaves_a_signature_whole(place: int, junk: bytes) -> None:
    whole = signed_by_once()
    at = place % len(whole)
    damaged = whole[:at] + junk + whole[at + len(junk) :]
    found = report(damaged)
    signed = [one for one in found.signatures if one.verdict is Verdict.VALID]
    assert not signed or _outside_of_what_was_signed(whole, damaged)


def _outside_of_what_was_signed(whole: bytes, damaged: bytes) -> bool:
    """Whether two files differ at most in the padding of the signature itself, or at the end."""
    gap = whole.index(b"/Contents <") + len("/Contents <")
    end = whole.index(b">", gap)
    return damaged[:gap] == whole[:gap] and damaged[end : len(whole)] == whole[end:]


_ONCE: list[bytes] = []


def signed_by_once() -> bytes:
    """A signed paper, made once."""
    if not _ONCE:
        _ONCE.append(signed_by(kit().leader, drawn()))
    return _ONCE[0]


def test_the_passphrase_stands_nowhere_in_the_signed_file() -> None:
    assert PASSPHRASE.encode() not in twice_signed()
