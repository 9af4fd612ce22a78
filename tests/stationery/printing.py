"""A commune with a batch of certificates, for tests; and how a PDF is read by another program."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import pdfplumber

from app.access.permissions import Role
from app.stationery.actions import blanks, certificates
from app.stationery.papers.certificates import usual_facts
from app.stationery.terms.awards import AwardForm, Honorific, SheetSize
from tests.world import Person, World

POINT = 25.4 / 72
DECIDED = date(2026, 12, 25)


@dataclass(frozen=True)
class Site:
    """A clerk, a blank and a batch with recipients."""

    clerk: Person
    blank_id: int
    batch_id: int
    row_ids: tuple[int, ...]


def facts(world: World, person: Person, **values: Any) -> dict[str, Any]:
    """What a batch of the person's tenant says."""
    usual = usual_facts(person.tenant)
    return {
        **usual,
        "form": AwardForm(usual["form"]),
        "sheet": SheetSize(usual["sheet"]),
        "title": "Tổng kết phong trào thi đua năm 2026",
        "decision_number": "125/QĐ-UBND",
        "decided_on": DECIDED,
        "signer": "Lý Thị Dương",
        "blank_id": None,
        "confirm_outside": True,
        **values,
    }


def recipient(name: str, **values: Any) -> dict[str, Any]:
    """One recipient."""
    return {
        "honorific": Honorific.MR,
        "name": name,
        "details": "Trưởng thôn Bản Hẻo, xã Điềm He",
        "achievement": "Đã có thành tích xuất sắc trong phong trào thi đua năm 2026",
        **values,
    }


def site(world: World, rows: int = 3) -> Site:
    """Điềm He with a batch of `rows` recipients and a usual blank."""
    clerk = world.person(world.commune("Điềm He"), Role.OFFICER)
    with world.acting(clerk):
        blank = blanks.draft_usual(usual="letter_a4", by=clerk)
        batch = certificates.draft(facts=facts(world, clerk, blank_id=blank.id), by=clerk)
        added = certificates.add(
            batch_id=batch.id,
            rows=[recipient(f"Hoàng Văn {number}") for number in range(1, rows + 1)],
            by=clerk,
        )
        return Site(clerk, blank.id, batch.id, tuple(row.id for row in added))


@dataclass(frozen=True)
class Word:
    """A line of letters as a reader of PDF finds it: left edge and foot in mm from the upper left
    corner, size in points."""

    text: str
    x: float
    y: float
    end: float
    size: float
    font: str


def lines(content: bytes, page: int = 0) -> list[Word]:
    """The lines of letters of one page, by height then left edge."""
    with pdfplumber.open(io.BytesIO(content)) as file:
        sheet = file.pages[page]
        height = float(sheet.height)
        runs: list[list[Any]] = []
        for char in sheet.chars:
            last = runs[-1][-1] if runs else None
            if (
                last is not None
                and abs(last["matrix"][5] - char["matrix"][5]) < 0.01
                and abs(last["x1"] - char["x0"]) < 0.5
                and last["fontname"] == char["fontname"]
            ):
                runs[-1].append(char)
            else:
                runs.append([char])
        return [_word(run, height) for run in runs]


def _word(run: list[Any], height: float) -> Word:
    return Word(
        "".join(char["text"] for char in run),
        float(run[0]["x0"]) * POINT,
        (height - float(run[0]["matrix"][5])) * POINT,
        float(run[-1]["x1"]) * POINT,
        float(run[0]["size"]),
        run[0]["fontname"],
    )


def sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in millimetres."""
    with pdfplumber.open(io.BytesIO(content)) as file:
        return [
            (round(float(page.width) * POINT, 1), round(float(page.height) * POINT, 1))
            for page in file.pages
        ]
