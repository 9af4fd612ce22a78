"""The shapes of a set's rules for bands and awards: what lowers a band, how much is proposed."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.lib.errors import Invalid
from app.scoring.terms import DowngradeCause, StandingScope

LONGEST_WORDS = 200
MOST_ROWS = 20
MOST_COUNT = 10_000

Row = Mapping[str, Any]


def check_downgrades(rows: Sequence[Row]) -> None:
    """Raises Invalid at "downgrades" where a row is not {"when": cause, "at_most": band}."""
    _check_number(rows, "downgrades")
    causes = [row.get("when") for row in rows]
    for row in rows:
        known = row.get("when") in set(DowngradeCause)
        if row.keys() != {"when", "at_most"} or not known or not _is_words(row["at_most"]):
            raise Invalid("Mỗi quy tắc hạ mức cần có căn cứ và mức cao nhất còn lại.", "downgrades")
    if len(set(causes)) != len(causes):
        raise Invalid("Mỗi căn cứ hạ mức chỉ ghi một dòng.", "downgrades")


def check_quotas(rows: Sequence[Row]) -> None:
    """Raises Invalid at "quotas" where a row is not {"award", "count", "per_members", "scope"}.

    `count` of the award for every `per_members` members, or for the whole where that is null.
    """
    _check_number(rows, "quotas")
    for row in rows:
        if row.keys() != {"award", "count", "per_members", "scope"} or not _is_words(row["award"]):
            raise Invalid("Mỗi chỉ tiêu khen thưởng cần có tên và số lượng.", "quotas")
        if not _is_count(row["count"]):
            raise Invalid("Số lượng đề nghị phải là số nguyên lớn hơn 0.", "quotas")
        if row["per_members"] is not None and not _is_count(row["per_members"]):
            raise Invalid("“Trên mỗi … đơn vị” phải là số nguyên lớn hơn 0.", "quotas")
        if row["scope"] not in set(StandingScope):
            raise Invalid("Cần chọn tính trong cụm hay toàn tỉnh.", "quotas")


def _check_number(rows: Sequence[Row], field: str) -> None:
    if len(rows) > MOST_ROWS:
        raise Invalid(f"Nhiều nhất {MOST_ROWS} dòng.", field)


def _is_words(value: object) -> bool:
    return isinstance(value, str) and len(value.strip()) > 0 and len(value) <= LONGEST_WORDS


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_COUNT
