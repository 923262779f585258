"""Builds in parts: only what changed is read again, by whoever has time, and the graph is the same to the byte."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from asked_world import run
from documents import set_tabs

from bvgraph import pipeline, workers
from bvgraph.errors import CorpusError, StoreError, UsageError, WorkError
from bvgraph.graph import accounts
from bvgraph.graph.store import graph_file
from bvgraph.reading import corpus as corpus_module
from bvgraph.reading.formats.lines import Extract
from bvgraph.workers import Hands, count_workers, join_cluster, start_processes, use_cluster, use_cores

PLAN = """Harbours
Activities | Lead Officer | Deadline
1. Mend the {thing}
Paint the lamp room of the {thing} | {lead} | May-24
"""
UPDATE = """Harbours
Activities | Lead Officer | Deadline | Status | %Comp | Year-End Comments
1. Mend the {thing} | | | | |
Paint the lamp room of the {thing} | Ben Roe | Jul-24 | On Target | 50% | Reported to the Lamp Committee. LC agreed.
"""
THINGS = ("lighthouse", "pier", "bandstand", "slipway", "harbour wall", "boat house", "jetty", "weir")
LEADS = ("Ann Ode", "Carl Pym", "Dora Vale", "Ewan Marsh", "Fay Lund", "Gil Thorpe", "Hana Brook", "Ivo Stone")


def write_councils(folder: Path, number: int) -> Path:
    """A plan and its update for each of so many councils."""
    folder.mkdir()
    for council in range(number):
        words = {"thing": THINGS[council], "lead": LEADS[council]}
        add_document(folder, f"isle-{council}", "plan", set_tabs(PLAN.format(**words)))
        add_document(folder, f"isle-{council}", "update", set_tabs(UPDATE.format(**words)))
    return folder


def add_document(folder: Path, council: str, kind: str, text: str, as_of: str = "") -> None:
    name, data = f"{council}-{kind}", text.encode()
    (folder / f"{name}.txt").write_bytes(data)
    day = as_of or {"plan": "2024-04", "update": "2024-12-31"}[kind]
    with (folder / "manifest.toml").open("a", encoding="utf-8") as manifest:
        manifest.write(
            f'[[document]]\nid = "{name}"\nfile = "{name}.txt"\ntitle = "{council} {kind}"\nplan = "{council} Plan"\n'
            f'publisher = "{council} Council"\nkind = "{kind}"\nperiod = "2024-04/2025-03"\nas_of = "{day}"\n'
            f'sha256 = "{hashlib.sha256(data).hexdigest()}"\n'
        )


def change_document(folder: Path, name: str, old: str, new: str) -> None:
    path, manifest = folder / f"{name}.txt", folder / "manifest.toml"
    before = path.read_bytes()
    after = before.replace(old.encode(), new.encode())
    assert before != after
    path.write_bytes(after)
    sums = [hashlib.sha256(data).hexdigest() for data in (before, after)]
    manifest.write_text(manifest.read_text("utf-8").replace(*sums), "utf-8")


def remove_document(folder: Path, name: str) -> None:
    manifest = folder / "manifest.toml"
    listed = manifest.read_text("utf-8").split("[[document]]")
    manifest.write_text("[[document]]".join(part for part in listed if f'id = "{name}"' not in part), "utf-8")
    (folder / f"{name}.txt").unlink()


def built(corpus: Path, store: Path) -> bytes:
    pipeline.build(corpus, store)
    return graph_file(store).read_bytes()


def anew(corpus: Path, store: Path) -> bytes:
    shutil.rmtree(store, ignore_errors=True)
    return built(corpus, store)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_councils(tmp_path / "corpus", 3)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents that are read from now on."""
    ids: list[str] = []
    real = pipeline.read_document

    def note(document, earlier=()):  # type: ignore[no-untyped-def]
        ids.append(document.id)
        return real(document, earlier)

    monkeypatch.setattr(pipeline, "read_document", note)
    return ids


def test_only_what_changed_is_read_again_and_the_graph_is_that_of_a_build_from_nothing(
    corpus: Path, tmp_path: Path, read: list[str]
) -> None:
    store, other = tmp_path / "store", tmp_path / "other"
    first = built(corpus, store)
    assert len(read) == 6
    read.clear()
    assert built(corpus, store) == first
    assert read == []
    change_document(corpus, "isle-1-update", "Jul-24", "Aug-24")
    changed = built(corpus, store)
    assert read == ["isle-1-update"]
    assert changed != first
    assert changed == anew(corpus, other)
    read.clear()
    add_document(corpus, "isle-2", "late", set_tabs(UPDATE.format(thing="bandstand")), as_of="2025-03-31")
    assert built(corpus, store) != changed
    assert read == ["isle-2-late"]
    assert graph_file(store).read_bytes() == anew(corpus, other)
    read.clear()
    remove_document(corpus, "isle-2-late")
    remove_document(corpus, "isle-0-update")
    assert built(corpus, store) == anew(corpus, other)
    assert sorted(read) == sorted(["isle-0-plan", "isle-1-plan", "isle-1-update", "isle-2-plan", "isle-2-update"])


def test_the_first_print_of_a_plan_has_its_reissues_read_again(corpus: Path, tmp_path: Path, read: list[str]) -> None:
    built(corpus, tmp_path / "store")
    read.clear()
    change_document(corpus, "isle-0-plan", "May-24", "Jun-24")
    assert built(corpus, tmp_path / "store") == anew(corpus, tmp_path / "other")
    assert read[:2] == ["isle-0-plan", "isle-0-update"]


def test_what_documents_teach_one_another_is_learned_again(corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert b"Light Cttee" not in built(corpus, store)
    text = "The Lamp Committee and the Light Committee met. LC met again, and Ann Ode with them.\n"
    add_document(corpus, "isle-1", "minutes", text, as_of="2025-01-31")
    assert built(corpus, store) == anew(corpus, tmp_path / "other")


def test_what_is_kept_is_no_more_than_is_needed(corpus: Path, tmp_path: Path) -> None:
    kept = tmp_path / "store" / accounts.FOLDER
    built(corpus, tmp_path / "store")
    assert len(list(kept.iterdir())) == 6
    for name in ("isle-0-plan", "isle-0-update"):
        remove_document(corpus, name)
    built(corpus, tmp_path / "store")
    assert len(list(kept.iterdir())) == 4


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
@pytest.mark.parametrize("pattern", ["*.account", "*.nq.gz"])
def test_kept_files_that_are_damaged_or_gone_are_made_again(
    corpus: Path, tmp_path: Path, pattern: str, damage: bytes | None
) -> None:
    first = built(corpus, tmp_path / "store")
    for path in (tmp_path / "store" / accounts.FOLDER).glob(pattern):
        if damage is None:
            path.unlink()
        else:
            path.write_bytes(damage)
    assert built(corpus, tmp_path / "store") == first


def test_another_version_of_the_program_trusts_nothing_that_is_kept(
    corpus: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    built(corpus, tmp_path / "store")
    read.clear()
    monkeypatch.setattr(pipeline, "find_version", lambda: "another")
    built(corpus, tmp_path / "store")
    assert len(read) == 6


def test_anew_reads_everything(corpus: Path, tmp_path: Path, read: list[str]) -> None:
    for words in ((), ("--anew",)):
        assert run("build", str(corpus), "--store", str(tmp_path / "store"), *words).code == 0
    assert len(read) == 12


def test_more_councils_than_files_that_may_be_open(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built(corpus, tmp_path / "store")
    monkeypatch.setattr(accounts, "_MOST_FILES", 2)
    assert anew(corpus, tmp_path / "store") == first


def test_a_disk_that_is_full_is_told(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(accounts, "_write", fail)
    with pytest.raises(StoreError, match="No space left"):
        built(corpus, tmp_path / "store")


SIGNED = 'who = "B. Roe"\nwhen = 2026-05-04\n'


def test_a_name_that_one_council_prints_may_be_decided_about(corpus: Path, tmp_path: Path) -> None:
    before = built(corpus, tmp_path / "store")
    same = '[[identity]]\ntype = "person"\nsame = ["Ann Ode", "{}"]\n' + SIGNED
    (corpus / "decisions.toml").write_text(same.format("Carl Pym"), "utf-8")
    assert built(corpus, tmp_path / "store") != before
    assert b"/person/carl-pym>" not in graph_file(tmp_path / "store").read_bytes()
    (corpus / "decisions.toml").write_text(same.format("Carl Pyn"), "utf-8")
    with pytest.raises(CorpusError, match=r'no text names a person "Carl Pyn".*Carl Pym'):
        built(corpus, tmp_path / "store")


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (("isle-0-plan/4", "isle-1-update/4"), "only entries of one publisher"),
        (("isle-0-plan/4", "isle-9-update/4"), 'no document "isle-9-update".*isle-2-update'),
        (("isle-0-plan/4", "isle-0-update/9"), 'no entry "isle-0-update/9"'),
    ],
)
def test_entries_that_cannot_be_one_action(corpus: Path, tmp_path: Path, entries: tuple[str, str], message: str) -> None:
    (corpus / "decisions.toml").write_text(f"[[link]]\nsame = {list(entries)}\n{SIGNED}".replace("'", '"'), "utf-8")
    with pytest.raises(CorpusError, match=message):
        built(corpus, tmp_path / "store")


def test_processes_are_started_where_there_is_enough_to_read() -> None:
    assert count_workers([], 8) == 1
    assert count_workers([300_000], 8) == 1
    assert count_workers([20_000] * 6, 8) == 1
    assert count_workers([300_000, 300_000, 300_000], 2) == 2
    assert count_workers([150_000, 300_000, 150_000], 8) == 3


def test_processes_give_the_same_graph(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 1)
    steps: list[tuple[str, int, int]] = []
    pipeline.build(corpus, tmp_path / "many", lambda *step: steps.append(step), hands=Hands(use_cores(2)))
    assert graph_file(tmp_path / "many").read_bytes() == built(corpus, tmp_path / "one")
    assert sorted(name for name, _, _ in steps) == [f"isle-{n}-{kind}" for n in range(3) for kind in ("plan", "update")]
    assert [step[1:] for step in steps] == [(n, 6) for n in range(6)]


def test_a_process_that_dies_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkError, match="died"), start_processes(2) as executor:
        list(workers.work_through(os._exit, [1, 2], executor))


def test_what_work_raises_comes_through() -> None:
    with pytest.raises(ValueError, match="invalid literal"), start_processes(1) as executor:
        list(workers.work_through(int, ["1", "no number"], executor))


@pytest.mark.parametrize(("cores", "threads", "system"), [(1, 1, "linux"), (2, 2, "linux"), (2, 1, "darwin")])
def test_where_a_fork_gains_nothing_or_is_not_safe_there_is_no_assistant(
    cores: int, threads: int, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("threading.active_count", lambda: threads)
    monkeypatch.setattr("sys.platform", system)
    with workers.start_assistant(cores) as aside:
        assert aside.submit(os.getpid).result() == os.getpid()


ASSISTED = """
import os
import sys
from pathlib import Path
from bvgraph import pipeline, workers
from bvgraph.errors import WorkError
with workers.start_assistant(2) as aside:
    assert aside.submit(os.getpid).result() != os.getpid()
    summary = pipeline.build(Path(sys.argv[1]), Path(sys.argv[2]), hands=workers.Hands(aside=aside))
    assert "spacy" not in sys.modules
try:
    with workers.start_assistant(2) as aside:
        aside.submit(os._exit, 1).result()
except WorkError as error:
    print(error)
"""


def test_an_assistant_gives_the_same_graph_and_is_missed_when_it_dies(corpus: Path, tmp_path: Path) -> None:
    script = tmp_path / "assisted.py"
    script.write_text(ASSISTED, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    words = [sys.executable, str(script), str(corpus), str(tmp_path / "two")]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    assert "a process that was reading died" in done.stdout
    assert graph_file(tmp_path / "two").read_bytes() == built(corpus, tmp_path / "one")


def test_a_worker_of_another_version_refuses(corpus: Path, tmp_path: Path) -> None:
    (council, *_) = pipeline.read_councils(corpus)
    with pytest.raises(WorkError, match="another version"):
        pipeline.take_account(pipeline.Task(council, "https://nowhere.example/", "another"))


INTERRUPTED = """
import signal
import sys
from pathlib import Path
from bvgraph import workers
from bvgraph.cli import main
if __name__ == "__main__":
    signal.signal(signal.SIGINT, getattr(signal, sys.argv[3]))  # whoever runs the tests may ignore it
    workers.WORTH_A_PROCESS = 1
    workers.available_cores = lambda: 2
    real = workers.work_through
    def work_through(work, tasks, executor):
        print("working", flush=True)
        yield from real(work, tasks, executor)
    from bvgraph import pipeline
    pipeline.work_through = work_through
    sys.argv = ["bvgraph", "build", sys.argv[1], "--store", sys.argv[2]]
    main()
"""


def interrupt_build(corpus: Path, store: Path, handler: str) -> tuple[int, bytes]:
    """Interrupt a build at work, and return what it ends with and says; the handler is that of the signal before."""
    script = store.with_name("interrupted.py")
    script.write_text(INTERRUPTED, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    process = subprocess.Popen(
        [sys.executable, str(script), str(corpus), str(store), handler],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"working\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)  # ends only when all that hold the pipes are gone
    return process.returncode, err


def test_a_build_that_ignores_interrupts_goes_on(corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert interrupt_build(corpus, store, "SIG_IGN")[0] == 0
    assert graph_file(store).read_bytes() == anew(corpus, tmp_path / "other")


def test_an_interrupted_build_leaves_the_graph_and_no_process(corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    before = built(corpus, store)
    for number in range(3):
        change_document(corpus, f"isle-{number}-plan", "May-24", "Jun-24")
    code, err = interrupt_build(corpus, store, "default_int_handler")
    assert code == 130, err
    assert b"Traceback" not in err
    assert graph_file(store).read_bytes() == before
    assert built(corpus, store) == anew(corpus, tmp_path / "other")


@contextlib.contextmanager
def cluster(folder: Path, number: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and its workers, each a process of its own on the loopback; yields the address and the workers."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    known = folder / "scheduler.json"
    start = [sys.executable, "-m"]
    quiet = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    options = ["--scheduler-file", str(known), "--no-dashboard"]
    scheduler = subprocess.Popen(
        [*start, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *options],
        **quiet,  # type: ignore[call-overload]
    )
    started = [scheduler]
    try:
        for _ in range(number):
            command = [*start, "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1"]
            place = ["--local-directory", str(folder)]
            started.append(subprocess.Popen([*command, *options, *place], **quiet))  # type: ignore[call-overload]
        from distributed import Client  # noqa: PLC0415 - an extra

        deadline = time.monotonic() + 60
        while not known.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        with Client(scheduler_file=str(known), timeout="60s") as client:
            client.wait_for_workers(number, timeout=60)
            address = client.scheduler.address
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


def test_a_cluster_gives_the_same_graph_though_a_worker_is_killed(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is an extra: pip install 'bvgraph[dask]'")
    corpus = write_councils(tmp_path / "corpus", 8)
    seen: list[str] = []
    with cluster(tmp_path, 2) as (address, processes):

        def kill(name: str, number: int, total: int) -> None:
            if not seen:  # the first account is back, the others are under way
                processes[0].kill()
            seen.append(name)

        pipeline.build(corpus, tmp_path / "many", kill, hands=Hands(use_cluster(address)))
        assert processes[0].wait(10) == -signal.SIGKILL
    assert graph_file(tmp_path / "many").read_bytes() == built(corpus, tmp_path / "one")
    assert len(seen) == 16


def test_a_task_that_kills_every_worker_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="Dask is an extra: pip install 'bvgraph[dask]'")
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
    with (
        cluster(tmp_path, 2) as (address, _),
        pytest.raises(WorkError, match="one worker after the other died"),
        join_cluster(address) as executor,
    ):
        list(workers.work_through(os._exit, [1], executor))


def test_the_command_line_hands_work_to_a_cluster(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is an extra: pip install 'bvgraph[dask]'")
    with cluster(tmp_path, 1) as (address, _):
        words = ("build", str(corpus), "--store", str(tmp_path / "many"), "--executor", "dask", "--scheduler", address)
        done = run(*words)
        assert (done.code, done.err.startswith("6 actions")) == (0, True), done.err
    assert graph_file(tmp_path / "many").read_bytes() == built(corpus, tmp_path / "one")


def test_nobody_answers_where_the_scheduler_should_be(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="Dask is an extra: pip install 'bvgraph[dask]'")
    monkeypatch.setattr(workers, "_PATIENCE", "1s")
    with pytest.raises(UsageError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        join_cluster("tcp://127.0.0.1:1").__enter__()


def test_dask_has_to_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'bvgraph\[dask\]'"):
        join_cluster("tcp://127.0.0.1:1").__enter__()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--executor", "dask"), "--scheduler"),
        (("--scheduler", "tcp://127.0.0.1:1"), "--executor dask"),
        (("--executor", "spark"), "spark"),
        (("--workers", "0"), "workers"),
    ],
)
def test_options_that_do_not_go_together(corpus: Path, tmp_path: Path, words: Sequence[str], message: str) -> None:
    done = run("build", str(corpus), "--store", str(tmp_path / "store"), *words)
    assert done.code == 2
    assert message in done.err
    assert not (tmp_path / "store").exists()


def test_hands_are_only_hired_for_work(corpus: Path, tmp_path: Path) -> None:
    hired: list[int] = []

    def hire(sizes: Sequence[int]) -> AbstractContextManager[Executor | None]:
        hired.append(len(sizes))
        return workers.work_here(sizes)

    for _ in range(2):
        pipeline.build(corpus, tmp_path / "store", hands=Hands(hire))
    assert hired == [3, 0]


LOG = """Action,Owner,Deadline,Status
Paint the lamp room,Ann Ode,31/05/2024,On track
Mend the pier,Ben Roe,30/06/2024,Overdue
"""


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that text is taken out of from now on."""
    names: list[str] = []
    real = corpus_module.extract

    def note(name: str, data: bytes, document: str) -> Extract:
        names.append(name)
        return real(name, data, document)

    monkeypatch.setattr(corpus_module, "extract", note)
    return names


@pytest.mark.parametrize("damage", [False, True])
def test_text_is_taken_out_of_a_file_once(tmp_path: Path, extracted: list[str], damage: bool) -> None:
    folder, store = tmp_path / "corpus", tmp_path / "store"
    folder.mkdir()
    for name in ("isle", "pier"):
        (folder / f"{name}.csv").write_text(LOG, "utf-8")
    built(folder, store)
    assert extracted == ["isle.csv", "pier.csv"]
    texts = sorted((store / accounts.FOLDER).glob("*.text"))
    assert len(texts) == 2
    assert b"lamp room\tAnn Ode" in texts[0].read_bytes()
    for path in texts if damage else ():
        path.write_bytes(b"nonsense")
    extracted.clear()
    (folder / "isle.csv").write_text(LOG.replace("May", "Jun").replace("Ann", "Eve"), "utf-8")
    assert built(folder, store) == anew(folder, tmp_path / "other")
    assert [extracted.count(name) for name in ("isle.csv", "pier.csv")] == [2, 1 + damage]
    assert len(list((store / accounts.FOLDER).glob("*.text"))) == 2


def test_an_unchanged_corpus_is_not_opened(tmp_path: Path, extracted: list[str]) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "isle.csv").write_text(LOG, "utf-8")
    for _ in range(2):
        assert run("build", str(folder), "--store", str(tmp_path / "store")).code == 0
    assert extracted == ["isle.csv"]


def test_processes_take_the_text_out_of_files_too(
    tmp_path: Path, extracted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 1)
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("isle", "pier", "weir"):
        (folder / f"{name}.csv").write_text(LOG, "utf-8")
    pipeline.build(folder, tmp_path / "many", hands=Hands(use_cores(2)))
    assert extracted == []  # not in this process
    assert graph_file(tmp_path / "many").read_bytes() == built(folder, tmp_path / "one")
    pipeline.build(folder, tmp_path / "many", hands=Hands(use_cores(2)))
    assert extracted == ["isle.csv", "pier.csv", "weir.csv"]  # once, by the build in one process


def test_a_bad_file_is_told_by_whichever_process_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 1)
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("isle", "pier"):
        (folder / f"{name}.csv").write_bytes(b"Action\0")
    with pytest.raises(CorpusError, match=r"isle\.csv"):
        pipeline.build(folder, tmp_path / "store", hands=Hands(use_cores(2)))
    assert not (tmp_path / "store").exists()


def test_files_are_read_by_their_settings_in_whatever_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 1)
    folder = tmp_path / "corpus"
    folder.mkdir()
    for council in ("isle-1", "isle-2"):
        add_document(folder, council, "plan", "Action,Bod,Deadline,Status\nPaint,Ann Ode,03/04/2024,Parked\n")
        (folder / f"{council}-plan.txt").rename(folder / f"{council}-plan.csv")
        with (folder / "manifest.toml").open("a", encoding="utf-8") as manifest:
            manifest.write('dates = "mdy"\n[document.columns]\n"Bod" = "lead"\n[document.status]\n"Parked" = "delayed"\n')
    text = (folder / "manifest.toml").read_text("utf-8").replace(".txt", ".csv")
    (folder / "manifest.toml").write_text(text, "utf-8")
    pipeline.build(folder, tmp_path / "many", hands=Hands(use_cores(2)))
    assert graph_file(tmp_path / "many").read_bytes() == built(folder, tmp_path / "one")
    assert b'"2024-03-04"' in graph_file(tmp_path / "many").read_bytes()
