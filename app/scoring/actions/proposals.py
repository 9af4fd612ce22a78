"""The council's word on who is proposed for an award, where it differs from the ranks."""

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Invalid, NotFound
from app.scoring.deciding.terms import ProposalWord
from app.scoring.models import AwardProposal
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import deciding as policies
from app.scoring.queries import criteria
from app.scoring.queries import proposals as queries
from app.scoring.queries.proposals import Pool
from tenants import context
from tenants.db import db


def say(
    *, set_id: int, award: str, member_id: int, word: ProposalWord, reason: str, by: Person
) -> AwardProposal:
    """Propose a member that the ranks leave out, within the quota, or leave out one that they give.

    Raises Invalid at "award", "member_id" (naming the quota that would be exceeded), "reason";
    Conflict while somebody who competes is neither confirmed nor listed as absent.
    """
    set_policies.check_arrange(context.acting())
    found = criteria.set_for_change(set_id)
    set_policies.check_issued(found)
    policies.check_text("reason", reason, "lý do")
    pool = _pool(queries.pools(found), award, member_id)
    policies.check_final(pool.unfinished)
    row = pool.rows[member_id]
    there = queries.word(set_id, award, member_id)
    if there is not None:
        raise Invalid(
            f"Đã ghi “{there.word.label}” đối với {row.member_name}; bỏ ghi trước.", "member_id"
        )
    if word is ProposalWord.ADD:
        policies.check_add(pool.share, member_id, row.member_name, row.band, pool.bands)
    made = AwardProposal(
        tenant_id=found.tenant_id,
        criteria_set_id=set_id,
        award=award,
        member_id=member_id,
        word=word,
        reason=reason.strip(),
        said_by=by.id,
        said_by_name=by.full_name,
    )
    db.session.add(made)
    db.session.flush()
    audit.record("award.said", made, by=by, award=award, member=row.member_name, word=word.label)
    return made


def take_back(*, set_id: int, award: str, member_id: int, by: Person) -> None:
    """Let the ranks decide again. Raises NotFound, Invalid where the quota is full by now."""
    set_policies.check_arrange(context.acting())
    criteria.set_for_change(set_id)
    there = queries.word(set_id, award, member_id)
    if there is None:
        raise NotFound("Hội đồng chưa ghi gì về đơn vị này.")
    audit.record("award.taken_back", there, by=by, award=award, word=there.word.label)
    db.session.delete(there)
    db.session.flush()


def _pool(pools: list[Pool], award: str, member_id: int) -> Pool:
    same = [pool for pool in pools if pool.share.quota.award == award]
    if not same:
        raise Invalid("Bộ tiêu chí không có chỉ tiêu khen thưởng này.", "award")
    for pool in same:
        if member_id in pool.rows:
            return pool
    raise Invalid("Hãy chọn một đơn vị đã được xếp hạng.", "member_id")
