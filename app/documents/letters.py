"""Which signs a paper can show: those of the faces of papers, and what stands for others."""

import unicodedata

_DRAWN = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x36F), (0x384, 0x38A), (0x38E, 0x3A1), (0x3A3, 0x3CE),
    (0x400, 0x513), (0x1E00, 0x1E9B), (0x1EA0, 0x1EF9), (0x2000, 0x200A), (0x2012, 0x2022),
    (0x2030, 0x2030), (0x2032, 0x2034), (0x2039, 0x203A), (0x2044, 0x2044), (0x2074, 0x2075),
    (0x2077, 0x2078), (0x207F, 0x207F), (0x20A0, 0x20B5), (0x2116, 0x2117), (0x2122, 0x2122),
    (0x2126, 0x2126), (0x2153, 0x2154), (0x215B, 0x215E), (0x2190, 0x2195), (0x2206, 0x2206),
    (0x220F, 0x220F), (0x2211, 0x2212), (0x2219, 0x221A), (0x221E, 0x221F), (0x2229, 0x2229),
    (0x222B, 0x222B), (0x2248, 0x2248), (0x2260, 0x2261), (0x2264, 0x2265), (0x25A0, 0x25A1),
    (0x25AA, 0x25AC), (0x25B2, 0x25B2), (0x25BA, 0x25BA), (0x25BC, 0x25BC), (0x25CA, 0x25CB),
    (0x25CF, 0x25CF), (0x2026, 0x2026), (0x202F, 0x202F),
)  # fmt: skip
_UNASSIGNED = frozenset(
    sign
    for first, last in _DRAWN
    for sign in range(first, last + 1)
    if unicodedata.category(chr(sign)) == "Cn"
)
_STANDS_FOR = {
    "\u2010": "-", "\u2011": "-", "\u2024": ".", "\u2027": "·", "\u30fb": "·",
    "\uf02d": "-", "\uf0b7": "•", "\uf0a7": "•", "\uf076": "•", "\uf0d8": "•", "\uf0fc": "x",
    "☐": "□", "☑": "x", "☒": "x", "✓": "x", "✔": "x", "✕": "x", "✗": "x",
    "⇒": "→", "➔": "→", "➢": "►", "➤": "►", "◦": "○", "❖": "•", "◆": "•", "★": "*",
}  # fmt: skip
"""Marks that Word and the web put into pasted text, as a paper shows them."""
_LOST = "?"
"""Stands for a letter of a script that the faces do not have."""
_LINE_SIGNS = frozenset("\n\t")


class _Shown(dict[int, str]):
    """What a paper shows for each sign, found out once."""

    def __missing__(self, number: int) -> str:
        shown = self[number] = _shown(chr(number))
        return shown


def drawable(text: str) -> str:
    """A composed text with only the signs that the faces of papers have.

    Emoji, invisible signs and control characters are left out, foreign letters become `?`.
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_SHOWN)


def undrawable(text: str) -> tuple[str, ...]:
    """The visible signs of a text that a paper cannot show, each once, in their order."""
    composed = unicodedata.normalize("NFC", text)
    return tuple(sign for sign in dict.fromkeys(composed) if _is_visible(sign) and _is_lost(sign))


def _shown(sign: str) -> str:
    if sign in _LINE_SIGNS or _is_drawn(sign):
        return sign
    if sign in _STANDS_FOR:
        return _STANDS_FOR[sign]
    if not _is_visible(sign):
        return ""
    likeness = unicodedata.normalize("NFKC", sign)
    if likeness != sign and all(map(_is_drawn, likeness)):
        return likeness
    return _LOST if unicodedata.category(sign)[0] in "LN" else ""


def _is_lost(sign: str) -> bool:
    return _shown(sign) in ("", _LOST) and sign != _LOST


def _is_visible(sign: str) -> bool:
    """Whether a reader sees the sign; variation selectors and joiners are not seen."""
    return unicodedata.category(sign)[0] != "C" and not 0xFE00 <= ord(sign) <= 0xFE0F


def _is_drawn(sign: str) -> bool:
    number = ord(sign)
    return number not in _UNASSIGNED and any(first <= number <= last for first, last in _DRAWN)


_SHOWN = _Shown()
