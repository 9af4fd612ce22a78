"""An envelope from elsewhere: XML without its traps, checked field by field."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Xml

from app.correspondence.envelopes.fields import Agency, Attachment, Envelope, Trace
from app.lib import agency_codes, characters
from app.lib.errors import Invalid

MOST_BYTES = 50 * 1024 * 1024
MOST_ELEMENTS = 20_000
MOST_ATTACHMENTS = 50
MOST_NAMED = 2_000
LONGEST_TEXT = 2_000
LONGEST_NAME = 300
UNSAFE = (
    "Tệp có khai báo DTD hoặc thực thể XML nên không được nhận; hãy xin nơi gửi xuất lại phong bì."
)
_SHA256 = re.compile(r"\b[0-9a-fA-F]{64}\b")
_NUMBER = re.compile(r"\d{1,6}[a-zA-Z]?")


def read(content: bytes, *, field: str = "file") -> Envelope:
    """The envelope in a file. Raises Invalid at `field` with everything that is wrong with it."""
    root = _parsed(content, field)
    message = next(_inside(root, "MessageHeader"), None)
    if message is None:
        raise Invalid(
            "Tệp không phải phong bì edXML: thiếu phần MessageHeader (thông tin văn bản).", field
        )
    form = _Form(message)
    envelope = form.envelope(root)
    if form.wrong:
        raise Invalid(fields={field: form.wrong})
    return envelope


def _parsed(content: bytes, field: str) -> Any:
    if not content.strip():
        raise Invalid("Tệp rỗng; hãy chọn tệp phong bì .edxml.", field)
    if len(content) > MOST_BYTES:
        raise Invalid(f"Tệp lớn hơn {MOST_BYTES // 2**20} MB.", field)
    if content.count(b"<") > 2 * MOST_ELEMENTS:
        raise Invalid("Tệp có quá nhiều thẻ để là một phong bì văn bản.", field)
    try:
        return Xml.fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Invalid(UNSAFE, field) from error
    except (Xml.ParseError, ValueError, LookupError) as error:
        where = getattr(error, "position", None)
        place = f" (dòng {where[0]}, cột {where[1] + 1})" if where else ""
        raise Invalid(
            f"Tệp không phải XML đúng{place}; hãy xin nơi gửi xuất lại.", field
        ) from error


def _inside(above: Any, name: str) -> Iterator[Any]:
    """The elements of this name below, in whatever namespace."""
    return (one for one in above.iter() if _local(one) == name)


def _children(above: Any, name: str) -> list[Any]:
    return [one for one in above if _local(one) == name]


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(above: Any, *path: str) -> str:
    for name in path:
        found = _children(above, name) if above is not None else []
        above = found[0] if found else None
    return "" if above is None else characters.tidy(characters.typed(above.text or ""))


class _Form:
    """Reads one header, gathering what is wrong with it."""

    def __init__(self, message: Any) -> None:
        self.message = message
        self.wrong: list[str] = []

    def envelope(self, root: Any) -> Envelope:
        """All that the envelope says; what is missing or wrong is in `wrong`."""
        return Envelope(
            sender=self._sender(),
            recipients=self._recipients(),
            number=self._number(),
            notation=self._needed("Code", "CodeNotation", label="ký hiệu"),
            place=self._short("PromulgationInfo", "Place", label="nơi ban hành"),
            issued_on=self._issued_on(),
            kind_name=self._short("DocumentType", "TypeName", label="loại văn bản"),
            subject=self._needed("Subject", label="trích yếu", most=LONGEST_TEXT),
            signer_name=self._short("SignerInfo", "FullName", label="họ tên người ký"),
            signer_position=self._short("SignerInfo", "Position", label="chức vụ người ký"),
            competence=self._short("SignerInfo", "Competence", label="thẩm quyền ký"),
            priority=self._count("OtherInfo", "Priority", label="độ khẩn", most=9),
            page_amount=self._count("OtherInfo", "PageAmount", label="số trang", most=99_999),
            appendixes=self._appendixes(),
            document_id=self._short("DocumentId", label="mã định danh văn bản"),
            traces=self._traces(root),
            attachments=self._attachments(root),
        )

    def _short(self, *path: str, label: str, most: int = LONGEST_NAME) -> str:
        text = _text(self.message, *path)
        if len(text) > most:
            self.wrong.append(f"{'/'.join(path)} ({label}) dài quá {most} ký tự.")
        return text

    def _needed(self, *path: str, label: str, most: int = LONGEST_NAME) -> str:
        text = self._short(*path, label=label, most=most)
        if not text:
            self.wrong.append(f"Thiếu {'/'.join(path)} ({label}).")
        return text

    def _number(self) -> str:
        text = self._needed("Code", "CodeNumber", label="số văn bản")
        if text and not _NUMBER.fullmatch(text):
            self.wrong.append(f"Code/CodeNumber (số văn bản) phải là số, không phải “{text[:20]}”.")
        return text

    def _count(self, *path: str, label: str, most: int) -> int:
        text = _text(self.message, *path)
        if not text:
            return 0
        if not (text.isascii() and text.isdecimal() and len(text) < 7 and int(text) <= most):
            self.wrong.append(
                f"{'/'.join(path)} ({label}) phải là số từ 0 đến {most}, không phải “{text[:20]}”."
            )
            return 0
        return int(text)

    def _issued_on(self) -> date:
        text = self._needed("PromulgationInfo", "PromulgationDate", label="ngày ban hành")
        for form in ("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(text[:10], form).date()
            except ValueError:
                continue
        if text:
            self.wrong.append(
                "PromulgationInfo/PromulgationDate (ngày ban hành) phải có dạng 2026-11-20, "
                f"không phải “{text[:20]}”."
            )
        return date.min

    def _agency(self, element: Any, name: str) -> Agency:
        agency = Agency(_text(element, "OrganId")[:40], _text(element, "OrganName")[:LONGEST_NAME])
        if not agency.name:
            self.wrong.append(f"Thiếu {name}/OrganName (tên cơ quan).")
        if agency.code:
            try:
                agency_codes.parse(agency.code)
            except ValueError as error:
                self.wrong.append(f"{name}/OrganId “{agency.code}” chưa đúng. {error}")
        return agency

    def _sender(self) -> Agency:
        found = _children(self.message, "From")
        if not found:
            self.wrong.append("Thiếu From (cơ quan gửi).")
            return Agency("", "")
        return self._agency(found[0], "From")

    def _recipients(self) -> tuple[Agency, ...]:
        found = _children(self.message, "To")
        if not found:
            self.wrong.append("Thiếu To (cơ quan nhận).")
        return tuple(self._agency(one, "To") for one in found[:MOST_NAMED])

    def _appendixes(self) -> tuple[str, ...]:
        other = _children(self.message, "OtherInfo")
        titles = (
            [characters.tidy(one.text or "") for one in _inside(other[0], "Appendix")]
            if other
            else []
        )
        return tuple(title[:LONGEST_NAME] for title in titles if title)

    def _traces(self, root: Any) -> tuple[Trace, ...]:
        found = []
        for one in _inside(root, "TraceHeader"):
            at = _text(one, "Timestamp")
            try:
                found.append(Trace(_text(one, "OrganId")[:40], datetime.fromisoformat(at)))
            except ValueError:
                self.wrong.append(f"TraceHeader/Timestamp “{at[:30]}” không phải là thời điểm.")
        return tuple(found)

    def _attachments(self, root: Any) -> tuple[Attachment, ...]:
        listed = [self._reference(one) for one in _inside(root, "Reference")]
        carried = [
            found
            for box in _inside(root, "AttachmentEncoded")
            for one in _children(box, "Attachment")
            if (found := self._carried(one)) is not None
        ]
        if max(len(listed), len(carried)) > MOST_ATTACHMENTS:
            self.wrong.append(f"Phong bì có hơn {MOST_ATTACHMENTS} tệp kèm theo.")
            return ()
        return self._checked(listed, carried)

    def _reference(self, element: Any) -> Attachment:
        stated = _SHA256.search(_text(element, "Description"))
        return Attachment(
            _text(element, "AttachmentName")[:LONGEST_NAME],
            _text(element, "ContentType")[:100],
            sha256=stated.group().lower() if stated else "",
        )

    def _carried(self, element: Any) -> Attachment | None:
        name = _text(element, "AttachmentName")[:LONGEST_NAME]
        try:
            coded = next(_inside(element, "ContentTransferEncoded"))
            content = base64.b64decode("".join((coded.text or "").split()), validate=True)
        except (StopIteration, ValueError, binascii.Error):
            self.wrong.append(f"Nội dung tệp “{name}” không phải base64 đúng.")
            return None
        return Attachment(name, _text(element, "ContentType")[:100], content)

    def _checked(
        self, listed: list[Attachment], carried: list[Attachment]
    ) -> tuple[Attachment, ...]:
        """The files carried, held against what the manifest states; else those named alone."""
        if not carried:
            return tuple(listed)
        stated = {one.name: one.sha256 for one in listed}
        for one in carried:
            if stated.get(one.name) and stated[one.name] != one.digest:
                self.wrong.append(f"Tệp “{one.name}” khác với mã SHA-256 ghi trong phong bì.")
        return tuple(replace(one, sha256=one.digest) for one in carried)
