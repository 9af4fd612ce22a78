"""Jobs carry their tenant and are written to the outbox in the transaction that causes them.

A job is a function of ids that calls one action. It is delivered through Redis after the commit;
should Redis or the worker be gone, the sweeper delivers it later from the outbox.
"""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar

import structlog
from flask import current_app
from redis import Redis, RedisError
from rq import Queue
from sqlalchemy import ColumnElement, Select, String, func, literal, not_, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert

from tenants import context
from tenants.context import PLATFORM, Acting
from tenants.db import after_commit, db, on_platform, transaction
from tenants.models import OutboxEntry, Tenant

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

QUEUE = "thidua"
RUNNER = "worker.runner.run"
MOST_ATTEMPTS = 5
PATIENCE = timedelta(seconds=60)
"""How long a delivered job may stay unfinished before the sweeper delivers it again."""
PROGRESS_LIFE = 3600

log = structlog.get_logger()
_registry: dict[str, Callable[..., Any]] = {}
_names: dict[Callable[..., Any], str] = {}
_running: ContextVar[int | None] = ContextVar("running", default=None)


def job(name: str) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """Declare a function of ids as the job `name`."""

    def declare(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        _registry[name] = function
        _names[function] = name
        return function

    return declare


def declared() -> dict[str, Callable[..., Any]]:
    """Every job by name."""
    return dict(_registry)


def enqueue(
    function: Callable[..., Any], *, key: str | None = None, **arguments: Any
) -> int | None:
    """Write the job to the outbox of the acting tenant; it is delivered after the commit.

    With `key`, the same work is asked for once per tenant: a second call returns None.
    """
    actor = context.acting()
    statement = (
        insert(OutboxEntry)
        .values(
            tenant_id=actor.tenant_id,
            user_id=actor.user_id,
            name=_names[function],
            arguments=arguments,
            key=key,
        )
        .on_conflict_do_nothing(index_elements=["tenant_id", "key"])
        .returning(OutboxEntry.id)
    )
    entry_id: int | None = db.session.scalar(statement)
    if entry_id is not None:
        application = current_app._get_current_object()  # type: ignore[attr-defined]
        after_commit(lambda: _deliver_or_leave(application.extensions["redis"], entry_id))
    return entry_id


def enqueue_for(
    tenants: Select[int], function: Callable[..., Any], *, key: str, **arguments: Any
) -> int:
    """Write one job to the outbox of each tenant that `tenants` selects, in its own transaction.

    For work by the clock, which no tenant asks for: one `INSERT … SELECT` on the platform. `key`
    keeps it from being asked for twice; the return value is how many tenants were given it now.
    """
    with transaction(PLATFORM):
        entries = list(db.session.scalars(_entries(tenants, function, key, arguments)))
    _deliver_all_or_leave(redis(), entries)
    return len(entries)


def fan_out(
    tenants: Select[int], function: Callable[..., Any], *, key: str, **arguments: Any
) -> int:
    """Write one job to the outbox of each tenant that `tenants` selects, in this transaction.

    For what one tenant's deed asks of many: one `INSERT … SELECT`, delivered after the commit and
    done by each as itself. `key` keeps it from being asked for twice; the return value is how many
    tenants were given it now.
    """
    with on_platform():
        entries = list(db.session.scalars(_entries(tenants, function, key, arguments)))
    if entries:
        application = current_app._get_current_object()  # type: ignore[attr-defined]
        after_commit(lambda: _deliver_all_or_leave(application.extensions["redis"], entries))
    return len(entries)


def _entries(
    tenants: Select[int], function: Callable[..., Any], key: str, arguments: dict[str, Any]
) -> Any:
    chosen = tenants.subquery()
    rows = select(
        chosen.c[0],
        literal(_names[function], String),
        literal(arguments, JSONB),
        literal(key, String),
    )
    return (
        insert(OutboxEntry)
        .from_select(["tenant_id", "name", "arguments", "key"], rows)
        .on_conflict_do_nothing(index_elements=["tenant_id", "key"])
        .returning(OutboxEntry.id)
    )


def redis() -> Redis:
    """The connection to Redis of this application."""
    connection: Redis = current_app.extensions["redis"]
    return connection


def deliver(connection: Redis, entry_id: int) -> None:
    """Put an outbox entry on the queue of the worker."""
    Queue(QUEUE, connection=connection).enqueue(
        RUNNER, entry_id, job_timeout=900, result_ttl=0, failure_ttl=3600
    )


def _deliver_all_or_leave(connection: Redis, entry_ids: Sequence[int]) -> None:
    """Deliver many in one go; left to the sweeper where Redis is gone."""
    queue = Queue(QUEUE, connection=connection)
    data = [
        Queue.prepare_data(RUNNER, (entry_id,), timeout=900, result_ttl=0, failure_ttl=3600)
        for entry_id in entry_ids
    ]
    try:
        queue.enqueue_many(data)
    except RedisError as error:
        log.warning("outbox.redis_unreachable", entries=len(entry_ids), error=str(error))


def _deliver_or_leave(connection: Redis, entry_id: int) -> None:
    try:
        deliver(connection, entry_id)
    except RedisError as error:
        log.warning("outbox.redis_unreachable", entry_id=entry_id, error=str(error))


def run(entry_id: int) -> bool:
    """Do one outbox entry as its tenant; True if this call did it.

    The work and the mark that it is done are one transaction: a crash leaves neither.
    """
    claimed = _claim(entry_id)
    if claimed is None:
        return False
    actor, name, arguments = claimed
    running = _running.set(entry_id)
    try:
        with transaction(actor):
            if not _lock(entry_id):
                return False
            result = _registry[name](**arguments)
            db.session.execute(
                update(OutboxEntry)
                .where(OutboxEntry.id == entry_id)
                .values(done_at=func.now(), error=None, result=result)
            )
    except Exception as error:
        log.exception("job.failed", job=name, entry_id=entry_id)
        _note_failure(entry_id, error)
        raise
    finally:
        _running.reset(running)
    log.info("job.done", job=name, entry_id=entry_id, tenant_id=actor.tenant_id)
    return True


def _claim(entry_id: int) -> tuple[Acting, str, dict[str, Any]] | None:
    with transaction(PLATFORM):
        row = db.session.execute(
            update(OutboxEntry)
            .where(
                OutboxEntry.id == entry_id,
                OutboxEntry.done_at.is_(None),
                OutboxEntry.failed_at.is_(None),
                Tenant.id == OutboxEntry.tenant_id,
            )
            .values(attempts=OutboxEntry.attempts + 1, started_at=func.now())
            .returning(
                *(OutboxEntry.user_id, OutboxEntry.name, OutboxEntry.arguments),
                *(Tenant.id, Tenant.superior_ids, Tenant.province_id),
            ),
            execution_options={"synchronize_session": False},
        ).one_or_none()
        if row is None:
            return None
        actor = Acting(
            tenant_id=row.id,
            superior_ids=tuple(row.superior_ids),
            province_id=row.province_id,
            user_id=row.user_id,
        )
        return actor, row.name, row.arguments


def actor_for(tenant: Tenant, *, user_id: int | None = None) -> Acting:
    """Act as `tenant`, seeing what its superiors issue."""
    return Acting(
        tenant_id=tenant.id,
        superior_ids=tuple(tenant.superior_ids),
        province_id=tenant.province_id,
        user_id=user_id,
    )


def _lock(entry_id: int) -> bool:
    found = db.session.scalar(
        select(OutboxEntry.id)
        .where(OutboxEntry.id == entry_id, OutboxEntry.done_at.is_(None))
        .with_for_update(skip_locked=True)
    )
    return found is not None


def _note_failure(entry_id: int, error: Exception) -> None:
    with transaction(PLATFORM):
        db.session.execute(
            update(OutboxEntry)
            .where(OutboxEntry.id == entry_id, OutboxEntry.attempts >= MOST_ATTEMPTS)
            .values(failed_at=func.now())
        )
        db.session.execute(
            update(OutboxEntry)
            .where(OutboxEntry.id == entry_id)
            .values(error=f"{type(error).__name__}: {error}"[:2000])
        )


def sweep() -> int:
    """Deliver again what is due and not done: after a crash, a lost Redis, a day of downtime."""
    with transaction(PLATFORM):
        entries = db.session.scalars(
            select(OutboxEntry.id)
            .where(
                OutboxEntry.done_at.is_(None),
                OutboxEntry.failed_at.is_(None),
                OutboxEntry.due_at <= func.now(),
                func.coalesce(OutboxEntry.started_at, OutboxEntry.created_at)
                < func.now() - PATIENCE,
            )
            .order_by(OutboxEntry.id)
            .limit(500)
        ).all()
    for entry_id in entries:
        deliver(redis(), entry_id)
    return len(entries)


def run_open(*, leaving: ColumnElement[bool] | None = None) -> int:
    """Do every open entry here and now, oldest first; for the demo data and the tests.

    Those of which `leaving` is true are left to the worker.
    """
    done = 0
    wanted = [] if leaving is None else [not_(leaving)]
    while True:
        with transaction(PLATFORM):
            entries = db.session.scalars(
                select(OutboxEntry.id)
                .where(OutboxEntry.done_at.is_(None), OutboxEntry.failed_at.is_(None), *wanted)
                .order_by(OutboxEntry.id)
            ).all()
        if not entries:
            return done
        for entry_id in entries:
            done += run(entry_id)


def report_progress(percent: int) -> None:
    """Tell the page that waits for the running job how far it is (0 to 100)."""
    entry_id = _running.get()
    if entry_id is None:
        return
    try:
        redis().set(f"progress:{entry_id}", percent, ex=PROGRESS_LIFE)
    except RedisError:
        log.info("job.progress_lost", entry_id=entry_id)


def progress(entry_id: int) -> int:
    """How far a job is, 0 to 100; 0 where nothing is known."""
    try:
        value = redis().get(f"progress:{entry_id}")
    except RedisError:
        return 0
    return int(value) if isinstance(value, bytes) else 0
