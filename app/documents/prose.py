"""What an official typed into a text box, as blocks of a paper."""

import re

from app.documents.paper import Block, Bullets, Paragraph

_BULLET = re.compile(r"([-–•*+])\s+(?=\S)")


def blocks_of(text: str) -> tuple[Block, ...]:
    """Each line a paragraph; lines that open with `-`, `•`, `*` or `+` become points.

    Blank lines only part blocks; blank text gives no block.
    """
    blocks: list[Block] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        bullet = _BULLET.match(line)
        if bullet is None:
            blocks.append(Paragraph(line))
            continue
        mark, item = "+" if bullet.group(1) == "+" else "-", line[bullet.end() :]
        last = blocks[-1] if blocks else None
        if isinstance(last, Bullets) and last.mark == mark:
            blocks[-1] = Bullets((*last.items, item), mark)
        else:
            blocks.append(Bullets((item,), mark))
    return tuple(blocks)
