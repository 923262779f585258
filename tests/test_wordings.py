"""Every wording of every kind of question gets the answer that it has to get, in one borough and in its twin."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from thornmarsh import build, turn

from bvgraph.asking.answers import Answer
from bvgraph.asking.questions import Asker

SETS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "wordings.toml").read_text("utf-8"))["set"]
CASES = [pytest.param(case, question, id=question) for case in SETS for question in case["ask"]]


def put(question: str, twin: bool) -> Answer:
    world = build(twin)
    return Asker(world.store, lexicon=world.lexicon).ask(turn(question) if twin else question)


def check(case: dict[str, Any], answer: Answer, twin: bool) -> None:
    def expected(values: list[str]) -> list[str]:
        return [turn(value) if twin else value for value in values]

    if "refused" in case:
        assert answer.kind == "refusal", answer.understood
        assert answer.refusal is not None
        assert expected([case["refused"]])[0] in answer.refusal.reason
        assert (answer.rows, answer.queries) == ((), ())
        return
    assert answer.kind != "refusal", answer.refusal
    assert answer.kind == case.get("kind", kind_of(case))
    assert answer.outcome == case.get("outcome", "found" if case.get("rows", case.get("number", True)) else "none")
    if "rows" in case:
        begins = expected(case["rows"])
        assert sorted(begin_of(row.label, begins) for row in answer.rows) == sorted(begins)
    if "names" in case:
        assert sorted(answer.names) == sorted(expected(case["names"]))
    if "counts" in case:
        assert list(answer.counts) == case["counts"]
    if "dates" in case:
        assert sorted(answer.dates) == sorted(expected(case["dates"]))
    if "number" in case:
        assert answer.number == case["number"]


def kind_of(case: dict[str, Any]) -> str:
    return next((kind for kind in ("names", "number", "dates") if kind in case), "actions")


def begin_of(label: str, begins: list[str]) -> str:
    return next((begin for begin in begins if label.startswith(begin)), label)


@pytest.mark.parametrize(("case", "question"), CASES)
def test_every_wording_gets_its_answer(case: dict[str, Any], question: str) -> None:
    check(case, put(question, twin=False), twin=False)


@pytest.mark.parametrize(("case", "question"), CASES)
def test_every_wording_gets_its_answer_in_the_twin(case: dict[str, Any], question: str) -> None:
    check(case, put(question, twin=True), twin=True)
