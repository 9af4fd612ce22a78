"""What is seen of a signature on the page (Decree 30/2020/NĐ-CP, annex I: boxes 7c, 8 and 14).

A leader's signature is its image, blue; an organ's is its seal, red, in its true size. Where no
image was given, and on copies and separate annexes, lines of text stand instead: who and when.
"""

import warnings
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.colors import Color, black
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from app.documents.pdf import fonts
from app.lib import clock

MOST_BYTES = 512 * 1024
MOST_PIXELS = 4_000_000
LEAST_SIDE = 60
TEXT_SIZE = 10.0
_LEADING = 12.0
_SEEN = (400, 260)
"""Of a stamp on the screen, in picture points: twice the size in which a page shows it."""
_SEEN_COLOURS = 32
BLUE = Color(0.05, 0.2, 0.6)


def seen(image: bytes) -> bytes:
    """The image of a stamp as a page shows it: small enough for a thin connection."""
    with Image.open(BytesIO(image)) as whole:
        small = whole.convert("RGBA")
    small.thumbnail(_SEEN)
    file = BytesIO()
    small.quantize(_SEEN_COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


class StampError(Exception):
    """Why an image is no stamp, in Vietnamese."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Stamp:
    """An image (PNG) or lines of text; sizes in millimetres. Text of a leader is blue."""

    width: float
    height: float
    image: bytes | None = None
    lines: tuple[str, ...] = ()
    is_blue: bool = False


def signature(image: bytes) -> Stamp:
    """A leader's signature: at most 50 mm wide and 26 mm high, as the space of box 7c allows."""
    wide, high = _size(image)
    scale = min(50 / wide, 26 / high)
    return Stamp(wide * scale, high * scale, image)


def seal(image: bytes, width_mm: float) -> Stamp:
    """An organ's seal in its true size."""
    wide, high = _size(image)
    return Stamp(width_mm, width_mm * high / wide, image)


def signed_by(name: str, at: datetime) -> Stamp:
    """Who signed and when, where no image of the signature was given."""
    return _text(("Người ký: " + name, "Thời gian ký: " + iso(at)), is_blue=True)


def note(lines: tuple[str, ...], at: datetime) -> Stamp:
    """Box 14: the organ's name (or the number of the paper) and the time, 10 points, black."""
    return _text((*lines, iso(at)))


def iso(at: datetime) -> str:
    """A time of Vietnam by ISO 8601: `2026-01-05T09:30:00+07:00`."""
    return at.astimezone(clock.TZ).isoformat(timespec="seconds")


def check_image(content: bytes) -> None:
    """Raise StampError for what is not a transparent PNG of a sensible size."""
    if len(content) > MOST_BYTES:
        raise StampError(f"Ảnh quá lớn: tối đa {MOST_BYTES // 1024} KB.")
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        raise StampError("Ảnh phải là tệp PNG nền trong suốt.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=["PNG"]) as image:
                _check_size(*image.size)
                alpha = image.convert("RGBA").getchannel("A")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as error:
        raise StampError("Không đọc được ảnh: tệp PNG bị hỏng.") from error
    lowest, highest = alpha.getextrema()
    if highest == 0:
        raise StampError("Ảnh trong suốt hoàn toàn, không có nét nào.")
    if lowest == 255:
        raise StampError("Ảnh chưa có nền trong suốt. Hãy xóa nền trắng rồi lưu lại dạng PNG.")


def draw(stamp: Stamp) -> bytes:
    """The stamp as a PDF of one page of its size."""
    file = BytesIO()
    size = (stamp.width * mm, stamp.height * mm)
    canvas = Canvas(file, pagesize=size, invariant=1, initialFontName=fonts.REGULAR)
    if stamp.image is not None:
        picture = ImageReader(BytesIO(stamp.image))
        canvas.drawImage(picture, 0, 0, stamp.width * mm, stamp.height * mm, mask="auto")
    canvas.setFillColor(BLUE if stamp.is_blue else black)
    canvas.setFont(fonts.REGULAR, TEXT_SIZE)
    y = stamp.height * mm - TEXT_SIZE
    for line in stamp.lines:
        canvas.drawString(0, y, line)
        y -= _LEADING
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _text(lines: tuple[str, ...], *, is_blue: bool = False) -> Stamp:
    wide = max(pdfmetrics.stringWidth(line, fonts.REGULAR, TEXT_SIZE) for line in lines)
    return Stamp((wide + 2) / mm, (len(lines) * _LEADING + 2) / mm, lines=lines, is_blue=is_blue)


def _size(image: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(image), formats=["PNG"]) as opened:
        return opened.size


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise StampError("Ảnh quá nhiều điểm: tối đa 2.000 × 2.000 điểm.")
    if min(width, height) < LEAST_SIDE:
        raise StampError(f"Ảnh quá nhỏ: mỗi chiều ít nhất {LEAST_SIDE} điểm.")
