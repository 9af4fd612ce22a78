"""All that was said of score sheets at every stage, in a fixed number of statements: what an
announcement freezes, and what is told of a sheet before."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from app.clusters.models import Cluster
from app.documents.models import File
from app.lib import clock
from app.scoring.announcing.canonical import Content, decimal
from app.scoring.models import (
    Appraisal,
    AppraisalLine,
    Confirmation,
    ConfirmationLine,
    Explanation,
    Petition,
    PetitionAnswer,
    ScoreSheet,
    SheetEvidence,
    SheetLine,
)
from app.scoring.queries import confirmations
from app.scoring.scale import Scale
from tenants.db import db
from tenants.models import Tenant

Members = dict[int, Content]
"""What is known of each member, by sheet."""


def members(scale: Scale, sheet_ids: Sequence[int]) -> Members:
    """The sheets with their lines at every stage, as far as the reader may see them.

    Codes name the criteria; points and values are exact text. Nine statements, however many.
    """
    found = _heads(scale, sheet_ids)
    codes = {one: row.criterion.code for one, row in scale.leaves.items()}
    _add_lines(found, codes)
    _add_evidence(found, codes)
    _add_explanations(found, codes)
    _add_appraisals(found, codes)
    _add_confirmations(found, codes)
    _add_petitions(found, codes)
    return found


def sheet_ids(*which: ColumnElement[bool]) -> list[int]:
    """The submitted sheets that fulfil the conditions and that the reader may see."""
    query = select(ScoreSheet.id).where(ScoreSheet.sent_at.is_not(None), *which)
    return list(db.session.scalars(query.order_by(ScoreSheet.id)))


def _heads(scale: Scale, sheet_ids: Sequence[int]) -> Members:
    appraiser = aliased(Tenant)
    rows: Iterable[Any] = db.session.execute(
        select(ScoreSheet, Tenant.name, Cluster.name, appraiser.name, Appraisal, Confirmation)
        .join(Tenant, Tenant.id == ScoreSheet.tenant_id)
        .join(Cluster, Cluster.id == ScoreSheet.cluster_id)
        .outerjoin(appraiser, appraiser.id == ScoreSheet.appraiser_id)
        .outerjoin(Appraisal, Appraisal.sheet_id == ScoreSheet.id)
        .outerjoin(
            Confirmation, (Confirmation.sheet_id == ScoreSheet.id) & confirmations.is_current()
        )
        .where(ScoreSheet.id.in_(sheet_ids))
        .order_by(ScoreSheet.id)
    )
    codes = [row.criterion.code for row in scale.leaves.values()]
    return {row[0].id: _head(*row, codes=codes) for row in rows}


def _head(
    sheet: ScoreSheet,
    name: str,
    cluster_name: str,
    appraiser: str | None,
    appraisal: Appraisal | None,
    confirmation: Confirmation | None,
    *,
    codes: Iterable[str],
) -> Content:
    return {
        "sheet": sheet.id,
        "member": sheet.tenant_id,
        "name": name,
        "cluster": sheet.cluster_id,
        "cluster_name": cluster_name,
        "appraiser": appraiser,
        "self_total": decimal(sheet.self_total),
        "appraised_total": None if appraisal is None else decimal(appraisal.total),
        "settled_total": None if appraisal is None else decimal(appraisal.settled_total),
        "comment": None if appraisal is None else appraisal.comment,
        "revision": None if confirmation is None else confirmation.revision,
        "explanation": None,
        "petitions": [],
        "on": {
            "submitted": _day(sheet.sent_at),
            "appraised": None if appraisal is None else _day(appraisal.sent_at),
            "settled": None if appraisal is None else _day(appraisal.settled_at),
            "confirmed": None if confirmation is None else _day(confirmation.created_at),
        },
        "lines": {code: _line() for code in codes},
    }


def _line() -> Content:
    return {
        "self": None,
        "appraised": None,
        "explanation": None,
        "settled": None,
        "council": None,
        "before": [],
        "evidence": [],
    }


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else clock.local(moment).date().isoformat()


def _add_lines(found: Members, codes: Mapping[int, str]) -> None:
    rows = db.session.execute(
        select(
            SheetLine.sheet_id,
            SheetLine.criterion_id,
            SheetLine.inputs,
            SheetLine.points,
            SheetLine.unassigned,
            SheetLine.source,
            SheetLine.note,
        ).where(SheetLine.sheet_id.in_(found))
    )
    for one in rows:
        found[one.sheet_id]["lines"][codes[one.criterion_id]]["self"] = {
            "inputs": one.inputs,
            "points": decimal(one.points),
            "unassigned": one.unassigned,
            "source": one.source,
            "note": one.note,
        }


def _add_evidence(found: Members, codes: Mapping[int, str]) -> None:
    rows = db.session.execute(
        select(
            SheetEvidence.sheet_id,
            SheetEvidence.criterion_id,
            SheetEvidence.caption,
            SheetEvidence.kind,
            File.id,
            File.sha256,
        )
        .join(File, File.id == SheetEvidence.file_id)
        .where(SheetEvidence.sheet_id.in_(found))
        .order_by(SheetEvidence.id)
    )
    for sheet_id, criterion_id, caption, kind, file_id, sha256 in rows:
        found[sheet_id]["lines"][codes[criterion_id]]["evidence"].append(
            {"caption": caption, "kind": kind, "file": file_id, "sha256": sha256}
        )


def _add_explanations(found: Members, codes: Mapping[int, str]) -> None:
    rows = db.session.execute(
        select(Explanation.sheet_id, Explanation.criterion_id, Explanation.text).where(
            Explanation.sheet_id.in_(found), Explanation.sent_at.is_not(None)
        )
    )
    for sheet_id, criterion_id, text in rows:
        member = found[sheet_id]
        said = member if criterion_id is None else member["lines"][codes[criterion_id]]
        said["explanation"] = text


def _add_appraisals(found: Members, codes: Mapping[int, str]) -> None:
    rows = db.session.execute(
        select(Appraisal.sheet_id, Appraisal.settled_at, AppraisalLine)
        .join(AppraisalLine, AppraisalLine.appraisal_id == Appraisal.id)
        .where(Appraisal.sheet_id.in_(found), Appraisal.sent_at.is_not(None))
    )
    for sheet_id, settled_at, line in rows:
        told = found[sheet_id]["lines"][codes[line.criterion_id]]
        told["appraised"] = {
            "points": decimal(line.points),
            "inputs": line.inputs,
            "unassigned": line.unassigned,
            "comment": line.comment,
        }
        if settled_at is not None:
            told["settled"] = {
                "points": decimal(line.settled_points),
                "inputs": line.settled_inputs,
                "comment": line.settled_comment,
            }


def _add_confirmations(found: Members, codes: Mapping[int, str]) -> None:
    rows = db.session.execute(
        select(
            Confirmation.sheet_id,
            Confirmation.revision,
            ConfirmationLine.criterion_id,
            ConfirmationLine.points,
            ConfirmationLine.reason,
            ConfirmationLine.origin,
            ConfirmationLine.inputs,
        )
        .join(ConfirmationLine, ConfirmationLine.confirmation_id == Confirmation.id)
        .where(Confirmation.sheet_id.in_(found))
        .order_by(Confirmation.sheet_id, Confirmation.revision)
    )
    for one in rows:
        member = found[one.sheet_id]
        line = member["lines"][codes[one.criterion_id]]
        word = {
            "revision": one.revision,
            "points": decimal(one.points),
            "reason": one.reason,
            "origin": one.origin.value,
            "inputs": one.inputs,
        }
        if one.revision == member["revision"]:
            line["council"] = word
        else:
            line["before"].append(word)


def _add_petitions(found: Members, codes: Mapping[int, str]) -> None:
    rows = db.session.execute(
        select(
            Petition.sheet_id,
            Petition.criterion_id,
            Petition.text,
            PetitionAnswer.granted,
            PetitionAnswer.reason,
        )
        .join(PetitionAnswer, PetitionAnswer.petition_id == Petition.id)
        .where(Petition.sheet_id.in_(found))
        .order_by(Petition.id)
    )
    for sheet_id, criterion_id, text, granted, reason in rows:
        found[sheet_id]["petitions"].append(
            {
                "criterion": None if criterion_id is None else codes[criterion_id],
                "text": text,
                "granted": granted,
                "reason": reason,
            }
        )
