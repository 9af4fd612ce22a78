"""An envelope from elsewhere: XML without its traps, checked field by field."""

import re
from datetime import date, datetime
from typing import Any
from xml.parsers.expat import errors as expat

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Xml

from app.correspondence.envelopes import carried, tags
from app.correspondence.envelopes.archives import MOST_BYTES
from app.correspondence.envelopes.codes import STATUSES, Business
from app.correspondence.envelopes.fields import Agency, Envelope, Trace
from app.lib import agency_codes, clock
from app.lib.errors import Invalid

MOST_ELEMENTS = 20_000
MOST_NAMED = 2_000
LONGEST_TEXT = 2_000
LONGEST_CODE = 40
LONGEST_NAME = carried.LONGEST_NAME
UNSAFE = (
    "Tệp có khai báo DTD hoặc thực thể XML nên không được nhận; hãy xin nơi gửi xuất lại phong bì."
)
DAYS = ("%Y/%m/%d", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
MOMENTS = ("%Y/%m/%d %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%Y/%m/%d", "%d/%m/%Y")
_NUMBER = re.compile(r"\d{1,6}[a-zA-Z]?")
_WHOLE = re.compile(rf"(?P<number>{_NUMBER.pattern})\s*/\s*(?P<notation>\S.*)")
_MISDECLARED = expat.codes[expat.XML_ERROR_INCORRECT_ENCODING]


def read(content: bytes, *, field: str = "file") -> Envelope:
    """The envelope in a file. Raises Invalid at `field` with everything that is wrong with it."""
    root = _parsed(content, field)
    message = next(tags.inside(root, "MessageHeader"), None)
    if message is None:
        raise Invalid(_no_paper(root), field)
    form = _Form(message)
    envelope = form.envelope(root)
    if form.wrong:
        raise Invalid(fields={field: form.wrong})
    return envelope


def _no_paper(root: Any) -> str:
    """Why a file without a header of a paper is not taken: it may be an answer to one."""
    status = next(tags.inside(root, "Status"), None)
    code = "" if status is None else tags.text(status, "StatusCode")
    if not code:
        return "Tệp không phải phong bì edXML: thiếu phần MessageHeader (thông tin văn bản)."
    said = STATUSES.get(int(code), "không rõ") if code.isascii() and code.isdecimal() else code[:20]
    about = tags.text(status, "ResponseFor", "DocumentId") or tags.text(
        status, "ResponseFor", "Code"
    )
    sender = tags.text(status, "From", "OrganName") or tags.text(status, "From", "OrganId")
    return (
        f"Tệp là thông báo trạng thái “{said}” của {sender[:100] or 'nơi nhận'} về văn bản "
        f"{about[:100] or 'không rõ số'}, không phải văn bản, nên không vào sổ văn bản đến."
    )


def _parsed(content: bytes, field: str) -> Any:
    if not content.strip():
        raise Invalid("Tệp rỗng; hãy chọn tệp phong bì .edxml.", field)
    if len(content) > MOST_BYTES:
        raise Invalid(f"Tệp lớn hơn {MOST_BYTES // 2**20} MB.", field)
    if content.count(b"<") > 2 * MOST_ELEMENTS:
        raise Invalid("Tệp có quá nhiều thẻ để là một phong bì văn bản.", field)
    try:
        return _tree(content)
    except DefusedXmlException as error:
        raise Invalid(UNSAFE, field) from error
    except (Xml.ParseError, ValueError, LookupError) as error:
        where = getattr(error, "position", None)
        place = f" (dòng {where[0]}, cột {where[1] + 1})" if where else ""
        raise Invalid(
            f"Tệp không phải XML đúng{place}; hãy xin nơi gửi xuất lại.", field
        ) from error


def _tree(content: bytes) -> Any:
    """The tree of a file; one that says UTF-16 and is written in UTF-8 is read as what it is."""
    try:
        return Xml.fromstring(content, forbid_dtd=True)
    except Xml.ParseError as error:
        if error.code != _MISDECLARED:
            raise
        parser = Xml.DefusedXMLParser(encoding="utf-8", forbid_dtd=True)
        parser.feed(content)
        return parser.close()


class _Form:
    """Reads one header, gathering what is wrong with it."""

    def __init__(self, message: Any) -> None:
        self.message = message
        self.wrong: list[str] = []

    def envelope(self, root: Any) -> Envelope:
        """All that the envelope says; what is missing or wrong is in `wrong`."""
        number, notation = self._number()
        business = next(tags.inside(root, "Bussiness", "Business"), None)
        return Envelope(
            sender=self._sender(),
            recipients=self._recipients(),
            number=number,
            notation=notation,
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
            due_on=_day(tags.text(self.message, "DueDate")),
            business=(done := _business(business)),
            reason=_reason(business, done),
            replaced_ids=_replaced(business),
            traces=self._traces(root),
            attachments=carried.attachments(root, self.wrong),
        )

    def _short(self, *path: str, label: str, most: int = LONGEST_NAME) -> str:
        text = tags.text(self.message, *path)
        if len(text) > most:
            self.wrong.append(f"{'/'.join(path)} ({label}) dài quá {most} ký tự.")
        return text

    def _needed(self, *path: str, label: str, most: int = LONGEST_NAME) -> str:
        text = self._short(*path, label=label, most=most)
        if not text:
            self.wrong.append(f"Thiếu {'/'.join(path)} ({label}).")
        return text

    def _number(self) -> tuple[str, str]:
        """Number and notation; some systems write both of them into one of the two."""
        number, notation = (
            tags.text(self.message, "Code", name) for name in ("CodeNumber", "CodeNotation")
        )
        whole = _WHOLE.fullmatch(number) or (None if number else _WHOLE.fullmatch(notation))
        if whole:
            return whole["number"], whole["notation"][:LONGEST_NAME]
        self._needed("Code", "CodeNumber", label="số văn bản")
        if number and not _NUMBER.fullmatch(number):
            self.wrong.append(
                f"Code/CodeNumber (số văn bản) phải là số, không phải “{number[:20]}”."
            )
        return number, self._needed("Code", "CodeNotation", label="ký hiệu")

    def _count(self, *path: str, label: str, most: int) -> int:
        text = tags.text(self.message, *path)
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
        day = _day(text)
        if text and day is None:
            self.wrong.append(
                "PromulgationInfo/PromulgationDate (ngày ban hành) phải có dạng 2026/11/20, "
                f"không phải “{text[:20]}”."
            )
        return day or date.min

    def _agency(self, element: Any, name: str) -> Agency:
        code, named = tags.text(element, "OrganId"), tags.text(element, "OrganName")
        agency = Agency(code[:LONGEST_CODE], named[:LONGEST_NAME])
        if not agency.name:
            self.wrong.append(f"Thiếu {name}/OrganName (tên cơ quan).")
        if agency.code and not agency_codes.is_foreign(agency.code):
            self.wrong.append(f"{name}/OrganId “{agency.code}” chưa đúng. {agency_codes.ADVICE}")
        return agency

    def _sender(self) -> Agency:
        found = tags.children(self.message, "From")
        if not found:
            self.wrong.append("Thiếu From (cơ quan gửi).")
            return Agency("", "")
        return self._agency(found[0], "From")

    def _recipients(self) -> tuple[Agency, ...]:
        found = tags.children(self.message, "To")
        if not found:
            self.wrong.append("Thiếu To (cơ quan nhận).")
        return tuple(self._agency(one, "To") for one in found[:MOST_NAMED])

    def _appendixes(self) -> tuple[str, ...]:
        other = tags.children(self.message, "OtherInfo")
        titles = map(tags.words, tags.inside(other[0], "Appendix")) if other else ()
        return tuple(title[:LONGEST_NAME] for title in titles if title)

    def _traces(self, root: Any) -> tuple[Trace, ...]:
        found = []
        for one in tags.inside(root, "TraceHeader"):
            said = tags.text(one, "Timestamp")
            at = _moment(said)
            if at is None:
                self.wrong.append(f"TraceHeader/Timestamp “{said[:30]}” không phải là thời điểm.")
            else:
                found.append(Trace(tags.text(one, "OrganId")[:LONGEST_CODE], at))
        return tuple(found)


def _day(text: str) -> date | None:
    """The day that a text begins with."""
    for form in DAYS:
        try:
            return datetime.strptime(text[:10], form).date()
        except ValueError:
            continue
    return None


def _moment(text: str) -> datetime | None:
    """A point in time, in Vietnam where no zone is written."""
    for form in (None, *MOMENTS):
        try:
            at = datetime.strptime(text, form) if form else datetime.fromisoformat(text)
        except ValueError:
            continue
        return at if at.tzinfo else at.replace(tzinfo=clock.TZ)
    return None


def _business(element: Any) -> Business:
    """What the sender does with the paper; a new one where it is not said or not known."""
    said = {
        tags.text(element, name)
        for name in ("BussinessDocType", "BusinessDocType")
        if element is not None
    }
    return next((one for one in Business if str(int(one)) in said), Business.NEW)


def _reason(element: Any, business: Business) -> str:
    """Why, where the sender says more than what it does."""
    said = tags.text(element, "BussinessDocReason") or tags.text(element, "BusinessDocReason")
    return "" if said == business.label else said[:LONGEST_TEXT]


def _replaced(element: Any) -> tuple[str, ...]:
    listed = () if element is None else tags.inside(element, "ReplacementInfo")
    found = [tags.text(one, "DocumentId")[:LONGEST_NAME] for one in listed]
    return tuple(one for one in found[:MOST_NAMED] if one)
