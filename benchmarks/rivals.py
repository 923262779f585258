"""Other ways to find the rows of two prints that are one, each as a person who knows its library would set it up.

Every way gets the same rows and gives pairs of ids with a score; all but Splink compare titles together with headings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from bvgraph.linking.reissues import match_prints
from bvgraph.records import Entry

Scored = list[tuple[float, str, str]]
CHUNK = 1000  # rows that are compared with all others at once


def write_text(entry: Entry) -> str:
    """Title and heading."""
    return f"{entry.title.text} | {entry.parent_title or ''}".casefold()


def match_with_bvgraph(earlier: Sequence[Entry], later: Sequence[Entry]) -> Scored:
    """What ``bvgraph build`` does with two prints of a plan; what is only proposed does not count."""
    return [(link.score, link.earlier, link.later) for link in match_prints(earlier, later) if link.relation == "same"]


def match_with_tfidf(earlier: Sequence[Entry], later: Sequence[Entry], most: float = 1.0) -> Scored:
    """Character 3- and 4-grams, weighted and compared by cosine, all against all in sparse chunks; the best five of each.

    ``most`` leaves out n-grams that more than this share of the rows have.
    """
    import numpy  # noqa: PLC0415 - loading counts for its own way only
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    settings = {"analyzer": "char_wb", "ngram_range": (3, 4), "sublinear_tf": True, "dtype": numpy.float32}
    vectorizer = TfidfVectorizer(max_df=most, min_df=2, **settings)
    vectorizer.fit(map(write_text, (*earlier, *later)))
    left, right = vectorizer.transform(map(write_text, earlier)), vectorizer.transform(map(write_text, later)).T.tocsr()
    found: Scored = []
    for start in range(0, len(earlier), CHUNK):
        scores = (left[start : start + CHUNK] @ right).tocsr()
        scores.data[scores.data < 0.3] = 0
        scores.eliminate_zeros()
        for i in range(scores.shape[0]):
            row = slice(scores.indptr[i], scores.indptr[i + 1])
            values, columns = scores.data[row], scores.indices[row]
            best = numpy.argpartition(values, -5)[-5:] if len(values) > 5 else range(len(values))
            found += [(float(values[k]), earlier[start + i].id, later[columns[k]].id) for k in best]
    return found


def match_with_minhash(earlier: Sequence[Entry], later: Sequence[Entry], threshold: float = 0.5) -> Scored:
    """MinHash of character 3-grams with 64 permutations; candidates from LSH, scored by their estimated Jaccard."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    hashes = MinHash.bulk([_cut_grams(write_text(e)) for e in (*earlier, *later)], num_perm=64)
    index = MinHashLSH(threshold=threshold, num_perm=64)
    for number in range(len(earlier)):
        index.insert(number, hashes[number], check_duplication=False)
    found: Scored = []
    for number, entry in enumerate(later, len(earlier)):
        for other in index.query(hashes[number]):
            found.append((hashes[number].jaccard(hashes[other]), earlier[other].id, entry.id))
    return found


def _cut_grams(text: str) -> set[bytes]:
    return {text[i : i + 3].encode() for i in range(max(len(text) - 2, 1))}


def match_with_splink(earlier: Sequence[Entry], later: Sequence[Entry]) -> Scored:
    """Fellegi and Sunter's model over title, heading, lead and deadline, trained by EM.

    Blocked by heading, by title with lead or deadline, and by the longest words.
    """
    import splink.comparison_library as compare  # noqa: PLC0415
    from splink import Linker, SettingsCreator, block_on  # noqa: PLC0415
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415

    database = DuckDBAPI()
    tables = [database.register(_make_table(entries)) for entries in (earlier, later)]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            compare.JaccardAtThresholds("title", [0.9, 0.8, 0.7]),
            compare.JaroWinklerAtThresholds("heading", [0.97, 0.85]),
            compare.ExactMatch("lead"),
            compare.ExactMatch("due"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("heading"),
            block_on("first", "second", "third"),
            block_on("title", "lead"),
            block_on("title", "due"),
        ],
    )
    linker = Linker(tables, settings, log_level="CRITICAL")
    linker.training.estimate_probability_two_random_records_match([block_on("title", "heading")], recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("title"), block_on("heading")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_weight=-10).as_record_list()
    return [(row["match_weight"], *sorted((row["unique_id_l"], row["unique_id_r"]), key=_is_later)) for row in predicted]


def _is_later(key: str) -> bool:
    return key.startswith("after/")


def _make_table(entries: Iterable[Entry]) -> object:
    """Columns as Splink wants them, the three longest words of the title among them."""
    import pyarrow  # noqa: PLC0415

    rows = [_make_record(entry) for entry in entries]
    return pyarrow.table({name: [row[name] for row in rows] for name in rows[0]})


def _make_record(entry: Entry) -> dict[str, str | None]:
    """What a row does not have is None, so that no two rows meet for lack of it."""
    words = sorted(set(entry.title.text.casefold().split()), key=lambda word: (-len(word), word))
    return {
        "unique_id": entry.id,
        "title": entry.title.text.casefold(),
        "heading": entry.parent_title.casefold() if entry.parent_title else None,
        "lead": ", ".join(lead.name for lead in entry.leads) or None,
        "due": entry.deadline.edtf if entry.deadline else None,
        **dict(zip(("first", "second", "third"), [*words, None, None, None], strict=False)),
    }


WAYS: dict[str, Callable[[Sequence[Entry], Sequence[Entry]], Scored]] = {
    "bvgraph": match_with_bvgraph,
    "TF-IDF, all n-grams": match_with_tfidf,
    "TF-IDF, n-grams of up to 5 % of rows": partial(match_with_tfidf, most=0.05),
    "MinHash LSH at 0.5": match_with_minhash,
    "MinHash LSH at 0.6": partial(match_with_minhash, threshold=0.6),
    "Splink": match_with_splink,
}
TOO_SLOW = {"TF-IDF, all n-grams": 30_000, "MinHash LSH at 0.5": 30_000}  # rows above which it would take many minutes
