"""Discipline and proposals for awards."""

from collections.abc import Sequence
from typing import Any

from flask_login import current_user

from app.access import Permission, requires
from app.lib import clock
from app.scoring.actions import disciplines as actions
from app.scoring.actions import proposals
from app.scoring.api.blueprint import resources
from app.scoring.models import AwardProposal, Discipline
from app.scoring.policies import criteria as set_policies
from app.scoring.queries import criteria
from app.scoring.queries import disciplines as queries
from app.scoring.queries import proposals as proposed
from app.scoring.queries.proposals import Pool
from app.scoring.schemas import deciding as schemas
from tenants import context


@resources.get("/disciplines")
@requires(Permission.SHEET_VIEW)
@resources.arguments(schemas.YearQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.DisciplineOut(many=True))
@resources.doc(summary="Các trường hợp kỷ luật, vi phạm ảnh hưởng đến xếp loại của một năm")
def list_disciplines(year: int | None) -> Sequence[Discipline]:
    """The facts of a year."""
    set_policies.check_arrange(context.acting())
    return [one.discipline for one in queries.recorded(year or clock.today().year)]


@resources.post("/disciplines")
@requires(Permission.CLUSTER_EDIT, Permission.SHEET_CONFIRM)
@resources.arguments(schemas.DisciplineIn)
@resources.response(201, schemas.DisciplineOut)
@resources.doc(summary="Ghi một trường hợp kỷ luật, vi phạm của đơn vị trực thuộc")
def record_discipline(given: dict[str, Any]) -> Discipline:
    """A fact of discipline."""
    return actions.record(by=current_user, **given)


@resources.post("/disciplines/<int:discipline_id>/withdrawal")
@requires(Permission.CLUSTER_EDIT, Permission.SHEET_CONFIRM)
@resources.arguments(schemas.ReasonIn, as_kwargs=True)
@resources.response(200, schemas.DisciplineOut)
@resources.doc(summary="Rút một trường hợp đã ghi, có lý do")
def withdraw_discipline(discipline_id: int, reason: str) -> Discipline:
    """A fact that does not count."""
    return actions.withdraw(discipline_id=discipline_id, reason=reason, by=current_user)


@resources.get("/award-proposals")
@requires(Permission.SHEET_VIEW)
@resources.arguments(schemas.SetQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.PoolOut(many=True))
@resources.doc(summary="Đơn vị được đề nghị khen thưởng theo thứ hạng, chỉ tiêu và ý kiến Hội đồng")
def list_proposals(criteria_set_id: int) -> list[Pool]:
    """Every award of a set."""
    set_policies.check_arrange(context.acting())
    return proposed.pools(criteria.criteria_set(criteria_set_id))


@resources.post("/award-proposals")
@requires(Permission.SHEET_CONFIRM, Permission.STANDING_ANNOUNCE)
@resources.arguments(schemas.ProposalIn)
@resources.response(201, schemas.ProposalOut)
@resources.doc(summary="Hội đồng bổ sung hoặc không đề nghị một đơn vị, trong chỉ tiêu, có lý do")
def say_proposal(given: dict[str, Any]) -> AwardProposal:
    """The council's word."""
    return proposals.say(set_id=given.pop("criteria_set_id"), by=current_user, **given)


@resources.delete("/award-proposals")
@requires(Permission.SHEET_CONFIRM, Permission.STANDING_ANNOUNCE)
@resources.arguments(schemas.RemovalQuery, location="query", as_kwargs=True)
@resources.response(204)
@resources.doc(summary="Bỏ ý kiến của Hội đồng về một đơn vị; danh sách lại theo thứ hạng")
def take_back_proposal(criteria_set_id: int, award: str, member_id: int) -> None:
    """Let the ranks decide again."""
    proposals.take_back(set_id=criteria_set_id, award=award, member_id=member_id, by=current_user)
