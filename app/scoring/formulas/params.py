"""The parameters of a formula, as they come from JSON, taken one by one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from app.lib import numbers
from app.lib.errors import Invalid

_LONGEST_TEXT = 200
_MOST_ROWS = 50


class Params:
    """Reads named parameters and remembers which were read. Every reader raises Invalid.

    `at` stands before the names in errors: "steps.0." for the first row of "steps".
    """

    def __init__(self, given: Mapping[str, object], at: str = "") -> None:
        self._given = given
        self._at = at
        self._read: set[str] = set()

    def number(self, name: str) -> Decimal:
        """A number that must be there."""
        found = self.optional_number(name)
        if found is None:
            raise Invalid("Chưa nhập số.", self._at + name)
        return found

    def optional_number(self, name: str) -> Decimal | None:
        """A number, or None when absent or null."""
        value = self._take(name)
        return None if value is None else numbers.exact(value, self._at + name)

    def flag(self, name: str, default: bool) -> bool:
        """A yes or no, or the default when absent or null."""
        value = self._take(name)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        raise Invalid("Phải là có (true) hoặc không (false).", self._at + name)

    def text(self, name: str, default: str) -> str:
        """A short text, or the default when absent, null or blank."""
        value = self._take(name)
        if value is None:
            return default
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
            raise Invalid(f"Phải là chữ, tối đa {_LONGEST_TEXT} ký tự.", self._at + name)
        return " ".join(value.split()) or default

    def rows(self, name: str) -> list["Params"]:
        """A list of objects, each as parameters of its own; empty when absent or null."""
        value = self._take(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise Invalid("Phải là một danh sách.", self._at + name)
        if len(value) > _MOST_ROWS:
            raise Invalid(f"Tối đa {_MOST_ROWS} dòng.", self._at + name)
        given = cast("list[dict[str, object]]", value)
        return [Params(row, f"{self._at}{name}.{index}.") for index, row in enumerate(given)]

    def refuse_unread(self) -> None:
        """Raise Invalid at every parameter that nothing asked for."""
        unread = [name for name in self._given if name not in self._read]
        if unread:
            raise Invalid(
                fields={f"{self._at}{name}": ["Công thức không có tham số này."] for name in unread}
            )

    def _take(self, name: str) -> object:
        self._read.add(name)
        return self._given.get(name)
