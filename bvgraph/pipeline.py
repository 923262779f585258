"""The whole build on one page: the plan texts of each council -> findings -> lines of RDF -> one store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path

from bvgraph.asking.lexicon import write_lexicon
from bvgraph.errors import CorpusError, WorkError
from bvgraph.graph.accounts import FOLDER, Account, Accounts, add_counts, compress, share_names
from bvgraph.graph.freshness import DocumentSummary, Summary, find_version, keep_summary, take_fingerprint
from bvgraph.graph.store import open_store, read_meta
from bvgraph.graph.triples import count_types, state_part, state_shared
from bvgraph.graph.vocabulary import DEFAULT_BASE
from bvgraph.graph.writing import lock_store, write_store
from bvgraph.keeping import Shelf, digest
from bvgraph.linking.absences import find_copies, find_dropped
from bvgraph.linking.changes import find_changes
from bvgraph.linking.clusters import form_actions, order_documents, order_readings
from bvgraph.linking.continuing import link_across
from bvgraph.linking.contradictions import find_contradictions
from bvgraph.linking.deciding import apply_decisions
from bvgraph.linking.narrating import find_narrated
from bvgraph.linking.reissues import link_plans
from bvgraph.linking.replies import find_replies
from bvgraph.linking.timelines import find_handovers, find_slips
from bvgraph.reading.corpus import Original, extract_once, find_originals, is_extracted
from bvgraph.reading.councils import read_councils, refuse_unknown
from bvgraph.reading.entries import read_document
from bvgraph.reading.mentions import find_mentions, load_matcher
from bvgraph.records import Council, Document, Findings, Reading
from bvgraph.workers import Hands, Hire, work_through

Progress = Callable[[str, int, int], None]
Tell = Callable[[str], None]

ALONE = Hands()


def build(
    corpus: Path, store: Path, progress: Progress | None = None, base: str = DEFAULT_BASE, hands: Hands = ALONE
) -> Summary:
    """Read the folder ``corpus`` and write the graph to ``store``, which is replaced whole at the very end.

    ``progress`` is told which document is read, its number, and how many there are; ``hands`` do the work.  A council
    of which nothing changed since the last build is not read again, and of the others only the documents that changed;
    the result is the same.  Raises CorpusError for a corpus that cannot be read, StoreError for a store that cannot be
    written, WorkError for a worker that is lost or unfit.
    """
    fingerprint = take_fingerprint(corpus, base)
    kept = Accounts(store / FOLDER)
    texts = kept.find_texts(find_version())
    extract_texts(corpus, texts, hands.hire)
    councils = read_councils(corpus, texts)
    with lock_store(store):
        kept.keep_texts(texts)
        accounts = find_accounts(councils, kept, base, progress, hands)
        refuse_unknown(councils, {account.publisher: account.unknown for account in accounts})
        documents = tuple(sorted((summary for account in accounts for summary in account.documents), key=lambda d: d.id))
        if not any(document.rows for document in documents):
            raise CorpusError(
                f"{corpus}: no document has a row with an action. A plan needs a header row that names its columns"
            )
        decisions = {decision: None for council in councils for decision in council.decisions}
        shared = state_shared(share_names(accounts, base), decisions, [d.id for d in documents], add_counts(accounts))
        write_store(kept.merge_lines(accounts, shared), store, base)
        kept.forget_others()
        write_lexicon(open_store(store), store)
        sums = (sum(a.actions for a in accounts), sum(a.slips for a in accounts), read_meta(store).quads)
        summary = Summary(documents, *sums)
        keep_summary(summary, store, fingerprint)
    return summary


def extract_texts(corpus: Path, texts: Shelf, hire: Hire) -> None:
    """Put on the shelf what is not there yet of the texts in files, if it is so much that somebody is hired for it."""
    missing = [original for original in find_originals(corpus) if not is_extracted(original, texts)]
    if not missing:
        return
    with hire([original.path.stat().st_size for original in missing]) as executor:
        if executor:
            for found in work_through(partial(take_text, texts.version), map(_open, missing), executor):
                texts.used.update(found)


def _open(original: Original) -> tuple[Original, bytes]:
    return original, original.path.read_bytes()


def take_text(version: str, opened: tuple[Original, bytes]) -> dict[str, bytes]:
    """Return what the shelf is to have of one file; nothing of one that cannot be read, which is told in its turn."""
    _refuse_other(version)
    shelf = Shelf(version)
    with suppress(CorpusError):
        original, data = opened
        extract_once(original.name, data, original.document, original.settings, shelf)
    return shelf.used


@dataclass(frozen=True, slots=True)
class Task:
    """A council to be read, by which version of the program, and what is at hand of its documents from before."""

    council: Council
    base: str
    version: str
    shelf: dict[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def key(self) -> str:
        """A digest of all that the account of the council comes from."""
        described = (part for document in self.council.documents for part in _describe_document(document))
        settled = map(repr, (*self.council.decisions, *self.council.problems))
        return digest(self.version, self.base, *settled, *described)

    @property
    def size(self) -> int:
        """How many characters there are to read."""
        return sum(len(document.text) for document in self.council.documents)


def find_accounts(
    councils: Sequence[Council], kept: Accounts, base: str, progress: Progress | None, hands: Hands
) -> list[Account]:
    """The account of each council: as kept, where that still holds; else made, and kept; in any order."""
    accounts, tasks = [], []
    for task in (Task(council, base, find_version()) for council in councils):
        held = kept.find(task.council.publisher)
        if held and held.key == task.key and kept.has_lines(held):
            accounts.append(kept.use(held))
        else:
            tasks.append(replace(task, shelf=held.shelf if held else {}))
    tell = _count_steps(progress, sum(len(task.council.documents) for task in tasks))
    with hands.hire([task.size for task in tasks]) as executor:
        if tasks and executor is None:
            hands.aside.submit(load_matcher)  # while the documents are read
        work = partial(take_account, tell=tell, aside=hands.aside) if executor is None else take_account
        for account in work_through(work, tasks, executor):
            for document in account.documents if executor else ():
                tell(document.id)
            accounts.append(kept.keep(account))
    return accounts


def _refuse_other(version: str) -> None:
    if version != find_version():
        raise WorkError("a worker runs another version of bvgraph, or of the libraries that it reads with: install the same")


def _count_steps(progress: Progress | None, total: int) -> Tell:
    numbers = count()
    return lambda name: progress(name, next(numbers), total) if progress else None


def take_account(task: Task, tell: Tell | None = None, aside: Executor = ALONE.aside) -> Account:
    """Return what a council's documents come to: the unit of work, the same wherever it is done, or part of it ``aside``.

    Raises WorkError where the program at hand is not of the version that the task asks for.
    """
    _refuse_other(task.version)
    shelf = Shelf(task.version, task.shelf)
    findings = read_findings(task.council, shelf, tell, aside)
    part = state_part(findings, task.base)
    lines = compress(part.lines)
    return Account(
        publisher=task.council.publisher,
        key=task.key,
        sha256=sha256(lines).hexdigest(),
        documents=tuple(_summarise(reading) for reading in findings.readings),
        actions=len(findings.actions),
        slips=len(findings.slips),
        counts=count_types(part.lines),
        entered=frozenset(part.directory.entered),
        forms=frozenset(part.directory.forms),
        reviews=frozenset(part.directory.reviews),
        unknown=findings.unknown,
        lines=lines,
        shelf=shelf.used,
    )


def read_findings(
    council: Council, shelf: Shelf | None = None, tell: Tell | None = None, aside: Executor = ALONE.aside
) -> Findings:
    """Everything that the texts of a council say, and what follows from it; the same for any order of the files."""
    shelf = shelf or Shelf()
    readings = read_documents(council, shelf, tell)
    naming = aside.submit(find_mentions, readings, council.decisions, shelf)  # rows are linked without them
    reissued = link_plans(readings)
    found = [*reissued, *link_across(readings, reissued)]
    links, apart = apply_decisions(found, council.decisions, order_readings(readings))
    actions = form_actions(readings, links, apart)
    changes = find_changes(readings, links)
    copies = find_copies(readings, actions)
    slips = [*find_slips(readings, actions), *find_narrated(readings, actions), *find_dropped(readings, actions, changes)]
    contradictions = find_contradictions(readings, actions)
    replies = find_replies(readings, actions, copies)
    named = naming.result()
    shelf.used.update(named.used)
    return Findings(
        readings=tuple(named.readings),
        links=tuple(links),
        actions=tuple(actions),
        slips=tuple(slips),
        handovers=tuple(find_handovers(named.readings, actions)),
        decisions=council.decisions,
        changes=tuple(changes),
        contradictions=tuple(contradictions),
        copies=tuple(copies),
        replies=tuple(replies),
        unknown=named.unknown,
    )


def read_documents(council: Council, shelf: Shelf, tell: Tell | None = None) -> list[Reading]:
    """Every document's rows, in the order of ids; a plan's first print helps to repair its reissues."""
    first: dict[str, Reading] = {}
    readings = []
    for document in order_documents(council.documents):
        if tell:
            tell(document.id)
        earlier = first.get(document.plan)
        reading = _read_once(document, earlier, shelf)
        if reading.entries:
            first.setdefault(document.plan, reading)
        own = [p for p in council.problems if p.document == document.id]
        readings.append(replace(reading, problems=tuple(sorted([*reading.problems, *own]))))
    return sorted(readings, key=lambda r: r.document.id)


def _read_once(document: Document, earlier: Reading | None, shelf: Shelf) -> Reading:
    """Read a document, or recall how it was read before; its text is not kept."""
    described = [*_describe_document(document), *(_describe_document(earlier.document) if earlier else ())]
    bare = replace(document, text="", places=())

    def read() -> Reading:
        return replace(read_document(document, earlier.entries if earlier else ()), document=bare)

    return replace(shelf.recall(digest(*described), Reading, read), document=document)


def _describe_document(document: Document) -> Iterator[str]:
    """Yield all of a document that has a say in what is read from it; its text by the digest of the file."""
    for part in fields(Document):
        if part.name not in ("text", "places"):
            yield str(getattr(document, part.name))


def _summarise(reading: Reading) -> DocumentSummary:
    rows: dict[str, int] = dict(sorted(Counter(str(e.kind) for e in reading.entries).items()))
    d = reading.document
    return DocumentSummary(d.id, d.title, rows, len(reading.mentions), len(reading.problems), reading.coverage)
