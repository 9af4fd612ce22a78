"""The database session, and the only place that commits.

Every transaction starts by telling PostgreSQL who is acting (one statement); a read-only one also
tells it to refuse writes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, MetaData, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction

from tenants import context
from tenants.context import Acting

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    """The registry of tables, with one naming rule for constraints."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Model, session_options={"expire_on_commit": False})

_read_only: ContextVar[bool] = ContextVar("read_only", default=False)


def _announce(connection: Connection, actor: Acting, *, read_only: bool) -> None:
    """Set who is acting for this transaction; with `read_only`, PostgreSQL refuses writes."""
    values: dict[str, str] = actor.settings()
    if read_only:
        values["transaction_read_only"] = "on"
    calls = ", ".join(f"set_config('{name}', :v{i}, true)" for i, name in enumerate(values))
    connection.execute(
        text(f"SELECT {calls}"), {f"v{i}": value for i, value in enumerate(values.values())}
    )


@event.listens_for(Session, "after_begin")
def _tell_who_acts(
    session: Session, transaction: SessionTransaction, connection: Connection
) -> None:
    if transaction.nested:
        return
    _announce(connection, context.acting(), read_only=_read_only.get())


@event.listens_for(Session, "after_commit")
def _run_after_commit(session: Session) -> None:
    for callback in session.info.pop("after_commit", []):
        callback()


@event.listens_for(Session, "after_rollback")
def _forget_after_commit(session: Session) -> None:
    session.info.pop("after_commit", None)


def after_commit(callback: Callable[[], None]) -> None:
    """Call `callback` once the present transaction is committed; forget it on rollback."""
    db.session().info.setdefault("after_commit", []).append(callback)


def change_actor(actor: Acting) -> None:
    """Go on in the same transaction as another actor (sign-in: the platform, then the tenant)."""
    session = db.session()
    if session.in_transaction():
        session.flush()
        session.expunge_all()
    switch(actor)


@contextmanager
def on_platform() -> Iterator[None]:
    """Open the registers that belong to no single tenant for a few statements of a transaction.

    For sign-in, invitations and provisioning; it opens no tenant's papers.
    """
    before = context.acting()
    switch(context.on_the_platform(before))
    try:
        yield
        db.session.flush()
    except BaseException:
        with suppress(SQLAlchemyError):
            switch(before)
        raise
    switch(before)


def switch(actor: Acting) -> None:
    """Go on in the same transaction as another actor; what was loaded stays loaded."""
    context.assume(actor)
    session = db.session()
    if session.is_active and session.in_transaction():
        _announce(session.connection(), actor, read_only=False)


@contextmanager
def transaction(actor: Acting, *, read_only: bool = False) -> Iterator[Any]:
    """Act as `actor`; commit at the end of the block, roll back on any error.

    Not to be nested: a transaction has one actor.
    """
    db.session.rollback()
    mode = _read_only.set(read_only)
    try:
        with context.act_as(actor):
            try:
                yield db.session
                db.session.commit()
            except BaseException:
                db.session.rollback()
                raise
            finally:
                db.session.remove()
    finally:
        _read_only.reset(mode)


def refuse() -> None:
    """Undo what the present transaction has written; it goes on, empty (an error page)."""
    db.session.rollback()
