"""Questions that can be asked of one graph, about somebody and something that there is in it."""

from __future__ import annotations

from bvgraph.asking.lexicon import Lexicon


def suggest_questions(lexicon: Lexicon) -> tuple[str, ...]:
    """Return a few questions that can be asked."""
    people = [agent.label for agent in lexicon.leads if agent.kind == "person"]
    name = people[0] if people else "NAME"
    area = f" in {lexicon.areas[0].label}" if lexicon.areas else ""
    return (
        f"what did {name} own that slipped?",
        f"what did {name} own?",
        f"what was overdue{area}? (or at risk, delayed, complete)",
        "who led ... (words of an action's title)?",
    )
