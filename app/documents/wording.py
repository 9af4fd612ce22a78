"""The fixed words and marks of official papers (Decree 30/2020/NĐ-CP, annex I)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.documents import letters
from app.documents.paper import Block, Bullets, Paper, Paragraph
from app.documents.terms import PaperKind
from app.lib import dates

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ADDRESSED_TO = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"
DRAFT = "DỰ THẢO"
END_MARK = "./."

_BLANK = "\u00a0" * 6
_COMMITTEE = re.compile(r"[ỦU][ỶY] BAN NHÂN DÂN|UBND\b")
_HEAD = re.compile(
    r"chủ tịch|(?:tổng )?giám đốc|trưởng ban|hiệu trưởng|cục trưởng|chi cục trưởng|"
    r"chánh văn phòng",
    re.IGNORECASE,
)
_CLOSING_STOP = re.compile(r"(?<!\.)\.{1,2}$|[;,:]+$")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t]+")
_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def printable(text: str) -> str:
    """Composed letters that papers can show, single spaces, no invisible signs; breaks stay."""
    composed = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", letters.drawable(composed)).strip(" \n")


def in_capitals(text: str) -> str:
    return printable(text).upper()


def superior_line(paper: Paper) -> str:
    """The line above the issuer; none above a people's committee of any level."""
    if paper.superior is None or _COMMITTEE.match(in_capitals(" ".join(paper.issuer_lines))):
        return ""
    return in_capitals(paper.superior)


def issuer_name(paper: Paper) -> str:
    """The issuer as it stands in a sentence: `Ủy ban nhân dân xã Điềm He`."""
    return printable(" ".join(paper.issuer_lines))


def title_lines(paper: Paper) -> tuple[str, ...]:
    """The name of the kind in capitals; letters carry none."""
    if paper.title_lines:
        return tuple(in_capitals(line) for line in paper.title_lines)
    return (in_capitals(paper.kind.label),) if paper.kind.abbreviation else ()


def subject_line(paper: Paper) -> str:
    """`V/v …` under the number of an official letter; other kinds have a title instead."""
    is_letter = paper.kind is PaperKind.OFFICIAL_LETTER
    return f"V/v {printable(paper.abstract)}" if is_letter and paper.abstract else ""


def number_line(paper: Paper) -> str:
    """`Số: 01/KH-UBND`; numbers below ten lead with a zero, a missing one leaves a space.

    A paper without a symbol, such as a pledge, has no number.
    """
    if not printable(paper.symbol):
        return ""
    number = paper.number.strip() if paper.number else _BLANK
    return f"Số: {number.zfill(2) if number.isdigit() else number}/{printable(paper.symbol)}"


def place_and_date(place: str, on: date | None, year: int | None = None) -> str:
    """`Lạng Sơn, ngày 05 tháng 01 năm 2026`, with spaces to fill in where no day is known."""
    day = dates.long(on) if on else f"ngày{_BLANK}tháng{_BLANK}năm {year or _BLANK}".rstrip()
    return ", ".join(filter(None, (printable(place), day)))


def with_end_mark(text: str) -> str:
    """The last sentence of the body, closed with `./.`."""
    text = printable(text)
    return text if text.endswith(END_MARK) else _CLOSING_STOP.sub("", text).rstrip() + END_MARK


def closed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a body whose last sentence carries the end mark.

    After a table, which has no sentence, the mark stands alone. An empty body has none.
    """
    kept = list(blocks)
    while kept and isinstance(kept[-1], Paragraph) and not printable(kept[-1].text):
        kept.pop()
    if not kept:
        return ()
    last = kept[-1]
    if isinstance(last, Paragraph):
        kept[-1] = replace(last, text=with_end_mark(last.text))
    elif isinstance(last, Bullets) and last.items:
        kept[-1] = replace(last, items=(*last.items[:-1], with_end_mark(last.items[-1])))
    else:
        kept.append(Paragraph(END_MARK))
    return tuple(kept)


def closed_list(items: Sequence[str]) -> tuple[str, ...]:
    """Lines that end with `;`, the last one with a full stop."""
    bare = [_CLOSING_STOP.sub("", printable(item)).rstrip() for item in items]
    kept = [item for item in bare if item]
    return tuple(f"{item}{';' if n < len(kept) else '.'}" for n, item in enumerate(kept, start=1))


def recipient_lines(paper: Paper) -> tuple[str, ...]:
    """`- Sở Nội vụ (b/c);` … `- Lưu: VT, VHXH.`; none where nothing is kept and nobody receives."""
    archive = printable(paper.archive)
    kept = (f"Lưu: {archive}",) if archive else ()
    return tuple(f"- {line}" for line in closed_list([*paper.recipients, *kept]))


def verification(url: str) -> str:
    """The line beside the QR code of a paper."""
    return f"Kiểm tra văn bản tại {url}"


def decider_name(paper: Paper) -> str:
    """Who decided, as it stands in a sentence: the issuer, or its head who decides alone.

    `Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn` for a decision whose authority is its chairman.
    """
    head = _HEAD.match(printable(paper.authority))
    issuer = issuer_name(paper)
    return f"{head.group().capitalize()} {issuer}" if head else issuer


def reference(paper: Paper) -> str:
    """How another page names this paper: kind, number, day and who decided it."""
    number = paper.number or _BLANK
    number = number.zfill(2) if number.isdigit() else number
    day = place_and_date("", paper.issued_on, paper.year)
    kind = paper.kind.label
    return f"{kind} số {number}/{printable(paper.symbol)} {day} của {decider_name(paper)}"


def annex_heading(paper: Paper, position: int) -> str:
    """`Phụ lục`; where a paper has several, numbered in Roman (`position` counts from 1)."""
    return "Phụ lục" if len(paper.annexes) == 1 else f"Phụ lục {roman(position)}"


def annex_note(paper: Paper) -> str:
    return f"(Kèm theo {reference(paper)})"


def annex_mark(paper: Paper) -> str:
    """What stands at the top of an annex in a file of its own: number and day of its paper."""
    day = dates.short(paper.issued_on) if paper.issued_on else ""
    return "; ".join(filter(None, (number_line(paper), day)))


def document_title(paper: Paper) -> str:
    """The title in a file's properties: `Kế hoạch 01/KH-UBND: Công tác thi đua …`."""
    number = number_line(paper).removeprefix("Số: ").replace(_BLANK, "…")
    return f"{paper.kind.label} {number}: {' '.join(printable(paper.abstract).split())}"


def roman(number: int) -> str:
    """A Roman numeral, for headings and annexes. Raises ValueError below 1."""
    if number < 1:
        raise ValueError("Roman numerals begin at 1")
    numeral = ""
    for value, sign in _ROMAN:
        numeral += sign * (number // value)
        number %= value
    return numeral
