"""The papers that a plan rests on ("Căn cứ …", "Thực hiện …"), from its opening."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from app.intake.queries import organs, paragraphs, when
from app.intake.queries.paragraphs import Paragraph
from app.intake.queries.plan import LegalBasis

_KINDS = (
    "luật sửa đổi, bổ sung", "bộ luật", "luật", "hiến pháp", "pháp lệnh", "nghị quyết",
    "nghị định", "quyết định", "chỉ thị", "thông tư liên tịch", "thông tư", "kế hoạch",
    "công văn", "công điện", "văn bản hợp nhất", "văn bản", "thông báo", "kết luận",
    "hướng dẫn", "chương trình hành động", "chương trình", "tờ trình", "báo cáo", "đề án",
    "quy chế", "quy định", "lời kêu gọi", "thông tri",
)  # fmt: skip
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_SYMBOL = r"[^\W_][\w&.]*(?:\s?[/-]\s?[^\W_][\w&.]*){0,5}"
_CITATION = re.compile(
    rf"(?P<kind>{_KIND})\b(?P<name>[^;:“”\"]{{0,140}}?)\s*"
    rf"\bsố\s*:?\s*(?P<number>\d{{1,6}}[a-z]?)(?P<sep>\s?[/-]\s?)(?P<symbol>{_SYMBOL})"
    r"(?:\s*,)?(?:\s*(?:ban hành |ký )?ngày\s+)?",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(
    rf"(?P<kind>{_KIND})\b(?P<name>[^;:“”\"]{{0,200}}?)"
    r"(?=\s+(?:và các văn bản|và văn bản|ngày \d|năm \d{4}|của Quốc hội)|[;.]|"
    r",(?!\s*khen thưởng)\s|$)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:^|[;.,]\s*|\bvà\s+|\btheo\s+|căn cứ(?: vào)?\s+|thực hiện\s+(?:các\s+)?(?:nội dung\s+)?|"
    r"triển khai\s+|trên cơ sở\s+|xét\s+|tại\s+|theo đề nghị của [^;]{0,80}? tại\s+|"
    r"tinh thần\s+|các\s+)$",
    re.IGNORECASE,
)
_PROPOSED = re.compile(r"đề nghị của (?P<issuer>[^;,.]{3,90}?) tại $", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:căn cứ|thực hiện|tiếp tục thực hiện|triển khai|theo|trên cơ sở|xét|để)\b", re.IGNORECASE
)
_DATE = re.compile(r"\s*,?\s*(?:ban hành\s+|ký\s+)?(?=ngày\s+\d|\d{1,2}[/.-])")
_BY = re.compile(r"[\s,]*của\s+")
_ISSUER_STOP = re.compile(
    r"\s+(?:về|v/v|quy định|hướng dẫn|ban hành|sửa đổi|phê duyệt|triển khai|thực hiện|tổ chức|"
    r"tiếp tục|phát động|đẩy mạnh|tăng cường|thông qua|công bố|kèm theo|khóa|khoá|và|trong|"
    r"đối với|để|nhằm|năm|giai đoạn|là|có|tại|xây dựng|yêu cầu|ngày|chỉ đạo|cho|trên)\b|"
    r"[;.():“”\"]",
    re.IGNORECASE,
)
_NEXT_WORD_CAPITAL = re.compile(r",\s+(?P<word>[^\W\d_]+)")
_BEGINS_A_KIND = re.compile(rf"(?:{_KIND})\b", re.IGNORECASE)
_LAWS = frozenset({"luật", "bộ luật", "hiến pháp", "pháp lệnh"})
_ABOUT = re.compile(r"\b(?:về|v/v|quy định|hướng dẫn|sửa đổi|ban hành)\b", re.IGNORECASE)
_SAID = frozenset({"này", "trên", "nêu", "đã"})


def read(opening: Sequence[Paragraph], listed: Sequence[Paragraph] = ()) -> tuple[LegalBasis, ...]:
    """The bases cited in the opening, and in a section that lists nothing else; each once."""
    bases: list[LegalBasis] = []
    seen: set[tuple[object, ...]] = set()
    for paragraph in (*opening, *listed):
        for basis in _cited(paragraph, _OPENS.match(paragraph.text) or paragraph in listed):
            key: tuple[object, ...] = (basis.kind, basis.number, basis.symbol)
            if basis.number is None:
                key = (basis.kind, basis.on, basis.printed[:40])
            if key not in seen:
                seen.add(key)
                bases.append(basis)
    return tuple(bases)


def in_words(text: str) -> tuple[LegalBasis, ...]:
    """The papers that one typed basis cites ("Thực hiện Kế hoạch số 01/KH-UBND ngày …")."""
    return read([paragraphs.of_text(text, 1)])


def _cited(paragraph: Paragraph, names_laws: object) -> Iterator[LegalBasis]:
    text = paragraph.text
    place = 0
    while True:
        match = _CITATION.search(text, place)
        end = match.start() if match else len(text)
        if names_laws:
            yield from _laws(paragraph, place, end)
        if match is None:
            return
        start = _innermost(match)
        led = _is_led(paragraph, place, start)
        basis, place = _basis(paragraph, match, start)
        if led:
            yield basis


def _is_led(paragraph: Paragraph, before: int, start: int) -> bool:
    """Whether the plan itself rests on the paper, not only another paper that it names."""
    text = paragraph.text
    lead = _LEAD.search(text[max(0, start - 120) : start])
    if lead is None:
        return paragraph.marker is not None and start == paragraph.marker.size
    gap = text[before:start].rsplit(";", 1)[-1]
    about = before > 0 and _ABOUT.search(gap) is not None
    return not about or lead.group().strip().lower() in (";", ".", ",", "và")


def _innermost(match: re.Match[str]) -> int:
    """Where the last type of paper before the number begins: "Luật … số", not what led to it."""
    last = match.start()
    for found in _BEGINS_A_KIND.finditer(match.string, match.start(), match.start("number")):
        before = match.string[: found.start()].rstrip()
        if match.string[found.start()].isupper() and not before.endswith(("của", "điều của")):
            last = found.start()
    return last


def _basis(paragraph: Paragraph, match: re.Match[str], start: int) -> tuple[LegalBasis, int]:
    text = paragraph.text
    kind_match = _BEGINS_A_KIND.match(text, start)
    kind = (kind_match.group() if kind_match else match["kind"]).lower()
    end = match.end("symbol")
    on, end = _dated(paragraph, end)
    issuer, end = _issued_by(text, end)
    proposed = _PROPOSED.search(text[max(0, start - 120) : start])
    issuer = issuer or (organs.short(proposed["issuer"]) if proposed else None)
    symbol = match["symbol"].replace(" ", "").rstrip(".-/")
    kind = "luật" if kind.startswith("luật") else kind
    printed = text[start:end].strip(" ,;.")
    line = paragraph.line_at(start)
    return LegalBasis(kind, match["number"], symbol, on, issuer, printed, line), end


def _dated(paragraph: Paragraph, place: int) -> tuple[date | None, int]:
    match = _DATE.match(paragraph.text, place)
    if match is None:
        return None, place
    found = when.at(paragraph.bare, match.end(), None)
    if found is None or not found.exact:
        return None, place
    return found.on, found.end_at


def _issued_by(text: str, place: int) -> tuple[str | None, int]:
    match = _BY.match(text, place)
    if match is None:
        return None, place
    start = match.end()
    stop = _ISSUER_STOP.search(text, start)
    end = min(stop.start() if stop else len(text), start + 120)
    end = _comma_stop(text, start, end)
    end = _and_more(text, start, end)
    issuer = organs.short(text[start:end])
    return (issuer or None), end


def _comma_stop(text: str, start: int, end: int) -> int:
    """A comma ends the name unless the name goes on: "Sở Văn hóa, Thể thao và Du lịch"."""
    for comma in re.finditer(r",", text[start:end]):
        place = start + comma.start()
        follows = _NEXT_WORD_CAPITAL.match(text, place)
        if follows is None or not follows["word"][0].isupper():
            return place
        if _BEGINS_A_KIND.match(text, follows.start("word")) or organs.starts_organ(
            text[follows.start("word") : follows.start("word") + 60]
        ):
            return place
    return end


def _and_more(text: str, start: int, end: int) -> int:
    """ "Sở Giáo dục và Đào tạo": a capital after "và" goes on, unless it opens another paper."""
    while text[end : end + 4] == " và ":
        rest = text[end + 4 : end + 64]
        goes_on = (
            rest[:1].isupper()
            and not _BEGINS_A_KIND.match(rest)
            and not organs.starts_organ(rest)
            and end - start < 120
        )
        if not goes_on:
            break
        stop = _ISSUER_STOP.search(text, end + 4)
        end = min(stop.start() if stop else len(text), start + 120)
        end = _comma_stop(text, start, end)
    return end


def _laws(paragraph: Paragraph, start: int, end: int) -> Iterator[LegalBasis]:
    """Laws and resolutions cited by name without a number."""
    text = paragraph.text
    place = start
    while place < end:
        match = _UNNUMBERED.search(text, place, end)
        if match is None:
            return
        place = match.end() if match.end() > place else place + 1
        kind = match["kind"].lower()
        name = match["name"].strip()
        cited = _LEAD.search(text[max(0, match.start() - 60) : match.start()])
        opens = paragraph.marker is not None and match.start() == paragraph.marker.size
        if not (cited or opens) or not match["kind"][0].isupper() or not _is_name(kind, name):
            continue
        printed = text[match.start() : match.end()].strip(" ,;.")
        on, after = _dated(paragraph, match.end())
        place = max(place, after)
        if on is not None:
            printed = text[match.start() : after].strip(" ,;.")
        kind = "luật" if kind.startswith("luật") else kind
        yield LegalBasis(kind, None, None, on, None, printed, paragraph.line_at(match.start()))


def _is_name(kind: str, name: str) -> bool:
    if not name or name.split()[0].lower() in _SAID:
        return False
    return kind in _LAWS or kind.startswith("luật") or (kind == "nghị quyết" and name[0].isupper())
