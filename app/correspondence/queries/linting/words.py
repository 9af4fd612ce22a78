"""The words themselves: secrets, slips of typing, abbreviations."""

import re
from collections.abc import Iterator

from app.correspondence.queries.linting import texts
from app.correspondence.queries.linting.findings import ANNEX, DECREE, Finding, error, warning
from app.correspondence.queries.linting.texts import Text
from app.documents.paper import Paper
from app.intake.queries import organs, slips
from app.intake.queries.letters import bare
from app.intake.queries.slips import Slip
from app.intake.terms import Level, Note

SECRETS = "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15"
_MARKS = r"(?:TUYỆT MẬT|TỐI MẬT|MẬT)"
_SECRET = re.compile(
    rf"^[\W_]*{_MARKS}[\W_]*$|[(\[]\s*{_MARKS}\s*[)\]]|"
    rf"(?:[Đđ]ộ mật|ĐỘ MẬT)\s*:?\s*(?:{_MARKS}|[Tt]uyệt mật|[Tt]ối mật|[Mm]ật)",
    re.MULTILINE,
)
_ABBREVIATION = re.compile(r"(?<![\w/.-])[A-ZĐĂÂÊÔƠƯ][A-ZĐĂÂÊÔƠƯa-zđ]*[A-ZĐĂÂÊÔƠƯ](?![\w/])")
_ROMAN = re.compile(r"M{0,3}D?C{0,4}L?X{0,4}(?:IX|IV|V?I{0,3})")
_DEFINED = re.compile(
    r"\((?:[^()]{0,40}?(?:là|gọi tắt|viết tắt)[^()]{0,20}?)?\s*“?(?P<short>[^()\s“”]+)”?\)"
)
_KNOWN = frozenset(
    word
    for line in (
        "UBND HĐND MTTQ UBMTTQ TĐKT HĐTĐKT TTHC CCHC CNTT KT TM TL TUQ VT NN CP QH TW TU BNV TT",
        "NQ CT KH BC QĐ TTr TB HD CTr BB GM CV NĐ LĐLĐ LHPN CCB TNCS THCS THPT PTDT PTDTBT",
        "PTDTNT DTTS GDĐT GD LĐTBXH VHTTDL VHXH KTXH ANTT ATGT ATTP PCCC BHXH BHYT GRDP GDP OCOP",
        "NTM NSNN CBCCVC CBCC HTX TP HCM VN ASEAN COVID PDF XLSX DOCX USB QR SMS",
    )
    for word in line.split()
)
_MOST = 12


def check(paper: Paper) -> Iterator[Finding]:
    """What stands in any text of the paper."""
    found = list(texts.of(paper))
    yield from _secrets(paper, found)
    yield from _slips(paper, found)
    yield from _abbreviations(found)


def _secrets(paper: Paper, found: list[Text]) -> Iterator[Finding]:
    """A secret mark: such papers are not kept in this system at all."""
    for each in found:
        match = _SECRET.search(each.text)
        if match is not None:
            yield error(
                "secret_mark",
                each.field,
                f"Văn bản có dấu độ mật “{match.group().strip()}”. Văn bản mật không được soạn, "
                "lưu, gửi trên hệ thống này; hãy bỏ khỏi hệ thống và làm theo quy định về bí mật "
                "nhà nước.",
                SECRETS,
                match.group(),
            )


def _slips(paper: Paper, found: list[Text]) -> Iterator[Finding]:
    issuer = " ".join(paper.issuer_lines)
    unit = organs.unit_word(issuer) if organs.level_of(issuer) is Level.COMMUNE else None
    told = 0
    for each in found:
        for slip in slips.in_text(each.text, unit):
            told += 1
            if told > _MOST:
                return
            yield warning(
                slip.code.value,
                each.field,
                _said(slip, unit),
                f"{ANNEX}, mục 6",
                slip.printed,
            )


def _said(slip: Slip, unit: str | None) -> str:
    said = slip.message
    if slip.code is Note.UNIT_MISMATCH:
        said = f"Văn bản của {unit} nhưng ở đây ghi “{slip.printed}”."
    return said if slip.right is None else f"{said} Hãy sửa thành “{slip.right}”."


def _abbreviations(found: list[Text]) -> Iterator[Finding]:
    """Abbreviations that nobody can look up in the paper, each once."""
    defined = {bare(match["short"]) for each in found for match in _DEFINED.finditer(each.text)} | {
        bare(word) for word in _KNOWN
    }
    unknown: dict[str, str] = {}
    for each in found:
        if each.field in ("recipients", "archive", "bases") or each.text.isupper():
            continue
        for match in _ABBREVIATION.finditer(_in_small_letters(each.text)):
            if bare(match.group()) not in defined and not _ROMAN.fullmatch(match.group()):
                unknown.setdefault(match.group(), each.field)
    for short, field in list(unknown.items())[:_MOST]:
        yield warning(
            "undefined_abbreviation",
            field,
            f"“{short}” chưa được giải thích; lần đầu hãy viết đủ rồi ghi “(sau đây gọi tắt là "
            f"{short})”.",
            f"{DECREE}, Phụ lục I, Phần I, Mục II, mục 6",
            short,
        )


def _in_small_letters(text: str) -> str:
    """The text without its words in capitals that stand together: titles, no abbreviations."""
    return re.sub(r"(?:[A-ZĐĂÂÊÔƠƯÀ-Ỹ]{2,}[\s,.-]+){2,}[A-ZĐĂÂÊÔƠƯÀ-Ỹ]{2,}", " ", text)
