"""How well the mentions in a store agree with annotations made by eye: precision, recall and F1 for each type.

Annotations are JSON lines (``*.mentions.jsonl``) with ``doc``, ``line``, ``type``, ``text`` and ``canonical``.  Mentions
count as the set of (document, line, type, canonical); only the stretches of a document that are annotated are looked at,
and a date annotated without a canonical form may be read or left.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bvgraph.asking.listing import MentionRow
from bvgraph.errors import CorpusError

TYPES: Final = ("person", "post", "body", "org", "venue", "date")
_GAP: Final = 30  # lines; annotations further apart than this enclose nothing


class Named(NamedTuple):
    """A mention as it is compared; ``name`` is folded, a date's is its EDTF form ("" if it has none)."""

    document: str
    line: int
    type: str
    name: str


class Score(NamedTuple):
    """Agreement in one type: what both have, what only the store has, what only the annotations have."""

    type: str
    agreed: int
    extra: tuple[Named, ...]
    missed: tuple[Named, ...]

    @property
    def precision(self) -> float:
        """Of what the store has, the share that is annotated."""
        return self.agreed / (self.agreed + len(self.extra)) if self.agreed or self.extra else 1.0

    @property
    def recall(self) -> float:
        """Of what is annotated, the share that the store has."""
        return self.agreed / (self.agreed + len(self.missed)) if self.agreed or self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_annotations(folder: Path) -> list[Named]:
    """Return the annotated mentions in ``folder``; raises CorpusError where there are none or one is not of that form."""
    files = sorted(folder.glob("*.mentions.jsonl"))
    if not files:
        raise CorpusError(f"{folder}: no *.mentions.jsonl in it; name a folder with annotations")
    found = []
    for file in files:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line.strip():
                found.append(_read_annotation(line, f"{file}:{number}"))
    return found


def _read_annotation(line: str, where: str) -> Named:
    try:
        record = json.loads(line)
        kind, canonical = record["type"], record["canonical"]
        name = (canonical or "") if kind == "date" else _fold(canonical or record["text"])
        return Named(str(record["doc"]), int(record["line"]), str(kind), name)
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{where}: an annotation is an object with doc, line, type, text and canonical") from error


def score_mentions(mentions: Iterable[MentionRow], annotations: Sequence[Named]) -> list[Score]:
    """Compare; one score for each type, in the order of ``TYPES``."""
    runs = _find_runs(annotations)
    got = {_read_mention(m) for m in mentions if _is_inside(runs, m.document, m.line)}
    open_dates = {(a.document, a.line) for a in annotations if a.type == "date" and not a.name}
    scores = []
    for kind in TYPES:
        want = {a for a in annotations if a.type == kind and a.name}
        have = {g for g in got if g.type == kind and g.name}
        if kind == "date":
            have = {g for g in have if g in want or g[:2] not in open_dates}
        scores.append(Score(kind, len(want & have), tuple(sorted(have - want)), tuple(sorted(want - have))))
    return scores


def score_documents(mentions: Sequence[MentionRow], annotations: Sequence[Named], apart: bool) -> list[Score]:
    """All documents together, or each ``apart`` ("id: type").

    The rules have learnt from no annotation at run time, so a document held out is simply a document measured alone.
    """
    if not apart:
        return score_mentions(mentions, annotations)
    scores = []
    for document in sorted({a.document for a in annotations}):
        own = [a for a in annotations if a.document == document]
        scores += [score._replace(type=f"{document}: {score.type}") for score in score_mentions(mentions, own)]
    return scores


def _read_mention(mention: MentionRow) -> Named:
    name = (mention.canonical or "") if mention.type == "date" else _fold(mention.canonical or mention.text)
    return Named(mention.document, mention.line, mention.type, name)


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _find_runs(annotations: Iterable[Named]) -> dict[str, list[tuple[int, int]]]:
    """The stretches of lines that are annotated, for each document."""
    lines: dict[str, set[int]] = defaultdict(set)
    for annotation in annotations:
        lines[annotation.document].add(annotation.line)
    runs: dict[str, list[tuple[int, int]]] = {}
    for document, numbers in lines.items():
        runs[document] = []
        for number in sorted(numbers):
            if runs[document] and number - runs[document][-1][1] <= _GAP:
                runs[document][-1] = (runs[document][-1][0], number)
            else:
                runs[document].append((number, number))
    return runs


def _is_inside(runs: dict[str, list[tuple[int, int]]], document: str, line: int) -> bool:
    return any(first <= line <= last for first, last in runs.get(document, ()))
