"""Names as people type them: a full name, a surname, a part of a title or a near miss, led back to one known thing.

Whoever asks is never given somebody else's answer unseen.  A name that fits two things is asked about, not chosen; one
that fits only nearly is corrected and the correction is shown; one that fits nothing gets the nearest that are known.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, QuerySolution

from bvgraph.asking.queries import find_named_query, node_of, number_of, run_select, text_of
from bvgraph.errors import UnknownNameError
from bvgraph.graph import vocabulary as v
from bvgraph.graph.stores import Store

_WORD: Final = re.compile(r"[^\W_]+")
ENDINGS: Final = ("ings", "ing", "ies", "ied", "es", "ed", "s", "y", "e")
_NO_NAME: Final = frozenset({"the", "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "cllr", "councillor"})
_COUNCIL_WORDS: Final = frozenset(
    ("london", "borough", "of", "council", "city", "county", "district", "metropolitan", "royal", "town", "and", "the")
)
_BETWEEN: Final = frozenset(("of", "at", "in", "for", "from", "the"))
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SORTS: Final = {concept.value: notation.replace("-", " ") for notation, concept in v.BODIES.items()}
_AGENT_CLASSES: Final = {v.FOAF_PERSON.value: "person", v.ORG_POST.value: "post", v.FOAF_AGENT.value: "other"}


@dataclass(frozen=True)
class Known:
    """Something in the graph that has a name: ``label`` is how it is shown, ``forms`` are all its names.

    ``publisher`` is whose documents name it, "" for what is the same for all of them.  ``words`` are further words that it
    is found by in any order, ``rows`` is how many rows it leads or heads, ``sort`` what sort of body it is (committee, ...).
    """

    iri: NamedNode
    kind: str
    label: str
    forms: tuple[str, ...]
    rows: int = 0
    words: frozenset[str] = field(default_factory=frozenset)
    sort: str = ""
    publisher: str = ""

    @property
    def name(self) -> str:
        """The label without the publisher that tells it from others of the name."""
        return self.label.removesuffix(_in_brackets(self.publisher))

    @cached_property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """The forms as words in the shape in which names are compared."""
        return tuple(plain_words(form) for form in self.forms)


class Match(NamedTuple):
    """What a name was led back to; ``corrected`` when it was not a name of it but only near one."""

    known: Known
    asked: str
    corrected: bool = False


Stage = Callable[[tuple[str, ...], Iterable[Known]], Iterator[Known]]


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a name without case, accents, punctuation, article and form of address.

    >>> plain_words("the Cllr. Zoë O'Hara-Núñez")
    ('zoe', 'o', 'hara', 'nunez')
    """
    if not text.isascii():  # most names are, and actions have thousands
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = tuple(_WORD.findall(text.casefold()))
    return tuple(word for word in words if word not in _NO_NAME) or words


def match_phrase(*phrases: str) -> str:
    """Return a pattern that matches texts with one of these phrases; only letters and digits of them count."""
    return rf"(^|\W)({'|'.join(' '.join(plain_words(phrase)) for phrase in phrases)})(\W|$)"


def match_stems(stems: Sequence[str]) -> str:
    """Return a pattern that matches texts with words of these stems in a row, whatever their endings."""
    ending = f"({'|'.join(ENDINGS)})?"
    between = rf"{ending}\W+"
    return rf"(^|\W){between.join(' '.join(plain_words(stem)) for stem in stems)}{ending}(\W|$)"


def names_publisher(words: Sequence[str], publisher: str) -> bool:
    """Tell whether words (as ``plain_words`` gives them) name a council: in full, or by all but what councils are called.

    >>> names_publisher(("isle", "council"), "Borough of the Isle")
    True
    """
    name, telling = _split_publisher(publisher)
    said = tuple(word for word in words if word not in _COUNCIL_WORDS)
    return tuple(words) == name or bool(telling and said == telling and {*name, "council"}.issuperset(words))


def skip_between(words: Sequence[str], at: int) -> int:
    """Return where the name of a council may begin after that of somebody there: "Mayor of Thornmarsh", "Mayor at ..."."""
    while at < len(words) and words[at] in _BETWEEN:
        at += 1
    return at


@cache
def _split_publisher(publisher: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a council's name, and those of them that tell it from other councils."""
    name = plain_words(publisher)
    return name, tuple(word for word in name if word not in _COUNCIL_WORDS)


def are_of_several(pool: Iterable[Known]) -> bool:
    """Tell whether things are those of several publishers: their names may be the same, but nothing says that they are."""
    return len({known.publisher for known in pool if known.publisher}) > 1


def tell_apart(named: Sequence[tuple[str, str]]) -> list[str]:
    """Return names that are given with their publishers; where several publishers have a name, with the publisher in it.

    >>> tell_apart([("Mayor", "Isle Council"), ("Clerk", "Isle Council"), ("Mayor", "Moor Council")])
    ['Mayor (Isle Council)', 'Clerk', 'Mayor (Moor Council)']
    """
    publishers: defaultdict[str, set[str]] = defaultdict(set)
    for name, publisher in named:
        publishers[name.casefold()].add(publisher)
    several = {name for name, found in publishers.items() if len(found - {""}) > 1}
    return [name + _in_brackets(publisher) if name.casefold() in several else name for name, publisher in named]


def _in_brackets(publisher: str) -> str:
    return f" ({publisher})" if publisher else ""


def label_apart(pool: Sequence[Known]) -> list[Known]:
    """Return things with labels that tell those of different publishers apart."""
    labels = tell_apart([(known.name, known.publisher) for known in pool])
    return [
        known if known.label == label else replace(known, label=label) for known, label in zip(pool, labels, strict=True)
    ]


def resolve(asked: str, what: str, *pools: Sequence[Known]) -> Match:
    """Return the one thing of ``pools`` that ``asked`` names; of two pools that know it equally well, the first counts.

    ``what`` says in a message what was looked for ("person, post, body or team").  Raises UnknownNameError, with
    suggestions, for a name that fits nothing and for one that fits several things.
    """
    found = lookup(asked, *pools)
    corrected = not found
    found = found or lookup_near(asked, *pools)
    if not found:
        near = suggest(asked, *pools)
        advice = "; these are like it" if near else "; see: bvgraph list"
        raise UnknownNameError(f'there is no {what} named "{asked}" in these documents{advice}', near)
    if len(found) > 1:
        labels = tuple(dict.fromkeys(known.label for known in label_apart(found)))
        raise UnknownNameError(f'"{asked}" fits more than one {what}: say which', labels)
    return Match(found[0], asked, corrected)


def lookup(asked: str, *pools: Sequence[Known]) -> list[Known]:
    """Return what ``asked`` names in full; failing that, what it names in part (a surname, words of a title).

    After a name in full there may stand whose it is: "Mayor of Thornmarsh", "Mayor (Thornmarsh Council)".
    """
    words = plain_words(asked)
    return _first_found((_exact, _exact_of_publisher, _partial), words, pools)


def lookup_exact(asked: str, pool: Sequence[Known]) -> list[Known]:
    """Return what ``asked`` names in full."""
    return _first_found((_exact,), plain_words(asked), [pool])


def lookup_near(asked: str, *pools: Sequence[Known]) -> list[Known]:
    """Return what has a name that differs from ``asked`` by little more than slips of the pen."""
    return _first_found((_near,), plain_words(asked), pools)


def _first_found(stages: Iterable[Stage], words: tuple[str, ...], pools: Sequence[Sequence[Known]]) -> list[Known]:
    attempts = (list(stage(words, pool)) for stage in stages for pool in pools) if words else iter(())
    return next(filter(None, attempts), [])


def suggest(asked: str, *pools: Sequence[Known], limit: int = 3) -> tuple[str, ...]:
    """Return the labels that are most like ``asked``, the likest first; none when nothing is like it at all.

    A name is also like another of which it has the last word: a surname, or the board of a "Finance Board".
    """
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - only a name that was not found pays for it

    words = plain_words(asked)
    scores: dict[str, float] = {}
    for known in (known for pool in pools for known in pool) if words else ():
        for spelling in filter(None, known.spellings):
            whole = JaroWinkler.similarity(" ".join(words), " ".join(spelling))
            last = JaroWinkler.similarity(words[-1], spelling[-1])
            scores[known.label] = max(whole, 0.95 * last, scores.get(known.label, 0.0))
    liked = sorted((label for label, score in scores.items() if score >= 0.83), key=lambda label: (-scores[label], label))
    return tuple(liked[:limit])


def load_leads(store: Store) -> list[Known]:
    """Return every person, post, body and team that leads a row, those that lead most first."""
    return _load_agents(store, "leads")


def load_others(store: Store) -> list[Known]:
    """Return every person, post, body, team and organisation that is named but leads nothing."""
    return [agent for agent in _load_agents(store, "names") if not agent.rows]


def _load_agents(store: Store, query: str) -> list[Known]:
    named = _grouped(run_select(store, find_named_query(query).text))
    agents = [
        replace(_known(iri, kind_of(rows[0], "class", "body"), rows), sort=_SORTS.get(text_of(rows[0], "body") or "", ""))
        for iri, rows in named.items()
    ]
    return sorted(agents, key=lambda agent: (-agent.rows, agent.label))


def load_areas(store: Store) -> list[Known]:
    """Return every area (the headings that the rows stand under)."""
    named = _grouped(run_select(store, find_named_query("areas").text))
    return [_known(iri, "area", rows) for iri, rows in named.items()]


def load_venues(store: Store) -> list[Known]:
    """Return every building, street, site and market that a text names."""
    named = _grouped(run_select(store, find_named_query("venues").text))
    return [_known(iri, "venue", rows) for iri, rows in named.items()]


def load_documents(store: Store) -> list[Known]:
    """Return every document; it is found by id, file and title, and by words of these, its kind and its month."""
    return [_document(row) for row in run_select(store, find_named_query("documents").text)]


def load_statuses(store: Store) -> list[Known]:
    """Return the statuses by their notation, each with the forms in which it was printed."""
    statuses = _grouped(run_select(store, find_named_query("statuses").text))
    return [Known(iri, "status", text_of(rows[0], "notation") or "", _texts(rows, "form")) for iri, rows in statuses.items()]


def _known(iri: NamedNode, kind: str, rows: Sequence[QuerySolution]) -> Known:
    forms = _texts(rows, "name")
    publishers = _texts(rows, "publisher")
    label, rows_led = text_of(rows[0], "label") or forms[0], number_of(rows[0], "rows") or 0
    return Known(iri, kind, label, forms, rows_led, publisher=publishers[0] if publishers else "")


def _grouped(solutions: Iterable[QuerySolution]) -> dict[NamedNode, list[QuerySolution]]:
    groups: defaultdict[NamedNode, list[QuerySolution]] = defaultdict(list)
    for row in solutions:
        groups[node_of(row, "iri")].append(row)
    return groups


def _texts(rows: Iterable[QuerySolution], variable: str) -> tuple[str, ...]:
    return tuple(sorted({text for row in rows if (text := text_of(row, variable)) is not None}))


def kind_of(row: QuerySolution, class_variable: str, body_variable: str) -> str:
    """Return the kind of somebody who can lead: person, post, body, team or other.

    Only what meets and decides has a classification, so an organisation without one is a team.
    """
    of_class = text_of(row, class_variable) or ""
    if of_class != v.ORG_ORGANIZATION.value:
        return _AGENT_CLASSES.get(of_class, "other")
    classification = text_of(row, body_variable)
    return "team" if classification in (None, v.BODIES["team"].value) else "body"


def _document(row: QuerySolution) -> Known:
    names = [text_of(row, variable) or "" for variable in ("document", "file", "title")]
    months = [
        f"{_MONTHS[int(month) - 1]} {year}" for year, month in re.findall(r"(\d{4})-(\d\d)", text_of(row, "asOf") or "")
    ]
    words = plain_words(" ".join((*names, text_of(row, "kind") or "", *months)))
    kind, publisher = text_of(row, "kind") or "document", text_of(row, "publisher") or ""
    return Known(node_of(row, "iri"), kind, names[0], tuple(names), words=frozenset(words), publisher=publisher)


def _exact(words: tuple[str, ...], pool: Iterable[Known]) -> Iterator[Known]:
    return (known for known in pool if words in known.spellings)


def _exact_of_publisher(words: tuple[str, ...], pool: Iterable[Known]) -> Iterator[Known]:
    """Yield what has the first words for a name and is of the publisher whom the others name."""
    things = list(pool)
    ends = [
        (publisher, words[:at])
        for publisher in {known.publisher for known in things}
        for at in range(1, len(words))
        if names_publisher(words[skip_between(words, at) :], publisher)
    ]
    return (known for known in things if any(known.publisher == p and name in known.spellings for p, name in ends))


def _partial(words: tuple[str, ...], pool: Iterable[Known]) -> Iterator[Known]:
    """Yield what has all the words in a row in one of its names, or in any order among its ``words``."""
    if len("".join(words)) < 3:
        return
    found = [known for known in pool if known.words.issuperset(words) or any(_within(words, s) for s in known.spellings)]
    # "the 2017-18 plan" is the document of that kind, not the updates of the plan that has the word in its title.
    yield from [known for known in found if known.kind in words] or found


def _within(words: tuple[str, ...], spelling: tuple[str, ...]) -> bool:
    """Tell whether the words stand in a row in a spelling; a leading initial stands for a first name."""
    if len(words) > 1 and len(words[0]) == 1 and spelling[0].startswith(words[0]):
        return spelling[1 - len(words) :] == words[1:] and len(spelling) >= len(words)
    return any(spelling[i : i + len(words)] == words for i in range(len(spelling) - len(words) + 1))


def _near(words: tuple[str, ...], pool: Iterable[Known]) -> Iterator[Known]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a name that was not found pays for it

    def alike(asked: str, known: str) -> bool:
        """One letter wrong in four, two in seven or more; swapped neighbours count as one."""
        return OSA.distance(asked, known) <= min(2, (len(asked) - 1) // 3)

    def near(spelling: tuple[str, ...]) -> bool:
        tail = spelling[-len(words) :]
        shortened = len(words) > 1 and len(words[0]) > 2 and tail[0].startswith(words[0])  # Rob for Robert
        in_tail = (
            len(tail) == len(words) and all(map(alike, words[1:], tail[1:])) and (shortened or alike(words[0], tail[0]))
        )
        return in_tail or alike("".join(words), "".join(spelling))

    return (known for known in pool if any(near(spelling) for spelling in known.spellings))
