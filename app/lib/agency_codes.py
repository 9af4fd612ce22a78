"""Electronic codes of agencies (mã định danh điện tử), in both orders of writing.

QCVN 102:2016 wrote from the unit up to the province or ministry, filled with zeros:
`000.00.18.H26`; Decision 20/2020/QĐ-TTg writes from the province down: `H26.18`. Both name the
same agency.
"""

import re
from dataclasses import dataclass

MOST_LEVELS = 4
LONGEST = 35
_TOP = re.compile(r"[A-Z][0-9]{2}")
_BELOW = re.compile(r"[0-9]{1,3}")
_GROUP = re.compile(r"[0-9A-Z]{1,10}")
_WIDTHS = (2, 2, 3)
"""How many digits the older order writes on the second, third and fourth level."""

ADVICE = (
    "Mã định danh gồm một chữ cái và hai chữ số của tỉnh, bộ cùng các nhóm số, "
    "ví dụ H26.18 hoặc 000.00.18.H26."
)


@dataclass(frozen=True)
class AgencyCode:
    """A code as its levels, from the province or ministry down: ("H26", "18")."""

    levels: tuple[str, ...]

    @property
    def older(self) -> str:
        """From the unit up, filled with zeros: "000.00.18.H26"."""
        below = list(self.levels[1:]) + ["0"] * (MOST_LEVELS - len(self.levels))
        filled = [group.zfill(width) for group, width in zip(below, _WIDTHS, strict=True)]
        return ".".join([*reversed(filled), self.levels[0]])

    @property
    def newer(self) -> str:
        """From the province down, without filling: "H26.18"."""
        return ".".join(self.levels)


def parse(text: str) -> AgencyCode:
    """The code that is written in either order. Raises ValueError, saying how a code looks."""
    groups = text.strip().upper().split(".")
    if len(groups) > MOST_LEVELS:
        raise ValueError(ADVICE)
    if not _TOP.fullmatch(groups[0]):
        groups.reverse()
    top, *below = groups
    if not _TOP.fullmatch(top) or not all(_BELOW.fullmatch(group) for group in below):
        raise ValueError(ADVICE)
    while below and not below[-1].strip("0"):
        below.pop()
    widths = zip(below, _WIDTHS, strict=False)
    return AgencyCode((top, *(group.zfill(width) for group, width in widths)))


def is_foreign(text: str) -> bool:
    """Whether a text may be the code of an agency elsewhere: as many levels as Decision 20/2020
    allows, letters among them ("H37.DN.001"), in either order."""
    groups = text.strip().upper().split(".")
    ends = any(_TOP.fullmatch(group) for group in (groups[0], groups[-1]))
    return ends and len(text.strip()) <= LONGEST and all(map(_GROUP.fullmatch, groups))


def is_same(one: str, other: str) -> bool:
    """Whether two texts name one agency, in whatever order; what is no code names none."""
    try:
        return parse(one) == parse(other)
    except ValueError:
        return False
