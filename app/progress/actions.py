"""Recording where a task stands, and showing it by files. Every write of progress."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select, update

from app.audit import actions as audit
from app.audit.actions import Person
from app.directory import queries as directory
from app.documents import actions as documents
from app.lib import clock, dates
from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.plans.terms import Part
from app.progress import policies, queries
from app.progress.models import Evidence, OfficeReport, Progress, ProgressEntry
from app.progress.terms import TaskStatus
from tenants import context
from tenants.db import db

MOST_FILES = 20
ALONG_WITH_HOST = "Ghi cùng nhiệm vụ được lồng ghép."
"""The note in the history of a task that took the state of the one in whose event it is done."""


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

    What was merged into a task, or is carried out inside its event, takes its state in the same
    transaction. Raises as `record`; fields at fault are named `tasks-<task id>-<field>`.
    """
    ids = [entry.task_id for entry in entries]
    followers = queries.followers(ids)
    together = list(dict.fromkeys((*ids, *followers.all)))
    tasks = queries.locked(together)
    present = queries.present(together)
    _check(entries, tasks)
    _check_versions(entries, tasks, present)
    book = _Book(tasks, present, _evidence_counts(together), followers, by)
    written = [book.write(entry) for entry in entries]
    for entry in entries:
        book.carry_along(entry, apart=ids)
    return written


def report(*, office_id: int, entry: Entry, by: Person) -> OfficeReport:
    """Write down what one office says of its part in a task.

    The word of the office that leads is the task's state; that of one which supports, or is
    requested, is kept beside it and leaves the state alone. Raises NotFound for another's task or
    office and for an office without a part in the task, NotAllowed for one who is not of the
    office, Conflict, Invalid and Stale as `record`.
    """
    office = directory.office(office_id)
    people = directory.people_by_office([office_id]).get(office_id, ())
    policies.check_speak(office_name=office.name, people=people, by_id=by.id)
    part = queries.offices.part_in(entry.task_id, office_id)
    said = replace(entry, office_name=office.name)
    if part is Part.LEAD:
        record(entry=said, by=by)
    else:
        _check([said], queries.locked([entry.task_id]), named=_bare)
    word = OfficeReport(
        tenant_id=context.acting().tenant_id,
        task_id=entry.task_id,
        office_id=office_id,
        part=part,
        status=entry.status,
        percent=entry.percent,
        on=entry.on,
        note=entry.note or None,
        recorded_by=by.id,
        recorded_by_name=by.full_name,
    )
    db.session.add(word)
    db.session.flush()
    audit.record(
        "office.reported", word, by=by, name=office.name, task_id=entry.task_id, part=part.value
    )
    return word


def _bare(name: str) -> str:
    return name.rpartition("-")[2]


def _check(
    entries: Iterable[Entry],
    tasks: Mapping[int, Any],
    *,
    named: Callable[[str], str] = str,
) -> None:
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
        raise Invalid(fields={named(name): said for name, said in wrong.items()})


def _check_task(task: Any) -> None:
    closed_on = task.closed_on
    policies.check_record(
        is_issued=task.is_issued,
        is_declined=task.is_declined,
        is_merged=task.merged_into_id is not None,
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


class _Book:
    """What one call writes into: the tasks with their states as they were before."""

    def __init__(
        self,
        tasks: Mapping[int, Any],
        present: Mapping[int, Progress],
        counts: Mapping[int, int],
        followers: queries.Followers,
        by: Person,
    ) -> None:
        self.tasks = tasks
        self.present = present
        self.counts = counts
        self.followers = followers
        self.by = by
        self.before = {task_id: (row.status, row.percent) for task_id, row in present.items()}

    def write(self, entry: Entry) -> Progress:
        """The present state, an entry of the history, a line in the trail."""
        current = self._set_state(entry, self.counts.get(entry.task_id, 0))
        db.session.add(
            ProgressEntry(
                tenant_id=context.acting().tenant_id,
                task_id=entry.task_id,
                status=entry.status,
                percent=entry.percent,
                on=entry.on,
                office_name=entry.office_name or None,
                note=entry.note or None,
                recorded_by=self.by.id,
                recorded_by_name=self.by.full_name,
            )
        )
        audit.record(
            "progress.recorded",
            current,
            by=self.by,
            task_id=entry.task_id,
            status=entry.status.value,
            percent=entry.percent,
        )
        return current

    def carry_along(self, entry: Entry, *, apart: Sequence[int]) -> None:
        """Give what goes along with a task its state, but none of those recorded `apart`.

        A merged task always takes it and has no history; a combined one as `policies.goes_along`
        says, and where it does not, neither does what goes along with it.
        """
        done, waiting = {*apart}, [entry.task_id]
        while waiting:
            host = waiting.pop()
            for one in self.followers.merged.get(host, ()):
                if one not in done:
                    self._set_state(replace(entry, task_id=one), self.counts.get(host, 0))
                    waiting.append(one)
                done.add(one)
            for one in self.followers.combined.get(host, ()):
                if one not in done and self._goes_along(one, host):
                    self.write(replace(entry, task_id=one, note=ALONG_WITH_HOST))
                    waiting.append(one)
                done.add(one)

    def _goes_along(self, task_id: int, host_id: int) -> bool:
        state = self.before.get(task_id)
        return state is None or policies.goes_along(*state, host=self.before.get(host_id))

    def _set_state(self, entry: Entry, shown: int) -> Progress:
        """The state as recorded, with how much evidence shows it."""
        task, current = self.tasks[entry.task_id], self.present.get(entry.task_id)
        if current is None:
            current = Progress(tenant_id=context.acting().tenant_id, task_id=entry.task_id)
            db.session.add(current)
        upward = task.upstream_task_id is not None
        current.upstream_task_id = task.upstream_task_id
        current.addressee_id = task.upstream_tenant_id if upward else None
        current.status = entry.status
        current.percent = entry.percent
        current.on = entry.on
        current.evidence_count = shown
        current.sent_at = clock.now()
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
    """Bring the count beside the state up to date, also of what was merged into the task; nobody's
    edit of the state is disturbed."""
    db.session.flush()
    together = [task_id, *queries.followers([task_id]).merged.get(task_id, ())]
    db.session.execute(
        update(Progress)
        .where(Progress.tenant_id == context.acting().tenant_id, Progress.task_id.in_(together))
        .values(evidence_count=_evidence_counts([task_id]).get(task_id, 0)),
        execution_options={"synchronize_session": "fetch"},
    )
