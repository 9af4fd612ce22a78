"""The files of an envelope: what its manifest names, held against what it carries."""

import base64
import binascii
import re
from dataclasses import replace
from typing import Any

from app.correspondence.envelopes import tags
from app.correspondence.envelopes.archives import ZIP, unpacked
from app.correspondence.envelopes.fields import Attachment
from app.lib.errors import Invalid

MOST_ATTACHMENTS = 50
LONGEST_NAME = 300
NAMELESS = "tep-kem-theo"
_SHA256 = re.compile(r"\b[0-9a-fA-F]{64}\b")


def attachments(root: Any, wrong: list[str]) -> tuple[Attachment, ...]:
    """The files of an envelope; what is wrong with them is added to `wrong`."""
    listed = {_content_id(one, str(n)): one for n, one in enumerate(tags.inside(root, "Reference"))}
    carried = [
        one
        for box in tags.inside(root, "AttachmentEncoded")
        for one in tags.children(box, "Attachment")
    ]
    if max(len(listed), len(carried)) > MOST_ATTACHMENTS:
        wrong.append(f"Phong bì có hơn {MOST_ATTACHMENTS} tệp kèm theo.")
        return ()
    named = {content_id: _reference(one) for content_id, one in listed.items()}
    if not carried:
        return tuple(named.values())
    found = (_carried(one, named, wrong) for one in carried)
    return tuple(one for one in found if one is not None)


def _content_id(element: Any, place: str) -> str:
    """By which identifier a file is named and carried, without the scheme before it."""
    return tags.text(element, "ContentId").removeprefix("cid:") or f"#{place}"


def _reference(element: Any) -> Attachment:
    stated = _SHA256.search(tags.text(element, "Description"))
    return Attachment(
        tags.text(element, "AttachmentName")[:LONGEST_NAME],
        tags.text(element, "ContentType")[:100],
        sha256=stated.group().lower() if stated else "",
    )


def _carried(element: Any, named: dict[str, Attachment], wrong: list[str]) -> Attachment | None:
    """One file that the envelope carries; its name and its sum may stand in the manifest alone."""
    name = tags.text(element, "AttachmentName")[:LONGEST_NAME]
    said = named.get(_content_id(element, "")) or _of_name(named, name)
    name = name or (said.name if said else "") or NAMELESS
    try:
        coded = next(tags.inside(element, "ContentTransferEncoded"))
        content = base64.b64decode("".join((coded.text or "").split()), validate=True)
    except (StopIteration, ValueError, binascii.Error):
        wrong.append(f"Nội dung tệp “{name}” không phải base64 đúng.")
        return None
    found = Attachment(name, tags.text(element, "ContentType")[:100], _unwrapped(name, content))
    if said and said.sha256 and said.sha256 != found.digest:
        wrong.append(f"Tệp “{name}” khác với mã SHA-256 ghi trong phong bì.")
    return replace(found, sha256=found.digest)


def _of_name(named: dict[str, Attachment], name: str) -> Attachment | None:
    return next((one for one in named.values() if name and one.name == name), None)


def _unwrapped(name: str, content: bytes) -> bytes:
    """The file itself: some systems carry each one packed in a ZIP of its own."""
    if not content.startswith(ZIP) or name.lower().endswith(".zip"):
        return content
    try:
        parts = unpacked(content, "file")
    except Invalid:
        return content
    (first, *others) = parts.values() or (b"",)
    return content if others or "[Content_Types].xml" in parts or not first else first
