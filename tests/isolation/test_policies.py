"""The policies against an oracle: what each tenant sees of every table of the demo province."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import ProgrammingError

from app.lib import clock
from app.settings import psycopg_url
from deploy.embedded import Addresses, Postgres
from tenants import archive
from tenants.context import Acting
from tenants.db import Model, db, transaction
from tenants.models import declared_policies
from tests.isolation.oracle import Ledger, Reader, key

READERS = (
    "Xã Điềm He",
    "Xã Đình Lập",
    "Xã Văn Quan",
    "Xã Tri Lễ",
    "Tỉnh Lạng Sơn",
    "Huyện Bình Gia",
)
HEIRS = (
    *("Xã Bình Gia", "Xã Tân Văn", "Xã Kiên Mộc", "Xã Đình Lập"),
    *("Tỉnh Lạng Sơn", "Xã Điềm He"),
)
"""Successors, two of them of one commune; the province to which the districts fell; a stranger."""
NIGHT_BEFORE, MERGED = date(2025, 6, 30), date(2025, 7, 1)
TABLES = sorted(declared_policies())
TENANT_TABLES = [
    table for table in TABLES if "owner" in {policy.name for policy in declared_policies()[table]}
]


@pytest.fixture(scope="module")
def ledger(demo_addresses: Addresses, demo_superuser_url: str) -> Ledger:
    """All rows of the demo province."""
    engine = create_engine(psycopg_url(demo_superuser_url))
    with engine.connect() as connection:
        found = Ledger.read(connection, Model.metadata)
    engine.dispose()
    return found


@pytest.fixture(scope="module")
def connection(demo_addresses: Addresses) -> Iterator[Connection]:
    """A connection of the application's role."""
    engine = create_engine(psycopg_url(demo_addresses.database_url))
    with engine.connect() as found:
        yield found
    engine.dispose()


def _reader(ledger: Ledger, name: str) -> Reader:
    tenant = next(row for row in ledger.rows["tenants"] if row["name"] == name)
    member = next(row for row in ledger.rows["memberships"] if row["tenant_id"] == tenant["id"])
    return Reader(tenant["id"], tuple(tenant["superior_ids"]), member["user_id"])


def _act(connection: Connection, actor: Acting) -> None:
    connection.rollback()
    for name, value in actor.settings().items():
        connection.execute(
            text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value}
        )


def _as(reader: Reader) -> Acting:
    return Acting(
        tenant_id=reader.tenant_id or None,
        superior_ids=reader.superior_ids,
        user_id=reader.user_id or None,
        predecessor_ids=reader.predecessor_ids,
        paper_code=reader.paper_code,
        public=reader.public,
    )


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("table", TABLES)
def test_a_tenant_sees_what_it_ought_to_and_nothing_else(
    ledger: Ledger, connection: Connection, table: str, name: str
) -> None:
    _compare(ledger, connection, table, _reader(ledger, name))


def _compare(ledger: Ledger, connection: Connection, table: str, reader: Reader) -> None:
    _act(connection, _as(reader))
    columns = "predecessor_id, successor_id" if table == "successions" else "id"
    seen = {
        key(table, row)
        for row in connection.execute(text(f"SELECT {columns} FROM {table}")).mappings()
    }
    words = [policy.name for policy in declared_policies()[table]]
    assert seen == ledger.visible(table, words, reader)


@pytest.mark.parametrize("name", HEIRS)
@pytest.mark.parametrize("table", TABLES)
def test_with_its_archive_open_a_successor_sees_what_its_predecessors_could_read(
    ledger: Ledger, connection: Connection, table: str, name: str
) -> None:
    reader = _reader(ledger, name)
    _compare(ledger, connection, table, _with_archive(ledger, reader))


def _without_sign_in(ledger: Ledger) -> list[Reader]:
    """Somebody who holds the code of a paper, and somebody who looks at the public pages."""
    codes = [row["code"] for row in ledger.rows["outgoing_papers"] if row["public_at"] is None]
    return [Reader(0, (), 0, paper_code=code) for code in codes[:1]] + [
        Reader(0, (), 0, public=True)
    ]


@pytest.mark.parametrize("table", TABLES)
def test_without_sign_in_one_sees_a_paper_by_its_code_and_what_was_published(
    ledger: Ledger, connection: Connection, table: str
) -> None:
    for reader in _without_sign_in(ledger):
        if table not in WITHOUT_A_TENANT:
            _compare(ledger, connection, table, reader)


WITHOUT_A_TENANT = {"users", "user_sessions", "memberships"}
"""Tables whose policies ask for the person, of whom there is none."""


def _with_archive(ledger: Ledger, reader: Reader) -> Reader:
    return replace(reader, predecessor_ids=ledger.predecessors(reader.tenant_id, MERGED))


@pytest.mark.parametrize("name", HEIRS)
def test_the_archive_is_that_of_the_units_in_the_register(
    ledger: Ledger, demo_app: Flask, name: str
) -> None:
    reader = _reader(ledger, name)
    with demo_app.app_context(), transaction(_as(reader), read_only=True):
        assert archive.predecessors(reader.tenant_id, NIGHT_BEFORE) == ()
        with clock.fixed(MERGED), archive.opened() as found:
            assert found == ledger.predecessors(reader.tenant_id, MERGED)
            assert found
        seen = db.session.scalar(text("SELECT current_setting('app.predecessor_ids')"))
    assert seen == ""


@pytest.mark.parametrize("table", TABLES)
def test_nobody_sees_nothing_but_the_register(connection: Connection, table: str) -> None:
    _act(connection, Acting())
    count = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    public = {"register"} & {policy.name for policy in declared_policies()[table]}
    assert (count > 0) == bool(public)


NOT_IN_THE_DEMO = {"mails"}
"""The demo has no mail server; who may read and write mails is tried in the room's own tests."""


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_no_tenant_writes_anothers_row(ledger: Ledger, connection: Connection, table: str) -> None:
    writer = _reader(ledger, "Xã Đình Lập")
    others = [row["id"] for row in ledger.rows[table] if row["tenant_id"] != writer.tenant_id]
    assert others or table in NOT_IN_THE_DEMO
    _act(connection, _as(writer))
    for statement in (
        f"UPDATE {table} SET tenant_id = tenant_id WHERE id = ANY(:ids)",
        f"DELETE FROM {table} WHERE id = ANY(:ids)",
    ):
        assert _rows_touched(connection, statement, others) == 0


def _rows_touched(connection: Connection, statement: str, ids: list[int]) -> int:
    """How many rows a statement changes; 0 where the role may not run it at all."""
    savepoint = connection.begin_nested()
    try:
        return connection.execute(text(statement), {"ids": ids}).rowcount
    except ProgrammingError:
        return 0
    finally:
        savepoint.rollback()


REFUSALS = r"row-level security|permission denied|frozen|foreign key"


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_no_tenant_gives_a_row_to_another(
    ledger: Ledger, connection: Connection, table: str
) -> None:
    writer = _reader(ledger, "Xã Đình Lập")
    own = [row["id"] for row in ledger.rows[table] if row["tenant_id"] == writer.tenant_id]
    other = _reader(ledger, "Xã Điềm He")
    if not own:
        return
    _act(connection, _as(writer))
    with pytest.raises(Exception, match=REFUSALS):
        connection.execute(
            text(f"UPDATE {table} SET tenant_id = :other WHERE id = :id"),
            {"other": other.tenant_id, "id": own[0]},
        )
    connection.rollback()


def test_the_demo_fills_every_table(ledger: Ledger) -> None:
    empty = {table for table, rows in ledger.rows.items() if not rows}
    assert empty <= MAY_BE_EMPTY


MAY_BE_EMPTY = {"mails", "api_tokens", "invitations", "outbox", "user_sessions"}
"""Tables that the demo need not fill; their rooms' own tests look at them."""


def test_dropping_any_policy_is_noticed(
    ledger: Ledger, demo_postgres: Postgres, demo_app: Flask
) -> None:
    """Each policy shows some reader some row that no other policy of its table shows."""
    members = {row["tenant_id"]: row["user_id"] for row in ledger.rows["memberships"]}
    readers = [
        Reader(row["id"], tuple(row["superior_ids"]), members[row["id"]])
        for row in ledger.rows["tenants"]
        if row["id"] in members
    ]
    readers += [_with_archive(ledger, _reader(ledger, name)) for name in HEIRS]
    readers.append(
        Reader(0, (), readers[0].user_id)
    )  # somebody who signs in, acting for nobody yet
    readers += _without_sign_in(ledger)
    silent = []
    for table in TABLES:
        words = [policy.name for policy in declared_policies()[table]]
        for word in words:
            rest = [other for other in words if other != word]
            if word == "platform" or table in MAY_BE_EMPTY:
                continue
            if not any(
                ledger.visible(table, words, reader) != ledger.visible(table, rest, reader)
                for reader in readers
            ):
                silent.append(f"{table}.{word}")
    assert not silent, ", ".join(silent)
