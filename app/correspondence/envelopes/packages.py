"""A paper as one ZIP: envelope, files, a list of them, their SHA-256 sums."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from app.correspondence.envelopes.archives import MOST_BYTES, ZIP, unpacked
from app.correspondence.envelopes.fields import Attachment, Envelope
from app.correspondence.envelopes.names import plain_names
from app.correspondence.envelopes.reading import read
from app.correspondence.envelopes.writing import write
from app.lib.errors import Conflict, Invalid

ENVELOPE = "phong-bi.edxml"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS.txt"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def pack(
    envelope: Envelope,
    *,
    made_at: datetime,
    with_envelope: bool = True,
    standing: Mapping[str, object] = MappingProxyType({}),
) -> bytes:
    """The paper and its files as one ZIP. Raises Conflict above 50 MB.

    `standing` is what the list of files says of whether the paper is in force.
    Names are at most 50 characters without diacritics; the same paper gives the same bytes.
    """
    names = plain_names([one.name for one in envelope.attachments])
    attachments = tuple(
        replace(one, name=name) for one, name in zip(envelope.attachments, names, strict=True)
    )
    named = replace(envelope, attachments=attachments)
    parts = {one.name: one.content for one in attachments}
    if with_envelope:
        parts[ENVELOPE] = write(named, with_content=False)
    parts[MANIFEST] = _manifest(named, parts, standing)
    parts[SUMS] = _sums(parts)
    if sum(len(content) for content in parts.values()) > MOST_BYTES:
        raise Conflict(
            f"Văn bản và các tệp kèm theo lớn hơn {MOST_BYTES // 2**20} MB, không đóng gói được; "
            "hãy gửi phụ lục lớn bằng đường khác."
        )
    return _zipped(parts, made_at)


def _manifest(envelope: Envelope, parts: dict[str, bytes], standing: Mapping[str, object]) -> bytes:
    told = {
        "document_id": envelope.own_document_id,
        "number": envelope.full_number,
        "issued_on": envelope.issued_on.isoformat(),
        "kind": envelope.kind_name,
        "subject": envelope.subject,
        "issuer": envelope.sender.name,
        "signer": " ".join((envelope.signer_position, envelope.signer_name)).strip(),
        **standing,
        "files": [
            {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in parts.items()
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _sums(parts: dict[str, bytes]) -> bytes:
    """As `sha256sum -c` reads them."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in parts.items()]
    return "".join(lines).encode()


def _zipped(parts: dict[str, bytes], made_at: datetime) -> bytes:
    stamp = max(_EARLIEST, made_at.timetuple()[:6])
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return box.getvalue()


def open_package(content: bytes, *, field: str = "file") -> Envelope:
    """The envelope in a ZIP, with the files beside it, or a bare one.

    Nothing is written to disk. Raises Invalid at `field` for archives that are broken, locked, too
    large unpacked, with names that lead elsewhere, without an envelope, or whose files differ from
    what the envelope states.
    """
    if not content.startswith(ZIP):
        return read(content, field=field)
    parts = unpacked(content, field)
    envelopes = [name for name in parts if name.lower().endswith((".edxml", ".xml"))]
    if len(envelopes) != 1:
        said = "không có" if not envelopes else "có hơn một"
        raise Invalid(f"Gói {said} tệp phong bì .edxml; mỗi gói là một văn bản.", field)
    envelope = read(parts.pop(envelopes[0]), field=field)
    return _with_files(envelope, parts, field)


def _with_files(envelope: Envelope, parts: dict[str, bytes], field: str) -> Envelope:
    """The envelope with the files that lie beside it. Raises Invalid for what is missing or other
    than stated."""
    if any(one.content for one in envelope.attachments):
        return envelope
    wrong, found = list[str](), list[Attachment]()
    for one in envelope.attachments:
        content = parts.get(one.name)
        if content is None:
            wrong.append(f"Gói thiếu tệp “{one.name}” ghi trong phong bì.")
        elif one.sha256 and hashlib.sha256(content).hexdigest() != one.sha256:
            wrong.append(f"Tệp “{one.name}” khác với mã SHA-256 ghi trong phong bì.")
        else:
            found.append(replace(one, content=content))
    if wrong:
        raise Invalid(fields={field: wrong})
    return replace(envelope, attachments=tuple(found))
