"""The commands of the program as functions."""

from __future__ import annotations

import json
import os
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Type, TypeVar

from brownout._experiments import Capacity, Comparison, Experiment, Replications, Sweep, Tuning
from brownout._options import (
    ChangeOptions,
    DesignOptions,
    ExperimentOptions,
    Folder,
    PrecisionOptions,
    RunOptions,
    Settings,
    accepts,
    change_words,
    flag,
    option,
    option_words,
    repeated,
)
from brownout._problems import BrownoutError, BrownoutWarning, Problem, errors, problem, row
from brownout._program import BAD_INPUT, SUCCESS, VIOLATED, Output, execute, message
from brownout._results import Result
from brownout._scenario import Arguments, Scenario, arguments, setting, variations
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


@accepts(PrecisionOptions)
def replicate(
    scenario: Scenario,
    *,
    n: Optional[int] = None,
    control_variates: bool = False,
    **options: Unpack[PrecisionOptions],
) -> Replications:
    """Repeats a scenario with independent random numbers: means, confidence intervals and verdicts.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        n: number of replications; default: 30
        control_variates: whether means are corrected by the known expected number of arrivals

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    words = [*option("-n", n), *flag("--control-variates", control_variates)]
    return _experiment(Replications, "replicate", [scenario], words, options, (SUCCESS, VIOLATED))


@accepts(DesignOptions)
def compare(
    scenario: Scenario,
    other: Optional[Scenario] = None,
    *,
    n: Optional[int] = None,
    **options: Unpack[DesignOptions],
) -> Comparison:
    """Compares the first variant with the others, or the first variants of two scenarios.

    The compared runs have common random numbers, so small differences are significant.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        other: second scenario; default: the variants of the first are compared, the first with each
        n: number of replications; default: 20

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    scenarios = [scenario] if other is None else [scenario, other]
    return _experiment(Comparison, "compare", scenarios, option("-n", n), options, (SUCCESS,))


@accepts(DesignOptions)
def sweep(
    scenario: Scenario, vary: Any = None, *, n: Optional[int] = None, **options: Unpack[DesignOptions]
) -> Sweep:
    """Runs a scenario at every value of a setting, or every combination of several settings.

    All points run in one process, so a sweep is faster than a loop over ``run``.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        vary: values by path, such as ``{"box.cores": range(2, 9), "load": "40/s..240/s/10"}``, or texts such as
            ``"box.cores=2..8"``; default: the section ``sweep`` of the scenario
        n: number of replications of each point; default: 1

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    words = [*repeated("--vary", None if vary is None else variations(vary)), *option("-n", n)]
    return _experiment(Sweep, "sweep", [scenario], words, options, (SUCCESS,))


@accepts(DesignOptions)
def capacity(
    scenario: Scenario,
    vary: Any = "load",
    *,
    minimise: Optional[str] = None,
    tolerance: Optional[Any] = None,
    n: Optional[int] = None,
    **options: Unpack[DesignOptions],
) -> Capacity:
    """Finds the largest load, or the smallest designs, that meet every assertion.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        vary: ``"load"`` for the largest load, or the values of settings for the smallest designs, such as
            ``{"web.nodes": "2..16"}``
        minimise: metric that selects the best of the smallest designs, such as ``"all.cost"``
        tolerance: relative width of the interval of a load, such as ``"5%"``; default: 1 %
        n: maximum number of replications of each design; default: 10

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    words = [
        *repeated("--vary", variations(vary)),
        *option("--minimise", minimise),
        *option("--tolerance", tolerance),
        *option("-n", n),
    ]
    return _experiment(Capacity, "capacity", [scenario], words, options, (SUCCESS, VIOLATED))


@accepts(ExperimentOptions)
def tune(
    scenario: Scenario,
    vary: Any,
    *,
    runs: Optional[int] = None,
    n: Optional[int] = None,
    minimise: Optional[str] = None,
    sensitivity: Optional[str] = None,
    **options: Unpack[ExperimentOptions],
) -> Tuning:
    """Finds values of settings that meet every assertion, and the region around them.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        vary: ranges or lists of values by path, such as ``{"web.queue": "10..1000"}``, for up to eight settings
        runs: maximum number of runs
        n: number of replications of each verdict; default: 10
        minimise: metric that selects the recommended design, such as ``"all.cost"``; default: the largest margin
        sensitivity: ranking of the settings: ``morris`` (default), ``sobol`` or ``none``

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    words = [
        *repeated("--vary", variations(vary)),
        *option("--runs", runs),
        *option("-n", n),
        *option("--minimise", minimise),
        *option("--sensitivity", sensitivity),
    ]
    return _experiment(Tuning, "tune", [scenario], words, options, (SUCCESS, VIOLATED))


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


def _experiment(
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
