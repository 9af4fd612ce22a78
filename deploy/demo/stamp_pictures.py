"""Pictures of a signature and of a seal to try signing with, drawn as transparent PNG."""

import math
from importlib import resources
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

_BLUE = (24, 62, 150, 255)
_RED = (200, 24, 32, 235)
_SIDE = 720
_SCALE = 2


def signature(seed: int) -> bytes:
    """A flourish in blue ink, another one for each `seed`."""
    image = Image.new("RGBA", (600 * _SCALE, 260 * _SCALE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    points = [_on_flourish(step / 240, seed) for step in range(241)]
    pen.line([(x * _SCALE, y * _SCALE) for x, y in points], _BLUE, 7 * _SCALE, joint="curve")
    pen.line(
        [(70 * _SCALE, 225 * _SCALE), (540 * _SCALE, (195 + seed % 20) * _SCALE)],
        _BLUE,
        5 * _SCALE,
    )
    return _png(image.resize((600, 260), Image.Resampling.LANCZOS))


def seal(organ: str, place: str) -> bytes:
    """A round seal in red: the organ along the rim, a star in the middle."""
    side = _SIDE * _SCALE
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    middle = side / 2
    for radius, width in ((0.49, 0.016), (0.455, 0.006), (0.28, 0.006)):
        reach = radius * side
        corners = (middle - reach, middle - reach, middle + reach, middle + reach)
        pen.ellipse(corners, outline=_RED, width=int(width * side))
    pen.polygon(_star(middle, 0.2 * side, 0.08 * side), fill=_RED)
    _along(image, organ, 0.368, -0.5)
    _along(image, place, 0.368, 0.5)
    return _png(image.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS))


def _on_flourish(at: float, seed: int) -> tuple[float, float]:
    turn = 2 * math.pi * at
    wobble = 1 + (seed % 7) / 10
    x = 60 + 480 * at + 55 * math.sin(turn * (3 + seed % 3))
    y = 130 - 85 * math.sin(turn * (2 + seed % 2) * wobble) * (1 - 0.55 * at)
    return x, y


def _star(middle: float, outer: float, inner: float) -> list[tuple[float, float]]:
    reach = [outer, inner] * 5
    turns = [-math.pi / 2 + step * math.pi / 5 for step in range(10)]
    return [
        (middle + length * math.cos(turn), middle + length * math.sin(turn))
        for length, turn in zip(reach, turns, strict=True)
    ]


def _along(image: Image.Image, text: str, radius: float, half: float) -> None:
    """Letters along the rim: `half` -0.5 over the upper arc, 0.5 under the lower one."""
    side = image.width
    with resources.as_file(resources.files("indico_fonts") / "LiberationSerif-Bold.ttf") as path:
        font = ImageFont.truetype(str(path), int(side * 0.062))
    widths = [font.getlength(letter) * 1.12 for letter in text]
    reach = radius * side
    upper = half < 0
    turn = -sum(widths) / reach / 2
    for letter, width in zip(text, widths, strict=True):
        angle = turn + width / reach / 2
        turn += width / reach
        tile = Image.new("RGBA", (int(side * 0.12),) * 2, (0, 0, 0, 0))
        ImageDraw.Draw(tile).text(
            (tile.width / 2, tile.height / 2), letter, fill=_RED, font=font, anchor="mm"
        )
        lean = -math.degrees(angle) if upper else math.degrees(angle)
        turned = tile.rotate(lean, resample=Image.Resampling.BICUBIC)
        x = side / 2 + reach * math.sin(angle)
        y = side / 2 + (-reach if upper else reach) * math.cos(angle)
        corner = (int(x - tile.width / 2), int(y - tile.height / 2))
        image.alpha_composite(turned, (max(0, corner[0]), max(0, corner[1])))


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
