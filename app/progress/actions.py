"""Recording where a task stands, and showing it by files. Every write of progress."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, update

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.lib import clock, dates
from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.progress import policies, queries
from app.progress.models import Evidence, Progress, ProgressEntry
from app.progress.terms import TaskStatus
from tenants import context
from tenants.db import db

MOST_FILES = 20


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The state of one task as somebody writes it down.

    `version` is that of the state on which it is based: 0 where there was none. `note` stays
    inside the tenant.
    """

    task_id: int
    version: int
    status: TaskStatus
    percent: int
    on: date
    note: str | None = None
    office_name: str | None = None


@dataclass(frozen=True, kw_only=True)
class Upload:
    """One file of evidence with what it shows."""

    name: str
    content: bytes
    caption: str = ""


def record(*, entry: Entry, by: Person) -> Progress:
    """Write down where a task stands: the present state changes, the history gains an entry.

    The owner of the upstream task reads the state from then on. Raises NotFound, Conflict for a
    task of a draft, Invalid, and Stale where somebody recorded in the meantime.
    """
    try:
        return record_all(entries=[entry], by=by)[0]
    except Invalid as error:
        raise Invalid(fields={_bare(name): said for name, said in error.fields.items()}) from error
    except Stale as error:
        changed = {label.rpartition(": ")[2]: pair for label, pair in error.changed.items()}
        raise Stale(changed=changed) from error


def record_all(*, entries: Sequence[Entry], by: Person) -> list[Progress]:
    """Write down where several tasks stand, all or none.

    Raises as `record`; fields at fault are named `tasks-<task id>-<field>`.
    """
    ids = [entry.task_id for entry in entries]
    tasks = queries.locked(ids)
    present = queries.present(ids)
    _check(entries, tasks)
    _check_versions(entries, tasks, present)
    counts = _evidence_counts(ids)
    return [
        _write(entry, tasks[entry.task_id], present.get(entry.task_id), counts, by)
        for entry in entries
    ]


def _bare(name: str) -> str:
    return name.rpartition("-")[2]


def _check(entries: Iterable[Entry], tasks: Mapping[int, Any]) -> None:
    wrong: dict[str, list[str]] = {}
    today = clock.today()
    for entry in entries:
        task = tasks.get(entry.task_id)
        if task is None:
            raise NotFound("Không tìm thấy nhiệm vụ này trong các kế hoạch của đơn vị.")
        _check_task(task)
        found = policies.problems(
            status=entry.status, percent=entry.percent, on=entry.on, year=task.year, today=today
        )
        wrong |= {f"tasks-{entry.task_id}-{field}": said for field, said in found.items()}
    if wrong:
        raise Invalid(fields=wrong)


def _check_task(task: Any) -> None:
    closed_on = task.closed_on
    policies.check_record(
        is_issued=task.is_issued,
        is_declined=task.is_declined,
        is_closed=closed_on is not None and closed_on < clock.today(),
    )


def _check_versions(
    entries: Iterable[Entry], tasks: Mapping[int, Any], present: Mapping[int, Progress]
) -> None:
    changed: dict[str, tuple[str, str]] = {}
    stale = False
    for entry in entries:
        current = present.get(entry.task_id)
        if entry.version == (0 if current is None else current.version):
            continue
        stale = True
        for label, pair in differences(entry, current).items():
            changed[f"{tasks[entry.task_id].text[:80]}: {label}"] = pair
    if stale:
        raise Stale(changed=changed)


def differences(entry: Entry, current: Progress | None) -> dict[str, tuple[str, str]]:
    """What differs between an entry and the present state: label → (mine, theirs)."""
    if current is None:
        return {}
    pairs = {
        "Trạng thái": (entry.status.label, current.status.label),
        "Tỷ lệ (%)": (str(entry.percent), str(current.percent)),
        "Ngày": (dates.short(entry.on), dates.short(current.on)),
    }
    return {label: pair for label, pair in pairs.items() if pair[0] != pair[1]}


def _evidence_counts(task_ids: Sequence[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(Evidence.task_id, func.count())
        .where(
            Evidence.tenant_id == context.acting().tenant_id,
            Evidence.task_id.in_(task_ids),
            Evidence.withdrawn_at.is_(None),
        )
        .group_by(Evidence.task_id)
    )
    return {task_id: count for task_id, count in rows}


def _write(
    entry: Entry, task: Any, current: Progress | None, counts: Mapping[int, int], by: Person
) -> Progress:
    if current is None:
        current = Progress(tenant_id=context.acting().tenant_id, task_id=entry.task_id)
        db.session.add(current)
    upward = task.upstream_task_id is not None
    current.upstream_task_id = task.upstream_task_id
    current.addressee_id = task.upstream_tenant_id if upward else None
    current.status = entry.status
    current.percent = entry.percent
    current.on = entry.on
    current.evidence_count = counts.get(entry.task_id, 0)
    current.sent_at = clock.now()
    db.session.add(
        ProgressEntry(
            tenant_id=context.acting().tenant_id,
            task_id=entry.task_id,
            status=entry.status,
            percent=entry.percent,
            on=entry.on,
            office_name=entry.office_name or None,
            note=entry.note or None,
            recorded_by=by.id,
            recorded_by_name=by.full_name,
        )
    )
    audit.record(
        "progress.recorded",
        current,
        by=by,
        task_id=entry.task_id,
        status=entry.status.value,
        percent=entry.percent,
    )
    return current


def add_evidence(*, task_id: int, uploads: Sequence[Upload], by: Person) -> list[Evidence]:
    """Show by files that a task is carried out. All of the files are kept, or none.

    A file without a caption takes its name. Raises NotFound, Conflict for a task of a draft,
    Invalid at `files` for a file that may not be kept.
    """
    task = queries.locked([task_id]).get(task_id)
    if task is None:
        raise NotFound("Không tìm thấy nhiệm vụ này trong các kế hoạch của đơn vị.")
    _check_task(task)
    if not uploads:
        raise Invalid("Hãy chọn ít nhất một tệp minh chứng.", "files")
    if len(uploads) > MOST_FILES:
        raise Invalid(
            f"Mỗi lần gửi nhiều nhất {MOST_FILES} tệp; hãy chia thành nhiều lần.", "files"
        )
    added = [_keep(task_id, upload, by) for upload in uploads]
    _recount(task_id)
    return added


def _keep(task_id: int, upload: Upload, by: Person) -> Evidence:
    file = documents.store(name=upload.name, content=upload.content, by=by, field="files")
    caption = upload.caption.strip()
    if len(caption) > policies.LONGEST_CAPTION:
        raise Invalid(f"Chú thích nhiều nhất {policies.LONGEST_CAPTION} ký tự.", "caption")
    evidence = Evidence(
        tenant_id=context.acting().tenant_id,
        task_id=task_id,
        file_id=file.id,
        caption=caption or file.name,
        added_by=by.id,
    )
    db.session.add(evidence)
    audit.record("evidence.added", evidence, by=by, task_id=task_id, file_id=file.id)
    return evidence


def withdraw_evidence(*, evidence_id: int, by: Person, task_id: int | None = None) -> Evidence:
    """Take a file back from the evidence of its task; the row and the file stay as a trace.

    With `task_id`, only from that task. Raises NotFound for another's, Conflict where it was
    withdrawn before.
    """
    evidence = queries.evidence(evidence_id, task_id=task_id)
    queries.locked([evidence.task_id])
    db.session.refresh(evidence)
    if evidence.withdrawn_at is not None:
        raise Conflict("Minh chứng này đã được rút trước đó.")
    evidence.withdrawn_at = clock.now()
    evidence.withdrawn_by = by.id
    audit.record("evidence.withdrawn", evidence, by=by, task_id=evidence.task_id)
    _recount(evidence.task_id)
    return evidence


def _recount(task_id: int) -> None:
    """Bring the count beside the state up to date; nobody's edit of the state is disturbed."""
    db.session.flush()
    db.session.execute(
        update(Progress)
        .where(Progress.tenant_id == context.acting().tenant_id, Progress.task_id == task_id)
        .values(evidence_count=_evidence_counts([task_id]).get(task_id, 0)),
        execution_options={"synchronize_session": "fetch"},
    )
