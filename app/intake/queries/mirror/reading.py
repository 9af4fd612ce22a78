"""Reading a paper of our own back: the mirror of drawing it."""

from app.documents.paper import Paper
from app.intake.queries.mirror import assemble, docx_pieces, pdf_pieces
from app.intake.queries.mirror.pieces import Role
from app.intake.queries.sources import files
from app.intake.queries.sources.files import FileKind, refuse

_READERS = {FileKind.DOCX: docx_pieces.read, FileKind.PDF: pdf_pieces.read}
_OTHERS = "Chỉ đọc lại được văn bản do hệ thống soạn, ở tệp .docx hoặc .pdf."


def read_paper(data: bytes, filename: str) -> Paper:
    """The content of a DOCX or PDF that the product drew, as plain data.

    As printed: names of the letterhead in capitals, tables of tasks as the tables that they are
    printed as, lists without their closing marks, the body without its end mark. A chart comes
    back as its table from DOCX and is left out from PDF, where it is a drawing. Raises Invalid
    for the field "file" for a file of other origin, and for all that `read` refuses.
    """
    kind = files.kind_of(data, filename)
    if kind not in _READERS:
        raise refuse(_OTHERS)
    shown = _READERS[kind](data)
    if not any(piece.role in (Role.ISSUER, Role.PLACE, Role.NUMBER) for piece in shown.pieces):
        raise refuse(_OTHERS)
    return assemble.paper_of(shown)
