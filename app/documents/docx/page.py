"""The Word file: letterhead, title, body, signature, annexes in sections of their own."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt

from app.documents import wording
from app.documents.docx import body, letterhead, marks
from app.documents.docx.prose import CENTRED, FONT, Look, add, balanced, fill
from app.documents.paper import Annex, Paper
from app.documents.pdf import measures
from app.documents.pdf.measures import LANDSCAPE, PORTRAIT

_NUMBER_SIZE = 13
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of the parts of the file: the same paper gives the same bytes."""


def write(paper: Paper) -> bytes:
    """The paper as DOCX in the format of Decree 30/2020/NĐ-CP, annex I.

    Word breaks the pages itself; the same paper gives the same bytes.
    """
    document = docx.Document()
    _prepare(document, paper)
    letterhead.add_head(document, paper)
    letterhead.add_title(document, paper)
    body.add_body(document, paper)
    letterhead.add_signature(document, paper)
    for position, annex in enumerate(paper.annexes, start=1):
        _add_annex(document, paper, annex, position)
    file = BytesIO()
    document.save(file)
    return _repacked(file)


def _prepare(document: Document, paper: Paper) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(measures.BODY)
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        normal.element.rPr.rFonts.set(qn(script), FONT)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = True
    properties = document.core_properties
    properties.title = wording.document_title(paper)[:255]
    properties.author = properties.last_modified_by = wording.issuer_name(paper)[:255]
    properties.subject, properties.language = paper.kind.label, "vi-VN"
    properties.comments = ""
    day = paper.issued_on
    written_at = datetime(day.year, day.month, day.day) if day else datetime(2000, 1, 1)
    properties.created = properties.modified = written_at.replace(tzinfo=UTC)
    _set_page(document.sections[0], PORTRAIT)
    number = document.sections[0].header.paragraphs[0]
    fill(number, "", Look())
    marks.page_number(number, _NUMBER_SIZE)


def _set_page(section: Section, page: tuple[float, float]) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if page == LANDSCAPE else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(page[0]), Pt(page[1])
    section.top_margin = section.bottom_margin = Pt(measures.TOP)
    section.left_margin, section.right_margin = Pt(measures.LEFT), Pt(measures.RIGHT)
    section.header_distance = Pt(measures.NUMBER_BELOW_EDGE - 13)
    section.different_first_page_header_footer = True


def _add_annex(document: Document, paper: Paper, annex: Annex, position: int) -> None:
    page = LANDSCAPE if annex.landscape else PORTRAIT
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, page)
    marks.numbered_anew(section)
    room = 0.94 * measures.room(page)
    note = Look(italic=True, after=12)
    add(document, wording.annex_heading(paper, position), CENTRED)
    add(document, balanced(wording.in_capitals(annex.title), CENTRED, room), CENTRED)
    add(document, balanced(wording.annex_note(paper), note, room), note)
    body.add_blocks(document, annex.blocks, page)


def _repacked(file: BytesIO) -> bytes:
    """The same parts without the moment at which they were written."""
    packed = BytesIO()
    with ZipFile(file) as written, ZipFile(packed, "w", ZIP_DEFLATED) as out:
        for name in written.namelist():
            out.writestr(ZipInfo(name, _OLDEST), written.read(name), ZIP_DEFLATED)
    return packed.getvalue()
