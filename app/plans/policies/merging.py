"""What becomes of a superior's change in a subordinate's plan: the table of decisions.

Tasks are contents as a revision keeps them; nothing here reads or writes the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.lib.merge import Field, Outcome, merged, three_way
from app.plans.terms import (
    MERGED_FIELDS,
    WHOLE_TASK,
    Disposition,
    MergeKind,
    MergeState,
    facts_of,
    held_by,
    with_facts,
)

Content = Mapping[str, Any]
WITHDRAWN_ABOVE = "Cấp trên đã bãi bỏ nhiệm vụ này."
"""Why a task of a draft is not carried out once its superior has withdrawn it."""
_SET_ASIDE = (Disposition.DECLINED, Disposition.MERGED)
_WORDING = ("text", "quarter", "deadline")


@dataclass(frozen=True)
class Decision:
    """What becomes of one task: the fields that moved, and the own row where it changes.

    A `row` without an id is to be inserted; None leaves the own plan as it is.
    """

    kind: MergeKind
    state: MergeState
    own_id: int | None
    upstream_id: int
    fields: Mapping[str, Field] = field(default_factory=dict)
    row: dict[str, Any] | None = None


@dataclass(frozen=True)
class Situation:
    """An own task beside its superior's: `base` is the superior's when last agreed upon.

    `open_bases` are the bases of fields whose conflict is still open. `is_part` is a task that was
    split; others may have been merged into it.
    """

    own: Content
    base: Content
    theirs: Content
    revision: int
    open_bases: Mapping[str, Any] = field(default_factory=dict)
    is_part: bool = False
    carries_others: bool = False

    @property
    def is_set_aside(self) -> bool:
        """Whether the office does not carry it out on its own."""
        return self.own["disposition"] in _SET_ASIDE


def decide_change(given: Situation) -> Decision:
    """The superior changed a task that the office has: field by field, ours against theirs.

    A locked field follows the superior; the wording of one part of a split task cannot. A declined
    task stays declined unless the whole task is locked: then it is carried out after all.
    """
    theirs = facts_of(given.theirs)
    fields = three_way(
        {**facts_of(given.base), **given.open_bases},
        facts_of(given.own),
        theirs,
        forced_fields(given.theirs) - ({"text"} if given.is_part else set()),
    )
    row = with_facts(given.own, merged(fields))
    row["locked"] = _locks(given)
    is_revived = _is_revived(given)
    if is_revived:
        row |= {"decline_reason": None, "disposition": Disposition.KEPT.value}
    if is_revived or not given.is_set_aside:
        row["disposition"] = _wording({name: one.value for name, one in fields.items()}, theirs)
    moved = {name: one for name, one in fields.items() if one.outcome is not Outcome.SAME}
    changes = row != dict(given.own)
    return Decision(
        MergeKind.CHANGED,
        _state(moved, is_aside=given.is_set_aside, is_revived=is_revived),
        given.own["id"],
        given.theirs["id"],
        moved,
        {**row, "upstream_revision": given.revision} if changes else None,
    )


def wording_of(own: Content, theirs: Content) -> Disposition:
    """Whether an own task has the superior's wording, quarter and deadline, or was adapted."""
    return Disposition(_wording(facts_of(own), facts_of(theirs)))


def _wording(mine: Content, above: Content) -> str:
    same = all(mine[name] == above[name] for name in _WORDING)
    return (Disposition.KEPT if same else Disposition.ADAPTED).value


def forced_fields(theirs: Content) -> set[str]:
    """The fields that the superior has locked."""
    return held_by(theirs.get("locked") or ())


def _is_revived(given: Situation) -> bool:
    is_locked = WHOLE_TASK in (given.theirs.get("locked") or ())
    return is_locked and given.own["disposition"] == Disposition.DECLINED


def _locks(given: Situation) -> list[str]:
    """The superior's locks, and those that the office has set on its own subordinates."""
    before, above = given.base.get("locked") or (), given.theirs.get("locked") or ()
    own = [name for name in given.own.get("locked") or () if name not in before]
    return list(dict.fromkeys([*above, *own]))


def _state(moved: Mapping[str, Field], *, is_aside: bool, is_revived: bool) -> MergeState:
    outcomes = {one.outcome for one in moved.values()}
    if is_revived:
        return MergeState.FORCED
    if is_aside:
        return MergeState.INFORMED
    table = (
        (Outcome.CONFLICT, MergeState.CONFLICT),
        (Outcome.FORCED, MergeState.FORCED),
        (Outcome.APPLIED, MergeState.APPLIED),
        (Outcome.EQUAL, MergeState.EQUAL),
    )
    return next((state for one, state in table if one in outcomes), MergeState.INFORMED)


def decide_withdrawal(given: Situation, *, is_draft: bool, next_revision: int) -> Decision:
    """The superior withdrew a task: asked about, done at once where the task is locked.

    What the office does not carry out anyway stays so. A task that carries others merged into it
    is asked about in any case.
    """
    is_locked = WHOLE_TASK in (given.theirs.get("locked") or ())
    state, row = MergeState.WITHDRAWAL, None
    if given.is_set_aside:
        state = MergeState.INFORMED
    elif is_locked and not given.carries_others:
        state = MergeState.REMOVED
        row = withdrawn(given.own, given.revision, is_draft=is_draft, next_revision=next_revision)
    return Decision(MergeKind.WITHDRAWN, state, given.own["id"], given.theirs["id"], {}, row)


def withdrawn(own: Content, revision: int, *, is_draft: bool, next_revision: int) -> dict[str, Any]:
    """The own task once it falls away with the superior's.

    In a draft it is a task not carried out, in an issued plan one withdrawn by the next revision.
    """
    row = {**own, "upstream_revision": revision}
    if is_draft:
        declined = Disposition.DECLINED.value
        return {**row, "disposition": declined, "decline_reason": WITHDRAWN_ABOVE}
    return {**row, "withdrawn_revision": next_revision}


def kept_as_own(own: Content) -> dict[str, Any]:
    """The own task that goes on although the superior's is gone: now one of the office's own."""
    return {
        **own,
        "disposition": Disposition.ADDED.value,
        "upstream_task_id": None,
        "upstream_revision": None,
        "mandatory": False,
        "locked": [],
    }


def decide_addition(theirs: Content, revision: int) -> Decision:
    """The superior added a task: offered, or put in at once where it is a must."""
    is_must = bool(theirs.get("mandatory")) or WHOLE_TASK in (theirs.get("locked") or ())
    return Decision(
        MergeKind.ADDED,
        MergeState.INSERTED if is_must else MergeState.OFFERED,
        None,
        theirs["id"],
        {},
        taken_over(theirs, revision) if is_must else None,
    )


def taken_over(
    theirs: Content, revision: int, *, decline_reason: str | None = None
) -> dict[str, Any]:
    """The superior's task as the office's own, word for word; or as one that it declines."""
    disposition = Disposition.DECLINED if decline_reason else Disposition.KEPT
    return {
        **theirs,
        "id": None,
        "disposition": disposition.value,
        "decline_reason": decline_reason,
        "merged_into_id": None,
        "combined_with_id": None,
        "upstream_task_id": theirs["id"],
        "upstream_revision": revision,
        "withdrawn_revision": None,
    }


def conflicts(fields: Mapping[str, Mapping[str, Any]]) -> Sequence[str]:
    """The names of the fields in conflict, in the order in which they are shown."""
    return [
        name for name in MERGED_FIELDS if fields.get(name, {}).get("outcome") == Outcome.CONFLICT
    ]
