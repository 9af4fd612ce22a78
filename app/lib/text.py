"""Vietnamese text made comparable: for search, for matching, and for the alphabet.

None of these keys is ever shown or stored in place of what an official wrote.
"""

import unicodedata
from collections.abc import Callable, Iterator

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_TONE_RANK = {_GRAVE: "1", _HOOK: "2", _TILDE: "3", _ACUTE: "4", _DOT: "5"}
_LEVEL_TONE = "0"

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
# "{" and "|" follow "z" in the C collation, so ă ("a{") comes after every word in "az…".
_LETTER_SUFFIX = {
    "a": {_BREVE: "{", _CIRCUMFLEX: "|"},
    "e": {_CIRCUMFLEX: "{"},
    "o": {_CIRCUMFLEX: "{", _HORN: "|"},
    "u": {_HORN: "{"},
}

_VOWELS = frozenset("aăâeêioôơuưy")
_MARKED_VOWELS = frozenset("ăâêôơư")
_REPAIRS = str.maketrans(
    {
        "\u00d0": "Đ",  # Ð and Ɖ look like Đ and are typed for it by old keyboards
        "\u0189": "Đ",
        "\u00f0": "đ",
        "\u0256": "đ",
        "\u00ad": None,  # soft hyphen, zero-width space and joiners, byte order mark
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
    }
)


def fold(text: str) -> str:
    """The text for search without diacritics: lower case, đ as d, single spaces.

    `fold("Xã Điềm  He") == "xa diem he"`.
    """
    bare = _without_marks(_tidy(text)).replace("đ", "d")
    return " ".join(bare.split())


def tone_key(text: str) -> str:
    """The text for exact matching: lower case, one place for the tone, single spaces.

    Officials write the tone of an open oa, oe, uy on either vowel (uỷ/ủy, hoà/hòa, thuý/thúy);
    both spellings give the same key, and different words keep different keys.
    """
    return " ".join(_by_word(_tidy(text), _with_tone_in_place).split())


def sort_key(text: str) -> str:
    """A plain ASCII string whose byte order (PostgreSQL's C collation) is the Vietnamese alphabet.

    First the letters a ă â b c d đ e ê … y with numbers by value ("Cụm 2" before "Cụm 10"), then
    the tones ngang, huyền, hỏi, ngã, sắc, nặng word by word. Case, punctuation and the place of
    the tone do not count: equal keys need a further tie-break such as the row's id.
    """
    words = list(_words(unicodedata.normalize("NFD", _tidy(text))))
    letters = "-".join(_word_letters(word) for word in words)
    tones = "-".join(_word_tones(word) for word in words)
    return f"{letters} {tones}" if words else ""


def _tidy(text: str) -> str:
    return unicodedata.normalize(
        "NFC", unicodedata.normalize("NFC", text.translate(_REPAIRS)).casefold()
    )


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    kept = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", kept)


def _by_word(text: str, change: Callable[[str], str]) -> str:
    """Apply `change` to each run of letters, leaving everything between them as it is."""
    pieces: list[str] = []
    word = ""
    for char in text:
        if char.isalpha() or unicodedata.combining(char):
            word += char
            continue
        pieces += [change(word), char]
        word = ""
    return "".join([*pieces, change(word)])


def _with_tone_in_place(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    tones = [char for char in decomposed if char in _TONE_RANK]
    if len(tones) != 1:
        return word
    toneless = unicodedata.normalize("NFC", decomposed.replace(tones[0], ""))
    place = _tone_place(toneless)
    if place is None:
        return word
    return unicodedata.normalize("NFC", toneless[: place + 1] + tones[0] + toneless[place + 1 :])


def _tone_place(syllable: str) -> int | None:
    """Where the tone of a toneless syllable stands; None for what is no Vietnamese syllable."""
    vowels = [index for index, char in enumerate(syllable) if char in _VOWELS]
    if not vowels or vowels[-1] - vowels[0] != len(vowels) - 1:
        return None
    if len(vowels) > 1 and syllable[: vowels[1]] in ("qu", "gi"):
        vowels = vowels[1:]
    marked = [index for index in vowels if syllable[index] in _MARKED_VOWELS]
    if marked:
        return marked[-1]
    if len(vowels) == 2:
        return vowels[1] if vowels[1] < len(syllable) - 1 else vowels[0]
    return vowels[len(vowels) // 2]


def _words(decomposed: str) -> Iterator[str]:
    """Runs of letters with their marks, and runs of digits, each as a word of its own."""
    word = ""
    for char in decomposed:
        if unicodedata.combining(char):
            word += char if word else ""
        elif char.isalpha() or char.isdecimal():
            if word and word[0].isdecimal() != char.isdecimal():
                yield word
                word = ""
            word += char
        elif word:
            yield word
            word = ""
    if word:
        yield word


def _word_letters(word: str) -> str:
    if word[0].isdecimal():
        return _number(word)
    letters: list[str] = []
    base = ""
    for char in word:
        if unicodedata.combining(char):
            letters.append(_LETTER_SUFFIX.get(base, {}).get(char, ""))
            continue
        base = char
        letters.append(_ascii_letter(char))
    return "".join(letters)


def _ascii_letter(char: str) -> str:
    if char == "đ":
        return "d{"
    return char if char.isascii() else f"~{ord(char):06x}"


def _number(digits: str) -> str:
    """Digits after their count, so that a longer number is a greater one."""
    plain = "".join(str(unicodedata.decimal(char)) for char in digits if char.isdecimal())
    value = plain.lstrip("0") or "0"
    size = len(value)
    return (str(size) if size < 9 else f"9{size:06d}") + value


def _word_tones(word: str) -> str:
    return "".join(_TONE_RANK[char] for char in word if char in _TONE_RANK) or _LEVEL_TONE
