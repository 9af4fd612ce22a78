"""The body of a draft, form by form, as blocks of a paper."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from app.correspondence.terms import Content, Form
from app.documents.paper import Block, Bullets, Centred, Heading, Paragraph
from app.documents.prose import blocks_of
from app.stationery.terms import Letterhead

DECIDES = "QUYẾT ĐỊNH:"
MINUTES_END = (
    "Biên bản được đọc lại cho những người dự họp cùng nghe, thống nhất thông qua và cùng ký tên "
    "dưới đây."
)
_ARTICLE = re.compile(r"^\s*Điều\s+\d+\s*[.:]\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|\w)(?:\.\d{1,2})*[.)]\s")


def body(form: Form, content: Content, letterhead: Letterhead) -> tuple[Block, ...]:
    """What stands between the title (or Kính gửi) and the signature."""
    return tuple(_BODIES.get(form, _prose)(content, letterhead))


def articles(typed: tuple[str, ...]) -> Iterator[str]:
    """The articles one by one, without "Điều 1.": one box may hold several of them."""
    for box in typed:
        article: list[str] = []
        for line in box.splitlines():
            if _ARTICLE.match(line):
                yield from filter(None, ("\n".join(article).strip(),))
                article = []
            article.append(_ARTICLE.sub("", line))
        yield from filter(None, ("\n".join(article).strip(),))


def _prose(content: Content, letterhead: Letterhead) -> Iterator[Block]:
    for text in (content.opening, content.body, content.closing):
        yield from blocks_of(text)


def _decision(content: Content, letterhead: Letterhead) -> Iterator[Block]:
    yield Centred(DECIDES)
    for number, article in enumerate(articles(content.articles), start=1):
        yield from _article(number, article)


def _article(number: int, text: str) -> Iterator[Block]:
    """An article: its name in bold, its clauses in plain type (they are no headings)."""
    blocks = [_as_clause(block) for block in blocks_of(text)]
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph):
        yield replace(first, lead=f"Điều {number}.")
        blocks = blocks[1:]
    else:
        yield Paragraph("", lead=f"Điều {number}.")
    yield from blocks


def _as_clause(block: Block) -> Block:
    return Paragraph(block.text) if isinstance(block, Heading) else block


def _minutes(content: Content, letterhead: Letterhead) -> Iterator[Block]:
    yield from _fact("Thời gian bắt đầu:", content.begun)
    yield from _fact("Địa điểm:", content.venue)
    yield from _fact("Thành phần tham dự:", content.present)
    yield from _fact("Vắng mặt:", content.absent)
    yield from _fact("Chủ trì (chủ tọa):", content.chair)
    yield from _fact("Thư ký (người ghi biên bản):", content.secretary)
    yield Paragraph("", lead="Nội dung (theo diễn biến cuộc họp):")
    yield from blocks_of(content.body)
    if content.conclusion:
        yield Paragraph("", lead="Kết luận:")
        yield from blocks_of(content.conclusion)
    ended = f"Cuộc họp kết thúc vào {content.ended}. " if content.ended else ""
    yield Paragraph(ended + (content.closing or MINUTES_END))


def _invitation(content: Content, letterhead: Letterhead) -> Iterator[Block]:
    lead = f"{letterhead.issuer} trân trọng kính mời:"
    if len(content.addressees) == 1:
        yield Paragraph(f"{lead} {content.addressees[0]}")
    else:
        yield Paragraph(lead)
        yield Bullets(tuple(f"{name};" for name in content.addressees))
    yield from _fact("Tới dự:", content.event)
    yield from _fact("Chủ trì:", content.chair)
    yield from _fact("Thời gian:", content.begun)
    yield from _fact("Địa điểm:", content.venue)
    yield from _fact("Nội dung:", _as_points(content.agenda))
    yield from _fact("Liên hệ:", content.contact)
    yield from blocks_of(content.closing)


def _as_points(text: str) -> str:
    """Several lines typed without marks or numbers as points; anything else as it was typed."""
    blocks = blocks_of(text)
    is_plain = all(
        isinstance(block, Paragraph) and not block.lead and not _NUMBERED.match(block.text)
        for block in blocks
    )
    if len(blocks) < 2 or not is_plain or "\\" in text:
        return text
    return "\n".join(f"- {line.strip()}" for line in text.splitlines() if line.strip())


def _fact(label: str, text: str) -> Iterator[Block]:
    """A label in bold with one line behind it, or with several below it; nothing where blank."""
    blocks = blocks_of(text)
    first = blocks[0] if len(blocks) == 1 else None
    if isinstance(first, Paragraph):
        yield replace(first, lead=label)
    elif blocks:
        yield Paragraph("", lead=label)
        yield from map(_as_clause, blocks)


_BODIES: dict[Form, Callable[[Content, Letterhead], Iterator[Block]]] = {
    Form.DECISION: _decision,
    Form.MINUTES: _minutes,
    Form.INVITATION: _invitation,
}
