"""The command line: accounts."""

import os

import click
from flask.cli import AppGroup

from app.accounts.actions import operators, passwords, tokens
from app.lib.errors import DomainError
from tenants.context import PLATFORM
from tenants.db import transaction

accounts = AppGroup("accounts", help="Tài khoản.")

PASSWORD_VARIABLE = "OPERATOR_PASSWORD"  # noqa: S105 - the name of a variable, not a password


@accounts.command("token")
@click.argument("email")
@click.option("--tenant", "code", default=None, help="Mã đơn vị, nếu làm việc ở nhiều đơn vị.")
def token(email: str, code: str | None) -> None:
    """Print one new API token of the account EMAIL."""
    try:
        with transaction(PLATFORM):
            issued = tokens.issue_for_email(email=email, tenant_code=code)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(issued)


@accounts.command("operator")
@click.argument("email")
@click.argument("name")
def operator(email: str, name: str) -> None:
    """Make the account EMAIL of an operator of the platform called NAME.

    The password is read from OPERATOR_PASSWORD, or asked for.
    """
    password = os.environ.get(PASSWORD_VARIABLE) or _asked()
    try:
        with transaction(PLATFORM):
            operators.make(email=email, full_name=name, password=password)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(f"Đã tạo tài khoản vận hành {email}.")


@accounts.command("password")
@click.argument("email")
def password(email: str) -> None:
    """Set a new password for the account EMAIL, whose owner has forgotten it."""
    new = os.environ.get(PASSWORD_VARIABLE) or _asked()
    try:
        with transaction(PLATFORM):
            passwords.reset(email=email, password=new)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(f"Đã đặt mật khẩu mới cho {email}; các phiên cũ đã kết thúc.")


def _asked() -> str:
    answer: str = click.prompt("Mật khẩu", hide_input=True, confirmation_prompt="Nhập lại")
    return answer
