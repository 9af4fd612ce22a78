"""What the pages of both books share: their filter in an address, their export."""

from dataclasses import asdict

from flask import redirect, request, url_for
from flask_login import current_user
from marshmallow import Schema
from werkzeug.wrappers import Response

from app.lib.schemas import load_form
from app.registers import jobs
from app.registers.queries.books import IncomingFilter, OutgoingFilter


def address_of(chosen: IncomingFilter | OutgoingFilter) -> dict[str, str]:
    """The filter as it stands in an address."""
    return {name: str(value) for name, value in asdict(chosen).items() if value}


def exported(asked: Schema) -> Response:
    """Have the lines that the form names exported; to where that waits."""
    paper_id = jobs.ask_export(**load_form(asked, request.form), by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)
