"""The empty Word file: the styles of papers, and nothing that papers do not use."""

from functools import cache
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATED
from docx.opc.rel import Relationships
from docx.oxml.ns import qn

from app.documents.docx import styles

_KEPT = frozenset(
    {
        "Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid",
        "header", "Header Char", "footer", "Footer Char",
    }
)  # fmt: skip
"""Styles of the template that papers use, or that Word wants in every file."""
_DROPPED = (
    RELATED.CUSTOM_XML,
    RELATED.EXTENDED_PROPERTIES,
    RELATED.NUMBERING,
    RELATED.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
"""Parts of the template that say nothing about papers: its picture, its lists, its effects."""
_WORD_MODE = "15"
"""Word 2013 and later: with less, Word calls the file one of an older program."""


@cache
def blank() -> bytes:
    """A Word file without text, to be opened anew for each paper."""
    document, file = docx.Document(), BytesIO()
    _drop(document.part.rels)
    _drop(document.part.package.rels)
    known = document.styles.element
    for style in known.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")) not in _KEPT:
            known.remove(style)
    _settle(document)
    styles.define(document)
    document.save(file)
    return file.getvalue()


def _drop(related: Relationships) -> None:
    for name in [name for name, one in related.items() if one.reltype in _DROPPED]:
        del related[name]


def _settle(document: Document) -> None:
    settings = document.settings.element
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_MODE)
