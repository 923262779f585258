"""Named queries are documented, bind without injection, and answer alike in every engine; those of others are looked at."""

import json
import re
from collections import Counter
from functools import cache

import pytest
import rdflib
from asked_world import make_quads, make_store
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, serialize
from pyparsing import ParseException
from rdflib.plugins.sparql.parser import parseQuery

from bvgraph.asking.queries import (
    NamedQuery,
    Term,
    admit_query,
    bind,
    find_named_query,
    load_named_queries,
    parse_named_query,
    run_query,
    run_select,
    tabulate,
    write_results,
)
from bvgraph.errors import QueryError, UnknownNameError, UsageError
from bvgraph.graph.vocabulary import BV, DEFAULT_BASE, EDTF, XSD_BOOLEAN, XSD_DATE

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib, of itself
QUERIES = load_named_queries()
FILTERS = {"document", "area", "owner", "status", "since", "until"}
SAMPLES: dict[str, Term] = {
    "agent": NamedNode(f"{DEFAULT_BASE}person/marrow-bay-council/bram-okoro"),
    "area": NamedNode(f"{DEFAULT_BASE}area/marrow-bay-council/harbours"),
    "document": NamedNode(f"{DEFAULT_BASE}document/mb-year-end"),
    "status": NamedNode(f"{BV}status-on-track"),
    "first-day": Literal("2031-12-01", datatype=XSD_DATE),
    "last-day": Literal("2032-02-01", datatype=XSD_DATE),
    "action": NamedNode(f"{DEFAULT_BASE}action/a3"),
    "kind": NamedNode(f"{BV}kind-milestone"),
    "slip": NamedNode(f"{BV}slip-moved"),
    "contradiction": NamedNode(f"{BV}contradiction-incomplete"),
    "boolean": Literal("true", datatype=XSD_BOOLEAN),
    "date": Literal("2031-06", datatype=EDTF),
    "entry": NamedNode(f"{DEFAULT_BASE}entry/mb-year-end/3"),
}
Rows = Counter[tuple[str | None, ...]]


@cache
def dataset() -> rdflib.Dataset:
    """The export, read by another engine."""
    loaded = rdflib.Dataset()
    loaded.parse(data=serialize(make_quads(), format=RdfFormat.N_QUADS), format="nquads")
    return loaded


def rows(text: str) -> Rows:
    return Counter(
        tuple(None if term is None else str(getattr(term, "value", term)) for term in row)
        for row in run_select(make_store(), text)
    )


def rows_elsewhere(text: str) -> Rows:
    return Counter(tuple(None if term is None else str(term) for term in row) for row in dataset().query(text))


def values_line(query: NamedQuery) -> list[str]:
    match = re.search(r"^ *VALUES \(([?\w ]+)\) \{ \((?:UNDEF ?)+\) \}$", query.text, re.MULTILINE)
    return match[1].split() if match else []


def test_there_are_enough_and_each_says_what_it_answers() -> None:
    assert len(QUERIES) >= 10
    assert all(query.summary and all(parameter.text for parameter in query.parameters) for query in QUERIES.values())


@pytest.mark.parametrize("name", ["entries", "slips", "handovers", "links", "problems", "mentions"])
def test_every_list_takes_the_same_filters(name: str) -> None:
    assert {parameter.name for parameter in QUERIES[name].parameters} >= FILTERS


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_parameters_are_the_columns_of_the_values_line(query: NamedQuery) -> None:
    plain = {column.removeprefix("?").removeprefix("only").lower() for column in values_line(query)}
    assert plain == {parameter.name for parameter in query.parameters}
    for column in values_line(query):
        guards = re.findall(rf"^ *FILTER \(!BOUND\({re.escape(column)}\) \|\| .+\)$", query.text, re.MULTILINE)
        assert len(guards) == (1 if column.startswith("?only") else 0), f"{column} needs one filter, on a line of its own"


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_asks_named_graphs_only(query: NamedQuery) -> None:
    assert "GRAPH" in query.text
    assert not re.search(r"\b(?:FROM|SERVICE)\b", query.text.split("PREFIX", 1)[1])


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_leaving_out_what_is_not_bound_changes_nothing(query: NamedQuery) -> None:
    text = bind(query, {})
    assert "UNDEF" not in text
    assert "# param" not in text
    assert rows(text) == rows(query.text)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_another_engine_gives_the_same_rows(query: NamedQuery) -> None:
    assert rows_elsewhere(query.text) == rows(query.text)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [(query, parameter) for query in QUERIES.values() for parameter in query.parameters],
    ids=lambda value: value.name,
)
def test_another_engine_gives_the_same_rows_for_a_value(query: NamedQuery, parameter: NamedQuery) -> None:
    text = bind(query, {parameter.name: SAMPLES[query.parameter(parameter.name).type]})
    assert rows_elsewhere(text) == rows(text)
    assert sum(rows(text).values()) <= sum(rows(query.text).values())


def test_several_values_mean_any_of_them() -> None:
    query, kinds = QUERIES["slips"], [NamedNode(f"{BV}slip-{kind}") for kind in ("moved", "dropped")]
    both = rows(bind(query, {"slip": kinds}))
    one_by_one = [rows(bind(query, {"slip": kind})) for kind in kinds]
    assert both == one_by_one[0] + one_by_one[1]
    assert both


ECHO = parse_named_query("echo", "# param: text text - any\nSELECT ?text\nWHERE {\n  VALUES (?text) { (UNDEF) }\n}\n")


@given(st.text().filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)))
def test_a_value_never_becomes_part_of_the_query(text: str) -> None:
    bound = bind(ECHO, {"text": Literal(text)})
    assert [row["text"] for row in run_select(Store(), bound)] == [Literal(text)]


def test_what_no_parameter_takes_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="takes document, area, owner"):
        bind(QUERIES["slips"], {"colour": Literal("red")})


@pytest.mark.parametrize("name", ["nothing", "../queries/slips", "", "slips.rq"])
def test_an_unknown_query_is_answered_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_named_query(name)
    assert "slips" in caught.value.suggestions


def test_a_parameter_without_a_type_is_told() -> None:
    with pytest.raises(QueryError, match="# param: name type - text"):
        parse_named_query("mine", "# param: owner\nSELECT * {}")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <a:a> { ?s ?p ?o }",
        "ASK FROM NAMED <a:a> { ?s ?p ?o }",
        "CONSTRUCT FROM <a:b> WHERE { ?s ?p ?o }",
        "select * {{ service <a:a> { ?s ?p ?o } }}",
        "SELECT * { { SELECT ?s { SERVICE SILENT ?x { ?s ?p ?o } } } }",
        "ASK { FILTER EXISTS { SERVICE <a:a> { ?s ?p ?o } } }",
        "SELECT * { ?s ?p ?o MINUS { { ?s ?p ?o } UNION { SERVICE <a:a> { ?s ?p ?o } } } }",
        "SELECT (EXISTS { SERVICE <a:a> { ?s ?p ?o } } AS ?x) {}",
        "SELECT * { BIND (IF(EXISTS { SERVICE <a:a> {} }, 1, 2) AS ?x) }",
        "SELECT * { ?s ?p ?o } ORDER BY (EXISTS { SERVICE <a:a> {} })",
        "SELECT * { ?s ?p ?o OPTIONAL { \\u0053ERVICE <a:a> {} } }",
    ],
)
def test_what_would_leave_the_store_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="is not allowed"):
        admit_query(text)


@pytest.mark.parametrize("text", ["", "SELECT", "INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "what slipped?"])
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="does not parse"):
        admit_query(text)


def disguise(word: str, how: list[int]) -> str:
    """A keyword with each letter large, small, or as an escape of either length."""
    written = (str.upper, str.lower, lambda c: f"\\u{ord(c):04X}", lambda c: f"\\U{ord(c):08x}")
    return "".join(written[at](letter) for letter, at in zip(word, how, strict=False))


HOW = st.lists(st.integers(0, 3), min_size=7, max_size=7)
LEAVING = ("SELECT * { %s <a:a> { ?s ?p ?o } }", "ASK { { %s SILENT ?x {} } }")
ELSEWHERE = ("SELECT * %s <a:a> { ?s ?p ?o }", "ASK # from here\n%s NAMED <a:a> {}")


@given(st.sampled_from(LEAVING), st.sampled_from(ELSEWHERE), HOW)
def test_no_way_of_writing_gets_past(leaving: str, elsewhere: str, how: list[int]) -> None:
    for text in (leaving % disguise("SERVICE", how), elsewhere % disguise("FROM", how)):
        with pytest.raises(QueryError, match=r"is not allowed|does not parse"):
            admit_query(text)


PIECES = (
    *("?s ?p ?o .", "OPTIONAL { ?s ?p ?o }", "{ ?s ?p ?o } UNION {}", "FILTER EXISTS {}", "# SERVICE <a:a> {}\n", "{", "}"),
    *("?s ?p 'FROM <a:a>' .", '?s ?p """SERVICE\n""" .', "?from ?service <a:from> .", "#\\u0053\n", "#", "\n", "'", " "),
    *(
        "SERVICE <a:a> {}",
        "sErViCe ?x {}",
        "\\u0053ERVICE <a:a> {}",
        "\u017fervice <a:a> {}",
        "{ SERVICE <a:a> {} }",
        "FROM <a:a>",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_what_is_admitted_holds_nothing_forbidden(part: str) -> None:
    for text in (part, f"SELECT * {{ {part} }}", f"ASK {part} {{}}"):
        try:
            admit_query(text)
            tree = parseQuery(text)
        except (QueryError, ParseException, ValueError):
            continue
        assert not re.search("ServiceGraphPattern|DatasetClause", repr(tree))


def test_names_and_strings_that_look_forbidden_are_not() -> None:
    text = 'SELECT ("SERVICE FROM" AS ?x) { GRAPH ?g { ?SERVICE ?FROM ?o } } # SERVICE <a:a> {}'
    assert admit_query(text) == text


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_our_own_queries_would_be_admitted(query: NamedQuery) -> None:
    assert admit_query(query.text) == query.text


def test_what_does_not_parse_is_told() -> None:
    with pytest.raises(QueryError, match="does not parse"):
        run_query(make_store(), "SELECT ?x { ")
    with pytest.raises(QueryError, match="SELECT"):
        run_select(make_store(), "ASK {}")


SELECT, ASK, CONSTRUCT = (
    f"PREFIX bv: <{BV}> SELECT ?file {{ GRAPH ?g {{ ?d bv:file ?file }} }} ORDER BY ?file",
    "ASK { GRAPH ?g { ?s ?p ?o } }",
    f"PREFIX bv: <{BV}> CONSTRUCT {{ ?d bv:file ?file }} WHERE {{ GRAPH ?g {{ ?d bv:file ?file }} }}",
)


def test_results_come_in_the_standard_forms() -> None:
    def write(text: str, result_format: str) -> str:
        return write_results(run_query(make_store(), text), result_format)  # type: ignore[arg-type]

    found = json.loads(write(SELECT, "json"))
    assert [row["file"]["value"] for row in found["results"]["bindings"]] == ["mb-plan.txt", "mb-year-end.txt"]
    assert json.loads(write(ASK, "json"))["boolean"] is True
    assert write(SELECT, "csv").split() == ["file", "mb-plan.txt", "mb-year-end.txt"]
    assert write(SELECT, "tsv").split("\n")[0] == "?file"
    assert "<sparql" in write(SELECT, "xml")
    assert write(ASK, "tsv") == "true\n"
    assert write(CONSTRUCT, "tsv").count(" .\n") == 2


def test_results_are_tabulated_for_people() -> None:
    def table(text: str) -> tuple[list[str], list[list[str]]]:
        return tabulate(run_query(make_store(), text))

    assert table(SELECT) == (["file"], [["mb-plan.txt"], ["mb-year-end.txt"]])
    assert table(ASK) == (["answer"], [["yes"]])
    assert table(CONSTRUCT)[0] == ["subject", "predicate", "object"]
    assert table("SELECT ?x ?y { VALUES (?x ?y) { (1 UNDEF) } }")[1] == [["1", ""]]
