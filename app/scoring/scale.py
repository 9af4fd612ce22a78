"""A criteria set laid out to be scored: its nodes in order, formulas, tree, bands and tie rule.

Nothing here reads the database: rows come in, plain results go out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Self

from app.lib import numbers
from app.lib.errors import Invalid
from app.scoring import formulas
from app.scoring.formulas import Achievement, Formula, Input, Relative
from app.scoring.models import CriteriaSet, Criterion
from app.scoring.ranking import Bands, TieChain, TieStep
from app.scoring.tree import Node, Totals, Tree

Values = Mapping[str, object]


@dataclass(frozen=True)
class Placed:
    """A group or criterion where it stands in the set; `depth` is 0 at the top."""

    criterion: Criterion
    depth: int
    parent_code: str | None
    formula: Formula | None

    @property
    def node(self) -> Node:
        """The same for reckoning."""
        one = self.criterion
        return Node(
            code=one.code,
            parent=self.parent_code,
            max_points=one.max_points,
            is_group=one.is_group,
            part=one.part,
            min_points=Decimal(0) if self.formula is None else self.formula.min_points,
            capped=one.capped,
            weight=one.weight,
        )


@dataclass(frozen=True)
class Answer:
    """What a sheet says for one criterion; `points` is None while something is missing."""

    inputs: Mapping[str, str]
    points: Decimal | None


@dataclass(frozen=True)
class Trial:
    """Sample values reckoned through: points and how they came about, by criterion id."""

    points: Mapping[int, Decimal]
    explained: Mapping[int, str]
    totals: Totals
    band: str


def placed(criteria: Iterable[Criterion]) -> tuple[Placed, ...]:
    """The nodes as they are printed: every group before what it holds, in the declared order."""
    below: dict[int | None, list[Criterion]] = {}
    for one in criteria:
        below.setdefault(one.parent_id, []).append(one)
    for siblings in below.values():
        siblings.sort(key=lambda one: (one.position, one.id))
    return tuple(_walk(below, None, None, 0))


def _walk(
    below: Mapping[int | None, list[Criterion]],
    parent_id: int | None,
    parent_code: str | None,
    depth: int,
) -> Iterator[Placed]:
    for one in below.get(parent_id, ()):
        yield Placed(one, depth, parent_code, formula_of(one))
        yield from _walk(below, one.id, one.code, depth + 1)


def formula_of(criterion: Criterion) -> Formula | None:
    """The formula that a criterion declares; None for a group."""
    if criterion.formula is None:
        return None
    return formulas.from_params(criterion.formula, criterion.params, criterion.max_points)


def bands_of(criteria_set: CriteriaSet) -> Bands:
    """What totals are called."""
    return Bands.from_json(criteria_set.bands)


def ties_of(criteria_set: CriteriaSet) -> TieChain:
    """How equals are told apart."""
    steps = tuple(TieStep(code, f"điểm mục {code}") for code in criteria_set.tie_chain)
    return TieChain(steps, criteria_set.tie_rule)


@dataclass(frozen=True)
class Scale:
    """A criteria set without problems, ready for any number of sheets."""

    criteria_set: CriteriaSet
    rows: tuple[Placed, ...]

    @classmethod
    def of(cls, criteria_set: CriteriaSet, criteria: Iterable[Criterion]) -> Self:
        """Lay out a set with its criteria."""
        return cls(criteria_set, placed(criteria))

    @cached_property
    def leaves(self) -> Mapping[int, Placed]:
        """The criteria that are scored, by id, in their order."""
        return {row.criterion.id: row for row in self.rows if row.formula is not None}

    @cached_property
    def tree(self) -> Tree:
        """How points add up."""
        nodes = tuple(row.node for row in self.rows)
        found = self.criteria_set
        return Tree(nodes, found.bonus_cap, found.penalty_cap, found.rebase)

    @cached_property
    def relative(self) -> tuple[int, ...]:
        """The criteria whose points depend on the whole cluster, by id, in their order."""
        return tuple(one for one, row in self.leaves.items() if isinstance(row.formula, Relative))

    def inputs(self, criterion_id: int) -> tuple[Input, ...]:
        """The fields of a criterion."""
        return self.formula(criterion_id).inputs()

    def formula(self, criterion_id: int) -> Formula:
        """The formula of a criterion. Raises Invalid for one that is not in the set."""
        row = self.leaves.get(criterion_id)
        if row is None or row.formula is None:
            raise Invalid("Bộ tiêu chí không có tiêu chí này.", f"lines.{criterion_id}")
        return row.formula

    def read(self, typed: Mapping[int, Mapping[str, str]]) -> dict[int, dict[str, str]]:
        """What a person typed ('8,5') as it is stored ('8.5'); empty fields are left out.

        Raises Invalid at every `lines.<criterion id>.<input>` that cannot be understood.
        """
        wrong: dict[str, list[str]] = {}
        read: dict[int, dict[str, str]] = {}
        for criterion_id, fields in typed.items():
            try:
                read[criterion_id] = self.formula(criterion_id).read(fields)
            except Invalid as error:
                wrong.update(_at(criterion_id, error))
        _raise(wrong)
        return read

    def answers(self, given: Mapping[int, Values]) -> dict[int, Answer]:
        """The stored values of criteria, checked, with the points that follow from them.

        Raises Invalid at every `lines.<criterion id>.<input>` outside its limits.
        """
        wrong: dict[str, list[str]] = {}
        answers: dict[int, Answer] = {}
        for criterion_id, values in given.items():
            try:
                answers[criterion_id] = _answer(self.formula(criterion_id), values)
            except Invalid as error:
                wrong.update(_at(criterion_id, error))
        _raise(wrong)
        return answers

    def among(
        self, criterion_id: int, given: Mapping[int, Mapping[str, object]]
    ) -> dict[int, Decimal]:
        """The points of a relative criterion over the members of a cluster, by their stored values.

        Members whose values are incomplete are left out: they have no points, and nobody is
        measured by them. Raises Invalid for a criterion that is not relative, or as `points` does.
        """
        formula = self.relative_formula(criterion_id)
        return formula.among(
            {sheet: values for sheet, values in given.items() if formula.is_complete(values)}
        )

    def relative_formula(self, criterion_id: int) -> Relative:
        """The formula of a relative criterion. Raises Invalid for any other."""
        formula = self.formula(criterion_id)
        if isinstance(formula, Relative):
            return formula
        raise Invalid("Tiêu chí này không so sánh trong cụm.", f"lines.{criterion_id}")

    def points(self, criterion_id: int, values: Values) -> Decimal | None:
        """The points that stored values give; None while something is missing.

        Raises Invalid at every `lines.<criterion id>.<input>` outside its limits.
        """
        formula = self.formula(criterion_id)
        if not formula.is_complete(values):
            return None
        try:
            return formula.points(values)
        except Invalid as error:
            raise Invalid(fields=_at(criterion_id, error)) from error

    def achievement(self, criterion_id: int, values: Values) -> Achievement | None:
        """What stored values reach in a relative criterion; None while something is missing.

        Raises Invalid as `points` does.
        """
        formula = self.relative_formula(criterion_id)
        if not formula.is_complete(values):
            return None
        try:
            return formula.achievement(values)
        except Invalid as error:
            raise Invalid(fields=_at(criterion_id, error)) from error

    def missing_gates(self, criterion_id: int, kinds: Collection[str]) -> tuple[str, ...]:
        """The kinds of evidence without which a criterion scores 0 and that are not there.

        Kinds are compared without regard to case and spaces.
        """
        there = {_kind(kind) for kind in kinds}
        gates: Sequence[str] = self.leaves[criterion_id].criterion.gates
        return tuple(gate for gate in gates if _kind(gate) not in there)

    def gated(self, criterion_id: int, points: Decimal, kinds: Collection[str]) -> Decimal:
        """The points, or 0 while a required kind of evidence is missing.

        Points below 0 stay: leaving evidence out undoes no deduction.
        """
        return min(points, Decimal(0)) if self.missing_gates(criterion_id, kinds) else points

    def totals(self, points: Mapping[int, Decimal], unassigned: Collection[int] = ()) -> Totals:
        """Add up points given by criterion id, leaving out what was not assigned.

        Raises Invalid at every `lines.<criterion id>.points` outside the criterion's limits, and
        for a criterion that is not in the set.
        """
        self.check_points(points)
        left_out = {self._code(one) for one in unassigned}
        return self.tree.totals(self._by_code(points), left_out)

    def check_points(self, points: Mapping[int, Decimal]) -> None:
        """Raises Invalid as `totals` does."""
        by_code = self._by_code(points)
        try:
            self.tree.check(by_code)
        except Invalid as error:
            at = {code: one for one, code in zip(points, by_code, strict=True)}
            fields = {f"lines.{at[code]}.points": said for code, said in error.fields.items()}
            raise Invalid(fields=fields) from error

    def _by_code(self, points: Mapping[int, Decimal]) -> dict[str, Decimal]:
        return {self._code(one): given for one, given in points.items()}

    def _code(self, criterion_id: int) -> str:
        self.formula(criterion_id)
        return self.leaves[criterion_id].criterion.code

    def subtotals(self, totals: Totals, points: Mapping[int, Decimal]) -> dict[str, str]:
        """The points of every group, and of the criteria in the tie chain, as stored text."""
        found = {code: f"{group.points:f}" for code, group in totals.groups.items()}
        chain = set(self.criteria_set.tie_chain)
        for criterion_id, row in self.leaves.items():
            if row.criterion.code in chain:
                given = numbers.quantize3(points.get(criterion_id, Decimal(0)))
                found[row.criterion.code] = f"{given:f}"
        return found

    def try_out(self, given: Mapping[int, Values]) -> Trial:
        """Reckon sample values through the whole set. Raises Invalid as `answers` does."""
        answers = self.answers(given)
        points = {one: found.points for one, found in answers.items() if found.points is not None}
        explained = {one: self.formula(one).explain(answers[one].inputs) for one in points}
        totals = self.totals(points)
        return Trial(points, explained, totals, self.band(totals))

    def band(self, totals: Totals) -> str:
        """What the total is called; empty where the set has no bands."""
        bands = bands_of(self.criteria_set)
        return bands.of(totals.total, has_zero=bool(totals.zeros)) if bands.rows else ""

    def codes(self, missing: Sequence[str]) -> list[Criterion]:
        """The criteria with these codes, in the order of the set."""
        wanted = set(missing)
        return [row.criterion for row in self.rows if row.criterion.code in wanted]


def _answer(formula: Formula, values: Values) -> Answer:
    """Every value there is within its limits; points only once all are there."""
    fields = {field.name: field for field in formula.fields}
    wrong: dict[str, list[str]] = {}
    stored: dict[str, str] = {}
    for name, value in values.items():
        try:
            if name not in fields:
                raise Invalid("Tiêu chí không có ô nhập này.", name)
            stored[name] = fields[name].store(fields[name].check(value))
        except Invalid as error:
            wrong[name] = [error.message]
    _raise(wrong)
    if not formula.is_complete(stored):
        return Answer(stored, None)
    return Answer(stored, formula.points(stored))


def _kind(kind: str) -> str:
    return " ".join(kind.split()).casefold()


def _at(criterion_id: int, error: Invalid) -> dict[str, list[str]]:
    if not error.fields:
        return {f"lines.{criterion_id}": [error.message]}
    return {
        name if name.startswith("lines.") else f"lines.{criterion_id}.{name}": said
        for name, said in error.fields.items()
    }


def _raise(wrong: Mapping[str, list[str]]) -> None:
    if wrong:
        raise Invalid(fields=wrong)
