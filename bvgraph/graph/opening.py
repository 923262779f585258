"""A store that is being opened while the command that wants it is still being loaded: each takes as long as the other."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Thread

from pyoxigraph import Store

from bvgraph.errors import UserError
from bvgraph.graph.store import locate_store, open_store


class Opening(Thread):
    """Opens the store of ``option`` from when it is made; ``folder`` is where that is.

    Raises UsageError at once when the settings do not say where the store is.
    """

    def __init__(self, option: Path | None) -> None:
        super().__init__(daemon=True)
        self.folder = locate_store(option)
        self._store: Store | None = None
        self.start()

    def run(self) -> None:
        """Open the store, beside whatever else is going on."""
        with suppress(UserError):  # what is wrong is told to whoever asks for the store
            self._store = open_store(self.folder)

    def wait(self) -> Store:
        """Return the store; raises StoreError when it cannot be opened."""
        self.join()
        return open_store(self.folder) if self._store is None else self._store
