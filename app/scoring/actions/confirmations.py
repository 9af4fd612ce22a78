"""The council's word on settled sheets: as they are, or changed with a reason.

Points that depend on the whole cluster are reckoned finally here, from the settled values of all
its members; where they differ from what was settled one by one, the system notes why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import numbers
from app.lib.errors import Invalid, Stale
from app.scoring.actions import rulings
from app.scoring.actions.rulings import Docket
from app.scoring.deciding.final import NO_WORD, Outcome, Word
from app.scoring.models import Confirmation, CriteriaSet
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import standings as policies
from app.scoring.queries import appraisals, criteria, settling, sheets
from app.scoring.queries import confirmations as queries
from app.scoring.scale import Scale
from tenants import context

Changes = Mapping[int, "Change"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """The council's points for one criterion, or its values, with the reason where they differ."""

    points: Decimal | None = None
    reason: str | None = None
    inputs: Mapping[str, str] | None = None


def confirm(*, sheet_id: int, version: int, changes: Changes, by: Person) -> Confirmation:
    """Confirm a settled sheet as it is, or with changes; may be repeated until announced.

    What is not named stands as the cluster settled it. Where points depend on the whole cluster,
    the other confirmed sheets of the cluster follow. `version` is 0 for the first time. Raises
    Invalid at `lines.<criterion id>.points` or `.<input>` outside the limits and at `.reason` where
    one is missing, Conflict before the cluster has settled and once announced, Stale where somebody
    confirmed in the meantime.
    """
    set_policies.check_arrange(context.acting())
    sheet = sheets.sheet(sheet_id)
    _lock(sheet.criteria_set_id)
    there = queries.of_sheet(sheet_id)
    policies.check_confirm(appraisals.of_sheet(sheet_id), there)
    scale = criteria.scale(sheet.criteria_set_id)
    docket = rulings.docket(scale, sheet.cluster_id)
    word = _word(docket, sheet_id, changes)
    reasons = {one: (change.reason or "").strip() for one, change in changes.items()}
    policies.check_reasons(word.points.keys() | word.values.keys(), reasons)
    if version != (0 if there is None else there.version):
        raise Stale("Bảng điểm này vừa được người khác xác nhận; hãy xem lại rồi lưu.")
    found = rulings.write(docket, sheet_id, word, reasons, by)
    changed = len(word.points) + len(word.values)
    audit.record("score_sheet.confirmed", found, by=by, total=str(found.total), changed=changed)
    return found


def confirm_all(*, set_id: int, cluster_id: int | None = None, by: Person) -> int:
    """Confirm every settled sheet of a cluster (or of the whole set) as its cluster settled it.

    What was confirmed before stays, but for points that depend on the whole cluster. How many were
    confirmed now.
    """
    set_policies.check_arrange(context.acting())
    found = _lock(set_id)
    scale = criteria.scale(set_id)
    clusters = settling.cases(scale, cluster_id=cluster_id).values()
    number, moved = rulings.write_new(Docket.each(scale, clusters), by)
    if number:
        audit.record(
            "score_sheet.confirmed_all",
            found,
            by=by,
            cluster_id=cluster_id,
            sheets=number,
            recomputed=moved,
        )
    return number


def _lock(set_id: int) -> CriteriaSet:
    """Confirming and announcing take turns."""
    return criteria.set_for_change(set_id)


def _word(docket: Docket, sheet_id: int, changes: Changes) -> Word:
    """What the changes say beyond what stands without them."""
    scale, settled = docket.scale, docket.cases[sheet_id].settled
    stored = _stored(scale, changes)
    values = {
        one: inputs for one, inputs in stored.items() if inputs != (settled.values.get(one) or {})
    }
    shown = docket.outcomes(docket.words)[sheet_id]
    plain = docket.outcomes({**docket.words, sheet_id: NO_WORD})[sheet_id]
    _check_one_way(changes, values, shown)
    points = {
        one: numbers.quantize3(change.points)
        for one, change in changes.items()
        if change.points is not None and one not in values and _says(change.points, plain, one)
    }
    scale.totals(points)
    return Word(points, values)


def _says(points: Decimal, plain: Outcome, criterion_id: int) -> bool:
    """Whether these points differ from what stands without the council."""
    return points != plain.points.get(criterion_id)


def _stored(scale: Scale, changes: Changes) -> dict[int, dict[str, str]]:
    """The values that were given, checked. Raises Invalid at each that is missing or wrong."""
    given = {one: change.inputs for one, change in changes.items() if change.inputs is not None}
    for one in changes:
        scale.formula(one)
    answers = scale.answers(given)
    wrong = {
        f"lines.{one}.points": ["Cần nhập đủ số liệu."]
        for one, answer in answers.items()
        if answer.points is None and answer.inputs
    }
    if wrong:
        raise Invalid(fields=wrong)
    return {one: dict(answer.inputs) for one, answer in answers.items() if answer.inputs}


def _check_one_way(changes: Changes, values: Mapping[int, object], shown: Outcome) -> None:
    """Raises Invalid where both the values and the points of a criterion are changed."""
    wrong = {
        f"lines.{one}.points": ["Đã sửa số liệu thì điểm tính theo số liệu; không sửa cả hai."]
        for one in values
        if (points := changes[one].points) is not None and _says(points, shown, one)
    }
    if wrong:
        raise Invalid(fields=wrong)
