"""What was worked out once and need not be worked out again, kept by a digest of all that it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


def digest(*parts: str) -> str:
    """Return a digest of texts in order, in hexadecimal."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def pack(value: object) -> bytes:
    """Return a record as MessagePack (https://msgpack.org), which, unlike a pickle, can do nothing when it is read."""
    import msgspec  # noqa: PLC0415 - only builds keep anything

    return msgspec.msgpack.encode(value)


def unpack(data: bytes, kind: type[T]) -> T:
    """Return the record of one ``kind`` that ``pack`` wrote; raises ValueError for anything else."""
    import msgspec  # noqa: PLC0415 - likewise

    return msgspec.msgpack.decode(data, type=kind)


@dataclass(slots=True)
class Shelf:
    """What is at hand from an earlier build of the same ``version`` of the program; ``used`` is what this one needed."""

    version: str = ""
    held: Mapping[str, bytes] = field(default_factory=dict)
    used: dict[str, bytes] = field(default_factory=dict)

    def recall(self, key: str, kind: type[T], make: Callable[[], T]) -> T:
        """Return the value of one ``kind`` that ``key`` stands for: from the shelf, else made and put there.

        ``key`` has to tell apart all that the value is made from, but for the program.
        """
        place = self._place(key, kind)
        held = self.used.get(place) or self.held.get(place)
        if held is not None:
            with suppress(ValueError):  # damaged: as good as not there
                value = unpack(held, kind)
                self.used[place] = held
                return value
        value = make()
        self.used[place] = pack(value)
        return value

    def holds(self, key: str, kind: type[object]) -> bool:
        """Tell whether the value of one ``kind`` that ``key`` stands for is on the shelf."""
        place = self._place(key, kind)
        return place in self.used or place in self.held

    def _place(self, key: str, kind: type[object]) -> str:
        return digest(self.version, kind.__qualname__, key)
