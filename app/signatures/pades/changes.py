"""What was changed in a file after a signature, in the words of the office."""

from collections.abc import Iterator, Sequence

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, Reference
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

_MOST_PAGES = 5_000
_MOST_OBJECTS = 20_000
_MARKS = ("/Contents", "/Resources")


def since(reader: PdfFileReader, revision: int) -> tuple[str, ...]:
    """What the revisions after `revision` (from 0) did to the file; () where nothing is told."""
    before = reader.get_historical_resolver(revision).root
    after = reader.root
    touched = _touched(reader, revision)
    old, new = _pages(before), _pages(after)
    found = [*_pages_of(old, new, touched), *_notes(old, new)]
    if _values(before) != _values(after):
        found.append("Giá trị ô biểu mẫu bị thay đổi.")
    if not found and touched:
        found.append("Cấu trúc tệp bị thay đổi (không phải do ký thêm).")
    return tuple(found)


def later_signatures(reader: PdfFileReader, revision: int) -> tuple[str, ...]:
    """The names of fields that were signed after `revision`."""
    return tuple(
        name
        for name, value, _ in enumerate_sig_fields(reader, filled_status=True)
        if isinstance(value, IndirectObject)
        and reader.xrefs.get_last_change(value.reference) > revision
    )


def _touched(reader: PdfFileReader, revision: int) -> set[Reference]:
    last = reader.xrefs.total_revisions
    return {
        ref
        for later in range(revision + 1, last)
        for ref in reader.xrefs.explicit_refs_in_revision(later)
    }


def _pages(root: DictionaryObject) -> list[DictionaryObject]:
    """The pages in order; a tree that bites its tail ends."""
    pages: list[DictionaryObject] = []
    stack, seen = [root["/Pages"]], 0
    while stack and len(pages) < _MOST_PAGES and seen < 4 * _MOST_PAGES:
        node, seen = stack.pop(), seen + 1
        if "/Kids" in node:
            stack += [kid.get_object() for kid in reversed(node["/Kids"])]
        else:
            pages.append(node)
    return pages


def _pages_of(
    old: Sequence[DictionaryObject], new: Sequence[DictionaryObject], touched: set[Reference]
) -> Iterator[str]:
    if len(new) > len(old):
        yield f"Thêm {len(new) - len(old)} trang (từ {len(old)} thành {len(new)} trang)."
    if len(new) < len(old):
        yield f"Bớt {len(old) - len(new)} trang (từ {len(old)} còn {len(new)} trang)."
    changed = [
        number
        for number, (was, now) in enumerate(zip(old, new, strict=False), start=1)
        if _differs(was, now, touched)
    ]
    if changed:
        yield "Nội dung bị sửa ở trang " + ", ".join(map(str, changed)) + "."


def _differs(was: DictionaryObject, now: DictionaryObject, touched: set[Reference]) -> bool:
    old, new = _reachable(was), _reachable(now)
    return old != new or bool(new & touched)


def _reachable(page: DictionaryObject) -> set[Reference]:
    """All objects that the page's drawing is made of."""
    found: set[Reference] = set()
    stack = [page.raw_get(mark) for mark in _MARKS if mark in page]
    while stack and len(found) < _MOST_OBJECTS:
        item = stack.pop()
        if isinstance(item, IndirectObject):
            if item.reference in found:
                continue
            found.add(item.reference)
            item = item.get_object()
        if isinstance(item, DictionaryObject):
            stack += [item.raw_get(key) for key in item if key not in ("/Parent", "/P", "/Annots")]
        elif isinstance(item, ArrayObject):
            stack += [item.raw_get(place) for place in range(len(item))]
    return found


def _notes(old: Sequence[DictionaryObject], new: Sequence[DictionaryObject]) -> Iterator[str]:
    for number, (was, now) in enumerate(zip(old, new, strict=False), start=1):
        more = _marks(now) - _marks(was)
        if more > 0:
            yield f"Thêm {more} ghi chú, dấu hoặc hình ở trang {number}."
        elif more < 0:
            yield f"Xóa {-more} ghi chú, dấu hoặc hình ở trang {number}."


def _marks(page: DictionaryObject) -> int:
    """Annotations that are no fields of signatures."""
    notes = [note.get_object() for note in _list(page, "/Annots")]
    return sum(1 for note in notes if "/Parent" not in note and _text(note, "/FT") != "/Sig")


def _values(root: DictionaryObject) -> list[tuple[str, str]]:
    """The fields of a form that are no signatures, with what is filled in."""
    if "/AcroForm" not in root:
        return []
    fields = [field.get_object() for field in _list(root["/AcroForm"], "/Fields")]
    return [
        (_text(field, "/T"), _text(field, "/V"))
        for field in fields
        if _text(field, "/FT") != "/Sig"
    ]


def _list(whole: DictionaryObject, key: str) -> ArrayObject:
    return whole[key] if key in whole else ArrayObject()


def _text(whole: DictionaryObject, key: str) -> str:
    return str(whole[key]) if key in whole else ""
