"""The guide: its files are the page, and it names only what is there."""

import re
from pathlib import Path

import pytest
from flask import Flask, url_for
from markdown_it import MarkdownIt

from app.dashboards.menu import MENU
from app.dashboards.queries import guide
from tests.world import World

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(guide.FOLDER.glob("*.md"))
SOURCES = [
    path.read_text(encoding="utf-8")
    for folder, ending in (("templates", "*.html"), ("app", "*.py"), ("app/static/js", "*.js"))
    for path in sorted((ROOT / folder).rglob(ending))
]


def test_the_front_names_every_file_once() -> None:
    assert {path.stem for path in FILES} == {guide.FRONT, *guide.front().links}
    assert [chapter.slug for chapter in guide.chapters()] == list(guide.front().links)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
        name, _, fragment = target.partition("#")
        file = guide.FOLDER / name if name else path
        chapter = guide.rendered(file.stem, file.read_text(encoding="utf-8"))
        assert not fragment or f'id="{fragment}"' in chapter.html


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_button_it_names_is_on_a_page(path: Path) -> None:
    tokens = MarkdownIt().parse(path.read_text(encoding="utf-8"))
    labels = [
        inline.children[place + 1].content
        for inline in tokens
        if inline.type == "inline" and inline.children
        for place, child in enumerate(inline.children)
        if child.type == "strong_open"
    ]
    missing = [
        part.strip()
        for label in labels
        for part in label.split("…")
        if part.strip() and not any(part.strip() in source for source in SOURCES)
    ]
    assert missing == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_entry_of_the_menu_it_sends_to_is_there(path: Path) -> None:
    entries = {entry.label for _, group in MENU for entry in group}
    sent = re.findall(r"[Vv]ào “([^”]+)”", path.read_text(encoding="utf-8"))
    assert set(sent) <= entries


def test_anyone_reads_it_signed_in_or_not(app: Flask, world: World) -> None:
    with app.test_request_context():
        assert guide.front().path == url_for("dashboards.guide")
        assert guide.chapters()[0].path == url_for(
            "dashboards.guide_chapter", slug=guide.chapters()[0].slug
        )
    inside = world.client(world.person(world.province))
    for client in (world.client(), inside):
        for chapter in [guide.front(), *guide.chapters()]:
            answer = client.get(chapter.path)
            page = answer.get_data(as_text=True)
            assert answer.status_code == 200
            assert f"<h1>{chapter.title}" in page
            for heading in chapter.headings:
                assert f'id="{heading.anchor}"' in page
                assert f'href="#{heading.anchor}"' in page
    assert inside.get("/guide/khong-co").status_code == 404
    assert inside.get("/guide/README").status_code == 404
    assert inside.get("/guide/..%2F..%2FREADME").status_code == 404


def test_html_in_a_chapter_is_shown_not_run() -> None:
    text = "# A\n\n<script>x</script> [b](javascript:alert(1)) [c](bat-dau.md#in)\n"
    chapter = guide.rendered("thu", text)
    assert chapter.title == "A"
    assert "<script>" not in chapter.html
    assert 'href="javascript' not in chapter.html
    assert 'href="/guide/bat-dau#in"' in chapter.html
