"""Pages: numbers of a jump that were skipped by mistake are free again."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib.schemas import load_form
from app.registers import actions, policies, queries, schemas
from app.registers.queries import runs
from app.registers.views.blueprint import pages


@pages.get("/registers/outgoing/<int:outgoing_id>/recovery")
@requires(Permission.PAPER_ISSUE)
def recovery(outgoing_id: int) -> str:
    """Which numbers are meant, and what becomes of them."""
    return _page(outgoing_id)


def _page(outgoing_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    paper = queries.own(outgoing_id)
    policies.check_recover(paper)
    return render_template(
        "registers/recovery.html",
        paper=paper,
        run=runs.around(paper),
        typed=refusal.typed,
        errors=refusal.errors,
        stale=refusal.stale,
        refusal=refusal,
    )


@pages.post("/registers/outgoing/<int:outgoing_id>/recovery")
@requires(Permission.PAPER_ISSUE)
@shows_again(_page)
def recover(outgoing_id: int) -> Response:
    """Take them back, with the reason."""
    given = load_form(schemas.RecoverySchema(), request.form)
    done = actions.recover(paper_id=outgoing_id, version=version_typed(), **given, by=current_user)
    told = "sẽ được cấp tiếp" if done.is_next else "được giữ cho văn bản đến muộn"
    flash(f"Đã lấy lại {done.numbers}; các số này {told}.", "success")
    return redirect(url_for("registers.outgoing", year=done.year, series=done.series), 303)
