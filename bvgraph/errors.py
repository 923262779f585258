"""One small class per mistake that a user can make; the command line prints the message and leaves with the code."""

from __future__ import annotations


class UserError(Exception):
    """A mistake of the user, told in a message that says what, where, and what would have been right."""

    exit_code = 1


class UsageError(UserError):
    """Arguments that contradict each other or name what does not exist on this machine."""

    exit_code = 2


class CorpusError(UserError):
    """A corpus folder, manifest or document that cannot be read."""


class StoreError(UserError):
    """A store that is missing, locked, broken or of another version."""


class WorkError(UserError):
    """A worker process or machine that was lost, or that is not fit for the work."""


class QueryError(UserError):
    """A query that does not parse, or that asks for what is not allowed."""


class UnknownNameError(UserError):
    """A name or question that is unknown or ambiguous; ``suggestions`` are the nearest that are known."""

    exit_code = 3

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.suggestions = suggestions
