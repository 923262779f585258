"""What the words of a question may stand for: words of the grammar, names, documents, references, dates, titles of actions.

Each is an edge of a lattice, with a cost: a name in full is likelier than part of one, and that than a misspelt one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Final

from bvgraph.asking.actions import EMPTY_WORDS, stem
from bvgraph.asking.lexicon import Lexicon
from bvgraph.asking.names import Known, names_publisher, skip_between
from bvgraph.asking.namings import Said, index_names
from bvgraph.asking.papers import find_papers
from bvgraph.asking.parsing import FILLER, Edge, Lattice
from bvgraph.asking.spots import Named, Referred, Topic
from bvgraph.asking.tokens import Token
from bvgraph.asking.vocabularies import Vocabulary

_ARTICLES: Final = frozenset(("the", "a", "an", "its", "their"))
_LONGEST_NAME: Final = 12
_LONGEST_UNKNOWN: Final = 5
_DANGLING: Final = frozenset(("on", "of", "for", "with", "about", "in", "to", "from", "at", "by", "under"))
_SMALL: Final = frozenset(("the", "'s", "mr", "mrs", "ms", "dr"))
_INTRODUCING: Final = frozenset(("the", "a", "an", "about", "regarding", "concerning", "this", "that", "'s", "its", "their"))
_NEVER_TOPICS: Final = frozenset(("will", "shall"))
_NEVER_FIRST: Final = frozenset(("not", "no", "never", "nor", "neither"))
_NEW: Final = "new"
_NEW_COST: Final = 0.7
_WORDING_COST: Final = 2.0
_NARROWING: Final = frozenset(("area", "agent", "somebody", "paper", "date"))
_PREPOSITIONS: Final = frozenset(
    ("in", "at", "by", "from", "during", "since", "before", "after", "between", "until", "within", "under", "not", "and")
)
_CLAUSES: Final = frozenset(("that", "which", "who", "but", "whose"))
CAME_ABOUT: Final = "came-about"
"""The state of what an action brings about, which is asked for by questions whether it did."""
_SECOND: Final = ("ALSO-", "AND-IS-IT")
"""How the symbols of words begin with which a second question does."""
_MEASURES: Final = frozenset(
    ("END-OF", "START-OF", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "MORE-THAN", "LESS-THAN", "AT-LEAST", "AT-MOST")
)
_CODE: Final = re.compile(r"[a-z]{1,4}\d+[a-z]?")
_KIND_WORDS: Final = {
    **dict.fromkeys(("recommendation", "recommendations", "rec"), "recommendation"),
    **dict.fromkeys(("activity", "activities"), "activity"),
    **dict.fromkeys(("action", "actions"), "action"),
}


class Spotter:
    """Finds everything that the words of one question may stand for."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, text: str, tokens: Sequence[Token]) -> None:
        self.lexicon, self.vocabulary, self.text, self.tokens = lexicon, vocabulary, text, tokens
        self.words = [token.word for token in tokens]
        self.names = index_names(lexicon)
        self.person_words = lexicon.person_words

    def spot(self) -> Lattice:
        """Return the lattice."""
        lattice: list[defaultdict[str, list[Edge]]] = [defaultdict(list) for _ in self.words]
        edges = list(self._edges())
        edges += self._wordings(edges)
        wholes = list(_find_wholes(edges))
        for start, symbol, edge in edges:
            if symbol != "topic" or not any(_tears(start, edge.end, whole) for whole in wholes):
                lattice[start][symbol].append(edge)
        unknown = self._find_unknown(lattice)
        for start, symbol, edge in self._misread_edges(unknown):
            lattice[start][symbol].append(edge)
        return lattice

    def quote(self, start: int, end: int) -> str:
        """Return words as they were typed."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def _edges(self) -> Iterator[tuple[int, str, Edge]]:
        for start in range(len(self.words)):
            for kind in (self._phrases, self._named, self._codes, self._numbers, self._topics):
                for symbol, edge in kind(start):
                    yield start, symbol, edge
        for start, end, paper in find_papers(self.lexicon.papers, self.words, self.vocabulary):
            yield start, "paper", Edge(end, paper._replace(asked=self.quote(start, end)), 1.0)
        if any(word[0].isdigit() or word[1:2].isdigit() for word in self.words):
            from bvgraph.asking.moments import find_dates  # noqa: PLC0415 - most questions hold no date

            for start, end, moment in find_dates(self.text, self.tokens):
                yield start, "date", Edge(end, moment, 0.9)

    def _phrases(self, start: int) -> Iterator[tuple[str, Edge]]:
        word = self.words[start]
        whether = self.words[0] in self.vocabulary.whether
        if start == 1 and whether and word == "not":  # "isn't it done?" asks what "is it done?" does
            yield FILLER, Edge(2, None, 0.1)
            return
        for phrase in self.vocabulary.phrases.get(word, ()):
            end = self._follow(phrase.words, start)
            if end and (phrase.value != CAME_ABOUT or (whether and self._is_predicate(end))):
                yield phrase.symbol, Edge(end, phrase.value, phrase.cost)
        if whether and self.words[start : start + 2] == ["or", "not"] and self._ends(start + 2):
            yield FILLER, Edge(start + 2, None, 0.1)
        if start == len(self.words) - 1 and word in _DANGLING:
            yield FILLER, Edge(start + 1, None, 0.3)
        if word == "'s":
            yield "POSS", Edge(start + 1, None, 0.3)
            yield FILLER, Edge(start + 1, None, 0.3)

    def _is_predicate(self, end: int) -> bool:
        """Tell whether no state follows on words that end there: what "the launch of the fair" is asked for may be late."""
        for at in range(end, len(self.words)):
            symbols = {p.symbol for p in self.vocabulary.phrases.get(self.words[at], ()) if self._follow(p.words, at)}
            if any(symbol.startswith(_SECOND) for symbol in symbols):
                return True
            if "state" in symbols:
                return False
        return True

    def _ends(self, end: int) -> bool:
        """Tell whether the question, or its first half, ends there."""
        return end == len(self.words) or self.text[self.tokens[end - 1].end :].startswith(",")

    def _follow(self, phrase: Sequence[str], start: int) -> int:
        """Return where a phrase that begins at ``start`` ends, articles within it aside, or 0 where it does not."""
        at = start
        for word in phrase:
            while at > start and at < len(self.words) and self.words[at] in _ARTICLES and word not in _ARTICLES:
                at += 1
            if at >= len(self.words) or self.words[at] != word:
                return 0
            at += 1
        return at

    def _named(self, start: int) -> Iterator[tuple[str, Edge]]:
        for end in range(start + 1, min(start + _LONGEST_NAME, len(self.words)) + 1):
            found = self.names.get(" ".join(self.words[start:end]))
            for what, said in (found or {}).items():
                if end == start + 1 and not (self._is_told_apart(start, said.exact) and self._stands_alone(start, said)):
                    continue
                for named_to, things in ((end, said.things), *self._of_publishers(end, said.things)):
                    edge = Edge(named_to, Named(what, self.quote(start, named_to), things, said.exact), said.cost)
                    yield what, edge
                    if what == "agent" and (said.exact or things[0].kind == "person"):
                        yield "somebody", edge

    def _of_publishers(self, at: int, things: Sequence[Known]) -> Iterator[tuple[int, tuple[Known, ...]]]:
        """Find a council that is named after somebody: "the Mayor of Thornmarsh"; yield where it ends and who is left."""
        if len(self.lexicon.publishers) < 2:
            return
        first = skip_between(self.words, at)
        for publisher in sorted({known.publisher for known in things}):
            for end in range(first + 1, min(first + _LONGEST_NAME, len(self.words)) + 1):
                if names_publisher(self.words[first:end], publisher):
                    yield end, tuple(known for known in things if known.publisher == publisher)

    def _is_told_apart(self, at: int, exact: bool) -> bool:
        """Tell whether a word can be a name by itself: "will" is one only with a capital, and not at the beginning."""
        plain = self.vocabulary.common if exact else self.vocabulary.words
        return self.words[at] not in plain or (at > 0 and self.tokens[at].text[0].isupper())

    def _stands_alone(self, at: int, said: Said) -> bool:
        """Tell whether a forename or surname is not half of another name: "John Smith" is neither John Ode nor Al Smith."""
        if said.things[0].kind != "person":
            return True
        for first, other in ((at - 1, at - 1), (at, at + 1)):
            if 0 <= other < len(self.words) and self.words[other] in self.person_words - self.vocabulary.words:
                return " ".join(self.words[first : first + 2]) in self.names
        return True

    def _codes(self, start: int) -> Iterator[tuple[str, Edge]]:
        """Spot "R3.9", and "recommendation 5"."""
        word = self.words[start]
        if _CODE.fullmatch(word) and not re.fullmatch(r"q[1-4]", word):
            end = start + 1
            while end < len(self.words) and self.words[end].isdigit() and self._joined(end, "."):
                end += 1
            asked = self.quote(start, end)
            yield "deed", Edge(end, Referred(asked, tuple(self.lexicon.references.get(asked.casefold(), ()))), 0.9)
        kind = _KIND_WORDS.get(word)
        at = start + 2 if start + 1 < len(self.words) and self.words[start + 1] in ("number", "no") else start + 1
        if kind and at < len(self.words) and self.words[at].isdigit() and len(self.words[at]) < 3:
            yield "deed", Edge(at + 1, self._numbered(kind, self.words[at], self.quote(start, at + 1)), 0.9)

    def _joined(self, at: int, mark: str) -> bool:
        return self.text[self.tokens[at - 1].end : self.tokens[at].start] == mark

    def _numbered(self, kind: str, number: str, asked: str) -> Referred:
        """Return the actions of a kind whose reference is a number, with or without letters before it."""
        found = {
            deed
            for reference, deeds in self.lexicon.references.items()
            if re.fullmatch(rf"[a-z]*\W*0*{number}", reference) or reference.endswith(f".{number}")
            for deed in deeds
            if deed.kind == kind
        }
        return Referred(asked, tuple(sorted(found, key=lambda deed: deed.id)))

    def _numbers(self, start: int) -> Iterator[tuple[str, Edge]]:
        word = self.words[start]
        if word.isdecimal() and len(word) < 8:
            yield "number", Edge(start + 1, int(word), 1.0)

    def _topics(self, start: int) -> Iterator[tuple[str, Edge]]:
        """Spot words that stand in one title, other than such as hold a sentence together; "new" before them may not."""
        yield from self._titled(start)
        if self.words[start] != _NEW or start + 1 == len(self.words):
            return
        titles = self.lexicon.stems.get(stem(_NEW), frozenset())
        for symbol, edge in self._titled(start + 1):
            if isinstance(edge.value, Topic) and titles.isdisjoint(edge.value.titles):
                read = (self.quote(start, edge.end), edge.value.asked)
                yield symbol, Edge(edge.end, edge.value._replace(read=(read,), bare=False), edge.cost + _NEW_COST)

    def _titled(self, start: int) -> Iterator[tuple[str, Edge]]:
        titles: frozenset[int] = frozenset()
        telling, general, whole = 0, 0.0, 0
        for end in range(start + 1, len(self.words) + 1):
            word = self.words[end - 1]
            if word in EMPTY_WORDS or word in _SMALL:
                if not telling:
                    return
                continue
            having = self.lexicon.stems.get(stem(word), frozenset())
            titles = titles & having if telling else having
            telling += 1
            if not titles or word in _NEVER_TOPICS or (telling == 1 and word in _NEVER_FIRST):
                return
            general += 2.0 * (word in self.vocabulary.general)
            words = tuple(word for word in self.words[start:end] if word not in EMPTY_WORDS and word not in _SMALL)
            whole = max(whole, self._measure_name(start, end))
            if all(word.isdecimal() for word in words) or self._is_measure(start, end):
                continue  # "2031 and 2033", "this year" and "more than" are no words of a title
            if telling == 1 and self._is_judging(words[0]):
                continue  # "a good chief": what is thought of somebody is no title
            common = telling == 1 or all(word in self.vocabulary.words for word in words)
            topic = Topic(self.quote(start, end), words, titles, bare=common and self._is_bare(start))
            yield "topic", Edge(end, topic, self._weigh(topic, telling - whole, general))

    def _wordings(self, edges: Sequence[tuple[int, str, Edge]]) -> Iterator[tuple[int, str, Edge]]:
        """Spot words that texts are looked through for, whatever they are: those behind "what is said about" and "why".

        They end where the question is narrowed down: before "in" with an area, "by" with a name, "that" with anything.
        Behind "why" they are such as no title has: of one that has them it is asked why it is late.
        """
        starts = {start for start, symbol, _ in edges if symbol in _NARROWING}
        fillers = {start: edge.end for start, symbol, edge in edges if symbol == FILLER}
        for symbol, begin in {(symbol, edge.end) for _, symbol, edge in edges if symbol in ("SAID-ABOUT", "WHY")}:
            start = begin
            while symbol == "WHY" and start in fillers:
                start = fillers[start]
            last = next((at for at in range(start + 1, len(self.words)) if self._narrows(at, starts)), len(self.words))
            yield from (found for found in self._wordings_within(start, last) if symbol != "WHY" or not _is_titled(found[2]))

    def _narrows(self, at: int, starts: Set[int]) -> bool:
        """Tell whether a word begins what narrows a question down; ``starts`` is where names, documents and dates begin."""
        if self.words[at] in _CLAUSES:
            return True
        first = next((n for n in range(at + 1, len(self.words)) if self.words[n] not in _ARTICLES), at)
        return self.words[at] in _PREPOSITIONS and first in starts

    def _wordings_within(self, start: int, last: int) -> Iterator[tuple[int, str, Edge]]:
        for end in range(start + 1, last + 1):
            words = tuple(word for word in self.words[start:end] if word not in EMPTY_WORDS and word not in _SMALL)
            if any(len(word) == 1 and not word.isdigit() for word in words):
                return  # "C++" is no word that could be looked for: half of the texts have a "c"
            if words and self.words[end - 1] == words[-1]:
                places = (self.lexicon.stems.get(stem(word), frozenset()) for word in words)
                topic = Topic(self.quote(start, end), words, frozenset.intersection(*places))
                yield start, "wording", Edge(end, topic, _WORDING_COST + 0.8 * len(words))

    def _is_measure(self, start: int, end: int) -> bool:
        phrases = self.vocabulary.phrases.get(self.words[start], ())
        return any(p.symbol in _MEASURES and p.words == tuple(self.words[start:end]) for p in phrases)

    def _weigh(self, topic: Topic, telling: int, general: float) -> float:
        """Return the cost of words of a title: little, where three or more stand in it just as they were typed."""
        printed = topic.asked.casefold()
        if len(topic.words) > 2 and any(printed in self.lexicon.titles[at][1].casefold() for at in topic.titles):
            return 1.4 + 0.2 * telling
        return 1.4 + 0.7 * telling + general

    def _is_judging(self, word: str) -> bool:
        return any(p.symbol == "OPINION" and p.words == (word,) for p in self.vocabulary.phrases.get(word, ()))

    def _is_bare(self, start: int) -> bool:
        return start == 0 or self.words[start - 1] not in _INTRODUCING

    def _measure_name(self, start: int, end: int) -> int:
        """Return by how many words a name in full at the beginning of a title's words is longer than one."""
        said = (self.names.get(" ".join(self.words[start:end])) or {}).get("agent")
        return end - start - 1 if said is not None and said.exact else 0

    def _find_unknown(self, lattice: Sequence[Mapping[str, Sequence[Edge]]]) -> list[bool]:
        """Tell of each word whether nothing at all is known of it."""
        covered: set[int] = set()
        for start, edges in enumerate(lattice):
            for several in edges.values():
                covered.update(at for edge in several for at in range(start, edge.end))
        return [at not in covered for at in range(len(self.words))]

    def _misread_edges(self, unknown: Sequence[bool]) -> Iterator[tuple[int, str, Edge]]:
        """Spot names with a slip of the pen, and names of nothing and nobody."""
        if not any(unknown):
            return

        from bvgraph.asking.misspelt import Corrector  # noqa: PLC0415 - only a word that is not known pays for it

        corrector = Corrector(self.lexicon, self.vocabulary)
        for start in range(len(self.words)):
            for end in range(start + 1, min(start + _LONGEST_UNKNOWN, len(self.words)) + 1):
                if any(unknown[start:end]):
                    asked = self.quote(start, end)
                    for symbol, value, cost in (
                        [] if self._is_torn(start, end) else corrector.correct(asked, self.words[start:end])
                    ):
                        read = value._replace(bare=self._is_bare(start)) if isinstance(value, Topic) else value
                        yield start, symbol, Edge(end, read, cost)
                        if symbol == "agent":
                            yield start, "somebody", Edge(end, value, cost)
                    if self._is_nameable(start, end, unknown):
                        cost = 14.0 + 0.1 * (end - start)
                        yield start, "stranger", Edge(end, Named("agent", asked, ()), cost)
                        yield start, "unknown", Edge(end, Named("place", asked, ()), cost + 1)
                        yield start, "topic", Edge(end, Topic(asked, tuple(self.words[start:end]), frozenset()), cost + 2)

    def _is_torn(self, start: int, end: int) -> bool:
        """Tell whether a word beside these belongs to some name: "Jane Smith" is not a misspelt Jan and some Smith."""
        beside = [at for at in (start - 1, end) if 0 <= at < len(self.words)]
        names = self.lexicon.name_words
        return any(self.words[at] in names and self.words[at] not in self.vocabulary.words for at in beside)

    def _is_nameable(self, start: int, end: int, unknown: Sequence[bool]) -> bool:
        """Tell whether these words could be a name: nothing else is known of them, but that they stand in other names."""
        known = self.vocabulary.words
        return all(
            unknown[at] or self.words[at] not in known or self.tokens[at].text[0].isupper() for at in range(start, end)
        )


def _is_titled(edge: Edge) -> bool:
    return isinstance(edge.value, Topic) and bool(edge.value.titles)


def _find_wholes(edges: Iterable[tuple[int, str, Edge]]) -> Iterator[tuple[int, int]]:
    """Yield where names in full and documents begin and end that take several words, of which no title takes a part."""
    for start, symbol, edge in edges:
        named_in_full = isinstance(edge.value, Named) and edge.value.exact and symbol in ("agent", "area", "venue")
        if edge.end > start + 1 and (symbol == "paper" or named_in_full):
            yield start, edge.end


def _tears(start: int, end: int, whole: tuple[int, int]) -> bool:
    """Tell whether words take a part of a whole and others beside it: "officer in May" of "Monitoring Officer in May"."""
    first, last = whole
    return start < first < end < last or first < start < last < end
