"""What the editor opens with: an empty paper, an answer, a paper that carries out another."""

from collections.abc import Mapping
from datetime import date

from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.correspondence.papers.recipients import PURPOSES, is_reference
from app.correspondence.queries import addressees
from app.correspondence.schemas.recipient_forms import as_row, written
from app.correspondence.schemas.typed import Typed
from app.correspondence.terms import Form, Purpose
from app.documents.signing import Capacity
from app.documents.terms import PaperKind
from app.lib import dates, numbers
from app.registers import queries as registers
from app.registers.queries import IncomingPaper, OutgoingPaper
from app.stationery.queries import letterheads
from app.stationery.terms import issuer_of, organs_of
from tenants import context
from tenants.db import db
from tenants.models import Tenant

ASKS = {Form.REPORT: "báo cáo kết quả"}
FROM = ("answers", "cites", "to")
"""What an address may name for the editor to begin with."""


def opened(form: Form, asked: Mapping[str, str]) -> Typed:
    """The boxes of a new paper.

    `answers` names an incoming paper, `cites` an issued one that is to be carried out, `to` a group
    of units that receive it. Raises NotFound for a paper that is not there.
    """
    boxes = _blank(form, asked.get("organ", ""))
    answered = numbers.identifier(asked.get("answers", ""))
    cited = numbers.identifier(asked.get("cites", ""))
    if form is Form.LETTER and answered is not None:
        _answer(boxes, registers.own_incoming(answered))
    elif cited is not None:
        _carry_out(boxes, form, registers.paper(cited))
    if asked.get("to"):
        _address(boxes, form, asked["to"])
    return boxes


def _blank(form: Form, organ: str) -> Typed:
    """The boxes filled as the letterhead says."""
    tenant = current_user.tenant
    known = organ if organ in organs_of(tenant) else ""
    head = letterheads.of(tenant, known)
    usual = {"organ": head.organ, "unit": head.unit, "place": head.place, "archive": head.archive}
    if form is Form.DECISION:
        chairs = tenant.kind.has_committee
        usual["content-authority"] = (
            f"Chủ tịch {head.issuer}" if chairs and not head.superior else head.issuer
        )
    return MultiDict({**usual, "capacity": Capacity.HEAD.value})


def _issuer(boxes: Typed) -> str:
    return letterheads.of(current_user.tenant, boxes["organ"]).issuer


def _named(kind: PaperKind | None, number: str) -> str:
    """ "Kế hoạch số 12/KH-UBND"."""
    label = kind.label if kind else "Văn bản"
    return f"{label} số {number}" if number else label


def _quoted(named: str, issued_on: date | None, issuer: str, abstract: str) -> str:
    """A paper as another quotes it: "Kế hoạch số 12/KH-UBND ngày … của … về việc …"."""
    dated = f" {dates.long(issued_on)}" if issued_on else ""
    about = abstract[:1].lower() + abstract[1:]
    link = "" if about.startswith(("về ", "v/v")) else "về việc "
    return f"{named}{dated} của {issuer} {link}{about}"


def _answer(boxes: Typed, paper: IncomingPaper) -> None:
    """A letter to the sender of an incoming paper, which opens with its number and its day."""
    named = _named(paper.kind, paper.paper_number)
    quoted = _quoted(named, paper.issued_on, paper.sender_name, paper.abstract)
    is_letter = paper.kind in (None, PaperKind.OFFICIAL_LETTER)
    boxes["abstract"] = f"{'phúc đáp' if is_letter else 'thực hiện'} {named}"
    boxes["content-addressees"] = paper.sender_name
    boxes["content-opening"] = (
        f"{'Phúc đáp' if is_letter else 'Thực hiện'} {quoted}, {_issuer(boxes)} có ý kiến như sau:"
    )


def _carry_out(boxes: Typed, form: Form, paper: OutgoingPaper) -> None:
    """A paper that rests on an issued one, to whom that one was addressed."""
    named = _named(paper.kind, paper.full_number)
    issuer = issuer_of(db.session.get_one(Tenant, paper.tenant_id), paper.symbol)
    quoted = _quoted(named, paper.issued_on, issuer, paper.abstract)
    deed = "kết quả thực hiện" if form is Form.REPORT else "triển khai thực hiện"
    boxes["abstract"] = f"{deed if form is Form.LETTER else deed.capitalize()} {named}"
    if "bases" in form.asks:
        boxes["content-bases"] = f"Căn cứ {quoted}"
    elif "opening" in form.asks:
        asks = ASKS.get(form, "đề nghị các đơn vị triển khai một số nội dung")
        boxes["content-opening"] = f"Thực hiện {quoted}, {_issuer(boxes)} {asks} như sau:"
    if paper.tenant_id == context.acting().tenant_id:
        _pass_on(boxes, form, paper.recipients)
    elif form.sends_to_addressees and form is not Form.INVITATION:
        boxes["content-addressees"] = issuer


def _pass_on(boxes: Typed, form: Form, printed: str) -> None:
    """The recipients of the cited paper; a letter names those who carry it out in Kính gửi."""
    rows = [row for row in map(written, printed.splitlines()) if not is_reference(row["name"])]
    if form is Form.LETTER:
        carry_out = [row for row in rows if PURPOSES.get(row["purpose"]) is Purpose.CARRY_OUT]
        boxes["content-addressees"] = "\n".join(row["name"] for row in carry_out)
        rows = [row for row in rows if row not in carry_out]
    for place, row in enumerate(rows):
        boxes.update(as_row(place, row))


def _address(boxes: Typed, form: Form, key: str) -> None:
    """The group with this key as the one that receives the paper."""
    groups = addressees.offer(current_user.tenant).groups
    group = next((one for one in groups if one.key == key), None)
    if group is None:
        return
    if form.sends_to_addressees:
        boxes["content-addressees"] = group.name
    else:
        members = ",".join(map(str, group.unit_ids))
        row = {"name": group.name, "purpose": Purpose.CARRY_OUT.value, "members": members}
        boxes.update(as_row(0, row))
