"""The files that a PDF grew out of: each change, such as a signature, is added at its end."""

import hashlib
import re

_END = re.compile(rb"%%EOF(\r\n|\r|\n)?")
_MOST_REVISIONS = 60


def digests(content: bytes) -> tuple[str, ...]:
    """SHA-256 of the file, and of every file it may have been before something was added."""
    ends = {len(content)}
    for found in list(_END.finditer(content))[:_MOST_REVISIONS]:
        ends |= {found.start() + len(b"%%EOF"), found.end()}
    digest, place, seen = hashlib.sha256(), 0, []
    view = memoryview(content)
    for end in sorted(ends):
        digest.update(view[place:end])
        place = end
        seen.append(digest.hexdigest())
    return tuple(seen)
