"""The program as a stranger gets it: an installed wheel with run-time dependencies only, away from the checkout."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLAN = """Roads
Activities\tLead Officer\tDeadline\tStatus
1. Mend the bridge\t\t\t
Close the bridge\tMary O'Neill\tMay-19\tOverdue
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", out, ROOT], check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_wheel_carries_its_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"bvgraph/ontology/{p.name}" for p in (ROOT / "ontology").iterdir()}
    wanted |= {f"bvgraph/queries/{p.relative_to(ROOT / 'queries')}" for p in (ROOT / "queries").rglob("*.rq")}
    wanted |= {str(p.relative_to(ROOT)) for p in (ROOT / "bvgraph").rglob("*.toml")}
    assert len(wanted) > 10
    assert wanted <= names
    assert not [n for n in names if n.startswith(("tests/", "corpus/"))]


def test_installed_wheel_builds_and_answers(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel], check=True, capture_output=True
    )
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "roads.txt").write_text(PLAN, "utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "BVGRAPH"))}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        program = tmp_path / "venv" / "bin" / "bvgraph"
        return subprocess.run([program, *words], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    built = run("build", "plans")
    assert built.returncode == 0, built.stderr
    entries = json.loads(run("entries", "--format", "json").stdout)
    assert [(e["kind"], e["title"], e["line"]) for e in entries] == [
        ("activity", "Mend the bridge", 3),
        ("milestone", "Close the bridge", 4),
    ]
    assert run("validate").returncode == 0
    assert run("verify", "plans").returncode == 0
    asked = run("ask", "what did Mary O'Neill own that slipped?", "--format", "json")
    assert [a["sources"][0]["line"] for a in json.loads(asked.stdout)["answers"]] == [4]
