"""What the properties of a file say, so that readers and archives find it by its name."""

from reportlab.pdfgen.canvas import Canvas

CREATOR = "Thi Đua"
LANGUAGE = "vi"


def name(canvas: Canvas, *, title: str, author: str, subject: str) -> None:
    """Name the file: readers show its title instead of the name that it was stored under."""
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setCreator(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
