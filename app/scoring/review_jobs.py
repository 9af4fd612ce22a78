"""Jobs of appraising: telling units what is asked of them, drawing the record of a cluster."""

from collections.abc import Collection, Sequence
from datetime import date

from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import queries as drawn
from app.lib import dates
from app.notifications import actions as notifications
from app.scoring.actions import appraisals, cross
from app.scoring.models import AppraisalTerm, CrossAssignment, CrossScore
from app.scoring.papers import review as review_paper
from app.scoring.queries import appraisals as appraisal_queries
from app.scoring.queries import criteria, side_by_side, statuses
from app.scoring.queries import cross as cross_queries
from tenants import jobs


def assign_cross(
    *,
    set_id: int,
    cluster_id: int,
    pairs: Collection[tuple[int, int]] | None,
    scorers: int,
    due_on: date | None,
    by: Person,
) -> list[CrossAssignment]:
    """Ask members to score each other (in turn where no `pairs` are chosen); have them told."""
    if pairs is None:
        made = cross.assign_in_turn(
            set_id=set_id, cluster_id=cluster_id, scorers=scorers, due_on=due_on, by=by
        )
    else:
        made = cross.assign(set_id=set_id, cluster_id=cluster_id, pairs=pairs, due_on=due_on, by=by)
    newest = max(one.id for one in made)
    jobs.enqueue(
        tell_assigned,
        set_id=set_id,
        cluster_id=cluster_id,
        assignment_ids=sorted(one.id for one in made),
        key=f"cross.assigned:{newest}",
    )
    return made


def send_cross(*, cross_score_id: int, by: Person) -> CrossScore:
    """Send points for another's sheet, and have the appraiser told."""
    sent = cross.send(cross_score_id=cross_score_id, by=by)
    jobs.enqueue(tell_crossed, cross_score_id=sent.id, key=f"cross.sent:{sent.id}")
    return sent


def set_terms(
    *,
    set_id: int,
    version: int,
    appraise_by: date | None,
    explain_days: int | None,
    settle_by: date | None,
    by: Person,
) -> AppraisalTerm:
    """Say how long each review may take, and have leads and deputies told."""
    terms = appraisals.set_terms(
        set_id=set_id,
        version=version,
        appraise_by=appraise_by,
        explain_days=explain_days,
        settle_by=settle_by,
        by=by,
    )
    key = f"appraisal_terms.set:{terms.id}:{terms.version}"
    jobs.enqueue(tell_terms, set_id=set_id, key=key)
    return terms


def ask_record(*, set_id: int, cluster_id: int, by: Person) -> int:
    """Have the record of a cluster's appraisal drawn as it stands; the id of the paper.

    Raises NotFound where there is nothing that the reader may see.
    """
    board = side_by_side.board(set_id=set_id, cluster_id=cluster_id)
    paper = documents.ask(
        subject_kind="appraisal_records",
        subject_id=cluster_id,
        fingerprint=f"{set_id}-{board.fingerprint}",
        title=f"Bảng thẩm định năm {board.criteria_set.year}: {board.cluster.name}",
        draw=draw_record,
        by=by,
    )
    return paper.id


@jobs.job("scoring.draw_record")
def draw_record(*, paper_id: int) -> None:
    """Draw the record of a cluster's appraisal that was asked for."""
    asked = drawn.paper(paper_id)
    set_id = int(asked.fingerprint.partition("-")[0])
    board = side_by_side.board(set_id=set_id, cluster_id=asked.subject_id)
    documents.finish(
        paper_id=paper_id,
        paper=review_paper.record(board, issuer=side_by_side.reader()),
        file_name=review_paper.file_name(board),
    )


@jobs.job("scoring.tell_cross_assigned")
def tell_assigned(*, set_id: int, cluster_id: int, assignment_ids: list[int]) -> None:
    """Tell the scorers what they are asked to score."""
    duties = cross_queries.of_cluster(set_id=set_id, cluster_id=cluster_id)
    new = [one for one in duties if one.id in set(assignment_ids)]
    for duty in new[:1]:
        until = "" if duty.due_on is None else f" Hạn gửi: {dates.short(duty.due_on)}."
        text = f"Đơn vị được phân công chấm chéo trong {duty.cluster_name} năm {duty.year}.{until}"
        _tell(sorted({one.scorer_id for one in new}), "cross.assigned", duty.id, text)


@jobs.job("scoring.tell_crossed")
def tell_crossed(*, cross_score_id: int) -> None:
    """Tell the appraiser that a member has scored another's sheet."""
    score = cross_queries.score(cross_score_id)
    duty = cross_queries.duty(score.assignment_id)
    if duty is None:
        return
    text = f"{duty.scorer_name} đã gửi điểm chấm chéo {duty.member_name} năm {duty.year}."
    path = f"/criteria-sets/{duty.criteria_set_id}/clusters/{duty.cluster_id}/appraisals"
    _tell([score.appraiser_id], "cross.sent", score.id, text, path)


@jobs.job("scoring.tell_appraisal_terms")
def tell_terms(*, set_id: int) -> None:
    """Tell the members of the clusters how long each side has."""
    found = criteria.criteria_set(set_id)
    terms = appraisal_queries.terms(set_id)
    if terms is None:
        return
    members = sorted({one.member_id for one in statuses.of_set(set_id)})
    text = f"Thời hạn thẩm định theo “{found.title}”: {_said(terms)}."
    _tell(members, "appraisal_terms.set", terms.id, text, "/score-sheets", str(terms.version))


def _said(terms: AppraisalTerm) -> str:
    said = []
    if terms.appraise_by is not None:
        said.append(f"thẩm định lần một đến hết {dates.short(terms.appraise_by)}")
    if terms.explain_days is not None:
        said.append(f"giải trình trong {terms.explain_days} ngày")
    if terms.settle_by is not None:
        said.append(f"chốt điểm đến hết {dates.short(terms.settle_by)}")
    return "; ".join(said) or "không quy định"


def _tell(
    addressees: Sequence[int],
    kind: str,
    subject_id: int,
    text: str,
    path: str = "/cross-scores",
    again: str = "",
) -> None:
    notifications.tell(
        addressee_ids=addressees,
        kind=kind,
        text=text,
        path=path,
        key=f"{kind}:{subject_id}:{again}" if again else f"{kind}:{subject_id}",
    )
