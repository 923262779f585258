"""``decisions.toml``: what a person settled about names and links, to be honoured on every build.

Each table names two things or more, what they are to one another, and who says so since when::

    [[identity]]
    type = "person"                     # or post, body, org, venue
    publisher = "Isle Council"          # only in documents of this one; without it in everybody's, each taken by itself
    same = ["Ann Ode", "A. Ode"]        # or: different = [...]; the first is the name that all go under
    who = "B. Roe, Democratic Services"
    when = 2026-05-04
    why = "staff list"                  # may be left out

    [[link]]
    same = ["plan/12", "year-end/9"]    # or: different, or continues (the earlier entry first)
    who = "B. Roe"
    when = 2026-05-04
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final, Literal, get_args

from bvgraph.errors import CorpusError
from bvgraph.kinds import MentionType, Verdict
from bvgraph.reading.folders import DECISIONS as FILE
from bvgraph.records import Decision

_TYPES: Final = tuple(t for t in get_args(MentionType) if t != "date")
_ABOUT: Final[tuple[Literal["identity", "link"], ...]] = ("identity", "link")
_VERDICTS: Final[Mapping[str, tuple[Verdict, ...]]] = {
    "identity": ("same", "different"),
    "link": ("same", "different", "continues"),
}


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """The decisions of a corpus folder in the order of the file; none where there is no file.

    Raises CorpusError for what is no decision, and for decisions that contradict one another.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    try:
        return parse_decisions(path.read_text("utf-8"), path)
    except (UnicodeDecodeError, OSError) as e:
        raise CorpusError(f"{path}: cannot be read ({e})") from e


def parse_decisions(text: str, path: Path) -> tuple[Decision, ...]:
    """The decisions in the text of a file, which ``path`` names in messages; raises CorpusError likewise."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        raise CorpusError(f"{path}: not TOML ({e}). See https://toml.io for the format") from e
    if unknown := sorted(set(data) - set(_VERDICTS)):
        raise CorpusError(f'{path}: unknown table "{unknown[0]}"; the tables are [[identity]] and [[link]]')
    decisions = tuple(decision for about in _ABOUT for decision in _read_tables(path, about, data.get(about, [])))
    _refuse_contradictions(path, decisions)
    return decisions


def _read_tables(path: Path, about: Literal["identity", "link"], tables: object) -> list[Decision]:
    if not isinstance(tables, list):
        raise CorpusError(f"{path}: {about} must be written [[{about}]], once for each decision")
    return [_read_table(f"{path}: {about} {number}", about, table) for number, table in enumerate(tables, 1)]


def _read_table(where: str, about: Literal["identity", "link"], table: Mapping[str, object]) -> Decision:
    given = [verdict for verdict in _VERDICTS[about] if verdict in table]
    keys = {*_VERDICTS[about], "who", "when", "why", *(("type", "publisher") if about == "identity" else ())}
    if unknown := sorted(set(table) - keys):
        raise CorpusError(f'{where}: unknown key "{unknown[0]}"; the keys are {", ".join(sorted(keys))}')
    if len(given) != 1:
        raise CorpusError(f"{where}: must have one of the keys {', '.join(_VERDICTS[about])}, with two names or more")
    names, who, when, why = table[given[0]], table.get("who"), table.get("when"), table.get("why")
    publisher = table.get("publisher")
    kind = next((t for t in _TYPES if t == table.get("type")), None)
    if not isinstance(names, list) or not all(isinstance(n, str) and n.strip() for n in names) or len(set(names)) < 2:
        raise CorpusError(f"{where}: {given[0]} must be a list of two different names or more, each in quotes")
    if about == "identity" and kind is None:
        raise CorpusError(f"{where}: type must be one of {', '.join(_TYPES)}")
    if not isinstance(who, str) or not who.strip() or not isinstance(when, dt.date):
        raise CorpusError(f'{where}: must say who decided and when: who = "NAME", when = 2026-05-04')
    if not (isinstance(why, str | None) and isinstance(publisher, str | None)):
        raise CorpusError(f"{where}: {'publisher' if isinstance(why, str | None) else 'why'} must be a text in quotes")
    if about == "link" and ((given[0] == "continues" and len(names) > 2) or not all("/" in n for n in names)):
        raise CorpusError(f'{where}: {given[0]} takes entries by their ids, "document/line", continues two of them')
    return Decision(about, given[0], kind, tuple(names), who, when.isoformat(), why, publisher)


def _refuse_contradictions(path: Path, decisions: Sequence[Decision]) -> None:
    """Raise CorpusError where things are said to be different that other decisions make the same."""
    for decision in decisions:
        if decision.verdict == "different":
            alike = join_names(d for d in decisions if d.verdict != "different" and _of_one_kind(d, decision))
            for a, b in combinations(decision.names, 2):
                if a in alike and alike[a] == alike.get(b):
                    raise CorpusError(
                        f'{path}: "{a}" and "{b}" are different by the decision of {decision.who} ({decision.when}), '
                        "but others in this file make them the same. Take one of the decisions back"
                    )


def _of_one_kind(a: Decision, b: Decision) -> bool:
    return (a.about, a.type) == (b.about, b.type) and (a.publisher == b.publisher or None in (a.publisher, b.publisher))


def join_names(decisions: Iterable[Decision]) -> dict[str, str]:
    """Every name that the decisions join to others -> the name that it goes under, which the first of them puts first."""
    alike: dict[str, str] = {}
    for decision in decisions:
        heads = [alike[name] for name in decision.names if name in alike]
        head = heads[0] if heads else decision.names[0]
        joined = {name for name, old in alike.items() if old in heads}
        alike.update(dict.fromkeys([*joined, *decision.names], head))
    return alike
