"""Pages: batches of certificates and their recipients."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import pages as paging
from app.lib import schemas as shapes
from app.lib.errors import Invalid, Stale
from app.stationery.actions import certificates as actions
from app.stationery.models import CertificateBatch
from app.stationery.papers import certificates as papers
from app.stationery.policies import certificates as policies
from app.stationery.queries import blanks, certificates, letterheads
from app.stationery.schemas import certificates as schemas
from app.stationery.terms import awards
from app.stationery.views.blueprint import pages
from app.stationery.views.showing import Page, conflict, options, page_number, typed_facts
from tenants.db import refuse

FACTS = (*actions.LABELS, "blank_id")


@pages.get("/stationery/certificates")
@requires(Permission.PAPER_VIEW)
def certificate_batches() -> str:
    """Every batch, newest first."""
    return render_template(
        "stationery/certificates.html", found=certificates.batches(page_number())
    )


def _form(batch: CertificateBatch | None, typed: dict[str, Any], **values: Any) -> str:
    return render_template(
        "stationery/certificates_form.html",
        batch=batch,
        typed=typed,
        forms=options(policies.forms_of(certificates.issuer())),
        sheets=options(awards.SheetSize),
        blanks=[(one.id, f"{one.name} ({one.form.label})") for one in blanks.choices()],
        labels={**actions.LABELS, "blank_id": "Phôi"},
        **{"errors": {}, "conflict": [], "version": None, **values},
    )


@pages.get("/stationery/certificates/new")
@requires(Permission.PAPER_WRITE)
def new_certificate_batch() -> str:
    """A batch to begin; the address may bring number and day of the decision along."""
    given, issuer = _from_decision(), certificates.issuer()
    organ = letterheads.of_symbol(issuer, given.get("decision_number", "")).organ
    return _form(None, {**papers.usual_facts(issuer, organ), **given})


def _from_decision() -> dict[str, Any]:
    given = {
        "decision_number": request.args.get("decision", "")[:60],
        "decided_on": request.args.get("on", "")[:10],
        "title": request.args.get("title", "")[:300],
    }
    return {name: value for name, value in given.items() if value}


@pages.post("/stationery/certificates")
@requires(Permission.PAPER_WRITE)
def draft_certificate_batch() -> Page:
    """Open a batch."""
    try:
        facts = shapes.load_form(schemas.BatchIn(), request.form)
        batch = actions.draft(facts=facts, by=current_user)
    except Invalid as error:
        refuse()
        return _form(None, request.form.to_dict(), errors=error.fields), 422
    flash("Đã lập đợt in. Hãy nhập danh sách người được khen.", "success")
    return redirect(url_for("stationery.certificate_batch", batch_id=batch.id), 303)


@pages.get("/stationery/certificates/<int:batch_id>")
@requires(Permission.PAPER_VIEW)
def certificate_batch(batch_id: int) -> str:
    """One batch: its recipients, what does not fit, its prints."""
    return batch_page(batch_id)


def batch_page(batch_id: int, **values: Any) -> str:
    """The page of a batch, with what somebody typed in vain."""
    batch = certificates.batch(batch_id)
    found = certificates.rows_page(batch_id, page_number(), paging.SIZE)
    blank = certificates.blank_of(batch)
    unfit = papers.faults(batch, found.items, blank)
    return render_template(
        "stationery/certificates_batch.html",
        batch=batch,
        found=found,
        blank=blank,
        unfit=unfit,
        waiting=certificates.without_number(batch_id),
        prints=certificates.prints(batch_id),
        honorifics=options(awards.Honorific),
        modes=options(awards.PrintMode),
        **{"errors": {}, "typed": {}, **values},
    )


@pages.get("/stationery/certificates/<int:batch_id>/edit")
@requires(Permission.PAPER_WRITE)
def edit_certificate_batch(batch_id: int) -> str:
    """What all certificates of a batch say, to correct."""
    batch = certificates.batch(batch_id)
    return _form(batch, typed_facts(batch, FACTS), version=batch.version)


@pages.post("/stationery/certificates/<int:batch_id>")
@requires(Permission.PAPER_WRITE)
def change_certificate_batch(batch_id: int) -> Page:
    """Correct it; the second of two editors sees what differs."""
    version = request.form.get("version", 0, type=int)
    try:
        facts = shapes.load_form(schemas.BatchIn(), request.form)
        actions.change(batch_id=batch_id, version=version, facts=facts, by=current_user)
    except (Invalid, Stale) as error:
        refuse()
        batch = certificates.batch(batch_id)
        typed = request.form.to_dict()
        if isinstance(error, Stale):
            shown = conflict(error.changed, actions.LABELS, batch)
            return _form(batch, typed, version=batch.version, conflict=shown), 412
        return _form(batch, typed, version=version, errors=error.fields), 422
    flash("Đã lưu đợt in.", "success")
    return redirect(url_for("stationery.certificate_batch", batch_id=batch_id), 303)


@pages.post("/stationery/certificates/<int:batch_id>/deletion")
@requires(Permission.PAPER_WRITE)
def discard_certificate_batch(batch_id: int) -> Response:
    """Strike a batch out."""
    actions.discard(batch_id=batch_id, by=current_user)
    flash("Đã xóa đợt in.", "success")
    return redirect(url_for("stationery.certificate_batches"), 303)


@pages.post("/stationery/certificates/<int:batch_id>/numbering")
@requires(Permission.PAPER_WRITE)
def enter_gold_book(batch_id: int) -> Response:
    """Give the numbers of the gold book."""
    count = actions.enter_gold_book(batch_id=batch_id, by=current_user)
    flash(f"Đã vào sổ vàng {count} trường hợp.", "success")
    return redirect(url_for("stationery.certificate_batch", batch_id=batch_id), 303)
