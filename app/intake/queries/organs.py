"""Names of organs: the short form the office uses, their level, capitals turned into names."""

import re

from app.intake.queries.letters import bare, capitalised, is_upper
from app.intake.terms import Level
from app.lib.text import tone_key

_COMMITTEE = re.compile(r"(?:ủy|uỷ|ũy) ban nhân dân", re.IGNORECASE)
_COUNCIL = re.compile(r"hội đồng nhân dân", re.IGNORECASE)
_CITIES = frozenset({"ha noi", "hai phong", "hue", "da nang", "can tho", "ho chi minh"})
_UNITS = {
    "tỉnh": Level.PROVINCE, "thành phố": Level.DISTRICT, "huyện": Level.DISTRICT,
    "quận": Level.DISTRICT, "thị xã": Level.DISTRICT, "xã": Level.COMMUNE,
    "phường": Level.COMMUNE, "thị trấn": Level.COMMUNE, "đặc khu": Level.COMMUNE,
}  # fmt: skip
UNIT_WORDS = tuple(sorted(_UNITS, key=len, reverse=True))
UNITS_BARE = "|".join("xa(?! hoi)" if word == "xã" else bare(word) for word in UNIT_WORDS)
STARTERS_BARE = (
    r"ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|uy ban mat tran|ubmttq|uy ban mttq|mat tran|"
    r"bo(?= [a-z])|so(?= [a-z])|ban(?= [a-z])|phong(?= [a-z])|van phong|hoi dong|hdtdkt|hd tdkt|"
    r"truong (?:thpt|thcs|tieu hoc|mam non|dai hoc|cao dang|trung cap|trung hoc|chinh tri|pt|mn)|"
    r"cong an|trung tam|benh vien|chi cuc|cuc|cong ty|lien doan|hoi (?:nong dan|lien hiep|cuu|chu)|"
    r"dang uy|dang bo|tinh uy|huyen uy|thanh uy|doan thanh nien|tinh doan|cum thi dua|khoi thi dua|"
    r"bo chi huy|ban chi huy|tram y te|vien|thanh tra|kho bac|bao hiem|ngan hang|dai phat thanh|"
    r"quoc hoi|chinh phu|thu tuong|tong cong ty|tap doan|hoc vien|so$|phong$"
)
_STARTS = re.compile(rf"(?:{STARTERS_BARE})\b")
_UNIT_AT_END = re.compile(rf"\b(?P<unit>{UNITS_BARE})(?: (?P<name>.+))?$")
_DEPARTMENT = re.compile(rf"(?:{STARTERS_BARE})\b")
_CENTRAL = re.compile(r"bo (?!chi huy)|chinh phu|thu tuong|quoc hoi|trung uong|tong cuc")


def starts_organ(text: str) -> bool:
    """Whether the text opens with the word of an organ ("Sở", "UBND", "Hội đồng")."""
    return _STARTS.match(bare(text[:60])) is not None


def short(name: str) -> str:
    """The name as offices write it: "Uỷ ban nhân dân xã X" as "UBND xã X"."""
    name = " ".join(name.split()).strip(" ,;.:-–")
    return _COUNCIL.sub("HĐND", _COMMITTEE.sub("UBND", name))


def level_of(name: str) -> Level | None:
    """The level of government of an organ with this name, None where it cannot be told."""
    words = bare(short(name))
    committee = re.match(r"(?:ubnd|hdnd|dang uy|uy ban|hoi dong|hdtdkt)\b", words)
    unit = _UNIT_AT_END.search(words)
    if committee and unit:
        return _level_of_unit(unit["unit"], unit["name"])
    if _CENTRAL.match(words):
        return Level.CENTRAL
    if words.startswith(("tinh uy", "tinh doan")):
        return Level.PROVINCE
    if words.startswith("huyen uy"):
        return Level.DISTRICT
    return Level.DEPARTMENT if _DEPARTMENT.match(words) else None


def unit_word(name: str) -> str | None:
    """The kind of unit in the name of an organ: "xã", "phường", "tỉnh"."""
    match = _UNIT_AT_END.search(bare(name))
    if match is None:
        return None
    return next(word for word in UNIT_WORDS if bare(word) == match["unit"])


def _level_of_unit(unit: str, name: str | None) -> Level:
    if unit == "thanh pho" and name and name.strip() in _CITIES:
        return Level.PROVINCE
    return next(level for word, level in _UNITS.items() if bare(word) == unit)


def from_capitals(name: str, body: str, bare_body: str) -> str:
    """A name printed in capitals as it is written in a sentence: "UBND xã Đình Lập".

    The spelling of the body wins where the body has the same name; otherwise units keep their
    small letter and proper names get capitals.
    """
    name = " ".join(name.split())
    if not is_upper(name):
        return short(name)
    found = _printed_in(name, body, bare_body)
    if found:
        return short(found)
    words = short(name.lower()).replace("ubnd", "UBND").replace("hđnd", "HĐND")
    match = _UNIT_AT_END.search(bare(words))
    if match is None:
        return _titled(words)
    unit_at, name_at = match.start("unit"), match.start("name")
    organ = words[:unit_at].strip()
    place = words[name_at:].title() if match["name"] else ""
    organ = organ if organ.startswith(("UBND", "HĐND")) else _titled(organ)
    return f"{organ} {words[unit_at : match.end('unit')]} {place}".strip()


def _titled(organ: str) -> str:
    """ "sở nội vụ" as "Sở Nội vụ"."""
    first, _, rest = organ.partition(" ")
    if first in ("sở", "phòng", "bộ", "ban", "trường"):
        return f"{capitalised(first)} {capitalised(rest)}".strip()
    return capitalised(organ)


def _printed_in(name: str, body: str, bare_body: str) -> str | None:
    wanted, key = bare(name), tone_key(name)
    start = bare_body.find(wanted)
    while start >= 0:
        printed = body[start : start + len(wanted)]
        if not is_upper(printed) and tone_key(printed) == key:
            return printed
        start = bare_body.find(wanted, start + 1)
    return None
