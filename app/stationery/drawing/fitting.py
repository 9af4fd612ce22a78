"""Texts that fit: broken into lines, and shrunk where they are long."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from app.stationery.drawing import faces

COMPOUNDS = frozenset(
    (
        *("thi đua", "khen thưởng", "ủy ban", "nhân dân", "hội nghị", "hội đồng", "đại hội"),
        *("tổng kết", "sơ kết", "phong trào", "yêu nước", "điển hình", "tiên tiến", "chuyên đề"),
        *("tuyên dương", "biểu dương", "tôn vinh", "phát động", "chào mừng", "nhiệt liệt"),
        *("đại biểu", "giai đoạn", "lần thứ", "thành tích", "xuất sắc", "kỷ niệm", "văn hóa"),
        *("xã hội", "nông thôn", "công tác", "nhiệm vụ", "giao ước", "đoàn kết", "sáng tạo"),
        *("việt nam", "tổ quốc", "năm học", "xây dựng", "bảo vệ", "chung sức", "trung tâm"),
        *("dịch vụ", "sự nghiệp", "cán bộ", "công chức", "viên chức", "người lao động"),
        *("lao động", "tập thể", "cá nhân", "đơn vị", "dẫn đầu", "công ty", "trách nhiệm"),
        *("hữu hạn", "thành viên", "khai thác", "công trình", "thủy lợi", "kinh tế", "chủ tịch"),
        *("giám đốc", "hiệu trưởng", "chiến sĩ", "cơ sở", "tiểu học", "trung học", "phổ thông"),
        *("mầm non", "giáo dục", "đào tạo", "quốc phòng", "an ninh", "trật tự", "an toàn"),
        *("thanh niên", "phụ nữ", "nông dân", "cựu chiến binh", "mặt trận", "quê hương"),
        *("giàu đẹp", "gương mẫu", "đồng lòng", "vững mạnh", "hoàn thành", "tham mưu"),
        *("chỉ đạo", "tổ chức", "thực hiện", "cải cách", "hành chính", "chuyển đổi số"),
    )
)
"""Words of several syllables that no line ends within."""
_MARKS = ",.;:!?()“”\"'"
_DASHES = ("-", "–")
_COUNTED = ("năm", "tháng", "ngày", "số", "thứ", "khóa", "quý", "hạng", "lớp")
"""What a number belongs to."""
_NUMBER = re.compile(r"\d.*|[ivxlc]+")
_DIVISIONS = ("tỉnh", "xã", "phường", "khu", "huyện", "thôn", "bản", "phố")
"""What the name of a place belongs to."""
_ALONE = 0.25
"""How much a line of one syllable counts, as a share of the width: it is the last choice."""
STEP = 0.5
"""Sizes go down by half a point."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines at a size; `fits` is False where even the least size leaves too many lines."""

    lines: tuple[str, ...]
    size: float
    fits: bool


def fit(
    text: str, face: str, *, size: float, width: float, lines: int = 1, least: float | None = None
) -> Fitted:
    """`text` in at most `lines` lines of `width` millimetres, at the largest size up to `size`.

    Line breaks in the text stay. Where it does not fit at `least` (half the size where none is
    given) it is broken into as many lines as it takes.
    """
    smallest = max(least if least is not None else size / 2, 1)
    cleaned = faces.clean(text, face)
    at = size
    while True:
        broken = wrap(cleaned, face, at, width)
        is_whole = all(faces.width(line, face, at) <= width + 0.01 for line in broken)
        if len(broken) <= lines and is_whole and not _cuts(cleaned, broken):
            if len(broken) <= cleaned.count("\n") + 1:
                return Fitted(broken, at, True)
            apart = spread(cleaned, face, at, width)
            kept = apart if apart is not None and len(apart) <= lines else None
            return Fitted(kept or balanced(cleaned, face, at, width), at, True)
        if at - STEP < smallest:
            return Fitted(broken, at, len(broken) <= lines)
        at -= STEP


def _cuts(text: str, broken: tuple[str, ...]) -> bool:
    """Whether a word had to be cut."""
    return " ".join(broken).split() != text.split()


def wrap(text: str, face: str, size: float, width: float) -> tuple[str, ...]:
    """Broken at spaces; a word wider than the line is cut."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            for piece in _pieces(word, face, size, width):
                longer = f"{line} {piece}" if line else piece
                if faces.width(longer, face, size) <= width:
                    line = longer
                else:
                    lines += [line] if line else []
                    line = piece
        lines += [line] if line else []
    return tuple(lines)


def _pieces(word: str, face: str, size: float, width: float) -> list[str]:
    if faces.width(word, face, size) <= width:
        return [word]
    pieces = [""]
    for char in word:
        if pieces[-1] and faces.width(pieces[-1] + char, face, size) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def balanced(text: str, face: str, size: float, width: float) -> tuple[str, ...]:
    """Broken so that lines are about equally long: the narrowest width that needs no more lines."""
    best = wrap(text, face, size, width)
    low, high = 0.0, width
    while high - low > 1:
        middle = (low + high) / 2
        tried = wrap(text, face, size, middle)
        if len(tried) <= len(best) and not _cuts(text, tried):
            best, high = tried, middle
        else:
            low = middle
    return best


def units(paragraph: str, together: Collection[str] = COMPOUNDS) -> list[str]:
    """The words of a paragraph; compounds (`together`, in small letters), numbers with what they
    count, and places with what they are, are never parted."""
    words, found = paragraph.split(), []
    longest = max((len(name.split()) for name in together), default=1)
    while words:
        lengths = range(min(longest, len(words)), 1, -1)
        taken = next((n for n in lengths if _bare(" ".join(words[:n])) in together), 1)
        unit, words = words[:taken], words[taken:]
        while words and _belongs(unit, words[0]):
            unit.append(words.pop(0))
        found.append(" ".join(unit))
    return found


def _bare(words: str) -> str:
    return words.strip(_MARKS).lower()


def _belongs(unit: Sequence[str], word: str) -> bool:
    """Whether the next word stays on the line of those before it."""
    if word in _DASHES:
        return True
    if unit[-1] in _DASHES:
        return word[0].isdigit()
    if unit[-1][-1] in _MARKS:
        return False
    if _NUMBER.fullmatch(_bare(word)):
        return _bare(unit[-1]) in _COUNTED
    is_name = word.istitle() and all(one.istitle() for one in unit[1:])
    return is_name and unit[0].islower() and unit[0] in _DIVISIONS


def spread(
    text: str,
    face: str,
    size: float,
    width: float,
    together: Collection[str] = COMPOUNDS,
) -> tuple[str, ...] | None:
    """Broken between units into as few lines as there is room for, as equally long as can be; no
    syllable stands alone where another way is open. None where a unit is wider than the room."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        words = units(paragraph, together)
        if any(faces.width(word, face, size) > width for word in words):
            return None
        lines += _evenly(words, face, size, width)
    return tuple(lines)


def _evenly(words: Sequence[str], face: str, size: float, width: float) -> list[str]:
    """The break with the fewest lines and, among those, the least squares of empty room."""

    @cache
    def best(start: int) -> tuple[int, float, tuple[str, ...]]:
        if start == len(words):
            return 0, 0.0, ()
        ways = []
        for end in range(start + 1, len(words) + 1):
            line = " ".join(words[start:end])
            room = 1 - faces.width(line, face, size) / width
            if room < 0:
                break
            count, cost, rest = best(end)
            alone = _ALONE if " " not in line and len(words) > 1 else 0.0
            ways.append((count + 1, cost + room * room + alone, (line, *rest)))
        return min(ways)

    return list(best(0)[2])
