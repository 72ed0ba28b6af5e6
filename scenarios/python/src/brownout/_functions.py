"""The experiments as functions. PythonFunctionsTest writes this file from their records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from brownout._commands import experiment
from brownout._experiments import (
    Capacity,
    Comparison,
    Falsification,
    Reliability,
    Replications,
    Stability,
    Sweep,
    Tuning,
)
from brownout._options import ExperimentOptions, Names, accepts, flag, joined, option, repeated
from brownout._program import SUCCESS, VIOLATED
from brownout._scenario import Scenario, variations

if TYPE_CHECKING:
    from typing_extensions import Unpack


@accepts(ExperimentOptions)
def replicate(
    scenario: Scenario,
    *,
    variant: Optional[Names] = None,
    n: Optional[int] = None,
    precision: Optional[Any] = None,
    most: Optional[int] = None,
    control_variates: bool = False,
    **options: Unpack[ExperimentOptions],
) -> Replications:
    """Repeat a scenario with independent seeds: confidence intervals.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        variant: run only this variant
        n: number of replications; default: 30
        precision: instead of ``n``: replicate until each interval is within this share, such as 5%
        most: maximum number of replications for ``precision``; default: 1000
        control_variates: correct means by the known expected number of arrivals: narrower intervals

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    words = [
        *repeated("--variant", variant),
        *option("-n", n),
        *option("--precision", precision),
        *option("--most", most),
        *flag("--control-variates", control_variates),
    ]
    return experiment(Replications, "replicate", [scenario], words, options, (SUCCESS, VIOLATED))


@accepts(ExperimentOptions)
def compare(
    scenario: Scenario,
    other: Optional[Scenario] = None,
    *,
    variant: Optional[Names] = None,
    n: Optional[int] = None,
    precision: Optional[Any] = None,
    most: Optional[int] = None,
    frontier: bool = False,
    objectives: Optional[Names] = None,
    **options: Unpack[ExperimentOptions],
) -> Comparison:
    """Compare variants or two scenarios: significant differences.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        other: second scenario; default: the variants of the first are compared
        variant: compare only these variants, the first with each
        n: number of replications; default: 20
        precision: instead of ``n``: replicate until each result is decided or within this share, such as 5%
        most: maximum number of replications for ``precision``; default: 200
        frontier: add the designs that no other design beats in cost, p99 and availability together
        objectives: ``frontier`` with two or three other metrics, such as cost,page.p99,page.availability

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    scenarios = [scenario] if other is None else [scenario, other]
    words = [
        *repeated("--variant", variant),
        *option("-n", n),
        *option("--precision", precision),
        *option("--most", most),
        *flag("--frontier", frontier),
        *option("--objectives", joined(objectives)),
    ]
    return experiment(Comparison, "compare", scenarios, words, options, (SUCCESS,))


@accepts(ExperimentOptions)
def sweep(
    scenario: Scenario,
    vary: Any = None,
    *,
    variant: Optional[Names] = None,
    n: Optional[int] = None,
    precision: Optional[Any] = None,
    most: Optional[int] = None,
    frontier: bool = False,
    objectives: Optional[Names] = None,
    **options: Unpack[ExperimentOptions],
) -> Sweep:
    """Run a scenario for each value of one or more settings.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        vary: setting and values: A..B, A..B/n for n equal steps, or a,b,c; load is the peak load; default: section
            sweep of the scenario
        variant: run only this variant
        n: number of replications per point; default: 1
        precision: instead of ``n``: replicate until each result is decided or within this share, such as 5%
        most: maximum number of replications for ``precision``; default: 200
        frontier: add the designs that no other design beats in cost, p99 and availability together
        objectives: ``frontier`` with two or three other metrics, such as cost,page.p99,page.availability

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    words = [
        *repeated("--vary", variations(vary)),
        *repeated("--variant", variant),
        *option("-n", n),
        *option("--precision", precision),
        *option("--most", most),
        *flag("--frontier", frontier),
        *option("--objectives", joined(objectives)),
    ]
    return experiment(Sweep, "sweep", [scenario], words, options, (SUCCESS,))


@accepts(ExperimentOptions)
def capacity(
    scenario: Scenario,
    vary: Any = "load",
    *,
    variant: Optional[str] = None,
    minimise: Optional[str] = None,
    n: Optional[int] = None,
    tolerance: Optional[Any] = None,
    precision: Optional[Any] = None,
    most: Optional[int] = None,
    frontier: bool = False,
    objectives: Optional[Names] = None,
    **options: Unpack[ExperimentOptions],
) -> Capacity:
    """Find the largest load or smallest design that meets the assertions.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        vary: load or load=A..B for the largest load; or a setting such as web.nodes=2..16 for the smallest design. Each
            whole number of the last range is a candidate
        variant: variant; default: the first
        minimise: metric that selects the best of the smallest designs, such as all.cost
        n: maximum number of replications per design; default: 10
        tolerance: relative width of the interval of a load; default: 1%
        precision: instead of ``n``: replicate until each result is decided or within this share, such as 5%
        most: maximum number of replications for ``precision``; default: 200
        frontier: add the designs that no other design beats in cost, p99 and availability together
        objectives: ``frontier`` with two or three other metrics, such as cost,page.p99,page.availability

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    words = [
        *repeated("--vary", variations(vary)),
        *option("--variant", variant),
        *option("--minimise", minimise),
        *option("-n", n),
        *option("--tolerance", tolerance),
        *option("--precision", precision),
        *option("--most", most),
        *flag("--frontier", frontier),
        *option("--objectives", joined(objectives)),
    ]
    return experiment(Capacity, "capacity", [scenario], words, options, (SUCCESS, VIOLATED))


@accepts(ExperimentOptions)
def tune(
    scenario: Scenario,
    vary: Any,
    *,
    variant: Optional[str] = None,
    runs: Optional[int] = None,
    n: Optional[int] = None,
    minimise: Optional[str] = None,
    sensitivity: Optional[Any] = None,
    frontier: bool = False,
    objectives: Optional[Names] = None,
    **options: Unpack[ExperimentOptions],
) -> Tuning:
    """Find values of settings that meet the assertions, and their region.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        vary: setting and its range A..B or list a,b,c, such as web.queue=10..1000; up to 8 settings. A range with a
            ratio of 100 or more has a logarithmic scale
        variant: variant; default: the first
        runs: maximum number of runs; default: 500
        n: number of replications per verdict; default: 10
        minimise: metric that selects the recommended design, such as all.cost; default: the largest margin
        sensitivity: ranking of the settings: morris, sobol or none; default: morris
        frontier: add the designs that no other design beats in cost, p99 and availability together
        objectives: ``frontier`` with two or three other metrics, such as cost,page.p99,page.availability

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    words = [
        *repeated("--vary", variations(vary)),
        *option("--variant", variant),
        *option("--runs", runs),
        *option("-n", n),
        *option("--minimise", minimise),
        *option("--sensitivity", sensitivity),
        *flag("--frontier", frontier),
        *option("--objectives", joined(objectives)),
    ]
    return experiment(Tuning, "tune", [scenario], words, options, (SUCCESS, VIOLATED))


@accepts(ExperimentOptions)
def falsify(
    scenario: Scenario,
    vary: Any = None,
    *,
    variant: Optional[str] = None,
    runs: Optional[int] = None,
    time: Optional[str] = None,
    faults: Optional[Names] = None,
    components: Optional[Names] = None,
    at_once: Optional[int] = None,
    rate: Optional[str] = None,
    n: Optional[int] = None,
    **options: Unpack[ExperimentOptions],
) -> Falsification:
    """Search for fault schedules that violate an assertion, and shrink them.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        vary: setting that a schedule may change, such as load=50/s..100/s or web.nodes=2..4
        variant: variant; default: the first
        runs: number of schedules to try, each in one run; further runs confirm and shrink violations; default: 200,
            without limit with ``time``
        time: begin no further schedules after this time, such as 10m; the number of schedules then depends on the
            machine
        faults: types of faults: crash, pause, hang, slow, errors, blackhole, partition, zone-outage, region-outage,
            slow-link, slow-disk, flush, clock-jump, traffic; default: all except traffic
        components: components with failing nodes, such as web,db; default: all
        at_once: maximum number of added faults that are active together; default: 1
        rate: mean rate of the faults of a random schedule, such as 12/h; default: two in the measured time of a run
        n: number of replications that confirm a violation, of which four fifths and the first must violate the
            assertion; default: 5

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    words = [
        *repeated("--vary", variations(vary)),
        *option("--variant", variant),
        *option("--runs", runs),
        *option("--time", time),
        *option("--faults", joined(faults)),
        *option("--components", joined(components)),
        *option("--at-once", at_once),
        *option("--rate", rate),
        *option("-n", n),
    ]
    return experiment(Falsification, "falsify", [scenario], words, options, (SUCCESS, VIOLATED))


@accepts(ExperimentOptions)
def stability(
    scenario: Scenario,
    vary: Any,
    trigger: Any,
    *,
    variant: Optional[str] = None,
    within: Optional[str] = None,
    fault: Optional[str] = None,
    recovered: Optional[str] = None,
    risk: Optional[Any] = None,
    n: Optional[int] = None,
    tolerance: Optional[Any] = None,
    **options: Unpack[ExperimentOptions],
) -> Stability:
    """Find the largest trigger after which a system recovers, at each load.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        vary: load and its values, or another setting: A..B, A..B/n for n equal steps, or a,b,c
        trigger: setting that is the size of the trigger, and its values, such as faults.outage.for=0s..20s/5 or
            params.lost=1..5
        variant: variant; default: the first
        within: time from the end of the trigger within which requests must succeed again
        fault: fault that is the trigger; default: that of ``trigger``, or the only one
        recovered: assertion that a recovered run meets, with a window after the trigger; instead of ``within``
        risk: accepted probability that a safe trigger is not recovered from; default: 10%
        n: maximum number of runs per cell of the map; default: 10
        tolerance: width of the interval of the largest safe trigger, as a share of its range; default: 2%

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    words = [
        *repeated("--vary", variations(vary)),
        *repeated("--trigger", variations(trigger)),
        *option("--variant", variant),
        *option("--within", within),
        *option("--fault", fault),
        *option("--recovered", recovered),
        *option("--risk", risk),
        *option("-n", n),
        *option("--tolerance", tolerance),
    ]
    return experiment(Stability, "stability", [scenario], words, options, (SUCCESS, VIOLATED))


@accepts(ExperimentOptions)
def reliability(
    scenario: Scenario,
    *,
    variant: Optional[str] = None,
    years: Optional[Any] = None,
    risk: Optional[Any] = None,
    precision: Optional[Any] = None,
    states: Optional[int] = None,
    n: Optional[int] = None,
    **options: Unpack[ExperimentOptions],
) -> Reliability:
    """Estimate the availability over years from mtbf and mttr, and risks.

    Args:
        scenario: path, name in the library, YAML text of several lines, or dict
        variant: variant; default: the first
        years: length of the period in years; default: 1
        risk: accepted probability that an assertion is violated in the period; default: 5%
        precision: relative error at which the estimate of a probability stops; default: 20%
        states: maximum number of states with failed nodes that are run with requests; default: 40
        n: replications of each state; default: 4

    Raises:
        BrownoutError: if the scenario or an argument is invalid, or the program fails
    """
    words = [
        *option("--variant", variant),
        *option("--years", years),
        *option("--risk", risk),
        *option("--precision", precision),
        *option("--states", states),
        *option("-n", n),
    ]
    return experiment(Reliability, "reliability", [scenario], words, options, (SUCCESS, VIOLATED))
