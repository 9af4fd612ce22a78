"""Pages: batches of certificates and their recipients."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import pages as paging
from app.lib import schemas as shapes
from app.lib.errors import Invalid
from app.stationery.actions import certificates as actions
from app.stationery.models import CertificateBatch
from app.stationery.papers import certificates as papers
from app.stationery.policies import certificates as policies
from app.stationery.policies import decisions as standing
from app.stationery.policies.decisions import CONFIRM
from app.stationery.queries import blanks, certificates, decisions, letterheads
from app.stationery.schemas import certificates as schemas
from app.stationery.terms import awards
from app.stationery.terms.corrections import BATCH_LABELS
from app.stationery.views.blueprint import pages
from app.stationery.views.showing import options, page_number, typed_facts

FACTS = (*BATCH_LABELS, "blank_id")
LABELS = {**BATCH_LABELS, "blank_id": "Phôi", CONFIRM: "Xác nhận"}


@pages.get("/stationery/certificates")
@requires(Permission.PAPER_VIEW)
def certificate_batches() -> str:
    """Every batch, newest first."""
    return render_template(
        "stationery/certificates.html", found=certificates.batches(page_number())
    )


def _form(
    batch: CertificateBatch | None, typed: Mapping[str, Any], refusal: Refusal = NO_REFUSAL
) -> str:
    there = {} if batch is None else typed_facts(batch, FACTS)
    return render_template(
        "stationery/certificates_form.html",
        batch=batch,
        typed=typed,
        forms=options(policies.forms_of(certificates.issuer())),
        sheets=options(awards.SheetSize),
        blanks=[(one.id, f"{one.name} ({one.form.label})") for one in blanks.choices()],
        labels=LABELS,
        is_frozen=batch is not None and certificates.has_numbers(batch.id),
        errors=refusal.errors,
        conflict=refusal.differences(BATCH_LABELS, there),
        version=None if batch is None else refusal.version(batch.version),
    )


def _form_again(batch_id: int | None = None, *, refusal: Refusal) -> str:
    batch = None if batch_id is None else certificates.batch(batch_id)
    return _form(batch, refusal.typed, refusal)


@pages.get("/stationery/certificates/new")
@requires(Permission.PAPER_WRITE)
def new_certificate_batch() -> str:
    """A batch to begin; the address may bring number and day of the decision along."""
    given, issuer = _from_decision(), certificates.issuer()
    organ = letterheads.of_symbol(issuer, given.get("decision_number", "")).organ
    return _form(None, {**papers.usual_facts(issuer, organ), **given}, _fallen(given))


def _fallen(given: Mapping[str, Any]) -> Refusal:
    """What the form says at once of a decision that stands no more."""
    on = request.args.get("on", type=date.fromisoformat)
    if "decision_number" not in given or on is None:
        return NO_REFUSAL
    found = decisions.decision(given["decision_number"], on)
    try:
        standing.check_stands(found.named, found.fallen)
    except Invalid as error:
        return Refusal(error)
    return NO_REFUSAL


def _from_decision() -> dict[str, Any]:
    given = {
        "decision_number": request.args.get("decision", "")[:60],
        "decided_on": request.args.get("on", "")[:10],
        "title": request.args.get("title", "")[:300],
    }
    return {name: value for name, value in given.items() if value}


@pages.post("/stationery/certificates")
@requires(Permission.PAPER_WRITE)
@shows_again(_form_again)
def draft_certificate_batch() -> Response:
    """Open a batch."""
    facts = shapes.load_form(schemas.BatchIn(), request.form)
    batch = actions.draft(facts=facts, by=current_user)
    flash("Đã lập đợt in. Hãy nhập danh sách người được khen.", "success")
    return redirect(url_for("stationery.certificate_batch", batch_id=batch.id), 303)


@pages.get("/stationery/certificates/<int:batch_id>")
@requires(Permission.PAPER_VIEW)
def certificate_batch(batch_id: int) -> str:
    """One batch: its recipients, what does not fit, its prints."""
    return batch_page(batch_id)


def batch_page(batch_id: int, part: str = "", refusal: Refusal = NO_REFUSAL) -> str:
    """The page of a batch, with what somebody typed in vain into one of its forms (`part`)."""
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
        part=part,
        decision=decisions.of_batch(batch),
        times=certificates.times_printed(found.items),
        history=certificates.batch_corrections([batch_id]).get(batch_id, []),
        may_cancel=certificates.has_standing(batch_id),
        waiting=certificates.without_number(batch_id),
        prints=certificates.prints(batch_id),
        honorifics=options(awards.Honorific),
        modes=options(awards.PrintMode),
        errors=refusal.errors,
        typed=refusal.typed,
    )


@pages.get("/stationery/certificates/<int:batch_id>/edit")
@requires(Permission.PAPER_WRITE)
def edit_certificate_batch(batch_id: int) -> str:
    """What all certificates of a batch say, to correct."""
    batch = certificates.batch(batch_id)
    return _form(batch, typed_facts(batch, FACTS))


@pages.post("/stationery/certificates/<int:batch_id>")
@requires(Permission.PAPER_WRITE)
@shows_again(_form_again)
def change_certificate_batch(batch_id: int) -> Response:
    """Correct it; the second of two editors sees what differs."""
    facts = shapes.load_form(schemas.BatchIn(), request.form)
    actions.change(batch_id=batch_id, version=version_typed(), facts=facts, by=current_user)
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
