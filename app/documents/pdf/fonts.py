"""The faces of official papers: Liberation Serif, which has the metrics of Times New Roman.

Sizes and distances in this package are in points, 1/72 inch, unless they say millimetres.
"""

from functools import cache
from importlib import resources

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from app.lib.errors import DomainError

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


class FontsMissing(DomainError):
    """The server lacks the faces of papers: only who runs it can mend that."""

    status = 503


@cache
def load() -> None:
    """Make the four faces known to reportlab, with `<b>` and `<i>` leading to them.

    Files hold packed bytes as they are, not spelled in letters. Raises FontsMissing, which says
    what to install.
    """
    rl_config.useA85 = 0
    for name, file in _FILES.items():
        try:
            with resources.as_file(resources.files("indico_fonts") / file) as path:
                pdfmetrics.registerFont(TTFont(name, str(path)))
        except (ModuleNotFoundError, OSError, TTFError) as error:
            raise FontsMissing(
                f"Máy chủ thiếu phông chữ {file} nên không vẽ được văn bản. Người quản trị hãy "
                "cài lại gói indico-fonts (pip install --force-reinstall indico-fonts) rồi khởi "
                "động lại ứng dụng và tiến trình nền."
            ) from error
    for name, bold, italic in _FACES:
        addMapping(REGULAR, bold, italic, name)


def missing() -> str:
    """What is missing, for who runs the server; an empty text where nothing is."""
    try:
        load()
    except FontsMissing as error:
        return error.message
    return ""


missing()
