"""A sheet told: as an announcement froze it, before that as far as the reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from app.lib.errors import NotFound
from app.scoring.announcing import canonical, results
from app.scoring.announcing.canonical import Content
from app.scoring.announcing.why import Story, story
from app.scoring.models import Announcement, CriteriaSet, ScoreSheet, Standing
from app.scoring.queries import announcements, criteria, gathering, sheets, standings, statuses
from app.scoring.scale import Scale
from tenants import context
from tenants.db import db


@dataclass(frozen=True)
class Told:
    """A sheet with its criteria, values and results; `announcement` is None before it.

    `digest`: of the frozen part; `editions`: in which it was frozen, newest first.
    """

    sheet: ScoreSheet | None
    sheet_id: int
    scale: Scale
    member: Content
    result: Content
    announcement: Announcement | None
    digest: str | None
    editions: Sequence[Announcement]

    @property
    def story(self) -> Story:
        """The same in words."""
        return story(self.scale, self.member, self.result)

    @property
    def is_newest(self) -> bool:
        """Whether no later edition has replaced it."""
        return not self.editions or self.editions[0] == self.announcement


def told(sheet_id: int, announcement_id: int | None = None) -> Told:
    """A sheet as an edition froze it (without one: the newest), else as it stands.

    Raises NotFound where it may not be read.
    """
    frozen = announcements.frozen_sheet(sheet_id, announcement_id)
    if frozen is None:
        if announcement_id is not None:
            raise NotFound("Bảng điểm này không có trong lần công bố đó.")
        return _live(sheets.sheet(sheet_id))
    content = canonical.read(frozen.content)
    editions = announcements.of_sheet(sheet_id)
    found = next(one for one in editions if one.id == frozen.announcement_id)
    return Told(
        sheet=None,
        sheet_id=sheet_id,
        scale=criteria.scale(found.criteria_set_id),
        member=content["inputs"],
        result=content["results"],
        announcement=found,
        digest=frozen.digest,
        editions=editions,
    )


def _live(sheet: ScoreSheet) -> Told:
    """As it stands: over the whole cluster for whoever runs it, else for the sheet alone."""
    scale = criteria.scale(sheet.criteria_set_id)
    whole = scale.criteria_set.tenant_id == context.acting().tenant_id
    ids = _of_cluster(sheet) if whole and sheet.sent_at is not None else [sheet.id]
    members = list(gathering.members(scale, ids).values())
    result = results.provisional(scale, members, sheet.id, whole=len(ids) > 1)
    member = next(one for one in members if one["sheet"] == sheet.id)
    return Told(sheet, sheet.id, scale, member, result, None, None, ())


def _of_cluster(sheet: ScoreSheet) -> list[int]:
    return gathering.sheet_ids(
        ScoreSheet.criteria_set_id == sheet.criteria_set_id,
        ScoreSheet.cluster_id == sheet.cluster_id,
    )


def clusters(criteria_set: CriteriaSet) -> dict[int, str]:
    """The clusters of a set in which the reader may ask what would be: all for whoever runs them,
    else those in which it stands or of which it was sent sheets. Names by id, in their order."""
    found = standings.clusters(criteria_set)
    me = context.acting().tenant_id
    if criteria_set.tenant_id == me:
        return found
    listed = statuses.of_set(criteria_set.id)
    own = {one.cluster_id for one in listed if me in (one.member_id, one.appraiser_id)}
    return {one: name for one, name in found.items() if one in own}


def cluster_members(scale: Scale, cluster_id: int) -> list[Content]:
    """The submitted sheets of a cluster that the reader may see."""
    ids = gathering.sheet_ids(
        ScoreSheet.criteria_set_id == scale.criteria_set.id, ScoreSheet.cluster_id == cluster_id
    )
    return list(gathering.members(scale, ids).values())


def others(found: Told) -> list[Decimal]:
    """The announced totals of the other members of the same cluster."""
    if found.announcement is None:
        return []
    return list(
        db.session.scalars(
            select(Standing.total).where(
                Standing.announcement_id == found.announcement.id,
                Standing.cluster_id == found.member["cluster"],
                Standing.member_id != found.member["member"],
            )
        )
    )


def cluster_of(set_id: int, sheet_id: int) -> int:
    """The cluster of a sheet of a set. Raises NotFound where it may not be read."""
    found = sheets.sheet(sheet_id)
    if found.criteria_set_id != set_id:
        raise NotFound(sheets.NO_SHEET)
    return found.cluster_id
