"""What was changed in a file after a signature, in the words of the office."""

from collections.abc import Iterator, Sequence

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, Reference
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from app.signatures.pades import boxes

_MOST_PAGES = 5_000
_MARKS = ("/Contents", "/Resources")
_SHAPE = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
_ENTRIES = (
    (("/OCProperties",), "Các lớp ẩn, hiện của tệp bị thay đổi."),
    (("/OpenAction", "/AA"), "Lệnh chạy khi mở tệp bị thay đổi."),
)


def since(reader: PdfFileReader, revision: int) -> tuple[str, ...]:
    """What the revisions after `revision` (from 0) did to the file; () where nothing is told."""
    before = reader.get_historical_resolver(revision).root
    after = reader.root
    touched = _touched(reader, revision)
    old, new = _pages(before), _pages(after)
    found = [
        *_pages_of(old, new, touched),
        *_notes(old, new),
        *_stamps(old, new, touched),
        *_catalogue(before, after, touched),
        *disguised(reader, revision),
    ]
    if not found and touched:
        found.append("Cấu trúc tệp bị thay đổi (không phải do ký thêm).")
    return tuple(found)


def disguised(reader: PdfFileReader, revision: int) -> tuple[str, ...]:
    """Changes after `revision` that pass for signing again or filling in, and alter what is seen.

    The library lets boxes of a form be filled in and fields for signatures be added; nobody fills
    in a paper that was issued.
    """
    if reader.xrefs.total_revisions <= revision + 1:
        return ()
    before = reader.get_historical_resolver(revision).root
    touched = _touched(reader, revision)
    found = []
    if boxes.differ(before, reader.root, touched):
        found.append("Giá trị ô biểu mẫu bị thay đổi.")
    for number, page in enumerate(_pages(reader.root), start=1):
        if boxes.has_new_mask(page, touched):
            found.append(f"Thêm ô chữ ký chưa ký, có hình, ở trang {number}.")
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
    if any(str(was.get(key)) != str(now.get(key)) for key in _SHAPE):
        return True
    old, new = (boxes.reached(page, _MARKS) for page in (was, now))
    return old != new or bool(new & touched)


def _notes(old: Sequence[DictionaryObject], new: Sequence[DictionaryObject]) -> Iterator[str]:
    for number, (was, now) in enumerate(zip(old, new, strict=False), start=1):
        more = _marks(now) - _marks(was)
        if more > 0:
            yield f"Thêm {more} ghi chú, dấu hoặc hình ở trang {number}."
        elif more < 0:
            yield f"Xóa {-more} ghi chú, dấu hoặc hình ở trang {number}."


def _stamps(
    old: Sequence[DictionaryObject], new: Sequence[DictionaryObject], touched: set[Reference]
) -> Iterator[str]:
    """Pictures of signatures that were made before, drawn anew."""
    for number, (was, now) in enumerate(zip(old, new, strict=False), start=1):
        drawn = boxes.stamps_of(was)
        there = boxes.stamps_of(now)
        if any(there.get(name) != look or look & touched for name, look in drawn.items()):
            yield f"Hình chữ ký hoặc dấu bị vẽ lại ở trang {number}."


def _catalogue(
    before: DictionaryObject, after: DictionaryObject, touched: set[Reference]
) -> Iterator[str]:
    for keys, told in _ENTRIES:
        if any(
            str(before.raw_get(key) if key in before else "")
            != str(after.raw_get(key) if key in after else "")
            for key in keys
        ) or (boxes.reached(after, keys) & touched):
            yield told


def _marks(page: DictionaryObject) -> int:
    """Annotations that are no fields of signatures."""
    notes = [note.get_object() for note in boxes.listed(page, "/Annots")]
    return sum(1 for note in notes if "/Parent" not in note and not boxes.is_signature(note))
