"""Every page that every role of the demo province reaches by its links is sound, at any width."""

from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Error, Page
from werkzeug.exceptions import HTTPException

from deploy.demo import people
from tests.browser.conftest import office, sign_in_as

FACTS = (Path(__file__).parent / "page_facts.js").read_text()
WIDE, NARROW = 1280, 360
TOO_WIDE = "() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"
HEAVIEST = 150_000
ALL = {"dashboards.home", "notifications.index", "accounts.profile", "dashboards.guide"}
UNITS = ALL | {"plans.index", "plans.show", "progress.index", "scoring.criteria_sets"}
ISSUERS = UNITS | {"plans.matrix", "plans.coverage", "plans.received", "reports.received"}
PROVINCE = ISSUERS | {"clusters.index", "scoring.council", "scoring.standings"}
COMMUNES = UNITS | {"plans.incoming", "reports.index", "scoring.own_sheets"}
REACHED: dict[str, set[str]] = {
    "vanhanh": ALL | {"directory.provinces", "directory.province", "accounts.members"},
    "chuyenvien": PROVINCE | {"plans.new", "plans.edit_tasks", "scoring.criteria_set"},
    "lanhdao": PROVINCE | {"plans.issuance", "audit.index"},
    "vanthu": PROVINCE,
    "hoidong": PROVINCE | {"scoring.sheet"},
    "diemhe": COMMUNES | {"progress.task", "progress.entries", "accounts.members"},
    "chutich.diemhe": COMMUNES | {"audit.index", "reports.show"},
    "cumtruong": COMMUNES | {"scoring.appraisals"},
    "binhgia": ISSUERS | {"plans.incoming"},
}
"""What each role must come to at least: a page that nothing leads to is a page that is lost."""


@dataclass
class Walk:
    """A breadth-first walk over the links from the home page."""

    app: Flask
    page: Page
    visits: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, line: ConsoleMessage) -> None:
        """Complaints of the browser; of a file it asks for an icon, which a file does not have."""
        if line.type == "error" and not line.location["url"].endswith("/favicon.ico"):
            self.said.append(line.text)

    def go(self) -> None:
        """See every page that is reached, one of each kind."""
        waiting, known = deque(["/home"]), {"/home"}
        while waiting:
            path = waiting.popleft()
            endpoint = self._endpoint(path)
            if endpoint is None or self.visits[endpoint]:
                continue
            self.visits[endpoint] += 1
            fresh = [one for one in self._see(endpoint, path) if one not in known]
            known.update(fresh)
            waiting.extend(fresh)

    def _endpoint(self, path: str) -> str | None:
        try:
            found, _ = self.app.url_map.bind("").match(urlsplit(path).path, method="GET")
        except HTTPException:
            self.faults.append(f"{path}: leads nowhere")
            return None
        return str(found)

    def _see(self, endpoint: str, path: str) -> list[str]:
        self.said.clear()
        try:
            shown = self.page.goto(path)
        except Error as error:
            if "Download is starting" not in str(error):
                raise
            return self._take(path)
        if shown is None or "text/html" not in shown.headers.get("content-type", ""):
            return self._take(path)
        facts = self.page.evaluate(FACTS)
        problems = [*facts["problems"], *self.said]
        if shown.status != 200:
            problems.append(f"status {shown.status}")
        if facts["weight"] > HEAVIEST:
            problems.append(f"{facts['weight']} bytes")
        problems += self._too_wide()
        self.faults += [f"{path} ({endpoint}): {one}" for one in problems]
        return list(facts["links"])

    def _take(self, path: str) -> list[str]:
        """A file, which leads no further."""
        answer = self.page.request.get(path)
        if not answer.ok or not answer.body():
            self.faults.append(f"{path}: {answer.status}")
        return []

    def _too_wide(self) -> list[str]:
        found = []
        for width in (NARROW, WIDE):
            self.page.set_viewport_size({"width": width, "height": 800})
            if over := self.page.evaluate(TOO_WIDE):
                found.append(f"{over} px too wide at {width} px")
        return found


@pytest.mark.parametrize("account", REACHED)
def test_every_page_that_is_reached_is_sound(
    account: str, demo_app: Flask, demo_address: str, browser: Browser
) -> None:
    with office(browser, demo_address, WIDE, 800) as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        sign_in_as(page, f"{account}@{people.DOMAIN}", people.PASSWORD)
        walk = Walk(demo_app, page)
        walk.go()
    assert not walk.faults, "\n".join(walk.faults)
    assert REACHED[account] - set(walk.visits) == set()
