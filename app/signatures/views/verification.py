"""Page: the signatures of any PDF that an official holds, such as one that came by mail."""

from flask import render_template, request

from app.access import Permission, requires
from app.lib.errors import Invalid
from app.signatures import queries, schemas
from app.signatures.views.blueprint import pages
from tenants.db import refuse

MOST_BYTES = 20 * 1024 * 1024


@pages.get("/signatures/verification")
@requires(Permission.PAPER_VIEW)
def verification() -> str:
    """Which file is to be checked."""
    return render_template("signatures/verify.html", report=None, name="", errors={})


@pages.post("/signatures/verification")
@requires(Permission.PAPER_VIEW)
def verify() -> tuple[str, int]:
    """What was found of its signatures; the file is not kept."""
    upload = request.files.get("file")
    try:
        content = schemas.read_upload(upload, "file", "Hãy chọn tệp PDF.", MOST_BYTES)
    except Invalid as error:
        refuse()
        page = render_template("signatures/verify.html", report=None, name="", errors=error.fields)
        return page, 422
    name = upload.filename if upload is not None else ""
    page = render_template(
        "signatures/verify.html", report=queries.report(content), name=name, errors={}
    )
    return page, 200
