"""Fields of the API that scoring needs, and the reading of page forms."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from marshmallow import ValidationError, fields

from app.lib import dates, numbers
from app.lib.errors import Invalid
from app.scoring.scale import Scale

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


def exact_text(value: Decimal) -> str:
    """A decimal as JSON carries it: '87.5', without needless zeros."""
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


class Points(fields.String):
    """A decimal as text ("8.5"); binary floats are refused, they are not exact."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else exact_text(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            return numbers.exact(value)
        except Invalid as error:
            raise ValidationError(error.message) from error


_LINE = re.compile(r"(?:members\.(\d+)\.)?lines\.(\d+)(?:\.|$)")


def about(wrong: Iterable[str], scale: Scale, members: Sequence[str] = ()) -> dict[str, str]:
    """Of which criterion, and of which of the members, each fault of a page tells.

    'lines.7.done' gives 'I.1'; 'members.1.lines.7.done' 'I.1, Đơn vị B'. Others are left out.
    """
    found: dict[str, str] = {}
    for name in wrong:
        place = _LINE.match(name)
        if place is None or int(place[2]) not in scale.leaves:
            continue
        code = scale.leaves[int(place[2])].criterion.code
        found[name] = code if place[1] is None else f"{code}, {members[int(place[1])]}"
    return found


class FormReader:
    """Reads a page's form field by field and remembers what was wrong with each."""

    def __init__(self, form: Mapping[str, str]) -> None:
        self._form = form
        self.wrong: dict[str, list[str]] = {}

    def text(self, name: str) -> str:
        """What was typed, without white space at both ends."""
        return self._form.get(name, "").strip()

    def number(self, name: str, default: Decimal | None = None) -> Decimal:
        """A number as Vietnamese offices write it; `default` where the field is empty."""
        typed = self.text(name)
        if not typed and default is not None:
            return default
        return self._take(name, lambda: numbers.parse(typed, name), Decimal(0))

    def whole(self, name: str) -> int | None:
        """A whole number, or None for an empty field."""
        typed = self.text(name)
        if not typed:
            return None
        return self._take(name, lambda: int(numbers.parse(typed, name, places=0)), 0)

    def day(self, name: str) -> date | None:
        """A date, or None for an empty field."""
        typed = self.text(name)
        return self._take(name, lambda: dates.parse(typed, name), None) if typed else None

    def choice(self, name: str, enum: type[Choice]) -> Choice:
        """One of the values of `enum`; the first where something else was sent."""
        try:
            return enum(self.text(name))
        except ValueError:
            self.wrong[name] = ["Xin chọn một mục."]
            return next(iter(enum))

    def flag(self, name: str) -> bool:
        """Whether the box is ticked."""
        return bool(self.text(name))

    def rows(self, prefix: str) -> list[int]:
        """The numbers of the repeated rows `prefix-0-…`, in order."""
        found = set()
        for name in self._form:
            head, _, rest = name.partition("-")
            number = numbers.identifier(rest.partition("-")[0])
            if head == prefix and number is not None:
                found.add(number)
        return sorted(found)

    def finish(self) -> None:
        """Raise Invalid where anything was wrong."""
        if self.wrong:
            raise Invalid(fields=self.wrong)

    def _take(self, name: str, read: Callable[[], Value], instead: Value) -> Value:
        try:
            return read()
        except Invalid as error:
            self.wrong[name] = [error.message]
            return instead


def lines_of(form: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """The fields `lines.<criterion id>.<name>` of a form, by criterion."""
    lines: dict[int, dict[str, str]] = {}
    for name, value in form.items():
        head, _, rest = name.partition(".")
        text, _, field = rest.partition(".")
        number = numbers.identifier(text)
        if head == "lines" and number is not None and field:
            lines.setdefault(number, {})[field] = value
    return lines
