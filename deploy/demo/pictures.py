"""A meeting in a commune's hall, drawn: what offices attach as pictures, without anybody's face."""

import io
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 960, 600
CURTAIN, FOLD, BACKDROP, GOLD = (150, 22, 28), (128, 16, 22), (196, 30, 38), (255, 222, 120)
FLOOR, WALL, DESK, HAIR = (122, 88, 60), (236, 226, 204), (104, 66, 40), (40, 32, 30)
SHIRTS = ((214, 226, 238), (248, 248, 246), (60, 84, 122), (46, 92, 70), (120, 40, 60))
MARK = "Ảnh minh họa"


@lru_cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    face = resources.files("indico_fonts") / "LiberationSerif-Bold.ttf"
    with resources.as_file(face) as path:
        return ImageFont.truetype(str(path), size)


def meeting(organ: str, lines: Sequence[str], place: str, *, seed: int = 0) -> bytes:
    """The hall from its last row: backdrop, table, audience. JPEG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), WALL)
    draw = ImageDraw.Draw(image)
    _stage(draw)
    _backdrop(draw, organ, lines, place)
    _table(draw)
    _audience(draw, seed)
    draw.text((WIDTH - 8, 8), MARK, font=_font(13), fill=(120, 110, 96), anchor="ra")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=78, optimize=True)
    return out.getvalue()


def _stage(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((60, 20, WIDTH - 60, 360), fill=CURTAIN)
    for left in range(60, WIDTH - 60, 40):
        draw.rectangle((left, 20, left + 14, 360), fill=FOLD)
    draw.rectangle((0, 360, WIDTH, HEIGHT), fill=FLOOR)
    draw.rectangle((40, 352, WIDTH - 40, 372), fill=DESK)


def _backdrop(draw: ImageDraw.ImageDraw, organ: str, lines: Sequence[str], place: str) -> None:
    draw.rectangle((150, 40, WIDTH - 150, 262), fill=BACKDROP, outline=GOLD, width=3)
    middle, top = WIDTH // 2, 66
    draw.text((middle, top), organ, font=_font(19), fill=GOLD, anchor="mm")
    draw.text((middle, top + 40), "HỘI NGHỊ", font=_font(30), fill=GOLD, anchor="mm")
    for place_of_line, line in enumerate(lines):
        at = (middle, top + 82 + 32 * place_of_line)
        draw.text(at, line, font=_font(20), fill=GOLD, anchor="mm")
    draw.text((middle, 244), place, font=_font(15), fill=GOLD, anchor="mm")


def _table(draw: ImageDraw.ImageDraw) -> None:
    for seat in range(5):
        _person(draw, 330 + 75 * seat, 296, 15, SHIRTS[seat % len(SHIRTS)])
    draw.rectangle((280, 312, 680, 356), fill=DESK)
    draw.rectangle((280, 312, 680, 318), fill=(86, 52, 30))
    for flowers in (360, 480, 600):
        draw.ellipse((flowers - 14, 298, flowers + 14, 316), fill=(210, 60, 90))


def _audience(draw: ImageDraw.ImageDraw, seed: int) -> None:
    for row, (top, size, gap) in enumerate(((420, 17, 62), (480, 21, 76), (552, 26, 94))):
        offset = (row * 31 + seed * 17) % gap
        for seat, left in enumerate(range(offset, WIDTH + gap, gap)):
            shirt = SHIRTS[(seat + row + seed) % len(SHIRTS)]
            _person(draw, left, top, size, shirt)


def _person(
    draw: ImageDraw.ImageDraw, left: int, top: int, size: int, shirt: tuple[int, int, int]
) -> None:
    shoulders = (left - size * 1.5, top + size * 0.7, left + size * 1.5, top + size * 4)
    draw.rounded_rectangle(shoulders, radius=size, fill=shirt)
    draw.ellipse((left - size, top - size, left + size, top + size), fill=HAIR)
