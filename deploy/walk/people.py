"""People at their desks: they accept invitations on pages and work through the API."""

import re
from dataclasses import dataclass, field
from typing import Any

import requests

CSRF = re.compile(r'name="csrf-token" content="([^"]+)"')
LINK = re.compile(r"/invitations/[A-Za-z0-9_-]+")


@dataclass
class Desk:
    """One person at one instance."""

    base: str
    web: requests.Session = field(default_factory=requests.Session)
    token: str = ""

    def _csrf(self, path: str) -> str:
        page = self.web.get(self.base + path, timeout=60)
        found = CSRF.search(page.text)
        if found is None:
            raise AssertionError(f"{path}: {page.status_code} without a token")
        return found.group(1)

    def sign_in(self, email: str, password: str) -> "Desk":
        """Sign in on the page and take an API token."""
        self.submit("/sign-in", {"email": email, "password": password}, at="/sign-in")
        return self._take_token()

    def accept(self, link: str, name: str, password: str) -> "Desk":
        """Open the link of an invitation, choose a password, take an API token."""
        values = {"full_name": name, "password": password, "password_again": password}
        self.submit(link, values, at=link)
        return self._take_token()

    def submit(self, path: str, values: dict[str, Any], *, at: str) -> requests.Response:
        """Send the form of the page `at`; a refusal is an error."""
        answer = self.web.post(
            self.base + path, data={"csrf_token": self._csrf(at), **values}, timeout=60
        )
        if answer.status_code >= 400:
            raise AssertionError(f"{path}: {answer.status_code}\n{answer.text[:3000]}")
        return answer

    def _take_token(self) -> "Desk":
        answer = self.web.post(
            f"{self.base}/api/v1/tokens",
            json={"label": "Đi hết một năm"},
            headers={"X-CSRFToken": self._csrf("/home")},
            timeout=60,
        )
        answer.raise_for_status()
        self.token = answer.json()["token"]
        self.web.close()
        self.web = requests.Session()
        self.web.headers["Authorization"] = f"Bearer {self.token}"
        return self

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        version: str | None = None,
        **options: Any,
    ) -> requests.Response:
        """Call the API; a refusal is an error that shows what was said."""
        headers = {} if version is None else {"If-Match": version}
        answer = self.web.request(
            method,
            f"{self.base}/api/v1{path}",
            json=body,
            headers=headers,
            timeout=120,
            **options,
        )
        if answer.status_code >= 400:
            raise AssertionError(f"{method} {path}: {answer.status_code} {answer.text[:3000]}")
        return answer

    def get(self, path: str, **query: Any) -> Any:
        """What the API says."""
        return self.call("GET", path, params=query).json()

    def all(self, path: str, **query: Any) -> list[Any]:
        """Every row of a list in pages."""
        rows: list[Any] = []
        page = 1
        while True:
            answer = self.get(path, page=page, page_size=200, **query)
            part = answer if isinstance(answer, list) else answer["items"]
            rows += part
            if len(part) < 200:
                return rows
            page += 1
