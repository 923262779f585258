"""What a build found out about each council, kept in the store beside the graph so that the next build need not.

For a council there is one file with its account and one, compressed, with the lines that it adds to the graph; for each
document that is no text file there is its text, to which the offsets of quotes refer::

    kept/KEY.text             text, places in the file, and problems; KEY is a digest of the file and of how it was read
    kept/PUBLISHER.account    what was counted, the names that councils share, readings of single documents
    kept/KEY.nq.gz            sorted N-Quads; KEY is a digest of all that they come from

What cannot be read there is as good as not there.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from heapq import merge
from pathlib import Path
from typing import Final

from bvgraph.errors import StoreError
from bvgraph.graph.directory import Directory, Entered
from bvgraph.graph.freshness import DocumentSummary
from bvgraph.graph.identifiers import Identifiers
from bvgraph.graph.writing import lock_store
from bvgraph.keeping import Shelf, digest, pack, unpack
from bvgraph.records import UnknownName

FOLDER: Final = "kept"
_BLOCK: Final = 1 << 18  # bytes that are read of each at a time
_MOST_FILES: Final = 200  # that are open at a time: systems allow some hundreds


@dataclass(frozen=True, slots=True)
class Account:
    """What a council's documents came to.

    ``counts`` is what ``count_types`` says of the lines; ``entered``, ``forms`` and ``reviews`` are those of a Directory;
    ``lines`` are the compressed N-Quads and ``shelf`` what was made of single documents, both only held on the way.
    ``sha256`` is that of the compressed lines, ``key`` a digest of all that the account comes from.
    """

    publisher: str
    key: str
    sha256: str
    documents: tuple[DocumentSummary, ...]
    actions: int
    slips: int
    counts: dict[str, int]
    entered: frozenset[Entered]
    forms: frozenset[tuple[str, str]]
    reviews: frozenset[tuple[str, str, str | None]]
    unknown: tuple[UnknownName, ...]
    lines: bytes = field(default=b"", repr=False)
    shelf: dict[str, bytes] = field(default_factory=dict, repr=False)


def compress(lines: Iterable[str]) -> bytes:
    """Return N-Quads lines compressed: for their many repetitions the fastest way is good enough."""
    return gzip.compress("".join(lines).encode(), 1, mtime=0)


def share_names(accounts: Iterable[Account], base: str) -> Directory:
    """Return the directory of all names in the accounts."""
    directory = Directory(Identifiers(base))
    for account in accounts:
        directory.entered |= account.entered
        directory.forms |= account.forms
        directory.reviews |= account.reviews
    return directory


def add_counts(accounts: Iterable[Account]) -> Counter[str]:
    """Return the sum of what was counted."""
    total: Counter[str] = Counter()
    for account in accounts:
        total.update(account.counts)
    return total


def forget_all(store: Path) -> None:
    """Remove all accounts that are kept in the folder of a store; raises StoreError when a build is writing there."""
    if (store / FOLDER).is_dir():
        with lock_store(store):
            Accounts(store / FOLDER).forget_others()


@dataclass(frozen=True)
class _Files(Mapping[str, bytes]):
    """The files in a folder with one suffix, by name; read when they are asked for."""

    folder: Path
    suffix: str

    def __getitem__(self, key: str) -> bytes:
        try:
            return (self.folder / f"{key}{self.suffix}").read_bytes()
        except OSError as error:
            raise KeyError(key) from error

    def __iter__(self) -> Iterator[str]:
        return (path.name.removesuffix(self.suffix) for path in self.folder.glob(f"*{self.suffix}"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(slots=True)
class Accounts:
    """The accounts that are kept in the folder of a store."""

    folder: Path
    _used: set[Path] = field(default_factory=set)

    def find(self, publisher: str) -> Account | None:
        """Return what is kept of a publisher, without its lines; its key tells whether it still holds."""
        try:
            return unpack(self._account(publisher).read_bytes(), Account)
        except (OSError, ValueError):
            return None

    def has_lines(self, account: Account) -> bool:
        """Tell whether the lines of an account are there, whole."""
        try:
            return sha256(self._lines(account).read_bytes()).hexdigest() == account.sha256
        except OSError:
            return False

    def keep(self, account: Account) -> Account:
        """Put an account on file, and return it without what the memory need not hold; raises StoreError."""
        self._put(self._lines(account), account.lines)
        self._put(self._account(account.publisher), pack(replace(account, lines=b"")))
        return self.use(account)

    def use(self, account: Account) -> Account:
        """Note that an account is still needed, and return it without what the memory need not hold."""
        self._used |= {self._account(account.publisher), self._lines(account)}
        return replace(account, lines=b"", shelf={})

    def find_texts(self, version: str) -> Shelf:
        """Return the texts that were taken out of files by this version of the program."""
        return Shelf(version, _Files(self.folder, ".text"))

    def keep_texts(self, texts: Shelf) -> None:
        """Put the texts that were used on file; raises StoreError."""
        for key, content in texts.used.items():
            path = self.folder / f"{key}.text"
            if texts.held.get(key) != content:
                self._put(path, content)
            self._used.add(path)

    def merge_lines(self, accounts: Iterable[Account], others: Iterable[str]) -> Iterator[bytes]:
        """Yield the lines of all accounts, and other sorted lines, in order and each once."""
        files = [self._lines(account) for account in accounts]
        while len(files) > _MOST_FILES:
            merged = self.folder / f"{len(files)}.merged.gz"
            with gzip.open(merged, "wb", compresslevel=1) as file:
                file.writelines(merge(*map(_read_lines, files[:_MOST_FILES])))
            files = [*files[_MOST_FILES:], merged]
        last = b""
        for line in merge(*map(_read_lines, files), (line.encode() for line in others)):
            if line != last:
                yield line
            last = line

    def forget_others(self) -> None:
        """Remove all that was neither kept nor used."""
        for path in set(self.folder.glob("*")) - self._used:
            path.unlink(missing_ok=True)

    def _put(self, path: Path, content: bytes) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(path, content)
        except OSError as error:
            raise StoreError(f"cannot write to {self.folder}: {error}; free the folder, or name another store") from error

    def _account(self, publisher: str) -> Path:
        return self.folder / f"{digest(publisher)[:32]}.account"

    def _lines(self, account: Account) -> Path:
        return self.folder / f"{account.key}.nq.gz"


def _read_lines(path: Path) -> Iterator[bytes]:
    rest = b""
    with gzip.open(path) as file:
        while content := file.read(_BLOCK):  # line by line takes three times as long
            *lines, rest = (rest + content).split(b"\n")
            for line in lines:
                yield line + b"\n"


def _write(path: Path, content: bytes) -> None:
    """Write a file under another name first: one that bears its own name is whole."""
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_bytes(content)
    unfinished.replace(path)
