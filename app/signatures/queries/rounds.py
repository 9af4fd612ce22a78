"""Rounds of signing: what became of each paper that a person had signed in one sitting.

A round is its jobs: one entry of the outbox a paper, which holds what was asked and what came of
it, never the passphrase.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import User
from app.lib.errors import NotFound
from app.registers.models import OutgoingPaper
from app.signatures.terms import Outcome, Part
from tenants import context
from tenants.db import db
from tenants.models import OutboxEntry

JOB = "signatures.sign_in_round"
EXPIRED = (
    "Mật khẩu chỉ được giữ trong ít phút và đã hết hạn trước khi đến lượt văn bản này. Hãy chọn "
    "lại văn bản và ký lại."
)
FAULT = "Máy chủ gặp lỗi khi ký văn bản này. Hãy ký lại, hoặc báo người quản trị."


@dataclass(frozen=True)
class Line:
    """One paper of a round; `told` is why it is not signed."""

    paper_id: int
    full_number: str
    abstract: str
    outcome: Outcome
    told: str = ""


@dataclass(frozen=True)
class Round:
    """One sitting: its papers in the order in which they are signed."""

    token: str
    part: Part
    lines: Sequence[Line]

    def count(self, outcome: Outcome) -> int:
        """How many papers came to this."""
        return sum(line.outcome is outcome for line in self.lines)

    @property
    def signed(self) -> int:
        """How many papers are signed."""
        return self.count(Outcome.SIGNED)

    @property
    def failed(self) -> int:
        """How many papers could not be signed."""
        return self.count(Outcome.FAILED)

    @property
    def waiting(self) -> int:
        """How many papers wait for their turn."""
        return self.count(Outcome.WAITING)

    @property
    def percent(self) -> int:
        """How far the round is, 0 to 100."""
        return 100 * (len(self.lines) - self.waiting) // len(self.lines)

    @property
    def summary(self) -> str:
        """One sentence on what came of it."""
        total = len(self.lines)
        if self.waiting:
            return f"Đã xong {total - self.waiting}/{total} văn bản…"
        if not self.failed:
            return f"Đã ký cả {total} văn bản." if total > 1 else "Đã ký văn bản."
        return f"Đã ký {self.signed}/{total} văn bản; {self.failed} văn bản chưa ký được."


def round_of(token: str, user_id: int) -> Round:
    """A round of this person in the acting tenant. Raises NotFound for another's."""
    rows = db.session.execute(
        select(OutboxEntry, OutgoingPaper)
        .outerjoin(
            OutgoingPaper, OutgoingPaper.id == OutboxEntry.arguments["paper_id"].as_integer()
        )
        .where(
            OutboxEntry.tenant_id == context.acting().tenant_id,
            OutboxEntry.key.startswith(key_prefix(token), autoescape=True),
            OutboxEntry.name == JOB,
            OutboxEntry.user_id == user_id,
        )
        .order_by(OutboxEntry.id)
    ).all()
    if not rows:
        raise NotFound("Không tìm thấy lượt ký này.")
    return Round(
        token,
        Part(rows[0].OutboxEntry.arguments["part"]),
        [_line(entry, paper) for entry, paper in rows],
    )


def key_prefix(token: str) -> str:
    """How the keys of a round's jobs begin."""
    return f"{JOB}:{token}:"


def signer(user_id: int) -> User:
    """The person for whom the worker signs."""
    return db.session.get_one(User, user_id)


def _line(entry: OutboxEntry, paper: OutgoingPaper | None) -> Line:
    outcome, told = _outcome(entry)
    return Line(
        paper_id=entry.arguments["paper_id"],
        full_number="" if paper is None else paper.full_number,
        abstract="" if paper is None else paper.abstract,
        outcome=outcome,
        told=told,
    )


def _outcome(entry: OutboxEntry) -> tuple[Outcome, str]:
    if entry.failed_at is not None:
        return Outcome.FAILED, FAULT
    if entry.done_at is None:
        return Outcome.WAITING, ""
    told = str((entry.result or {}).get("told", ""))
    return (Outcome.FAILED, told) if told else (Outcome.SIGNED, "")
