"""Pages: the ladder of reminders."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import clock
from app.lib import schemas as shapes
from app.mail import queries as mails
from app.reminders import actions, schemas
from app.reminders.queries import ladders, subjects
from app.reminders.terms import Audience, Side, Step, Unit
from app.reminders.views.blueprint import pages

HOURS = range(5, 21)
FIELDS = {
    "days": ("days", "số ngày"),
    "unit": ("unit", "tính theo"),
    "side": ("side", "so với hạn"),
    "audience": ("officer", "người được nhắc"),
    "by_notice": ("by_notice", "cách nhắc"),
    "by_mail": ("by_mail", "cách nhắc"),
}
"""The fields of a step: the control of the page, and what it is called in a sentence."""


def _page(
    steps: list[dict[str, Any]] | None = None,
    hour: Any = None,
    *,
    counts: dict[int, int] | None = None,
    errors: dict[str, list[str]] | None = None,
    refusal: Refusal = NO_REFUSAL,
) -> str:
    standing = ladders.standing()
    shown = [step.as_json() for step in standing.steps] if steps is None else steps
    own = [one for one in shown if Audience.BELOW.value not in one["audience"]]
    if counts is None:
        counts = subjects.counts(standing.own, clock.today())
    return render_template(
        "reminders/ladder.html",
        standing=standing,
        rows=own,
        below=next((one for one in shown if Audience.BELOW.value in one["audience"]), None),
        hour=standing.hour if hour is None else hour,
        hours=HOURS,
        sides=list(Side),
        units=list(Unit),
        counts=_by_row(own, counts),
        superior=ladders.of_the_superior(),
        mail_is_on=mails.is_on(),
        errors=_by_control(errors or {}, len(own)),
        refusal=refusal,
    )


def _by_control(errors: dict[str, list[str]], own: int) -> dict[str, list[str]]:
    """The faults at the controls of the page, each naming its step and field.

    The first `own` steps are the rows; the one after them is the superior's list.
    """
    found: dict[str, list[str]] = {}
    for path, said in errors.items():
        root, _, rest = path.partition(".")
        if root != "steps":
            found.setdefault(path, []).extend(said)
            continue
        place, _, name = rest.partition(".")
        if not place.isdigit():
            found.setdefault("", []).extend(said)
            continue
        is_row = int(place) < own
        control, label = FIELDS.get(name.partition(".")[0], FIELDS["days"])
        row = f"steps-{place}-" if is_row else schemas.BELOW
        control = control if is_row or control != "officer" else "days"
        step = f"Bậc {int(place) + 1}" if is_row else "Danh sách cấp dưới chậm hạn"
        found.setdefault(f"{row}{control}", []).extend(f"{step}, {label}: {one}" for one in said)
    return found


def _by_row(rows: list[dict[str, Any]], counts: dict[int, int]) -> list[int | None]:
    found: list[int | None] = []
    for row in rows:
        try:
            found.append(counts.get(Step.of(row).height))
        except ValueError:
            found.append(None)
    return found


def _again(refusal: Refusal) -> str:
    typed = schemas.ladder_form(refusal.typed)
    errors = {"": [refusal.message]} if refusal.stale else refusal.errors
    return _page(typed["steps"], typed["hour"], counts={}, errors=errors, refusal=refusal)


@pages.get("/reminders/ladder")
@requires(Permission.PLAN_VIEW)
def ladder() -> str:
    """The ladder that holds here."""
    return _page()


@pages.post("/reminders/ladder")
@requires(Permission.REMINDER_EDIT)
@shows_again(_again)
def keep_ladder() -> Response | str:
    """Keep the ladder, or try it out on this year's work."""
    typed = schemas.ladder_form(request.form)
    data = shapes.load(schemas.LadderSchema(), typed)
    if "preview" in request.form:
        counts = subjects.counts(data["steps"], clock.today())
        return _page(typed["steps"], data["hour"], counts=counts)
    actions.keep_ladder(**data, version=version_typed(), by=current_user)
    flash("Đã lưu thang nhắc việc. Các bậc mới có hiệu lực từ lần nhắc tới.", "success")
    return redirect(url_for("reminders.ladder"), 303)


@pages.post("/reminders/ladder/restoration")
@requires(Permission.REMINDER_EDIT)
def restore_ladder() -> Response:
    """Go back to the usual ladder."""
    actions.restore_usual_ladder(version=version_typed(), by=current_user)
    flash("Đã dùng lại thang nhắc việc thường dùng.", "success")
    return redirect(url_for("reminders.ladder"), 303)
