"""Drawing papers: ours, the same text by bare reportlab, by WeasyPrint, and by LibreOffice.

Each measurement runs in a process of its own: `python -m bench.papers SIDE CASE` draws once to
warm up (but for programs that start anew each time), then a few times, and says how long one
paper took and what memory it came to at most.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
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
    "ours": ("Thi Đua", _ours),
    "bare": ("reportlab trần", typeset.bare),
    "weasyprint": ("WeasyPrint", typeset.weasyprint),
    "office": ("DOCX → LibreOffice", typeset.through_office),
}


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
    for _ in range(rounds + (not anew)):
        began = time.perf_counter()
        drawn = draw(papers)
        times.append(time.perf_counter() - began)
    who = resource.RUSAGE_CHILDREN if anew else resource.RUSAGE_SELF
    most = resource.getrusage(who).ru_maxrss / _MEGABYTE
    return Measured(statistics.median(times[not anew :]), most, len(drawn) / 1024)


def _in_process(side: str, name: str) -> Measured | None:
    """The measurement in a process of its own; None where this side is not installed."""
    if (side == "weasyprint" and not typeset.has_weasyprint()) or (
        side == "office" and typeset.office() is None
    ):
        return None
    command = [sys.executable, "-W", "ignore", "-m", "bench.papers", side, name]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Measured(**json.loads(done.stdout))


def compare() -> dict[tuple[str, str], Measured | None]:
    """Every case on every side, side after side in one run."""
    return {(name, side): _in_process(side, name) for name in CASES for side in SIDES}


def lines(found: dict[tuple[str, str], Measured | None]) -> Iterator[Line]:
    """Ours beside the floor, for the table of all deeds."""
    for name, case in CASES.items():
        ours, floor = found[name, "ours"], found[name, "bare"]
        if ours and floor:
            deed = f"vẽ {case.deed} (so với reportlab trần)"
            yield Line(deed, len(case.papers()), ours.seconds * 1000, floor.seconds * 1000)


def table(found: dict[tuple[str, str], Measured | None]) -> str:
    """Papers per second, memory and size of the file on every side."""
    head = f"{'văn bản':38}{'bên':22}{'ms':>10}{'văn bản/giây':>15}{'bộ nhớ MB':>12}{'tệp KB':>9}"
    shown = [head, "-" * len(head)]
    for (name, side), measured in found.items():
        label = f"{CASES[name].deed:38}{SIDES[side][0]:22}"
        if measured is None:
            shown.append(f"{label}{_ABSENT:>10}")
            continue
        rate = len(CASES[name].papers()) / measured.seconds
        shown.append(
            f"{label}{measured.seconds * 1000:>10.0f}{rate:>15.2f}"
            f"{measured.megabytes:>12.0f}{measured.kilobytes:>9.0f}"
        )
    return "\n".join(shown)


def main() -> int:
    """One measurement as JSON; without arguments, all of them as a table."""
    if len(sys.argv) == 3:
        print(json.dumps(_measure(sys.argv[1], CASES[sys.argv[2]]).__dict__))
    else:
        print(table(compare()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
