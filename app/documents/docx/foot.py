"""The foot of the first page in Word: box 13, and the QR code that leads to the verification."""

from io import BytesIO

from docx.section import Section
from docx.shared import Pt

from app.documents import wording
from app.documents.docx import marks, styles
from app.documents.docx.prose import add, fill
from app.documents.paper import Paper
from app.documents.pdf import foot, measures

_DISTANCE = 14.0
"""From the lower edge of the paper up to the end of the foot."""
_PIXELS = 8


def add_foot(section: Section, paper: Paper) -> None:
    """Address lines under a rule, and the code in the margin on their left."""
    printed = [line for line in map(wording.printable, paper.footer) if line]
    if not printed and not paper.verify_url:
        return
    footer = section.first_page_footer
    section.footer_distance = Pt(_DISTANCE)
    first = footer.paragraphs[0]
    for n, line in enumerate(printed):
        paragraph = fill(first, line, styles.FOOTER) if n == 0 else add(footer, line, styles.FOOTER)
        if n == 0:
            marks.ruled_above(paragraph)
    if paper.verify_url:
        line = wording.verification(paper.verify_url)
        left = foot.CODE_LEFT - measures.LEFT
        place = footer.add_paragraph() if printed else first
        fill(place, line, styles.VERIFICATION, left=left)
        run = place.add_run()
        run.add_picture(_code(paper.verify_url), width=Pt(foot.CODE_SIDE))
        top = measures.PORTRAIT[1] - foot.CODE_FOOT - foot.CODE_SIDE
        marks.on_page(run, foot.CODE_LEFT, top)


def _code(url: str) -> BytesIO:
    picture = BytesIO()
    foot.code(url).save(picture, kind="png", scale=_PIXELS, border=0)
    picture.seek(0)
    return picture
