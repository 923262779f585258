"""What a person settled about names, laid over what the documents taught."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from bvgraph.reading.decisions import join_names
from bvgraph.reading.naming.abbreviations import find_short
from bvgraph.reading.naming.learning import Learned
from bvgraph.reading.naming.sheets import Type
from bvgraph.records import Decision, UnknownName


def apply_decisions(learned: Learned, decisions: Iterable[Decision]) -> tuple[UnknownName, ...]:
    """Let every decision win over what was learned; return the names in them that these texts do not print."""
    settled = [d for d in decisions if d.about == "identity" and d.type]
    unknown = tuple(name for decision in settled for name in _find_unknown(learned, decision))
    for kind in sorted({d.type for d in settled if d.type}):
        own = [d for d in settled if d.type == kind]
        for decision in own:
            if decision.verdict == "different":
                _part(learned, kind, decision.names)
        alike = join_names(d for d in own if d.verdict == "same")
        _join(learned, kind, alike)
        for name in {n for d in own for n in d.names}:
            for held in (learned.apart.get(kind, {}), *learned.open.values()):
                held.pop(name, None)
    return unknown


def _find_unknown(learned: Learned, decision: Decision) -> Iterator[UnknownName]:
    kind = decision.type or "person"
    shorts = {short for held in learned.short.values() for short in held}
    known = {*learned.names[kind], *learned.names[kind].values(), *shorts}
    for name in decision.names:
        if name not in known and not any(find_short(name)):
            yield UnknownName(kind, name, tuple(get_close_matches(name, sorted(known), n=3)))


def _part(learned: Learned, kind: Type, names: Sequence[str]) -> None:
    """Give each of the names its own identity where two of them had one."""
    held = learned.names[kind]
    for name in names:
        rivals = {held.get(other, other) for other in names if other != name}
        if held.get(name, name) in rivals:
            held[name] = name
        for shorts in learned.short.values():
            if shorts.get(name, ("", ""))[1] in rivals:
                del shorts[name]


def _join(learned: Learned, kind: Type, alike: dict[str, str]) -> None:
    held = learned.names[kind]
    heads = {held.get(name, name): head for name, head in alike.items()} | alike
    for printed, name in list(held.items()):
        held[printed] = alike.get(printed) or heads.get(name, name)
    held.update(alike)
    for shorts in learned.short.values():
        for short, (of, name) in list(shorts.items()):
            if of == kind and (head := alike.get(short) or heads.get(name)):
                shorts[short] = (kind, head)
        shorts.update({name: (kind, head) for name, head in alike.items() if any(find_short(name)) and " " not in name})
