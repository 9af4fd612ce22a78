"""The Word file as an office suite lays it out, beside the drawn page."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from app.documents import docx as word
from app.documents.paper import Paper
from tests.documents import kinds
from tests.documents.reading import MM, Leaf, leaves, read

OFFICE = shutil.which("soffice")
PAPERS: dict[str, Paper] = {
    **kinds.KINDS,
    "CV-40": replace(
        kinds.LETTER,
        recipients=tuple(f"Ban Chỉ đạo phong trào thi đua thôn số {n} (t/h)" for n in range(1, 41)),
        blocks=kinds.LETTER.blocks * 4,
    ),
}
NEAR = 1.5
"""Millimetres by which the two may differ."""


@pytest.fixture(scope="module", name="laid_out")
def _laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Leaf, ...]]:
    """The pages of every kind, made by one run of the office suite."""
    folder = tmp_path_factory.mktemp("word")
    names = {f"p{n}": kind for n, kind in enumerate(PAPERS)}
    for name, kind in names.items():
        (folder / f"{name}.docx").write_bytes(word.write(PAPERS[kind]))
    assert OFFICE is not None
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *(str(folder / f"{name}.docx") for name in names),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {kind: read(Path(folder / f"{name}.pdf").read_bytes()) for name, kind in names.items()}


def test_the_head_stands_where_it_is_drawn(laid_out: dict[str, tuple[Leaf, ...]]) -> None:
    for kind, paper in PAPERS.items():
        office, drawn = laid_out[kind][0], leaves(paper)[0]
        for text in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"):
            for one, other in zip(office.find(text), drawn.find(text), strict=True):
                assert one.size == other.size
                assert one.x0 / MM == pytest.approx(other.x0 / MM, abs=NEAR), (kind, text)
                assert one.bottom / MM == pytest.approx(other.bottom / MM, abs=NEAR), (kind, text)


def test_the_rule_of_the_motto_keeps_its_length(laid_out: dict[str, tuple[Leaf, ...]]) -> None:
    for kind, pages in laid_out.items():
        motto = pages[0].span("Độc lập - Tự do - Hạnh phúc")
        rules = [
            rule
            for rule in pages[0].rules
            if abs(rule.x0 - motto[0]) < MM and abs(rule.x1 - motto[1]) < MM
        ]
        assert rules, kind


def test_pages_are_numbered_as_they_are_drawn(laid_out: dict[str, tuple[Leaf, ...]]) -> None:
    for kind, pages in laid_out.items():
        count = len(PAPERS[kind].annexes)
        body = pages[: len(pages) - count] if count else pages
        numbers = [leaf.number() for leaf in body]
        assert numbers == ["", *map(str, range(2, len(body) + 1))], kind
        for leaf in pages[len(body) :]:
            assert leaf.number() == "", kind


def test_the_signature_is_never_alone_on_a_page(laid_out: dict[str, tuple[Leaf, ...]]) -> None:
    for kind, pages in laid_out.items():
        position = PAPERS[kind].signature.position.upper()
        signed = [leaf for leaf in pages if "./." in leaf.text]
        assert len(signed) == 1, kind
        if kind != "giao-uoc":
            assert position in signed[0].text, kind


def test_no_page_has_a_single_row_of_signatures(laid_out: dict[str, tuple[Leaf, ...]]) -> None:
    last = laid_out["giao-uoc"][-1].text
    assert last.count("CHỦ TỊCH") == 4


def test_many_recipients_go_on_below_the_signer(laid_out: dict[str, tuple[Leaf, ...]]) -> None:
    signed, last = laid_out["CV-40"][-2:]
    assert signed.find("Nơi nhận:")
    assert signed.find("Hoàng Văn Nam")
    assert "thôn số 40 (t/h);" in last.flat
    assert "- Lưu: VT, VHXH (25b)." in last.flat


def test_a_wide_table_lies_across(laid_out: dict[str, tuple[Leaf, ...]]) -> None:
    lying = [leaf.width > leaf.height for leaf in laid_out["BC-ngang"]]
    assert lying[0] is lying[-1] is False
    assert all(lying[1:-1])
