"""Criteria sets, score sheets, appraisals, confirmations and standings."""

from app.scoring.models.announcing import FrozenResult, FrozenSheet, ResultPaper
from app.scoring.models.appraisals import Appraisal, AppraisalLine, AppraisalTerm
from app.scoring.models.confirmations import Confirmation, ConfirmationLine
from app.scoring.models.criteria import CriteriaSet, Criterion
from app.scoring.models.cross import CrossAssignment, CrossScore, CrossScoreLine
from app.scoring.models.deciding import (
    AwardProposal,
    Ballot,
    BallotCandidate,
    BallotVoter,
    CouncilSession,
    Discipline,
)
from app.scoring.models.petitions import Petition, PetitionAnswer, PetitionFile
from app.scoring.models.sheets import Explanation, ScoreSheet, SheetEvidence, SheetLine
from app.scoring.models.standings import Absence, Announcement, Standing, TieDecision

__all__ = [
    "Absence",
    "Announcement",
    "Appraisal",
    "AppraisalLine",
    "AppraisalTerm",
    "AwardProposal",
    "Ballot",
    "BallotCandidate",
    "BallotVoter",
    "Confirmation",
    "ConfirmationLine",
    "CouncilSession",
    "CriteriaSet",
    "Criterion",
    "CrossAssignment",
    "CrossScore",
    "CrossScoreLine",
    "Discipline",
    "Explanation",
    "FrozenResult",
    "FrozenSheet",
    "Petition",
    "PetitionAnswer",
    "PetitionFile",
    "ResultPaper",
    "ScoreSheet",
    "SheetEvidence",
    "SheetLine",
    "Standing",
    "TieDecision",
]
