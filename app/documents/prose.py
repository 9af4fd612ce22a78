r"""The body of a paper as plain text that an official types, and back.

A line is a paragraph. Numbers make headings as Decree 30/2020 numbers them (`Phần thứ nhất`,
`Chương I`, `I.`, `1.`, `1.1.`, `a)`) where what follows reads as a title; a numbered sentence
stays a paragraph. `Điều 1.` stands in bold before its text. Lines that open with `-` or `+` are
points, a line all in capitals (`QUYẾT ĐỊNH:`) stands in the middle, lines that open with `|` are
a table (`prose_tables`). What this would not tell is said by a sign at the beginning: `\` a
paragraph whatever it looks like, `# ` to `#### ` a heading, `> … <` a line in the middle,
`**Lead** text` bold words before a text; `\` at the end of a line goes on in the next one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeGuard

from app.documents import chart_tables, prose_tables, tasks
from app.documents.charts import Chart
from app.documents.paper import (
    Block,
    Bullets,
    Centred,
    DataTable,
    Heading,
    Paragraph,
    TaskTable,
)
from app.documents.wording import printable

_BULLET = re.compile(r"([-–•*+])\s+(?=\S)")
_PART = re.compile(
    r"(?:phần (?:thứ \w+|\d{1,2}|[IVX]+)|chương (?:\d{1,2}|[IVX]+)|mục (?:\d{1,2}|[IVX]+))"
    r"(?=$|\s*[.:]\s*(?P<title>.*))",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLE = re.compile(r"(?P<lead>Điều \d{1,3}[a-z]?\.)\s*(?P<rest>.*)", re.DOTALL)
_NUMBERS = (
    (1, re.compile(r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})\.\s+(?P<title>.+)", re.DOTALL)),
    (2, re.compile(r"\d{1,3}\.\s+(?P<title>.+)", re.DOTALL)),
    (3, re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?P<title>.+)", re.DOTALL)),
    (3, re.compile(r"[a-eghiklmnopqrstuvxyđ][.)]\s+(?P<title>.+)", re.DOTALL)),
)
_EXPLICIT = re.compile(r"(#{1,4})\s+(.+)", re.DOTALL)
_MIDDLE = re.compile(r">\s*(.*\S)\s*<", re.DOTALL)
_LEAD = re.compile(r"\*\*(?P<lead>(?:(?!\*\*).)+?)\*\*(?:\s+(?P<rest>.*))?", re.DOTALL)
_ENDS_A_SENTENCE = (".", ";", ",", "!", "?", "…")
_LONGEST_TITLE = 150
_LONGEST_BEFORE_COLON = 80
_LONGEST_CENTRED = 120
_FEWEST_CAPITALS = 4


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a typed body; blank lines only part them, blank text gives none."""
    lines = printable(text).splitlines()
    found: list[Block] = []
    waiting = False
    place = 0
    while place < len(lines):
        table = prose_tables.at(lines, place)
        if table is not None:
            found.append(table.table)
            place, waiting = table.end, False
            continue
        line, place = _joined(lines, place)
        if not line.removeprefix("\\").strip():
            continue
        block = _block(line)
        if waiting and isinstance(block, Centred) and not line.startswith(">"):
            found[-1] = _titled(found[-1], line)
            waiting = False
        else:
            found.append(block)
            waiting = _is_bare_part(block) and not line.startswith("#")
    return tuple(_merged(found))


def plain_blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text that knows no headings: paragraphs, and points after `-` or `+`."""
    lines = filter(None, (line.strip() for line in text.splitlines()))
    return tuple(_merged([_point(line) or Paragraph(line) for line in lines]))


def text_of(blocks: Sequence[Block]) -> str:
    """The text that `blocks_of` reads as these blocks.

    Looks that the text cannot hold (a ragged edge, no indent) are not kept; tables of tasks and
    charts come back as tables of their figures.
    """
    return "\n".join(_lines_of(blocks)).strip("\n")


def _joined(lines: Sequence[str], place: int) -> tuple[str, int]:
    """The line at `place` with those that its closing `\\` goes on in, and the place after."""
    parts: list[str] = []
    while place < len(lines):
        line = lines[place].strip()
        place += 1
        signs = len(line) - len(line.rstrip("\\"))
        parts.append((line[: len(line) - signs] + "\\" * (signs // 2)).strip())
        if signs % 2 == 0:
            break
    return "\n".join(parts).strip("\n "), place


def _block(line: str) -> Block:
    if line.startswith("\\"):
        return Paragraph(line[1:].strip())
    return (
        _point(line)
        or _explicit(line)
        or _numbered(line)
        or _with_lead(line)
        or (Centred(line) if _is_centred(line) else Paragraph(line))
    )


def _point(line: str) -> Bullets | None:
    bullet = _BULLET.match(line)
    if bullet is None:
        return None
    return Bullets((line[bullet.end() :],), "+" if bullet.group(1) == "+" else "-")


def _explicit(line: str) -> Block | None:
    heading, middle = _EXPLICIT.fullmatch(line), _MIDDLE.fullmatch(line)
    if heading:
        return Heading(len(heading[1]) - 1, heading[2].strip())
    return Centred(middle[1]) if middle else None


def _numbered(line: str) -> Block | None:
    part = _PART.match(line)
    if part:
        return _part(part)
    for level, pattern in _NUMBERS:
        match = pattern.fullmatch(line)
        if match and _is_title(match["title"], level):
            return Heading(level, line)
    return None


def _part(match: re.Match[str]) -> Heading | None:
    title = (match["title"] or "").strip()
    if title and not _is_title(title, 1):
        return None
    return Heading(0, f"{match.group()}\n{title}" if title else match.group())


def _with_lead(line: str) -> Block | None:
    article = _ARTICLE.fullmatch(line)
    if article:
        if not article["rest"] or _is_title(article["rest"], 2):
            return Heading(2, line)
        return Paragraph(article["rest"], lead=article["lead"])
    lead = _LEAD.fullmatch(line)
    return Paragraph((lead["rest"] or "").strip(), lead=lead["lead"].strip()) if lead else None


def _is_title(text: str, level: int) -> bool:
    """Whether numbered words are the title of what follows rather than a sentence."""
    if level == 1 and _in_capitals(text):
        return True
    most = _LONGEST_BEFORE_COLON if text.endswith(":") else _LONGEST_TITLE
    opens = text.lstrip("“\"'(")[:1]
    return len(text) <= most and opens.isupper() and not text.endswith(_ENDS_A_SENTENCE)


def _is_centred(line: str) -> bool:
    letters = sum(map(str.isalpha, line))
    short = letters >= _FEWEST_CAPITALS and len(line) <= _LONGEST_CENTRED
    return short and _in_capitals(line) and not line.endswith(_ENDS_A_SENTENCE)


def _in_capitals(text: str) -> bool:
    return text.isupper()


def _titled(part: Block, title: str) -> Heading:
    """A line in capitals under `Chương I` is its title."""
    return Heading(0, f"{part.text if isinstance(part, Heading) else ''}\n{title}")


def _is_bare_part(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 0 and "\n" not in block.text


def _merged(blocks: Iterable[Block]) -> Iterator[Block]:
    """Points of one mark that follow each other are one block."""
    for mark, run in groupby(blocks, key=lambda one: one.mark if _listed(one) else ""):
        if mark:
            yield Bullets(tuple(item for one in run if _listed(one) for item in one.items), mark)
        else:
            yield from run


def _listed(block: Block) -> TypeGuard[Bullets]:
    return isinstance(block, Bullets)


def _lines_of(blocks: Sequence[Block]) -> Iterator[str]:
    for place, block in enumerate(blocks):
        table = _as_table(block)
        if table is not None:
            yield from ("", *prose_tables.lines_of(table), "")
            continue
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        yield from _lines_of_text(block, following)


def _as_table(block: Block) -> DataTable | None:
    if isinstance(block, TaskTable):
        return tasks.as_data(block)
    if isinstance(block, Chart):
        return chart_tables.as_table(block)
    return block if isinstance(block, DataTable) else None


def _lines_of_text(block: Block, following: Block | None) -> Iterator[str]:
    if isinstance(block, Bullets):
        mark = "+" if block.mark == "+" else "-"
        for item in filter(None, map(printable, block.items)):
            yield f"{mark} {_written(item)}"
    elif isinstance(block, Heading):
        yield _heading_line(block, following)
    elif isinstance(block, Centred):
        text = printable(block.text)
        natural = _written(text)
        if text:
            yield natural if _reads(natural, Centred(text)) else _written(f"> {text} <")
    elif isinstance(block, Paragraph):
        yield from _paragraph_lines(block)


def _heading_line(block: Heading, following: Block | None) -> str:
    text = printable(block.text)
    exact = Heading(block.level, text)
    takes_title = _is_bare_part(exact) and isinstance(following, Centred)
    for natural in (text, _written(text), _written(text.replace("\n", ". ", 1))):
        if not takes_title and _reads(natural, exact):
            return natural
    return f"{'#' * (min(max(block.level, 0), 3) + 1)} {_written(text)}" if text else ""


def _paragraph_lines(block: Paragraph) -> Iterator[str]:
    text, lead = printable(block.text), printable(block.lead)
    if not text and not lead:
        return
    exact = Paragraph(text, lead)
    natural = _written(f"{lead} {text}".strip())
    if _reads(natural, exact):
        yield natural
    elif lead and "**" not in lead:
        yield _written(f"**{lead}** {text}".strip())
    else:
        yield ("\\ " if natural.startswith("\\") else "\\") + natural


def _reads(line: str, block: Block) -> bool:
    return blocks_of(line) == (block,)


def _written(text: str) -> str:
    """The text over lines that each but the last close with `\\`."""
    lines = []
    for line in text.split("\n"):
        signs = len(line) - len(line.rstrip("\\"))
        lines.append(line + "\\" * signs)
    return "\\\n".join(lines)
