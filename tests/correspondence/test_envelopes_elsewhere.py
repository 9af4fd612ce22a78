"""Envelopes as other systems write them: other order, other prefixes, other ways to pack files."""

import base64
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from defusedxml import ElementTree as Xml

from app.correspondence import envelopes
from app.correspondence.envelopes import Agency, Attachment, Business, Envelope, Trace
from app.lib import clock
from app.lib.errors import Invalid

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PDF = b"%PDF-1.7 \x00\xff"


def axis(content: str = base64.b64encode(PDF).decode(), **changed: str) -> str:
    """A paper as the national axis carries it, with what this product does not know beside it."""
    parts = {
        "declared": '<?xml version="1.0" encoding="utf-8"?>',
        "code": "<e:CodeNumber>205</e:CodeNumber><e:CodeNotation>SNV-TĐKT</e:CodeNotation>",
        "day": "2026/11/18",
        "at": "2026/11/18 08:05:09",
        "business": "<e:BussinessDocType>0</e:BussinessDocType>",
        "sender": "H37.DN.001",
        "subject": "V/v gửi hồ sơ khen thưởng",
    } | changed
    return f"""{parts["declared"]}
<edXML xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <e:edXMLEnvelope xmlns:e="{NAMESPACE}"><e:edXMLHeader>
  <e:MessageHeader>
   <e:From><e:OrganId>{parts["sender"]}</e:OrganId>
    <e:OrganizationInCharge>UBND tỉnh Lạng Sơn</e:OrganizationInCharge>
    <e:OrganName>Sở Nội vụ tỉnh Lạng Sơn</e:OrganName><e:OrganAdd>Số 1</e:OrganAdd>
    <e:Email>a@b.vn</e:Email></e:From>
   <e:To><e:OrganId>H37.101</e:OrganId><e:OrganName>UBND xã Điềm He</e:OrganName></e:To>
   <e:Code>{parts["code"]}</e:Code>
   <e:PromulgationInfo><e:Place>Lạng Sơn</e:Place>
    <e:PromulgationDate>{parts["day"]}</e:PromulgationDate></e:PromulgationInfo>
   <e:DocumentType><e:Type>2</e:Type><e:TypeDetail>18</e:TypeDetail>
    <e:TypeName>Công văn</e:TypeName></e:DocumentType>
   <e:Subject>{parts["subject"]}</e:Subject><e:Content>Như trên</e:Content>
   <e:SignerInfo><e:Competence>KT. GIÁM ĐỐC</e:Competence><e:Position>PHÓ GIÁM ĐỐC</e:Position>
    <e:FullName>Nguyễn Văn A</e:FullName></e:SignerInfo>
   <e:DueDate>2026/12/10</e:DueDate><e:ToPlaces><e:Place>Như trên</e:Place></e:ToPlaces>
   <e:OtherInfo><e:Priority>4</e:Priority><e:SphereOfPromulgation/>
    <e:TyperNotation>NVA</e:TyperNotation><e:PromulgationAmount>1</e:PromulgationAmount>
    <e:PageAmount>2</e:PageAmount><e:Direction>false</e:Direction></e:OtherInfo>
   <e:ResponseFor><e:OrganId>H37.101</e:OrganId><e:Code>7/UBND</e:Code></e:ResponseFor>
   <e:SteeringType>1</e:SteeringType>
   <e:DocumentId>H37.DN.001,2026/11/18,205/SNV-TĐKT</e:DocumentId><e:Unheard><e:Of/></e:Unheard>
  </e:MessageHeader>
  <e:TraceHeaderList id="6f" version="1.0" mustUnderstand="1" actor="next">
   <e:TraceHeader><e:OrganId>H37.DN.001</e:OrganId><e:Timestamp>{parts["at"]}</e:Timestamp>
   </e:TraceHeader><e:Bussiness>{parts["business"]}<e:Paper>0</e:Paper></e:Bussiness>
  </e:TraceHeaderList><e:DigitalSignature/></e:edXMLHeader>
  <e:edXMLBody><e:edXMLManifest version="1.0">
   <e:Reference><e:ContentId>cid:77aa</e:ContentId><e:ContentType>application/pdf</e:ContentType>
    <e:AttachmentName>205_SNV.pdf</e:AttachmentName><e:Description/></e:Reference>
  </e:edXMLManifest></e:edXMLBody></e:edXMLEnvelope>
 <AttachmentEncoded><Attachment><ContentId>77aa</ContentId>
  <ContentTransferEncoded>{content}</ContentTransferEncoded></Attachment></AttachmentEncoded>
</edXML>"""


def test_a_paper_of_the_national_axis_is_read_with_all_that_it_says() -> None:
    found = envelopes.read(axis().encode())
    assert found == Envelope(
        sender=Agency("H37.DN.001", "Sở Nội vụ tỉnh Lạng Sơn"),
        recipients=(Agency("H37.101", "UBND xã Điềm He"),),
        number="205",
        notation="SNV-TĐKT",
        place="Lạng Sơn",
        issued_on=date(2026, 11, 18),
        kind_name="Công văn",
        subject="V/v gửi hồ sơ khen thưởng",
        signer_name="Nguyễn Văn A",
        signer_position="PHÓ GIÁM ĐỐC",
        competence="KT. GIÁM ĐỐC",
        priority=4,
        page_amount=2,
        document_id="H37.DN.001,2026/11/18,205/SNV-TĐKT",
        due_on=date(2026, 12, 10),
        traces=(Trace("H37.DN.001", datetime(2026, 11, 18, 8, 5, 9, tzinfo=clock.TZ)),),
        attachments=(replace(Attachment("205_SNV.pdf", "", PDF), sha256=_digest(PDF)),),
    )


def _digest(content: bytes) -> str:
    return Attachment("", "", content).digest


def test_what_is_read_is_written_and_read_again_the_same() -> None:
    found = envelopes.read(axis().encode())
    assert envelopes.read(envelopes.write(found)) == found


@pytest.mark.parametrize("day", ["2026/11/18", "18/11/2026", "2026-11-18", "18-11-2026"])
def test_days_are_read_as_systems_write_them(day: str) -> None:
    assert envelopes.read(axis(day=day).encode()).issued_on == date(2026, 11, 18)


@pytest.mark.parametrize(
    "at",
    ["18/11/2026 08:05:09", "2026-11-18T08:05:09", "2026-11-18T01:05:09Z", "2026/11/18 08:05:09"],
)
def test_times_without_a_zone_are_vietnam_s(at: str) -> None:
    found = envelopes.read(axis(at=at).encode()).traces[0].at
    assert found == datetime(2026, 11, 18, 8, 5, 9, tzinfo=clock.TZ)


@pytest.mark.parametrize(
    "code",
    [
        "<e:CodeNumber>205/SNV-TĐKT</e:CodeNumber><e:CodeNotation/>",
        "<e:CodeNumber/><e:CodeNotation>205/SNV-TĐKT</e:CodeNotation>",
    ],
)
def test_number_and_symbol_in_one_field_are_told_apart(code: str) -> None:
    found = envelopes.read(axis(code=code).encode())
    assert (found.number, found.notation) == ("205", "SNV-TĐKT")


@pytest.mark.parametrize("business", list(Business))
@pytest.mark.parametrize("spelling", ["Bussiness", "Business"])
def test_what_the_sender_does_with_the_paper_is_read_in_both_spellings(
    business: Business, spelling: str
) -> None:
    said = (
        f"<e:{spelling}DocType>{int(business)}</e:{spelling}DocType>"
        f"<e:{spelling}DocReason>Ghi sai tên</e:{spelling}DocReason><e:ReplacementInfoList>"
        "<e:ReplacementInfo><e:DocumentId>H37,2026/11/01,7/SNV</e:DocumentId></e:ReplacementInfo>"
        "</e:ReplacementInfoList>"
    )
    found = envelopes.read(axis(business=said).encode())
    assert (found.business, found.reason) == (business, "Ghi sai tên")
    assert found.replaced_ids == ("H37,2026/11/01,7/SNV",)
    assert envelopes.read(envelopes.write(found)) == found


def _zipped(*names: str) -> str:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, PDF)
    return base64.b64encode(box.getvalue()).decode()


def test_a_file_packed_in_a_zip_of_its_own_is_unpacked() -> None:
    assert envelopes.read(axis(_zipped("x.pdf")).encode()).attachments[0].content == PDF


@pytest.mark.parametrize("names", [("a", "b"), ("[Content_Types].xml",), ("../a.pdf",), ()])
def test_other_archives_stay_as_they_are(names: tuple[str, ...]) -> None:
    content = _zipped(*names)
    found = envelopes.read(axis(content).encode()).attachments[0].content
    assert found == base64.b64decode(content)


def test_a_file_that_unpacks_to_too_much_stays_packed() -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.pdf", b"\0" * 60 * 2**20)
    coded = base64.b64encode(box.getvalue()).decode()
    assert envelopes.read(axis(coded).encode()).attachments[0].content == box.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_of_byte_order_and_wide_letters_are_read(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding[:6].removesuffix("-")}"?>'
    content = axis(declared="\ufeff" + declared if encoding.endswith("e") else declared)
    assert envelopes.read(content.encode(encoding)).subject == "V/v gửi hồ sơ khen thưởng"


def test_utf_8_that_says_utf_16_is_read_as_what_it_is() -> None:
    content = axis(declared='<?xml version="1.0" encoding="utf-16"?>').encode()
    assert envelopes.read(content).subject == "V/v gửi hồ sơ khen thưởng"
    evil = content.replace(b"<edXML ", b'<!DOCTYPE a [<!ENTITY a "ha">]><edXML ', 1)
    assert "thực thể" in _refused(evil)


def _refused(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        envelopes.open_package(content)
    return " ".join(refused.value.fields["file"])


def test_letters_of_another_table_are_refused_in_words() -> None:
    assert "không phải XML đúng (dòng" in _refused(axis().encode("utf-8").replace(b"V/v", b"\xf0("))


def test_an_attachment_of_a_hundred_megabytes_is_refused_at_once() -> None:
    assert "lớn hơn 50 MB" in _refused(axis("QUJD" * (25 * 2**20)).encode())


def test_an_answer_about_a_paper_is_no_paper() -> None:
    answer = (
        f'<edXML xmlns="{NAMESPACE}"><e:edXMLEnvelope xmlns:e="{NAMESPACE}"><e:edXMLHeader>'
        "<e:Status><e:ResponseFor><e:OrganId>H37</e:OrganId><e:Code>12/QĐ-UBND</e:Code>"
        "<e:DocumentId>H37,2026/11/20,12/QĐ-UBND</e:DocumentId></e:ResponseFor>"
        "<e:From><e:OrganName>UBND xã Điềm He</e:OrganName></e:From>"
        "<e:StatusCode>03</e:StatusCode></e:Status></e:edXMLHeader></e:edXMLEnvelope></edXML>"
    )
    said = _refused(answer.encode())
    assert "thông báo trạng thái “đã tiếp nhận” của UBND xã Điềm He" in said
    assert "H37,2026/11/20,12/QĐ-UBND" in said
    assert "“không rõ”" in _refused(answer.replace(">03<", ">77<").encode())


ORDER = [
    *["From", "To", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content"],
    *["SignerInfo", "DueDate", "ToPlaces", "OtherInfo", "SteeringType", "DocumentId"],
]


def test_what_is_written_stands_in_the_order_and_under_the_prefix_that_others_ask_for() -> None:
    written = envelopes.write(envelopes.read(axis().encode()))
    root = Xml.fromstring(written)
    path = "/".join(f"{{{NAMESPACE}}}{name}" for name in ("edXMLEnvelope", "edXMLHeader"))
    header = root.find(path)
    assert root.tag == f"{{{NAMESPACE}}}edXML"
    assert header is not None
    assert [one.tag.rpartition("}")[2] for one in header] == [
        *["MessageHeader", "TraceHeaderList", "DigitalSignature"]
    ]
    assert [one.tag.rpartition("}")[2] for one in header[0]] == ORDER
    assert b"<edXML:edXMLEnvelope xmlns:edXML=" in written
    assert b"<AttachmentEncoded>" in written
    assert b"<edXML:Timestamp>2026/11/18 08:05:09<" in written
