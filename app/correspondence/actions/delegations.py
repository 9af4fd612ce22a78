"""Giving people of the tenant leave to sign for the head, and ending it."""

from collections.abc import Sequence
from datetime import date

from app.audit import actions as audit
from app.audit.actions import Person
from app.correspondence.models import Delegation
from app.correspondence.policies import delegations as policies
from app.correspondence.queries import delegations as queries
from app.documents.signing import Capacity
from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.notifications import actions as notifications
from app.notifications.actions import Told
from app.registers import queries as registers
from tenants import context
from tenants.db import db


def give(
    *,
    capacity: Capacity,
    name: str,
    position: str,
    from_on: date,
    basis: str,
    by: Person,
    user_id: int | None = None,
    kinds: Sequence[PaperKind] = (),
    to_on: date | None = None,
    basis_paper_id: int | None = None,
) -> Delegation:
    """Note that somebody signs `KT.`, `TL.` or `TUQ.` the head, from one day to another.

    `TUQ.` needs an end and named kinds (article 13, 3), `TL.` named kinds that the office's rules
    hand down (13, 4). Raises Invalid at the field.
    """
    known = {number: full_name for number, full_name, _ in queries.people()}
    if user_id is not None and user_id not in known:
        raise Invalid("Không có người này trong đơn vị; hãy chọn lại.", "user_id")
    draft = Delegation(
        tenant_id=context.acting().tenant_id,
        capacity=capacity,
        user_id=user_id,
        name=" ".join((name or known.get(user_id or 0, "")).split()),
        position=" ".join(position.split()).upper(),
        kind_names=[kind.value for kind in PaperKind if kind in set(kinds)],
        from_on=from_on,
        to_on=to_on,
        basis=basis.strip(),
        basis_paper_id=None if basis_paper_id is None else _basis(basis_paper_id),
        given_by=by.id,
        given_by_name=by.full_name,
    )
    policies.check_given(draft)
    db.session.add(draft)
    db.session.flush()
    audit.record("delegation.given", draft, by=by, name=draft.name, capacity=draft.capacity.value)
    _tell(draft, by, f"Bạn được giao {_sentence(draft)}")
    return draft


def end(
    *,
    delegation_id: int,
    reason: str,
    by: Person,
    last_on: date | None = None,
    version: int | None = None,
) -> Delegation:
    """End a delegation before its time: `last_on` (today) is its last day.

    Papers signed by it until then stand. Raises Invalid at `reason` and `last_on`, Conflict for
    one that is over already, Stale where it was changed meanwhile.
    """
    given = queries.own(delegation_id, lock=True)
    db.session.refresh(given)
    if version is not None and given.version != version:
        raise Stale("Việc giao ký đã thay đổi trong lúc bạn đang xem; hãy xem lại rồi làm lại.")
    today = clock.today()
    if given.last_day is not None and given.last_day < today:
        raise Conflict("Việc giao ký này đã hết hiệu lực rồi.")
    day = last_on or today
    policies.check_ending(given, day, reason, today)
    given.ended_on, given.ended_reason = day, reason.strip()
    db.session.flush()
    audit.record("delegation.ended", given, by=by, name=given.name, reason=given.ended_reason)
    _tell(given, by, f"Việc giao bạn {_sentence(given)} kết thúc: {given.ended_reason}")
    return given


def _basis(paper_id: int) -> int:
    try:
        return registers.own(paper_id).id
    except NotFound as unknown:
        raise Invalid("Không có văn bản này trong sổ văn bản đi.", "basis_paper_id") from unknown


def _sentence(given: Delegation) -> str:
    return f"{given.capacity.label.lower()} với chức vụ {given.position}"


def _tell(given: Delegation, by: Person, text: str) -> None:
    if given.user_id is None or given.user_id == by.id:
        return
    notifications.tell_people(
        [
            Told(
                user_id=given.user_id,
                kind="delegation.changed",
                text=text,
                path="/correspondence/delegations",
                key=f"delegation.changed:{given.id}:{given.version}",
            )
        ]
    )
