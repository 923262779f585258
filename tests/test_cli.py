"""The program as it is typed: what goes where, which exit code, which message; and what it loads to get there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from asked_world import Run, make_quads, run, write_world
from pyoxigraph import RdfFormat, Store, parse

from bvgraph import __version__, pipeline
from bvgraph.asking.queries import run_select, text_of
from bvgraph.cli import COMMANDS, find_commands
from bvgraph.graph.freshness import DocumentSummary, Summary
from bvgraph.pipeline import Progress
from bvgraph.workers import Hands

LISTS = ("entries", "slips", "contradictions", "handovers", "links", "mentions", "problems")
FILTERS = ("--document", "--area", "--owner", "--status", "--since", "--until")
QUESTION = "what did Bram Okoro own that slipped?"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    write_world(folder)
    return folder


@pytest.fixture(autouse=True)
def _here(world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {"BVGRAPH_STORE": str(world / "store"), "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)


def objects(done: Run) -> list[dict[str, object]]:
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert isinstance(found, list)
    return found


CONTRACT = {
    "entries": "id action document line last_line area kind ref parent title leads deadline status percent comment planned"
    " monitoring",
    "slips": "action title entry document line kind silent from to days leads leads_before quotes",
    "contradictions": "kind action title entry document line message quotes",
    "handovers": "action title from to entry_before entry_after documents",
    "links": "from to relation score reasons decided_by",
    "mentions": "document line start end type text canonical id",
    "problems": "document line kind message text",
}


@pytest.mark.parametrize(("command", "keys"), CONTRACT.items())
def test_json_has_the_keys_of_the_contract(command: str, keys: str) -> None:
    found = objects(run(command, "--format", "json"))
    assert found
    assert all(set(keys.split()) <= set(row) for row in found)


def test_an_entry_in_json() -> None:
    entry = next(row for row in objects(run("entries", "--format", "json")) if row["id"] == "mb-year-end/4")
    assert entry == {
        "id": "mb-year-end/4",
        "action": "a4",
        "document": "mb-year-end",
        "line": 4,
        "last_line": 4,
        "area": "Harbours",
        "kind": "milestone",
        "ref": None,
        "parent": "Keep the harbour open",
        "title": "Paint the harbour lights",
        "leads": [
            {"name": "Harbour Master", "kind": "post", "id": "post/marrow-bay-council/harbour-master"},
            {"name": "Bram Okoro", "kind": "person", "id": "person/marrow-bay-council/bram-okoro"},
        ],
        "deadline": {"text": "Mar-32", "edtf": "2032-03"},
        "status": {"text": "On Target", "value": "on-track"},
        "percent": 20,
        "comment": "Paint is in.",
        "planned": None,
        "monitoring": [],
    }


def test_a_slip_in_json() -> None:
    slip = next(row for row in objects(run("slips", "--format", "json")) if row["kind"] == "moved")
    assert (slip["from"], slip["to"], slip["days"], slip["silent"]) == ("2031-06", "2032-01", 215, False)
    assert (slip["leads"], slip["leads_before"]) == (["Bram Okoro"], ["Ada Finch"])
    quotes = slip["quotes"]
    assert isinstance(quotes, list)
    assert {(quote["document"], quote["line"], quote["text"]) for quote in quotes} == {
        ("mb-year-end", 3, "Jan-32"),
        ("mb-year-end", 3, "On Target"),
        ("mb-plan", 3, "Jun-31"),
    }


def test_a_slip_in_words_quotes_them() -> None:
    [told] = [row for row in objects(run("slips", "--format", "json")) if row["kind"] == "narrated"]
    assert (told["from"], told["to"], told["days"]) == ("2032-03", "2032-05", 61)
    quotes = [(q["field"], q["line"], q["text"]) for q in told["quotes"]]  # type: ignore[attr-defined]
    assert ("says", 9, "Delivery has slipped to May 2032.") in quotes
    assert "comment" not in {field for field, _, _ in quotes}


def test_a_contradiction_in_json_quotes_what_does_not_go_together() -> None:
    rows = {row["kind"]: row for row in objects(run("contradictions", "--format", "json"))}
    assert set(rows) == {"past-due", "heading"}
    quotes = {(q["line"], q["field"], q["text"]) for q in rows["past-due"]["quotes"]}  # type: ignore[attr-defined]
    assert quotes == {(3, "deadline", "Jan-32"), (3, "status", "On Target")}
    assert (rows["heading"]["entry"], rows["heading"]["entry_other"]) == ("mb-year-end/2", "mb-year-end/5")
    assert objects(run("contradictions", "--owner", "Cleo Okoro", "--format", "json")) == []
    assert "What is at odds" in run("contradictions", terminal=True).out


def test_a_handover_and_a_link_in_json() -> None:
    handover = objects(run("handovers", "--format", "json"))[0]
    assert (handover["from"], handover["to"]) == (["Ada Finch"], ["Bram Okoro"])
    assert handover["documents"] == ["mb-plan", "mb-year-end"]
    link = objects(run("links", "--format", "json"))[0]
    assert link["from"] == {"id": "mb-plan/2", "document": "mb-plan", "line": 2}
    assert (link["relation"], link["score"], link["decided_by"]) == ("same", 0.9, "matcher")
    assert link["reasons"] == ["lead 0.50", "title 0.90"]


@pytest.mark.parametrize("command", LISTS)
@pytest.mark.parametrize("option", FILTERS)
def test_every_list_takes_every_filter(command: str, option: str) -> None:
    value = {"--document": "year end", "--area": "harbours", "--owner": "bram", "--status": "on target"}.get(option, "2032")
    everything, chosen = objects(run(command, "-f", "json")), objects(run(command, option, value, "-f", "json"))
    assert len(chosen) <= len(everything)
    assert all(row in everything for row in chosen)


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (["--owner", "Ada Finch"], ["mb-plan/3", "mb-plan/4", "mb-plan/6"]),
        (["--owner", "fincch"], ["mb-plan/3", "mb-plan/4", "mb-plan/6"]),
        (["--status", "overdue"], ["mb-year-end/5"]),
        (["--status", "At risk"], ["mb-year-end/9"]),
        (["--area", "lanterns", "--document", "mb-plan"], ["mb-plan/7", "mb-plan/8", "mb-plan/9"]),
        (["--since", "2031-10", "--until", "2032-01-31"], ["mb-plan/8", "mb-year-end/3", "mb-year-end/8"]),
        (["--until", "2031-06"], ["mb-plan/3"]),
        (["--until", "2030"], []),
    ],
)
def test_filters_leave_the_rows_they_say(options: list[str], lines: list[str]) -> None:
    assert [row["id"] for row in objects(run("entries", *options, "--format", "json"))] == lines


def test_a_corrected_name_is_told_on_stderr() -> None:
    assert '"Fincch" read as Ada Finch' in run("entries", "--owner", "Fincch").err
    assert run("entries", "--owner", "ada finch").err == ""


def test_an_empty_result_is_a_result() -> None:
    done = run("slips", "--owner", "Ada Finch", "-f", "json")
    assert (done.code, json.loads(done.out), done.err) == (0, [], "no slips\n")
    assert run("slips", "--owner", "Ada Finch", terminal=True).out == ""


def test_tsv_when_piped_and_a_table_on_a_terminal() -> None:
    piped, shown = run("slips"), run("slips", terminal=True)
    assert piped.out.split("\n")[0].split("\t")[:3] == ["action", "title", "entry"]
    assert "─" in shown.out
    assert "\t" not in shown.out
    assert run("slips", "--format", "tsv", terminal=True).out == piped.out
    assert run("slips", "--format", "csv").out.startswith("action,title,entry")
    assert "─" in run("slips", "--format", "table").out


@pytest.mark.parametrize("command", LISTS)
def test_the_query_shown_gives_the_same_rows_on_the_export(command: str) -> None:
    shown = run(command, "--show-query", "--format", "json")
    first = shown.err.split("\n\n")[0] if not shown.err.startswith("\n") else shown.err[1:].split("\n\n")[0]
    export = Store()
    export.extend(parse(run("export", "--format", "nquads").out.encode(), format=RdfFormat.N_QUADS))
    rows = list(run_select(export, first))
    assert {int(text_of(row, "line") or 0) for row in rows} == {
        row["line"] if "line" in row else int(str(place_of(row)).rsplit("/", 1)[1]) for row in json.loads(shown.out)
    }


def place_of(row: dict[str, object]) -> object:
    later = row.get("to")
    return later["id"] if isinstance(later, dict) else row["entry_after"]


def test_ask_prints_the_object_of_the_contract() -> None:
    done = run("ask", QUESTION, "--format", "json")
    found = json.loads(done.out)
    assert (done.code, found["kind"], found["question"], found["refusal"]) == (0, "actions", QUESTION, None)
    assert set(found) >= {"understood", "query", "number", "names", "dates", "answers"}
    assert [answer["id"] for answer in found["answers"]] == ["a3"]
    source = found["answers"][0]["sources"][0]
    assert source == {"document": "mb-year-end", "line": 3, "last_line": 3, "quote": source["quote"], "field": "title"}
    assert found["query"].startswith("PREFIX")


def test_ask_takes_a_question_without_quotation_marks() -> None:
    assert run("ask", *QUESTION.split(), "-f", "json").out == run("ask", QUESTION, "-f", "json").out


def test_ask_on_a_terminal() -> None:
    done = run("ask", QUESTION, "--quotes", "--show-query", terminal=True)
    assert done.err.startswith("Actions led by Bram Okoro that slipped")
    assert "SELECT DISTINCT" in done.err
    assert "SELECT" not in done.out
    assert "“Jun-31”" in done.out


def test_ask_in_a_pipe() -> None:
    header, row = run("ask", QUESTION).out.rstrip("\n").split("\n")
    cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert (cells["deadline"], cells["deadline_before"], cells["slips"]) == ("Jan-32", "Jun-31", "lapsed; moved")
    assert "sources" not in cells
    assert 'mb-plan:3 "Jun-31"' in run("ask", QUESTION, "--quotes").out


def test_in_a_pipe_the_answer_stands_beside_its_rows() -> None:
    header, *rows = run("ask", "who led the regatta?").out.rstrip("\n").split("\n")
    cells = [dict(zip(header.split("\t"), row.split("\t"), strict=True)) for row in rows]
    assert {cell["answer"] for cell in cells} == {"Ada Finch; Bram Okoro"}
    assert "answer" not in run("ask", QUESTION).out.split("\n", maxsplit=1)[0].split("\t")


def test_whether_something_is_done_shows_status_percentage_and_comment() -> None:
    shown = run("ask", "is the sea wall survey finished?", "--format", "table")
    assert "Overdue 10 %" in shown.out
    assert "Late start." in shown.out
    assert "Whether so in print" in shown.err


def test_rows_that_were_chosen_by_percentage_show_it() -> None:
    lines = run("ask", "which actions are less than 25% complete?", "--format", "table").out.split("\n")
    assert any("Paint the harbour" in line and " 20" in line for line in lines)


@pytest.mark.parametrize(
    ("question", "suggestion"),
    [
        ("what did Okoro own?", "Bram Okoro"),
        ("why?", "what did Cleo Okoro own?"),
        ("what was overdue in Harbors?", None),
        ("what did Rebecca Okoro own?", "Cleo Okoro"),
    ],
)
def test_a_question_that_is_refused(question: str, suggestion: str | None) -> None:
    done = run("ask", question)
    if suggestion is None:
        assert done.code == 0
        return
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("bvgraph: ")
    assert f"  {suggestion}\n" in done.err
    refused = run("ask", question, "--format", "json")
    assert (refused.code, json.loads(refused.out)["kind"]) == (3, "refusal")
    assert suggestion in json.loads(refused.out)["refusal"]["suggestions"]


WRONG: list[tuple[list[str], int, str]] = [
    (["slips", "--owner", "Okoro"], 3, "  Cleo Okoro\n  Bram Okoro\n"),
    (["slips", "--owner", "Nobody At All"], 3, "bvgraph list"),
    (["slips", "--area", "Moors"], 3, "  Harbours\n  Lanterns\n"),
    (["slips", "--document", "1066"], 3, "  mb-plan\n  mb-year-end\n"),
    (["slips", "--status", "purple"], 3, "  overdue\n"),
    (["slips", "--since", "yesterday"], 2, "YYYY-MM-DD"),
    (["slips", "--until", "2032-13"], 2, "month must be in 1..12"),
    (["slips", "--until", "2031-02-29"], 2, "is no day"),
    (["slips", "--format", "xml"], 2, "format"),
    (["slips", "--colour", "red"], 2, "--colour"),
    (["nonsense"], 2, "nonsense"),
    (["show", "Okoro"], 3, "  Bram Okoro\n"),
    (["show", "the"], 3, "no action has"),
    (["show", "lantern"], 3, "Replace the lantern glass"),
    (["show", "qqqq"], 3, "there is no person"),
    (["query", "nothing"], 3, "  slips\n"),
    (["query", "slips", "-p", "colour=red"], 2, "takes document, area"),
    (["query", "slips", "-p", "owner"], 2, "NAME=VALUE"),
    (["query", "slips", "-p", "owner=Okoro"], 3, "  Cleo Okoro\n"),
    (["query", "slips", "-p", "slip=sideways"], 3, "  moved\n"),
    (["query", "slips", "-p", "silent=maybe"], 2, "neither true nor false"),
    (["query", "slips", "-p", "action=harbour"], 3, "fits"),
    (["query", "evidence", "-p", "entry=mb-plan/99"], 3, "DOCUMENT/LINE"),
    (["query", "-"], 1, "does not parse"),
    (["build", "no-such-folder"], 1, "no-such-folder"),
    (["verify", "no-such-folder"], 1, "no-such-folder"),
    (["entries", "--store", "nowhere"], 1, "run: bvgraph build CORPUS"),
    (["export", "--format", "docx"], 2, "docx"),
    (["export", "-o", "no/such/folder.nq"], 2, "cannot be written"),
    (["list", "fish"], 2, "fish"),
]


@pytest.mark.parametrize(("words", "code", "message"), WRONG, ids=[" ".join(words) for words, _, _ in WRONG])
def test_what_is_wrong_is_told_with_what_would_be_right(words: list[str], code: int, message: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
    assert "Traceback" not in done.err


def test_the_store_is_the_option_then_the_environment_then_the_settings(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bvgraph.toml").write_text(f'store = "{world / "store"}"', "utf-8")
    assert run("slips", "--store", "nowhere").code == 1
    monkeypatch.setenv("BVGRAPH_STORE", "nowhere")
    assert run("slips", "--store", str(world / "store")).code == 0
    assert run("slips").code == 1
    monkeypatch.delenv("BVGRAPH_STORE")
    assert run("slips").code == 0


def test_a_named_query_with_values() -> None:
    done = run("query", "slips", "-p", "owner=Bram", "-p", "slip=moved", "--format", "json", "--show-query")
    assert [row["action"]["value"] for row in json.loads(done.out)["results"]["bindings"]] == ["a3"]
    assert '"Bram" read as Bram Okoro' in done.err
    assert "VALUES ?ofSlip { bv:slip-moved }" in done.err
    assert run("query", "evidence", "-p", "entry=mb-plan:3").out.count("\n") == 5


def test_a_query_of_ones_own_from_a_file_and_from_stdin(tmp_path: Path) -> None:
    text = "# param: kind kind - rows\nSELECT (COUNT(*) AS ?n) { VALUES (?kind) { (UNDEF) } GRAPH ?g { ?e ?p ?kind } }"
    (tmp_path / "mine.rq").write_text(text, "utf-8")
    assert run("query", "mine.rq").out.split("\n")[0] == "?n"
    assert run("query", "-", stdin=text).out == run("query", "mine.rq").out
    assert "<sparql" in run("query", "mine.rq", "--format", "xml").out
    assert "─" in run("query", "mine.rq", terminal=True).out
    refused = run("query", "-", stdin="SELECT * { SERVICE <http://a.example> { ?s ?p ?o } }")
    assert (refused.code, "SERVICE is not allowed" in refused.err) == (1, True)
    (tmp_path / "binary.rq").write_bytes(b"\xff\xfe\x00")
    assert run("query", "binary.rq").code == 2


def test_results_in_json_are_escaped(tmp_path: Path) -> None:
    done = run("query", "titles", "--format", "json")
    assert "\x9b" not in done.out
    assert any("\x9b" in row["title"]["value"] for row in json.loads(done.out)["results"]["bindings"])
    assert "\x9b" not in run("query", "titles").out


def test_queries_and_names_are_listed() -> None:
    listed = objects(run("queries", "--format", "json"))
    assert len(listed) >= 10
    assert all(row["summary"] for row in listed)
    assert objects(run("list", "-f", "json"))[0]["name"] == "Cleo Okoro"
    assert [row["name"] for row in objects(run("list", "areas", "-f", "json"))] == ["Harbours", "Lanterns"]
    assert [row["name"] for row in objects(run("list", "documents", "-f", "json"))] == ["mb-plan", "mb-year-end"]
    assert len(objects(run("list", "statuses", "-f", "json"))) == 7


def test_show_in_json() -> None:
    found = json.loads(run("show", "bram", "--format", "json").out)
    assert (found["kind"], found["name"]) == ("person", "Bram Okoro")
    assert [row["id"] for row in found["entries"]] == [f"mb-year-end/{line}" for line in (2, 3, 4, 6)]
    assert json.loads(run("show", "mb-plan", "-f", "json").out)["kind"] == "document"
    assert json.loads(run("show", "dredge", "the", "basin", "-f", "json").out)["kind"] == "action"


def test_checks_pass_and_fail_by_their_exit_code(world: Path, tmp_path: Path) -> None:
    validated = run("validate")
    assert (validated.code, validated.out) == (0, "")
    verified = run("verify", str(world))
    assert (verified.code, verified.out) == (0, "")
    assert "all in place" in verified.err
    for file in world.glob("*.txt"):
        (tmp_path / file.name).write_bytes(file.read_bytes().replace(b"Jan-32", b"Feb-32"))
    failed = run("verify", str(tmp_path))
    assert failed.code == 1
    assert "hash" in failed.out
    assert "quote" in failed.err


@pytest.mark.parametrize("name", ["nquads", "trig", "turtle", "ntriples", "jsonld", "graphml", "csv"])
def test_exports_go_to_stdout_or_to_a_file(name: str, tmp_path: Path) -> None:
    done = run("export", "--format", name)
    assert (done.code, bool(done.out)) == (0, True)
    assert run("export", "--format", name, "-o", "out").out == ""
    assert (tmp_path / "out").read_text("utf-8") == done.out


def test_the_export_is_the_graph() -> None:
    assert set(parse(run("export").out.encode(), format=RdfFormat.N_QUADS)) == set(make_quads())


def test_build_reports_and_summarises(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Path, Path]] = []

    def build(corpus: Path, store: Path, progress: Progress | None = None, *, hands: Hands) -> Summary:
        seen.append((corpus, store))
        assert progress is None
        assert hands.hire([]) is not None
        assert hands.aside.submit(len, corpus.parts).result() == 1
        rows = {"activity": 2, "milestone": 1}
        return Summary((DocumentSummary("one", "One", rows, 3, 4, 0.5),), actions=5, slips=6, quads=7)

    monkeypatch.setattr(pipeline, "build", build)
    piped = run("build", "plans", "--store", "kept", "--anew")
    assert piped.out.split("\n")[1].split("\t") == ["one", "One", "2 activity; 1 milestone", "3", "4", "0.5"]
    assert "5 actions, 6 slips, 7 statements in kept" in piped.err
    shown = run("build", "plans", "--anew", terminal=True).out
    assert "2 activities" in shown
    assert "1 milestone " in shown
    assert "50.00%" in shown
    assert seen[0] == (Path("plans"), Path("kept"))


def test_help_says_what_there_is() -> None:
    assert run("--version").out == f"bvgraph {__version__}\n"
    for command in (
        "",
        *LISTS,
        "build",
        "show",
        "list",
        "query",
        "queries",
        "ask",
        "validate",
        "verify",
        "export",
        "inspect",
        "add",
        "publish",
    ):
        done = run(*command.split(), "--help")
        assert done.code == 0
        assert done.out.startswith("Usage: bvgraph")
    assert "..." not in run("--help").out.split("Commands:")[1]
    assert all(option in run("slips", "--help").out for option in FILTERS)


def test_every_command_is_found_in_its_module() -> None:
    assert [*find_commands("")] == [name for held in COMMANDS.values() for name in held]
    for part, held in COMMANDS.items():
        for name in held:
            ((known, found),) = find_commands(name).items()
            assert (known, found.__module__) == (name, f"bvgraph.cli.{part}")


HEAVY = ("rdflib", "spacy", "networkx", "pyshacl", "rapidfuzz", "numpy", "httpx")


@pytest.mark.parametrize(
    ("words", "kept_out"),
    [
        (["--help"], (*HEAVY, "pyoxigraph", "rich.console")),
        (["slips", "--help"], (*HEAVY, "pyoxigraph", "rich.console")),
        (["publish", "--help"], (*HEAVY, "pyoxigraph", "rich.console")),
        (["slips", "--owner", "Bram Okoro"], (*HEAVY, "rich.console", "typer")),
        (["slips", "--owner", "Bram Okoro", "--format", "table"], HEAVY),
        (["ask", QUESTION, "--format", "json"], (*HEAVY, "rich.console", "typer")),
        (["export"], HEAVY),
        (["query", "-"], (*HEAVY, "rich.console", "typer", "inspect")),
    ],
    ids=" ".join,
)
def test_only_what_is_needed_is_loaded(words: list[str], kept_out: tuple[str, ...]) -> None:
    program = f"""
import sys
from bvgraph.cli import main
try:
    main({words!r})
except SystemExit as leaving:
    assert not leaving.code, leaving.code
print([name for name in {kept_out!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, input="ASK {}")
    assert done.stderr.strip().split("\n")[-1] == "[]"


def test_a_reader_that_goes_away_sees_no_traceback() -> None:
    program = f"{sys.executable} -c 'from bvgraph.cli import main; main([\"entries\"])' | head -c 1"
    done = subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("i", "")


ALONE = "import atexit, sys; atexit.register(print, 'tidied up'); from bvgraph.cli import main; main()"


@pytest.mark.parametrize(
    ("words", "code"),
    [(["entries"], 0), (["slips", "--store", "nowhere"], 1), (["slips", "--colour"], 2), (["slips", "--owner", "Xyzzy"], 3)],
    ids=str,
)
def test_a_process_of_its_own_ends_at_once_with_all_that_was_said(words: list[str], code: int) -> None:
    done = subprocess.run([sys.executable, "-c", ALONE, *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, *run(*words)[1:])


def test_an_error_of_the_program_is_not_hidden() -> None:
    broken = f"import bvgraph.cli; bvgraph.cli.run_command = None; {ALONE}"
    done = subprocess.run([sys.executable, "-c", broken, "entries"], capture_output=True, text=True, check=False)
    assert (done.returncode, "TypeError" in done.stderr) == (1, True)


def test_a_reader_that_goes_away_from_a_process_of_its_own_sees_no_traceback() -> None:
    program = f"{sys.executable} -c 'from bvgraph.cli import main; main()' queries | true"
    done = subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "")


def test_a_slip_in_words_shows_them_on_a_terminal() -> None:
    shown = " ".join(run("slips", terminal=True).out.split())
    assert "narrated 61 days" in shown
    assert "“Delivery has" in shown


def test_the_program_starts_as_a_module() -> None:
    command = [sys.executable, "-m", "bvgraph", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    assert done.stdout == f"bvgraph {__version__}\n"
