"""Envelopes and packages: what is written is read back; what means harm is refused in words."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.correspondence import envelopes
from app.correspondence.envelopes import Agency, Attachment, Envelope, Trace
from app.lib import agency_codes, characters
from app.lib.errors import Conflict, Invalid

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
PAPER = Envelope(
    sender=Agency("000.00.00.H37", "Ủy ban nhân dân tỉnh Lạng Sơn"),
    recipients=(Agency("H37.101", "Ủy ban nhân dân xã Điềm He"), Agency("", "Báo Lạng Sơn")),
    number="12",
    notation="QĐ-UBND",
    place="Lạng Sơn",
    issued_on=date(2026, 11, 20),
    kind_name="Quyết định",
    subject="Về việc tặng Bằng khen <của> Chủ tịch & “cộng sự”",
    signer_name="Hồ Tiến Thiệu",
    signer_position="CHỦ TỊCH",
    competence="TM. ỦY BAN NHÂN DÂN",
    priority=1,
    page_amount=3,
    appendixes=("Danh sách tập thể", "Danh sách cá nhân"),
    traces=(Trace("000.00.00.H37", AT),),
    attachments=(
        Attachment("Quyết định số 12.pdf", "application/pdf", b"%PDF-1.7 \x00\xff"),
        Attachment("Phụ lục.xlsx", "application/octet-stream", b"PK\x03\x04"),
    ),
)


def _same(one: Envelope, other: Envelope) -> bool:
    """Whether two envelopes say the same; digests are stated or reckoned."""

    def bare(envelope: Envelope) -> Envelope:
        files = tuple(replace(a, sha256=a.digest) for a in envelope.attachments)
        return replace(envelope, attachments=files, document_id=envelope.own_document_id)

    return bare(one) == bare(other)


def test_what_is_written_is_read_back() -> None:
    assert _same(envelopes.read(envelopes.write(PAPER)), PAPER)


TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(
    lambda text: (
        characters.is_kept(text)
        and characters.tidy(characters.typed(text.replace("\r", ""))) == text
    )
)


@given(subject=TEXT, name=TEXT, titles=st.lists(TEXT, max_size=3), content=st.binary(min_size=1))
def test_any_words_and_any_file_come_back(
    subject: str, name: str, titles: list[str], content: bytes
) -> None:
    paper = replace(
        PAPER,
        subject=subject,
        signer_name=name,
        appendixes=tuple(titles),
        attachments=(Attachment("a.bin", "application/octet-stream", content),),
    )
    assert _same(envelopes.read(envelopes.write(paper)), paper)


def test_a_package_comes_back_with_its_files_under_plain_names() -> None:
    content = envelopes.pack(PAPER, made_at=AT)
    found = envelopes.open_package(content)
    assert [one.name for one in found.attachments] == ["quyet-dinh-so-12.pdf", "phu-luc.xlsx"]
    assert [one.content for one in found.attachments] == [one.content for one in PAPER.attachments]
    assert found.subject == PAPER.subject
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        sums = archive.read("SHA256SUMS.txt").decode()
    assert all(len(name) <= 50 and name.isascii() for name in names)
    assert all(name in sums for name in names if name != "SHA256SUMS.txt")
    assert content == envelopes.pack(PAPER, made_at=AT)


def test_a_package_of_more_than_fifty_megabytes_is_not_made() -> None:
    large = tuple(Attachment(f"{n}.pdf", "application/pdf", b"x" * 18 * 2**20) for n in range(3))
    with pytest.raises(Conflict, match="50 MB"):
        envelopes.pack(replace(PAPER, attachments=large), made_at=AT)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Quyết định 12/QĐ-UBND.pdf", "quyet-dinh-12-qd-ubnd.pdf"),
        ("Phụ lục" * 20 + ".XLSX", "phu-lucphu-lucphu-lucphu-lucphu-lucphu-lucphu.xlsx"),
        ("???", "van-ban"),
        ("../../etc/passwd", "etc-passwd"),
        ("tệp.tên.rất.dài", "tep-ten-rat.dai"),
    ],
)
def test_names_travel_without_diacritics(name: str, plain: str) -> None:
    found = envelopes.plain_name(name)
    assert len(found) <= 50
    assert found == plain or name.startswith("tệp")


@given(st.lists(st.text(max_size=80), max_size=12))
def test_plain_names_are_short_ascii_and_never_alike(names: list[str]) -> None:
    found = envelopes.plain_names(names)
    assert len(set(found)) == len(names)
    assert all(1 <= len(name) <= 50 and name.isascii() for name in found)


def _refused(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        envelopes.open_package(content)
    assert set(refused.value.fields) == {"file"}
    return " ".join(refused.value.fields["file"])


def _with(old: str, new: str) -> bytes:
    text = envelopes.write(PAPER).decode()
    assert old in text
    return text.replace(old, new).encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "rỗng"),
        (b"   \n", "rỗng"),
        (b"%PDF-1.7", "không phải XML"),
        (b"<a>", "dòng 1"),
        (b"<a/>", "MessageHeader"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "không phải XML"),
        ("<a/>".encode("utf-16"), "MessageHeader"),
        (b"\xff\xfe\x00", "không phải XML"),
        (b"<a>" * 50_000, "quá nhiều thẻ"),
        (b"PK\x03\x04 rubbish", "hỏng"),
    ],
)
def test_what_is_no_envelope_is_said_so(content: bytes, words: str) -> None:
    assert words in _refused(content)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://example.vn/a.dtd">',
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.vn/p"> %p;]>',
    ],
)
def test_entities_are_never_followed(doctype: str) -> None:
    body = envelopes.write(PAPER).decode().split("?>", 1)[1]
    said = _refused(f'<?xml version="1.0"?>{doctype}{body}'.encode())
    assert "thực thể" in said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<edXML:CodeNumber>12<", "<edXML:CodeNumber><", "Thiếu Code/CodeNumber (số văn bản)"),
        ("<edXML:CodeNumber>12<", "<edXML:CodeNumber>mười<", "phải là số"),
        (">QĐ-UBND<", "><", "ký hiệu"),
        (">2026/11/20<", ">2026-13-45<", "ngày ban hành"),
        (">2026/11/20<", "><", "Thiếu PromulgationInfo/PromulgationDate"),
        (">000.00.00.H37</edXML:OrganId>\n        <edXML:OrganName>Ủy", ">X<", "From/OrganId"),
        (">Báo Lạng Sơn<", "><", "To/OrganName"),
        ("<edXML:Priority>1<", "<edXML:Priority>-5<", "độ khẩn"),
        ("<edXML:PageAmount>3<", "<edXML:PageAmount>9999999<", "số trang"),
        (">2026/11/20 15:30:00<", ">hôm qua<", "Timestamp"),
        ("<edXML:Subject>", "<edXML:Subject>" + "x" * 2_001, "trích yếu"),
    ],
)
def test_each_field_that_is_wrong_is_named(old: str, new: str, words: str) -> None:
    if new == ">X<":
        content = envelopes.write(replace(PAPER, sender=Agency("X.1", "Ủy ban nhân dân")))
    else:
        content = _with(old, new)
    assert words in _refused(content)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    empty = b"<E><MessageHeader/></E>"
    with pytest.raises(Invalid) as refused:
        envelopes.read(empty)
    assert len(refused.value.fields["file"]) == 6


def test_a_file_that_was_changed_on_its_way_is_found_out() -> None:
    content = envelopes.write(PAPER).decode()
    assert "khác với mã SHA-256" in _refused(
        content.replace(PAPER.attachments[0].digest, "0" * 64).encode()
    )
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("a.edxml", envelopes.write(PAPER, with_content=False))
        archive.writestr("Quyết định số 12.pdf", b"khac")
    said = _refused(box.getvalue())
    assert "khác với mã SHA-256" in said
    assert "thiếu tệp “Phụ lục.xlsx”" in said


def _zip(*entries: tuple[str, bytes]) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return box.getvalue()


XML = envelopes.write(replace(PAPER, attachments=()))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_zip(("../../a.edxml", XML)), "dẫn ra ngoài"),
        (_zip(("..\\a.edxml", XML)), "dẫn ra ngoài"),
        (_zip(("/etc/a.edxml", XML)), "dẫn ra ngoài"),
        (_zip(("C:a.edxml", XML)), "dẫn ra ngoài"),
        (_zip(("a.edxml", XML), ("bomb.pdf", b"\0" * 40 * 2**20)), "quá lớn"),
        (_zip(*((f"{n}.pdf", b"x") for n in range(80))), "quá lớn hoặc quá nhiều"),
        (_zip(("a.pdf", b"x")), "không có tệp phong bì"),
        (_zip(("a.edxml", XML), ("b.edxml", XML)), "hơn một"),
        (_zip(("a.edxml", XML))[:-40], "hỏng"),
    ],
)
def test_packages_that_mean_harm_are_refused(content: bytes, words: str) -> None:
    assert words in _refused(content)


def test_a_locked_package_is_refused() -> None:
    content = bytearray(_zip(("a.edxml", XML)))
    for place in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[place] |= 1
    assert "mật khẩu" in _refused(bytes(content))


@pytest.mark.parametrize(
    ("text", "newer", "older"),
    [
        ("000.00.18.H26", "H26.18", "000.00.18.H26"),
        ("H26.18", "H26.18", "000.00.18.H26"),
        (" h26.18 ", "H26.18", "000.00.18.H26"),
        ("H37", "H37", "000.00.00.H37"),
        ("000.00.00.H37", "H37", "000.00.00.H37"),
        ("H37.101", "H37.101", "000.00.101.H37"),
        ("001.02.18.H26", "H26.18.02.001", "001.02.18.H26"),
        ("H26.18.2.1", "H26.18.02.001", "001.02.18.H26"),
    ],
)
def test_agency_codes_are_read_and_printed_in_both_orders(
    text: str, newer: str, older: str
) -> None:
    code = agency_codes.parse(text)
    assert (code.newer, code.older) == (newer, older)
    assert agency_codes.is_same(text, newer)
    assert agency_codes.is_same(newer, older)


@pytest.mark.parametrize(
    "text", ["", "18", "H2", "H26.18.01.001.5", "H26.A", "26H", "H26..18", "đ"]
)
def test_what_is_no_agency_code_is_said_so(text: str) -> None:
    with pytest.raises(ValueError, match=r"H26\.18"):
        agency_codes.parse(text)
    assert not agency_codes.is_same(text, text)
