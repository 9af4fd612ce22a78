"""JSON resources: papers and files."""

from typing import Any

from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.documents import queries
from app.documents.answers import sent
from app.documents.schemas import FileSchema, PaperSchema
from app.lib.resources import Blueprint

resources = Blueprint("documents_api", __name__, description="Bản in và tệp")


def paper_as_dict(paper_id: int) -> dict[str, Any]:
    """A paper with how far its drawing is."""
    paper = queries.paper(paper_id)
    drawing = queries.drawing(paper)
    return {
        "id": paper.id,
        "title": paper.title,
        "subject_kind": paper.subject_kind,
        "subject_id": paper.subject_id,
        "state": drawing.state,
        "percent": drawing.percent,
        "file_id": paper.file_id,
        "word_file_id": queries.word_of(paper),
        "created_at": paper.created_at,
    }


@resources.get("/papers/<int:paper_id>")
@requires(Permission.PAPER_DRAW)
@resources.response(200, PaperSchema)
@resources.doc(summary="Tình trạng của một bản in")
def paper(paper_id: int) -> dict[str, Any]:
    """A paper with how far its drawing is."""
    return paper_as_dict(paper_id)


@resources.get("/files/<int:file_id>")
@requires(Permission.PLAN_VIEW)
@resources.response(200, FileSchema)
@resources.doc(summary="Thông tin của một tệp")
def file(file_id: int) -> Any:
    """A file's particulars."""
    return queries.file(file_id)


@resources.get("/files/<int:file_id>/content")
@requires(Permission.PLAN_VIEW)
@resources.response(200, {"type": "string", "format": "binary"}, content_type="*/*")
@resources.doc(summary="Nội dung của một tệp")
def file_content(file_id: int) -> Response:
    """A file's content."""
    return sent(queries.file_with_content(file_id))
