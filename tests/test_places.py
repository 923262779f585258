"""From a folder of files to an answer: the page or cell of a quote is in the graph and in what people see."""

import io
from pathlib import Path

import docx
import pytest
from written import WRITERS, Block

from bvgraph.asking.checks import validate_store, verify_store
from bvgraph.asking.places import name_place
from bvgraph.asking.questions import ask
from bvgraph.graph.store import open_store
from bvgraph.pipeline import build
from bvgraph.reading.adding import add_entry, guess_entry
from bvgraph.showing.replies import print_answer
from bvgraph.showing.terminal import print_answer as show_answer

BLOCKS: list[Block] = [
    "Isle Improvement Plan 2024/25",
    "Harbour",
    [["Action", "Lead", "Deadline", "Status"], ["Paint the pier", "Ann Ode", "31/05/2024", "Overdue"]],
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("isle")
    for suffix in ("pdf", "xlsx", "docx", "txt"):
        data = WRITERS[suffix](BLOCKS) if suffix in WRITERS else b"Action\tLead\tDeadline\nSweep the pier\tBen Roe\tMay 24\n"
        (folder / f"isle-{suffix}.{suffix}").write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def store(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store") / "graph"
    build(corpus, folder)
    return folder


def test_sources_say_where_in_the_file_they_stand(store: Path) -> None:
    answer = ask(open_store(store), "what did Ann Ode own?", store)
    places = {source.place for row in answer.rows for source in row.sources if source.field == "lead"}
    assert places == {"isle-pdf.pdf, page 1", "isle-xlsx.xlsx, Sheet!B4", "isle-docx.docx, table 1, row 2, cell 2"}


def test_a_text_file_has_its_lines_and_no_other_place(store: Path) -> None:
    answer = ask(open_store(store), "what did Ben Roe own?", store)
    assert {source.place for row in answer.rows for source in row.sources} == {""}


def test_people_and_machines_are_told(store: Path) -> None:
    answer = ask(open_store(store), "what did Ann Ode own?", store)
    shown, written = io.StringIO(), io.StringIO()
    show_answer(answer, quoted=True, out=shown)
    print_answer(answer, quoted=True, row_format="json", out=written)
    assert "isle-pdf.pdf, page 1" in " ".join(shown.getvalue().split())
    assert '"place": "isle-xlsx.xlsx, Sheet!B4"' in written.getvalue()


def test_every_quote_is_found_again_and_the_graph_has_its_shape(store: Path, corpus: Path) -> None:
    report = verify_store(open_store(store), corpus)
    assert report.evidence > 20
    assert report.mismatches == ()
    assert validate_store(open_store(store)) == []


def test_a_file_that_changed_or_cannot_be_read_any_more_is_told(store: Path, corpus: Path, tmp_path: Path) -> None:
    for path in corpus.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    other: list[Block] = [
        *BLOCKS[:2],
        [["Action", "Lead", "Deadline", "Status"], ["Sell the pier", "Ann Ode", "31/05/2024", "Overdue"]],
    ]
    (tmp_path / "isle-docx.docx").write_bytes(WRITERS["docx"](other))
    (tmp_path / "isle-xlsx.xlsx").write_bytes(b"PK damaged")
    counts = verify_store(open_store(store), tmp_path).counts
    assert counts["hash"] == 2
    assert counts["quote"] >= 1
    assert counts["offset"] >= 4


def test_quotes_of_a_document_with_settings_are_found_again(tmp_path: Path) -> None:
    rows: list[Block] = [[["Thing", "Bod", "Deadline"], ["Paint", "Ann Ode", "May-24"]]]
    data = WRITERS["docx"](rows)
    document = docx.Document(io.BytesIO(data))
    document.tables[0].cell(1, 1).add_paragraph("Ben Roe")
    document.save(str(tmp_path / "isle.docx"))
    given = {"publisher": "Isle", "as_of": "2024-12", "period": "2024-04/2025-03"}
    add_entry(tmp_path, guess_entry(tmp_path / "isle.docx") | given)
    manifest = tmp_path / "manifest.toml"
    manifest.write_text(manifest.read_text() + '[document.columns]\n"Thing" = "title"\n"Bod" = "lead"\n')
    build(tmp_path, tmp_path / "graph")
    answer = ask(open_store(tmp_path / "graph"), "what did Ben Roe own?", tmp_path / "graph")
    assert [row.label for row in answer.rows] == ["Paint"]
    assert verify_store(open_store(tmp_path / "graph"), tmp_path).mismatches == ()
    manifest.write_text("not = = toml")
    assert verify_store(open_store(tmp_path / "graph"), tmp_path).counts["quote"] > 0


def test_a_place_in_words() -> None:
    assert name_place("a.pdf", 3, "table 1") == "a.pdf, page 3, table 1"
    assert name_place("a.md", None, None) == "a.md"
