"""A draft as the linter sees it, with who may sign it."""

from collections.abc import Iterator
from datetime import date

from app.correspondence.models import OfficialPaper
from app.correspondence.papers.drafts import draft_paper
from app.correspondence.policies import signing
from app.correspondence.policies.signing import Signing
from app.correspondence.queries import addressees, delegations, linting
from app.correspondence.queries.linting import Finding, Severity
from app.correspondence.terms import Purpose
from app.documents.signing import fits
from app.lib.errors import Invalid
from app.stationery.queries import letterheads
from tenants import context
from tenants.db import db
from tenants.models import Tenant

SOURCE = "Nghị định 30/2020/NĐ-CP, Điều 13"
RECIPIENTS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, mục 9"


def findings(draft: OfficialPaper, *, on: date) -> tuple[Finding, ...]:
    """What must be mended in a draft to be issued on this day, then what is to be looked at."""
    issuer = db.session.get_one(Tenant, context.acting().tenant_id)
    paper = draft_paper(draft, issuer=issuer, letterhead=letterheads.of(issuer, draft.organ))
    found = [*linting.findings(paper, on=on), *_signer(draft, on), *_purposes(draft, issuer)]
    said = {one.field for one in found if one.code == linting.UNDRAWABLE}
    found += [one for one in linting.check_signs(draft.content) if one.field not in said]
    return tuple(sorted(found, key=lambda one: not one.is_error))


def _signer(draft: OfficialPaper, on: date) -> Iterator[Finding]:
    """Whether whoever is to sign may; what the linter says of the lines is not said again."""
    signer = Signing.of(draft)
    if not signer.position or not signer.name or not fits(signer.capacity, draft.kind):
        return
    given = delegations.all_() if signer.capacity.is_delegated else ()
    try:
        signing.check_signer(signer, draft.kind, given, on)
    except Invalid as refused:
        yield Finding(
            "signer_without_leave", Severity.ERROR, "signer_name", refused.message, SOURCE
        )
        return
    leaders = delegations.leaders()
    if signing.is_unknown(signer, leaders, given):
        yield Finding(
            "unknown_signer",
            Severity.WARNING,
            "signer_name",
            f"Không có tài khoản lãnh đạo nào tên {signer.name} và cũng chưa ghi việc giao ký; ban "
            f"hành rồi thì không ai ký số được. Lãnh đạo có tài khoản: {', '.join(leaders)}.",
            SOURCE,
        )
    elif signing.is_unnoted_deputy(signer, given):
        yield Finding(
            "unnoted_deputy",
            Severity.WARNING,
            "signer_name",
            f"Chưa ghi việc giao {signer.name} ký thay; nên ghi ở mục Giao ký thay, thừa lệnh.",
            SOURCE,
        )


def _purposes(draft: OfficialPaper, issuer: Tenant) -> Iterator[Finding]:
    """Reporting to who is below, having who is above carry out: the purposes are mixed up."""
    reported = _units_to(draft, Purpose.REPORT)
    for unit in addressees.at_work(reported).values():
        if issuer.id in unit.superior_ids:
            yield Finding(
                "report_to_subordinate",
                Severity.WARNING,
                "recipients",
                f"{reported[unit.id]} là đơn vị trực thuộc nhưng ghi (b/c), để báo cáo; thường là "
                "(t/h), để thực hiện.",
                RECIPIENTS,
            )
    for unit_id, name in _units_to(draft, Purpose.CARRY_OUT).items():
        if unit_id in issuer.superior_ids:
            yield Finding(
                "order_to_superior",
                Severity.WARNING,
                "recipients",
                f"{name} là cấp trên nhưng ghi (t/h), để thực hiện; thường là (b/c), để báo cáo.",
                RECIPIENTS,
            )


def _units_to(draft: OfficialPaper, purpose: Purpose) -> dict[int, str]:
    """The units of the system that receive the draft for this purpose, as they are printed."""
    return {
        one["tenant_id"]: str(one.get("group") or one["name"])
        for one in draft.recipients
        if one.get("tenant_id") and one.get("purpose") == purpose.value
    }


def errors_by_field(found: tuple[Finding, ...]) -> dict[str, list[str]]:
    """The messages of the errors under the fields that they are about."""
    fields: dict[str, list[str]] = {}
    for one in found:
        if one.is_error:
            fields.setdefault(one.field, []).append(one.message)
    return fields
