"""An envelope as XML, in the order and the forms that QCVN 102:2016 lays down."""

import base64
from collections.abc import Iterable
from datetime import date
from xml.etree import ElementTree as Xml

from app.correspondence.envelopes.codes import ADMINISTRATIVE, NOT_STEERING
from app.correspondence.envelopes.fields import NAMESPACE, PREFIX, Agency, Attachment, Envelope
from app.lib import clock

XLINK = "http://www.w3.org/1999/xlink"
ACTOR = "http://schemas.xmlsoap.org/soap/actor/next"
DAY, MOMENT = "%Y/%m/%d", "%Y/%m/%d %H:%M:%S"


def write(envelope: Envelope, *, with_content: bool = True) -> bytes:
    """The envelope as UTF-8 XML; `with_content` carries the files beside it, else names them alone.

    Other systems ask for the prefix within the envelope and for none around it.
    """
    root = Xml.Element(PREFIX, {"xmlns": NAMESPACE})
    inner = _part(root, "edXMLEnvelope")
    inner.set(f"xmlns:{PREFIX}", NAMESPACE)
    header = _part(inner, "edXMLHeader")
    _message(header, envelope)
    _traces(header, envelope)
    _part(header, "DigitalSignature")
    _body(inner, envelope)
    if with_content and envelope.attachments:
        _contents(root, envelope)
    Xml.indent(root)
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True)


def _part(above: Xml.Element, name: str, text: str | None = None) -> Xml.Element:
    part = Xml.SubElement(above, f"{PREFIX}:{name}")
    part.text = text
    return part


def _parts(above: Xml.Element, name: str, inner: Iterable[tuple[str, str]]) -> Xml.Element:
    part = _part(above, name)
    for inner_name, text in inner:
        _part(part, inner_name, text)
    return part


def _message(header: Xml.Element, envelope: Envelope) -> None:
    message = _part(header, "MessageHeader")
    _agency(message, "From", envelope.sender)
    for recipient in envelope.recipients:
        _agency(message, "To", recipient)
    number = (("CodeNumber", envelope.number), ("CodeNotation", envelope.notation))
    _parts(message, "Code", number)
    issued = (("Place", envelope.place), ("PromulgationDate", _day(envelope.issued_on)))
    _parts(message, "PromulgationInfo", issued)
    kind = (("Type", str(ADMINISTRATIVE)), ("TypeName", envelope.kind_name))
    _parts(message, "DocumentType", kind)
    _part(message, "Subject", envelope.subject)
    _part(message, "Content", envelope.subject)
    signer = (
        ("Competence", envelope.competence),
        ("Position", envelope.signer_position),
        ("FullName", envelope.signer_name),
    )
    _parts(message, "SignerInfo", signer)
    _part(message, "DueDate", _day(envelope.due_on) if envelope.due_on else None)
    _parts(message, "ToPlaces", (("Place", one.name) for one in envelope.recipients))
    _other(message, envelope)
    _part(message, "SteeringType", str(NOT_STEERING))
    _part(message, "DocumentId", envelope.own_document_id)


def _day(day: date) -> str:
    return day.strftime(DAY)


def _agency(message: Xml.Element, name: str, agency: Agency) -> None:
    _parts(message, name, (("OrganId", agency.code), ("OrganName", agency.name)))


def _other(message: Xml.Element, envelope: Envelope) -> None:
    amounts = (("Priority", str(envelope.priority)), ("PageAmount", str(envelope.page_amount)))
    other = _parts(message, "OtherInfo", amounts)
    _parts(other, "Appendixes", (("Appendix", title) for title in envelope.appendixes))


def _traces(header: Xml.Element, envelope: Envelope) -> None:
    listed = _part(header, "TraceHeaderList")
    marks = {"id": "trace-1", "version": "1.0", "mustUnderstand": "1", "actor": ACTOR}
    listed.attrib.update(marks)
    for trace in envelope.traces:
        at = trace.at.astimezone(clock.TZ).strftime(MOMENT)
        _parts(listed, "TraceHeader", (("OrganId", trace.code), ("Timestamp", at)))
    said = (
        ("BussinessDocType", str(int(envelope.business))),
        ("BussinessDocReason", envelope.reason or envelope.business.label),
    )
    business = _parts(listed, "Bussiness", said)
    if envelope.replaced_ids:
        replaced = _part(business, "ReplacementInfoList")
        for one in envelope.replaced_ids:
            _parts(replaced, "ReplacementInfo", [("DocumentId", one)])
    _part(business, "Paper", "0")


def _body(envelope: Xml.Element, content: Envelope) -> None:
    manifest = _part(_part(envelope, "edXMLBody"), "edXMLManifest")
    manifest.set("version", "1.0")
    for number, attachment in enumerate(content.attachments, 1):
        reference = _parts(manifest, "Reference", _named(attachment, f"cid:{number}"))
        reference.attrib.update(
            {"xmlns:xlink": XLINK, "xlink:href": f"cid:{number}", "xlink:type": "simple"}
        )


def _named(attachment: Attachment, content_id: str) -> tuple[tuple[str, str], ...]:
    return (
        ("ContentId", content_id),
        ("ContentType", attachment.media_type),
        ("Description", f"SHA-256 {attachment.digest}"),
        ("AttachmentName", attachment.name),
    )


def _contents(root: Xml.Element, envelope: Envelope) -> None:
    encoded = Xml.SubElement(root, "AttachmentEncoded")
    for number, attachment in enumerate(envelope.attachments, 1):
        part = Xml.SubElement(encoded, "Attachment")
        coded = ("ContentTransferEncoded", base64.b64encode(attachment.content).decode())
        for name, text in (*_named(attachment, str(number)), coded):
            Xml.SubElement(part, name).text = text
