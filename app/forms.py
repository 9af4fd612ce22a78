"""A form that cannot be taken is shown again: what was typed, what is wrong, what others changed.

def _page(office_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(…, errors=refusal.errors, typed=refusal.typed or …)

@pages.post("/offices/<int:office_id>")
@requires(Permission.DIRECTORY_EDIT)
@shows_again(_page)
def change_office(office_id: int) -> Response:
    actions.change(office_id=office_id, version=version_typed(), …)
    return redirect(…)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from app.lib.errors import DomainError, Invalid, Stale
from tenants.db import refuse

View = Callable[..., Any]
Difference = dict[str, Any]

NOTHING: MultiDict[str, str] = ImmutableMultiDict()


@dataclass(frozen=True)
class Refusal:
    """Why a form could not be taken, with what was typed; false where it is shown first."""

    error: DomainError | None = None
    typed: MultiDict[str, str] = NOTHING

    def __bool__(self) -> bool:
        return self.error is not None

    @property
    def errors(self) -> dict[str, list[str]]:
        """What is wrong, by field; under "" what concerns no field."""
        return self.errors_at("")

    def errors_at(self, control: str) -> dict[str, list[str]]:
        """What is wrong, by field; what concerns no field is said at `control`."""
        if self.error is None or self.stale:
            return {}
        fields = self.error.fields if isinstance(self.error, Invalid) else {}
        return fields or {self.error.field or control: [self.error.message]}

    @property
    def stale(self) -> bool:
        """Whether somebody else saved meanwhile."""
        return isinstance(self.error, Stale)

    @property
    def message(self) -> str:
        """What happened, in one sentence."""
        return "" if self.error is None else self.error.message

    def version(self, present: int | None) -> int | None:
        """The version that the form goes on with: the one that was typed on, so that a slip of the
        pen does not hide what others saved; after Stale `present`, for that was shown now."""
        typed_on = self.typed.get("version", type=int)
        return present if typed_on is None or self.stale else typed_on

    def differences(
        self, labels: Mapping[str, str] | None = None, values: Mapping[str, Any] | None = None
    ) -> list[Difference]:
        """What differs between the two editors: the rows of `ui.conflict_panel`.

        `labels`: control → its label, as the action names it; `values`: control → what it would
        hold to take the other's word over, where that is not the word itself.
        """
        changed = self.error.changed if isinstance(self.error, Stale) else {}
        controls = {label: control for control, label in (labels or {}).items()}
        rows = [
            {"name": controls.get(label, ""), "label": label, "mine": mine, "current": current}
            for label, (mine, current) in changed.items()
        ]
        if values is None:
            return rows
        taken = {control: "" if value is None else value for control, value in values.items()}
        return [{**row, "value": taken[row["name"]]} for row in rows]


NO_REFUSAL = Refusal()


def shows_again(page: View, *kinds: type[DomainError], **given: Any) -> Callable[[View], View]:
    """Answer what a view refuses with `page`, under the error's status; nothing is written.

    `page` takes what the address holds, `given`, and `refusal`. Without `kinds` these are Invalid
    and Stale; any other error goes to the page of errors.
    """
    return _answers(page, kinds, given, lambda: request.form)


def says_why(page: View, *kinds: type[DomainError], **given: Any) -> Callable[[View], View]:
    """The same for a button, or a small form beside the page's own: nothing typed is kept."""
    return _answers(page, kinds, given, lambda: NOTHING)


def _answers(
    page: View,
    kinds: tuple[type[DomainError], ...],
    given: dict[str, Any],
    typed: Callable[[], MultiDict[str, str]],
) -> Callable[[View], View]:
    shown = kinds or (Invalid, Stale)

    def decorate(view: View) -> View:
        @wraps(view)
        def tried(**address: Any) -> Any:
            try:
                return view(**address)
            except shown as error:
                refuse()
                return page(**address, **given, refusal=Refusal(error, typed())), error.status

        return tried

    return decorate


def version_if_any() -> int | None:
    """The version on which the form was made; None where it began something new."""
    return request.form.get("version", type=int)


def version_typed() -> int:
    """The version on which the form was made; 0, which nothing has, where it says none."""
    return version_if_any() or 0
