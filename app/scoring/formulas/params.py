"""The parameters of a formula, as they come from JSON, taken one by one."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import cast

from app.lib import numbers
from app.lib.errors import Invalid

_LONGEST_TEXT = 200
_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MOST_ROWS = 50


class Params:
    """Reads named parameters and remembers which were read. Every reader raises Invalid.

    `prefix` stands before the names in errors: "steps.0." for the first row of "steps".
    """

    def __init__(self, given: Mapping[str, object], prefix: str = "") -> None:
        self._given = given
        self._prefix = prefix
        self._read: set[str] = set()

    def at(self, name: str) -> str:
        """Where errors about a parameter belong."""
        return self._prefix + name

    def number(self, name: str) -> Decimal:
        """A number that must be there."""
        found = self.optional_number(name)
        if found is None:
            raise Invalid("Chưa nhập số.", self.at(name))
        return found

    def optional_number(self, name: str) -> Decimal | None:
        """A number, or None when absent or null."""
        value = self._take(name)
        return None if value is None else numbers.exact(value, self.at(name))

    def flag(self, name: str, default: bool) -> bool:
        """A yes or no, or the default when absent or null."""
        value = self._take(name)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        raise Invalid("Phải là có (true) hoặc không (false).", self.at(name))

    def text(self, name: str, default: str) -> str:
        """A short text, or the default when absent, null or blank."""
        value = self._take(name)
        if value is None:
            return default
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
            raise Invalid(f"Phải là chữ, tối đa {_LONGEST_TEXT} ký tự.", self.at(name))
        return " ".join(value.split()) or default

    def whole(self, name: str) -> int:
        """A whole number that must be there."""
        value = self._take(name)
        if value is None:
            raise Invalid("Chưa nhập số.", self.at(name))
        return int(numbers.exact(value, self.at(name), places=0))

    def word(self, name: str, default: str) -> str:
        """The name of an input (a small letter, then small letters, digits, _), or the default."""
        value = self._take(name) or default
        if isinstance(value, str) and _WORD.fullmatch(value):
            return value
        raise Invalid("Tên ô nhập chỉ gồm chữ thường không dấu, chữ số và _.", self.at(name))

    def one_of(self, name: str, words: Collection[str], default: str) -> str:
        """One of some words, or the default when absent, null or blank."""
        value = self._take(name) or default
        if isinstance(value, str) and value in words:
            return value
        raise Invalid(f"Phải là một trong: {', '.join(words)}.", self.at(name))

    def rows(self, name: str) -> list["Params"]:
        """A list of objects, each as parameters of its own; empty when absent or null."""
        value = self._take(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise Invalid("Phải là một danh sách.", self.at(name))
        if len(value) > _MOST_ROWS:
            raise Invalid(f"Tối đa {_MOST_ROWS} dòng.", self.at(name))
        given = cast("list[dict[str, object]]", value)
        return [Params(row, self.at(f"{name}.{index}.")) for index, row in enumerate(given)]

    def refuse_unread(self) -> None:
        """Raise Invalid at every parameter that nothing asked for."""
        unread = [name for name in self._given if name not in self._read]
        if unread:
            raise Invalid(
                fields={self.at(name): ["Công thức không có tham số này."] for name in unread}
            )

    def _take(self, name: str) -> object:
        self._read.add(name)
        return self._given.get(name)
