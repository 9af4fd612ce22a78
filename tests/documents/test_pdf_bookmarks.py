"""Many papers in one file are found by their bookmarks, and the file keeps its faces once."""

from dataclasses import replace
from io import BytesIO

import pdfplumber

from app.documents import pdf
from tests.documents import kinds

INVITED = tuple(f"Chủ tịch Ủy ban nhân dân xã số {n}" for n in range(1, 13))


def test_each_invitation_has_a_bookmark_that_leads_to_its_page() -> None:
    papers = [replace(kinds.INVITATION, addressees=(name,)) for name in INVITED]
    with pdfplumber.open(BytesIO(pdf.draw_bound(papers))) as book:
        pages = {page.page_obj.pageid: page.page_number for page in book.pages}
        found = [(title, pages[dest[0].objid]) for _, title, dest, _, _ in book.doc.get_outlines()]
        assert [title for title, _ in found] == [
            f"{n}. {name}" for n, name in enumerate(INVITED, start=1)
        ]
        for (_, number), name in zip(found, INVITED, strict=True):
            assert name in " ".join((book.pages[number - 1].extract_text() or "").split())


def test_papers_to_many_are_bookmarked_by_title() -> None:
    paper = replace(kinds.NOTICE, addressees=INVITED[:3])
    with pdfplumber.open(BytesIO(pdf.draw_bound([paper, paper]))) as book:
        titles = [title for _, title, _, _, _ in book.doc.get_outlines()]
    assert titles[0].startswith("1. Thông báo")
    assert len(titles) == 2


def test_a_hundred_more_papers_add_little_more_than_their_words() -> None:
    one = len(pdf.draw_bound([kinds.INVITATION]))
    many = len(pdf.draw_bound([kinds.INVITATION] * 21))
    assert (many - one) / 20 < one / 5
