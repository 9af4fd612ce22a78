"""The faces of official papers: Liberation Serif, which has the metrics of Times New Roman.

Sizes and distances in this package are in points, 1/72 inch, unless they say millimetres.
"""

from importlib import resources

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "PaperSerif"
BOLD = "PaperSerif-Bold"
ITALIC = "PaperSerif-Italic"
BOLD_ITALIC = "PaperSerif-BoldItalic"

_FILES = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}
_FACES = ((REGULAR, 0, 0), (BOLD, 1, 0), (ITALIC, 0, 1), (BOLD_ITALIC, 1, 1))


def _register() -> None:
    """Make the four faces known to reportlab, with `<b>` and `<i>` leading to them."""
    for name, file in _FILES.items():
        with resources.as_file(resources.files("indico_fonts") / file) as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))
    for name, bold, italic in _FACES:
        addMapping(REGULAR, bold, italic, name)


_register()
