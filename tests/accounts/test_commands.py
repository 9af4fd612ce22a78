"""The command line of accounts."""

import pytest
from flask.testing import FlaskCliRunner

from app.access.permissions import Role
from tests.world import PASSWORD, World

NEW = "một câu chỉ mình tôi biết"


@pytest.fixture
def runner(world: World) -> FlaskCliRunner:
    return world.app.test_cli_runner()


def sign_in(world: World, email: str, password: str) -> int:
    answer = world.client().send("/sign-in", {"email": email, "password": password})
    return answer.status_code


def test_a_token_is_printed_alone(world: World, runner: FlaskCliRunner) -> None:
    officer = world.person(world.province, Role.OFFICER)
    done = runner.invoke(args=["accounts", "token", officer.email])
    assert done.exit_code == 0
    header = {"Authorization": f"Bearer {done.output.strip()}"}
    assert world.client().get("/api/v1/me", headers=header).get_json()["email"] == officer.email


def test_a_token_names_its_tenant(world: World, runner: FlaskCliRunner) -> None:
    officer = world.person(world.province, Role.OFFICER)
    right = runner.invoke(args=["accounts", "token", officer.email, "--tenant", "20"])
    assert right.exit_code == 0
    wrong = runner.invoke(args=["accounts", "token", officer.email, "--tenant", "99999"])
    assert wrong.exit_code == 1
    assert "không làm việc ở đơn vị này" in wrong.output


def test_a_token_of_nobody_is_refused(runner: FlaskCliRunner) -> None:
    done = runner.invoke(args=["accounts", "token", "khong.co@example.vn"])
    assert done.exit_code == 1
    assert "Không có tài khoản" in done.output


def test_an_operator_is_made_and_runs_the_platform(world: World, runner: FlaskCliRunner) -> None:
    args = ["accounts", "operator", "Van.Hanh@Example.vn", "Trần Thị Vận Hành"]
    done = runner.invoke(args=args, input=f"{NEW}\n{NEW}\n")
    assert done.exit_code == 0, done.output
    assert NEW not in done.output
    client = world.client()
    typed = {"email": "van.hanh@example.vn", "password": NEW}
    assert client.send("/sign-in", typed).status_code == 303
    assert client.get("/provinces").status_code == 200
    again = runner.invoke(args=args, input=f"{NEW}\n{NEW}\n")
    assert again.exit_code == 1
    assert "đã có tài khoản" in again.output


def test_an_operators_password_comes_from_the_environment(
    world: World, runner: FlaskCliRunner
) -> None:
    args = ["accounts", "operator", "vh@example.vn", "Vận Hành"]
    weak = runner.invoke(args=args, env={"OPERATOR_PASSWORD": "1234567890"})
    assert weak.exit_code == 1
    assert "dễ đoán" in weak.output
    done = runner.invoke(args=args, env={"OPERATOR_PASSWORD": NEW})
    assert done.exit_code == 0
    assert sign_in(world, "vh@example.vn", NEW) == 303


def test_a_forgotten_password_is_set_anew(world: World, runner: FlaskCliRunner) -> None:
    officer = world.person(world.province, Role.OFFICER)
    client, token = world.client(officer), world.bearer(officer)
    done = runner.invoke(args=["accounts", "password", officer.email], input=f"{NEW}\n{NEW}\n")
    assert done.exit_code == 0, done.output
    assert client.get("/home").status_code == 401
    assert world.client().get("/api/v1/me", headers=token).status_code == 401
    assert sign_in(world, officer.email, PASSWORD) == 422
    assert sign_in(world, officer.email, NEW) == 303
    nobody = runner.invoke(args=["accounts", "password", "a@b.vn"], input=f"{NEW}\n{NEW}\n")
    assert nobody.exit_code == 1
