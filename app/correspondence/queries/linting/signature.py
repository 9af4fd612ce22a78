"""The signature block: capacity, position, name (annex I, section II, point 7; article 13)."""

import re
from collections.abc import Iterator

from app.correspondence.queries.linting.findings import ANNEX, DECREE, Finding, error, warning
from app.documents import signing
from app.documents.paper import Paper
from app.documents.signing import Capacity
from app.documents.terms import PaperKind
from app.lib.text import fold

_SOURCE = f"{ANNEX}, mục 7"
_FIELD = "signer_position"
_TITLES = re.compile(
    r"^(?P<title>(?:GS|PGS|TS|ThS|Th\.S|BS|KS|CN|LS|DS|CK\s?I+|NGND|NGƯT|NSND|NSƯT|AHLĐ)\b\.?|"
    r"Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Kỹ sư|Cử nhân|Bác sĩ|Luật sư|Nghệ sĩ|Nhà giáo|"
    r"Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu úy|Ông|Bà|Đồng chí|Đ/c)"
    r"[\s.]+",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"\b(?:truong|dai hoc|hoc vien|benh vien|trung tam y te|cong an|quan su|bo doi)\b"
)
_COMMITTEE = re.compile(r"uy ban nhan dan|hoi dong")


def check(paper: Paper) -> Iterator[Finding]:
    """What is amiss above the name, and in it."""
    block = paper.signature
    if not block.position.strip():
        yield error(
            "missing_position", _FIELD, "Thiếu chức vụ người ký; hãy chọn người ký.", _SOURCE
        )
        return
    if not block.name.strip() and paper.kind is not PaperKind.AGREEMENT:
        yield error(
            "missing_signer_name",
            "signer_name",
            "Thiếu họ tên người ký; hãy chọn người ký.",
            _SOURCE,
        )
    yield from _capacity(paper)
    yield from _name(paper)


def _capacity(paper: Paper) -> Iterator[Finding]:
    lines, position = paper.signature.capacity, fold(paper.signature.position)
    capacity = signing.capacity_of(lines, position)
    if not signing.fits(capacity, paper.kind):
        yield error(
            "capacity_does_not_fit",
            _FIELD,
            f"{paper.kind.label} không ký {capacity.mark}; người đứng đầu hoặc cấp phó ký thay ký.",
            f"{DECREE}, Điều 13",
        )
    if position.startswith("pho ") and capacity is Capacity.HEAD:
        yield error(
            "missing_for_head",
            _FIELD,
            f"Cấp phó ký phải ghi “KT.” trước chức vụ người đứng đầu, trên dòng "
            f"“{paper.signature.position}”.",
            _SOURCE,
            paper.signature.position,
        )
    yield from _together(paper, capacity, [fold(line) for line in lines])


def _together(paper: Paper, capacity: Capacity, lines: list[str]) -> Iterator[Finding]:
    """`TM.` stands above where the body decides, and not where its chair alone does."""
    says = any(line.startswith("tm.") for line in lines)
    is_body = _COMMITTEE.match(fold(" ".join(paper.issuer_lines))) is not None
    by_chair = fold(paper.authority).startswith("chu tich")
    wants = is_body and not by_chair and not capacity.is_given
    if wants and not says and "chu tich" in fold(paper.signature.position):
        body = "ỦY BAN NHÂN DÂN" if "ban nhan dan" in fold(paper.issuer_lines[0]) else "HỘI ĐỒNG"
        yield warning(
            "missing_capacity",
            _FIELD,
            f"Trên “{paper.signature.position}” thiếu dòng “TM. {body}”.",
            _SOURCE,
            paper.signature.position,
        )
    if says and by_chair:
        yield warning(
            "chairs_own_decision",
            _FIELD,
            "Quyết định của Chủ tịch Ủy ban nhân dân thì Chủ tịch ký với thẩm quyền của mình, "
            "không ghi “TM. ỦY BAN NHÂN DÂN”.",
            _SOURCE,
        )
    if says and not is_body and paper.issuer_lines:
        yield warning(
            "body_of_one_head",
            _FIELD,
            f"{paper.issuer_lines[0]} làm việc theo chế độ thủ trưởng, thường không ghi “TM.”.",
            f"{DECREE}, Điều 13",
        )


def _name(paper: Paper) -> Iterator[Finding]:
    for block in (paper.signature, *paper.cosigners):
        found = _TITLES.match(block.name.strip())
        if found is None:
            continue
        issuer = fold(" ".join((paper.superior or "", *paper.issuer_lines)))
        say = warning if _RANKED.search(issuer) else error
        yield say(
            "title_before_name",
            "signer_name",
            f"Trước họ tên người ký không ghi học hàm, học vị, danh hiệu; hãy bỏ "
            f"“{found['title'].strip()}”.",
            _SOURCE,
            block.name,
        )
