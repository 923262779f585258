"""Linking measured on made-up plans (those of the benchmarks): how much is found, and that nothing is matched twice."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
invented = pytest.importorskip("invented", reason="the benchmarks are in the repository alone")

from bvgraph.linking.reissues import match_prints  # noqa: E402 - after what may skip it

SHAPES = {
    "renumbered and reworded": {"rows": 150, "reworded": 0.2},
    "without headings": {"rows": 150, "reworded": 0.2, "headings": False, "steps": 0.02},
    "mostly standard steps": {"rows": 150, "reworded": 0.2, "steps": 0.6, "alike": 0.1},
    "mostly near-equal titles": {"rows": 150, "reworded": 0.2, "alike": 0.6, "dropped": 0.1, "new": 0.1},
    "other owners and deadlines": {"rows": 150, "reworded": 0.2, "owners": 0.9, "deadlines": 0.9},
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_rows_are_found_whatever_changed_about_them(shape: dict[str, float]) -> None:
    right = wrong = missed = 0
    for seed in range(3):
        prints = invented.make_prints(invented.Shape(**shape), seed)
        links = [x for x in match_prints(prints.earlier, prints.later) if x.relation == "same"]
        assert len({x.earlier for x in links}) == len({x.later for x in links}) == len(links)
        found = {(x.earlier, x.later) for x in links} - prints.split - prints.merged
        right += len(found & prints.truth)
        wrong += len(found - prints.truth)
        missed += len(prints.truth - found)
    assert 2 * right / (2 * right + wrong + missed) >= 0.985


def test_the_order_of_rows_decides_nothing_but_equal_ones() -> None:
    prints = invented.make_prints(invented.Shape(80, reworded=0.2, steps=0))
    once = {(x.earlier, x.later, x.relation) for x in match_prints(prints.earlier, prints.later)}
    again = {(x.earlier, x.later, x.relation) for x in match_prints(prints.earlier[::-1], prints.later[::-1])}
    assert once == again
