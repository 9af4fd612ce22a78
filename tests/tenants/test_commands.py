"""The command line of tenants."""

import dataclasses
from collections.abc import Iterator

import psycopg
import pytest
from flask.testing import FlaskCliRunner

from app.factory import create_app
from app.settings import Settings
from deploy.embedded import APPLICATION_ROLE, OWNER_ROLE, Addresses, Postgres
from tenants.db import db
from tenants.models import declared_policies
from tests import servers
from tests.world import World


@pytest.fixture
def scratch(postgres: Postgres, addresses: Addresses, worker_id: str) -> Iterator[str]:
    """The name of a database of its own, in which policies may be dropped."""
    name = f"scratch_{worker_id}"
    postgres.drop_database(name)
    postgres.create_database(name, template=servers.TEMPLATE)
    yield name
    postgres.drop_database(name)


def check(postgres: Postgres, name: str) -> tuple[int, str]:
    """`tenants check` on the database `name`."""
    url = postgres.url(APPLICATION_ROLE, name)
    app = create_app(dataclasses.replace(Settings.from_environment(), database_url=url))
    done = app.test_cli_runner().invoke(args=["tenants", "check"])
    with app.app_context():
        db.engine.dispose()
    app.extensions["redis"].close()
    return done.exit_code, done.output


def test_every_table_is_listed_with_its_policies(world: World) -> None:
    done = world.app.test_cli_runner().invoke(args=["tenants", "check"])
    assert done.exit_code == 0, done.output
    tables = {line.split()[0] for line in done.output.splitlines()[:-1]}
    assert tables == set(declared_policies())
    assert f"{len(tables)} bảng, 0 lỗi" in done.output
    assert "memberships" in tables


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("DROP POLICY owner ON plans", "thiếu chính sách owner"),
        ("ALTER TABLE plans DISABLE ROW LEVEL SECURITY", "chưa bật bảo mật mức dòng"),
        ("ALTER TABLE plans NO FORCE ROW LEVEL SECURITY", "chưa bắt buộc bảo mật"),
        ("CREATE POLICY more ON plans FOR SELECT USING (true)", "thừa chính sách more"),
        ("CREATE TABLE loose (id int)", "không có mô hình nào khai báo"),
    ],
)
def test_a_table_without_its_own_fails_the_check(
    postgres: Postgres, scratch: str, damage: str, told: str
) -> None:
    with psycopg.connect(postgres.url(OWNER_ROLE, scratch), autocommit=True) as connection:
        connection.execute(damage)
    code, output = check(postgres, scratch)
    assert code == 1
    assert told in output


def test_a_province_is_provisioned_by_one_command(
    world: World,
) -> None:
    runner: FlaskCliRunner = world.app.test_cli_runner()
    done = runner.invoke(args=["tenants", "provision", "20"])
    assert done.exit_code == 0, done.output
    counts = [line.split()[-1] for line in done.output.splitlines()]
    assert counts[:2] == ["65", "11"]
    assert counts[-1] == "0"
    unknown = runner.invoke(args=["tenants", "provision", "99"])
    assert unknown.exit_code == 1
    assert "mã 99" in unknown.output
