"""Whom and what the names in one question stand for, in the documents of the councils that it is about."""

from __future__ import annotations

from collections.abc import Sequence, Set

from bvgraph.asking.lexicon import Lexicon, Paper
from bvgraph.asking.names import Known, are_of_several
from bvgraph.asking.papers import Papers
from bvgraph.asking.refusing import refuse_ambiguous, refuse_councils, refuse_papers, refuse_unknown_name
from bvgraph.asking.spots import Named


class Referents:
    """Finds what names mean; ``publishers`` are the councils in question, ``notes`` gets what was corrected or chosen."""

    def __init__(self, lexicon: Lexicon, notes: list[str]) -> None:
        self.lexicon, self.notes = lexicon, notes
        self.publishers: Set[str] = lexicon.publishers

    def settle(self, named: Named, what: str, *pools: Sequence[Known]) -> tuple[Known, ...]:
        """Return what a name stands for; raises UnknownNameError where that is nothing, or several things."""
        things = tuple(filter(self._is_meant, named.things))
        if not things:
            pools = tuple(list(filter(self._is_meant, pool)) for pool in pools)
            raise refuse_unknown_name(named.asked, what, *pools, where=self._tell_where())
        if len(things) > 1 and (not named.exact or are_of_several(things)):
            raise refuse_ambiguous(named.asked, things)
        if named.corrected:
            self.notes.append(f'"{named.asked}" read as {things[0].label}')
        return self._add_other_names(things)

    def _tell_where(self) -> str:
        narrowed = self.publishers != self.lexicon.publishers
        return f"the documents of {' and '.join(sorted(self.publishers))}" if narrowed else "these documents"

    def _is_meant(self, known: Known) -> bool:
        return not known.publisher or known.publisher in self.publishers

    def settle_papers(self, papers: Papers) -> tuple[Paper, ...]:
        """Return the documents that words mean; raises UnknownNameError where that is not clear."""
        parts = [part for name in sorted(self.publishers) if (part := papers.within({name}).papers)]
        found = tuple(paper for part in parts for paper in part)
        if not found:
            raise refuse_papers(papers.asked, [paper.title for paper in self.lexicon.papers])
        if len(parts) > 1 and papers.published:
            raise refuse_councils(papers.asked, [part[0].publisher for part in parts])
        if len(parts) > 1 or (len(found) > 1 and not papers.chosen):
            raise refuse_papers(papers.asked, [paper.title for paper in found])
        if papers.order:
            self.notes.append(f'"{papers.asked}" read as {found[0].title}')
        elif papers.published and len(found) == len(self.lexicon.papers):
            self.notes.append(f'"{papers.asked}" read as {found[0].publisher}')
        return found

    def _add_other_names(self, things: tuple[Known, ...]) -> tuple[Known, ...]:
        """Add what is labelled by an abbreviation of one of ``things``: the texts name one body in both ways."""
        forms = {form for known in things for form in known.forms}
        agents = [known for known in self.lexicon.agents if known.name in forms and known not in things]
        others = tuple(filter(self._is_meant, agents))
        return (*things, *others) if things[0].kind != "person" and not are_of_several((*things, *others)) else things
