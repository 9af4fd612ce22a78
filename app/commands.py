"""The command line: `flask --app wsgi …`."""

import click
from flask import Flask
from flask.cli import AppGroup

from app.accounts.commands import accounts
from app.intake.commands import intake
from app.lib.errors import DomainError
from app.mergers.commands import mergers
from app.scoring.commands import scoring
from tenants import provision, rls
from tenants.context import PLATFORM
from tenants.db import db, transaction
from tenants.models import declared_policies

tenants = AppGroup("tenants", help="Các đơn vị: tỉnh, huyện, xã, sở.")


@tenants.command("check")
def check() -> None:
    """List every table with its policies; fail where one lacks its own."""
    with db.engine.connect() as connection:
        found = rls.check(connection, declared_policies())
    wrong = 0
    for line in found:
        click.echo(f"{line.table:28} {', '.join(line.policies) or '–'}")
        for problem in line.problems:
            wrong += 1
            click.echo(f"{'':28} LỖI: {problem}", err=True)
    click.echo(f"{len(found)} bảng, {wrong} lỗi")
    if wrong:
        raise SystemExit(1)


@tenants.command("provision")
@click.argument("code")
def provision_province(code: str) -> None:
    """Provision the province with the official CODE (two digits) and all its units."""
    try:
        with transaction(PLATFORM):
            counts = provision.province(code)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    for label, count in counts.lines():
        click.echo(f"{label:44}{count:>6}")


def install(app: Flask) -> None:
    """Give `app` its commands."""
    for group in (tenants, accounts, intake, mergers, scoring):
        app.cli.add_command(group)
