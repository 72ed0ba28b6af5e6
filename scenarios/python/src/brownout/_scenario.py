"""Scenarios and settings as arguments of the program."""

from __future__ import annotations

import json
import math
import numbers
import os
import tempfile
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any, Dict, Iterator, List, Mapping, NamedTuple, Optional, Union

Scenario = Union[str, "os.PathLike[str]", Mapping[str, Any]]
"""A path, the name of a scenario of the library, YAML text of several lines, or a dict with the same content."""

_YAML = (".yaml", ".yml")


class Arguments(NamedTuple):
    """Scenarios as words of a command line."""

    words: List[str]
    """A word for each scenario."""

    cwd: Optional[str]
    """Working folder of the command; ``None`` for the present one."""


@contextmanager
def arguments(*scenarios: Scenario) -> Iterator[Arguments]:
    """Provides scenarios as words of a command line.

    Texts and dicts are files of a temporary folder, which is the working folder of the command. Messages therefore
    name them ``scenario.yaml`` and ``scenario-2.yaml``. The folder is removed at the end.
    """
    texts: Dict[str, str] = {}
    words = []
    for number, scenario in enumerate(scenarios, 1):
        text = _text(scenario)
        if text is None:
            words.append(_word(scenario))
        else:
            name = "scenario.yaml" if number == 1 else f"scenario-{number}.yaml"
            texts[name] = text
            words.append(name)
    if not texts:
        yield Arguments(words, None)
        return
    with tempfile.TemporaryDirectory(prefix="brownout-") as folder:
        for name, text in texts.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        absolute = [word if word in texts or not os.path.exists(word) else os.path.abspath(word) for word in words]
        yield Arguments(absolute, folder)


def _text(scenario: Scenario) -> Optional[str]:
    """Returns the text of a scenario; ``None`` for a path or a name."""
    if isinstance(scenario, Mapping):
        return json.dumps(scenario, indent=2, ensure_ascii=False, allow_nan=False, default=_plain) + "\n"
    return scenario if isinstance(scenario, str) and "\n" in scenario else None


def _word(scenario: Any) -> str:
    """Returns a path or a name as a word. A path object is a path even if it has the form of a library name."""
    if isinstance(scenario, str):
        return scenario
    path = str(os.fspath(scenario))
    return path if path.endswith(_YAML) or os.path.dirname(path) else os.path.join(os.curdir, path)


def _plain(value: Any) -> Any:
    """Returns a value of a dict as plain data: numbers of NumPy and pandas, durations and paths."""
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, (numbers.Real, Decimal)):
        return float(number(value))
    if isinstance(value, timedelta):
        return setting(value)
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        raise TypeError("a set has no order; use a list")
    try:
        return list(value)
    except TypeError:
        raise TypeError(f"{value!r} of type {type(value).__name__} has no form in a scenario") from None


def number(value: Any) -> str:
    """Returns a finite number as the language writes it: in decimal, without an exponent."""
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is no value of a setting; expected a finite number")
    text = format(value if isinstance(value, Decimal) else Decimal(repr(float(value))), "f")
    return text[:-2] if text.endswith(".0") else text


def setting(value: Any) -> str:
    """Returns the value of a setting as the language writes it.

    A duration is a ``timedelta``, or a text with its unit such as ``"20ms"``.

    Raises:
        TypeError: if the value has no form in the language, such as ``None``
        ValueError: if it is a number that is not finite
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, timedelta):
        return number(value / timedelta(microseconds=1)) + "us"
    if isinstance(value, (numbers.Real, Decimal)):
        return number(value)
    if isinstance(value, (Mapping, list, tuple)):
        return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain)
    if isinstance(value, os.PathLike):
        return str(os.fspath(value))
    raise TypeError(f"{value!r} of type {type(value).__name__} is no value of a setting")


def variations(vary: Any) -> List[str]:
    """Returns the values of ``--vary``.

    ``vary`` is a text such as ``"load=40/s..240/s"``, a list of such texts, or a dict with the values of each path: a
    text such as ``"2..8"``, a list, a ``range``, or ``None`` for a path without values. ``None`` varies nothing.
    """
    if vary is None:
        return []
    if isinstance(vary, str):
        return [vary]
    if not isinstance(vary, Mapping):
        return list(vary)
    texts = []
    for path, values in vary.items():
        if values is None:
            texts.append(path)
        elif isinstance(values, str):
            texts.append(f"{path}={values}")
        else:
            texts.append(f"{path}=" + ",".join(setting(value) for value in values))
    return texts
