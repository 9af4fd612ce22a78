"""What the page of a draft shows of its way: where it lies, what is amiss, what may be done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_login import current_user

from app.correspondence.models import DraftStep, OfficialPaper
from app.correspondence.papers import checking
from app.correspondence.policies import desks as policies
from app.correspondence.policies.desks import Desks
from app.correspondence.queries import desks as desk_queries
from app.correspondence.queries import steps
from app.correspondence.queries.linting import Finding
from app.correspondence.terms import DraftState, StepKind
from app.lib import clock, dates
from app.registers import queries as registers
from app.registers.policies import series_of

ON_THE_WAY = (
    (DraftState.DRAFTING, "Soạn thảo"),
    (DraftState.WITH_HEAD, "Văn phòng kiểm tra"),
    (DraftState.WITH_LEADER, "Lãnh đạo duyệt"),
    (DraftState.WITH_CLERK, "Văn thư cấp số"),
    (DraftState.ISSUED, "Ban hành"),
)
ENDED = (DraftState.ISSUED, DraftState.DROPPED)


@dataclass(frozen=True)
class Panel:
    """The way of one draft as one person sees it. `errors` are those of what was just tried."""

    draft: OfficialPaper
    said: Sequence[DraftStep]
    stepper: Sequence[Mapping[str, str]]
    findings: Sequence[Finding]
    acknowledged: frozenset[str]
    next_state: DraftState | None
    may_submit: bool
    may_approve: bool
    may_return: bool
    may_take_back: bool
    may_issue: bool
    may_edit: bool
    number: str
    next_number: str
    kept_numbers: str
    issued_on: str
    note: str = ""
    errors: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def may_anything(self) -> bool:
        """Whether there is something to press."""
        return self.may_submit or self.may_approve or self.may_return or self.may_issue

    @property
    def returned(self) -> DraftStep | None:
        """The return after which the draft lies with its drafter again."""
        last = self.said[-1] if self.said else None
        return last if last is not None and last.step is StepKind.RETURNED else None

    @property
    def issue_question(self) -> str:
        """What the clerk is asked before the number is spent; `number.js` follows the typing."""
        number = (self.number.strip() or self.next_number).zfill(2)
        day = "/".join(reversed(self.issued_on.split("-")))
        return (
            f"Ban hành văn bản số {number}/{self.draft.symbol}, ngày {day}? "
            "Sau khi ban hành không sửa được nội dung."
        )

    @property
    def must_be_mended(self) -> list[Finding]:
        """What keeps the draft from going on."""
        return [one for one in self.findings if one.is_error]

    @property
    def to_look_at(self) -> list[Finding]:
        """What is to be looked at."""
        return [one for one in self.findings if not one.is_error]

    @property
    def unseen(self) -> list[Finding]:
        """The warnings that nobody has let stand yet."""
        return [one for one in self.to_look_at if one.code not in self.acknowledged]


def panel(
    draft: OfficialPaper,
    *,
    errors: Mapping[str, list[str]] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Panel:
    """The way of a draft as the signed-in person sees it."""
    said, people = steps.of_draft(draft.id), desk_queries.desks()
    state, given = draft.state, typed or {}
    mine = state not in ENDED and policies.may_move(draft, people, current_user.id)
    issues = mine and state is DraftState.WITH_CLERK
    today = clock.today()
    return Panel(
        draft=draft,
        said=said,
        stepper=_stepper(draft, said, people),
        findings=() if state in ENDED else checking.findings(draft, on=today),
        acknowledged=frozenset(steps.acknowledged(said)),
        next_state=policies.next_desk(state, people, current_user.id) if mine else None,
        may_submit=mine and state is DraftState.DRAFTING,
        may_approve=mine and state in (DraftState.WITH_HEAD, DraftState.WITH_LEADER),
        may_return=mine and state in policies.ONWARD,
        may_take_back=policies.may_take_back(draft, steps.submitted_by(said), current_user.id),
        may_issue=issues,
        may_edit=mine and policies.may_edit(draft, people, current_user.id),
        number=given.get("number", ""),
        next_number=_next_number(draft, today.year) if issues else "",
        kept_numbers=_kept_numbers(draft, today.year) if issues else "",
        issued_on=given.get("issued_on", "") or today.isoformat(),
        note=given.get("note", ""),
        errors=errors or {},
    )


def _next_number(draft: OfficialPaper, year: int) -> str:
    return registers.suggested_number(draft.kind, draft.symbol, year)


def _kept_numbers(draft: OfficialPaper, year: int) -> str:
    """The reserved numbers of the paper's series: "02, 03"."""
    series = series_of(draft.kind, draft.symbol)
    return ", ".join(f"{one:02d}" for one in registers.kept_numbers(series, year))


def _stepper(
    draft: OfficialPaper, said: Sequence[DraftStep], people: Desks
) -> list[Mapping[str, str]]:
    """The desks in order; one at which nobody sits and the draft never lay is left out."""
    seen = {one.to_state for one in said} | {draft.state}
    way = [
        (state, label)
        for state, label in ON_THE_WAY
        if state not in (DraftState.WITH_HEAD, DraftState.WITH_LEADER)
        or state in seen
        or people.at(state)
    ]
    place = next((at for at, (state, _) in enumerate(way) if state is draft.state), 0)
    last = said[-1] if said else None
    return [
        {"label": label, **_mark(at, place, state, draft, last)}
        for at, (state, label) in enumerate(way)
    ]


def _mark(
    at: int, place: int, state: DraftState, draft: OfficialPaper, last: DraftStep | None
) -> dict[str, str]:
    if draft.state is DraftState.DROPPED:
        return {"state": "todo"}
    if at < place or draft.state is DraftState.ISSUED:
        return {"state": "done"}
    if at > place:
        return {"state": "todo"}
    if last is not None and last.step is StepKind.RETURNED:
        return {"state": "returned", "note": f"{last.by_name} trả lại"}
    if last is None:
        return {"state": "current"}
    return {"state": "current", "time": dates.stamp(last.created_at)}
