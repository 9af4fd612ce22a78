"""Boxes of a form and fields of signatures: what is filled in, and what is seen of it."""

from collections.abc import Iterable, Iterator

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, Reference

_MOST_OBJECTS = 20_000
_MOST_FIELDS = 5_000
_SEEN = ("/V", "/AS", "/F", "/Rect", "/Ff")
"""What decides on the value of a box and whether and where it is seen."""

Look = frozenset[Reference]


def differ(before: DictionaryObject, after: DictionaryObject, touched: set[Reference]) -> bool:
    """Whether boxes that are no signatures hold or show something else than before."""
    old, new = dict(_boxes(before)), dict(_boxes(after))
    return old != new or any(look & touched for _, look in new.values())


def has_new_mask(page: DictionaryObject, touched: set[Reference]) -> bool:
    """Whether a field for a signature that nobody made has a picture since."""
    return any(
        "/V" not in note and "/AP" in note and _is_new(raw, note, touched)
        for raw, note in _notes(page)
        if is_signature(note)
    )


def stamps_of(page: DictionaryObject) -> dict[str, Look]:
    """The drawings of the signatures that were made on a page, by the names of their fields."""
    return {
        _text(note, "/T"): frozenset(reached(note, ("/AP",)))
        for _, note in _notes(page)
        if is_signature(note) and "/V" in note
    }


def is_signature(note: DictionaryObject) -> bool:
    """Whether a field is one for a signature."""
    return _inherited(note, "/FT") == "/Sig"


def reached(start: DictionaryObject, keys: Iterable[str]) -> set[Reference]:
    """All objects to which these entries lead."""
    found: set[Reference] = set()
    stack = [start.raw_get(key) for key in keys if key in start]
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


def listed(whole: DictionaryObject, key: str) -> ArrayObject:
    """An entry that is a list; an empty one where there is none."""
    found = whole.get(key, None)
    return found if isinstance(found, ArrayObject) else ArrayObject()


def _boxes(root: DictionaryObject) -> Iterator[tuple[str, tuple[tuple[str, ...], Look]]]:
    """Each box by its place in the tree of fields; a tree that bites its tail ends."""
    if "/AcroForm" not in root:
        return
    stack = [(str(place), one) for place, one in enumerate(listed(root["/AcroForm"], "/Fields"))]
    count = 0
    while stack and count < _MOST_FIELDS:
        (place, raw), count = stack.pop(), count + 1
        field = raw.get_object()
        if not isinstance(field, DictionaryObject) or is_signature(field):
            continue
        seen = tuple(_text(field, key) for key in _SEEN)
        name = f"{place} {_text(field, '/T')}"
        yield name, (seen, frozenset(reached(field, ("/AP",))))
        stack += [(f"{place}.{at}", kid) for at, kid in enumerate(listed(field, "/Kids"))]


def _notes(page: DictionaryObject) -> Iterator[tuple[object, DictionaryObject]]:
    notes = listed(page, "/Annots")
    for place in range(len(notes)):
        raw = notes.raw_get(place)
        note = raw.get_object()
        if isinstance(note, DictionaryObject):
            yield raw, note


def _is_new(raw: object, note: DictionaryObject, touched: set[Reference]) -> bool:
    if isinstance(raw, IndirectObject) and raw.reference in touched:
        return True
    return bool(reached(note, ("/AP",)) & touched)


def _inherited(field: DictionaryObject, key: str) -> str:
    """An entry of a field, or of those above it."""
    for _ in range(20):
        if key in field:
            return str(field[key])
        if "/Parent" not in field:
            break
        field = field["/Parent"]
    return ""


def _text(whole: DictionaryObject, key: str) -> str:
    return str(whole[key]) if key in whole else ""
