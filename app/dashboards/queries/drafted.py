"""Drafts of papers that wait for the reader, or came back to them."""

from collections.abc import Iterator

from app.accounts.queries import Identity
from app.correspondence.queries import steps
from app.dashboards.queries.desk import Line, door
from app.dashboards.terms import LineKind


def lines(reader: Identity) -> Iterator[Line]:
    """What lies on the reader's desk, one line a kind of work; one statement."""
    found = steps.waiting(reader.id, reader.permissions)
    here = door("correspondence.list_drafts", desk="waiting")
    for kind, count, text in (
        (LineKind.PAPER_CORRECT, found.returned, "Sửa {} dự thảo văn bản bị trả lại"),
        (LineKind.PAPER_CHECK, found.to_check, "Xem xét {} dự thảo văn bản"),
        (LineKind.PAPER_APPROVE, found.to_approve, "Duyệt {} dự thảo văn bản"),
        (LineKind.PAPER_ISSUE, found.to_issue, "Cấp số, ban hành {} văn bản đã duyệt"),
    ):
        if count:
            yield Line(kind, text.format(count), here, count=count)
