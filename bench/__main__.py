"""`make bench`: a throw-away instance, the deeds, the table."""

import os
import sys
import tempfile
from pathlib import Path

from app.factory import create_app
from bench import ground, issue, merge, overview, papers, rank, read, reckon
from bench.measure import Line, table
from deploy.instance import DATABASE, Instance
from migrations import schema

SIZES = (168, 3321)
MERGED = 168
"""Up to how many subordinate plans an amendment is measured over."""


def main() -> int:
    """Measure everything; print the table."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as folder:
        instance = Instance(Path(folder))
        addresses = instance.start()
        os.environ.update(addresses.as_environment())
        if instance.postgres is None:
            raise RuntimeError("the bench measures on servers of its own; unset DATABASE_URL")
        superuser = instance.postgres.url("postgres", DATABASE)
        schema.upgrade(addresses.owner_url)
        app = create_app()
        drawn = papers.compare()
        lines: list[Line] = [*read.measure(), *papers.lines(drawn)]
        for size in SIZES:
            lines += reckon.measure(size)
        try:
            with app.app_context():
                for size in SIZES:
                    leader = ground.province(f"B{size}", size)
                    lines.append(issue.measure(leader, size, addresses.database_url))
                    if size <= MERGED:
                        lines.append(merge.measure(leader, size))
                    urls = addresses.database_url, superuser
                    lines += rank.measure(leader, size, *urls)
                    lines.append(overview.measure(leader, size, *urls))
        finally:
            instance.stop()
    print(table(lines))
    print(*papers.rows(drawn.items()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
