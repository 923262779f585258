"""A store that is being opened while the command that wants it is still being loaded: each takes as long as the other."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from bvgraph.errors import UserError
from bvgraph.graph.store import locate_store, open_store
from bvgraph.graph.stores import Store


class Opening(Thread):
    """Opens the store of ``option`` from when it is made; ``place`` is where that is, ``folder`` if it is on this machine.

    Raises UsageError at once when the settings do not say where the store is.
    """

    def __init__(self, option: Path | str | None) -> None:
        super().__init__(daemon=True)
        self.place = locate_store(option)
        self.folder = self.place if isinstance(self.place, Path) else None
        self._store: Store | None = None
        self._error: UserError | None = None
        self.start()

    def run(self) -> None:
        """Open the store, beside whatever else is going on."""
        try:
            self._store = open_store(self.place)
        except UserError as error:  # what is wrong is told to whoever asks for the store
            self._error = error

    def wait(self) -> Store:
        """Return the store; raises StoreError when it cannot be opened."""
        self.join()
        if self._error is not None:
            raise self._error
        return open_store(self.place) if self._store is None else self._store
