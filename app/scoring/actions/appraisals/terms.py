"""How long each review may take."""

from datetime import date

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import NotAllowed, Stale
from app.scoring.models import AppraisalTerm
from app.scoring.policies import appraisals as policies
from app.scoring.policies import criteria as criteria_policies
from app.scoring.queries import appraisals as queries
from app.scoring.queries import criteria
from tenants import context
from tenants.db import db


def set_terms(
    *,
    set_id: int,
    version: int,
    appraise_by: date | None,
    explain_days: int | None,
    settle_by: date | None,
    by: Person,
) -> AppraisalTerm:
    """Say until when sheets are appraised, how many days members have to explain themselves, until
    when clusters settle; said once more, it is put off. `version` 0: nothing was said before.

    Raises NotAllowed for whoever did not issue the set, Conflict for a draft of a set, Invalid,
    Stale.
    """
    found = criteria.criteria_set(set_id)
    if found.tenant_id != context.acting().tenant_id:
        raise NotAllowed("Thời hạn thẩm định do đơn vị ban hành bộ tiêu chí quy định.")
    criteria_policies.check_issued(found)
    policies.check_days(appraise_by, explain_days, settle_by)
    terms = queries.terms(set_id)
    if version != (0 if terms is None else terms.version):
        raise Stale()
    if terms is None:
        terms = AppraisalTerm(
            tenant_id=found.tenant_id, criteria_set_id=set_id, issued_at=clock.now()
        )
        db.session.add(terms)
    terms.appraise_by, terms.explain_days, terms.settle_by = appraise_by, explain_days, settle_by
    db.session.flush()
    audit.record("appraisal_terms.set", terms, by=by, criteria_set_id=set_id)
    return terms
