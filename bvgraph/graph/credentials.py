"""What a server knows the user by: from the environment alone, for the server that the user named, and in no message.

A ``bvgraph.toml`` may lie in a folder that came from elsewhere, so a server that only such a file names gets none.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Final

from bvgraph.errors import UsageError
from bvgraph.graph.addresses import Address

USER, PASSWORD, TOKEN = "BVGRAPH_USER", "BVGRAPH_PASSWORD", "BVGRAPH_TOKEN"

_VISIBLE: Final = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a server knows the user by: a token, or a name with a password.  Neither is ever printed."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not stand in any message."""
        pair = b64encode(f"{self.user}:{self.password}".encode()).decode() if self.password else ""  # as Basic sends it
        return tuple(filter(None, (self.password, self.token, pair)))


def read_credentials(address: Address) -> Credentials | None:
    """Return the credentials in the environment, or None where there are none, or none that may go to ``address``.

    Raises UsageError for a token that no header can hold, and for a name without a password, or the other way round.
    """
    if not address.trusted:
        return None
    user, password, token = (os.environ.get(name, "") for name in (USER, PASSWORD, TOKEN))
    if token:
        if not _VISIBLE.fullmatch(token):
            raise UsageError(f"{TOKEN} holds a space, a line end or another character that no token has; set it anew")
        return Credentials(token=token)
    if not user and not password:
        return None
    if not user or not password:
        raise UsageError(f"{USER if user else PASSWORD} is set without {PASSWORD if user else USER}; set both or neither")
    return Credentials(user, password)
