"""The pledge: written by the lead, registered to and signed by every member."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters import queries as clusters
from app.clusters.actions import standing
from app.clusters.models import Pledge, PledgeRegistration, PledgeSignature
from app.clusters.policies import year as policies
from app.clusters.queries import year as queries
from app.clusters.queries.year import Party
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound
from tenants import context
from tenants.db import db

USUAL = (
    "Tổ chức thực hiện tốt các phong trào thi đua do Trung ương và cấp trên phát động",
    "Hoàn thành và hoàn thành vượt mức các chỉ tiêu phát triển kinh tế - xã hội được giao",
    "Xây dựng Đảng, chính quyền, Mặt trận Tổ quốc và các đoàn thể trong sạch, vững mạnh",
    "Giữ vững quốc phòng, an ninh, trật tự, an toàn xã hội",
    "Thực hiện đúng quy định về thi đua, khen thưởng; phát hiện, nhân rộng điển hình tiên tiến",
)
"""What clusters usually promise together; the lead writes on from there."""


@dataclass(frozen=True, kw_only=True)
class PledgeContent:
    """What all promise together, and by when members register and sign, where."""

    contents: Sequence[str]
    register_by: date | None = None
    sign_on: date | None = None
    place: str | None = None


def write(*, cluster_id: int, version: int | None, content: PledgeContent, by: Person) -> Pledge:
    """Draft the pledge, or write on in the draft (`version` of the draft; None begins one).

    Raises NotAllowed for any but the lead, Conflict once it is sent or where it is there already,
    Stale, Invalid.
    """
    cluster, _ = standing.as_lead(cluster_id)
    policies.check_lines(content.contents, "contents", "nội dung giao ước", least=1)
    there = queries.pledge(cluster_id)
    if there is not None:
        policies.check_unsent(there, "Giao ước")
    if version is None:
        if there is not None:
            raise Conflict("Cụm đã có dự thảo giao ước; hãy mở dự thảo đó để sửa.")
        pledge = Pledge(tenant_id=context.acting().tenant_id, cluster_id=cluster_id, contents=[])
        db.session.add(pledge)
    else:
        pledge = standing.for_change(Pledge, there.id if there else None, version)
    pledge.contents = list(content.contents)
    pledge.register_by, pledge.sign_on = content.register_by, content.sign_on
    pledge.place = content.place or None
    db.session.flush()
    audit.record("pledge.written", pledge, by=by, cluster=cluster.name)
    return pledge


def send(*, cluster_id: int, version: int, by: Person) -> Pledge:
    """Send the contents to the members, who now register and sign.

    Raises NotAllowed, NotFound, Conflict where it was sent, Stale.
    """
    standing.as_lead(cluster_id)
    there = queries.pledge(cluster_id)
    if there is not None:
        policies.check_unsent(there, "Giao ước")
    pledge = standing.for_change(Pledge, there.id if there else None, version)
    pledge.sent_at = clock.now()
    db.session.flush()
    audit.record("pledge.sent", pledge, by=by)
    return pledge


def register(
    *, cluster_id: int, version: int | None, targets: Sequence[dict[str, Any]], by: Person
) -> PledgeRegistration:
    """Write down the member's own targets, as a draft that only it reads.

    `version` of the draft, None where there is none: after one was sent a new revision begins,
    until the member has signed. Raises NotAllowed, Conflict once signed, Stale, Invalid.
    """
    pledge, party = _own_party(cluster_id)
    policies.check_targets(targets)
    if party.signature is not None:
        raise Conflict("Đơn vị đã ký giao ước nên không đổi chỉ tiêu đăng ký được.")
    if version is None:
        if party.draft is not None:
            raise Conflict("Đơn vị đã có dự thảo đăng ký; hãy mở dự thảo đó để sửa.")
        row = _new_registration(pledge)
    else:
        row = standing.for_change(
            PledgeRegistration, party.draft.id if party.draft else None, version
        )
    row.targets = list(targets)
    db.session.flush()
    audit.record("pledge.targets_saved", row, by=by, targets=len(targets))
    return row


def send_registration(*, cluster_id: int, version: int, by: Person) -> PledgeRegistration:
    """Send the draft to the cluster and its manager. Raises NotFound, Stale, Invalid."""
    _, party = _own_party(cluster_id)
    row = standing.for_change(PledgeRegistration, party.draft.id if party.draft else None, version)
    policies.check_targets(row.targets, least=1)
    row.sent_at = clock.now()
    db.session.flush()
    audit.record("pledge.registered", row, by=by, targets=len(row.targets))
    return row


def sign(*, cluster_id: int, position: str, by: Person) -> PledgeSignature:
    """Sign for the acting member what all promise and what itself registered.

    Signed already, it stays as it is. Raises NotAllowed, Conflict without a registration, Invalid.
    """
    pledge, party = _own_party(cluster_id)
    if party.signature is not None:
        return party.signature
    registration = policies.check_signing(party.registration)
    if not position.strip():
        raise Invalid("Cần ghi chức vụ của người ký.", "position")
    signature = PledgeSignature(
        tenant_id=context.acting().tenant_id,
        cluster_id=cluster_id,
        pledge_id=pledge.id,
        registration_id=registration.id,
        signer_id=by.id,
        signer_name=by.full_name,
        signer_position=position.strip(),
        digest=digest(pledge, registration),
        sent_at=clock.now(),
    )
    db.session.add(signature)
    db.session.flush()
    audit.record("pledge.signed", signature, by=by, digest=signature.digest)
    return signature


def digest(pledge: Pledge, registration: PledgeRegistration) -> str:
    """The SHA-256 of what a member signs: the common contents and its own targets."""
    signed = {
        "contents": pledge.contents,
        "member": registration.tenant_id,
        "targets": [[one["text"], one["value"], one["unit"]] for one in registration.targets],
    }
    text = json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _own_party(cluster_id: int) -> tuple[Pledge, Party]:
    """The sent pledge of the cluster, and where the acting member stands with it."""
    standing.as_member(cluster_id)
    pledge = queries.pledge(cluster_id)
    if pledge is None or pledge.sent_at is None:
        raise NotFound("Cụm trưởng chưa gửi giao ước thi đua.")
    party = queries.pledge_state(clusters.group(cluster_id), pledge).party(
        context.acting().tenant_id
    )
    assert party is not None
    return pledge, party


def _new_registration(pledge: Pledge) -> PledgeRegistration:
    last = db.session.scalar(
        select(func.max(PledgeRegistration.revision)).where(
            PledgeRegistration.pledge_id == pledge.id,
            PledgeRegistration.tenant_id == context.acting().tenant_id,
        )
    )
    row = PledgeRegistration(
        tenant_id=context.acting().tenant_id,
        cluster_id=pledge.cluster_id,
        pledge_id=pledge.id,
        revision=(last or 0) + 1,
        targets=[],
    )
    db.session.add(row)
    return row
