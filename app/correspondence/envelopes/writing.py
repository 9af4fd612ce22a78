"""An envelope as XML."""

import base64
from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from app.correspondence.envelopes.fields import (
    ADMINISTRATIVE,
    NAMESPACE,
    PREFIX,
    Agency,
    Envelope,
)


def write(envelope: Envelope, *, with_content: bool = True) -> bytes:
    """The envelope as UTF-8 XML; `with_content` carries the files in it, else names them alone."""
    Xml.register_namespace(PREFIX, NAMESPACE)
    root = Xml.Element(_tag("edXMLEnvelope"))
    header = _part(root, "edXMLHeader")
    _message(header, envelope)
    _traces(header, envelope)
    _body(root, envelope)
    if with_content:
        _contents(root, envelope)
    Xml.indent(root)
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _part(above: Xml.Element, name: str, text: str | None = None) -> Xml.Element:
    part = Xml.SubElement(above, _tag(name))
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
    day = envelope.issued_on.isoformat()
    _parts(message, "PromulgationInfo", (("Place", envelope.place), ("PromulgationDate", day)))
    kind = (("Type", str(ADMINISTRATIVE)), ("TypeName", envelope.kind_name))
    _parts(message, "DocumentType", kind)
    _part(message, "Subject", envelope.subject)
    signer = (
        ("Competence", envelope.competence),
        ("Position", envelope.signer_position),
        ("FullName", envelope.signer_name),
    )
    _parts(message, "SignerInfo", signer)
    other = _parts(
        message,
        "OtherInfo",
        (("Priority", str(envelope.priority)), ("PageAmount", str(envelope.page_amount))),
    )
    _parts(other, "Appendixes", (("Appendix", title) for title in envelope.appendixes))
    _part(message, "DocumentId", envelope.own_document_id)


def _agency(message: Xml.Element, name: str, agency: Agency) -> None:
    _parts(message, name, (("OrganId", agency.code), ("OrganName", agency.name)))


def _traces(header: Xml.Element, envelope: Envelope) -> None:
    listed = _part(header, "TraceHeaderList")
    for trace in envelope.traces:
        at = trace.at.isoformat(timespec="seconds")
        _parts(listed, "TraceHeader", (("OrganId", trace.code), ("Timestamp", at)))


def _body(root: Xml.Element, envelope: Envelope) -> None:
    manifest = _part(_part(root, "edXMLBody"), "edXMLManifest")
    for number, attachment in enumerate(envelope.attachments, 1):
        reference = _parts(
            manifest,
            "Reference",
            (
                ("AttachmentName", attachment.name),
                ("ContentType", attachment.media_type),
                ("Description", f"SHA-256 {attachment.digest}"),
            ),
        )
        reference.set("href", f"cid:{number}")


def _contents(root: Xml.Element, envelope: Envelope) -> None:
    encoded = _part(root, "AttachmentEncoded")
    for number, attachment in enumerate(envelope.attachments, 1):
        part = _parts(
            encoded,
            "Attachment",
            (
                ("AttachmentName", attachment.name),
                ("ContentType", attachment.media_type),
                ("ContentTransferEncoded", base64.b64encode(attachment.content).decode()),
            ),
        )
        part.set("id", str(number))
