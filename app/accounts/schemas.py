"""Shape of what the pages of accounts take."""

import json
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict


@dataclass(frozen=True)
class SignIn:
    """The sign-in form, with what was typed in another form before the session ended."""

    email: str
    password: str
    target: str
    resumed_fields: list[tuple[str, str]]

    @classmethod
    def from_form(cls, form: MultiDict[str, str]) -> "SignIn":
        """Read the form; carried fields come as one JSON list of pairs."""
        return cls(
            email=form.get("email", "").strip(),
            password=form.get("password", ""),
            target=form.get("target", ""),
            resumed_fields=_pairs(form.get("resumed_fields", "")),
        )

    def again(self) -> dict[str, Any]:
        """The values with which the page is shown once more."""
        return {
            "email": self.email,
            "target": self.target,
            "resumed_fields": self.resumed_fields,
            "lost_files": [],
        }


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        pairs = json.loads(text) if text else []
    except ValueError:
        return []
    if not isinstance(pairs, list):
        return []
    return [
        (str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2
    ]
