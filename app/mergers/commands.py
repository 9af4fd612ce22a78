"""The command line: mergers."""

import click
from flask.cli import AppGroup

from app.mergers import jobs

mergers = AppGroup("mergers", help="Sắp xếp đơn vị hành chính.")


@mergers.command("hand-over")
def hand_over() -> None:
    """Ask every successor to take over what the units that ceased have left open."""
    count = jobs.schedule_handovers()
    click.echo(f"Đã giao việc tiếp nhận cho {count} đơn vị; đơn vị đã được giao trước thì bỏ qua.")
