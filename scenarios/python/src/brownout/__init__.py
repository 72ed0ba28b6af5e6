"""Brownout, a simulator of distributed systems, for notebooks and scripts.

The functions run the program and return its results as plain data, and as data frames if pandas is installed::

    import brownout

    result = brownout.run("hello-world", set={"box.cores": 8})
    print(result.verdict, result.metrics["page.p99"] / 1e6, "ms")
"""

from brownout._commands import (
    Problems,
    Text,
    capacity,
    command,
    compare,
    explain,
    library,
    replicate,
    run,
    show,
    sweep,
    tune,
    validate,
)
from brownout._experiments import Capacity, Comparison, Designs, Experiment, Replications, Sweep, Tuning
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
    "Metrics",
    "Problem",
    "Problems",
    "Replications",
    "Result",
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
    "library",
    "replicate",
    "run",
    "show",
    "sweep",
    "tune",
    "validate",
]
