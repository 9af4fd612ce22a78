"""A real Chromium on a real server, for the flows of the pages."""

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from wsgiref.types import WSGIApplication

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from app.lib import clock
from tests.world import PASSWORD, Person, World

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
Desk = Callable[..., Page]
expect.set_options(timeout=15_000)


def _chromium() -> str | None:
    given = os.environ.get("CHROMIUM")
    return given or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; where there is none, browser tests are skipped (never in CI)."""
    path = _chromium()
    if path is None:
        if os.environ.get("NOTHING_SKIPPED"):
            pytest.fail("Chromium is missing")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield chromium
        chromium.close()


@dataclass
class Calendar:
    """The day on the wall of the office in which the server stands; None for today."""

    day: date | None = None


@pytest.fixture(scope="session")
def _wall() -> Calendar:
    return Calendar()


@pytest.fixture
def calendar(_wall: Calendar) -> Iterator[Calendar]:
    """Turns the server's calendar: a story of 2026 reads the same whenever it is told."""
    yield _wall
    _wall.day = None


@contextmanager
def _serving(app: WSGIApplication) -> Iterator[str]:
    """Where `app` serves in this process."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def address(app: Flask, _wall: Calendar) -> Iterator[str]:
    """Where the application serves in this process, by the calendar on the wall."""

    def dated(environ: Any, start_response: Any) -> Iterable[bytes]:
        if _wall.day is None:
            return app(environ, start_response)
        with clock.fixed(_wall.day):
            return app(environ, start_response)

    with _serving(dated) as found:
        yield found


@pytest.fixture(scope="session")
def demo_address(demo_app: Flask) -> Iterator[str]:
    """Where the demo province is served."""
    with _serving(demo_app) as found:
        yield found


def at_ease(page: Page) -> None:
    """Act and look only once the scripts of a page are there, as a person does without knowing."""
    page.add_locator_handler(
        page.locator("html:not(.started):has(script[type=module])"),
        lambda: page.locator("html.started").wait_for(state="attached", timeout=30_000),
    )


def office(browser: Browser, address: str, width: int, height: int) -> BrowserContext:
    """A browser of its own, as it is set up in an office."""
    return browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )


@pytest.fixture
def desk(browser: Browser, address: str, world: World) -> Iterator[Desk]:
    """Opens a browser of its own for a person, signed in; complaints of the page fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_for(person: Person | None = None, *, width: int = 1280, height: int = 800) -> Page:
        context = office(browser, address, width, height)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        at_ease(page)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda line: (
                complaints.append(line.text)
                if line.type == "error" and "Failed to load resource" not in line.text
                else None
            ),
        )
        if person is not None:
            sign_in(page, person)
        return page

    yield open_for
    for context in contexts:
        context.close()
    assert complaints == []


def sign_in(page: Page, person: Person) -> None:
    """Sign in by the form."""
    sign_in_as(page, person.email, PASSWORD)


def sign_in_as(page: Page, email: str, password: str) -> None:
    """Sign in by the form, with an address and a password."""
    page.goto("/sign-in")
    page.get_by_label("Thư điện tử").fill(email)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/home")


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path:
    """Where a test leaves its screenshots: build/pictures/<test>."""
    name = request.node.name.replace("/", "-")
    folder = Path(__file__).resolve().parents[2] / "build" / "pictures" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
