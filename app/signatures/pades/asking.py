"""Asking authorities' servers what was revoked (OCSP, CRL), without being led elsewhere.

The addresses stand in certificates that people upload. The library asks only about a certificate
whose signature leads up to a trusted root; here no server inside the network is reached unless the
operator named it, no redirection is followed, issuers are never fetched, and time and size are
bounded.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from asyncio import to_thread
from collections.abc import Awaitable, Iterable
from typing import Any
from urllib.parse import SplitResult, urlsplit

import requests
from pyhanko_certvalidator.fetchers import FetcherBackend, Fetchers
from pyhanko_certvalidator.fetchers.api import FetchLimits
from pyhanko_certvalidator.fetchers.common_utils import FetchBudget
from pyhanko_certvalidator.fetchers.requests_fetchers import (
    RequestsCertificateFetcher,
    RequestsCRLFetcher,
    RequestsOCSPFetcher,
)
from pyhanko_certvalidator.fetchers.requests_fetchers.util import RequestsFetcherMixin

_SECONDS = 5.0
"""For each word of a server."""
_MOST_SECONDS = 15.0
"""For a whole answer."""
_MOST_BYTES = 20 * 1024 * 1024
"""Lists of large authorities weigh some megabytes."""
_LIMITS = FetchLimits(max_requests=12, max_cert_requests=0)
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_AGENT = "thidua"


class Refused(requests.RequestException):
    """A server was not asked, or its answer cannot be used; the library takes it as no answer."""


class Asker(FetcherBackend):
    """Asks on behalf of one validation; `allowed` are hosts inside the network that may be asked.

    An entry is a host, or a host with its port ("crl.co-quan.vn", "10.0.0.5:8080").
    """

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self.allowed = frozenset(allowed)

    def get_fetchers(self) -> Fetchers:
        """The library's clients, on guarded connections."""
        budget = FetchBudget(_LIMITS)
        return Fetchers(
            ocsp_fetcher=_OCSP(self.allowed, budget=budget),
            crl_fetcher=_CRL(self.allowed, budget=budget),
            cert_fetcher=_Issuers(self.allowed, budget=budget),
        )


class _Guarded(RequestsFetcherMixin):
    """In place of the library's own requests."""

    def __init__(self, allowed: frozenset[str], **options: Any) -> None:
        super().__init__(**options)
        self._allowed = allowed

    def _get(
        self, url: str, *, acceptable_content_types: Iterable[str]
    ) -> Awaitable[requests.Response]:
        return to_thread(lambda: _answer(_fetched(url, self._allowed, None, "")))

    def _post(
        self, url: str, data: bytes, *, content_type: str, acceptable_content_types: Iterable[str]
    ) -> Awaitable[requests.Response]:
        return to_thread(lambda: _answer(_fetched(url, self._allowed, data, content_type)))


class _OCSP(_Guarded, RequestsOCSPFetcher):
    """Asks about one certificate."""


class _CRL(_Guarded, RequestsCRLFetcher):
    """Fetches lists."""


class _Issuers(_Guarded, RequestsCertificateFetcher):
    """Fetches nothing: before its chain is known, nobody vouches for an address."""

    def _get(
        self, url: str, *, acceptable_content_types: Iterable[str]
    ) -> Awaitable[requests.Response]:
        raise Refused("issuers are not fetched")


def _answer(content: bytes) -> requests.Response:
    """What the library reads an answer from."""
    answer = requests.Response()
    answer.status_code, answer._content = 200, content
    return answer


def address(host: str, port: int, allowed: frozenset[str]) -> str:
    """The address at which a host is asked. Raises Refused for one inside the network."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(f"no address for {host}") from error
    addresses = [str(one[4][0]) for one in found]
    is_allowed = bool({host, f"{host}:{port}"} & allowed)
    if not is_allowed and not all(_is_public(one) for one in addresses):
        raise Refused(f"{host} is inside the network")
    return addresses[0]


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return _is_public(str(found.ipv4_mapped))
        if found.sixtofour is not None or found.teredo is not None or found in _TRANSLATED:
            return False
    return found.is_global and not found.is_multicast


def _fetched(url: str, allowed: frozenset[str], body: bytes | None, content_type: str) -> bytes:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Refused("no address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise Refused(f"{parts.scheme} is not asked")
    connection = _connection(parts.scheme, parts.hostname, port, allowed)
    ending = threading.Timer(_MOST_SECONDS, connection.close)
    ending.start()
    try:
        return _said(connection, parts, body, content_type)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Refused(f"no answer from {parts.hostname}") from error
    finally:
        ending.cancel()
        connection.close()


def _connection(
    scheme: str, host: str, port: int, allowed: frozenset[str]
) -> http.client.HTTPConnection:
    """To the very address that was judged: a name that changes meanwhile leads nowhere else."""
    where = address(host, port, allowed)
    kept = (
        http.client.HTTPSConnection(host, port, timeout=_SECONDS)
        if scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=_SECONDS)
    )
    try:
        line = socket.create_connection((where, port), timeout=_SECONDS)
        if scheme == "https":
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except OSError as error:
        raise Refused(f"no connection to {host}") from error
    kept.sock = line
    return kept


def _said(
    connection: http.client.HTTPConnection,
    parts: SplitResult,
    body: bytes | None,
    content_type: str,
) -> bytes:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"User-Agent": _AGENT} | ({"Content-Type": content_type} if content_type else {})
    connection.request("GET" if body is None else "POST", path, body, headers)
    with connection.getresponse() as answer:
        if answer.status != 200:
            raise Refused(f"status {answer.status}")
        content = answer.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise Refused("too large")
    return content
