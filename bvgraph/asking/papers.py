"""Documents as people speak of them: "the 2017-18 plan", "its year-end update", "at year end", "last year's plan"."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final, NamedTuple

from bvgraph.asking.lexicon import Paper
from bvgraph.asking.names import names_publisher, plain_words
from bvgraph.asking.vocabularies import Vocabulary

_LONGEST: Final = 9
_SMALL: Final = frozenset(("the", "its", "their", "'s", "of", "for", "a", "that", "s", "in", "to"))
_YEAR: Final = re.compile(r"20\d\d|\d\d")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


class Papers(NamedTuple):
    """Documents that words may mean: several, when it is not clear which.

    ``order`` is that in time of which a word told, ``fitting`` what there was to choose from by it; ``published`` tells that
    the words name a council, whose documents these are.
    """

    asked: str
    papers: tuple[Paper, ...]
    order: str = ""
    fitting: tuple[Paper, ...] = ()
    published: bool = False

    @property
    def chosen(self) -> bool:
        """Whether it is clear which documents are meant, although there are several."""
        return bool(self.order) or self.published

    def within(self, publishers: Set[str]) -> "Papers":
        """Return what the words mean where they are said of the documents of these publishers."""
        fitting = [paper for paper in self.fitting or self.papers if paper.publisher in publishers]
        return self._replace(papers=tuple(_in_order(fitting, self.order) if self.order else fitting))


def find_papers(papers: Sequence[Paper], words: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[int, int, Papers]]:
    """Yield every stretch of ``words`` that names documents, by where it begins and ends."""
    shelf = [(paper, _describe(paper)) for paper in papers]
    for start, word in enumerate(words):
        if word in _SMALL and word not in ("the",):
            continue
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            if words[end - 1] in _SMALL:
                continue
            if words[end - 1] == "end" and words[end : end + 1] == ["of"]:
                continue  # "the end of 2017" is a day
            if _ends_a_year(words, start, end) or not _begins_with_document(words[start:end], vocabulary):
                continue
            found = _look_up(words[start:end], shelf, vocabulary)
            if found is not None and (found.papers or len(found.asked)):
                yield start, end, found


def _ends_a_year(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether the words hold "end of 2017", which is a day; a year's end is "year end" or "the end of the year"."""
    return any(
        words[at] == "end" and words[at + 1 : at + 2] == ["of"] and words[at + 2 : at + 3] and words[at + 2].isdigit()
        for at in range(start, end)
    )


def _begins_with_document(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell whether what stands before an "in" is a document: "report in 2031" is one, "status in the 2031 update" is not."""
    before = words[: words.index("in")] if "in" in words else ()
    return not before or bool(vocabulary.papers["nouns"].intersection(before))


def _describe(paper: Paper) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that a document is found by, and those of them that tell its edition ("year", "end")."""
    edition = plain_words(paper.title.partition(":")[2])
    words = {*plain_words(f"{paper.id} {paper.title} {paper.plan} {paper.kind}"), *re.findall(r"\d{4}", paper.period)}
    words |= {year[2:] for year in re.findall(r"\d{4}", paper.period)}
    if match := re.match(r"(\d{4})(?:-(\d\d))?", paper.as_of):
        words |= {match[1]} | ({_MONTHS[int(match[2]) - 1]} if match[2] else set())
    return frozenset(words), frozenset(word for word in edition if not word.isdigit())


def _look_up(
    words: Sequence[str], shelf: Sequence[tuple[Paper, tuple[frozenset[str], frozenset[str]]]], vocabulary: Vocabulary
) -> Papers | None:
    phrase = " ".join(word for word in words if word not in _SMALL)
    exact = [paper for paper, _ in shelf if phrase in (" ".join(plain_words(paper.title)), " ".join(plain_words(paper.id)))]
    if exact:
        return Papers(phrase, tuple(exact))
    said = phrase.split()
    publishers = {name for name in {paper.publisher for paper, _ in shelf} if names_publisher(said, name)}
    if publishers:
        return Papers(phrase, tuple(paper for paper, _ in shelf if paper.publisher in publishers), published=True)
    order, phrase = _split_order(phrase, vocabulary)
    kinds = [kind for kind, names in vocabulary.paper_kinds.items() if any(_ends(phrase, " ".join(name)) for name in names)]
    telling = set(phrase.split()) - vocabulary.papers["loose"]
    if not (telling or kinds or order):
        return None
    nouns = bool(set(phrase.split()) & vocabulary.papers["nouns"])
    edition = len(telling) > 1 or any(re.fullmatch(r"[a-z]+\d+", word) for word in telling)
    found = [
        paper for paper, (known, last) in shelf if telling <= known and (nouns or order or (edition and telling & last))
    ]
    if not (nouns or (edition and found and not order)):
        return None
    found = [paper for paper in found if paper.kind in kinds] or found
    found = [paper for paper in found if paper.rows] or found
    years = {word for word in telling if _YEAR.fullmatch(word)}
    strange = not found and bool(years) and telling - years <= vocabulary.papers["nouns"]  # "the 2035 plan"
    return Papers(phrase, tuple(_in_order(found, order)), order, tuple(found)) if found or strange else None


def _ends(phrase: str, name: str) -> bool:
    return phrase == name or phrase.endswith(f" {name}")


def _split_order(phrase: str, vocabulary: Vocabulary) -> tuple[str, str]:
    for order in ("previous", "newest", "oldest"):
        for name in sorted(vocabulary.papers[order], key=len, reverse=True):
            if phrase.startswith(f"{name} "):
                return order, phrase[len(name) + 1 :]
    return "", phrase


def _in_order(papers: Iterable[Paper], order: str) -> list[Paper]:
    ranked = sorted(papers, key=lambda paper: paper.as_of)
    if order == "newest":
        return ranked[-1:]
    if order == "oldest":
        return ranked[:1]
    if order == "previous":
        return ranked[-2:-1] or ranked
    return ranked
