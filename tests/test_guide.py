"""The page of questions is made from the grammar, and every example on it is answered as it says."""

from pathlib import Path

import pytest
from thornmarsh import build

from bvgraph.asking.grammar import load_grammar
from bvgraph.asking.guide import load_kinds, write_guide
from bvgraph.asking.questions import Asker

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"
EXAMPLES = [(form, question) for kind in load_kinds() for form, several in kind.forms.items() for question in several]


@pytest.mark.parametrize(("form", "question"), EXAMPLES)
def test_every_example_is_answered_by_the_form_it_stands_for(form: str, question: str) -> None:
    world = build()
    asker = Asker(world.store, lexicon=world.lexicon)
    answer = asker.ask(question)
    assert answer.kind != "refusal", answer.refusal
    assert answer.rows
    assert asker.parse is not None
    assert asker.parse.part is not None
    assert asker.parse.part.symbol == f"question.{form}"


def test_every_form_of_a_question_has_an_example() -> None:
    assert {form for form, _ in EXAMPLES} == {rule.name for rule in load_grammar()["question"]}


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == write_guide(), "run: python -m bvgraph.asking.guide > docs/questions.md"
