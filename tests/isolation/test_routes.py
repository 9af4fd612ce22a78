"""Every route × every kind of stranger, generated from the map of routes.

On the demo province: a commune's own rows are asked for by page and API, read and written, by
nobody signed in, a sibling commune, the province above, a department beside, and a person of the
commune itself in the wrong role. Nobody gets in, and nothing of the commune changes.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text
from werkzeug.routing import Rule

from app.access.declare import PUBLIC, SIGNED_IN, declared_access
from app.access.permissions import ROLE_MAP, Permission, Role
from app.settings import psycopg_url
from tenants.db import Model
from tenants.models import Tenant, TenantKind, declared_policies
from tests.world import Client, World

HOMES = ("Điềm He", "Vạn Linh", "Văn Quan")
"""Communes of the demo that together own a private row of every kind: a plan at work, a sheet
being filled in, an appraisal being written."""
PARAMETERS = {
    "amendment_id": "amendments",
    "line_id": "amendment_lines",
    "merge_id": "merges",
    "plan_id": "plans",
    "pilot_id": "pilots",
    "task_id": "tasks",
    "report_id": "reports",
    "submission_id": "submissions",
    "file_id": "files",
    "paper_id": "drawn_papers",
    "outgoing_id": "outgoing_papers",
    "recipient_id": "paper_recipients",
    "incoming_id": "incoming_papers",
    "draft_id": "official_papers",
    "gold_book_id": "gold_series",
    "delegation_id": "delegations",
    "evidence_id": "evidence",
    "sheet_id": "score_sheets",
    "cluster_id": "clusters",
    "criteria_set_id": "criteria_sets",
    "set_id": "criteria_sets",
    "announcement_id": "announcements",
    "petition_id": "petitions",
    "criterion_id": "criteria",
    "appraisal_id": "appraisals",
    "assignment_id": "cross_assignments",
    "cross_score_id": "cross_scores",
    "office_id": "offices",
    "group_id": "office_groups",
    "member_id": "memberships",
    "membership_id": "memberships",
    "invitation_id": "invitations",
    "session_id": "user_sessions",
    "token_id": "api_tokens",
    "notification_id": "notifications",
    "urging_id": "urgings",
    "mail_id": "mails",
    "thread_id": "plan_messages",
    "anniversary_id": "anniversaries",
    "ballot_id": "ballots",
    "council_session_id": "council_sessions",
    "discipline_id": "disciplines",
    "notice_id": "cluster_notices",
    "blank_id": "certificate_blanks",
    "batch_id": "certificate_batches",
    "certificate_id": "certificates",
    "poster_id": "posters",
    "slogan_id": "slogans",
    "anchor_id": "trust_anchors",
    "text_block_id": "text_blocks",
}
"""Which table an identifier in an address names; a new identifier is entered here."""

REGISTERS = {
    *("tenant_id", "code", "filename", "token", "slug", "kind", "name", "year", "revision"),
    "occasion",
    *("number", "organ"),
}
"""Parts of an address that name nothing of a tenant's own."""

WRITES = ("POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Door:
    """One method of one route."""

    rule: Rule
    method: str

    @property
    def endpoint(self) -> str:
        """The name of the route."""
        return self.rule.endpoint

    @property
    def parameters(self) -> set[str]:
        """The identifiers in the address that name a tenant's rows."""
        return set(self.rule.arguments) - REGISTERS


def doors(app: Flask) -> list[Door]:
    """Every method of every route."""
    return [
        Door(rule, method)
        for rule in sorted(app.url_map.iter_rules(), key=lambda each: (each.rule, each.endpoint))
        for method in sorted((rule.methods or set()) & {"GET", *WRITES})
        if rule.endpoint != "static"
    ]


def address(app: Flask, door: Door, ids: dict[str, int]) -> str:
    """The address of a door with identifiers filled in."""
    values = {
        name: ids.get(PARAMETERS.get(name, ""), 1) if name not in REGISTERS else _register(name)
        for name in door.rule.arguments
    }
    with app.test_request_context():
        return app.url_map.bind("localhost").build(door.endpoint, values, method=door.method)


def _register(name: str) -> int | str:
    return {"tenant_id": 1, "year": 2026}.get(name, "20")


@pytest.fixture(scope="module")
def engine(demo_superuser_url: str) -> Iterator[Engine]:
    """All rows, without policies."""
    found = create_engine(psycopg_url(demo_superuser_url))
    yield found
    found.dispose()


class Home:
    """A commune whose rows are asked for."""

    def __init__(self, engine: Engine, tenant: Tenant) -> None:
        self.engine = engine
        self.tenant = tenant
        self.tenant_id = tenant.id
        with engine.connect() as connection:
            self.private = {
                table: row
                for table in set(PARAMETERS.values())
                if (row := self._private_row(connection, table)) is not None
            }

    def _private_row(self, connection: object, table: str) -> int | None:
        """The newest row of the commune that was neither issued nor sent to anybody."""
        columns = Model.metadata.tables[table].columns
        if "tenant_id" not in columns:
            return None
        unsent = "".join(
            f" AND {name} IS NULL" for name in ("sent_at", "issued_at") if name in columns
        )
        if table == "files":
            unsent = (
                " AND id NOT IN (SELECT file_id FROM sheet_evidence WHERE sent_at IS NOT NULL)"
                " AND id NOT IN (SELECT f.file_id FROM paper_files f JOIN outgoing_papers p"
                " ON p.id = f.paper_id WHERE p.subject_kind IS NOT NULL)"
            )  # who reads a plan or the minutes of a cluster reads their file, too
        return connection.execute(  # type: ignore[attr-defined]
            text(f"SELECT max(id) FROM {table} WHERE tenant_id = :tenant{unsent}"),
            {"tenant": self.tenant_id},
        ).scalar_one()

    def fingerprint(self) -> str:
        """A hash over all rows of the commune but the trail of its own people's sign-ins."""
        digest = hashlib.sha256()
        with self.engine.connect() as connection:
            for table in sorted(declared_policies()):
                if table in {"audit_entries", "user_sessions", "outbox"}:
                    continue
                if "tenant_id" not in Model.metadata.tables[table].columns:
                    continue
                rows = connection.execute(
                    text(
                        f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t "
                        "WHERE tenant_id = :tenant"
                    ),
                    {"tenant": self.tenant_id},
                ).scalar_one()
                digest.update(f"{table}:{rows};".encode())
        return digest.hexdigest()


EVERYTHING = tuple(role for role in Role if role is not Role.OPERATOR)


@pytest.fixture(scope="module")
def demo(demo_app: Flask) -> World:
    """The demo province with hands in it."""
    return World(demo_app)


@pytest.fixture(scope="module")
def homes(engine: Engine, demo: World) -> list[Home]:
    """The communes whose rows are asked for."""
    return [Home(engine, demo.commune(name)) for name in HOMES]


@pytest.fixture(scope="module")
def strangers(demo: World) -> dict[str, Client]:
    """People with every role in tenants that have no business with the commune's own rows."""
    department = demo.first(TenantKind.DEPARTMENT)
    return {
        "sibling": demo.client(demo.person(demo.commune("Đình Lập"), *EVERYTHING)),
        "superior": demo.client(demo.person(demo.province, *EVERYTHING)),
        "department": demo.client(demo.person(department, *EVERYTHING)),
        "platform": demo.client(demo.person(demo.platform, Role.OPERATOR)),
    }


def _enter(client: Client, door: Door, path: str) -> int:
    if door.method == "GET":
        return client.get(path).status_code
    if path.startswith("/api/"):
        headers = {"If-Match": "*"}
        return client.call(door.method, path, json={}, headers=headers).status_code
    return client.send(path, {"version": "1"}).status_code


def test_every_identifier_is_known(demo_app: Flask) -> None:
    unknown = {
        f"{door.endpoint}: {name}"
        for door in doors(demo_app)
        for name in door.parameters
        if name not in PARAMETERS
    }
    assert unknown == set()


def test_who_is_not_signed_in_enters_no_door_but_the_public_ones(
    demo_app: Flask, demo: World
) -> None:
    wrong = []
    anonymous = demo.client()
    anonymous.token()
    for door in doors(demo_app):
        if declared_access(demo_app, door.endpoint) == PUBLIC:
            continue
        status = _enter(anonymous, door, address(demo_app, door, {}))
        if status != 401:
            wrong.append(f"{door.method} {door.rule.rule}: {status}")
    assert wrong == []


def _without(access: str) -> Role | None:
    """A role that has none of the permissions a route asks for."""
    needed = {Permission(name) for name in access.split(",")}
    return next((role for role, has in ROLE_MAP.items() if not needed & has), None)


def test_the_wrong_role_at_home_enters_no_door(
    demo_app: Flask, demo: World, homes: list[Home]
) -> None:
    home = homes[0]
    people: dict[Role, Client] = {}
    wrong = []
    for door in doors(demo_app):
        access = declared_access(demo_app, door.endpoint)
        assert access is not None
        if access in (PUBLIC, SIGNED_IN):
            continue
        role = _without(access)
        if role is None:
            wrong.append(f"{door.endpoint}: every role may enter, which says nothing")
            continue
        if role not in people:
            people[role] = demo.client(demo.person(home.tenant, role))
        status = _enter(people[role], door, address(demo_app, door, home.private))
        if status != 403:
            wrong.append(f"{door.method} {door.rule.rule} as {role}: {status}")
    assert wrong == []


@pytest.mark.parametrize("who", ["sibling", "superior", "department", "platform"])
def test_no_stranger_reads_or_writes_what_is_the_communes_own(
    demo_app: Flask, strangers: dict[str, Client], homes: list[Home], who: str
) -> None:
    before = [home.fingerprint() for home in homes]
    wrong = []
    for home in homes:
        for door in private_doors(demo_app, home):
            status = _enter(strangers[who], door, address(demo_app, door, home.private))
            if status < 400 or status >= 500:
                wrong.append(f"{door.method} {door.rule.rule}: {status}")
    assert wrong == []
    assert [home.fingerprint() for home in homes] == before


def private_doors(app: Flask, home: Home) -> list[Door]:
    """The doors to rows that this commune keeps to itself."""
    return [
        door
        for door in doors(app)
        if door.parameters and {PARAMETERS[name] for name in door.parameters} <= home.private.keys()
    ]


def test_every_identifier_is_tried_on_a_row_of_a_commune(homes: list[Home]) -> None:
    owned = set().union(*(home.private.keys() for home in homes))
    assert set(PARAMETERS.values()) - owned <= OF_OTHERS


OF_OTHERS = {
    "announcements",
    "api_tokens",
    "ballots",
    "cluster_notices",
    "clusters",
    "council_sessions",
    "criteria",
    "criteria_sets",
    "cross_assignments",
    "disciplines",
    "invitations",
    "mails",
    "notifications",
    "petitions",
    "pilots",
    "plan_messages",
    "submissions",
    "trust_anchors",
    "urgings",
    "user_sessions",
}
"""Rows that no commune of the demo keeps to itself; their rooms' own tests look at them."""


def test_people_of_the_commune_are_let_in(demo_app: Flask, demo: World, homes: list[Home]) -> None:
    """The matrix means something only if the right person gets through the same doors."""
    entered = 0
    for home in homes:
        client = demo.client(demo.person(home.tenant, *EVERYTHING))
        for door in private_doors(demo_app, home):
            if door.method != "GET":
                continue
            path = address(demo_app, door, home.private)
            entered += client.get(path).status_code in (200, 302, 303)
    assert entered >= 60
