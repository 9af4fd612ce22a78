"""A kept file as the answer to a request, for the doors of every room."""

from io import BytesIO

from flask import send_file
from werkzeug.wrappers import Response

from app.documents.models import File

SHOWN_IN_PLACE = frozenset({"application/pdf", "image/png", "image/jpeg"})


def sent(file: File) -> Response:
    """The file as an answer: pictures and PDF are shown, all else is downloaded."""
    return send_file(
        BytesIO(file.content),
        mimetype=file.media_type,
        as_attachment=file.media_type not in SHOWN_IN_PLACE,
        download_name=file.name,
        etag=file.sha256,
    )
