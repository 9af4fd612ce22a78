"""`flask --app wsgi intake read|paper FILE`: prints what a plan or a paper says as JSON."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from enum import Enum
from pathlib import Path

import click
from flask.cli import AppGroup

from app.intake import queries
from app.intake.queries.sources.files import MAX_BYTES
from app.lib.errors import Invalid

intake = AppGroup("intake", help="Đọc văn bản chính thức thành dữ liệu.")


@intake.command("read")
@click.argument("file", type=click.Path(path_type=Path))
def read(file: Path) -> None:
    """Đọc kế hoạch từ tệp .docx, .pdf, .xlsx hoặc .txt và in ra JSON."""
    with _refusals_told():
        plan = queries.read(_content(file), file.name)
    click.echo(json.dumps(plan.as_dict(), ensure_ascii=False, indent=2))


@intake.command("paper")
@click.argument("file", type=click.Path(path_type=Path))
def paper(file: Path) -> None:
    """Đọc lại văn bản do hệ thống soạn (tệp .docx, .pdf) và in ra JSON."""
    with _refusals_told():
        found = queries.read_paper(_content(file), file.name)
    click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Enum | date) -> str:
    return str(value.value) if isinstance(value, Enum) else value.isoformat()


@contextmanager
def _refusals_told() -> Iterator[None]:
    try:
        yield
    except Invalid as refused:
        click.echo(refused.message, err=True)
        raise SystemExit(2) from refused


def _content(file: Path) -> bytes:
    """No more of the file than is needed to see that it is too big. Raises Invalid."""
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise Invalid(f"Không mở được tệp “{file}”; xin kiểm tra đường dẫn.", "file") from error
