"""What was counted beside what must be, and the time of each stage."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Ledger:
    """The table that the walk prints."""

    counts: list[tuple[str, object, object]] = field(default_factory=list)
    stages: list[tuple[str, float]] = field(default_factory=list)

    def expect(self, what: str, counted: object, must_be: object) -> None:
        """Enter one line; a difference fails the walk at its end."""
        self.counts.append((what, counted, must_be))
        mark = "" if counted == must_be else "   <-- KHÁC"
        print(f"    {what:58}{counted!s:>10} / {must_be!s}{mark}", flush=True)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage."""
        print(f"\n{name}", flush=True)
        began = time.perf_counter()
        yield
        self.stages.append((name, time.perf_counter() - began))

    @property
    def differences(self) -> int:
        """How many lines differ."""
        return sum(counted != must_be for _, counted, must_be in self.counts)

    def table(self) -> str:
        """Both tables, to be read at the end."""
        lines = ["", f"{'đếm được / phải là':60}{'':>10}", "-" * 84]
        lines += [
            f"{what:60}{counted!s:>10} / {must_be!s}{'' if counted == must_be else '   <-- KHÁC'}"
            for what, counted, must_be in self.counts
        ]
        lines += ["", f"{'chặng':60}{'giây':>10}", "-" * 72]
        lines += [f"{name:60}{seconds:>10.1f}" for name, seconds in self.stages]
        lines += [f"{'tổng cộng':60}{sum(s for _, s in self.stages):>10.1f}", ""]
        lines.append(
            "Khớp hoàn toàn." if not self.differences else f"{self.differences} chỗ khác nhau."
        )
        return "\n".join(lines)
