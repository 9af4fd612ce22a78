"""What is seen of signatures, and where: measured on the signed page."""

from datetime import UTC, datetime
from io import BytesIO

import pdfplumber
import pytest
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from reportlab.lib.units import mm

from app.documents import pdf
from app.signatures.pades import places, stamps
from app.signatures.pades.signing import SigningFailed, Visible
from deploy.demo import stamp_pictures
from tests.signatures.kit import (
    SIGNER,
    drawn,
    kit,
    paper,
    report,
    signed_by,
    twice_signed,
)


def _rect(content: bytes, field: str) -> tuple[int, list[float]]:
    reader = PdfFileReader(BytesIO(content))
    for number in range(int(reader.root["/Pages"]["/Count"])):
        page = reader.find_page_for_modification(number)[0].get_object()
        if "/Annots" not in page:
            continue
        for note in page["/Annots"]:
            if note.get_object().get("/T") == field:
                return number, [float(side) for side in note.get_object()["/Rect"]]
    raise AssertionError(f"no field {field}")


def test_the_signature_stands_between_capacity_and_name_and_the_seal_covers_its_left_third() -> (
    None
):
    content = twice_signed()
    page, (left, bottom, right, top) = _rect(content, "KyLanhDao")
    with pdfplumber.open(BytesIO(drawn())) as file:
        found = file.pages[page]
        name = found.search(SIGNER)[-1]
        capacity = found.search("CHỦ TỊCH")[-1]
        height = float(found.height)
    assert height - name["top"] < bottom < top < height - capacity["bottom"]
    assert (left + right) / 2 == pytest.approx((name["x0"] + name["x1"]) / 2, abs=1)
    assert right - left <= 50 * mm + 1
    seal_page, (seal_left, seal_bottom, seal_right, seal_top) = _rect(content, "KyCoQuan")
    assert seal_page == page
    assert seal_right - seal_left == pytest.approx(36 * mm, abs=1)
    assert seal_top - seal_bottom == pytest.approx(36 * mm, abs=1)
    assert (seal_right - left) / (right - left) == pytest.approx(1 / 3, abs=0.02)
    assert seal_left < left
    assert (seal_top + seal_bottom) / 2 == pytest.approx((top + bottom) / 2, abs=1)


def test_a_long_paper_is_signed_on_the_page_that_carries_the_signature() -> None:
    content = pdf.draw(paper(paragraphs=90))
    place = places.of_signature(content, SIGNER)
    with pdfplumber.open(BytesIO(content)) as file:
        pages = [page.page_number - 1 for page in file.pages if page.search(SIGNER)]
    assert place is not None
    assert pages == [place.page]
    assert place.page > 0


def test_in_a_strange_file_the_name_is_looked_for() -> None:
    stranger = drawn().replace(b"signing-space", b"another-space")
    assert stranger != drawn()
    by_name, by_drawing = (
        places.of_signature(stranger, SIGNER),
        places.of_signature(drawn(), SIGNER),
    )
    assert by_name is not None
    assert by_drawing is not None
    assert by_name.x == pytest.approx(by_drawing.x, abs=3)
    assert by_name.y == pytest.approx(by_drawing.y, abs=12)
    assert places.of_signature(stranger, "Người Không Có") is None


def test_a_chosen_place_must_be_on_the_page() -> None:
    assert places.at(1, 105, 100, drawn()).x == pytest.approx(105 * mm)
    for wrong in ((2, 105, 100), (1, 300, 100), (1, 105, 400)):
        with pytest.raises(ValueError, match=r"page|point"):
            places.at(*wrong, drawn())


def test_without_an_image_name_and_time_are_written_in_vietnamese_letters() -> None:
    at = datetime(2026, 1, 5, 2, 30, tzinfo=UTC)
    assert stamps.iso(at) == "2026-01-05T09:30:00+07:00"
    text = stamps.note(("ỦY BAN NHÂN DÂN XÃ ĐIỀM HE",), at)
    box = places.top_right(drawn(), text)
    content = signed_by(kit().organ, drawn(), field="KyCoQuan", visible=Visible(text, box))
    assert report(content).is_valid
    with pdfplumber.open(BytesIO(stamps.draw(text))) as file:
        letters = file.pages[0].chars
        assert "ỦY BAN NHÂN DÂN XÃ ĐIỀM HE" in file.pages[0].extract_text()
        assert "2026-01-05T09:30:00+07:00" in file.pages[0].extract_text()
    assert {round(letter["size"]) for letter in letters} == {10}
    assert all("LiberationSerif" in letter["fontname"] for letter in letters)
    page, (left, _, right, top) = _rect(content, "KyCoQuan")
    assert page == 0
    assert right == pytest.approx(595 - 20 * mm, abs=1.5)
    assert top > 842 - 6 * mm
    assert left > 595 / 2


def _png(size: tuple[int, int], colour: tuple[int, ...], mode: str = "RGBA") -> bytes:
    file = BytesIO()
    Image.new(mode, size, colour).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "PNG"),
        (b"\xff\xd8\xff" + b"0" * 100, "PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "hỏng"),
        (_png((30, 30), (0, 0, 255, 90)), "quá nhỏ"),
        (_png((3000, 3000), (0, 0, 255, 90)), "nhiều điểm"),
        (_png((100, 100), (255, 255, 255), "RGB"), "nền trong suốt"),
        (_png((100, 100), (255, 255, 255, 0)), "không có nét"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * (600 * 1024), "quá lớn"),
    ],
)
def test_what_is_no_stamp_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(stamps.StampError, match=told):
        stamps.check_image(content)


def test_the_pictures_of_the_demo_are_stamps() -> None:
    for image in (stamp_pictures.signature(1), stamp_pictures.seal("SỞ NỘI VỤ", "TỈNH LẠNG SƠN")):
        stamps.check_image(image)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"khong phai PDF", drawn()[:3000]])
def test_a_broken_file_is_not_signed_and_says_so(content: bytes) -> None:
    with pytest.raises(SigningFailed, match="Không ký được tệp này"):
        signed_by(kit().leader, content)


def test_a_page_shows_a_stamp_small() -> None:
    image = stamp_pictures.seal("SỞ NỘI VỤ", "TỈNH LẠNG SƠN")
    small = stamps.seen(image)
    assert len(small) < 30_000 < len(image)
    with Image.open(BytesIO(small)) as shown:
        assert shown.convert("RGBA").getpixel((0, 0))[3] == 0
        assert max(shown.size) <= 400
