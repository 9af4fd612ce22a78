"""What is entered for a criterion: the fields, their limits, the values checked against them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring.terms import InputKind

Value = bool | Decimal

_YES = frozenset({"yes", "true", "on", "1", "có"})
_NO = frozenset({"no", "false", "off", "0", "không"})


@dataclass(frozen=True, slots=True)
class Input:
    """One field of the score sheet. `unit` is shown after it; limits are inclusive.

    One that is not `required` may stay empty.
    """

    name: str
    label: str
    kind: InputKind
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    required: bool = True

    @property
    def places(self) -> int:
        """How many decimals may be entered."""
        return 0 if self.kind is InputKind.COUNT else numbers.MAX_PLACES

    def read(self, typed: str) -> Value:
        """The value that a person typed. Raises Invalid at the field's name."""
        if self.kind is not InputKind.YES_NO:
            return self._limited(numbers.parse(typed, self.name, places=self.places))
        word = typed.strip().casefold()
        if word in _YES or word in _NO:
            return word in _YES
        raise Invalid("Xin chọn Có hoặc Không.", self.name)

    def check(self, value: object) -> Value:
        """The stored value, as the type that formulas work with. Raises Invalid at the name."""
        if value is None:
            raise Invalid(f"Chưa nhập “{self.label}”.", self.name)
        if self.kind is not InputKind.YES_NO:
            return self._limited(numbers.exact(value, self.name, places=self.places))
        if isinstance(value, bool) or value in ("yes", "no"):
            return value is True or value == "yes"
        raise Invalid("Xin chọn Có hoặc Không.", self.name)

    def store(self, value: Value) -> str:
        """The value as the text that is stored; `check` takes it back."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return f"{value:f}"

    def _limited(self, number: Decimal) -> Decimal:
        if self.minimum is not None and number < self.minimum:
            least = numbers.vi(self.minimum)
            raise Invalid(f"“{self.label}” không được nhỏ hơn {least}.", self.name)
        if self.maximum is not None and number > self.maximum:
            most = numbers.vi(self.maximum)
            raise Invalid(f"“{self.label}” không được lớn hơn {most}.", self.name)
        return number


class Entered:
    """Values of a formula's inputs, all that are required, each within its limits."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values

    @classmethod
    def checked(cls, inputs: tuple[Input, ...], values: Mapping[str, object]) -> Self:
        """Raises Invalid with a message at each input that is missing, unknown or out of limits."""
        _refuse_unknown(inputs, values)
        given = [one for one in inputs if one.required or values.get(one.name) is not None]
        return cls(_each(given, lambda field: field.check(values.get(field.name))))

    def number(self, name: str) -> Decimal:
        """The number entered in the field."""
        value = self._values[name]
        if isinstance(value, bool):
            raise TypeError(f"{name} is a yes or no")
        return value

    def optional_number(self, name: str) -> Decimal | None:
        """The number entered in a field that may stay empty."""
        return self.number(name) if name in self._values else None

    def yes(self, name: str) -> bool:
        """Whether yes was entered in the field."""
        return self._values[name] is True


def read_typed(inputs: tuple[Input, ...], typed: Mapping[str, str]) -> dict[str, str]:
    """What a person typed, as the text that is stored; fields left empty are left out.

    Raises Invalid with a message at each field that cannot be understood, or is none of the inputs.
    """
    _refuse_unknown(inputs, typed)
    filled = tuple(field for field in inputs if typed.get(field.name, "").strip())
    read = _each(filled, lambda field: field.read(typed[field.name]))
    return {field.name: field.store(read[field.name]) for field in filled}


def _each(inputs: Iterable[Input], take: Callable[[Input], Value]) -> dict[str, Value]:
    """Take every input, and only then raise what was wrong with any of them."""
    values: dict[str, Value] = {}
    wrong: dict[str, list[str]] = {}
    for field in inputs:
        try:
            values[field.name] = take(field)
        except Invalid as invalid:
            wrong[field.name] = [invalid.message]
    if wrong:
        raise Invalid(fields=wrong)
    return values


def _refuse_unknown(inputs: tuple[Input, ...], values: Mapping[str, object]) -> None:
    known = {field.name for field in inputs}
    unknown = [name for name in values if name not in known]
    if unknown:
        raise Invalid(fields={name: ["Tiêu chí không có ô nhập này."] for name in unknown})
