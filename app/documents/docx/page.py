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
from docx.text.paragraph import Paragraph

from app.documents import wording
from app.documents.docx import body, letterhead, marks, styles
from app.documents.docx.blank import blank
from app.documents.docx.foot import add_foot
from app.documents.docx.prose import add, balanced, fill
from app.documents.docx.signing import add_signature
from app.documents.paper import Paper
from app.documents.pdf import across, fonts, measures
from app.documents.pdf.measures import LANDSCAPE, PORTRAIT

Page = tuple[float, float]

_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of the parts of the file: the same paper gives the same bytes."""


def write(paper: Paper) -> bytes:
    """The paper as DOCX in the format of Decree 30/2020/NĐ-CP, annex I.

    Word breaks the pages itself; the same paper gives the same bytes. Raises FontsMissing where
    the server lacks the faces by which lines are measured.
    """
    document = _begun(paper, PORTRAIT)
    add_foot(document.sections[0], paper)
    letterhead.add_head(document, paper)
    letterhead.add_title(document, paper)
    _add_body(document, paper)
    for position, annex in enumerate(paper.annexes, start=1):
        section = _section(document, across.page_of(annex))
        marks.numbered_anew(section)
        section.different_first_page_header_footer = True
        section.first_page_footer.is_linked_to_previous = False
        _add_annex(document, paper, position)
    return _saved(document)


def write_annex(paper: Paper, position: int) -> bytes:
    """One annex (counted from 1) as a file of its own, marked with number and day of its paper.

    Raises IndexError for an annex that the paper does not have.
    """
    if not 1 <= position <= len(paper.annexes):
        raise IndexError(f"the paper has {len(paper.annexes)} annexes")
    document = _begun(paper, across.page_of(paper.annexes[position - 1]))
    mark = document.sections[0].first_page_header.paragraphs[0]
    fill(mark, wording.annex_mark(paper), styles.ANNEX_MARK)
    _add_annex(document, paper, position)
    return _saved(document)


def _begun(paper: Paper, page: Page) -> Document:
    fonts.load()
    document = docx.Document(BytesIO(blank()))
    _describe(document, paper)
    first = document.sections[0]
    _set_page(first, page)
    first.different_first_page_header_footer = True
    number = fill(first.header.paragraphs[0], "", styles.PAGE_NUMBER)
    marks.page_number(number)
    return document


def _describe(document: Document, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = wording.document_title(paper)[:255]
    properties.author = properties.last_modified_by = wording.issuer_name(paper)[:255]
    properties.subject, properties.language = paper.kind.label, styles.LANGUAGE
    properties.comments = ""
    day = paper.issued_on
    written_at = datetime(day.year, day.month, day.day) if day else datetime(2000, 1, 1)
    properties.created = properties.modified = written_at.replace(tzinfo=UTC)


def _set_page(section: Section, page: Page) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if page == LANDSCAPE else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(page[0]), Pt(page[1])
    section.top_margin = section.bottom_margin = Pt(measures.TOP)
    section.left_margin, section.right_margin = Pt(measures.LEFT), Pt(measures.RIGHT)
    section.header_distance = Pt(measures.NUMBER_BELOW_EDGE - styles.PAGE_NUMBER.look.size)


def _add_body(document: Document, paper: Paper) -> None:
    """Bases, blocks and signature; tables that do not fit upright lie across in a section."""
    body.add_bases(document, paper)
    for n, run in enumerate(across.runs(wording.closed(paper.blocks))):
        if n:
            _section(document, run.page).different_first_page_header_footer = False
        body.add_blocks(document, run.blocks, run.page)
    body.bind_end(document, run.blocks)
    add_signature(document, paper, run.page)
    _after_table(document)


def _section(document: Document, page: Page) -> Section:
    """A new section on a new page, its pages counted on from those before."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    marks.counted_on(section)
    _set_page(section, page)
    last = document.element.body.findall(qn("w:p"))[-1]
    Paragraph(last, document._body).paragraph_format.line_spacing = Pt(1)
    last.style = styles.END.id
    return section


def _after_table(document: Document) -> None:
    """Word wants a paragraph after the last table: one that takes no room."""
    add(document, "", styles.END)


def _add_annex(document: Document, paper: Paper, position: int) -> None:
    annex = paper.annexes[position - 1]
    page = across.page_of(annex)
    room = 0.94 * measures.room(page)
    add(document, wording.annex_heading(paper, position), styles.ANNEX)
    title = balanced(wording.in_capitals(annex.title), styles.ANNEX_TITLE, room)
    add(document, title, styles.ANNEX_TITLE)
    note = balanced(wording.annex_note(paper), styles.ANNEX_NOTE, room)
    add(document, note, styles.ANNEX_NOTE)
    body.add_blocks(document, annex.blocks, page)
    _after_table(document)


def _saved(document: Document) -> bytes:
    """The file without the moment at which its parts were written."""
    file, packed = BytesIO(), BytesIO()
    document.save(file)
    with ZipFile(file) as written, ZipFile(packed, "w", ZIP_DEFLATED) as out:
        for name in written.namelist():
            out.writestr(ZipInfo(name, _OLDEST), written.read(name), ZIP_DEFLATED)
    return packed.getvalue()
