"""What the hands of a clerk do on any page."""

from playwright.sync_api import Locator, Page, expect


def _content(page: Page) -> Locator:
    """The page without its frame: what one works on and the facts beside it."""
    return page.locator(".page, .bare-main")


def menu(page: Page, name: str) -> None:
    """Choose `name` in the menu."""
    navigation = page.get_by_role("navigation", name="Danh mục chức năng")
    navigation.get_by_role("link", name=name, exact=True).click()


def press(page: Page, name: str) -> None:
    """Press the one button of the page that is called `name`."""
    _content(page).get_by_role("button", name=name, exact=True).click()


def agree(page: Page, name: str) -> None:
    """Press `name` in the question that the page asks."""
    question = page.get_by_role("dialog")
    question.get_by_role("button", name=name, exact=True).click()
    expect(question).to_be_hidden()


def follow(page: Page, name: str) -> None:
    """Follow the link of the page's content that is called `name`."""
    _content(page).get_by_role("link", name=name, exact=True).first.click()


def told(page: Page, words: str) -> None:
    """The page says that it was done, in these words."""
    expect(page.locator('[data-flash="success"]')).to_contain_text(words)


def row(page: Page, words: str) -> Locator:
    """The row of a table that contains these words."""
    return page.get_by_role("main").locator("tbody tr").filter(has_text=words).first


def figure(page: Page, label: str) -> Locator:
    """The number over `label` among the figures of a page."""
    found = page.locator(".figure").filter(has=page.get_by_text(label, exact=True))
    return found.locator(".figure-number")
