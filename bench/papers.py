"""Drawing papers: ours, the same text by bare reportlab, by WeasyPrint, and by LibreOffice.

Each measurement runs in a process of its own: `python -m bench.papers SIDE CASE` draws a letter
to warm up (but for programs that start anew each time), then its case a few times, and says how
long that took and what memory it came to at most.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents import pdf
from app.documents.paper import Align, Annex, Bullets, Column, DataTable, Heading, Paper, Row
from app.documents.pdf import draw_bound
from bench import typeset
from bench.measure import Line
from tests.documents import kinds, samples

INVITED, UNITS = 168, 3321
_MEGABYTE = 1024
_ABSENT = "chưa cài"
_LONG = (
    "Tổ chức phát động, ký kết giao ước, sơ kết, tổng kết phong trào thi đua đúng kế hoạch. " * 4
)


def _letter() -> list[Paper]:
    return [kinds.LETTER]


def _plan() -> list[Paper]:
    """A year plan of six pages."""
    more = tuple(
        block
        for n in range(1, 4)
        for block in (Heading(2, f"{n}. Nhiệm vụ trọng tâm"), Bullets((_LONG,) * 4))
    )
    return [replace(samples.YEAR_PLAN, blocks=(*samples.YEAR_PLAN.blocks, *more))]


def _annex() -> list[Paper]:
    columns = (
        Column("TT", Align.CENTER, 11),
        Column("Tên tập thể, cá nhân"),
        Column("Chức vụ, đơn vị"),
        Column("Hình thức khen thưởng"),
        Column("Mức thưởng", Align.RIGHT),
    )
    rows = tuple(
        Row(
            (
                str(n),
                f"Ủy ban nhân dân xã số {n}",
                "Tập thể, cụm thi đua các xã miền núi",
                "Bằng khen của Chủ tịch UBND tỉnh",
                "1.800.000",
            )
        )
        for n in range(1, UNITS + 1)
    )
    annex = Annex("Danh sách được tặng Bằng khen", (DataTable(columns, rows),))
    return [replace(kinds.DECISION, annexes=(annex,))]


def _invitations() -> list[Paper]:
    return [
        replace(kinds.INVITATION, addressees=(f"Ông (bà) Chủ tịch Ủy ban nhân dân xã số {n}",))
        for n in range(1, INVITED + 1)
    ]


@dataclass(frozen=True)
class Case:
    """What is drawn, and how many counted rounds one side gets."""

    deed: str
    papers: Callable[[], list[Paper]]
    rounds: int


CASES = {
    "letter": Case("công văn 1 trang", _letter, 20),
    "plan": Case("kế hoạch 6 trang", _plan, 5),
    "annex": Case(f"quyết định, phụ lục {UNITS} dòng", _annex, 1),
    "invitations": Case(f"{INVITED} giấy mời trong một tệp", _invitations, 1),
}


def _ours(papers: Sequence[Paper]) -> bytes:
    return pdf.draw(papers[0]) if len(papers) == 1 else draw_bound(papers)


SIDES: dict[str, tuple[str, Callable[[Sequence[Paper]], bytes]]] = {
    "bare": ("reportlab trần (sàn)", typeset.bare),
    "ours": ("Thi Đua", _ours),
    "weasyprint": ("WeasyPrint", typeset.weasyprint),
    "office": ("DOCX → LibreOffice", typeset.through_office),
}
Key = tuple[str, str]
"""Which case, on which side."""


@dataclass(frozen=True)
class Measured:
    """One side of one case: seconds for all papers, megabytes at most, kilobytes of the file."""

    seconds: float
    megabytes: float
    kilobytes: float


def _measure(side: str, case: Case) -> Measured:
    """Draw in this process, which has done nothing else."""
    draw, papers = SIDES[side][1], case.papers()
    anew = side == "office"
    rounds = 1 if anew else case.rounds
    times: list[float] = []
    if not anew:
        draw(_letter())
    for _ in range(rounds):
        began = time.perf_counter()
        drawn = draw(papers)
        times.append(time.perf_counter() - began)
    who = resource.RUSAGE_CHILDREN if anew else resource.RUSAGE_SELF
    most = resource.getrusage(who).ru_maxrss / _MEGABYTE
    return Measured(statistics.median(times), most, len(drawn) / 1024)


def _in_process(side: str, name: str) -> Measured | None:
    """The measurement in a process of its own; None where this side is not installed."""
    if (side == "weasyprint" and not typeset.has_weasyprint()) or (
        side == "office" and typeset.office() is None
    ):
        return None
    command = [sys.executable, "-W", "ignore", "-m", "bench.papers", side, name]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Measured(**json.loads(done.stdout))


def measured() -> Iterator[tuple[Key, Measured | None]]:
    """Every case on every side, one after the other as they are done."""
    for name in CASES:
        for side in SIDES:
            yield (name, side), _in_process(side, name)


def compare() -> dict[Key, Measured | None]:
    """Every case on every side, side after side in one run."""
    return dict(measured())


def lines(found: dict[Key, Measured | None]) -> Iterator[Line]:
    """Ours beside the floor, for the table of all deeds."""
    for name, case in CASES.items():
        ours, floor = found[name, "ours"], found[name, "bare"]
        if ours and floor:
            deed = f"vẽ {case.deed} (so với reportlab trần)"
            yield Line(deed, len(case.papers()), ours.seconds * 1000, floor.seconds * 1000)


def rows(found: Iterable[tuple[Key, Measured | None]]) -> Iterator[str]:
    """A table of papers per second, memory and size of the file, beside the floor of each case."""
    head = (
        f"{'văn bản':38}{'bên':22}{'ms':>8}{'× sàn':>8}"
        f"{'văn bản/giây':>14}{'bộ nhớ MB':>11}{'tệp KB':>8}"
    )
    yield from (head, "-" * len(head))
    floor: Measured | None = None
    for (name, side), one in found:
        label = f"{CASES[name].deed:38}{SIDES[side][0]:22}"
        if one is None:
            yield f"{label}{_ABSENT:>8}"
            continue
        floor = floor if floor and side != "bare" else one
        rate = len(CASES[name].papers()) / one.seconds
        yield (
            f"{label}{one.seconds * 1000:>8.1f}{one.seconds / floor.seconds:>8.1f}"
            f"{rate:>14.2f}{one.megabytes:>11.0f}{one.kilobytes:>8.0f}"
        )


def main() -> int:
    """One measurement as JSON; without arguments, all of them as a table, row by row."""
    if len(sys.argv) == 3:
        print(json.dumps(_measure(sys.argv[1], CASES[sys.argv[2]]).__dict__))
    else:
        for row in rows(measured()):
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
