"""The blanks that a tenant may begin with: where usual certificates leave room for the texts."""

from dataclasses import dataclass

from app.stationery.drawing.blanks import Field
from app.stationery.terms.awards import AwardForm
from app.stationery.terms.blanks import FieldSource, TextAlign

Source = FieldSource
_BASE = 420.0


@dataclass(frozen=True, slots=True)
class UsualBlank:
    """A sheet as printing houses deliver it, lying across."""

    label: str
    form: AwardForm
    width: float
    height: float

    @property
    def fields(self) -> tuple[Field, ...]:
        """The texts at the places of the whole certificate, in the size of the sheet."""
        scale = self.width / _BASE
        shift = (self.height - 297 * scale) / 2
        return tuple(_scaled(field, scale, shift) for field in _FIELDS)


def _scaled(field: Field, scale: float, shift: float) -> Field:
    return Field(
        source=field.source,
        x=round(field.x * scale, 1),
        y=round(field.y * scale + shift, 1),
        width=round(field.width * scale, 1),
        size=round(field.size * scale * 2) / 2,
        lines=field.lines,
        align=field.align,
        bold=field.bold,
        italic=field.italic,
    )


_CENTRED = TextAlign.CENTER
_FIELDS = (
    Field(source=Source.RECIPIENT, x=45, y=153, width=330, size=34, lines=2, align=_CENTRED,
          bold=True),
    Field(source=Source.DETAILS, x=45, y=178, width=330, size=23, align=_CENTRED),
    Field(source=Source.ACHIEVEMENT, x=45, y=190, width=330, size=23, lines=3, align=_CENTRED,
          italic=True),
    Field(source=Source.DECISION, x=36, y=257, width=165, size=15),
    Field(source=Source.GOLD_LINE, x=36, y=265, width=165, size=15),
    Field(source=Source.PLACE_DATE, x=237, y=217, width=150, size=17, align=_CENTRED, italic=True),
    Field(source=Source.CAPACITY, x=237, y=225, width=150, size=17, lines=2, align=_CENTRED,
          bold=True),
    Field(source=Source.SIGNER, x=237, y=267, width=150, size=17, align=_CENTRED, bold=True),
)  # fmt: skip

USUAL: dict[str, UsualBlank] = {
    "letter_a4": UsualBlank("Giấy khen A4 (297 × 210 mm)", AwardForm.COMMENDATION_LETTER, 297, 210),
    "letter_a3": UsualBlank("Giấy khen A3 (420 × 297 mm)", AwardForm.COMMENDATION_LETTER, 420, 297),
    "merit_a3": UsualBlank("Bằng khen A3 (420 × 297 mm)", AwardForm.CERTIFICATE_OF_MERIT, 420, 297),
    "merit_400": UsualBlank("Bằng khen 400 × 300 mm", AwardForm.CERTIFICATE_OF_MERIT, 400, 300),
}
