"""Files as they come from other desks: with traces of their making, turned, locked, renamed."""

import io
import zipfile
from collections.abc import Iterator

import pypdfium2
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from reportlab.pdfgen.canvas import Canvas

from app import intake
from app.documents import pdf
from app.lib.errors import Invalid
from tests.documents import kinds
from tests.intake.builders import Word
from tests.intake.printed import as_printed, compared

HEAD = ("KẾ HOẠCH", "Công tác thi đua năm 2026")
STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
NAMES = (
    nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def _run(text: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _with(*paragraphs: str) -> Word:
    """A Word file whose paragraphs after the title are given as Word writes them."""
    word = Word().lines(*HEAD)
    body = word.document.element.body
    for inner in paragraphs:
        body.insert(len(body) - 1, parse_xml(f"<w:p {NAMES}>{inner}</w:p>"))
    return word


def _deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="a">{_run(text).replace("w:t", "w:delText")}</w:del>'


def _box(text: str) -> str:
    inner = f"<w:txbxContent><w:p>{_run(text)}</w:p></w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


_MARK = '<w:pPr><w:rPr><w:del w:id="2" w:author="a"/></w:rPr></w:pPr>'
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run("20/11/2026")}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
WORDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "changes that are tracked": (
        (_run("Giữ ") + _deleted("bỏ") + f'<w:ins w:id="3" w:author="a">{_run("thêm")}</w:ins>',),
        ("Giữ thêm",),
    ),
    "words that were moved": (
        (
            f'<w:moveFrom w:id="1" w:author="a">{_run("chỗ cũ")}</w:moveFrom>'
            f'<w:moveTo w:id="2" w:author="a">{_run("chỗ mới")}</w:moveTo>',
        ),
        ("chỗ mới",),
    ),
    "an end of line that was deleted": (
        (_MARK + _run("Trao thưởng "), _run("cho tập thể")),
        ("Trao thưởng cho tập thể",),
    ),
    "comments and footnotes": (
        (
            '<w:commentRangeStart w:id="0"/>' + _run("Số liệu")
            + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
            + '<w:r><w:footnoteReference w:id="2"/></w:r>' + _run(" năm 2026"),
        ),
        ("Số liệu năm 2026",),
    ),
    "fields": (
        (_FIELD, f'<w:fldSimple w:instr="PAGE">{_run("7")}</w:fldSimple>'),
        ("20/11/2026", "7"),
    ),
    "content controls and links": (
        (
            f"<w:sdt><w:sdtPr/><w:sdtContent>{_run('Trong ô')}</w:sdtContent></w:sdt>",
            f"<w:hyperlink>{_run('Trong liên kết')}</w:hyperlink>",
        ),
        ("Trong ô", "Trong liên kết"),
    ),
    "hidden words, and words that were shown again": (
        (_run("Thấy", '<w:vanish w:val="0"/>') + _run("ẩn", "<w:vanish/>"),),
        ("Thấy",),
    ),
    "text boxes, once": ((_run("Ngoài") + _box("Trong khung"),), ("Ngoài", "Trong khung")),
}  # fmt: skip


@pytest.mark.parametrize("what", WORDS)
def test_what_word_leaves_in_a_file_is_read_as_it_shows(what: str) -> None:
    made, shown = WORDS[what]
    assert intake.read(_with(*made).bytes(), "a.docx").lines == (*HEAD, *shown)


def test_a_table_in_a_table_is_read_in_its_cell() -> None:
    word = Word().lines(*HEAD)
    table = word.table([("TT", "Nội dung"), ("1", "Ngoài")])
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Trong một", "Trong hai"
    assert intake.read(word.bytes(), "a.docx").lines[-1] == "1\tNgoài Trong một Trong hai"


def test_a_file_saved_as_strict_open_xml_is_read() -> None:
    box, made = io.BytesIO(), zipfile.ZipFile(io.BytesIO(_with(_run("Một việc")).bytes()))
    with zipfile.ZipFile(box, "w") as archive:
        for entry in made.infolist():
            content = made.read(entry)
            for usual, strict in STRICT.items():
                content = content.replace(usual, strict)
            archive.writestr(entry.filename, content)
    assert intake.read(box.getvalue(), "a.docx").lines == (*HEAD, "Một việc")


def _turned(data: bytes, *angles: int) -> bytes:
    """The file with its sheets turned, one angle after the other."""
    document = pypdfium2.PdfDocument(data)
    for place, page in enumerate(document):
        page.set_rotation(angles[place % len(angles)])
        page.close()
    box = io.BytesIO()
    document.save(box)
    document.close()
    return box.getvalue()


@pytest.mark.parametrize("angles", [(90,), (180,), (270,), (0, 90, 180)])
def test_pages_that_lie_askew_are_read_upright(angles: tuple[int, ...]) -> None:
    data = pdf.draw(kinds.DECISION)
    turned = _turned(data, *angles)
    assert intake.read(turned, "a.pdf").lines == intake.read(data, "a.pdf").lines
    read = intake.read_paper(turned, "a.pdf")
    assert compared(read) == compared(as_printed(kinds.DECISION, charts=False))


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_words_written_up_the_page_are_read(angle: int) -> None:
    canvas = Canvas("unused.pdf")
    canvas.rotate(90)
    for line, text in enumerate(("KE HOACH cong tac nam 2026", "Dong thu hai cua van ban")):
        canvas.drawString(100, -300 - 20 * line, text)
    read = intake.read(_turned(bytes(canvas.getpdfdata()), angle), "a.pdf")
    assert read.lines == ("KE HOACH cong tac nam 2026", "Dong thu hai cua van ban")


def _harmful() -> Iterator[tuple[str, bytes, str, str]]:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    yield "an old file renamed", ole, "ke-hoach.docx", r"đời cũ \(\.doc\)"
    yield "a page renamed", b"<html><body>KE HOACH</body></html>", "a.docx", "bị hỏng"
    yield "an archive renamed", _zip("a.txt", b"x"), "a.docx", "không phải tệp Word"
    bomb = _zip("word/document.xml", b"<w>" + b" " * 40 * 2**20)
    yield "a bomb", bomb, "a.docx", "nén bất thường"
    inner = _zip("word/document.xml", b"<w:document")
    yield "a broken one", inner, "a.docx", "Tệp Word bị hỏng"
    deep = b"<a>" * 300_000
    yield "a deep one", _zip("word/document.xml", deep), "a.docx", "bị hỏng|bất thường"
    canvas = Canvas("unused.pdf")
    for _ in range(500):
        canvas.drawString(50, 700, "KE HOACH")
        canvas.showPage()
    yield "five hundred pages", bytes(canvas.getpdfdata()), "a.pdf", "dài hơn 200 trang"


def _zip(name: str, content: bytes) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return box.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [pytest.param(data, name, said, id=what) for what, data, name, said in _harmful()],
)
@pytest.mark.parametrize("read", [intake.read, intake.read_paper])
def test_harmful_and_mistaken_files_are_answered_in_words(
    read: object, data: bytes, name: str, said: str
) -> None:
    assert callable(read)
    with pytest.raises(Invalid, match=said) as refused:
        read(data, name)
    assert list(refused.value.fields) == ["file"]
