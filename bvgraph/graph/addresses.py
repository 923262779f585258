"""Where a store is when it is no folder: the address of a server, and where on it queries and graphs go.

An address is ``https://`` and a host, or ``http://`` on this machine.  It holds no name or password; see ``credentials``.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from bvgraph.errors import UsageError

_SCHEME: Final = re.compile(r"https?:", re.IGNORECASE)
_ENDPOINTS: Final = ("query", "graphs")
_SETTINGS: Final = (*_ENDPOINTS, "base")


class Address(NamedTuple):
    """A server that holds a graph: its address, without a slash at the end.

    ``query`` and ``graphs`` are where it takes SPARQL queries and whole graphs, empty where that is to be found out;
    ``base`` says which data set is meant where it holds several.  ``trusted``: credentials may go there.
    """

    url: str
    query: str = ""
    graphs: str = ""
    base: str = ""
    trusted: bool = True

    def __str__(self) -> str:
        return self.url


def is_address(text: str) -> bool:
    """Tell whether a store is named by an address (``https:`` or ``http:``), not by a folder."""
    return _SCHEME.match(text) is not None


def read_address(text: str, settings: Mapping[str, object], trusted: bool = True) -> Address:
    """Return the address in ``text``, with what the table ``[remote]`` of ``bvgraph.toml`` says of that server.

    Raises UsageError for an address that is none, that holds credentials, or that is neither https nor on this machine;
    and for a setting that is unknown, or that leads to another server.
    """
    parts = _split(text)
    url = f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")
    unknown = [name for name in settings if name not in _SETTINGS]
    if unknown:
        raise UsageError(f"bvgraph.toml: [remote] has no key {unknown[0]!r}; there are {', '.join(_SETTINGS)}")
    values = {name: _read_setting(settings.get(name, ""), name) for name in _SETTINGS}
    for name in _ENDPOINTS:
        if values[name]:
            values[name] = _locate(url, values[name], name)
    return Address(url, **values, trusted=trusted)


def is_loopback(url: str) -> bool:
    """Tell whether an address is on this machine, as RFC 6761 and RFC 1122 have it.

    >>> is_loopback("http://localhost:7878/"), is_loopback("http://[::1]/"), is_loopback("https://127.0.0.1.example/")
    (True, True, False)
    """
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _split(text: str) -> SplitResult:
    """Return the parts of an address that may be used; messages hold no more than the host of any other."""
    try:
        parts = urlsplit(text.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError("the address of the store is none; write https://HOST/PATH") from error
    if not host:
        raise UsageError("the address of the store names no host; write https://HOST/PATH")
    if "@" in parts.netloc:
        message = f"the address of the store at {host} holds a name or password, which others could read"
        raise UsageError(f"{message}; leave them out and set BVGRAPH_USER and BVGRAPH_PASSWORD, or BVGRAPH_TOKEN")
    if parts.query or parts.fragment:
        raise UsageError(f"the address of the store at {host} has a part after '?' or '#'; leave it out")
    if parts.scheme != "https" and not is_loopback(text):
        raise UsageError(f"http://{host} is neither encrypted nor on this machine; write https://{host}")
    return parts


def _read_setting(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"bvgraph.toml: {name} in [remote] has to be text in quotes")
    return value


def _locate(url: str, setting: str, name: str) -> str:
    """Return the whole address of an endpoint, given as a path or an address on the same server."""
    found = urljoin(f"{url}/", setting)
    if "@" in urlsplit(found).netloc or urlsplit(found)[:2] != urlsplit(url)[:2]:
        raise UsageError(f"bvgraph.toml: {name} in [remote] leads away from {urlsplit(url).hostname}; write a path of it")
    return found
