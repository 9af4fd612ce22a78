"""Pages without sign-in: whether a paper is real, and the papers that were published.

Whoever asks acts as nobody but the holder of one code, or a reader of the public pages; whether
somebody is signed in changes nothing of what is seen.
"""

from flask import Response as Answer
from flask import make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from app.access import public
from app.correspondence.queries import links
from app.correspondence.queries import public as queries
from app.correspondence.queries.public import Comparison, Known
from app.correspondence.schemas import public as schemas
from app.correspondence.views.blueprint import pages
from app.documents.answers import sent
from app.lib import characters, verification_codes
from app.lib.errors import Invalid, NotFound
from app.signatures import queries as signatures
from app.signatures.queries import VerificationReport
from tenants.context import Acting
from tenants.db import change_actor, refuse

FILTERS = ("q", "province", "issuer", "year", "kind")
NOT_LISTED = "noindex, nofollow"
ROBOTS = "User-agent: *\nAllow: /public\nAllow: /static/\nDisallow: /\n"


def holder(typed: str) -> Known:
    """The paper whose code was scanned or typed, in any case, with spaces and dashes.

    From here on the request acts as who holds that code. Raises NotFound.
    """
    code = verification_codes.canonical(typed)[: queries.CODE_LENGTH]
    change_actor(Acting(paper_code=code))
    return queries.verified(code)


def _entry(typed: str = "", error: str | None = None) -> Answer:
    page = render_template(
        "correspondence/code_entry.html",
        typed=typed[: queries.CODE_LENGTH],
        errors={"code": [error]} if error else {},
    )
    answer = make_response(page, 404 if error else 200)
    answer.headers["X-Robots-Tag"] = NOT_LISTED
    return answer


@pages.get("/v")
@public
def code_entry() -> Answer | Response:
    """Where a code that stands on a paper is typed by hand."""
    typed = characters.typed(request.args.get("code", ""))
    if not typed.strip():
        return _entry()
    try:
        known = holder(typed)
    except NotFound as error:
        return _entry(typed, error.message)
    return redirect(links.verify_path(known.paper), 303)


def _verification(
    known: Known,
    *,
    comparison: Comparison | None = None,
    report: VerificationReport | None = None,
    error: str | None = None,
) -> Answer:
    page = render_template(
        "correspondence/verification.html",
        known=known,
        comparison=comparison,
        paper_report=signatures.report_of_paper(known.paper, queries.content_of(known)),
        report=report,
        errors={"file": [error]} if error else {},
    )
    answer = make_response(page, 422 if error else 200)
    answer.headers["X-Robots-Tag"] = NOT_LISTED
    return answer


@pages.get("/v/<code>")
@public
def verification(code: str) -> Answer:
    """What the register says of the paper whose QR code was read."""
    try:
        return _verification(holder(code))
    except NotFound as error:
        return _entry(code, error.message)


@pages.post("/v/<code>/comparisons")
@public
def compare(code: str) -> Answer:
    """Whether the file that somebody holds is the paper, to the last byte."""
    known = holder(code)
    try:
        name, content = schemas.uploaded(request.files.get("file"))
    except Invalid as error:
        refuse()
        return _verification(holder(code), error=error.message)
    comparison = queries.compare(known, name=name, content=content)
    report = signatures.report_of_file(known.paper, content)
    return _verification(known, comparison=comparison, report=report)


@pages.get("/v/<code>/files/<int:file_id>")
@public
def verified_file(code: str, file_id: int) -> Response:
    """A file of the paper, where it was published."""
    known = holder(code)
    return sent(queries.file_of(known, file_id))


@pages.get("/public")
@public
def published() -> str:
    """The papers that were published, newest first."""
    change_actor(Acting(public=True))
    wanted, page = schemas.publications_wanted(request.args)
    return render_template(
        "correspondence/published.html",
        found=queries.publications(wanted, page=page),
        wanted=wanted,
        choices=queries.choices(),
        filters={name: request.args[name] for name in FILTERS if request.args.get(name)},
    )


@pages.get("/public/<int:outgoing_id>/files/<int:file_id>")
@public
def published_file(outgoing_id: int, file_id: int) -> Response:
    """A file of a published paper."""
    change_actor(Acting(public=True))
    return sent(queries.file_of(queries.published(outgoing_id), file_id))


@pages.get("/robots.txt")
@public
def robots() -> Answer:
    """Search engines may list what was published, and nothing else."""
    answer = make_response(ROBOTS)
    answer.mimetype = "text/plain"
    return answer
