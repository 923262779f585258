"""Questions in English, answered from the graph: rows, the quotes they rest on, and the SPARQL that gave them.

What cannot be asked, and a name that is unknown or fits two, is refused with what can be asked instead; nothing is guessed.
"""

from __future__ import annotations

from pathlib import Path

from bvgraph.asking.answers import Answer, Refusal
from bvgraph.asking.declining import decline
from bvgraph.asking.examples import suggest_questions
from bvgraph.asking.grammar import Parse, parse_question, walk
from bvgraph.asking.lexicon import Lexicon, load_lexicon
from bvgraph.asking.offering import offer_texts
from bvgraph.asking.places import add_places
from bvgraph.asking.refusing import UntitledError
from bvgraph.asking.replying import reply
from bvgraph.asking.selections import Wanted
from bvgraph.asking.understanding import Understander
from bvgraph.errors import UnknownNameError
from bvgraph.graph.stores import Store


class Asker:
    """Answers questions about one graph; ``before`` is what was asked last, for questions that follow on from it."""

    def __init__(self, store: Store, folder: Path | None = None, lexicon: Lexicon | None = None) -> None:
        self.store = store
        self.lexicon = lexicon or load_lexicon(store, folder)
        self.before: Wanted | None = None
        self.parse: Parse | None = None
        self.offering = True

    def ask(self, question: str) -> Answer:
        """Answer a question; one that cannot be answered gives an Answer of kind ``refusal``."""
        self.parse = parse_question(question, self.lexicon)
        try:
            wanted = Understander(self.lexicon, self.before).understand(self.parse)
            answer = reply(self.store, question, wanted)
        except UnknownNameError as error:
            return self._refuse(question, error)
        self.before = wanted
        return add_places(self.store, answer)

    def _refuse(self, question: str, error: UnknownNameError) -> Answer:
        declined = decline(self.parse, self.lexicon, error)
        suggestions = declined.suggestions or (*self._offer(), *suggest_questions(self.lexicon))
        if isinstance(declined, UntitledError) and declined.suggestions:
            suggestions = (*suggestions, *self._offer())
        return Answer(question, "", "refusal", refusal=Refusal(str(declined), suggestions))

    def _offer(self) -> tuple[str, ...]:
        """Return what is said in the documents about the things that the question names."""
        if not self.offering or self.parse is None or "SAID-ABOUT" in {part.symbol for part in walk(self.parse.parts)}:
            return ()  # that is what was asked
        other = Asker(self.store, lexicon=self.lexicon)
        other.offering = False  # what is tried as an offer is not offered something else in its turn
        return offer_texts(self.parse, other.ask)


def ask(store: Store, question: str, folder: Path | None = None) -> Answer:
    """Answer one question; ``folder`` is that of the store, where the lexicon may lie."""
    return Asker(store, folder).ask(question)
