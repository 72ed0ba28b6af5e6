"""The commands of the program as functions."""

from __future__ import annotations

import json
import os
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Type, TypeVar

from brownout._experiments import Experiment
from brownout._options import (
    ChangeOptions,
    Folder,
    RunOptions,
    Settings,
    accepts,
    change_words,
    flag,
    option,
    option_words,
)
from brownout._problems import BrownoutError, BrownoutWarning, Problem, errors, problem, row
from brownout._program import BAD_INPUT, SUCCESS, VIOLATED, Output, execute, message
from brownout._results import Result
from brownout._scenario import Arguments, Scenario, arguments, setting
from brownout._table import Chart, Table
from brownout._version import __version__

if TYPE_CHECKING:
    from typing_extensions import Unpack

_WARNING = ": warning: "

_Kind = TypeVar("_Kind", bound=Experiment)


class Text(str):
    """Text for a terminal, which a notebook shows as it is."""

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self))


class Problems(Table):
    """Errors and warnings about a scenario, as rows of a table."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__([row(one) for one in problems], row(Problem("", 0, 0, "")))
        self.errors: List[Problem] = [one for one in problems if one.severity == "error"]
        """Errors. A scenario with errors does not run."""

        self.warnings: List[Problem] = [one for one in problems if one.severity != "error"]
        """Warnings. A scenario with warnings runs."""

    @property
    def valid(self) -> bool:
        """True without errors."""
        return not self.errors


@accepts(RunOptions)
def run(scenario: Scenario, **options: Unpack[RunOptions]) -> Result:
    """Runs the variants of a scenario with the same random numbers.

    Equal arguments give equal results. A violated assertion is a result, not an error.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    charts = options.get("charts", False)
    with arguments(scenario) as given, _folder(options) as folder:
        words = [*option_words(options), "--format", "json", *option("--out", folder)]
        output = _execute("run", given, words, (SUCCESS, VIOLATED))
        drawn = _charts(folder, "run.json") if charts and folder else {}
    warned = _warned(output, 4)
    with _readable():
        return Result(json.loads(output.out), output.code == SUCCESS, warned, drawn)


@accepts(ChangeOptions)
def validate(scenario: Scenario, *, run: bool = False, **options: Unpack[ChangeOptions]) -> Problems:
    """Checks a scenario. An invalid one is a result, not an error.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        run: whether the scenario is also run. Unexpected verdicts are then errors

    Raises:
        BrownoutError: if the scenario cannot be read, an argument is invalid, or the program fails
    """
    with arguments(scenario) as given:
        return Problems(_validated(given, [*change_words(options), *flag("--run", run)]))


def explain(
    word: Scenario, *more: str, set: Optional[Settings] = None, params: Optional[Settings] = None
) -> Text:
    """Explains a term of the field, a word of the language, or the analytical estimates of a scenario.

    ``explain("cache", "metrics")`` is one part of a page: ``example``, ``parameters``, ``metrics`` or ``model``.

    Args:
        word: term, word of the language, or scenario
        more: further words of the term, or the part of the page
        set: settings that differ from the scenario, by path
        params: values of the parameters of the scenario

    Raises:
        BrownoutError: if the word is unknown, or the scenario is invalid
    """
    with arguments(word) as given:
        words = change_words({"set": set, "params": params})
        return Text(_execute("explain", given, [*more, *words], (SUCCESS,)).out)


def library(*words: str) -> Table:
    """Returns the scenarios of the library: name, title, theme and question.

    Args:
        words: a theme such as ``databases``, or words of the name, title, question or lesson; default: all scenarios

    Raises:
        BrownoutError: if no scenario has these words
    """
    rows = json.loads(execute(["list", "--format", "json", *words]).out)
    return Table(rows, ["name", "title", "theme", "question"])


def show(scenario: Scenario) -> Text:
    """Returns the YAML text of a scenario, such as one of the library.

    Raises:
        BrownoutError: if the scenario does not exist
    """
    with arguments(scenario) as given:
        return Text(_execute("show", given, [], (SUCCESS,)).out)


def command(*words: str) -> Text:
    """Executes any command of the program and returns its standard output.

    ``command("falsify", "hello-world", "--help")`` is the help text of a command without a function.

    Args:
        words: the command line, without the name of the program

    Raises:
        BrownoutError: if the program fails, or rejects the command line
    """
    return Text(execute([setting(word) for word in words], (SUCCESS, VIOLATED)).out)


def experiment(
    kind: Type[_Kind],
    name: str,
    scenarios: Sequence[Scenario],
    words: List[str],
    options: Mapping[str, Any],
    accepted: Iterable[int],
) -> _Kind:
    """Executes an experiment with words of its own and shared options, and returns its result of a given kind."""
    with arguments(*scenarios) as given, _folder(options) as folder:
        all_words = [*words, *option_words(options), "--format", "json", *option("--out", folder)]
        output = _execute(name, given, all_words, accepted)
        drawn = _charts(folder, "index.json") if options.get("charts") and folder else {}
    warned = _warned(output, 5)
    with _readable():
        return kind(json.loads(output.out), output.code == SUCCESS, warned, drawn)


def _execute(name: str, given: Arguments, options: List[str], accepted: Iterable[int]) -> Output:
    """Executes a command. The problems of an invalid scenario come from ``validate``, which rejects the same ones."""
    try:
        return execute([name, *given.words, *options], accepted, given.cwd)
    except BrownoutError as error:
        if error.code != BAD_INPUT:
            raise
        reported = errors(str(error))
        if not reported:
            raise
        problems = _problems(given, options) or reported
        raise BrownoutError("\n".join(map(str, problems)), problems, error.code) from None


def _problems(given: Arguments, options: Sequence[str]) -> List[Problem]:
    """Returns the errors of the scenarios of a rejected command line; none if something else is wrong."""
    changes = []
    for name, value in zip(options, options[1:]):
        if name in ("--set", "--param", "--seed", "--for", "--prices"):
            changes += [name, value]
    try:
        return [one for one in _validated(given, changes) if one.severity == "error"]
    except BrownoutError:
        return []


def _validated(given: Arguments, options: Sequence[str]) -> List[Problem]:
    """Returns the problems of scenarios."""
    words = ["validate", *given.words, *options, "--format", "json"]
    output = execute(words, (SUCCESS, VIOLATED, BAD_INPUT), given.cwd)
    if output.code == BAD_INPUT and not output.out.strip():
        raise BrownoutError(message(output), code=output.code)
    return [problem(fields) for fields in json.loads(output.out)]


def _warned(output: Output, level: int) -> List[str]:
    """Issues the warnings of an execution, and returns them. The caller of the package is ``level`` calls above."""
    warned = [line for line in output.err.splitlines() if _WARNING in line and not line.startswith(" ")]
    for line in warned:
        warnings.warn(line, BrownoutWarning, stacklevel=level)
    return warned


@contextmanager
def _readable() -> Iterator[None]:
    """Reports output that lacks a field."""
    try:
        yield
    except (KeyError, ValueError) as error:
        raise BrownoutError(
            f"the output of the program is not that of package version {__version__}: {error!r}; program and package"
            " must be of the same version"
        ) from error


@contextmanager
def _folder(options: Mapping[str, Any]) -> Iterator[Optional[str]]:
    """Provides the output folder of a command: that of the user, or a temporary one for charts."""
    out: Optional[Folder] = options.get("out")
    if out is not None:
        yield os.path.abspath(out)
    elif options.get("charts"):
        with tempfile.TemporaryDirectory(prefix="brownout-") as folder:
            yield folder
    else:
        yield None


def _charts(folder: str, index: str) -> Dict[str, Chart]:
    """Returns the charts of an output folder, in the order of its index."""
    outputs = json.loads(Path(folder, index).read_text("utf-8"))["outputs"]
    paths = [Path(folder, name) for name in outputs if name.endswith(".svg")]
    return {
        path.stem: Chart(path.stem, path.read_text("utf-8"), path.with_suffix(".png").read_bytes()) for path in paths
    }
