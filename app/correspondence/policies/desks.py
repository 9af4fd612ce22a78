"""On whose desk a draft lies, who may move it, and where it goes next."""

from dataclasses import dataclass

from app.access.permissions import Permission
from app.correspondence.models import OfficialPaper
from app.correspondence.terms import DraftState, StepKind
from app.lib.errors import Conflict, NotAllowed

NOBODY: frozenset[int] = frozenset()
ONWARD = (DraftState.WITH_HEAD, DraftState.WITH_LEADER, DraftState.WITH_CLERK)
"""The desks on the way, in order."""
FORWARD = frozenset({StepKind.SUBMITTED, StepKind.CHECKED, StepKind.APPROVED})
PERMISSION_AT = {
    DraftState.DRAFTING: Permission.PAPER_WRITE,
    DraftState.WITH_HEAD: Permission.PAPER_CHECK,
    DraftState.WITH_LEADER: Permission.PAPER_APPROVE,
    DraftState.WITH_CLERK: Permission.PAPER_ISSUE,
}
PEOPLE_AT = {
    DraftState.DRAFTING: "người soạn thảo",
    DraftState.WITH_HEAD: "lãnh đạo văn phòng",
    DraftState.WITH_LEADER: "lãnh đạo đơn vị",
    DraftState.WITH_CLERK: "văn thư",
}


@dataclass(frozen=True)
class Desks:
    """Who works at which desk of a tenant, by user id."""

    writers: frozenset[int] = NOBODY
    heads: frozenset[int] = NOBODY
    leaders: frozenset[int] = NOBODY
    clerks: frozenset[int] = NOBODY

    def at(self, state: DraftState) -> frozenset[int]:
        """Who moves a draft that lies here.

        Where nobody is clerk, leaders issue; where nobody leads either, whoever drafts.
        """
        match state:
            case DraftState.DRAFTING:
                return self.writers
            case DraftState.WITH_HEAD:
                return self.heads
            case DraftState.WITH_LEADER:
                return self.leaders
            case DraftState.WITH_CLERK:
                return self.clerks or self.leaders or self.writers
        return NOBODY


def next_desk(state: DraftState, desks: Desks, by_id: int) -> DraftState:
    """Where a draft goes on to from here; a desk at which nobody sits is passed over.

    Who heads the office or leads the tenant does not have the own draft checked by the office.
    """
    place = ONWARD.index(state) + 1 if state in ONWARD else 0
    for desk in ONWARD[place:]:
        passes_head = desk is DraftState.WITH_HEAD and by_id in desks.heads | desks.leaders
        if desk is DraftState.WITH_CLERK or (desks.at(desk) and not passes_head):
            return desk
    return DraftState.WITH_CLERK


def may_move(draft: OfficialPaper, desks: Desks, by_id: int) -> bool:
    """Whether the draft lies on this person's desk: to submit, pass on, return or issue."""
    return by_id in desks.at(draft.state)


def check_may_move(draft: OfficialPaper, desks: Desks, by_id: int) -> None:
    """Raise Conflict for a draft that moves no more, NotAllowed for one on another's desk."""
    _check_is_moving(draft)
    if not may_move(draft, desks, by_id):
        raise NotAllowed(
            f"Dự thảo này đang ở {PEOPLE_AT[draft.state]}; "
            f"việc này do {PEOPLE_AT[draft.state]} làm."
        )


def check_is_at(draft: OfficialPaper, *states: DraftState) -> None:
    """Raise Conflict where the draft lies elsewhere, for instance moved by a colleague just now."""
    _check_is_moving(draft)
    if draft.state not in states:
        raise Conflict(
            f"Dự thảo đang ở bước “{draft.state.label}” nên không làm được việc này; "
            "hãy tải lại trang để xem bước hiện tại."
        )


def may_take_back(draft: OfficialPaper, submitted_by: int | None, by_id: int) -> bool:
    """Whether this person may have the draft back: who drafted it or who submitted it."""
    return draft.state in ONWARD and by_id in (draft.drafted_by, submitted_by)


def check_may_take_back(draft: OfficialPaper, submitted_by: int | None, by_id: int) -> None:
    """Raise Conflict where there is nothing to take back, NotAllowed for anybody else."""
    check_is_at(draft, *ONWARD)
    if not may_take_back(draft, submitted_by, by_id):
        raise NotAllowed(
            f"Chỉ người soạn ({draft.drafted_by_name}) hoặc người đã trình mới rút lại được dự "
            "thảo này."
        )


def may_edit(draft: OfficialPaper, desks: Desks, by_id: int) -> bool:
    """Whether this person may change the wording now: the draft lies on their desk."""
    return may_move(draft, desks, by_id)


def check_may_edit(draft: OfficialPaper, desks: Desks, by_id: int) -> None:
    """Raise Conflict for what is issued or dropped, NotAllowed for who has not got the draft."""
    _check_is_moving(draft)
    if not may_edit(draft, desks, by_id):
        raise NotAllowed(
            f"Dự thảo đã trình, đang ở {PEOPLE_AT[draft.state]}. Hãy rút lại (hoặc đề nghị trả "
            "lại) rồi mới sửa."
        )


def after_edit(state: DraftState, desks: Desks) -> DraftState:
    """Where a draft lies once it was changed: what a leader approved goes back to be approved."""
    if state is DraftState.WITH_CLERK and desks.leaders:
        return DraftState.WITH_LEADER
    return state


def _check_is_moving(draft: OfficialPaper) -> None:
    if draft.state is DraftState.ISSUED:
        raise Conflict("Văn bản này đã ban hành; muốn sửa hãy thay thế hoặc đính chính.")
    if draft.state is DraftState.DROPPED:
        raise Conflict("Dự thảo này đã bỏ; hãy soạn dự thảo mới.")
