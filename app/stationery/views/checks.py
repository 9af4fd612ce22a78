"""Page: what does not fit on certificates, before they are printed."""

from flask import render_template

from app.access import Permission, requires
from app.stationery.papers import certificates as papers
from app.stationery.queries import certificates
from app.stationery.views.blueprint import pages
from app.stationery.views.showing import page_number


@pages.get("/stationery/certificates/<int:batch_id>/check")
@requires(Permission.PAPER_VIEW)
def check_certificates(batch_id: int) -> str:
    """Whose texts are too long for their places, before hundreds are printed."""
    batch = certificates.batch(batch_id)
    found = certificates.rows_page(batch_id, page_number(), papers.CHECKED_AT_ONCE)
    blank = certificates.blank_of(batch)
    unfit = papers.faults(batch, found.items, blank)
    return render_template(
        "stationery/certificates_check.html", batch=batch, blank=blank, found=found, unfit=unfit
    )
