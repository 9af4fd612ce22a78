"""Every page that a person can reach, and every form on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from tests.world import Client

MOST_PAGES = 400
TYPED = {"text", "search", "email", "number", "date", "textarea", "url", "tel"}


@dataclass
class Box:
    """One field of a form."""

    name: str
    value: str
    kind: str

    @property
    def is_typed(self) -> bool:
        """Whether people type into it."""
        return self.kind in TYPED


@dataclass
class Form:
    """A form as a page shows it."""

    page: str
    method: str
    action: str
    encoding: str = ""
    boxes: list[Box] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """What tells it from other forms: the same form for another row counts once."""
        shape = "".join("#" if char.isdigit() else char for char in self.action)
        while "##" in shape:
            shape = shape.replace("##", "#")
        names = {"".join(char for char in box.name if not char.isdigit()) for box in self.boxes}
        return self.method, shape, tuple(sorted(names))


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._select = ""
        self._area: Box | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(urljoin(self.page, given["href"]))
        elif tag == "form":
            action = urljoin(self.page, given.get("action") or self.page)
            method = given.get("method", "get").upper()
            self.forms.append(Form(self.page, method, action, given.get("enctype", "")))
        elif self.forms:
            self._box(tag, given)

    def _box(self, tag: str, given: dict[str, str]) -> None:
        boxes = self.forms[-1].boxes
        if tag in ("input", "button") and given.get("name"):
            boxes.append(Box(given["name"], given.get("value", ""), given.get("type", "text")))
        elif tag == "textarea" and given.get("name"):
            self._area = Box(given["name"], "", "textarea")
            boxes.append(self._area)
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select:
            boxes.append(Box(self._select, given.get("value", ""), "option"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data


def pages(client: Client, start: str = "/home") -> Iterator[tuple[str, list[Form]]]:
    """The pages that lead from one to the next, each once whatever the row, with their forms."""
    waiting, seen = [start], {start}
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        answer = client.get(path)
        assert answer.status_code < 500, path
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        reader = _Reader(path)
        reader.feed(answer.get_data(as_text=True))
        yield path, reader.forms
        for link in reader.links:
            target = urlsplit(link)
            shape = _shape(target.path, target.query)
            if not target.netloc and shape not in seen and target.path != "/sign-out":
                seen.add(shape)
                waiting.append(f"{target.path}?{target.query}" if target.query else target.path)


def _shape(path: str, query: str) -> str:
    """The path without its numbers, and the names in the query: one row stands for its like."""
    parts = ["#" if part.isdigit() else part for part in path.split("/")]
    names = sorted(pair.partition("=")[0] for pair in query.split("&") if pair)
    return f"{'/'.join(parts)}?{','.join(names)}"


def forms(client: Client) -> list[Form]:
    """Every form that a person can reach, each kind once."""
    found: dict[tuple[str, str, tuple[str, ...]], Form] = {}
    for _, shown in pages(client):
        for form in shown:
            if form.method in ("GET", "POST"):
                found.setdefault(form.key, form)
    return list(found.values())
