"""Results: as they stand among the province's confirmed sheets, and as they were announced."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from app.clusters.models import Cluster
from app.lib.errors import NotFound
from app.scoring import ranking
from app.scoring.models import (
    Absence,
    Announcement,
    Appraisal,
    Confirmation,
    CriteriaSet,
    ScoreSheet,
    Standing,
    TieDecision,
)
from app.scoring.queries import banding, confirmations, statuses, ties
from app.scoring.queries.banding import Banding
from app.scoring.queries.statuses import Status
from app.scoring.ranking import Entry, Place, Ranked
from app.scoring.scale import bands_of, ties_of
from app.scoring.terms import SheetState, StandingScope, TieRule
from tenants.db import db
from tenants.models import Tenant

decisions = ties.decisions
"""What was decided among equals."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A sheet that the council has confirmed, with what ranking needs."""

    sheet_id: int
    member_id: int
    member_name: str
    cluster_id: int
    cluster_name: str
    self_total: Decimal | None
    settled_total: Decimal | None
    total: Decimal
    has_zero: bool
    subtotals: Mapping[str, str]

    @property
    def entry(self) -> Entry:
        """The same for ranking, before the authority has decided anything."""
        return Entry(
            sheet_id=self.sheet_id,
            cluster_id=self.cluster_id,
            total=self.total,
            points={code: Decimal(points) for code, points in self.subtotals.items()},
            has_zero=self.has_zero,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A place in the table of results; `province_rank` is None in the result of a cluster.

    `band_note`: why the band is not the one of the points; `percent`: the total as a percentage of
    the set's base; `decided`: a ballot or the authority put it in order among equals.
    """

    member_id: int
    member_name: str
    cluster_id: int
    cluster_name: str
    sheet_id: int | None
    self_total: Decimal | None
    appraised_total: Decimal | None
    total: Decimal
    band: str
    cluster_rank: int
    province_rank: int | None
    tie_note: str
    awaits_decision: bool = False
    band_note: str = ""
    percent: Decimal | None = None
    decided: bool = False


@dataclass(frozen=True)
class Listed:
    """A member without a place, and why; its band is by rule alone, empty without such a rule."""

    member_id: int
    member_name: str
    cluster_id: int
    cluster_name: str
    reason: str
    band: str = ""
    band_note: str = ""


@dataclass(frozen=True)
class Board:
    """The result of a cluster, or of the whole province (`cluster_id` None).

    Before the announcement: the confirmed sheets ranked as they stand, `unfinished` the members
    that are neither confirmed nor listed, `awaiting` the groups of equals (sheet ids) for which
    the authority has to decide.
    """

    cluster_id: int | None
    rows: Sequence[Row]
    listed: Sequence[Listed]
    announcement: Announcement | None
    unfinished: Sequence[Status] = ()
    awaiting: Sequence[tuple[int, ...]] = ()

    @property
    def scope(self) -> StandingScope:
        """Among whom it is reckoned."""
        return StandingScope.PROVINCE if self.cluster_id is None else StandingScope.CLUSTER

    @property
    def unfinished_names(self) -> list[str]:
        """Who is still missing."""
        return [one.member_name for one in self.unfinished]

    def tied(self, group: Iterable[int]) -> list[Row]:
        """The rows of a group of equals."""
        wanted = set(group)
        return [row for row in self.rows if row.sheet_id in wanted]


def confirmed(set_id: int, *, cluster_id: int | None = None) -> list[Confirmed]:
    """The confirmed sheets of a set in one statement, however many."""
    query = (
        select(
            Confirmation.sheet_id,
            Confirmation.member_id,
            Tenant.name,
            Cluster.id,
            Cluster.name,
            ScoreSheet.self_total,
            Appraisal.settled_total,
            Confirmation.total,
            Confirmation.has_zero,
            Confirmation.subtotals,
        )
        .join(ScoreSheet, ScoreSheet.id == Confirmation.sheet_id)
        .join(Appraisal, Appraisal.sheet_id == Confirmation.sheet_id)
        .join(Tenant, Tenant.id == Confirmation.member_id)
        .join(Cluster, Cluster.id == ScoreSheet.cluster_id)
        .where(Confirmation.criteria_set_id == set_id, confirmations.is_current())
    )
    if cluster_id is not None:
        query = query.where(ScoreSheet.cluster_id == cluster_id)
    rows: Iterable[Any] = db.session.execute(query)
    return [Confirmed(*row) for row in rows]


def ranked(
    criteria_set: CriteriaSet, sheets: Sequence[Confirmed], scope: StandingScope
) -> tuple[list[Row], list[tuple[int, ...]]]:
    """The rows in their order, and the groups of equals that wait for a decision."""
    entries = [sheet.entry for sheet in sheets]
    bands, chain = bands_of(criteria_set), ties_of(criteria_set)
    found = ranking.standings(entries, bands, chain)
    reasons: dict[int, str] = {}
    if criteria_set.tie_rule is not TieRule.SHARED:
        held = _held(found, ties.decided(criteria_set.id, scope), scope)
        if held:
            order = {one: place for made in held for place, one in enumerate(made.sheet_ids, 1)}
            entries = [replace(entry, decided=order.get(entry.sheet_id)) for entry in entries]
            found = ranking.standings(entries, bands, chain)
            reasons = {one: made.reason for made in held for one in made.sheet_ids}
    by_id = {sheet.sheet_id: sheet for sheet in sheets}
    final = banding.of(criteria_set)
    rows = [
        _row(by_id[one.sheet_id], one, final, scope, reasons.get(one.sheet_id)) for one in found
    ]
    if scope is StandingScope.CLUSTER:
        rows.sort(key=lambda row: (row.cluster_rank, row.sheet_id or 0))
    return rows, _awaiting(found, scope)


def board(criteria_set: CriteriaSet, *, cluster_id: int | None = None) -> Board:
    """The result as it was announced, else as it stands now among the province's rows.

    A cluster whose own result was not announced is seen as it stands in the province's.
    """
    known = announced_board(criteria_set.id, cluster_id=cluster_id)
    return reckoned(criteria_set, cluster_id=cluster_id) if known is None else known


def reckoned(criteria_set: CriteriaSet, *, cluster_id: int | None = None) -> Board:
    """The result as it stands now, whatever was announced."""
    found = statuses.of_set(criteria_set.id, cluster_id=cluster_id)
    scope = StandingScope.PROVINCE if cluster_id is None else StandingScope.CLUSTER
    rows, awaiting = ranked(criteria_set, confirmed(criteria_set.id, cluster_id=cluster_id), scope)
    absent = [
        Listed(one.member_id, one.member_name, one.cluster_id, one.cluster_name, one.absence)
        for one in found
        if one.absence is not None
    ]
    final = banding.of(criteria_set)
    unscored = ((one, final.unscored(one.member_id)) for one in absent)
    absent = [replace(one, band=left.band, band_note=left.note) for one, left in unscored]
    unfinished = [
        one
        for one in found
        if one.absence is None and one.state not in (SheetState.CONFIRMED, SheetState.ANNOUNCED)
    ]
    return Board(cluster_id, rows, absent, None, unfinished, awaiting)


def announced_board(set_id: int, *, cluster_id: int | None = None) -> Board | None:
    """The result of a cluster, or of the province, if it is known to all; None before."""
    own = announced(set_id, cluster_id)
    if own is not None:
        return Board(cluster_id, announced_rows(own), listed(own), own)
    whole = None if cluster_id is None else announced(set_id, None)
    if whole is None:
        return None
    rows = [row for row in announced_rows(whole) if row.cluster_id == cluster_id]
    absent = [one for one in listed(whole) if one.cluster_id == cluster_id]
    return Board(cluster_id, sorted(rows, key=lambda row: row.cluster_rank), absent, whole)


def is_newest() -> ColumnElement[bool]:
    """Over `Announcement`: the newest edition of a result; that is the one which counts."""
    later = aliased(Announcement)
    return ~exists().where(
        later.criteria_set_id == Announcement.criteria_set_id,
        later.cluster_id.is_not_distinct_from(Announcement.cluster_id),
        later.edition > Announcement.edition,
    )


def announced(set_id: int, cluster_id: int | None) -> Announcement | None:
    """The newest announcement of a cluster's result, or of the whole province's."""
    return db.session.scalar(
        select(Announcement).where(
            Announcement.criteria_set_id == set_id,
            Announcement.cluster_id.is_not_distinct_from(cluster_id),
            is_newest(),
        )
    )


def clusters(criteria_set: CriteriaSet) -> dict[int, str]:
    """The issued clusters that are scored by a set: names by id, in their order."""
    rows = db.session.execute(
        select(Cluster.id, Cluster.name)
        .where(
            Cluster.tenant_id == criteria_set.tenant_id,
            Cluster.year == criteria_set.year,
            Cluster.kind == criteria_set.cluster_kind,
            Cluster.issued_at.is_not(None),
        )
        .order_by(Cluster.sort_key, Cluster.id)
    )
    return {row.id: row.name for row in rows}


def announcement(announcement_id: int) -> Announcement:
    """One announcement. Raises NotFound where it may not be read."""
    found = db.session.get(Announcement, announcement_id)
    if found is None:
        raise NotFound("Không tìm thấy thông báo kết quả này.")
    return found


def issuer(announcement: Announcement) -> Tenant:
    """The province that announced."""
    return db.session.get_one(Tenant, announcement.tenant_id)


def announcements(set_id: int) -> Sequence[Announcement]:
    """What was announced by a set, in its newest edition: the province first, then clusters."""
    return db.session.scalars(
        select(Announcement)
        .where(Announcement.criteria_set_id == set_id, is_newest())
        .order_by(Announcement.cluster_id.is_not(None), Announcement.cluster_name, Announcement.id)
    ).all()


def announced_rows(announcement: Announcement) -> list[Row]:
    """The frozen rows of an announcement, best first, with the sheets that the reader may open."""
    found = db.session.execute(
        select(Standing, ScoreSheet.id)
        .outerjoin(
            ScoreSheet,
            (ScoreSheet.tenant_id == Standing.member_id)
            & (ScoreSheet.criteria_set_id == announcement.criteria_set_id)
            & ScoreSheet.sent_at.is_not(None),
        )
        .where(Standing.announcement_id == announcement.id)
        .order_by(Standing.province_rank, Standing.cluster_rank, Standing.id)
    )
    return [
        Row(
            member_id=one.member_id,
            member_name=one.member_name,
            cluster_id=one.cluster_id,
            cluster_name=one.cluster_name,
            sheet_id=sheet_id,
            self_total=one.self_total,
            appraised_total=one.appraised_total,
            total=one.total,
            band=one.band,
            cluster_rank=one.cluster_rank,
            province_rank=one.province_rank,
            tie_note=one.tie_note or "",
            band_note=one.band_note or "",
            percent=one.percent,
        )
        for one, sheet_id in found
    ]


def announced_ranks(set_id: int) -> dict[int, int]:
    """The ranks in their clusters that were announced already, by member."""
    rows = db.session.execute(
        select(Standing.member_id, Standing.cluster_rank)
        .join(Announcement, Announcement.id == Standing.announcement_id)
        .where(
            Standing.criteria_set_id == set_id,
            Standing.scope == StandingScope.CLUSTER,
            is_newest(),
        )
    )
    return {row.member_id: row.cluster_rank for row in rows}


def listed(announcement: Announcement) -> list[Listed]:
    """Who was announced as not having scored itself, with the band that the rules give now."""
    query = select(Absence).where(
        Absence.criteria_set_id == announcement.criteria_set_id, Absence.issued_at.is_not(None)
    )
    if announcement.cluster_id is not None:
        query = query.where(Absence.cluster_id == announcement.cluster_id)
    found = db.session.scalars(query.order_by(Absence.cluster_name, Absence.member_name))
    return [
        Listed(one.member_id, one.member_name, one.cluster_id, one.cluster_name, one.reason)
        for one in found
    ]


def _place(one: Ranked, scope: StandingScope) -> Place:
    return one.in_province if scope is StandingScope.PROVINCE else one.in_cluster


def _held(
    found: Iterable[Ranked], made: Sequence[TieDecision], scope: StandingScope
) -> list[TieDecision]:
    """The newest decision for each group that is still exactly the one decided upon."""
    open_groups = set(_awaiting(found, scope))
    newest = {tuple(sorted(one.sheet_ids)): one for one in reversed(made)}
    return [one for group, one in newest.items() if group in open_groups]


def _awaiting(found: Iterable[Ranked], scope: StandingScope) -> list[tuple[int, ...]]:
    groups: dict[tuple[int, ...], None] = {}
    for one in found:
        place = _place(one, scope)
        if place.awaits_decision:
            groups[tuple(sorted(place.group))] = None
    return list(groups)


def _row(
    sheet: Confirmed, one: Ranked, final: Banding, scope: StandingScope, reason: str | None
) -> Row:
    place = _place(one, scope)
    scored = final.scored(sheet.member_id, one.band, sheet.has_zero, sheet.total)
    note = f"{place.note} Căn cứ: {reason}." if reason else place.note
    return Row(
        member_id=sheet.member_id,
        member_name=sheet.member_name,
        cluster_id=sheet.cluster_id,
        cluster_name=sheet.cluster_name,
        sheet_id=sheet.sheet_id,
        self_total=sheet.self_total,
        appraised_total=sheet.settled_total,
        total=sheet.total,
        band=scored.band,
        cluster_rank=one.in_cluster.rank,
        province_rank=one.in_province.rank if scope is StandingScope.PROVINCE else None,
        tie_note=note,
        awaits_decision=place.awaits_decision,
        band_note=scored.note,
        percent=scored.percent,
        decided=reason is not None,
    )
