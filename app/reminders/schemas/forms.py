"""The forms of pages as the data that the schemas take. Empty rows are left out."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from app.reminders.policies import MOST_STEPS
from app.reminders.terms import (
    Audience,
    Side,
)

Form = MultiDict[str, str]
STEP_WORDS = ("side", "unit")
BELOW = "below-"


def ladder_form(form: Form) -> dict[str, Any]:
    """The form of a ladder; rows without a number of days are left out."""
    rows = [f"steps-{index}-" for index in range(MOST_STEPS * 3)]
    steps = [_step(form, row) for row in rows if form.get(f"{row}days", "").strip()]
    if form.get(f"{BELOW}days", "").strip():
        below = _step(form, BELOW)
        steps.append({**below, "side": Side.AFTER.value, "audience": [Audience.BELOW.value]})
    return {"steps": steps, "hour": form.get("hour", "").strip()}


def _step(form: Mapping[str, str], row: str) -> dict[str, Any]:
    people = (Audience.OFFICER, Audience.LEADER)
    return {
        "side": form.get(f"{row}side", ""),
        "days": form.get(f"{row}days", "").strip(),
        "unit": form.get(f"{row}unit", ""),
        "audience": [one.value for one in people if f"{row}{one.value}" in form],
        "by_notice": f"{row}by_notice" in form,
        "by_mail": f"{row}by_mail" in form,
    }


def urging_form(form: Form) -> dict[str, Any]:
    """The form of an urging."""
    names = ("form", "subject", "issued_as", "symbol", "place")
    lines = [line.strip() for line in form.get("recipients", "").splitlines()]
    return {
        **{name: form.get(name, "").strip() for name in names},
        "body": form.get("body", "").replace("\r\n", "\n").strip(),
        "unit_ids": form.getlist("unit_ids"),
        "plan_id": form.get("plan_id", "").strip() or None,
        "reply_on": form.get("reply_on", "").strip() or None,
        "recipients": [_recipient(line) for line in lines if line],
    }


def _recipient(line: str) -> dict[str, str | None]:
    """ "Sở Nội vụ (b/c)" as name and purpose."""
    name, mark, purpose = line.removesuffix(")").rpartition(" (")
    if line.endswith(")") and mark:
        return {"name": name, "purpose": purpose}
    return {"name": line, "purpose": None}


def recipient_lines(recipients: list[dict[str, Any]]) -> str:
    """ "Nơi nhận" as it is typed: one a line, the purpose in brackets."""
    return "\n".join(
        f"{one['name']} ({one['purpose']})" if one.get("purpose") else one["name"]
        for one in recipients
    )


def signing_form(form: Form) -> dict[str, Any]:
    """The form of signing a letter."""
    names = ("issued_on", "signing_capacity", "signer_name")
    return {
        **{name: form.get(name, "").strip() for name in names},
        "number": form.get("number", "").strip() or None,
    }
