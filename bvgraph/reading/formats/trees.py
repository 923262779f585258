"""XML and HTML -> trees, by lxml with all that reaches outside the file switched off.

How that is done: https://lxml.de/FAQ.html#how-do-i-use-lxml-safely-as-a-web-service-endpoint
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from bvgraph.errors import CorpusError

INSTALL = "install what reads it: pip install 'bvgraph[documents]'"


class Element(Protocol):
    """What is used of a node of a tree (https://lxml.de/api/lxml.etree._Element-class.html)."""

    tag: Any
    text: str | None
    tail: str | None

    @property
    def attrib(self) -> Mapping[str, str]:
        """The attributes."""

    def __iter__(self) -> Iterator[Element]:
        """The children."""

    def iter(self) -> Iterator[Element]:
        """The node and all beneath it."""


def parse_xml(name: str, data: bytes) -> Element:
    """The root of an XML document.  Raises CorpusError where it is not well formed, or lxml is not installed."""
    etree = _load(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root: Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as e:
        raise CorpusError(f"{name}: damaged ({e}); open it in the program that made it and save it anew") from e
    return root


def scan_xml(name: str, data: bytes, *names: str) -> Iterator[Element]:
    """Every element with one of the names when its end is reached, in bounded memory: rows are forgotten once they are past.

    Raises CorpusError as parse_xml does.
    """
    etree = _load(name)
    tags = [f"{{*}}{tag}" for tag in names]
    try:
        events = etree.iterparse(io.BytesIO(data), tag=tags, resolve_entities=False, no_network=True, load_dtd=False)
        for _, element in events:
            yield element
            if local(element) == "row":
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as e:
        raise CorpusError(f"{name}: damaged ({e}); open it in the program that made it and save it anew") from e


def drop_elements(name: str, data: bytes, *names: str) -> bytes:
    """An XML document without the elements of these names and what is in them.  Raises CorpusError as parse_xml does."""
    root = parse_xml(name, data)
    etree = _load(name)
    etree.strip_elements(root, *(f"{{*}}{one}" for one in names), with_tail=False)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def parse_html(name: str, text: str) -> Element:
    """The root of a web page, mended as browsers do.  Raises CorpusError where there is nothing, or lxml is missing."""
    etree = _load(name)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, remove_comments=True, remove_pis=True)
    try:
        root: Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as e:
        raise CorpusError(f"{name}: no web page ({e})") from e
    if root is None:
        raise CorpusError(f"{name}: there is no text in it. Is it the right file?")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The value of an attribute, whatever its namespace; empty if there is none."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children that have one of the names, in order."""
    return (child for child in element if local(child) in names)


def _load(name: str) -> Any:
    try:
        from lxml import etree  # noqa: PLC0415 - only who reads such a file needs it
    except ImportError as e:
        raise CorpusError(f"{name}: {INSTALL}") from e
    return etree
