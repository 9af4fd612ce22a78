"""People and tenants for tests: Lạng Sơn with its 65 communes, and whoever a test needs in them."""

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.access.permissions import Role
from app.accounts.actions.sessions import hasher
from app.accounts.models import Membership, User
from tenants import jobs
from tenants.context import PLATFORM, Acting
from tenants.db import db, transaction
from tenants.models import Tenant, TenantKind
from tests.api import described

PASSWORD = "mat-khau-thu-nghiem"
_HASH = hasher.hash(PASSWORD)
_numbers = itertools.count(1)
CSRF = re.compile(r'name="csrf-token" content="([^"]+)"')


@dataclass(frozen=True)
class Person:
    """A user in one tenant with some roles: passes as `by=`."""

    id: int
    full_name: str
    email: str
    tenant: Tenant
    roles: frozenset[Role]

    @property
    def acting(self) -> Acting:
        """Whom the database sees."""
        return jobs.actor_for(self.tenant, user_id=self.id)


class Client(FlaskClient):
    """A browser without scripts: sends the CSRF token with what it posts."""

    person: Person | None = None
    _token: str | None = None

    def open(self, *args: Any, **options: Any) -> TestResponse:
        """Send a request; an answer of the API must be as its description says."""
        answer = super().open(*args, **options)
        described.check(self.application, answer)
        return answer

    def token(self) -> str:
        """The CSRF token of this session."""
        if self._token is None:
            page = self.get("/sign-in" if self.person is None else "/home").get_data(as_text=True)
            found = CSRF.search(page)
            assert found, page[:2000]
            self._token = found.group(1)
        return self._token

    def send(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """POST a form with its token, as a page does."""
        return self.post(path, data={"csrf_token": self.token(), **(data or {})}, **options)

    def call(self, method: str, path: str, **options: Any) -> TestResponse:
        """Call the API from a page of the product: the token travels as a header."""
        headers = {"X-CSRFToken": self.token(), **options.pop("headers", {})}
        return self.open(path, method=method, headers=headers, **options)


class World:
    """Lạng Sơn, and hands to act in it."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    @cached_property
    def province(self) -> Tenant:
        """Tỉnh Lạng Sơn."""
        return self._tenants(TenantKind.PROVINCE)[0]

    @cached_property
    def communes(self) -> list[Tenant]:
        """The 65 communes of today, in the order of their codes."""
        return self._tenants(TenantKind.COMMUNE)

    def commune(self, name: str) -> Tenant:
        """A commune of today by its short name ("Điềm He")."""
        return next(commune for commune in self.communes if commune.short_name == name)

    @cached_property
    def platform(self) -> Tenant:
        """The platform's own tenant."""
        return self._tenants(TenantKind.PLATFORM)[0]

    def first(self, kind: TenantKind) -> Tenant:
        """The first tenant of a kind, by code."""
        return self._tenants(kind)[0]

    def _tenants(self, kind: TenantKind) -> list[Tenant]:
        with self.on_platform():
            return list(
                db.session.scalars(
                    select(Tenant)
                    .where(Tenant.kind == kind, Tenant.valid_to.is_(None))
                    .order_by(Tenant.code)
                )
            )

    def person(self, tenant: Tenant, *roles: Role, name: str | None = None) -> Person:
        """A new user in `tenant` with `roles` (an officer and leader where none is named)."""
        given = roles or (Role.OFFICER, Role.LEADER)
        number = next(_numbers)
        full_name = name or f"Nguyễn Văn Thử {number}"
        with self.on_platform():
            user = User(email=f"nguoi{number}@example.vn", full_name=full_name, password_hash=_HASH)
            db.session.add(user)
            db.session.flush()
            db.session.add(
                Membership(
                    tenant_id=tenant.id, user_id=user.id, role_names=[role.value for role in given]
                )
            )
            return Person(user.id, full_name, user.email, tenant, frozenset(given))

    @contextmanager
    def acting(self, person: Person, *, read_only: bool = False) -> Iterator[None]:
        """One transaction as `person`; committed at the end. Not around a client's requests."""
        with self.app.app_context(), transaction(person.acting, read_only=read_only):
            yield

    @contextmanager
    def on_platform(self) -> Iterator[None]:
        """One transaction on the platform."""
        with self.app.app_context(), transaction(PLATFORM):
            yield

    def client(self, person: Person | None = None) -> Client:
        """A browser, signed in as `person`."""
        client = self.app.test_client()
        assert isinstance(client, Client)
        if person is not None:
            answer = client.send("/sign-in", {"email": person.email, "password": PASSWORD})
            assert answer.status_code == 303, answer.get_data(as_text=True)
            client.person = person
            client._token = None
        return client

    def bearer(self, person: Person) -> dict[str, str]:
        """The header of an API call as `person`."""
        from_line = self.app.test_cli_runner().invoke(args=["accounts", "token", person.email])
        assert from_line.exit_code == 0, from_line.output
        return {"Authorization": f"Bearer {from_line.output.strip()}"}

    def work(self) -> int:
        """Let the worker do everything in the outbox; how many jobs it did."""
        with self.app.app_context():
            return jobs.run_open()
