"""Vietnamese typed in the fonts of before Unicode: TCVN3 (.VnTime) and VNI (VNI-Times).

Such text looks like "kÕ ho¹ch" or "keá hoaïch"; it is recognised by the words that appear once
it is converted, so that a paper in another language is left alone.
"""

import re
from collections.abc import Callable

from app.intake.queries.letters import bare

_TCVN3_CODES = (
    "µà ¸á ¶ả ·ã ¹ạ ¨ă »ằ ¾ắ ¼ẳ ½ẵ Æặ ©â Çầ Êấ Èẩ Éẫ Ëậ ®đ Ìè Ðé Îẻ Ïẽ Ñẹ ªê Òề Õế Óể Ôễ Öệ "
    "×ì Ýí Øỉ Üĩ Þị ßò ãó áỏ âõ äọ «ô åồ èố æổ çỗ éộ ¬ơ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ \xadư "
    "õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ ¡Ă ¢Â §Đ £Ê ¤Ô ¥Ơ ¦Ư"
)
_TCVN3 = str.maketrans({pair[0]: pair[1] for pair in _TCVN3_CODES.split(" ")})

_VNI_CODES = (
    "aù=á aø=à aû=ả aõ=ã aï=ạ aê=ă aé=ắ aè=ằ aú=ẳ aü=ẵ aë=ặ aâ=â aá=ấ aà=ầ aå=ẩ aã=ẫ aä=ậ "
    "eù=é eø=è eû=ẻ eõ=ẽ eï=ẹ eâ=ê eá=ế eà=ề eå=ể eã=ễ eä=ệ "
    "où=ó oø=ò oû=ỏ oõ=õ oï=ọ oâ=ô oá=ố oà=ồ oå=ổ oã=ỗ oä=ộ "
    "ôù=ớ ôø=ờ ôû=ở ôõ=ỡ ôï=ợ uù=ú uø=ù uû=ủ uõ=ũ uï=ụ öù=ứ öø=ừ öû=ử öõ=ữ öï=ự "
    "yù=ý yø=ỳ yû=ỷ yõ=ỹ ô=ơ ö=ư ñ=đ æ=ỉ ó=ĩ ò=ị î=ỵ"
)
_VNI = dict(pair.split("=") for pair in _VNI_CODES.split(" "))
_VNI |= {code.upper(): letter.upper() for code, letter in _VNI.items()}
_VNI |= {code.capitalize(): letter.upper() for code, letter in _VNI.items() if len(code) == 2}
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_SENTENCE_OF_COMMON_WORDS = (
    "và của các kế hoạch nhiệm vụ thưởng nhân dân năm tổ chức thực hiện được với về đơn vị "
    "phòng quý tỉnh những là người không việt độc lập tự hạnh phúc căn cứ ngày chủ tịch"
)
_COMMON = frozenset(_SENTENCE_OF_COMMON_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 60_000
_ENOUGH = 4


def converted(text: str) -> tuple[str, str | None]:
    """The text in Unicode and the name of the encoding it was typed in, None if it was Unicode."""
    sample = text[:_SAMPLE]
    if sample.isascii() or _known_words(sample) >= _ENOUGH:
        return text, None
    for name, convert in _CONVERTERS:
        if _known_words(convert(sample)) >= _ENOUGH:
            return convert(text), name
    return text, None


def from_named(text: str, encoding: str) -> str:
    """The text in Unicode, typed in the encoding that `converted` named."""
    return dict(_CONVERTERS)[encoding](text)


def looks_vietnamese(text: str) -> bool:
    """Whether common Vietnamese words with their marks stand in the text."""
    return _known_words(text[:_SAMPLE]) >= _ENOUGH


def _known_words(text: str) -> int:
    words = {word.lower() for word in _WORD.findall(text)}
    return sum(1 for word in words & _COMMON if bare(word) != word)


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def _from_vni(text: str) -> str:
    return _VNI_CODE.sub(lambda match: _VNI[match.group()], text)


_CONVERTERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("TCVN3 (ABC)", _from_tcvn3),
    ("VNI", _from_vni),
)
