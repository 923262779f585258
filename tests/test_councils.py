"""Several councils in one store: what they name alike is not the same, and answers keep it apart."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from asked_world import Run, run

from bvgraph import pipeline
from bvgraph.asking.checks import validate_store
from bvgraph.asking.names import names_publisher
from bvgraph.asking.questions import Asker
from bvgraph.errors import CorpusError
from bvgraph.graph import vocabulary as v
from bvgraph.graph.store import graph_file, open_store

PLAN = """Harbours
Activities\tLead Officer\tDeadline\tMonitoring
1. Keep the {key} open
1.1 Paint the {key} railings\tMayor\tMay-31\tHarbour Committee
1.2 Count the {key} berths\tJane Smith\tJun-31\tHarbour Committee
1.3 Survey the {key} wall with the Home Office\t{other}\tJul-31\tHarbour Committee
"""
UPDATE = """Harbours
Activities\tLead Officer\tDeadline\tStatus\t% Comp\tComments\tMonitoring
1. Keep the {key} open
1.1 Paint the {key} railings\tMayor\tNov-31\tOn Target\t40%\tShown at the Town Hall to the Home Office.\tHarbour Committee
1.2 Count the {key} berths\tJane Smith\tDec-31\tOn Target\t50%\tSee recommendation 5 of the Peer Review.\tHarbour Committee
1.3 Survey the {key} wall with the Home Office\tJane Smith\tJul-31\tOverdue\t10%\tAnswers the CCG.\tHarbour Committee
"""
ISLE, MARSH = "Isle of Nowhere Council", "Thornmarsh Borough Council"
MAYORS = [f"Mayor ({ISLE})", f"Mayor ({MARSH})"]


def write_council(folder: Path, key: str, publisher: str, other: str) -> Path:
    folder.mkdir(exist_ok=True)
    for kind, text, day in (("plan", PLAN, "2031-04"), ("update", UPDATE, "2031-09-30")):
        data = text.format(key=key, other=other).encode()
        (folder / f"{key}-{kind}.txt").write_bytes(data)
        with (folder / "manifest.toml").open("a", encoding="utf-8") as manifest:
            manifest.write(
                f'[[document]]\nid = "{key}-{kind}"\nfile = "{key}-{kind}.txt"\ntitle = "{key.title()} {kind} 2031"\n'
                f'plan = "{key.title()} plan 2031"\npublisher = "{publisher}"\nkind = "{kind}"\n'
                f'period = "2031-04/2032-03"\nas_of = "{day}"\nsha256 = "{hashlib.sha256(data).hexdigest()}"\n'
            )
    return folder


@pytest.fixture(scope="module")
def isle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one council."""
    folder = tmp_path_factory.mktemp("one")
    pipeline.build(write_council(folder / "corpus", "isle", ISLE, "Ann Ode"), folder / "store")
    return folder / "store"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the same council and another one."""
    folder = tmp_path_factory.mktemp("two")
    write_council(folder / "corpus", "isle", ISLE, "Ann Ode")
    pipeline.build(write_council(folder / "corpus", "marsh", MARSH, "Bo Lee"), folder / "store")
    return folder / "store"


def put(store: Path, *words: str) -> Run:
    return run(*words, "--store", str(store))


def read_json(store: Path, *words: str) -> list[dict[str, object]]:
    done = put(store, *words, "--format", "json")
    assert done.code == 0, done.err
    found: list[dict[str, object]] = json.loads(done.out)
    return found


def documents_of(store: Path, question: str) -> set[str]:
    """The documents in which the rows of an answer stand."""
    answer = Asker(open_store(store), store).ask(question)
    assert answer.refusal is None, answer.refusal
    return {row.place.document for row in answer.rows}


# --- the graph


def test_a_document_gives_the_same_statements_whatever_stands_beside_it(isle: Path, both: Path) -> None:
    alone, together = (set(graph_file(store).read_text("utf-8").splitlines()) for store in (isle, both))
    assert {line for line in alone - together if "/graph/dataset>" not in line} == set()
    assert any("/post/isle-of-nowhere-council/mayor>" in line for line in alone)


def test_only_what_is_known_everywhere_is_one_thing_for_all(both: Path) -> None:
    rows = open_store(both).query(
        f"SELECT ?thing ?publisher WHERE {{ GRAPH ?known {{ ?thing a ?class . OPTIONAL {{ ?thing <{v.DCT_PUBLISHER.value}> "
        f"?publisher }} FILTER (?class IN (<{v.FOAF_PERSON.value}>, <{v.ORG_POST.value}>, <{v.ORG_ORGANIZATION.value}>, "
        f"<{v.DCT_LOCATION.value}>)) }} }}"
    )
    found: dict[str, set[str]] = {}
    for thing, publisher in rows:
        key = thing.value.removeprefix(v.DEFAULT_BASE)
        found.setdefault(key.split("/")[0] + "/" + key.split("/")[-1], set()).add(publisher.value if publisher else "")
    assert found["organisation/home-office"] == {""}
    shared = ("post/mayor", "person/jane-smith", "organisation/harbour-committee", "venue/town-hall", "organisation/ccg")
    assert {name: found[name] for name in shared} == {name: {ISLE, MARSH} for name in shared}
    assert found["person/ann-ode"] == {ISLE}


def test_reviews_are_those_of_one_council(both: Path) -> None:
    reviews = {quad.subject.value for quad in open_store(both) if quad.object == v.REVIEW and quad.predicate == v.RDF_TYPE}
    assert len(reviews) == 2
    assert {review.split("/")[-2] for review in reviews} == {"isle-of-nowhere-council", "thornmarsh-borough-council"}


def test_the_graph_conforms(both: Path) -> None:
    assert validate_store(open_store(both)) == []


# --- questions


@pytest.mark.parametrize(
    ("question", "candidates"),
    [
        ("what did the Mayor own that slipped?", MAYORS),
        ("what did Jane Smith own?", [f"Jane Smith ({ISLE})", f"Jane Smith ({MARSH})"]),
        ("what did Smith own?", [f"Jane Smith ({ISLE})", f"Jane Smith ({MARSH})"]),
        ("what does the Harbour Committee monitor?", [f"Harbour Committee ({ISLE})", f"Harbour Committee ({MARSH})"]),
        ("what mentions the Town Hall?", [f"Town Hall ({ISLE})", f"Town Hall ({MARSH})"]),
        ("what slipped in Harbours?", [f"Harbours ({ISLE})", f"Harbours ({MARSH})"]),
        ("what slipped in the latest update?", ["Isle update 2031", "Marsh update 2031"]),
    ],
)
def test_a_name_of_several_councils_is_asked_about(both: Path, question: str, candidates: list[str]) -> None:
    done = put(both, "ask", question)
    assert (done.code, done.out) == (3, "")
    assert [line.strip() for line in done.err.splitlines()[1:]] == candidates


@pytest.mark.parametrize(
    "question",
    [
        "what did the Mayor of Thornmarsh own that slipped?",
        f"what did the Mayor ({MARSH}) own that slipped?",
        "what did the Mayor own at Thornmarsh that slipped?",
        "at Thornmarsh Council, what did the Mayor own?",
        "what did the Thornmarsh Mayor own?",
        "what did Thornmarsh's Mayor own?",
        "what did the mayr own at Thornmarsh?",
        "what did J Smith of Thornmarsh own?",
        "what did Smith own in the Marsh update?",
        "what does the Harbour Committee of Thornmarsh monitor?",
        "what mentions the Town Hall in Thornmarsh?",
        "what slipped in Harbours of Thornmarsh?",
        "what slipped in the latest update of Thornmarsh?",
        "what slipped at Thornmarsh?",
        "what slipped not at Isle of Nowhere?",
        "what did Bo Lee own?",
    ],
)
def test_the_council_in_a_question_tells_whom_it_means(both: Path, question: str) -> None:
    documents = documents_of(both, question)
    assert documents
    assert documents <= {"marsh-plan", "marsh-update"}


def test_an_answer_says_which_council_is_meant(both: Path) -> None:
    asker = Asker(open_store(both), both)
    answer = asker.ask("what did the Mayor own at Thornmarsh?")
    assert answer.understood == f"Actions led by Mayor ({MARSH}) in documents of {MARSH}"
    follow = asker.ask("and Jane Smith?")
    assert {row.place.document for row in follow.rows} == {"marsh-update"}


def test_somebody_of_another_council_is_not_found_at_this_one(both: Path) -> None:
    done = put(both, "ask", "what did Bo Lee own at Isle of Nowhere?")
    assert done.code == 3
    assert f'named "Bo Lee" in the documents of {ISLE}' in done.err


def test_names_in_answers_are_told_apart(both: Path) -> None:
    asker = Asker(open_store(both), both)
    assert asker.ask("who led overdue actions?").names == (f"Jane Smith ({ISLE})", f"Jane Smith ({MARSH})")
    most = asker.ask("who led the most actions that slipped?")
    assert dict(zip(most.names, most.counts, strict=True)) == {f"Jane Smith ({ISLE})": 2, f"Jane Smith ({MARSH})": 2}
    assert asker.ask("which areas have the most overdue actions?").names == (f"Harbours ({ISLE})", f"Harbours ({MARSH})")
    assert asker.ask("who led overdue actions at Thornmarsh?").names == ("Jane Smith",)
    assert documents_of(both, "what mentions the Home Office?") >= {"isle-update", "marsh-update"}


def test_what_is_suggested_can_be_asked(both: Path) -> None:
    suggested = put(both, "ask", "what is the meaning of it all?").err.splitlines()[1:3]
    assert all(put(both, "ask", question.strip()).code == 0 for question in suggested)


# --- lists and portraits


@pytest.mark.parametrize(
    ("what", "name"),
    [
        *(("leads", "Mayor"), ("areas", "Harbours"), ("people", "Jane Smith"), ("posts", "Mayor")),
        *(("bodies", "Harbour Committee"), ("venues", "Town Hall")),
    ],
)
def test_lists_show_the_council_where_names_are_alike(isle: Path, both: Path, what: str, name: str) -> None:
    assert {row["name"] for row in read_json(both, "list", what)} >= {f"{name} ({ISLE})", f"{name} ({MARSH})"}
    assert name in {row["name"] for row in read_json(isle, "list", what)}


def test_what_only_one_council_names_is_listed_by_its_name_alone(both: Path) -> None:
    assert {"Ann Ode", "Bo Lee"} <= {row["name"] for row in read_json(both, "list", "people")}
    assert [row["mentions"] for row in read_json(both, "list", "organisations") if row["name"] == "Home Office"] == [6]
    assert [row["name"] for row in read_json(both, "coverage") if row["kind"] == "area"] == [
        f"Harbours ({ISLE})",
        f"Harbours ({MARSH})",
    ]


def test_a_portrait_is_that_of_one_council(both: Path) -> None:
    asked = put(both, "show", "Mayor")
    assert (asked.code, [line.strip() for line in asked.err.splitlines()[1:]]) == (3, MAYORS)
    for name in (MAYORS[1], "Mayor of Thornmarsh", "mayor at thornmarsh council"):
        shown = put(both, "show", name)
        assert shown.code == 0
        assert MAYORS[1] in shown.out
        assert "marsh-update" in shown.out
        assert "isle-update" not in shown.out
    assert put(both, "show", "Mayor of Elsewhere").code == 3


@pytest.mark.parametrize(
    "options",
    [
        ("--owner", "Mayor", "--publisher", "Thornmarsh"),
        ("--owner", "Mayor", "--document", "marsh-update"),
        ("--owner", MAYORS[1]),
        ("--area", "Harbours", "--publisher", MARSH),
        ("--publisher", "thornmarsh council"),
        ("--owner", "Bo Lee"),
    ],
)
def test_lists_are_confined_to_a_council(both: Path, options: tuple[str, ...]) -> None:
    for command in ("entries", "handovers") if "Bo Lee" in options else ("entries", "slips", "contradictions"):
        rows = read_json(both, command, *options)
        assert all("isle" not in json.dumps(row) for row in rows)
        assert rows or command == "contradictions"
    assert all("isle" not in json.dumps(row) for row in read_json(both, "links", *options))


def test_lists_ask_which_of_several_is_meant(both: Path) -> None:
    for words in (
        ("slips", "--owner", "Mayor"),
        ("query", "entries", "-p", "owner=Mayor"),
        ("query", "holders", "-p", "post=Mayor"),
    ):
        asked = put(both, *words)
        assert (asked.code, [line.strip() for line in asked.err.splitlines()[1:]]) == (3, MAYORS)
    unknown = put(both, "entries", "--publisher", "Atlantis")
    assert (unknown.code, [line.strip() for line in unknown.err.splitlines()[1:]]) == (3, [ISLE, MARSH])
    assert put(both, "entries", "--publisher", "Isle", "--document", "marsh-plan").code == 3


def test_sums_by_name_are_sums_by_council(both: Path) -> None:
    rows = put(both, "query", "slips-by-lead", "--format", "csv").out.splitlines()
    assert {f"Mayor,moved,1,{ISLE}", f"Mayor,moved,1,{MARSH}"} <= set(rows)


def test_an_action_is_followed_within_its_council(both: Path) -> None:
    found = put(both, "lineage", "Paint the railings")
    assert found.code == 3
    assert [line.split()[0] for line in found.err.splitlines()[1:]] == ["isle-plan/4", "marsh-plan/4"]
    assert "isle" not in put(both, "lineage", "marsh-plan/4", "--format", "json").out


# --- a single council


def test_the_council_of_a_store_of_one_is_not_told(isle: Path) -> None:
    for words in (("ask", "what did the Mayor own that slipped?"), ("slips", "--owner", "Mayor"), ("show", "Mayor")):
        done = put(isle, *words, "--format", "json")
        assert done.code == 0
        assert ISLE not in done.out + done.err
    answer = Asker(open_store(isle), isle).ask("who led the most actions?")
    assert answer.names == ("Jane Smith",)
    assert "publisher" not in answer.queries[0]


@pytest.mark.parametrize(
    ("words", "publisher", "named"),
    [
        (("tower", "hamlets"), "London Borough of Tower Hamlets", True),
        (("hamlets",), "London Borough of Tower Hamlets", False),
        (("tower", "hamlets", "council"), "London Borough of Tower Hamlets", True),
        (("tower", "hamlets", "park"), "London Borough of Tower Hamlets", False),
        (("town", "council"), "Town Council", True),
        (("town",), "Town Council", False),
        (("council",), "", False),
    ],
)
def test_a_council_is_named_in_full_or_by_what_tells_it_from_others(
    words: tuple[str, ...], publisher: str, named: bool
) -> None:
    assert names_publisher(words, publisher) is named


def test_a_name_that_fits_two_councils_is_asked_about(tmp_path: Path) -> None:
    names = ["Thornmarsh Borough Council", "Thornmarsh County Council"]
    for key, name in zip(("town", "shire"), names, strict=True):
        write_council(tmp_path / "corpus", key, name, "Ann Ode")
    pipeline.build(tmp_path / "corpus", tmp_path / "store")
    for words in (("ask", "what slipped at Thornmarsh?"), ("slips", "--publisher", "Thornmarsh")):
        asked = put(tmp_path / "store", *words)
        assert (asked.code, [line.strip() for line in asked.err.splitlines()[1:]]) == (3, names)
    assert documents_of(tmp_path / "store", "what slipped at Thornmarsh County Council?") == {"shire-update"}


# --- decisions

SIGNED = 'who = "B. Roe"\nwhen = 2026-05-04\n'


def settle(folder: Path, decision: str) -> Path:
    """The store of two councils whose plans print two names, with a decision about these."""
    for key, name in (("isle", ISLE), ("marsh", MARSH)):
        write_council(folder / "corpus", key, name, "Ann Ode / A. Ode-Lee")
    (folder / "corpus" / "decisions.toml").write_text(f'[[identity]]\ntype = "person"\n{decision}{SIGNED}', "utf-8")
    pipeline.build(folder / "corpus", folder / "store")
    return folder / "store"


def test_a_decision_joins_names_within_each_council(tmp_path: Path) -> None:
    store = settle(tmp_path, 'same = ["Ann Ode", "A. Ode-Lee"]\n')
    people = {row["name"]: row["variants"] for row in read_json(store, "list", "people")}
    assert people[f"Ann Ode ({ISLE})"] == people[f"Ann Ode ({MARSH})"] == ["A. Ode-Lee", "Ann Ode"]


def test_a_decision_may_be_for_one_council(tmp_path: Path) -> None:
    store = settle(tmp_path, f'publisher = "{MARSH}"\nsame = ["Ann Ode", "A. Ode-Lee"]\n')
    people = {row["name"]: row["variants"] for row in read_json(store, "list", "people")}
    assert people[f"Ann Ode ({MARSH})"] == ["A. Ode-Lee", "Ann Ode"]
    assert people[f"Ann Ode ({ISLE})"] == ["Ann Ode"]
    assert people["A. Ode-Lee"] == ["A. Ode-Lee"]
    assert "decided" in put(store, "show", f"Ann Ode ({MARSH})").out
    assert "decided" not in put(store, "show", f"Ann Ode ({ISLE})").out
    assert validate_store(open_store(store)) == []


@pytest.mark.parametrize(
    ("decision", "message"),
    [
        ('publisher = "Elsewhere"\nsame = ["Ann Ode", "A. Ode-Lee"]\n', 'no document is by "Elsewhere".*Isle of Nowhere'),
        ('publisher = 3\nsame = ["Ann Ode", "A. Ode-Lee"]\n', "publisher must be a text"),
        (f'publisher = "{ISLE}"\nsame = ["Ann Ode", "Nobody Else"]\n', 'no text names a person "Nobody Else"'),
    ],
)
def test_a_decision_for_nobody_is_refused(tmp_path: Path, decision: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        settle(tmp_path, decision)


def test_what_one_council_is_told_does_not_contradict_what_another_is(tmp_path: Path) -> None:
    apart = f'publisher = "{ISLE}"\ndifferent = ["Ann Ode", "A. Ode-Lee"]\n{SIGNED}[[identity]]\ntype = "person"\n'
    store = settle(tmp_path, f'{apart}publisher = "{MARSH}"\nsame = ["Ann Ode", "A. Ode-Lee"]\n')
    assert f"Ann Ode ({MARSH})" in {row["name"] for row in read_json(store, "list", "people")}


def test_what_no_manifest_says_the_council_of_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Isle Plan 2024/25\n\nAction\tLead\tDeadline\nPaint\tThe Mayor\tMay-24\n", "utf-8")
    store = tmp_path / "store"
    pipeline.build(tmp_path, store)
    stated = graph_file(store).read_text("utf-8")
    assert f"{v.DEFAULT_BASE}post/the-mayor>" in stated
    assert "publisher" not in stated
