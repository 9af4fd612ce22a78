"""Page: the signatures of any PDF that an official holds, such as one that came by mail."""

from typing import Any

from flask import render_template, request

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Invalid
from app.signatures import queries, schemas
from app.signatures.views.blueprint import pages

MOST_BYTES = 20 * 1024 * 1024


def _page(refusal: Refusal = NO_REFUSAL, report: Any = None, name: str | None = "") -> str:
    return render_template(
        "signatures/verify.html", report=report, name=name, errors=refusal.errors
    )


@pages.get("/signatures/verification")
@requires(Permission.PAPER_VIEW)
def verification() -> str:
    """Which file is to be checked."""
    return _page()


@pages.post("/signatures/verification")
@requires(Permission.PAPER_VIEW)
@shows_again(_page, Invalid)
def verify() -> str:
    """What was found of its signatures; the file is not kept."""
    upload = request.files.get("file")
    content = schemas.read_upload(upload, "file", "Hãy chọn tệp PDF.", MOST_BYTES)
    name = upload.filename if upload is not None else ""
    return _page(report=queries.report(content), name=name)
