"""What the commands take, declared once; and plain command lines, which are read without loading Typer.

Typer takes longer to start than most questions take to be answered.  So a command line that only gives a command what it
takes is read here; whatever else it holds - help, a mistake, an abbreviation - is left to Typer, which is told the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import NoneType
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args, get_origin, get_type_hints

Command: TypeAlias = Callable[..., None]
Values: TypeAlias = dict[str, Any]

REQUIRED: Final = object()
"""Stands for the default of what may not be left out."""


class Argument:
    """What a command takes by its position."""

    def __init__(self, metavar: str | None = None, help: str = "") -> None:  # noqa: A002 - as Typer has it
        self.metavar, self.help = metavar, help


class Option:
    """What a command takes by a name: ``--`` and that of the parameter, or others; ``min`` is for numbers."""

    def __init__(self, *names: str, metavar: str | None = None, help: str = "", min: int | None = None) -> None:  # noqa: A002
        self.names, self.metavar, self.help, self.min = names, metavar, help, min


class Options:
    """What a command takes as one value: what a subclass annotates, of which that with a value may be left out."""

    def __init__(self, **given: object) -> None:
        vars(self).update(given)


class Parameter(NamedTuple):
    """A name that a command takes, the type of its values, and what it is by default; ``several``: a list of them."""

    name: str
    declared: Any
    kind: Any
    several: bool
    how: Argument | Option
    default: Any

    @property
    def names(self) -> tuple[str, ...]:
        """The names of an option."""
        return (isinstance(self.how, Option) and self.how.names) or (f"--{self.name.replace('_', '-')}",)


def list_parameters(command: Command) -> list[Parameter]:
    """Return what a command takes: its parameters, or what the class of its only one annotates."""
    hints, defaults = get_type_hints(command, include_extras=True), _list_defaults(command)
    hints.pop("return", None)
    options = find_options(command)
    if options is not None:
        hints = get_type_hints(options, include_extras=True)
        defaults = {name: getattr(options, name, REQUIRED) for name in hints}
    return [_describe(name, hint, defaults.get(name, REQUIRED)) for name, hint in hints.items()]


@cache  # asked for when a command line is read, and when it is run
def find_options(command: Command) -> type[Options] | None:
    """Return the class that a command takes as one value, if it does."""
    (first, *_) = get_type_hints(command).values()
    return first if isinstance(first, type) and issubclass(first, Options) else None


def _list_defaults(command: Command) -> Values:
    values = getattr(command, "__defaults__", None) or ()
    code = command.__code__
    return dict(zip(code.co_varnames[code.co_argcount - len(values) : code.co_argcount], values, strict=True))


def _describe(name: str, hint: Any, default: Any) -> Parameter:
    declared, (how,) = hint.__origin__, hint.__metadata__
    parts = [part for part in get_args(declared) if part is not NoneType]
    kind = parts[0] if NoneType in get_args(declared) and len(parts) == 1 else declared
    several = get_origin(kind) is list
    return Parameter(name, declared, get_args(kind)[0] if several else kind, several, how, default)


def run_command(command: Command, values: Values) -> None:
    """Run a command with what its command line gave it."""
    options = find_options(command)
    if options is None:
        command(**values)
    else:
        command(options(**values))


def read_plain(command: Command, words: Sequence[str]) -> Values | None:
    """Return what the words after its name give a command; None where there is more to them, which is for Typer to say."""
    parameters = list_parameters(command)
    try:
        given = dict(_split(parameters, words))
        return {parameter.name: _read(parameter, given.get(parameter.name)) for parameter in parameters}
    except ValueError:
        return None


def _split(parameters: Sequence[Parameter], words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the words that each parameter was given, where there are any; raises ValueError for what is not plain."""
    options = {name: one for one in parameters if isinstance(one.how, Option) for name in one.names}
    given: dict[str, list[str]] = {}
    loose: list[str] = []
    pending = iter(words)
    for word in pending:
        if len(word) < 2 or not word.startswith("-"):
            loose.append(word)
        else:
            name, value = _read_option(options, word, pending)
            given.setdefault(name, []).append(value)
    yield from given.items()
    yield from _place([one for one in parameters if isinstance(one.how, Argument)], loose)


def _read_option(options: Mapping[str, Parameter], word: str, pending: Iterator[str]) -> tuple[str, str]:
    """Return the parameter that an option is for, and its value, which may be the next word."""
    name, equals, value = word.partition("=")
    parameter = options.get(name)
    if parameter is None or (equals and (parameter.kind is bool or not name.startswith("--"))):
        raise ValueError(word)
    if parameter.kind is not bool and not equals:
        value = next(pending, "-")
        if value.startswith("-"):
            raise ValueError(word)
    return parameter.name, value


def _place(arguments: Sequence[Parameter], words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the words that each argument gets by its position: one that takes several is the only one."""
    if len(arguments) == 1 and arguments[0].several:
        if words:
            yield arguments[0].name, list(words)
        return
    if len(words) > len(arguments):
        raise ValueError(words[-1])
    for argument, word in zip(arguments, words, strict=False):
        yield argument.name, [word]


def _read(parameter: Parameter, words: list[str] | None) -> Any:
    """Return the value of a parameter; raises ValueError for one that is missing, wrong, or given more than once."""
    if words is None:
        if parameter.default is REQUIRED:
            raise ValueError(parameter.name)
        return parameter.default
    if parameter.several:
        return [_convert(parameter, word) for word in words]
    (word,) = words
    return _convert(parameter, word)


def _convert(parameter: Parameter, word: str) -> Any:
    if parameter.kind is bool:
        return True
    if get_origin(parameter.kind) is Literal:
        return word if word in get_args(parameter.kind) else _refuse(word)
    value = parameter.kind(word)
    least = parameter.how.min if isinstance(parameter.how, Option) else None
    return _refuse(word) if least is not None and value < least else value


def _refuse(word: str) -> None:
    raise ValueError(word)
