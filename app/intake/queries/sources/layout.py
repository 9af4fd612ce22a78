"""Tables without rules that only place the letterhead and the foot of a paper side by side."""

import re

from app.intake.queries.letters import bare

LETTERHEAD = re.compile(r"cong hoa xa hoi|doc lap\s*-\s*tu do")
FOOT = re.compile(r"noi nhan\s*(?::|$)", re.MULTILINE)
CAPACITY = re.compile(r"^\s*(?:(?:tm|kt|tl|tuq)\s?\.|t/m|k/t|t/l)\s?\w", re.MULTILINE)


def is_layout(cells: list[str]) -> bool:
    """Whether these cells of a table are letterhead or signature, not content."""
    words = [bare(cell) for cell in cells]
    return any(LETTERHEAD.search(text) or FOOT.search(text) for text in words) or any(
        CAPACITY.search(text) and cell.split("\n")[0].isupper()
        for text, cell in zip(words, cells, strict=True)
    )
