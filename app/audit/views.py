"""Pages: who did what."""

from flask import Blueprint, render_template, request

from app.access import Permission, requires
from app.audit import queries, terms

pages = Blueprint("audit", __name__)


@pages.get("/audit")
@requires(Permission.AUDIT_VIEW)
def index() -> str:
    """The trail of the tenant, newest first."""
    user_id = request.args.get("person", type=int)
    verb = request.args.get("verb", "")
    page = request.args.get("page", 1, type=int)
    return render_template(
        "audit/index.html",
        entries=queries.entries(user_id=user_id, verb=verb, page=page),
        people=queries.people(),
        verbs=queries.verbs(),
        user_id=user_id,
        verb=verb,
        terms=terms,
    )
