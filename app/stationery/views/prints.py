"""Pages: certificates are printed, all, some, one again with a reason; their list."""

from flask import redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import says_why, shows_again
from app.lib import schemas as shapes
from app.lib.errors import Invalid
from app.stationery.jobs import certificates as jobs
from app.stationery.schemas import certificates as schemas
from app.stationery.views.blueprint import pages
from app.stationery.views.certificates import batch_page
from app.stationery.views.recipients import row_page


def _paper(paper_id: int) -> Response:
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)


@pages.post("/stationery/certificates/<int:batch_id>/prints")
@requires(Permission.PAPER_WRITE)
@shows_again(batch_page)
def print_certificates(batch_id: int) -> Response:
    """Print the batch or a range of it."""
    given = shapes.load_form(schemas.PrintIn(), request.form)
    given["first"] = given["first"] or 1
    paper_id = jobs.ask_print(batch_id=batch_id, by=current_user, **given)
    return _paper(paper_id)


@pages.post("/stationery/certificates/rows/<int:certificate_id>/reprints")
@requires(Permission.PAPER_WRITE)
@says_why(row_page, Invalid, part="reprint")
def reprint_certificate(certificate_id: int) -> Response:
    """Print one certificate again."""
    given = shapes.load_form(schemas.ReprintIn(), request.form)
    paper_id = jobs.ask_reprint(certificate_id=certificate_id, by=current_user, **given)
    return _paper(paper_id)


@pages.post("/stationery/certificates/<int:batch_id>/list")
@requires(Permission.PAPER_WRITE)
def print_list(batch_id: int) -> Response:
    """Draw the list that goes with the decision."""
    return _paper(jobs.ask_list(batch_id=batch_id, by=current_user))
