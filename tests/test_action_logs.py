"""Action logs, trackers and minutes of other public bodies, made up: which rows stand in them, and what they say."""

import re
from pathlib import Path

import pytest
from documents import due, leads_of, make_document, state

from bvgraph.reading.entries import read_document
from bvgraph.records import Reading

_LOGS = (Path(__file__).parent / "action_logs.txt").read_text("utf-8")
_PARTS = dict(part.split("\n", 1) for part in re.split(r"^=== ", _LOGS, flags=re.MULTILINE)[1:])


def _read(head: str) -> tuple[Reading, list[tuple[str, ...]]]:
    body, gold = _PARTS[head].split("--- gold\n")
    document = make_document(body.replace("¦", "\t"), as_of=head.partition("as_of=")[2])
    return read_document(document), [tuple(line.split("¦")) for line in gold.splitlines()]


@pytest.mark.parametrize("head", _PARTS)
def test_every_row_is_found_and_none_is_invented(head: str) -> None:
    reading, gold = _read(head)
    got = [(e.title.text, "+".join(leads_of(e)), due(e) or "", state(e) or "") for e in reading.entries]
    assert got == gold


@pytest.mark.parametrize("head", _PARTS)
def test_every_value_stands_in_the_text(head: str) -> None:
    reading, _ = _read(head)
    text = reading.document.text
    for entry in reading.entries:
        values = [entry.title, *entry.leads, *(v for v in (entry.deadline, entry.status) if v)]
        assert all(value.spans for value in values)
        assert all(text[s.start : s.end] == s.text for value in values for s in value.spans)
