"""The letterhead: issuer, number and symbol, place and date; the title under the type."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from app.intake.queries import organs
from app.intake.queries.letters import bare, capitalised, is_upper, leading_name
from app.intake.queries.paragraphs import Paragraph
from app.intake.queries.plan import ReadWarning
from app.intake.queries.zones import Text, Zones
from app.intake.terms import Level, Note

_MOTTO = re.compile(
    r"cong h[o]a xa hoi chu nghia viet nam|doc lap\s*-?\s*tu do\s*-?\s*hanh phuc|"
    r"dang cong san viet nam|du thao(?: lan)?(?: \d+)?"
)
_NUMBER = re.compile(
    r"\bso\s*:?\s*(?P<number>\d{1,6}[a-z]?)?(?P<blank>[\s.…_]*)(?P<sep>[/-])\s*"
    r"(?P<symbol>[a-z0-9][^\s,;()]{1,40}(?:\s-\s?[a-z&]{2,20}\b)?)"
)
_BARE_NUMBER = re.compile(r"\bso\s*:\s*(?P<number>\d{1,6})?\s*$")
_PART = r"(?:\d{1,4}|[\s.…_]*)"
_DATE = re.compile(
    rf"ngay\s*(?P<day>{_PART})\s*thang\s*(?P<month>{_PART})\s*nam\s*(?P<year>\d{{4}}|[\d\s.…_]*)"
)
_LEFT_BLANK = re.compile(r"(?<=ngày)\s(?=tháng)|(?<=tháng)\s(?=năm)|(?<=năm)$")
_PLACE = re.compile(r"(?P<place>[^\W\d_][\w.'’]*(?:[ -]{1,2}[^\W\d_][\w.'’]*){0,6})\s*,?\s*$")
_STATEMENT = re.compile(
    rf"(?P<issuer>(?:{organs.STARTERS_BARE})\b[^;:.]{{0,90}}?)\s*,?\s+"
    r"(?:ban hanh|xay dung|trien khai|de ra|lap|thong nhat|to chuc xay dung)\s+"
    r"(?:noi dung )?(?P<plan>ke hoach)\b"
)
_SUBJECT = re.compile(
    r"ke hoach (?:so \S+ )?(?P<title>.{8,400}?)"
    r"[ ,.;]*(?:,|\(goi tat[^)]*\),?|,? ?voi (?:cac )?noi dung|,? ?noi dung)?"
    r"\s*(?:(?:cu the |noi dung |chi tiet |voi cac noi dung |sau day )?"
    r"(?:nhu sau|cu the|sau day)|$)"
)
_LETTERHEAD_LINES = 25


@dataclass(frozen=True, slots=True)
class Header:
    """The letterhead and title of a paper; absent parts are None."""

    issuer: str | None = None
    superior: str | None = None
    level: Level | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    issued_on: date | None = None
    printed_date: str | None = None
    printed_year: int | None = None
    printed_month: int | None = None
    date_line: int = 1
    title: str | None = None
    present: bool = False
    warnings: tuple[ReadWarning, ...] = field(default=())


@dataclass(slots=True)
class _Letterhead:
    """The head lines as one string, found parts blanked out, offsets led back to lines."""

    text: str
    bare: str
    starts: list[int]
    numbers: list[int]

    @classmethod
    def of(cls, head: Sequence[Text]) -> "_Letterhead":
        text, starts, numbers = "", [], []
        for line in head:
            starts.append(len(text))
            numbers.append(line.no)
            text += line.text + "\n"
        return cls(text, bare(text), starts, numbers)

    def line_at(self, place: int) -> int:
        return max((no for s, no in zip(self.starts, self.numbers, strict=True) if s <= place))

    def blank(self, start: int, end: int) -> None:
        """Take out a part that has been read, without moving the rest."""
        gap = "".join("\n" if char == "\n" else "\t" for char in self.text[start:end])
        self.text = self.text[:start] + gap + self.text[end:]
        self.bare = self.bare[:start] + gap + self.bare[end:]


def read(zones: Zones, paragraphs: Sequence[Paragraph]) -> Header:
    """Read letterhead and title; where they are missing, issuer and title from the text."""
    body = " ".join(" ".join(line.text.split()) for line in zones.body)
    head = _Letterhead.of(zones.head[:_LETTERHEAD_LINES])
    warnings: list[ReadWarning] = []
    had_motto = _take_mottoes(head)
    dated = _take_date(head, warnings)
    number, symbol, numbered = _take_number(head, warnings)
    present = had_motto or numbered or dated.printed_date is not None
    names = _organ_names(head) if present else []
    issuer, superior = _issuer(names, body, paragraphs)
    if not present:
        warnings.append(ReadWarning.about(Note.MISSING_HEADER, 1))
    return Header(
        issuer=issuer,
        superior=superior,
        level=organs.level_of(issuer) if issuer else None,
        number=number,
        symbol=symbol,
        place=dated.place,
        issued_on=dated.issued_on,
        printed_date=dated.printed_date,
        printed_year=dated.printed_year,
        printed_month=dated.printed_month,
        date_line=dated.date_line,
        title=_title(zones, paragraphs),
        present=present,
        warnings=tuple(warnings),
    )


def _take_mottoes(head: _Letterhead) -> bool:
    spaced = head.bare.replace("\n", " ")
    found = list(_MOTTO.finditer(spaced))
    for match in found:
        head.blank(match.start(), match.end())
    return any("cong" in match.group() or "doc lap" in match.group() for match in found)


def _take_number(
    head: _Letterhead, warnings: list[ReadWarning]
) -> tuple[str | None, str | None, bool]:
    match = _NUMBER.search(head.bare.replace("\n", " "))
    if match is None:
        return _take_lone_number(head, warnings)
    number = head.text[match.start("number") : match.end("number")] if match["number"] else None
    symbol = head.text[match.start("symbol") : match.end("symbol")].replace(" ", "").strip(".-/")
    if number is None:
        line = head.line_at(match.start())
        warnings.append(ReadWarning.about(Note.MISSING_NUMBER, line))
    head.blank(match.start(), match.end())
    return number, symbol or None, True


def _take_lone_number(
    head: _Letterhead, warnings: list[ReadWarning]
) -> tuple[str | None, str | None, bool]:
    for start, line in zip(head.starts, head.bare.split("\n"), strict=False):
        match = _BARE_NUMBER.search(line)
        if match:
            if match["number"] is None:
                warnings.append(ReadWarning.about(Note.MISSING_NUMBER, head.line_at(start)))
            head.blank(start + match.start(), start + match.end())
            return match["number"], None, True
    return None, None, False


def _take_date(head: _Letterhead, warnings: list[ReadWarning]) -> Header:
    flat = head.bare.replace("\n", " ")
    match = _DATE.search(flat)
    if match is None:
        return Header()
    line = head.line_at(match.start())
    printed = _shown(head.text[match.start() : match.end()])
    day, month, year = (_integer(match[part]) for part in ("day", "month", "year"))
    issued_on = None
    if day and month and year:
        try:
            issued_on = date(year, month, day)
        except ValueError:
            warnings.append(ReadWarning.about(Note.INVALID_DATE, line, printed=printed))
    else:
        warnings.append(ReadWarning.about(Note.MISSING_ISSUE_DAY, line, printed=printed))
    place, place_at = _place_before(head, match.start())
    head.blank(place_at, match.end())
    return Header(
        place=place,
        issued_on=issued_on,
        printed_date=printed,
        printed_year=year,
        printed_month=month,
        date_line=line,
    )


def _shown(printed: str) -> str:
    """The printed date with "…" for what was left blank."""
    return " ".join(_LEFT_BLANK.sub(" … ", " ".join(printed.split())).split())


def _place_before(head: _Letterhead, end: int) -> tuple[str | None, int]:
    """The place name in front of the date: its capitalised words, back to the line's other part."""
    before = head.text[max(0, end - 80) : end].replace("\n", " ")
    segment = re.split(r"\s{3,}|\t|[;:\d/]", before.rstrip())[-1]
    match = _PLACE.search(segment)
    if match is None:
        return None, end
    words: list[str] = []
    for word in reversed(match["place"].split()):
        if not word[0].isupper() or (len(word) > 1 and is_upper(word) and "." not in word):
            break
        words.insert(0, word)
    place = " ".join(words).strip(" ,-")
    if not place:
        return None, end
    return place, max(0, head.text.rfind(words[0], 0, end))


def _integer(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isdigit() else None


def _organ_names(head: _Letterhead) -> list[str]:
    """The organs of the letterhead, the superior one first."""
    names: list[str] = []
    for line in head.text.split("\n"):
        for piece in line.split("\t"):
            words = piece.strip(" -–_*|.")
            if not words or not is_upper(words):
                continue
            if organs.starts_organ(words) or not names:
                names.append(words)
            else:
                names[-1] += " " + words
    return [name for name in names if organs.starts_organ(name)]


def _issuer(
    names: list[str], body: str, paragraphs: Sequence[Paragraph]
) -> tuple[str | None, str | None]:
    if names:
        bare_body = bare(body)
        own = [organs.from_capitals(name, body, bare_body) for name in names]
        return own[-1], own[-2] if len(own) > 1 else None
    return _issuer_in_text(body, paragraphs), None


def _issuer_in_text(body: str, paragraphs: Sequence[Paragraph]) -> str | None:
    for paragraph in paragraphs[:12]:
        match = _statement(paragraph)
        if match is None:
            continue
        printed = paragraph.text[match[0] : match[1]]
        own = organs.from_capitals(printed, body, bare(body))
        return _named(own, body)
    return None


def _statement(paragraph: Paragraph) -> tuple[int, int] | None:
    """Where "<organ> ban hành Kế hoạch" names its organ, the nearest one before the verb."""
    match = _STATEMENT.search(paragraph.bare)
    if match is None:
        return None
    start, end = match.span("issuer")
    starter = re.compile(rf"(?<![\w])(?:{organs.STARTERS_BARE})\b")
    text = paragraph.text
    places = [
        found.start()
        for found in starter.finditer(paragraph.bare, start, end)
        if text[found.start()].isupper() and _separate(text, found.start())
    ]
    return (places[-1], end) if places else None


def _separate(text: str, place: int) -> bool:
    """Whether an organ begins here, not a word inside the name of another."""
    before = text[:place].rstrip()
    if not before or before[-1] in ",;.:)":
        return True
    word = before.split(" ")[-1]
    return word[0].islower() or word.isdigit()


def _named(issuer: str, body: str) -> str:
    """The issuer with the name of its unit, which a text may print only elsewhere."""
    unit = organs.unit_word(issuer)
    if unit is None or not bare(issuer).endswith(bare(unit)):
        return issuer
    names: dict[str, int] = {}
    for match in re.finditer(rf"(?<!\w){unit} (?=\w)", body):
        name = leading_name(body, match.end())
        if name:
            names[name] = names.get(name, 0) + 1
    if not names:
        return issuer
    return f"{issuer} {max(names, key=lambda name: names[name])}"


def _title(zones: Zones, paragraphs: Sequence[Paragraph]) -> str | None:
    if zones.title:
        return " ".join(" ".join(text.text.split()) for text in zones.title).strip(" .:*")
    if zones.type is not None:
        return None
    for paragraph in paragraphs[:12]:
        statement = _STATEMENT.search(paragraph.bare)
        if statement is None:
            continue
        match = _SUBJECT.match(paragraph.bare, statement.start("plan"))
        if match:
            title = paragraph.text[match.start("title") : match.end("title")]
            return capitalised(title.strip(" ,.;:("))
    return None
