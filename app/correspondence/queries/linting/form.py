"""The parts that the form of a paper asks for (Decree 30/2020/NĐ-CP, article 8 and annex I)."""

import re
from collections.abc import Iterator

from app.correspondence.queries.linting import texts
from app.correspondence.queries.linting.findings import ANNEX, DECREE, Finding, error, warning
from app.documents.paper import Heading, Paper
from app.documents.terms import PaperKind
from app.lib.text import fold

_ARTICLE_8 = f"{DECREE}, Điều 8"
WITHOUT_RECIPIENTS = frozenset(
    {
        PaperKind.AGREEMENT,
        PaperKind.MEMORANDUM,
        PaperKind.CONTRACT,
        PaperKind.OPEN_LETTER,
        PaperKind.INTRODUCTION,
        PaperKind.LEAVE_PERMIT,
    }
)
ADDRESSED = frozenset({PaperKind.OFFICIAL_LETTER, PaperKind.PROPOSAL})
RESTING = frozenset({PaperKind.DECISION, PaperKind.RESOLUTION})
_ABBREVIATIONS = {kind.abbreviation for kind in PaperKind if kind.abbreviation}
_ORGAN = re.compile(r"[A-ZĐ][A-ZĐa-zđ]*(?:[.&-][A-ZĐ][A-ZĐa-zđ0-9]*)*")
_COMMITTEE = re.compile(r"uy ban nhan dan|ubnd")
_DOUBLED_LEAD = re.compile(r"(?:v/v|về việc)\s", re.IGNORECASE)


def check(paper: Paper) -> Iterator[Finding]:
    """Parts that are missing, or that do not fit each other."""
    yield from _head(paper)
    yield from _symbol(paper)
    yield from _unit(paper)
    yield from _abstract(paper)
    yield from _opening(paper)
    yield from _body(paper)
    yield from _recipients(paper)


def _head(paper: Paper) -> Iterator[Finding]:
    if not any(line.strip() for line in paper.issuer_lines):
        yield error(
            "missing_issuer",
            "organ",
            "Thiếu tên cơ quan ban hành; hãy chọn cơ quan ban hành văn bản.",
            f"{ANNEX}, mục 2",
        )
    if not paper.place.strip():
        yield error(
            "missing_place",
            "place",
            "Thiếu địa danh trước ngày ban hành; hãy ghi tên xã, phường hoặc tỉnh.",
            f"{ANNEX}, mục 4",
        )
    if not paper.draft and paper.issued_on is None:
        yield error("missing_date", "issued_on", "Thiếu ngày ban hành.", f"{ANNEX}, mục 4")
    if not paper.draft and paper.number is None and paper.symbol:
        yield error("missing_number", "number", "Thiếu số văn bản.", f"{ANNEX}, mục 3")


def _symbol(paper: Paper) -> Iterator[Finding]:
    source = f"{ANNEX}, mục 3 và Phụ lục III"
    if not paper.symbol.strip():
        if paper.kind is not PaperKind.AGREEMENT:
            yield error("missing_symbol", "organ", "Thiếu ký hiệu văn bản.", source)
        return
    first, _, rest = paper.symbol.partition("-")
    expected = paper.kind.abbreviation
    if expected and first != expected:
        yield error(
            "symbol_of_other_kind",
            "organ",
            f"Ký hiệu “{paper.symbol}” không phải của {paper.kind.label.lower()}; "
            f"phải mở đầu bằng “{expected}-”.",
            source,
            paper.symbol,
        )
        return
    organ = rest if expected else first
    if not expected and first in _ABBREVIATIONS:
        yield error(
            "symbol_of_other_kind",
            "organ",
            f"{paper.kind.label} không ghi tên loại trong ký hiệu; hãy bỏ “{first}-”.",
            source,
            paper.symbol,
        )
    elif not _ORGAN.fullmatch(organ):
        yield warning(
            "unusual_organ",
            "organ",
            f"“{organ}” không giống chữ viết tắt tên cơ quan (ví dụ UBND, SNV).",
            source,
            organ,
        )
    elif _is_committee(paper) and not organ.startswith(("UBND", "VP")):
        yield warning(
            "organ_of_other_issuer",
            "organ",
            f"Cơ quan ban hành là Ủy ban nhân dân nhưng ký hiệu ghi “{organ}”; thường là “UBND”.",
            source,
            organ,
        )


def _unit(paper: Paper) -> Iterator[Finding]:
    symbol = paper.symbol.strip()
    if symbol and not paper.kind.abbreviation and _ORGAN.fullmatch(symbol) and "-" not in symbol:
        yield warning(
            "missing_unit",
            "unit",
            f"Ký hiệu công văn “{symbol}” thiếu chữ viết tắt đơn vị soạn thảo hoặc lĩnh vực "
            "(ví dụ UBND-VHXH); hãy ghi đơn vị soạn thảo.",
            f"{ANNEX}, mục 3 và Phụ lục III",
            symbol,
        )


def _is_committee(paper: Paper) -> bool:
    return _COMMITTEE.match(fold(" ".join(paper.issuer_lines))) is not None


def _abstract(paper: Paper) -> Iterator[Finding]:
    source = f"{ANNEX}, mục 5"
    abstract = paper.abstract.strip()
    if not abstract:
        yield error(
            "missing_abstract", "abstract", "Thiếu trích yếu; hãy ghi nội dung chính.", source
        )
        return
    if abstract.endswith((".", ";", ",")):
        yield warning(
            "abstract_ends_with_stop",
            "abstract",
            "Cuối trích yếu không có dấu câu; hãy bỏ dấu ở cuối.",
            source,
            abstract[-20:],
        )
    if paper.kind is PaperKind.OFFICIAL_LETTER and _DOUBLED_LEAD.match(abstract):
        yield warning(
            "abstract_repeats_lead",
            "abstract",
            "“V/v” được in sẵn trước trích yếu công văn; hãy bỏ “V/v”, “Về việc” đã gõ.",
            source,
            abstract[:20],
        )
    if abstract.isupper() and len(abstract) > 20:
        yield warning(
            "abstract_in_capitals",
            "abstract",
            "Trích yếu viết bằng chữ in thường, không viết hoa cả dòng.",
            source,
        )


def _opening(paper: Paper) -> Iterator[Finding]:
    if paper.kind in ADDRESSED and not any(name.strip() for name in paper.addressees):
        yield error(
            "missing_addressees",
            "addressees",
            f"{paper.kind.label} phải ghi “Kính gửi:”; hãy thêm nơi nhận để giải quyết.",
            f"{ANNEX}, mục 9",
        )
    if paper.kind is PaperKind.REPORT and not any(name.strip() for name in paper.addressees):
        yield warning(
            "missing_addressees",
            "addressees",
            "Báo cáo gửi cấp trên nên ghi “Kính gửi:”.",
            f"{ANNEX}, mục 9",
        )
    if paper.kind in RESTING and not any(base.strip() for base in paper.bases):
        yield error(
            "missing_bases",
            "bases",
            f"{paper.kind.label} phải có căn cứ ban hành; hãy thêm ít nhất một căn cứ.",
            f"{ANNEX}, mục 6",
        )
    if paper.kind is PaperKind.DECISION and not paper.authority.strip():
        yield error(
            "missing_authority",
            "authority",
            "Thiếu dòng thẩm quyền ban hành trên “QUYẾT ĐỊNH:”, ví dụ “CHỦ TỊCH ỦY BAN NHÂN DÂN "
            "XÃ …”.",
            f"{DECREE}, Phụ lục III, Mẫu 1.2",
        )


def _body(paper: Paper) -> Iterator[Finding]:
    said = [text for text in texts.in_blocks(paper.blocks) if text.strip()]
    printed_alone = ("QUYẾT ĐỊNH:",)
    if not [text for text in said if text not in printed_alone]:
        yield error(
            "missing_body",
            texts.body_field(paper),
            "Văn bản chưa có nội dung; hãy soạn nội dung trước khi trình.",
            _ARTICLE_8,
        )
    elif isinstance(paper.blocks[-1], Heading) and paper.blocks[-1].level <= 1:
        yield warning(
            "ends_with_heading",
            texts.body_field(paper),
            f"Mục cuối “{paper.blocks[-1].text}” chưa có nội dung; dấu kết thúc “./.” sẽ đứng "
            "riêng.",
            _ARTICLE_8,
            paper.blocks[-1].text,
        )
    for place, annex in enumerate(paper.annexes, start=1):
        if not texts.has_content(annex.blocks):
            yield error(
                "empty_annex",
                "annexes",
                f"Phụ lục {place} chưa có nội dung; hãy soạn hoặc bỏ phụ lục này.",
                f"{DECREE}, Phụ lục I, Phần I, Mục III",
            )


def _recipients(paper: Paper) -> Iterator[Finding]:
    source = f"{ANNEX}, mục 9"
    if paper.kind in WITHOUT_RECIPIENTS:
        return
    if not any(name.strip() for name in paper.recipients):
        found = warning if paper.kind is PaperKind.MINUTES else error
        yield found(
            "missing_recipients",
            "recipients",
            "Thiếu “Nơi nhận”; hãy thêm ít nhất một nơi nhận.",
            source,
        )
    if not paper.archive.strip():
        yield error(
            "missing_archive", "archive", "Nơi nhận thiếu dòng “Lưu:”; hãy ghi, ví dụ VT.", source
        )
    elif "VT" not in paper.archive:
        yield warning(
            "archive_without_clerk",
            "archive",
            "Dòng “Lưu:” thường mở đầu bằng “VT” (văn thư).",
            source,
            paper.archive,
        )
    for name in paper.recipients:
        if fold(name).lstrip("- ").startswith("luu:"):
            yield warning(
                "archive_twice",
                "recipients",
                f"“{name}”: dòng “Lưu:” được in sẵn; hãy bỏ dòng này khỏi nơi nhận.",
                source,
                name,
            )
