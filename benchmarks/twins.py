"""Twins of the corpus: its texts once more for other councils, with other people, places, areas, words, numbers and years.

    python benchmarks/twins.py FOLDER DOCUMENTS [--prints N] [--rows SHARE] [--seed N]

Every council has the five texts of the corpus, the last one as many as are left; with --prints a plan and its updates, one
a quarter, so that each row has a history of N prints.  Within a council one name is replaced by one name throughout, so
that plans and updates belong together as theirs do.  The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from invented import ENDINGS, SYLLABLES

from bvgraph.keeping import Shelf
from bvgraph.pipeline import read_documents
from bvgraph.reading.councils import read_councils
from bvgraph.reading.mentions import find_mentions
from bvgraph.records import Reading

HERE = Path(__file__).parents[1]
CORPUS = HERE / "corpus"
PLAN, UPDATE = "bvip-2017-18-plan", "bvip-2017-18-year-end"
SERVICES = """
    Libraries/Library Parks/Park Highways/Highway Markets/Market Museums/Museum Theatres/Theatre Harbours/Harbour
    Schools/School Allotments/Allotment Cemeteries/Cemetery Leisure/Leisure Planning/Planning
""".split()
AREAS = "Elections/Election Grants/Grant Communications/Communication Property/Property Procurement/Procurement".split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
LEAST_WORD = 6  # letters of a word that may be replaced by another
_DUE = re.compile(rf"\t({'|'.join(MONTHS)})-(\d\d)(?=\t|$)", re.MULTILINE)
_YEARS = re.compile(
    rf"\b(20)?(\d\d)([-/–])(\d\d)\b(?![/.]|-\d)|\b(20)(\d\d)\b|\b((?:{'|'.join(MONTHS)})(?:-|-... ))(\d\d)\b"
)
_ACTIVITY = re.compile(r"\d+\. [^\t]*\t*$")
_NUMBER = re.compile(r"(?<![\d,.])[1-9]\d{2}(?![\d,.%])")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(r"\b[A-Z][a-z'’]+")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How many documents, of how many councils, and the share of the rows that each council has."""

    documents: int
    prints: int = 0  # of one plan; without, the five texts
    rows: float = 0.9
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Council:
    """What the names of the corpus become in one council."""

    number: int
    years: int
    place: str
    words: Mapping[str, str]
    salt: str


def main() -> None:
    """Write a corpus as the command line wants it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("documents", type=int)
    parser.add_argument("--prints", type=int, default=0)
    parser.add_argument("--rows", type=float, default=0.9)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_twins(given.folder, Recipe(given.documents, given.prints, given.rows, given.seed))


def write_twins(folder: Path, recipe: Recipe) -> None:
    """Write the texts and their manifest into ``folder``, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = []
    for ident, described, text in make_twins(recipe):
        data = text.encode()
        (folder / f"{ident}.txt").write_bytes(data)
        fields = {"id": ident, "file": f"{ident}.txt", "sha256": hashlib.sha256(data).hexdigest(), **described}
        lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
        tables.append("\n".join(["[[document]]", *lines]))
    (folder / "manifest.toml").write_text("\n\n".join(tables) + "\n", "utf-8")


def make_twins(recipe: Recipe) -> Iterator[tuple[str, dict[str, str], str]]:
    """Id, manifest entry and text of one document after another."""
    manifest = {entry["id"]: entry for entry in tomllib.loads((CORPUS / "manifest.toml").read_text("utf-8"))["document"]}
    readings = {
        reading.document.id: reading
        for council in read_councils(CORPUS)
        for reading in find_mentions(read_documents(council, Shelf())).readings
    }
    group = [(PLAN, 0), *((UPDATE, k) for k in range(recipe.prints - 1))] if recipe.prints else [(i, 0) for i in readings]
    for number in range(recipe.documents):
        council = make_council(number // len(group), recipe.seed)
        source, quarter = group[number % len(group)]
        text = _replace(readings[source], council)
        text = _drop_rows(text, council, recipe.rows)
        if recipe.prints:
            text = _move_on(text, council, quarter)
        described = {k: _rename(str(v), council) for k, v in manifest[source].items() if k not in ("id", "file", "sha256")}
        described["plan"] = f"{council.place}: {described['plan']}"
        if quarter:
            described["as_of"] = _add_months(described["as_of"], quarter * 3)
        suffix = f"-{quarter}" if quarter else ""
        yield f"c{council.number:03}-{_shift_years(source, council.years)}{suffix}", described, text


@cache
def make_council(number: int, seed: int) -> Council:
    """One council, the same for the same number and seed."""
    dice = random.Random(f"{seed}/{number}")
    place = " ".join(dice.choice(SYLLABLES).capitalize() + dice.choice(ENDINGS) for _ in range(2))
    areas = dict(zip(AREAS, dice.sample(SERVICES, len(AREAS)), strict=True))
    words = {}
    for forms in areas.items():
        for old, new in zip(*(pair.split("/") for pair in forms), strict=True):
            words |= {old: new, old.upper(): new.upper()}
    for same in _find_words():
        shuffled = dice.sample(same, len(same))
        words |= dict(zip(same, shuffled, strict=True))
    return Council(number, dice.randrange(-5, 5), place, words, f"{seed}/{number}/")


@cache
def _find_words() -> tuple[Sequence[str], ...]:
    """Words of the texts that may stand for one another: of one ending, and none that the program itself knows."""
    stems = {word[:LEAST_WORD] for text in _list_strings() for word in _WORD.findall(text.casefold())}
    alike: dict[str, set[str]] = defaultdict(set)
    for path in sorted(CORPUS.glob("*.txt")):
        for word in _WORD.findall(path.read_text("utf-8")):
            if word.islower() and len(word) >= LEAST_WORD and word[:LEAST_WORD] not in stems:
                alike[word[-2:] if word[-2:] in ("ng", "ed", "on", "ly") else word[-1:] * (word[-1:] == "s")].add(word)
    return tuple(sorted(words) for words in alike.values())


def _list_strings() -> Iterator[str]:
    """What the program's code and data say, its comments and descriptions left out."""
    yield from (path.read_text("utf-8") for path in (HERE / "bvgraph").rglob("*.toml"))
    for path in (HERE / "bvgraph").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in described)
        yield from (node.value for node in constants if isinstance(node.value, str))


def _replace(reading: Reading, council: Council) -> str:
    """The text with the people and venues of this council in the places of those that were found, and all else renamed."""
    text, end, parts = reading.document.text, 0, []
    spans = {(m.span.start, m.span.end, m.type) for m in reading.mentions if m.type in ("person", "venue")}
    for start, stop, kind in sorted(spans):
        if start >= end:
            named = _CAPITALISED.sub(lambda match, kind=kind: _name(match[0], council, kind == "venue"), text[start:stop])
            parts += [_rename(text[end:start], council), named]
            end = stop
    return "".join([*parts, _rename(text[end:], council)])


def _name(word: str, council: Council, is_venue: bool) -> str:
    """Another name with the same initial, always the same for the same word; what a venue is stays as it is."""
    if is_venue and any(word.casefold() in same for same in _known_words()):
        return word
    dice = random.Random(council.salt + word)
    starts = [s for s in SYLLABLES if s[0] == word[0].lower()] or [word[0].lower() + "a"]
    middle = dice.choice(SYLLABLES) if len(word) < 6 else dice.choice(SYLLABLES) + dice.choice(ENDINGS)
    return (dice.choice(starts) + middle).capitalize()


@cache
def _known_words() -> tuple[frozenset[str], ...]:
    """Kinds of place, which no venue loses."""
    return (frozenset("centre house lane street market hub hall school place wharf road green arch park the of".split()),)


def _rename(text: str, council: Council) -> str:
    """Place, areas, words, numbers and years of this council."""
    initials = "".join(word[0] for word in council.place.split())
    text = re.sub(r"Tower\s+[Hh]amlets", council.place, text).replace("TOWER HAMLETS", council.place.upper())
    text = re.sub(r"\b(LB)?TH([HC]?)\b", rf"\g<1>{initials}\2", text)
    text = _WORD.sub(lambda match: council.words.get(match[0], match[0]), text)
    text = _NUMBER.sub(lambda match: str(random.Random(council.salt + match[0]).randrange(100, 1000)), text)
    return _shift_years(text, council.years)


def _shift_years(text: str, years: int) -> str:
    """2017, 2017-18, 13/14 and May-18 so many years later."""

    def shift(match: re.Match[str]) -> str:
        if match[5]:
            return f"20{int(match[6]) + years:02}"
        if match[7]:
            return f"{match[7]}{int(match[8]) + years:02}"
        if int(match[4]) != int(match[2]) + 1 or not 9 < int(match[2]) < 25:
            later = f"20{int(match[2]) + years:02}" if match[1] else match[2]
            return f"{later}{match[3]}{match[4]}"  # a month: 2017-03
        return f"{match[1] or ''}{int(match[2]) + years:02}{match[3]}{int(match[4]) + years:02}"

    return _YEARS.sub(shift, text)


def _drop_rows(text: str, council: Council, share: float) -> str:
    """The text without the rows that this council never had, and where it has few rows without most activities."""
    kept: list[str] = []
    within = True
    for line in text.split("\n"):
        if _ACTIVITY.match(line) or not line:
            within = not line or _roll(line, council, "activity") < 4 * share
        if within and (not _DUE.search(line) or _roll(line, council, "row") < share):
            kept.append(line)
    return "\n".join(kept)


def _roll(line: str, council: Council, salt: str) -> float:
    """A number from 0 to 1 that depends on how the title of a row begins, so that it is the same in every print."""
    return random.Random(council.salt + salt + line.partition("\t")[0][:25]).random()


def _move_on(text: str, council: Council, quarter: int) -> str:
    """The print of a later quarter: some deadlines put back, and percentages that rise."""

    def move(line: str) -> str:
        moved = int(_roll(line, council, "due") * 8) if _roll(line, council, "slips") < 0.3 else 0
        late = _add_months_to_due(line, min(moved, quarter) * 3)
        return re.sub(r"\t(\d\d?)%", lambda m: f"\t{min(int(m[1]) + quarter * 5, 99)}%", late)

    return "\n".join(move(line) for line in text.split("\n"))


def _add_months_to_due(line: str, months: int) -> str:
    def add(match: re.Match[str]) -> str:
        whole = int(match[2]) * 12 + MONTHS.index(match[1]) + months
        return f"\t{MONTHS[whole % 12]}-{whole // 12:02}"

    return _DUE.sub(add, line)


def _add_months(day: str, months: int) -> str:
    """An ISO day so many months later."""
    year, month, *rest = day.split("-")
    whole = int(year) * 12 + int(month) - 1 + months
    return "-".join([f"{whole // 12}", f"{whole % 12 + 1:02}", *rest])


if __name__ == "__main__":
    main()
