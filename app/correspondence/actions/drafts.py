"""Writing papers: a draft is begun, revised, copied, dropped."""

from collections.abc import Mapping
from typing import Any

from app.audit import actions as audit
from app.audit.actions import Person
from app.correspondence.actions import steps
from app.correspondence.models import OfficialPaper
from app.correspondence.policies import desks as desk_policies
from app.correspondence.policies import drafts as policies
from app.correspondence.policies.signing import organ_of
from app.correspondence.queries import addressees, comparison, drafts
from app.correspondence.queries import desks as desk_queries
from app.correspondence.terms import Content, DraftState, Form
from app.documents import signing
from app.documents.signing import Capacity
from app.documents.terms import PaperKind
from app.lib.errors import Stale
from app.lib.text import fold
from app.stationery.queries import letterheads
from tenants import context
from tenants.db import db
from tenants.models import Tenant

PLAIN = ("organ", "unit", "abstract", "place", "archive", "urgency", "circulation")
SIGNER = ("capacity", "signer_position", "signer_name")


def write(
    *, form: Form, values: Mapping[str, Any], by: Person, replaces_id: int | None = None
) -> OfficialPaper:
    """Begin a draft.

    `values` holds what `revise` takes; what is not said of organ, office, place and archive comes
    from the tenant's letterhead. Raises Invalid at the field.
    """
    draft = composed(form=form, values=values, by=by)
    draft.replaces_id = replaces_id
    policies.check_abstract(draft.abstract)
    db.session.add(draft)
    audit.record("draft.written", draft, by=by, kind=draft.kind.value)
    return draft


def composed(*, form: Form, values: Mapping[str, Any], by: Person) -> OfficialPaper:
    """A draft as `values` say, kept nowhere: for the preview, and for `write` to keep.

    Raises Invalid at the field.
    """
    tenant = _tenant()
    head = letterheads.of(tenant, values.get("organ") or "")
    draft = OfficialPaper(
        tenant_id=tenant.id,
        kind=form.kind,
        organ=head.organ,
        unit=head.unit,
        abstract="",
        place=head.place,
        archive=head.archive,
        content={},
        recipients=[],
        state=DraftState.DRAFTING,
        drafted_by=by.id,
        drafted_by_name=by.full_name,
    )
    given = {name: value for name, value in values.items() if name != "organ" or value}
    _fill(draft, given, tenant)
    return draft


def revise(
    *, draft_id: int, version: int | None, changes: Mapping[str, Any], by: Person
) -> OfficialPaper:
    """Change a draft that lies on one's desk: only what `changes` name.

    `changes`: organ, unit, abstract, place, content (whole), recipients (whole), archive, urgency,
    circulation, capacity, signer_position, signer_name. What a leader had approved is
    to be approved again. A `version` of None changes whatever stands. Raises NotFound, NotAllowed,
    Conflict, Invalid at the field, and Stale with what differs.
    """
    draft = drafts.own(draft_id, lock=True)
    people = desk_queries.desks()
    desk_policies.check_may_edit(draft, people, by.id)
    if version is not None and draft.version != version:
        raise Stale(changed=comparison.differences(draft, changes))
    _fill(draft, changes, _tenant())
    policies.check_abstract(draft.abstract)
    before, draft.state = draft.state, desk_policies.after_edit(draft.state, people)
    steps.note_change(draft=draft, before=before, by=by)
    audit.record("draft.revised", draft, by=by, fields=sorted(changes))
    return draft


def _fill(draft: OfficialPaper, values: Mapping[str, Any], tenant: Tenant) -> None:
    if "organ" in values:
        policies.check_organ(tenant, values["organ"])
    for name in PLAIN:
        if name in values:
            setattr(draft, name, values[name])
    if "content" in values:
        policies.check_asked(Form.of(draft.kind), values["content"])
        draft.content = Content.of(values["content"]).stored()
    if "recipients" in values:
        draft.recipients = _recipients(values["recipients"])
    if any(name in values for name in SIGNER):
        _sign(draft, values, tenant)
    _sign_as_chair(draft)
    draft.folded = fold(f"{draft.kind.label} {draft.abstract} {draft.symbol}")


def _recipients(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = addressees.at_work([one["tenant_id"] for one in given if one.get("tenant_id")])
    policies.check_recipients(given, known)
    return [{name: value for name, value in one.items() if value} for one in given]


def _sign(draft: OfficialPaper, values: Mapping[str, Any], tenant: Tenant) -> None:
    """Who signs, under the lines of the capacity; nobody yet where no capacity is chosen."""
    before = _capacity(draft)
    capacity: Capacity | None = values.get("capacity", before)
    kept = draft.signer_position if capacity is before else None
    name = (values.get("signer_name", draft.signer_name) or "").strip()
    position = values.get("signer_position", kept) or ""
    draft.signing_lines = draft.signer_position = draft.signer_id = None
    draft.signer_name = name or None
    if capacity is None:
        return
    organ = organ_of(tenant.kind, draft.organ, draft.content.get("authority", ""))
    block = signing.block(organ, capacity, position)
    draft.signing_lines = "\n".join(block.lines) or None
    draft.signer_position = block.position
    known = [one for one in drafts.leaders() if fold(one.name) == fold(name)]
    draft.signer_id = known[0].id if len(known) == 1 else None


def _capacity(draft: OfficialPaper) -> Capacity | None:
    """By what right the draft says that somebody signs."""
    if not draft.signer_position:
        return None
    lines = tuple((draft.signing_lines or "").splitlines())
    return signing.capacity_of(lines, draft.signer_position)


def _sign_as_chair(draft: OfficialPaper) -> None:
    """A decision of the chair is signed in the chair's own name: without `TM. ỦY BAN NHÂN DÂN`."""
    authority = fold(draft.content.get("authority", ""))
    if draft.kind is PaperKind.DECISION and authority.startswith("chu tich"):
        lines = (draft.signing_lines or "").splitlines()
        kept = [line for line in lines if not fold(line).startswith("tm.")]
        draft.signing_lines = "\n".join(kept) or None


def copy(*, draft_id: int, by: Person) -> OfficialPaper:
    """A new draft with the words of an own one, issued or not; nothing of its way comes along."""
    source = drafts.own(draft_id)
    draft = OfficialPaper(
        tenant_id=source.tenant_id,
        state=DraftState.DRAFTING,
        drafted_by=by.id,
        drafted_by_name=by.full_name,
        **{name: getattr(source, name) for name in COPIED},
    )
    db.session.add(draft)
    audit.record("draft.copied", draft, by=by, source_id=source.id)
    return draft


COPIED = (
    "kind",
    *PLAIN,
    "folded",
    "content",
    "recipients",
    "signing_lines",
    "signer_position",
    "signer_name",
    "signer_id",
)


def drop(*, draft_id: int, by: Person) -> OfficialPaper:
    """Give up a draft that nobody has to decide on; it stays readable. Dropped again: as before."""
    draft = drafts.own(draft_id, lock=True)
    if draft.state is DraftState.DROPPED:
        return draft
    policies.check_can_drop(draft.state)
    desk_policies.check_may_edit(draft, desk_queries.desks(), by.id)
    draft.state = DraftState.DROPPED
    audit.record("draft.dropped", draft, by=by)
    return draft


def _tenant() -> Tenant:
    return db.session.get_one(Tenant, context.acting().tenant_id)
