"""What the editor of drafts shows: its boxes, the text blocks to insert, the page as printed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import render_template
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.correspondence import jobs
from app.correspondence.actions import drafts as actions
from app.correspondence.models import OfficialPaper
from app.correspondence.papers.recipients import FOLLOWING, is_reference, pointed_at
from app.correspondence.queries import addressees, comparison, delegations, drafts
from app.correspondence.queries.addressees import Offer
from app.correspondence.schemas import draft_forms as forms
from app.correspondence.schemas import drafts as schemas
from app.correspondence.schemas import recipient_forms
from app.correspondence.schemas.typed import Typed
from app.correspondence.schemas.typed import rows as in_rows
from app.correspondence.terms import Content, Form, Purpose
from app.correspondence.terms.labels import LABELS
from app.documents import pdf, pictures
from app.documents.pictures import Picture
from app.documents.signing import Capacity, capacity_of
from app.documents.terms import Circulation, Urgency
from app.forms import NO_REFUSAL, Refusal
from app.lib import clock
from app.lib import schemas as shapes
from app.lib.errors import NotFound
from app.lib.text import fold
from app.stationery.queries import text_blocks
from app.stationery.terms import organs_of

CHOICES: Mapping[str, Iterable[Any]] = {
    "purposes": Purpose,
    "urgencies": Urgency,
    "circulations": Circulation,
    "capacities": Capacity,
}
ORDER = (
    *("authority", "bases", "addressees", "begun", "opening", "event", "venue", "present"),
    *("absent", "chair", "secretary", "agenda", "contact", "body", "articles", "conclusion"),
    *("ended", "closing", "parties"),
)
"""The parts of a content as the editor shows them from above."""
ROWS = {
    "articles": ("text",),
    "parties": ("unit", "position", "name"),
    "annexes": ("title", "body", "landscape"),
    "recipients": recipient_forms.RECIPIENT,
}


def values(form: Form, typed: Typed) -> dict[str, Any]:
    """What was typed, for the actions. Raises Invalid at the field."""
    offer = addressees.offer(current_user.tenant)
    loaded: dict[str, Any] = shapes.load(schemas.DraftChanges(), forms.draft(typed, form, offer))
    return loaded


def page(
    form: Form,
    typed: Typed,
    *,
    draft: OfficialPaper | None = None,
    errors: Mapping[str, list[str]] | None = None,
    conflicts: Sequence[Mapping[str, str]] = (),
    is_stale: bool = False,
    refusal: Refusal = NO_REFUSAL,
) -> str:
    """The editor with what is typed."""
    tenant = current_user.tenant
    offer = addressees.offer(tenant)
    rows = {name: in_rows(typed, name, names) for name, names in ROWS.items()}
    return render_template(
        "correspondence/edit_draft.html",
        form=form,
        typed=typed,
        rows={**rows, "recipients": _pointing(rows["recipients"], rows["articles"], offer)},
        addressed=_addressed(form, typed, rows["recipients"], offer),
        draft=draft,
        errors=errors or {},
        conflicts=conflicts,
        is_stale=is_stale,
        refusal=refusal,
        labels=LABELS,
        order=ORDER,
        organs=organs_of(tenant),
        units=offer.units,
        groups=offer.groups,
        options={
            "organs": [(organ, organ) for organ in organs_of(tenant)],
            "units": [(unit.id, unit.name) for unit in offer.units],
            **{name: [(one.value, one.label) for one in words] for name, words in CHOICES.items()},
        },
        leaders=drafts.leaders(),
        delegates=delegations.holding(clock.today()),
        blocks=text_blocks.offered(tenant, form.kind),
    )


def _pointing(
    recipients: list[dict[str, str]], articles: list[dict[str, str]], offer: Offer
) -> list[dict[str, Any]]:
    """The rows of Nơi nhận; lines such as "Như Điều 3" with the units that the article names."""
    content = Content(articles=tuple(row["text"] for row in articles))
    return [
        {
            **row,
            "pointed": [offer.by_id[one].name for one in offer.mentioned(words)],
            "named": row["named"] or not row["asked"],
        }
        if is_reference(row["name"]) and (words := pointed_at(row["name"], content))
        else row
        for row in recipients
    ]


def _addressed(
    form: Form, typed: Typed, recipients: list[dict[str, str]], offer: Offer
) -> list[str]:
    """The units that Kính gửi or Kính mời names, without those that have a row of Nơi nhận."""
    if not form.sends_to_addressees:
        return []
    listed = {row["tenant_id"] for row in recipients}
    found = offer.mentioned(typed.get("content-addressees", ""))
    return [offer.by_id[one].name for one in found if str(one) not in listed]


def typed(draft: OfficialPaper) -> Typed:
    """The boxes as the draft fills them."""
    found: dict[str, str] = {
        name: getattr(draft, name) or "" for name in forms.PLAIN if name != "signer_position"
    }
    if draft.signer_position:
        lines = tuple((draft.signing_lines or "").splitlines())
        capacity = capacity_of(lines, draft.signer_position)
        found["capacity"] = capacity.value
        found["signer_position"] = draft.signer_position if capacity.is_given else ""
    found["urgency"] = draft.urgency.value if draft.urgency else ""
    found["circulation"] = draft.circulation.value if draft.circulation else ""
    content = Content.of(draft.content).stored()
    for name, value in content.items():
        found.update(_boxes(name, value))
    found.update(_row_boxes("recipients", recipient_forms.rows_of(draft.recipients)))
    if content.get("addressees"):
        found[recipient_forms.ASKED] = "1"
        is_sent = any(fold(one.get("group") or "") == fold(FOLLOWING) for one in draft.recipients)
        found["addressees-named"] = "1" if is_sent else ""
    return MultiDict(found)


def _boxes(name: str, value: Any) -> dict[str, str]:
    if name in forms.LISTS:
        return {f"content-{name}": "\n".join(value)}
    if name == "articles":
        return _row_boxes(name, [{"text": text} for text in value])
    if name in ROWS:
        return _row_boxes(name, value)
    return {f"content-{name}": value}


def _row_boxes(prefix: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {
        f"{prefix}-{place}-{name}": "1" if row[name] is True else str(row[name] or "")
        for place, row in enumerate(rows)
        for name in ROWS[prefix]
        if row.get(name)
    }


def conflicts(draft: OfficialPaper, changes: Mapping[str, Any]) -> list[dict[str, str]]:
    """What differs, for the panel that compares, under the names of the boxes."""
    return [
        {
            "name": name.replace(".", "-"),
            "label": LABELS.get(name, name),
            "mine": mine,
            "current": theirs,
        }
        for name, (mine, theirs) in comparison.compared(draft, changes).items()
    ]


def drawn(form: Form, values: Mapping[str, Any]) -> bytes:
    """The PDF of what the editor holds; nothing is kept."""
    draft = actions.composed(form=form, values=values, by=current_user)
    return pdf.draw(jobs.paper_of(draft))


def picture(content: bytes, page_number: int) -> Picture:
    """A page of it; a page that has gone since is the last one."""
    try:
        return pictures.of_page(content, page_number)
    except NotFound:
        return pictures.of_page(content, 1)
