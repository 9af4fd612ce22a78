"""`flask --app wsgi intake read FILE`: prints what a plan says as JSON."""

import json
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
    try:
        plan = queries.read(_content(file), file.name)
    except Invalid as refused:
        click.echo(refused.message, err=True)
        raise SystemExit(2) from refused
    click.echo(json.dumps(plan.as_dict(), ensure_ascii=False, indent=2))


def _content(file: Path) -> bytes:
    """No more of the file than is needed to see that it is too big. Raises Invalid."""
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise Invalid(f"Không mở được tệp “{file}”; xin kiểm tra đường dẫn.", "file") from error
