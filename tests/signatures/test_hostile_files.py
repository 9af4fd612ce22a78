"""Files that were made to deceive or to exhaust: never "intact", never an error, never a wait."""

import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter, copy_into_new_writer
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.signatures.terms import Verdict
from tests.signatures.kit import drawn, kit, report, signed_by, twice_signed

Change = Callable[[bytes], bytes]


def _updated(content: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with an increment that nobody signed."""
    writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
    change(writer)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    reference, _ = writer.find_page_for_modification(0)
    page = reference.get_object()
    assert isinstance(page, generic.DictionaryObject)
    writer.mark_update(reference)
    return page


def _stream(data: bytes) -> generic.StreamObject:
    return generic.StreamObject(stream_data=data)


def _replaced_content(content: bytes) -> bytes:
    """The page draws something else."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = _page(writer)
        page["/Contents"] = writer.add_object(_stream(b"q 1 0 0 rg 50 50 400 700 re f Q"))

    return _updated(content, change)


def _rewritten_stream(content: bytes) -> bytes:
    """The very object of the page's content is written anew."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = _page(writer)
        raw = page.raw_get("/Contents")
        first = raw if isinstance(raw, generic.IndirectObject) else raw.raw_get(0)
        stream = first.get_object()
        assert isinstance(stream, generic.StreamObject)
        stream._data = b"BT ET " + stream.data.replace(b"Tj", b"Tj", 1)
        stream._encoded_data = None
        writer.mark_update(first)

    return _updated(content, change)


def _swapped_font(content: bytes) -> bytes:
    """The letters stay, their shapes change: the font's dictionary is written anew."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        fonts = _page(writer)["/Resources"]["/Font"]
        name = next(iter(fonts))
        reference = fonts.raw_get(name)
        font = reference.get_object()
        font["/Encoding"] = pdf_name("/MacRomanEncoding")
        writer.mark_update(reference)

    return _updated(content, change)


def _note_over_text(kind: str) -> Change:
    def over(content: bytes) -> bytes:
        def change(writer: IncrementalPdfFileWriter) -> None:
            page = _page(writer)
            look = generic.StreamObject(
                {
                    pdf_name("/Type"): pdf_name("/XObject"),
                    pdf_name("/Subtype"): pdf_name("/Form"),
                    pdf_name("/BBox"): generic.ArrayObject(
                        map(generic.NumberObject, (0, 0, 300, 60))
                    ),
                },
                stream_data=b"1 1 1 rg 0 0 300 60 re f",
            )
            note = generic.DictionaryObject(
                {
                    pdf_name("/Type"): pdf_name("/Annot"),
                    pdf_name("/Subtype"): pdf_name(f"/{kind}"),
                    pdf_name("/Rect"): generic.ArrayObject(
                        map(generic.NumberObject, (100, 400, 400, 460))
                    ),
                    pdf_name("/F"): generic.NumberObject(4),
                    pdf_name("/AP"): generic.DictionaryObject(
                        {pdf_name("/N"): writer.add_object(look)}
                    ),
                }
            )
            page["/Annots"] = generic.ArrayObject(
                [*page.get("/Annots", ()), writer.add_object(note)]
            )

        return _updated(content, change)

    return over


def _changed_stamp(content: bytes) -> bytes:
    """The picture of the leader's signature is drawn anew, over what the seal's signer saw."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        for note in _page(writer)["/Annots"]:
            field = note.get_object() if hasattr(note, "get_object") else note
            if field.get("/T") == "KyLanhDao":
                reference = field["/AP"].raw_get("/N")
                look = reference.get_object()
                look._data, look._encoded_data = b"1 0 0 rg 0 0 500 500 re f", None
                writer.mark_update(reference)

    return _updated(content, change)


def _removed_page_content(content: bytes) -> bytes:
    """The page is emptied."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        del _page(writer)["/Contents"]

    return _updated(content, change)


def _hidden_layer(content: bytes) -> bytes:
    """The catalogue switches layers: what was hidden is shown."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root["/OCProperties"] = generic.DictionaryObject(
            {pdf_name("/D"): generic.DictionaryObject({pdf_name("/BaseState"): pdf_name("/OFF")})}
        )
        writer.update_root()

    return _updated(content, change)


def _script(content: bytes) -> bytes:
    """The file does something when opened."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root["/OpenAction"] = generic.DictionaryObject(
            {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("x()")}
        )
        writer.update_root()

    return _updated(content, change)


def _junk_at_the_end(content: bytes) -> bytes:
    return content + b"\n" + b"rac " * 40


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_replaced_content, "Nội dung bị sửa ở trang 1."),
        (_rewritten_stream, "Nội dung bị sửa ở trang 1."),
        (_swapped_font, "Nội dung bị sửa ở trang 1."),
        (_removed_page_content, "Nội dung bị sửa ở trang 1."),
        (_note_over_text("FreeText"), "Thêm 1 ghi chú, dấu hoặc hình ở trang 1."),
        (_note_over_text("Stamp"), "Thêm 1 ghi chú, dấu hoặc hình ở trang 1."),
        (_note_over_text("Square"), "Thêm 1 ghi chú, dấu hoặc hình ở trang 1."),
        (_changed_stamp, "Hình chữ ký hoặc dấu bị vẽ lại ở trang 1."),
        (_hidden_layer, "Các lớp ẩn, hiện của tệp bị thay đổi."),
        (_script, "Lệnh chạy khi mở tệp bị thay đổi."),
    ],
    ids=lambda one: getattr(one, "__name__", "")[:20],
)
def test_a_shadow_over_what_was_signed_is_told(change: Change, told: str) -> None:
    found = report(change(twice_signed()))
    assert found.verdict is Verdict.INVALID
    for one in found.signatures:
        assert not one.is_intact
        assert told in one.changes


def _form() -> bytes:
    """A page with a box that was filled in before signing."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.drawString(100, 700, "Số tiền thưởng:")
    canvas.acroForm.textfield(name="amount", value="1.000.000", x=200, y=690, width=120, height=20)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _box(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    """The box, to be written anew."""
    reference = writer.root["/AcroForm"]["/Fields"].raw_get(0)
    writer.mark_update(reference)
    found = reference.get_object()
    assert isinstance(found, generic.DictionaryObject)
    return found


def _other_value(content: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        _box(writer)["/V"] = generic.pdf_string("9.000.000")

    return _updated(content, change)


def _other_look(content: bytes) -> bytes:
    """The value stays, what is seen of it does not."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        look = generic.StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 120, 20))),
            },
            stream_data=b"1 1 1 rg 0 0 120 20 re f",
        )
        _box(writer)["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})

    return _updated(content, change)


def _hidden_box(content: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        _box(writer)["/F"] = generic.NumberObject(2)

    return _updated(content, change)


@pytest.mark.parametrize("change", [_other_value, _other_look, _hidden_box])
def test_a_box_of_a_form_that_changed_since_is_told(change: Change) -> None:
    signed = signed_by(kit().leader, _form())
    assert report(signed).verdict is Verdict.VALID
    found = report(change(signed))
    assert found.verdict is Verdict.INVALID
    assert "Giá trị ô biểu mẫu bị thay đổi." in found.signatures[0].changes


def _empty_field_over_text(content: bytes) -> bytes:
    """A field for a signature that nobody made, with a white sheet as its picture."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = _page(writer)
        look = generic.StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 400, 300))),
            },
            stream_data=b"1 1 1 rg 0 0 400 300 re f",
        )
        field = writer.add_object(
            generic.DictionaryObject(
                {
                    pdf_name("/Type"): pdf_name("/Annot"),
                    pdf_name("/Subtype"): pdf_name("/Widget"),
                    pdf_name("/FT"): pdf_name("/Sig"),
                    pdf_name("/T"): generic.pdf_string("Che"),
                    pdf_name("/F"): generic.NumberObject(132),
                    pdf_name("/Rect"): generic.ArrayObject(
                        map(generic.NumberObject, (100, 300, 500, 600))
                    ),
                    pdf_name("/AP"): generic.DictionaryObject(
                        {pdf_name("/N"): writer.add_object(look)}
                    ),
                }
            )
        )
        page["/Annots"] = generic.ArrayObject([*page["/Annots"], field])
        form = writer.root["/AcroForm"]
        form["/Fields"] = generic.ArrayObject([*form["/Fields"], field])
        writer.update_container(form)

    return _updated(content, change)


def test_a_picture_that_poses_as_a_signature_is_told() -> None:
    found = report(_empty_field_over_text(twice_signed()))
    assert found.verdict is Verdict.INVALID
    for one in found.signatures:
        assert "Thêm ô chữ ký chưa ký, có hình, ở trang 1." in one.changes


def test_what_hangs_on_the_end_is_told() -> None:
    found = report(_junk_at_the_end(twice_signed()))
    assert found.verdict is Verdict.INVALID
    assert "Có dữ liệu lạ nối vào cuối tệp." in found.signatures[-1].changes
    assert report(twice_signed() + b"\r\n\n").verdict is Verdict.VALID


def test_the_headline_says_that_a_file_was_changed_and_never_that_it_is_whole() -> None:
    for change in (_replaced_content, _junk_at_the_end, _empty_field_over_text):
        headline = report(change(twice_signed())).headline
        assert headline.startswith("Tệp đã bị sửa sau khi ký: ")
        assert "nguyên vẹn" not in headline


def _locked() -> bytes:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(drawn())))
    assert isinstance(writer, PdfFileWriter)
    writer.encrypt("chu", "khach")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _without_pages() -> bytes:
    body = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    second = len(body)
    body += b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    table = len(body)
    entries = f"0000000009 00000 n \n{second:010} 00000 n \n".encode()
    return body + (
        b"xref\n0 3\n0000000000 65535 f \n" + entries + b"trailer<</Size 3/Root 1 0 R>>\n"
        b"startxref\n" + str(table).encode() + b"\n%%EOF\n"
    )


def _table_that_bites_its_tail() -> bytes:
    """The cross-reference table names itself as the one before it."""
    whole = _without_pages()
    table = whole.rindex(b"xref\n0 3")
    return whole.replace(b"/Size 3", b"/Size 3/Prev " + str(table).encode())


def _pages_that_bite_their_tail() -> bytes:
    return _without_pages().replace(b"Kids[]/Count 0", b"Kids[2 0 R]/Count 9")


def _bomb() -> bytes:
    """A page whose content grows from 200 KB to 200 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0" * 2**20) for _ in range(200)) + packer.flush()

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = _page(writer)
        stream = generic.StreamObject(
            {pdf_name("/Filter"): pdf_name("/FlateDecode")}, encoded_data=packed
        )
        page["/Contents"] = writer.add_object(stream)

    return _updated(drawn(), change)


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (_locked, Verdict.UNREADABLE),
        (_without_pages, Verdict.UNSIGNED),
        (_table_that_bites_its_tail, Verdict.UNREADABLE),
        (_pages_that_bite_their_tail, Verdict.UNSIGNED),
        (_bomb, Verdict.UNSIGNED),
    ],
)
def test_what_was_made_to_exhaust_is_reported(
    content: Callable[[], bytes], verdict: Verdict
) -> None:
    found = report(content())
    assert found.verdict is verdict
    assert found.signatures == ()


def test_a_bomb_can_be_signed_and_checked_without_being_unpacked() -> None:
    assert report(signed_by(kit().leader, _bomb())).verdict is Verdict.VALID


def test_pages_in_a_loop_after_signing_are_told() -> None:
    def change(writer: IncrementalPdfFileWriter) -> None:
        pages = writer.root["/Pages"]
        pages["/Kids"] = generic.ArrayObject([writer.root.raw_get("/Pages")])
        writer.update_container(pages)

    found = report(_updated(twice_signed(), change))
    assert found.verdict in (Verdict.INVALID, Verdict.UNREADABLE)
