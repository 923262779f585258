"""The word lists of ``data/``, loaded once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import cast


@cache
def load(name: str) -> dict[str, object]:
    """The file ``data/<name>.toml``."""
    return tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text("utf-8"))


def words(name: str, key: str) -> list[str]:
    """A list of a data file."""
    return cast(list[str], load(name)[key])


def table(name: str, key: str) -> dict[str, str]:
    """A table of a data file."""
    return cast(dict[str, str], load(name)[key])


def lists(name: str, key: str) -> dict[str, list[str]]:
    """A table of lists of a data file."""
    return cast(dict[str, list[str]], load(name)[key])


def numbers(name: str, key: str) -> dict[str, int]:
    """A table of numbers of a data file."""
    return cast(dict[str, int], load(name)[key])


def any_of(choices: list[str]) -> str:
    """A pattern that matches any of ``choices``, the longest first; a space in a choice is any single white space."""
    return "(?:" + "|".join(re.escape(c).replace(r"\ ", " ") for c in sorted(choices, key=lambda c: (-len(c), c))) + ")"
