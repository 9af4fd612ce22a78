"""Scoring each other: who may ask whom to score which sheet, what a scorer may still change."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from app.lib.errors import Conflict, Invalid, NotAllowed
from app.scoring.models import CrossAssignment, CrossScore, ScoreSheet
from app.scoring.scale import Scale

MOST_SCORERS = 10


def can_assign(sheet: ScoreSheet, tenant_id: int | None) -> bool:
    """The appraiser of a submitted sheet, and who runs the cluster."""
    return sheet.sent_at is not None and tenant_id in (sheet.appraiser_id, sheet.province_id)


def check_pair(
    sheet: ScoreSheet, scorer_id: int, members: Collection[int], tenant_id: int | None
) -> None:
    """Raises NotAllowed where the acting tenant does not appraise the sheet nor run the cluster,
    Invalid at "scorer_id" for oneself, a stranger, or who appraises the sheet anyway."""
    if not can_assign(sheet, tenant_id):
        raise NotAllowed(
            "Chỉ đơn vị thẩm định bảng điểm, hoặc đơn vị tổ chức cụm, được phân công chấm chéo."
        )
    if scorer_id == sheet.tenant_id:
        raise Invalid("Đơn vị không chấm chéo bảng điểm của chính mình.", "scorer_id")
    if scorer_id not in members:
        raise Invalid("Đơn vị chấm chéo phải là thành viên của cụm, khối này.", "scorer_id")
    if scorer_id == sheet.appraiser_id:
        raise Invalid("Đơn vị này đã thẩm định bảng điểm, không chấm chéo thêm.", "scorer_id")


def can_withdraw(assignment: CrossAssignment, *, scored: bool, tenant_id: int | None) -> bool:
    """Who assigned, until the scores have come."""
    return assignment.tenant_id == tenant_id and assignment.withdrawn_at is None and not scored


def check_owner(assignment: CrossAssignment, tenant_id: int | None) -> None:
    """Raises NotAllowed for an assignment that another unit made."""
    if assignment.tenant_id != tenant_id:
        raise NotAllowed("Phân công này do đơn vị khác giao nên chỉ đơn vị đó thu hồi được.")


def check_withdraw(assignment: CrossAssignment, *, scored: bool) -> None:
    """Raises Conflict where the scores have come, or it was withdrawn already."""
    if scored:
        raise Conflict("Đơn vị đã gửi điểm chấm chéo nên không thu hồi phân công được.")
    if assignment.withdrawn_at is not None:
        raise Conflict("Phân công chấm chéo này đã thu hồi.")


def check_begin(assignment: CrossAssignment, tenant_id: int | None) -> None:
    """Raises NotAllowed for whoever was not asked, Conflict once withdrawn."""
    if assignment.scorer_id != tenant_id:
        raise NotAllowed("Phân công chấm chéo này giao cho đơn vị khác.")
    if assignment.withdrawn_at is not None:
        raise Conflict("Phân công chấm chéo này đã thu hồi.")


def can_edit(score: CrossScore, tenant_id: int | None) -> bool:
    """The scorer, until its points are sent."""
    return score.tenant_id == tenant_id and score.sent_at is None


def check_edit(score: CrossScore, *, stands: bool) -> None:
    """Raises Conflict for points that were sent, or that nobody asks for any longer."""
    if score.sent_at is not None:
        raise Conflict("Điểm chấm chéo đã gửi nên không sửa được.")
    if not stands:
        raise Conflict("Phân công chấm chéo này đã thu hồi.")


def check_complete(scale: Scale, points: Mapping[int, Decimal | None]) -> None:
    """Raises Invalid at each criterion without points."""
    wrong = {
        f"lines.{one}.points": [f"{scale.leaves[one].criterion.code}: chưa chấm."]
        for one, given in points.items()
        if given is None
    }
    if wrong:
        raise Invalid(fields=wrong)


def check_scorers(count: int, others: int) -> None:
    """Raises Invalid at "scorers" for a number that the cluster does not have."""
    if not 1 <= count <= min(MOST_SCORERS, others):
        raise Invalid(f"Số đơn vị chấm mỗi bảng từ 1 đến {min(MOST_SCORERS, others)}.", "scorers")
