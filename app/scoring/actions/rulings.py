"""Writing down the final points of a cluster: the council's words and what follows from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.scoring.deciding.final import NO_WORD, Outcome, Word, origin_of, reason_of, reckon
from app.scoring.deciding.terms import LineOrigin
from app.scoring.models import Confirmation, ConfirmationLine
from app.scoring.queries import confirmations, settling
from app.scoring.queries.settling import Case, Cases
from app.scoring.scale import Scale
from tenants import context
from tenants.db import db

Reasons = Mapping[int, str | None]
"""The council's reasons, by criterion."""


@dataclass
class Docket:
    """A cluster before the council: its submitted sheets, and what was said of them so far."""

    scale: Scale
    cases: Cases
    there: dict[int, Confirmation]
    lines: dict[int, list[ConfirmationLine]]

    @classmethod
    def each(cls, scale: Scale, clusters: Iterable[Cases]) -> list["Docket"]:
        """Several clusters of a set: two statements, however many."""
        found = list(clusters)
        there = confirmations.current(scale.criteria_set.id)
        lines = settling.lines([one for cases in found for one in cases])
        return [
            cls(
                scale,
                cases,
                {one: there[one] for one in cases if one in there},
                {one: lines[one] for one in cases if one in lines},
            )
            for cases in found
        ]

    @property
    def waiting(self) -> list[int]:
        """The sheets that are settled and of which the council has not said anything."""
        return [
            one for one, case in self.cases.items() if case.is_settled and one not in self.there
        ]

    @property
    def words(self) -> dict[int, Word]:
        """What the council has said so far."""
        return settling.words(self.lines)

    def outcomes(self, words: Mapping[int, Word]) -> dict[int, Outcome]:
        """The final points of every sheet, were this what the council says."""
        return reckon(self.scale, {one: case.settled for one, case in self.cases.items()}, words)


def write(docket: Docket, sheet_id: int, word: Word, reasons: Reasons, by: Person) -> Confirmation:
    """Confirm a sheet with the council's word; whatever else in its cluster changes, changes."""
    words = {**docket.words, sheet_id: word}
    outcomes = docket.outcomes(words)
    made = _confirmation(docket, docket.cases[sheet_id], outcomes[sheet_id], by)
    made.confirmed_by = by.id
    db.session.add(made)
    db.session.flush()
    rows = _rows(made, docket.cases[sheet_id], outcomes[sheet_id], word, reasons)
    _replace_lines(made, rows)
    follow(docket, outcomes, by=by, but=sheet_id)
    return made


def write_new(dockets: Iterable[Docket], by: Person) -> tuple[int, int]:
    """Confirm all waiting sheets as their clusters settled them: two statements, however many.

    How many were confirmed, and how many of these differ from what was settled because they depend
    on their whole cluster.
    """
    found = [(one, one.waiting, one.outcomes(one.words)) for one in dockets if one.waiting]
    rows = [
        {**_head(docket, docket.cases[sheet], by), **_result(docket.scale, outcomes[sheet])}
        for docket, waiting, outcomes in found
        for sheet in waiting
    ]
    if not rows:
        return 0, 0
    made = {
        one.sheet_id: one
        for one in db.session.scalars(insert(Confirmation).returning(Confirmation), rows)
    }
    noted = [
        line
        for docket, waiting, outcomes in found
        for sheet in waiting
        for line in _rows(made[sheet], docket.cases[sheet], outcomes[sheet], NO_WORD, {})
    ]
    if noted:
        db.session.execute(insert(ConfirmationLine), noted)
    for docket, _, outcomes in found:
        follow(docket, outcomes, by=by)
    return len(rows), len({line["confirmation_id"] for line in noted})


def follow(
    docket: Docket, outcomes: Mapping[int, Outcome], *, by: Person, but: int | None = None
) -> int:
    """Bring the other confirmed sheets of the cluster up to date; how many have changed.

    One that was announced already is given a further revision.
    """
    changed = 0
    for sheet_id, there in docket.there.items():
        if sheet_id == but or not _differs(docket, there, outcomes[sheet_id]):
            continue
        changed += 1
        said = [one for one in docket.lines.get(sheet_id, ()) if one.origin != LineOrigin.CLUSTER]
        word, reasons = docket.words.get(sheet_id, NO_WORD), {}
        for line in said:
            reasons[line.criterion_id] = line.reason
        case = docket.cases[sheet_id]
        found = _confirmation(docket, case, outcomes[sheet_id], by)
        db.session.add(found)
        db.session.flush()
        _replace_lines(found, _rows(found, case, outcomes[sheet_id], word, reasons))
        audit.record("score_sheet.recomputed", found, by=by, total=str(found.total))
    return changed


def _differs(docket: Docket, there: Confirmation, outcome: Outcome) -> bool:
    result = _result(docket.scale, outcome)
    noted = {
        line.criterion_id: line.points
        for line in docket.lines.get(there.sheet_id, ())
        if line.origin is LineOrigin.CLUSTER
    }
    return (
        there.total != result["total"]
        or there.has_zero != result["has_zero"]
        or there.subtotals != result["subtotals"]
        or noted != {one: moved.points for one, moved in outcome.moved.items()}
    )


def _confirmation(docket: Docket, case: Case, outcome: Outcome, by: Person) -> Confirmation:
    """The council's present word with a new result: a further revision of one that was announced.

    A row whose result is the same is touched all the same: whoever looked at it before is told.
    """
    there = docket.there.get(case.sheet_id)
    if there is None:
        found = Confirmation(**_head(docket, case, by))
    elif there.sent_at is not None:
        found = Confirmation(**_head(docket, case, by), revision=there.revision + 1)
    else:
        found = there
    for name, value in _result(docket.scale, outcome).items():
        setattr(found, name, value)
    return found


def _head(docket: Docket, case: Case, by: Person) -> dict[str, Any]:
    return {
        "tenant_id": context.acting().tenant_id,
        "sheet_id": case.sheet_id,
        "criteria_set_id": docket.scale.criteria_set.id,
        "member_id": case.member_id,
        "appraiser_id": case.appraiser_id,
        "confirmed_by": by.id,
    }


def _result(scale: Scale, outcome: Outcome) -> dict[str, Any]:
    return {
        "total": outcome.totals.total,
        "has_zero": outcome.has_zero,
        "subtotals": scale.subtotals(outcome.totals, outcome.points),
    }


def _rows(
    found: Confirmation, case: Case, outcome: Outcome, word: Word, reasons: Reasons
) -> list[dict[str, Any]]:
    """The lines where the result differs from what was settled: by the council, by the cluster."""
    said = {**word.points, **word.values}
    rows = [
        _row(found, one, outcome, reasons.get(one) or "", origin_of(word, one))
        | {"inputs": dict(word.values[one]) if one in word.values else None}
        for one in said
    ]
    return rows + [
        _row(found, one, outcome, reason_of(moved, case.settled.points.get(one)), None)
        | {"inputs": None}
        for one, moved in outcome.moved.items()
    ]


def _row(
    found: Confirmation,
    criterion_id: int,
    outcome: Outcome,
    reason: str,
    origin: LineOrigin | None,
) -> dict[str, Any]:
    return {
        "tenant_id": found.tenant_id,
        "confirmation_id": found.id,
        "criterion_id": criterion_id,
        "points": outcome.points[criterion_id],
        "reason": reason,
        "origin": origin or LineOrigin.CLUSTER,
        "member_id": found.member_id,
        "appraiser_id": found.appraiser_id,
    }


def _replace_lines(found: Confirmation, rows: Iterable[Mapping[str, Any]]) -> None:
    db.session.execute(
        delete(ConfirmationLine)
        .where(ConfirmationLine.confirmation_id == found.id)
        .execution_options(synchronize_session="fetch")
    )
    written = list(rows)
    if written:
        db.session.execute(insert(ConfirmationLine), written)


def docket(scale: Scale, cluster_id: int) -> Docket:
    """One cluster before the council, with the values of every criterion."""
    cases = settling.cases(scale, cluster_id=cluster_id, values=True).get(cluster_id, {})
    return Docket.each(scale, [cases])[0]
