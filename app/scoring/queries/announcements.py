"""Editions of announced results: which there are, what they changed, whether one is outdated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased, undefer

from app.lib.errors import NotFound
from app.registers.models import OutgoingPaper
from app.scoring.models import (
    Announcement,
    Confirmation,
    FrozenResult,
    FrozenSheet,
    ResultPaper,
    ScoreSheet,
    Standing,
)
from app.scoring.queries import confirmations, standings
from app.scoring.queries.standings import Board
from tenants import context
from tenants.db import db


@dataclass(frozen=True)
class Stand:
    """A member's place in one edition."""

    total: Decimal
    band: str
    cluster_rank: int
    province_rank: int | None

    @property
    def rank(self) -> int:
        """Its rank among those whose result was announced."""
        return self.cluster_rank if self.province_rank is None else self.province_rank


@dataclass(frozen=True)
class Moved:
    """What a further edition changed for a member; None where it had no place."""

    member_id: int
    member_name: str
    before: Stand | None
    after: Stand | None

    @property
    def has_moved(self) -> bool:
        """Whether its rank is another."""
        return (
            self.before is None
            or self.after is None
            or self.before.cluster_rank != self.after.cluster_rank
            or self.before.province_rank != self.after.province_rank
        )


def editions(announcement: Announcement) -> Sequence[Announcement]:
    """Every edition of the same result, newest first."""
    return db.session.scalars(
        select(Announcement)
        .where(
            Announcement.criteria_set_id == announcement.criteria_set_id,
            Announcement.cluster_id.is_not_distinct_from(announcement.cluster_id),
        )
        .order_by(Announcement.edition.desc())
    ).all()


def before(announcement: Announcement) -> Announcement | None:
    """The edition that an edition replaced."""
    return db.session.scalar(
        select(Announcement).where(
            Announcement.criteria_set_id == announcement.criteria_set_id,
            Announcement.cluster_id.is_not_distinct_from(announcement.cluster_id),
            Announcement.edition == announcement.edition - 1,
        )
    )


def is_pending(known: Announcement | None) -> bool:
    """Whether the council has decided anew, or a cluster was announced anew, since."""
    if known is None:
        return False
    waiting = select(Confirmation.id).where(
        Confirmation.criteria_set_id == known.criteria_set_id,
        Confirmation.sent_at.is_(None),
        confirmations.is_current(),
    )
    if known.cluster_id is not None:
        sheets = select(ScoreSheet.id).where(ScoreSheet.cluster_id == known.cluster_id)
        waiting = waiting.where(Confirmation.sheet_id.in_(sheets))
    return db.session.scalar(waiting.limit(1)) is not None or is_outdated(known)


def is_outdated(known: Announcement) -> bool:
    """Whether the province's result was announced before the newest edition of a cluster's."""
    if known.cluster_id is not None:
        return False
    newer = select(Announcement.id).where(
        Announcement.criteria_set_id == known.criteria_set_id,
        Announcement.cluster_id.is_not(None),
        Announcement.edition > 1,
        Announcement.id > known.id,
    )
    return db.session.scalar(newer.limit(1)) is not None


def pending_clusters(set_id: int) -> list[str]:
    """The clusters announced on their own, of which the council has decided a sheet anew."""
    own = aliased(Announcement)
    rows = db.session.scalars(
        select(own.cluster_name)
        .join(ScoreSheet, ScoreSheet.cluster_id == own.cluster_id)
        .join(Confirmation, Confirmation.sheet_id == ScoreSheet.id)
        .where(
            own.criteria_set_id == set_id,
            own.cluster_id.is_not(None),
            Confirmation.criteria_set_id == set_id,
            Confirmation.sent_at.is_(None),
        )
        .distinct()
        .order_by(own.cluster_name)
    )
    return [name for name in rows if name is not None]


def differences(older: Announcement, newer: Announcement) -> list[Moved]:
    """Whose total, band or rank is another in the newer edition, in its order."""
    stands = {one.id: _stands(one) for one in (older, newer)}
    names = {**_names(older), **_names(newer)}
    moved = [
        Moved(member_id, name, stands[older.id].get(member_id), stands[newer.id].get(member_id))
        for member_id, name in names.items()
    ]
    changed = [one for one in moved if one.before != one.after]
    return sorted(changed, key=lambda one: (one.after.rank if one.after else 0, one.member_id))


def _stands(announcement: Announcement) -> dict[int, Stand]:
    rows: Iterable[Any] = db.session.execute(
        select(
            Standing.member_id,
            Standing.total,
            Standing.band,
            Standing.cluster_rank,
            Standing.province_rank,
        ).where(Standing.announcement_id == announcement.id)
    )
    return {member_id: Stand(*rest) for member_id, *rest in rows}


def _names(announcement: Announcement) -> dict[int, str]:
    rows = db.session.execute(
        select(Standing.member_id, Standing.member_name).where(
            Standing.announcement_id == announcement.id
        )
    )
    return {row.member_id: row.member_name for row in rows}


def frozen_result(announcement_id: int) -> FrozenResult:
    """The whole that was frozen. Raises NotFound for all but whoever announced, and where a result
    was announced before results were frozen."""
    found = db.session.scalar(
        select(FrozenResult)
        .where(FrozenResult.announcement_id == announcement_id)
        .options(undefer(FrozenResult.content))
    )
    if found is None:
        raise NotFound("Không có dữ liệu đã khóa của lần công bố này.")
    return found


def frozen_sheet(sheet_id: int, announcement_id: int | None = None) -> FrozenSheet | None:
    """A sheet as it was frozen in an edition, without one in the newest; None before."""
    query = (
        select(FrozenSheet)
        .join(Announcement, Announcement.id == FrozenSheet.announcement_id)
        .where(FrozenSheet.sheet_id == sheet_id)
        .options(undefer(FrozenSheet.content))
        .order_by(FrozenSheet.announcement_id.desc())
    )
    if announcement_id is not None:
        query = query.where(FrozenSheet.announcement_id == announcement_id)
    return db.session.scalars(query.limit(1)).first()


def of_sheet(sheet_id: int) -> Sequence[Announcement]:
    """The editions in which a sheet was frozen, newest first."""
    return db.session.scalars(
        select(Announcement)
        .join(FrozenSheet, FrozenSheet.announcement_id == Announcement.id)
        .where(FrozenSheet.sheet_id == sheet_id)
        .order_by(Announcement.id.desc())
    ).all()


def own_part(announcement_id: int) -> FrozenSheet | None:
    """The acting tenant's own part of an edition."""
    return db.session.scalar(
        select(FrozenSheet).where(
            FrozenSheet.announcement_id == announcement_id,
            FrozenSheet.member_id == context.acting().tenant_id,
        )
    )


def part(sheet_id: int, announcement_id: int) -> FrozenSheet:
    """A sheet as it was frozen in an edition. Raises NotFound where it may not be read."""
    found = frozen_sheet(sheet_id, announcement_id)
    if found is None:
        raise NotFound("Bảng điểm này không có trong kết quả đã công bố.")
    return found


def part_by_id(part_id: int) -> FrozenSheet:
    """A frozen sheet by its own id. Raises NotFound."""
    found = db.session.get(FrozenSheet, part_id)
    if found is None:
        raise NotFound("Bảng điểm này không có trong kết quả đã công bố.")
    return found


def result_paper(paper_id: int) -> ResultPaper:
    """The head of a paper. Raises NotFound."""
    found = db.session.get(ResultPaper, paper_id)
    if found is None:
        raise NotFound("Không tìm thấy văn bản này.")
    return found


def issued_papers(announcement: Announcement) -> Sequence[tuple[ResultPaper, OutgoingPaper]]:
    """The papers that were issued out of a result with their lines of the register, newest last."""
    rows = db.session.execute(
        select(ResultPaper, OutgoingPaper)
        .join(
            OutgoingPaper,
            (OutgoingPaper.tenant_id == ResultPaper.tenant_id)
            & (OutgoingPaper.subject_kind == ResultPaper.__tablename__)
            & (OutgoingPaper.subject_id == ResultPaper.id),
        )
        .where(ResultPaper.announcement_id == announcement.id)
        .order_by(OutgoingPaper.id)
    )
    return [(row[0], row[1]) for row in rows]


def board(announcement: Announcement) -> Board:
    """The places of one edition."""
    rows = standings.announced_rows(announcement)
    listed = standings.listed(announcement)
    return Board(announcement.cluster_id, rows, listed, announcement)
