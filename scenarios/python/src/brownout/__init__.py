"""Brownout, a simulator of distributed systems, for notebooks and scripts.

The functions run the program and return its results as plain data, and as data frames if pandas is installed::

    import brownout

    result = brownout.run("hello-world", set={"box.cores": 8})
    print(result.verdict, result.metrics["page.p99"] / 1e6, "ms")
"""

from brownout._commands import Problems, Text, command, explain, library, run, show, validate
from brownout._experiments import (
    Capacity,
    Comparison,
    Designs,
    Experiment,
    Falsification,
    Reliability,
    Replications,
    Stability,
    Sweep,
    Tuning,
)
from brownout._functions import capacity, compare, falsify, reliability, replicate, stability, sweep, tune
from brownout._problems import BrownoutError, BrownoutWarning, Problem
from brownout._results import Assertion, Metrics, Result, Variant
from brownout._table import Chart, Table
from brownout._version import __version__

__all__ = [
    "Assertion",
    "BrownoutError",
    "BrownoutWarning",
    "Capacity",
    "Chart",
    "Comparison",
    "Designs",
    "Experiment",
    "Falsification",
    "Metrics",
    "Problem",
    "Problems",
    "Reliability",
    "Replications",
    "Result",
    "Stability",
    "Sweep",
    "Table",
    "Text",
    "Tuning",
    "Variant",
    "__version__",
    "capacity",
    "command",
    "compare",
    "explain",
    "falsify",
    "library",
    "reliability",
    "replicate",
    "run",
    "show",
    "stability",
    "sweep",
    "tune",
    "validate",
]
