"""Keyword arguments that several functions share: types, documentation, and words of the command line."""

from __future__ import annotations

import functools
import inspect
import os
import textwrap
from typing import (
    Annotated,
    Any,
    Callable,
    Iterable,
    List,
    Mapping,
    Optional,
    TypedDict,
    TypeVar,
    Union,
    cast,
    get_type_hints,
)

from brownout._scenario import setting

Settings = Mapping[str, Any]
"""Values by path, such as ``{"web.nodes": 4, "web.service": "exp(20ms)"}``."""

Names = Union[str, Iterable[str]]
"""A name, or several."""

Folder = Union[str, "os.PathLike[str]"]
"""Path of a folder."""

_Function = TypeVar("_Function", bound=Callable[..., Any])

_WIDTH = 120


class ChangeOptions(TypedDict, total=False):
    """Changes of a scenario."""

    set: Annotated[Optional[Settings], "settings that differ from the scenario, by path"]
    params: Annotated[Optional[Settings], "values of the parameters of the scenario"]
    seed: Annotated[Optional[int], "random seed; default: that of the scenario"]
    for_: Annotated[Optional[Any], 'duration of a run, such as ``"10m"``']
    prices: Annotated[Optional[Folder], "path of a price list"]


class ExecutionOptions(ChangeOptions, total=False):
    """Options of functions that run a scenario."""

    threads: Annotated[Optional[int], "number of parallel runs; default: the number of cores"]
    charts: Annotated[bool, "whether the result has charts. Drawing takes some tenths of a second"]
    out: Annotated[
        Optional[Folder],
        "folder that keeps the report, the charts and the data. An experiment uses the finished runs in it again",
    ]


class RunOptions(ExecutionOptions, total=False):
    """Options of a single run."""

    variant: Annotated[Optional[Names], "variants to run; default: all"]


class ExperimentOptions(ExecutionOptions, total=False):
    """Options of all experiments."""

    metric: Annotated[Optional[Names], "additional metrics, named as in the section ``sla``"]
    confidence: Annotated[Optional[Any], 'confidence level, such as ``"99%"``; default: 95 %']


def accepts(options: type) -> Callable[[_Function], _Function]:
    """Gives a function the keyword arguments of a class of options: in its signature, documentation and checks.

    The function has the parameter ``**options``. A keyword that is not in the class is a ``TypeError``, as for any
    function.
    """
    hints = get_type_hints(options, include_extras=True)

    def decorate(function: _Function) -> _Function:
        signature = inspect.signature(function)
        own = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
        shared = [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=False if hint.__origin__ is bool else None,
                annotation=hint.__origin__,
            )
            for name, hint in hints.items()
        ]
        full = signature.replace(parameters=[*own, *shared])

        @functools.wraps(function)
        def checked(*args: Any, **keywords: Any) -> Any:
            try:
                full.bind(*args, **keywords)
            except TypeError as error:
                raise TypeError(f"{function.__name__}() {error}") from None
            return function(*args, **keywords)

        checked.__signature__ = full  # type: ignore[attr-defined]
        text = inspect.getdoc(function) or ""
        lines = "".join(_documented(name, hint.__metadata__[0]) for name, hint in hints.items())
        checked.__doc__ = text.replace("\n\nRaises:", f"\n{lines}\nRaises:", 1)
        return cast(_Function, checked)

    return decorate


def _documented(name: str, text: str) -> str:
    """Returns the lines of an argument in the section ``Args`` of a documentation."""
    return textwrap.fill(f"{name}: {text}", _WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 8) + "\n"


def change_words(options: Mapping[str, Any]) -> List[str]:
    """Returns the words of the command line that change a scenario."""
    words = []
    for path, value in (options.get("set") or {}).items():
        words += ["--set", f"{path}={setting(value)}"]
    for name, value in (options.get("params") or {}).items():
        words += ["--param", f"{name}={setting(value)}"]
    prices = options.get("prices")
    words += option("--seed", options.get("seed"))
    words += option("--for", options.get("for_"))
    words += option("--prices", None if prices is None else os.path.abspath(prices))
    return words


def option_words(options: Mapping[str, Any]) -> List[str]:
    """Returns the words of the command line for options, without those of the output folder."""
    return [
        *change_words(options),
        *repeated("--variant", options.get("variant")),
        *option("--threads", options.get("threads")),
        *repeated("--metric", options.get("metric")),
        *option("--confidence", options.get("confidence")),
    ]


def option(name: str, value: Any) -> List[str]:
    """Returns an option with its value; nothing for ``None``."""
    return [] if value is None else [name, setting(value)]


def repeated(name: str, values: Optional[Names]) -> List[str]:
    """Returns an option for each value."""
    return [word for value in _names(values) for word in (name, value)]


def joined(values: Optional[Names]) -> Optional[str]:
    """Returns the value of an option with several values; ``None`` without values."""
    return ",".join(_names(values)) or None


def _names(values: Optional[Names]) -> List[str]:
    return [values] if isinstance(values, str) else list(values or [])


def flag(name: str, wanted: bool) -> List[str]:
    """Returns an option without a value, if it is wanted."""
    return [name] if wanted else []
