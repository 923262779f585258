"""SPARQL: the named queries of ``queries/``, values put into them as terms, and the gate for queries of other people.

A named query is a file ``NAME.rq`` that any engine runs as it stands.  Its header says what it answers and what it takes::

    # summary: Slips by lead
    # param: owner agent - only rows that this person or body leads
    # param: entry entry - only this row

Its parameters are the columns of one ``VALUES`` line that holds nothing but ``UNDEF``: ``?onlyOwner`` for one that
restricts, each by a filter on a line of its own that begins ``FILTER (!BOUND(?onlyOwner) ||``; or plainly ``?entry``,
joined like any variable.  A filter that is nothing but ``EXISTS { ... }`` becomes a pattern once there is a value.

Where a query is slow: Oxigraph looks up an OPTIONAL for each row if that looks cheap, which it does with one pattern and
another OPTIONAL within for what hangs on it, and a graph variable of its own there; else it joins it over everything there
is.  So values that each row has stand one by one as OPTIONAL too, after the few patterns that find the rows.

``bind`` writes terms into that line and leaves out what was not asked for.  What it returns is both what runs and what
``--show-query`` prints, so the two cannot differ.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TextIO, TypeAlias
from typing import Literal as TypingLiteral

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)
from pyoxigraph import Store as Memory

from bvgraph.errors import QueryError, UnknownNameError, UsageError
from bvgraph.graph.stores import Results, Store
from bvgraph.graph.vocabulary import BV, find_resource

Term: TypeAlias = NamedNode | Literal
Bindings: TypeAlias = Mapping[str, Term | Sequence[Term]]
"""Values by the name of the parameter; several values for one parameter mean any of them."""
ResultFormat: TypeAlias = TypingLiteral["json", "csv", "tsv", "xml"]

_HEADER: Final = re.compile(r"^# (summary|param): *(.+?) *$", re.MULTILINE)
_PARAM: Final = re.compile(r"(\w+) +([\w-]+) +- +(.+)")
_VALUES: Final = re.compile(r"^( *)VALUES \(([?\w ]+)\) \{ \((?:UNDEF ?)+\) \}\n", re.MULTILINE)
_GUARD: Final = re.compile(r"^( *)FILTER \(!BOUND\((\?\w+)\) \|\| (.*)\n", re.MULTILINE)
_RESULT_FORMATS: Final[Mapping[ResultFormat, QueryResultsFormat]] = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_OWN: Final = re.compile(rf"{re.escape(BV)}([a-zA-Z-]+)")
_FORBIDDEN: Final = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM"}
_SUSPICIOUS: Final = re.compile(r"service|from|\\u", re.IGNORECASE)
"""The letters of what is forbidden, and what begins an escape that could stand for one of them."""


class Parameter(NamedTuple):
    """What a named query takes; ``type`` says how a value is read (agent, area, document, status, date, ...)."""

    name: str
    type: str
    text: str


class NamedQuery(NamedTuple):
    """A query with a summary and parameters; ``text`` is the whole file and runs as it stands."""

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    text: str

    def parameter(self, name: str) -> Parameter:
        """Return the parameter called ``name``; raises UsageError when the query takes no such thing."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = ", ".join(parameter.name for parameter in self.parameters) or "no parameters"
        raise UsageError(f"the query {self.name!r} takes {known}, not {name!r}")


def load_named_queries() -> dict[str, NamedQuery]:
    """Return the named queries by name, in alphabetical order."""
    files = sorted(find_resource("queries").glob("*.rq"))
    return {file.stem: read_named_query(file) for file in files}


def load_checks() -> dict[str, NamedQuery]:
    """Return the queries of ``queries/checks`` by name: what they find should not be there, so each has to find nothing."""
    files = sorted((find_resource("queries") / "checks").glob("*.rq"))
    return {file.stem: read_named_query(file) for file in files}


def find_named_query(name: str) -> NamedQuery:
    """Return one named query; raises UnknownNameError, with the names that there are, when there is none of that name."""
    file = find_resource("queries") / f"{name}.rq"
    if not re.fullmatch(r"[\w-]+", name) or not file.is_file():
        raise UnknownNameError(f"there is no query named {name!r}", tuple(load_named_queries()))
    return read_named_query(file)


def read_named_query(file: Path) -> NamedQuery:
    """Return the query in ``file``; raises QueryError when its header cannot be read."""
    return parse_named_query(file.stem, file.read_text(encoding="utf-8"))


def parse_named_query(name: str, text: str) -> NamedQuery:
    """Return a query and what its header says of it; raises QueryError when that cannot be read."""
    summary, parameters = "", []
    for key, value in _HEADER.findall(text):
        if key == "summary":
            summary = value
        elif match := _PARAM.fullmatch(value):
            parameters.append(Parameter(*match.groups()))
        else:
            raise QueryError(f"{name}: a parameter is written '# param: name type - text', not {value!r}")
    return NamedQuery(name, summary, tuple(parameters), text)


def read_query(source: str, standard_input: TextIO) -> NamedQuery:
    """Return a named query, or one from a file or from ``standard_input`` ("-") after a look at what it does.

    Raises UnknownNameError for a name that there is not, UsageError for a file that cannot be read, and QueryError for a
    query that may not run.
    """
    path = Path(source)
    if source != "-" and not path.is_file():
        return find_named_query(source)
    try:
        text = standard_input.read() if source == "-" else path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{source} cannot be read: {error}") from error
    return parse_named_query(path.stem, admit_query(text))


def split_parameter(text: str) -> tuple[str, str]:
    """Return name and value of "NAME=VALUE"; raises UsageError for anything else."""
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"{text!r} is no parameter: write NAME=VALUE, as in owner='A Name'")
    return name.strip(), value.strip()


def bind(query: NamedQuery, bindings: Bindings) -> str:
    """Return the text of ``query`` with values in place: what is not bound is left out, with the lines that it is for.

    Terms are written as N-Triples writes them, so no value can become part of the query.  Raises UsageError when a
    binding is for no parameter of the query.
    """
    values = _VALUES.search(query.text)
    columns = values[2].split() if values else []
    bound: dict[str, Sequence[Term]] = {}
    for name, value in bindings.items():
        query.parameter(name)
        bound[_column(name, columns)] = value if isinstance(value, Sequence) else (value,)
    text = _HEADER.sub("", query.text).lstrip("\n")
    guards = {guard[2]: guard[3] for guard in _GUARD.finditer(text)}
    restricted = {column: _find_restricted(guards.get(column, ""), column) or column for column in bound}
    text = _GUARD.sub(lambda guard: _settle(guard, bound) if guard[2] in columns else guard[0], text)
    write = write_term if f"PREFIX bv: <{BV}>" in text else str
    lines = [f"VALUES {restricted[column]} {{ {' '.join(map(write, terms))} }}\n" for column, terms in bound.items()]
    return _VALUES.sub(lambda values: "".join(values[1] + line for line in lines), text, count=1)


def _column(name: str, columns: Sequence[str]) -> str:
    restricting = f"?only{name[0].upper()}{name[1:]}"
    return restricting if restricting in columns else f"?{name}"


def _find_restricted(condition: str, column: str) -> str:
    """Return the variable that has to equal a parameter, which then gets the values itself: engines look it up at once."""
    variable, equals, end = condition.partition(" = ")
    return variable if equals and end == f"{column})" and variable.startswith("?") else ""


def _settle(guard: re.Match[str], bound: Container[str]) -> str:
    """Make the filter of a bound parameter plain - a pattern, where it is one - and leave out that of an unbound one.

    The filter that says no more than that a variable equals the parameter goes too.
    """
    indent, column, condition = guard.groups()
    if column not in bound or _find_restricted(condition, column):
        return ""
    if condition.startswith("EXISTS { ") and condition.endswith(" })"):
        return f"{indent}{condition.removeprefix('EXISTS { ').removesuffix(' })')}\n"
    return f"{indent}FILTER ({condition}\n"


def write_term(term: Term) -> str:
    """Write a term as N-Triples does, but our own concepts under their prefix."""
    own = _OWN.fullmatch(term.value) if isinstance(term, NamedNode) else None
    return f"bv:{own[1]}" if own else str(term)


def run_select(store: Store, text: str) -> Iterator[QuerySolution]:
    """Yield the solutions of a SELECT query; raises QueryError when ``text`` is no query or another form of one."""
    results = run_query(store, text)
    if not isinstance(results, QuerySolutions):
        raise QueryError("a SELECT query is needed here")
    return results


def run_query(store: Store, text: str) -> Results:
    """Run a query of any form (https://www.w3.org/TR/sparql11-query/); raises QueryError when it does not parse."""
    try:
        return store.query(text)
    except SyntaxError as error:
        raise QueryError(f"the query does not parse: {error}") from error


def write_results(results: Results, result_format: ResultFormat) -> str:
    """Return a result in a standard form: SPARQL results as JSON, CSV, TSV or XML; what was constructed as N-Triples."""
    if isinstance(results, QueryTriples):
        return (serialize(results, format=RdfFormat.N_TRIPLES) or b"").decode()
    if isinstance(results, QueryBoolean) and result_format in ("csv", "tsv"):  # for these the standard has no form
        return f"{str(bool(results)).lower()}\n"
    return (results.serialize(format=_RESULT_FORMATS[result_format]) or b"").decode()


def tabulate(results: Results) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows of a result of any form, for people to read."""
    if isinstance(results, QueryBoolean):
        return ["answer"], [["yes" if results else "no"]]
    if isinstance(results, QueryTriples):
        return ["subject", "predicate", "object"], [[_show(part) for part in triple] for triple in results]
    columns = [variable.value for variable in results.variables]
    return columns, [[_show(row[column]) for column in columns] for row in results]


def _show(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def admit_query(text: str) -> str:
    """Return ``text`` when it is a query that may run here, else raise QueryError.

    Every engine that was tried carries out SERVICE, which reaches into the network from wherever this runs; and FROM
    would name graphs that are not in the store.  So a query that did not come with the program is looked at first: one
    without the letters of these words can hold neither and only has to parse, any other is searched part by part.
    """
    if not _SUSPICIOUS.search(text) and _parses(text):
        return text
    from pyparsing import ParseException  # noqa: PLC0415 - takes longer to import than most queries take to run
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415 - likewise

    try:
        tree = parseQuery(text)
    except (ParseException, ValueError) as error:
        raise QueryError(f"the query does not parse: {error}") from error
    for name in _names_of_parts(tree):
        if name in _FORBIDDEN:
            raise QueryError(f"{_FORBIDDEN[name]} is not allowed: a query is answered from this store alone")
    return text


def _parses(text: str) -> bool:
    """Tell whether a text is a query, by putting it to a store that holds nothing."""
    try:
        Memory().query(text)
    except (SyntaxError, ValueError):
        return False
    return True


def _names_of_parts(tree: object) -> Iterator[str]:
    """Yield the names of all parts of a parsed query, from the top down."""
    pending: list[object] = [tree]
    while pending:
        part = pending.pop()
        name = getattr(part, "name", None)
        if isinstance(name, str):
            yield name
        pending.extend(_parts(part))


def _parts(part: object) -> Iterable[object]:
    from pyparsing import ParseResults  # noqa: PLC0415 - imported by then

    if isinstance(part, (ParseResults, list)):  # first: ParseResults are mappings too, of what was given a name
        return list(part)
    return part.values() if isinstance(part, Mapping) else ()


def text_of(solution: QuerySolution, variable: str) -> str | None:
    """Return the value of a variable as a string, or None where it is not bound."""
    term = solution[variable]
    return None if term is None else _show(term)


def number_of(solution: QuerySolution, variable: str) -> int | None:
    """Return the value of a variable as a whole number, or None where it is not bound."""
    value = text_of(solution, variable)
    return None if value is None else int(value)


def node_of(solution: QuerySolution, variable: str) -> NamedNode:
    """Return the value of a variable that is bound to an IRI by the shape of the query."""
    term = solution[variable]
    if not isinstance(term, NamedNode):
        raise TypeError(f"?{variable} is {term!r} and not an IRI: the query is not what the program was written for")
    return term
