"""The parts of a paper: letterhead, title, body, foot, annexes (Nghị định 30/2020, Phụ lục I)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.intake.queries import markers
from app.intake.queries.letters import bare, is_upper
from app.intake.queries.markers import Rank
from app.intake.queries.sources import markup
from app.intake.queries.sources.lines import Line

_OPENING_TYPES = (
    "ke hoach", "bao cao", "quyet dinh", "to trinh", "thong bao", "huong dan", "nghi quyet",
    "chuong trinh", "quy che", "quy dinh", "bien ban", "hop dong", "de an", "du an", "phuong an",
    "thong tu", "nghi dinh", "chi thi", "ket luan", "danh sach",
)  # fmt: skip
_LONE_TYPES = (
    "cong dien", "giay moi", "thong cao", "chuong trinh hanh dong", "ban ghi nho", "cong van",
    "ban thoa thuan", "giay uy quyen", "giay gioi thieu", "phieu chuyen", "phieu trinh", "luat",
    "giao uoc thi dua", "bao cao thanh tich", "de cuong", "kich ban", "phu luc", "bang diem",
    "giay xac nhan", "bang cham diem", "dien van", "ban cam ket", "thu moi", "thong tu lien tich",
)  # fmt: skip
_LONE = re.compile("|".join((*_OPENING_TYPES, *_LONE_TYPES)))
_AT_START = re.compile(rf"(?:{'|'.join(_OPENING_TYPES)})\b(?! va dau tu| ?- tai chinh| hoa\b)")
_OPENING = re.compile(
    r"(?:can cu|thuc hien|tiep tuc thuc hien|theo|nham|de |trien khai|tren co so|xet|"
    r"huong toi|chao mung|phat huy|thiet thuc|nam 20\d\d|ngay \d|sau khi|ket luan|"
    r"thuong truc|dang uy|uy ban nhan dan|ubnd|so |phong |ban |hoi dong|cong an|truong )"
)
_FOOT = re.compile(r"noi nhan\s*(?::|$)|noi gui\s*:")
_ANNEX = re.compile(r"(?:phu luc|bieu mau|bieu so|danh muc nhiem vu)\b")
_SIGNED_FOR = re.compile(r"(?:(?:tm|kt|tl|tuq)\s?\.|t/m|k/t|t/l)\s?\w")
_POSITION = re.compile(
    r"(?:q\. ?|quyen )?(?:pho )?(?:tong )?(?:chu tich|giam doc|hieu truong|truong (?:phong|ban)|"
    r"chanh van phong|vien truong|cuc truong|vu truong|bo truong|thu truong|bi thu|"
    r"pho bi thu|truong cong an|chi huy truong|chinh tri vien|truong dai dien|tram truong|"
    r"truong tram|chi cuc truong|doi truong|truong thon|cum truong|khoi truong|"
    r"truong cum|truong khoi|chu nhiem|to truong|truong doan|thu ky|tong bien tap)"
    r"(?: [\w -]{2,60})?"
)
_ADDRESSED = re.compile(r"kinh gui\s*:")
_FIRST_LINES = 80
_MAX_TITLE_LINES = 8
_MAX_TITLE = 600
_BLANK_TITLE = re.compile(r"[-–—_=*.\s]+")
_TITLE_ENDS = re.compile(r".*(?:(?:19|20)\d\d\)?|[)”\"])$")


@dataclass(frozen=True, slots=True)
class Text:
    """A line of running text without markup, and the same bare of tones and case."""

    no: int
    text: str
    bare: str

    @classmethod
    def of(cls, line: Line) -> "Text":
        """The line as running text; a row of a table counts as no text."""
        text = "" if line.cells is not None else markup.plain(line.text).strip().lstrip("#").strip()
        return cls(line.no, text, bare(text))


@dataclass(frozen=True, slots=True)
class Zones:
    """The lines of each part. `type` is the bare type of paper, None where none is printed.

    `attached` is the line of a further "KẾ HOẠCH" inside a paper of another type.
    """

    type: str | None
    type_printed: str | None
    type_line: int
    head: tuple[Text, ...]
    title: tuple[Text, ...]
    body: tuple[Line, ...]
    foot: tuple[Text, ...]
    annex: tuple[Line, ...]
    addressed: bool
    attached: int | None


def split(lines: Sequence[Line]) -> Zones:
    """Cut the lines into the parts of a paper."""
    texts = [Text.of(line) for line in lines]
    place, kind = _type_place(texts)
    if kind is None:
        head_end = _headless_body(texts)
        title: tuple[Text, ...] = ()
        body_start = head_end
    else:
        head_end = place
        title, body_start = _title(texts, place, kind)
    foot_start, annex_start = _foot(texts, body_start)
    return Zones(
        kind,
        texts[place].text if kind else None,
        texts[place].no if kind else 1,
        tuple(text for text in texts[:head_end] if text.text),
        title,
        tuple(lines[body_start:foot_start]),
        tuple(text for text in texts[foot_start:annex_start] if text.text),
        tuple(lines[annex_start:]),
        any(_ADDRESSED.match(text.bare) for text in texts[:_FIRST_LINES]),
        _attached(texts, place, kind),
    )


def _type_place(texts: Sequence[Text]) -> tuple[int, str | None]:
    """The place of the line that names the type of paper, and the type."""
    seen = 0
    for place, text in enumerate(texts):
        if not text.text:
            continue
        seen += 1
        if seen > _FIRST_LINES:
            break
        kind = type_of(text.text)
        if kind is not None:
            return place, kind
    return 0, None


def type_of(text: str) -> str | None:
    """The bare type of paper if this line is its title: alone, or opening a line in capitals."""
    squeezed = _unspaced(text).strip(" :*.-–")
    words = bare(squeezed)
    upper = is_upper(squeezed)
    if _LONE.fullmatch(words) and (upper or words == "ke hoach"):
        return words
    match = _AT_START.match(words) if upper and len(squeezed) < _MAX_TITLE else None
    return match.group() if match else None


def _unspaced(text: str) -> str:
    """ "K Ế  H O Ạ C H" as "KẾ HOẠCH"."""
    words = text.split("  ")
    if len(text) > 3 and all(len(letter) <= 1 for letter in text.split(" ")):
        return " ".join("".join(word.split(" ")) for word in words if word.strip())
    return text


def _title(texts: Sequence[Text], place: int, kind: str) -> tuple[tuple[Text, ...], int]:
    """The lines of the title under the type, and where the body begins."""
    title: list[Text] = []
    first = texts[place]
    rest = first.text[len(kind) :].strip(" :-–*")
    if rest and len(first.text) > len(kind) + 3:
        title.append(Text(first.no, rest, bare(rest)))
    for after in range(place + 1, len(texts)):
        text = texts[after]
        if not text.text or _BLANK_TITLE.fullmatch(text.text):
            if title and _BLANK_TITLE.fullmatch(text.text or " x"):
                return tuple(title), after + 1
            continue
        if _title_is_over(title, text):
            return tuple(title), after
        title.append(text)
    return tuple(title), len(texts)


def _title_is_over(title: Sequence[Text], text: Text) -> bool:
    if len(title) >= _MAX_TITLE_LINES or sum(len(t.text) for t in title) > _MAX_TITLE:
        return True
    upper = is_upper(text.text)
    marker = markers.read(text.text)
    if marker is not None and marker.rank in (Rank.ROMAN, Rank.PART, Rank.NUMBER):
        return True
    if not title or (upper and is_upper(title[-1].text)):
        return False
    if text.text.startswith("(") or not text.text[0].isupper():
        return False
    if is_upper(title[-1].text) and not upper:
        return True
    opens = _OPENING.match(text.bare) is not None
    return opens or _TITLE_ENDS.match(title[-1].text) is not None or len(text.text) > 300


def _headless_body(texts: Sequence[Text]) -> int:
    """Where the body begins when no type is printed: at the first basis or section."""
    for place, text in enumerate(texts[:60]):
        if not text.text:
            continue
        marker = markers.read(text.text)
        roman = marker is not None and marker.rank in (Rank.ROMAN, Rank.PART)
        opening = _OPENING.match(text.bare) is not None and not is_upper(text.text)
        if roman or opening:
            return place
    return 0


def _foot(texts: Sequence[Text], start: int) -> tuple[int, int]:
    """Where the foot (recipients and signature) begins, and where annexes do."""
    ends = [place for place in range(start, len(texts)) if "./." in texts[place].text]
    ended = ends[0] if ends else start
    foot = next(
        (place for place in range(start, len(texts)) if _FOOT.match(texts[place].bare)), None
    )
    signed = next(
        (p for p in range(max(ended, start), len(texts)) if is_signature(texts[p].text)), None
    )
    places = [place for place in (foot, signed) if place is not None]
    if not places:
        return len(texts), len(texts)
    begin = min(places)
    after = max(places)
    annex = next(
        (
            place
            for place in range(after + 1, len(texts))
            if _ANNEX.match(texts[place].bare) and is_upper(texts[place].text[:7])
        ),
        len(texts),
    )
    return begin, annex


def is_signature(text: str) -> bool:
    """Whether the line is a signing capacity or a position, in capitals, standing alone."""
    words = bare(text).strip(" .:")
    if not is_upper(text):
        return False
    return bool(_SIGNED_FOR.match(words) or _POSITION.fullmatch(words))


def is_capacity(text: str) -> bool:
    """Whether the line is a signing capacity such as "TM. ỦY BAN NHÂN DÂN"."""
    return is_upper(text) and _SIGNED_FOR.match(bare(text)) is not None


def _attached(texts: Sequence[Text], place: int, kind: str | None) -> int | None:
    if kind in (None, "ke hoach"):
        return None
    return next((text.no for text in texts[place + 1 :] if type_of(text.text) == "ke hoach"), None)
