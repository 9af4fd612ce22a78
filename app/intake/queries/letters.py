"""Letters compared without tone or case, place for place."""

import unicodedata
from functools import lru_cache


def _first_base(char: str) -> str:
    base = unicodedata.normalize("NFD", char.lower())[:1] or char
    return "d" if base == "đ" else base


_BARE = {code: _first_base(chr(code)) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))}
_BARE |= {ord("–"): "-", ord("—"): "-", ord("−"): "-", ord("‑"): "-", ord("‐"): "-"}


@lru_cache(maxsize=4096)
def _short(text: str) -> str:
    return text.translate(_BARE)


def bare(text: str) -> str:
    """NFC text in lower case without diacritics, đ as d, every dash as "-".

    Unlike `app.lib.text.fold` it keeps each character at its place, so that what a pattern finds
    here can be cut out of the printed text.
    """
    return _short(text) if len(text) < 200 else text.translate(_BARE)


def is_upper(text: str) -> bool:
    """Whether the text has letters and all of them are capitals."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(char.isupper() for char in letters)


def capitalised(text: str) -> str:
    """The text with its first character as a capital and the rest as printed."""
    return text[:1].upper() + text[1:]


def leading_name(text: str, place: int, longest: int = 5) -> str:
    """The proper name that begins at this place: its words with capitals, up to a stop."""
    words: list[str] = []
    for word in text[place : place + 120].split(" "):
        plain = word.strip("“”\"'’()")
        if not plain or not plain[0].isupper() or len(words) == longest:
            break
        words.append(plain.rstrip(',.;:)”"…'))
        if plain[-1] in ',.;:)”"…' or word[-1] in ')”"':
            break
    return " ".join(words)
