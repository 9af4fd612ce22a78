"""Names of offices made comparable, and a cell that names several of them taken apart.

Nothing here is shown: what an official wrote is printed as it was written.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from app.lib.text import tone_key

_D = "[đd]"
_EXPANDED = tuple(
    (re.compile(pattern), full)
    for pattern, full in (
        (r"&", " và "),
        (rf"\bh{_D}\s?t{_D}\s?-?\s?kt\b|\bhội đồng t{_D}kt\b", "hội đồng thi đua khen thưởng"),
        (rf"\bt{_D}\s?-?\s?kt\b", "thi đua khen thưởng"),
        (r"\bubnd\b", "ủy ban nhân dân"),
        (rf"\bh{_D}nd\b", "hội đồng nhân dân"),
        (r"\bvh\s?-?\s?xh\b", "văn hóa xã hội"),
        (rf"\bg{_D}\s?(?:-|và)?\s?{_D}t\b", "giáo dục đào tạo"),
        (r"\bub\s?mttq\b", "ủy ban mặt trận tổ quốc"),
        (r"\bmttq\b", "mặt trận tổ quốc"),
        (r"\bubkt\b", "ủy ban kiểm tra"),
        (r"\b(?:tt|trung tâm) pvhcc\b", "trung tâm phục vụ hành chính công"),
        (r"\bpvhcc\b", "phục vụ hành chính công"),
        (rf"\btt(?= (?:{_D}ảng ủy|hội đồng|ủy ban))", "thường trực"),
        (r"\btt(?= \w)", "trung tâm"),
        (r"\bvp\b", "văn phòng"),
        (r"\bbch(?= quân sự| qs)", "ban chỉ huy"),
        (r"\bqs\b", "quân sự"),
        (r"\bct\s?-?\s?xh\b", "chính trị xã hội"),
        (r"\bccb\b", "cựu chiến binh"),
        (r"\b(?:lh|liên hiệp )\s?pn\b", "liên hiệp phụ nữ"),
        (r"\bpnv\b", "phòng nội vụ"),
        (rf"\bxd {_D}ảng\b", "xây dựng đảng"),
        (r"\btp\b", "thành phố"),
        (r"[^\w]+", " "),
        (r"\b(?:ủy ban )?mặt trận tổ quốc(?: việt nam)?\b", "mặt trận tổ quốc"),
        (r"\bđoàn (?:tncs|thanh niên cộng sản) (?:hồ chí minh|hcm)\b", "đoàn thanh niên"),
        (r"\bvà\b", " "),
    )
)
_ASKED = re.compile(r"^\s*(?:đề nghị|kính đề nghị)\s+", re.IGNORECASE)
_CUTS = re.compile(r"\s*[,;/\n]\s*|\s+(?:và|cùng)\s+|\s*&\s*", re.IGNORECASE)
_COMMON = frozenset({"Các", "Những", "Toàn", "Mọi"})
_EDGES = " \t\n.,;:/-–—•·*+"


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """A key by which two spellings of one office are the same, tones and letters kept.

    Abbreviations are written out, "và", dashes and commas do not count:
    `key("Phòng VHXH") == key("phòng Văn hoá – Xã hội")`.
    """
    words = tone_key(bare_wording(name))
    for pattern, full in _EXPANDED:
        words = pattern.sub(full, words)
    return " ".join(words.split())


def bare_wording(name: str) -> str:
    """The name without bullets, closing marks and a leading "Đề nghị"."""
    return _ASKED.sub("", " ".join(name.split()).strip(_EDGES))


def asked(name: str) -> str:
    """The name as a paper requests it: "Đề nghị Ban Xây dựng Đảng", "Đề nghị các đoàn thể"."""
    bare = bare_wording(name)
    first, _, rest = bare.partition(" ")
    return f"Đề nghị {first.lower()} {rest}" if first in _COMMON else f"Đề nghị {bare}"


def taken_apart(name: str, is_known: Callable[[str], bool]) -> tuple[tuple[str, ...], str]:
    """The names inside one wording that `is_known` knows, and what is left over.

    Cut at commas, "và" and "&", the longest known name first, so that "Văn phòng HĐND và UBND,
    Phòng Kinh tế" is two offices. Where nothing is known the whole wording is left over.
    """
    text = bare_wording(name)
    starts = [0, *(cut.end() for cut in _CUTS.finditer(text))]
    ends = [*(cut.start() for cut in _CUTS.finditer(text)), len(text)]
    known: list[str] = []
    left: list[str] = []
    index = 0
    while index < len(starts):
        last = _longest(text, starts[index], ends[index:], is_known)
        if last is None:
            left.append(text[starts[index] : ends[index]])
            index += 1
            continue
        known.append(text[starts[index] : ends[index + last]])
        index += last + 1
    if not known:
        return (), text
    return tuple(known), ", ".join(piece for piece in left if piece.strip(_EDGES))


def _longest(text: str, start: int, ends: list[int], is_known: Callable[[str], bool]) -> int | None:
    """How many further pieces the longest known name takes; None where none is known."""
    return next(
        (last for last in reversed(range(len(ends))) if is_known(text[start : ends[last]])), None
    )
