"""The papers that a paper rests on, and the years it speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.correspondence.queries.linting.findings import ANNEX, Finding, error, warning
from app.documents.paper import Paper
from app.documents.terms import PaperKind
from app.intake.queries import bases
from app.lib import dates
from app.lib.text import fold

_SOURCE = f"{ANNEX}, mục 6"
_LAST_EARLY_MONTH = 6
"""A paper on the next year comes in the second half of this one."""
_FORWARD = frozenset({PaperKind.PLAN, PaperKind.PROGRAMME})
_YEAR = re.compile(r"\bnăm (?:học )?(?P<first>20\d{2})(?:\s*[-–]\s*(?P<last>20\d{2}))?", re.I)
_LOOKS_BACK = re.compile(r"\b(?:tong ket|so ket|ket qua|danh gia|tuyen duong|bieu duong)\b")
"""What is done at the beginning of a year for the year before."""
_A_LAW = re.compile(r"(?:luật|pháp lệnh|nghị định|bộ luật)[^;.]{0,80}$", re.I)
_OPENS = (
    "can cu",
    "thuc hien",
    "theo",
    "xet",
    "tren co so",
    "trien khai",
    "de ",
    "tiep tuc",
    "tai",
)


@dataclass(frozen=True)
class Expired:
    """An instrument that no longer holds: its number, since when, what is to be cited instead."""

    symbol: str
    since: date
    instead: str


_LAW = "Luật Thi đua, khen thưởng số 06/2022/QH15"
_LOCAL_GOVERNMENT = "Luật Tổ chức chính quyền địa phương số 72/2025/QH15"

EXPIRED = (
    Expired("15/2003/QH11", date(2024, 1, 1), _LAW),
    Expired("47/2005/QH11", date(2024, 1, 1), _LAW),
    Expired("39/2013/QH13", date(2024, 1, 1), _LAW),
    Expired("91/2017/NĐ-CP", date(2024, 1, 1), "Nghị định số 152/2025/NĐ-CP"),
    Expired("98/2023/NĐ-CP", date(2025, 7, 1), "Nghị định số 152/2025/NĐ-CP"),
    Expired("12/2019/TT-BNV", date(2024, 1, 1), "Thông tư số 15/2025/TT-BNV"),
    Expired("01/2024/TT-BNV", date(2025, 8, 5), "Thông tư số 15/2025/TT-BNV"),
    Expired("77/2015/QH13", date(2025, 3, 1), _LOCAL_GOVERNMENT),
    Expired("65/2025/QH15", date(2025, 6, 16), _LOCAL_GOVERNMENT),
    Expired("110/2004/NĐ-CP", date(2020, 3, 5), "Nghị định số 30/2020/NĐ-CP"),
    Expired("09/2010/NĐ-CP", date(2020, 3, 5), "Nghị định số 30/2020/NĐ-CP"),
    Expired("01/2011/TT-BNV", date(2020, 3, 5), "Nghị định số 30/2020/NĐ-CP"),
    Expired("01/2011/QH13", date(2025, 7, 1), "Luật Lưu trữ số 33/2024/QH15"),
    Expired("29/2018/QH14", date(2026, 3, 1), "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15"),
)
"""Instruments of emulation, commendation and clerical work that are still often cited."""
_AMENDED_ON = date(2026, 10, 1)
_LAW_OF_2022 = re.compile(
    r"06/2022/QH15|"
    r"Luật Thi đua, khen thưởng[^;]{0,20}ngày 15(?: tháng 0?6 năm |[/.-]0?6[/.-])2022"
)
_ITS_AMENDMENT = re.compile(r"06/2026/QH16|sửa đổi, bổ sung một số điều của Luật Thi đua, khen th")
MISNAMED = (
    (re.compile(r"[Ll]uật [Tt]hi đua(?: và| -|)\s*[Kk]hen thưởng"), "Luật Thi đua, khen thưởng"),
    (re.compile(r"[Ll]uật [Kk]hen thưởng\b"), "Luật Thi đua, khen thưởng"),
    (
        re.compile(r"[Ll]uật [Tt]ổ chức (?:Hội đồng nhân dân và )?[UỦ][ỷy] ban nhân dân"),
        "Luật Tổ chức chính quyền địa phương",
    ),
)


def check(paper: Paper, on: date) -> Iterator[Finding]:
    """What is amiss in the bases and in the years; `on` is the day of issue."""
    for base in paper.bases:
        yield from _dates(base, on)
        yield from _named(base, on)
        if not fold(base).startswith(_OPENS):
            yield warning(
                "base_without_lead",
                "bases",
                f"Căn cứ “{base[:50]}” nên mở đầu bằng “Căn cứ”, “Theo” hoặc “Xét”.",
                _SOURCE,
                base[:80],
            )
    yield from _amended(paper, on)
    yield from _year(paper, on)


def _dates(base: str, on: date) -> Iterator[Finding]:
    for cited in bases.in_words(base):
        if cited.on is not None and cited.on > on:
            yield error(
                "base_after_paper",
                "bases",
                f"Căn cứ “{cited.printed[:80]}” có ngày {dates.short(cited.on)}, sau ngày văn bản "
                f"({dates.short(on)}); hãy sửa ngày hoặc bỏ căn cứ này.",
                _SOURCE,
                cited.printed[:80],
            )
    for found in re.finditer(r"(?:ngày\s+)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", base):
        try:
            date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            yield error(
                "impossible_date",
                "bases",
                f"“{found.group()}” không phải là một ngày có thật; hãy sửa.",
                _SOURCE,
                found.group(),
            )


def _named(base: str, on: date) -> Iterator[Finding]:
    for old in EXPIRED:
        if old.since <= on and re.search(rf"(?<!\d){re.escape(old.symbol)}(?![\w-])", base):
            yield warning(
                "expired_base",
                "bases",
                f"Văn bản số {old.symbol} đã hết hiệu lực từ ngày {dates.short(old.since)}; "
                f"hãy xem và thay bằng {old.instead}.",
                _SOURCE,
                old.symbol,
            )
    for pattern, right in MISNAMED:
        found = pattern.search(base)
        if found is not None and right not in base:
            yield warning(
                "misnamed_law",
                "bases",
                f"“{found.group()}” không đúng tên; hãy ghi “{right}”.",
                _SOURCE,
                found.group(),
            )


def _amended(paper: Paper, on: date) -> Iterator[Finding]:
    """The law of 2022 is cited alone though it was amended."""
    said = "; ".join(paper.bases)
    cited = _LAW_OF_2022.search(said)
    if on >= _AMENDED_ON and cited and not _ITS_AMENDMENT.search(said):
        yield warning(
            "amended_base",
            "bases",
            "Luật Thi đua, khen thưởng năm 2022 đã được sửa đổi, bổ sung bởi Luật số 06/2026/QH16 "
            "từ ngày 01/10/2026; hãy ghi thêm Luật này, trừ khi căn cứ chỉ áp dụng cho hồ sơ nhận "
            "trước ngày đó.",
            _SOURCE,
            cited.group(),
        )


def _year(paper: Paper, on: date) -> Iterator[Finding]:
    """A plan for a year in which it cannot have been made."""
    years = {
        int(year)
        for found in _YEAR.finditer(paper.abstract)
        if not _A_LAW.search(paper.abstract[: found.start()])
        for year in (found["first"], found["last"])
        if year
    }
    looks_back = _LOOKS_BACK.search(fold(paper.abstract)) is not None
    if not years or on.year in years or (looks_back and max(years) == on.year - 1):
        return
    first, last = min(years), max(years)
    ahead = first == on.year + 1 and on.month > _LAST_EARLY_MONTH
    if paper.kind in _FORWARD and (last < on.year or (first > on.year and not ahead)):
        yield error(
            "year_mismatch",
            "abstract",
            f"Trích yếu ghi năm {first if first == last else f'{first}-{last}'} nhưng văn bản của "
            f"năm {on.year}; hãy sửa năm trong trích yếu hoặc ngày ban hành.",
            f"{ANNEX}, mục 4, 5",
            paper.abstract,
        )
    elif first > on.year + 1:
        yield warning(
            "year_mismatch",
            "abstract",
            f"Trích yếu ghi năm {first}, cách xa năm ban hành {on.year}; xin kiểm tra lại.",
            f"{ANNEX}, mục 4, 5",
            paper.abstract,
        )
