"""Talking to a server: requests that are sent again where that helps, and errors that say what to do.

The only module that knows HTTP (RFC 9110), and the only one that imports httpx, which nobody needs who has no address.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

import httpx

from bvgraph import __version__
from bvgraph.errors import StoreError
from bvgraph.graph.addresses import Address, is_loopback
from bvgraph.graph.credentials import PASSWORD, TOKEN, USER, Credentials, read_credentials

_TRY_AGAIN: Final = frozenset({429, 502, 503, 504})
_REDIRECTS: Final = frozenset({301, 302, 307, 308})
_MOST_REDIRECTS: Final = 5
_CHUNK: Final = 1 << 16
_TAG: Final = re.compile(r"<[^>]*>")

pause: Callable[[float], None] = time.sleep
"""How waiting is done; tests wait otherwise."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a request is sent at most, how many seconds a server may stay silent, and how many it may ask to wait."""

    attempts: int
    silence: float
    longest_wait: float


READING: Final = Patience(3, 120.0, 10.0)
"""Somebody waits for the answer."""
WRITING: Final = Patience(6, 600.0, 60.0)
"""A server may take its time with a large graph, and what is half done had better be finished."""


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent: a file of known length, read anew for each attempt, so that no graph has to be held in memory."""

    file: BinaryIO
    length: int
    media_type: str

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(0)
        while chunk := self.file.read(_CHUNK):
            yield chunk


class Reply(NamedTuple):
    """What came back: the status, the media type without its parameters, all headers, and the content."""

    status: int
    media_type: str
    headers: Mapping[str, str]
    content: bytes


Form = Mapping[str, str | Sequence[str]]


@dataclass(slots=True)
class Request:
    """One request; ``form`` is sent as ``application/x-www-form-urlencoded``, ``parameters`` go into the address."""

    method: str
    url: str
    accept: str = "*/*"
    parameters: Mapping[str, str] = field(default_factory=dict)
    form: Form | None = None
    body: Body | None = None


class Connection:
    """A way to one server; raises StoreError, with what to do, for whatever goes wrong on it."""

    def __init__(self, address: Address, patience: Patience = READING) -> None:
        self.address = address
        self.patience = patience
        self._credentials = read_credentials(address)
        self._client = httpx.Client(
            auth=_authenticate(self._credentials),
            headers={"User-Agent": f"bvgraph/{__version__}"},
            timeout=httpx.Timeout(10.0, read=patience.silence, write=60.0),
            verify=httpx.create_ssl_context(),  # heeds SSL_CERT_FILE
            trust_env=not is_loopback(address.url),  # a proxy has no business with what stays on this machine
        )

    def send(self, request: Request, accepted: Sequence[int] = ()) -> Reply:
        """Return the reply to a request, if its status is one of success or among ``accepted``."""
        reply = self.try_send(request)
        if 200 <= reply.status < 300 or reply.status in accepted:
            return reply
        raise self.refusal(request.url, reply)

    def try_send(self, request: Request) -> Reply:
        """Return the reply to a request, whatever its status; sent again after a while where that may help."""
        for attempt in range(1, self.patience.attempts + 1):
            last = attempt == self.patience.attempts
            try:
                reply = self._send_on(request)
            except httpx.TransportError as error:
                if last or isinstance(error, (httpx.ReadTimeout, httpx.UnsupportedProtocol)):
                    raise self._failure(request.url, error) from None
                wait = _wait_for(attempt)
            except httpx.RequestError as error:
                raise self._failure(request.url, error) from None
            else:
                if last or reply.status not in _TRY_AGAIN:
                    return reply
                wait = _wait_for(attempt, reply.headers.get("retry-after"))
                if wait > self.patience.longest_wait:
                    return reply
            pause(wait)
        raise AssertionError("at least one attempt is made")

    def refusal(self, url: str, reply: Reply) -> StoreError:
        """Return the error that a status means (https://www.rfc-editor.org/rfc/rfc9110#section-15)."""
        status = reply.status
        if status in (401, 403):
            return StoreError(f"{url} refuses access ({status}); {self._advise()}")
        if status in (404, 405, 410):
            advice = "check the address, or name query and graphs under [remote] in bvgraph.toml"
            return StoreError(f"there is nothing of that kind at {url} ({status}); {advice}")
        if status == 413:
            return StoreError(f"{url} takes nothing as large as this graph (413); its operator can raise the limit")
        if status in _TRY_AGAIN:
            after = reply.headers.get("retry-after", "")
            again = f"; it asks to be left alone for {after} seconds" if after.isdecimal() else "; try again later"
            return StoreError(f"{url} is busy or away ({status}){again}")
        return StoreError(f"{url} answers with an error ({status}): {self._quote(reply.content)}")

    def _send_on(self, request: Request) -> Reply:
        """Send a request, and send it on where the same server says it has moved to."""
        url = request.url
        for _ in range(_MOST_REDIRECTS):
            reply = self._send_once(request, url)
            if reply.status not in _REDIRECTS:
                return reply
            moved = urljoin(url, reply.headers.get("location", ""))
            if urlsplit(moved)[:2] != urlsplit(url)[:2]:
                place = f"{urlsplit(moved).scheme}://{urlsplit(moved).hostname}"
                raise StoreError(f"{url} leads on to {place}, which is another server; name that one if it is meant")
            url = moved
        raise StoreError(f"{request.url} leads round in circles; check the address")

    def _send_once(self, request: Request, url: str) -> Reply:
        headers = {"Accept": request.accept}
        if request.body is not None:
            headers |= {"Content-Type": request.body.media_type, "Content-Length": str(request.body.length)}
        sent = self._client.build_request(
            request.method, url, params=request.parameters or None, data=request.form, content=request.body, headers=headers
        )
        received = self._client.send(sent)
        media_type = received.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Reply(received.status_code, media_type, received.headers, received.content)

    def _failure(self, url: str, error: httpx.RequestError) -> StoreError:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            message = f"{urlsplit(url).netloc} shows a certificate that nobody known vouches for"
            return StoreError(f"{message}; if it is the right one, name its issuer's in SSL_CERT_FILE")
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
            return StoreError(f"{urlsplit(url).netloc} cannot be reached ({self._scrub(str(error))}); is it running?")
        if isinstance(error, httpx.TimeoutException):
            return StoreError(f"{url} did not answer within {self.patience.silence:.0f} seconds; ask for less, or try later")
        if isinstance(error, httpx.DecodingError):
            return StoreError(f"{url} sent an answer that is garbled; try again")
        return StoreError(f"{url} broke off ({self._scrub(str(error))}); try again")

    def _advise(self) -> str:
        if not self.address.trusted:
            return "credentials go only to a server that is named by --store or BVGRAPH_STORE, not by bvgraph.toml"
        held = self._credentials
        if held is None:
            return f"set {USER} and {PASSWORD}, or {TOKEN}"
        return f"check {TOKEN if held.token else f'{USER} and {PASSWORD}'}, and what they allow"

    def _quote(self, content: bytes) -> str:
        """The first words of an error page, without markup and without a secret that it may repeat."""
        words = _TAG.sub(" ", content[:4000].decode("utf-8", "replace")).split()
        text = self._scrub(" ".join(words))
        return text if len(text) <= 200 else f"{text[:200]}…"

    def _scrub(self, text: str) -> str:
        for secret in self._credentials.secrets if self._credentials else ():
            text = text.replace(secret, "***")
        return text


class _Negotiated(httpx.Auth):
    """A name and password, sent only when asked for, as the server asks: Digest (RFC 7616), else Basic (RFC 7617)."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._scheme: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._scheme is None:
            response = yield request
            if response.status_code != 401:
                return
            digest = "digest" in response.headers.get("www-authenticate", "").lower()
            scheme = httpx.DigestAuth if digest else httpx.BasicAuth
            self._scheme = scheme(self._credentials.user, self._credentials.password)
        yield from self._scheme.auth_flow(request)


class _Bearer(httpx.Auth):
    """A token, sent with every request (RFC 6750)."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _authenticate(credentials: Credentials | None) -> httpx.Auth | None:
    if credentials is None:
        return None
    return _Bearer(credentials.token) if credentials.token else _Negotiated(credentials)


def _wait_for(attempt: int, asked: str | None = None) -> float:
    """Return the seconds until the next attempt: what the server asks for, else twice as long each time."""
    return _read_wait(asked) if asked else 0.25 * 2**attempt


def _read_wait(asked: str) -> float:
    """Return the seconds that ``Retry-After`` asks for (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)."""
    if asked.strip().isdecimal():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(tz=UTC)).total_seconds())
    except (ValueError, TypeError):
        return 1.0
