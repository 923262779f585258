"""What people settle in decisions.toml: honoured on every build, shown, and refused where it contradicts itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from built import find_all

from bvgraph.cli import main
from bvgraph.errors import CorpusError
from bvgraph.reading.decisions import read_decisions

TEXT = """Harbours
Activities\tLead Officer\tDeadline\tStatus\t%Comp\tComments
1. Mend the lighthouse
Paint the lamp room\tShazia Begum\tMay-24\tOn Target\t50%\tS. Begum reported to LC, the Lamp Committee.
Buy a second lamp\tRukhsana Begum\tJun-24\tOn Target\t10%\tGwen Pryce and Gwen Prycy met at Pier House.
Count the gulls\tGwen Pryce\tJun-24\tOn Target\t10%\tReported to Light Commission and LC.
"""
SIGNED = 'who = "B. Roe"\nwhen = 2026-05-04\n'


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "plan.txt").write_text(TEXT, "utf-8")
    return tmp_path


def settle(corpus: Path, decisions: str) -> Path:
    (corpus / "decisions.toml").write_text(decisions, "utf-8")
    return corpus


def people(corpus: Path) -> dict[str, str | None]:
    (reading,) = find_all(corpus).readings
    return {m.printed: m.canonical for m in reading.mentions if m.type == "person"}


def names_left_open(corpus: Path) -> list[str]:
    (reading,) = find_all(corpus).readings
    return [p.text for p in reading.problems if p.kind == "name"]


def test_names_that_are_said_to_be_the_same_go_under_the_first(corpus: Path) -> None:
    assert people(corpus)["S. Begum"] == "S. Begum"
    assert names_left_open(corpus) == ["S. Begum"]
    settle(corpus, f'[[identity]]\ntype = "person"\nsame = ["Shazia Begum", "S. Begum"]\n{SIGNED}')
    assert people(corpus)["S. Begum"] == "Shazia Begum"
    assert names_left_open(corpus) == []


def test_names_that_are_said_to_be_different_stay_apart(corpus: Path) -> None:
    assert people(corpus)["Gwen Prycy"] == "Gwen Pryce"
    settle(corpus, f'[[identity]]\ntype = "person"\ndifferent = ["Gwen Pryce", "Gwen Prycy"]\n{SIGNED}')
    assert people(corpus)["Gwen Prycy"] == "Gwen Prycy"


def test_a_decision_about_a_lead_holds_for_who_leads(corpus: Path) -> None:
    settle(corpus, f'[[identity]]\ntype = "person"\nsame = ["Ruksana Begum", "Rukhsana Begum", "S. Begum"]\n{SIGNED}')
    with pytest.raises(CorpusError, match=r'no text names a person "Ruksana Begum".*Rukhsana Begum'):
        find_all(corpus)
    settle(corpus, f'[[identity]]\ntype = "person"\nsame = ["S. Begum", "Rukhsana Begum"]\n{SIGNED}')
    (reading,) = find_all(corpus).readings
    assert reading.identify("person", "Rukhsana Begum") == "S. Begum"


def test_an_abbreviation_that_fits_two_bodies_can_be_settled(corpus: Path) -> None:
    text = TEXT + "Ask\tGwen Pryce\tJun-24\tOn Target\t10%\tThe Lamp Committee and the Light Committee met. LC met.\n"
    (corpus / "plan.txt").write_text(text.replace("Light Commission", "Light Committee"), "utf-8")
    (reading,) = find_all(corpus).readings
    assert [p.text for p in reading.problems if p.kind == "abbreviation"] == ["LC"]
    settle(corpus, f'[[identity]]\ntype = "body"\nsame = ["Light Committee", "LC"]\n{SIGNED}')
    (reading,) = find_all(corpus).readings
    assert {m.canonical for m in reading.mentions if m.printed == "LC"} == {"Light Committee"}
    assert [p.text for p in reading.problems if p.kind == "abbreviation"] == []


def test_a_decision_is_shown(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settle(corpus, f'[[identity]]\ntype = "person"\nsame = ["Shazia Begum", "S. Begum"]\n{SIGNED}why = "staff list"\n')
    store = str(corpus / "store")
    for command in (["build", str(corpus), "--store", store], ["show", "S. Begum", "-f", "json", "--store", store]):
        with pytest.raises(SystemExit) as left:
            main(command)
        assert left.value.code in (0, None)
    shown = json.loads(capsys.readouterr().out.split("\n", 2)[-1].strip() or "{}")
    assert shown["name"] == "Shazia Begum"
    assert {"name": "decided", "value": "same: S. Begum, Shazia Begum, by B. Roe, 2026-05-04: staff list"} in shown["facts"]


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        (
            f'[[identity]]\ntype = "person"\nsame = ["A", "B"]\n{SIGNED}'
            f'[[identity]]\ntype = "person"\nsame = ["B", "C"]\n{SIGNED}'
            f'[[identity]]\ntype = "person"\ndifferent = ["A", "C"]\n{SIGNED}',
            '"A" and "C" are different by the decision of B. Roe',
        ),
        (f'[[link]]\nsame = ["p/1", "q/2"]\n{SIGNED}[[link]]\ndifferent = ["q/2", "p/1"]\n{SIGNED}', '"q/2" and "p/1"'),
        (f'[[identity]]\ntype = "person"\nsame = ["A"]\n{SIGNED}', "two different names"),
        (f'[[identity]]\ntype = "person"\nsame = ["A", "A"]\n{SIGNED}', "two different names"),
        (f'[[identity]]\ntype = "person"\n{SIGNED}', "one of the keys same, different"),
        (f'[[identity]]\ntype = "date"\nsame = ["A", "B"]\n{SIGNED}', "type must be one of person"),
        ('[[identity]]\ntype = "person"\nsame = ["A", "B"]\nwho = "B. Roe"\n', "who decided and when"),
        (f'[[identity]]\ntype = "person"\nsame = ["A", "B"]\nwhy = 3\n{SIGNED}', "why must be"),
        (f'[[identity]]\ntype = "person"\nsame = ["A", "B"]\nnote = "x"\n{SIGNED}', 'unknown key "note"'),
        (f'[[name]]\nsame = ["A", "B"]\n{SIGNED}', 'unknown table "name"'),
        (f'[identity]\nsame = ["A", "B"]\n{SIGNED}', r"must be written \[\[identity\]\]"),
        (f'[[link]]\nsame = ["A", "B"]\n{SIGNED}', "entries by their ids"),
        (f'[[link]]\ncontinues = ["p/1", "p/2", "p/3"]\n{SIGNED}', "continues two of them"),
        ("same = [", "not TOML"),
    ],
)
def test_what_is_no_decision_or_contradicts_another_is_refused(tmp_path: Path, decisions: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        read_decisions(settle(tmp_path, decisions))


def test_things_of_other_types_do_not_contradict_one_another(tmp_path: Path) -> None:
    decisions = read_decisions(
        settle(
            tmp_path,
            f'[[identity]]\ntype = "person"\nsame = ["A", "B"]\n{SIGNED}'
            f'[[identity]]\ntype = "body"\ndifferent = ["A", "B"]\n{SIGNED}',
        )
    )
    assert [(d.verdict, d.type, d.names, d.who, d.when) for d in decisions] == [
        ("same", "person", ("A", "B"), "B. Roe", "2026-05-04"),
        ("different", "body", ("A", "B"), "B. Roe", "2026-05-04"),
    ]
