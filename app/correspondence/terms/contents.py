"""The content of a draft: what its form asks for, as it lies in `OfficialPaper.content`.

Every text is what an official typed: plain text in the markup of `app.documents.prose`, which knows
headings by their numbers, points, and tables.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, kw_only=True)
class AnnexText:
    """An annex as it is typed; a list (“danh sách”) is a table in its body."""

    title: str
    body: str = ""
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who signs a pledge, or in what capacity somebody signs beside the signer."""

    unit: str
    position: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that a draft may hold; a form fills those that it asks for (`Form.asks`).

    - `bases`: legal bases, one each, without closing marks.
    - `addressees`: whom `Kính gửi:` names.
    - `authority`: who decides ("Chủ tịch Ủy ban nhân dân xã Điềm He"), on decisions.
    - `opening`, `body`, `closing`: prose.
    - `articles`: of a decision, without the word "Điều" and its number.
    - `begun`, `ended`, `venue`: of a meeting or an event, as they are to be printed.
    - `present`, `absent`: of minutes, a line each; `chair`, `secretary`: "Họ tên, chức vụ".
    - `conclusion`: of minutes.
    - `event`: what somebody is invited to; `agenda`: its contents; `contact`: whom to answer.
    - `parties`: who sign a pledge besides the signer.
    - `annexes`.
    """

    bases: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    authority: str = ""
    opening: str = ""
    body: str = ""
    closing: str = ""
    articles: tuple[str, ...] = ()
    begun: str = ""
    ended: str = ""
    venue: str = ""
    present: str = ""
    absent: str = ""
    chair: str = ""
    secretary: str = ""
    conclusion: str = ""
    event: str = ""
    agenda: str = ""
    contact: str = ""
    parties: tuple[Party, ...] = ()
    annexes: tuple[AnnexText, ...] = ()

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Content":
        """The content out of the JSON of a draft."""
        lists = {"parties": Party, "annexes": AnnexText}
        values: dict[str, Any] = {}
        for name, value in stored.items():
            if name in lists:
                values[name] = tuple(lists[name](**one) for one in value)
            elif name in NAMES:
                values[name] = tuple(value) if isinstance(value, list) else value
        return cls(**values)

    def stored(self) -> dict[str, Any]:
        """What is kept: JSON without what is empty."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
            if value
        }


NAMES = frozenset(field.name for field in fields(Content))
