"""The whole build: the order of files, what it shows on the way, and that it always comes out the same."""

import hashlib
import shutil
from pathlib import Path

import pytest
from built import find_all, state_findings
from documents import set_tabs

from bvgraph.errors import CorpusError
from bvgraph.pipeline import build

HEADER = "Activities | Lead Officer | Deadline | Status | %Comp | Year-End Comments"
TEXTS = {
    "isle-plan": (
        "plan",
        "2024-04",
        "Harbours\nActivities | Lead Officer | Deadline\n1. Mend the lighthouse\nPaint the lamp room | Ann Ode | May-24",
    ),
    "isle-update": (
        "update",
        "2024-12-31",
        f"Harbours\n{HEADER}\n1. Mend the lighthouse | | | | |\n"
        "Paint the lamp room | Ben Roe | Jul-24 | On Target | 50% | Wet.",
    ),
    "an-account": ("narrative", "2025-01", "The isle has painted its lamp room.\n"),
}


def write_corpus(folder: Path, order: list[str]) -> Path:
    folder.mkdir()
    manifest = []
    for name in order:
        kind, as_of, text = TEXTS[name]
        data = set_tabs(text).encode()
        (folder / f"{name}.txt").write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        manifest.append(
            f'[[document]]\nid = "{name}"\nfile = "{name}.txt"\ntitle = "Isle {kind}"\nplan = "Isle Plan"\n'
            'publisher = "Isle"\n'
            f'kind = "{kind}"\nperiod = "2024-04/2025-03"\nas_of = "{as_of}"\nsha256 = "{digest}"\n'
        )
    (folder / "manifest.toml").write_text("\n".join(manifest), "utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus", list(TEXTS))


def test_a_plan_and_its_update_are_followed(corpus: Path) -> None:
    findings = find_all(corpus)
    assert [r.document.id for r in findings.readings] == ["an-account", "isle-plan", "isle-update"]
    assert {(s.kind, s.silent) for s in findings.slips} == {("moved", False), ("lapsed", True)}
    [handover] = findings.handovers
    assert (handover.leavers, handover.joiners) == (("Ann Ode",), ("Ben Roe",))
    assert {a.title: len(a.entries) for a in findings.actions} == {"Mend the lighthouse": 2, "Paint the lamp room": 2}


def test_the_order_of_the_manifest_and_the_folder_make_no_difference(corpus: Path, tmp_path: Path) -> None:
    again = write_corpus(tmp_path / "elsewhere", list(reversed(TEXTS)))
    assert find_all(corpus) == find_all(again)
    assert state_findings(find_all(corpus)) == state_findings(find_all(again))


def test_two_builds_write_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    stores = [tmp_path / "one", tmp_path / "two"]
    for store in stores:
        build(corpus, store)
    first, second = ({p.name: p.read_bytes() for p in s.rglob("*.nq")} for s in stores)
    assert first
    assert first == second


def test_a_build_counts_what_it_read(corpus: Path, tmp_path: Path) -> None:
    summary = build(corpus, tmp_path / "store")
    assert [(d.id, d.rows, d.problems, d.coverage) for d in summary.documents] == [
        ("an-account", {}, 0, 1.0),
        ("isle-plan", {"activity": 1, "milestone": 1}, 0, 1.0),
        ("isle-update", {"activity": 1, "milestone": 1}, 0, 1.0),
    ]
    assert (summary.actions, summary.slips) == (2, 2)
    assert summary.quads > 100


def test_progress_is_told_of_every_document_in_the_order_of_reading(corpus: Path, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    build(corpus, tmp_path / "store", lambda name, number, total: steps.append((name, number, total)))
    assert steps == [("isle-plan", 0, 3), ("isle-update", 1, 3), ("an-account", 2, 3)]


def test_a_plan_is_read_before_its_update_whatever_their_names(corpus: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "renamed"
    shutil.copytree(corpus, renamed)
    manifest = renamed / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8").replace('id = "isle-plan"', 'id = "zz-plan"'), "utf-8")
    [moved] = [s for s in find_all(renamed).slips if s.kind == "moved"]
    assert (moved.before, moved.entry) == ("zz-plan/4", "isle-update/4")


def test_a_corpus_without_a_row_is_refused(tmp_path: Path) -> None:
    (tmp_path / "isle.txt").write_text("The isle has no plan.\n", "utf-8")
    with pytest.raises(CorpusError, match="no document has a row"):
        build(tmp_path, tmp_path / "store")


def test_what_was_guessed_without_a_manifest_is_among_the_problems(tmp_path: Path) -> None:
    (tmp_path / "isle.txt").write_text(set_tabs(TEXTS["isle-plan"][2]), "utf-8")
    [reading] = find_all(tmp_path).readings
    assert "manifest" in {p.kind for p in reading.problems}
