"""The plans of the corpus folder, written out in each format, come back with the same entries."""

from pathlib import Path

import pytest
from written import WRITERS, compare, read_back

from bvgraph.reading.corpus import read_corpus
from bvgraph.reading.entries import read_document
from bvgraph.records import Document, Entry

CORPUS = Path(__file__).parents[1] / "corpus"


def read_all(documents: list[Document]) -> list[Entry]:
    first: dict[str, tuple[Entry, ...]] = {}
    out: list[Entry] = []
    for document in sorted(documents, key=lambda d: (d.period, "plan" not in d.kind)):
        entries = read_document(document, first.get(document.plan, ())).entries
        first.setdefault(document.plan, entries)
        out += entries
    return out


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_entries_are_those_of_the_text(suffix: str) -> None:
    documents = read_corpus(CORPUS)[0]
    before, after = read_all(documents), read_all([read_back(d, suffix) for d in documents])
    f1, fields, wrong = compare(before, after)
    assert f1 >= 0.98, wrong
    assert min(fields.values()) >= (0.95 if suffix == "pdf" else 0.97), wrong


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_every_quote_stands_where_its_evidence_says(suffix: str) -> None:
    document = read_back(read_corpus(CORPUS)[0][1], suffix)
    spans = [s for e in read_document(document).entries for s in e.title.spans]
    assert spans
    assert [s for s in spans if document.text[s.start : s.end] != s.text] == []
    assert [s for s in spans if document.text.count("\n", 0, s.start) + 1 != s.line] == []
    assert all(place.line == n for n, place in enumerate(document.places, 1))
    assert len(document.places) in (0, document.text.count("\n") + 1)
