"""What pasting brings along: signs no paper shows, titles said twice, references left empty."""

import re
from collections.abc import Iterator, Mapping

from app.correspondence.queries.linting import texts
from app.correspondence.queries.linting.findings import ANNEX, DECREE, Finding, warning
from app.correspondence.queries.linting.texts import Text
from app.documents.letters import undrawable
from app.documents.paper import Paper
from app.lib.text import fold

UNDRAWABLE = "undrawable_sign"
_NAMES = {
    "abstract": "Trích yếu",
    "authority": "Dòng thẩm quyền",
    "bases": "Căn cứ",
    "addressees": "Kính gửi",
    "body": "Nội dung",
    "articles": "Các điều",
    "recipients": "Nơi nhận",
    "archive": "Dòng “Lưu:”",
    "annexes": "Phụ lục",
    "place": "Địa danh",
    "signer_position": "Chức vụ người ký",
    "signer_name": "Tên người ký",
}
_EMPTY_REFERENCE = re.compile(
    r"\(\s*kèm theo [^()\d]{0,80}?\bsố\b:?\s*(?=[^\d\s:])[^()]{0,120}\)?", re.IGNORECASE
)
_ANNEXES = f"{DECREE}, Phụ lục I, Phần I, Mục III"


def check(paper: Paper) -> Iterator[Finding]:
    """What came along with a text that was pasted."""
    typed = [*texts.of(paper), *_beside(paper)]
    yield from _undrawable(typed)
    yield from _empty_references(typed)
    yield from _titles_twice(paper)


def check_signs(content: Mapping[str, object]) -> Iterator[Finding]:
    """Signs in what was typed into a draft that its paper leaves out (emoji)."""
    typed = [Text(field, text) for field, value in content.items() for text in _strings(value)]
    yield from _undrawable(typed)


def _strings(value: object) -> Iterator[str]:
    """Every text in a value of a draft's content: rows of annexes, lines of Căn cứ."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in _strings(each))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in _strings(each))


def _beside(paper: Paper) -> Iterator[Text]:
    yield Text("place", paper.place)
    yield Text("signer_position", paper.signature.position)
    yield Text("signer_name", paper.signature.name)


def _undrawable(typed: list[Text]) -> Iterator[Finding]:
    signs: dict[str, dict[str, None]] = {}
    for each in typed:
        signs.setdefault(each.field, {}).update(dict.fromkeys(undrawable(each.text)))
    for field, found in signs.items():
        if found:
            shown = " ".join(list(found)[:10])
            yield warning(
                UNDRAWABLE,
                field,
                f"{_NAMES.get(field, 'Nội dung')} có ký tự không in được trên văn bản: {shown}. "
                "Hãy bỏ hoặc thay bằng chữ.",
                f"{ANNEX}, mục 6",
                shown,
            )


def _empty_references(typed: list[Text]) -> Iterator[Finding]:
    for each in typed:
        for match in _EMPTY_REFERENCE.finditer(each.text):
            yield warning(
                "empty_reference",
                each.field,
                f"“{match.group()}” còn bỏ trống số văn bản; hãy bỏ dòng này (phụ lục được in sẵn "
                "dòng “Kèm theo”) hoặc ghi đủ số.",
                _ANNEXES,
                match.group(),
            )


def _titles_twice(paper: Paper) -> Iterator[Finding]:
    for place, annex in enumerate(paper.annexes, start=1):
        first = next((text for text in texts.in_blocks(annex.blocks) if text.strip()), "")
        if annex.title.strip() and _bare(first) == _bare(annex.title):
            yield warning(
                "annex_repeats_title",
                "annexes",
                f"Phụ lục {place} nhắc lại tên ở dòng đầu nội dung; tên phụ lục được in sẵn, hãy "
                f"bỏ dòng “{first.strip()[:80]}”.",
                _ANNEXES,
                first,
            )


def _bare(text: str) -> str:
    return fold(text).strip(" .:;-")
