"""Results of a run: the content of ``result.json`` as data."""

from __future__ import annotations

import difflib
import html
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

from brownout._table import Chart, Row, Table, cell, html_table

_REQUEST_COUNTS = ["offered", "good", "late", "failed", "unfinished", "attempts"]
_LATENCIES = ["mean", "p50", "p90", "p95", "p99", "p99.9", "p99.99", "max"]
_COSTS = {
    "cost": ("total", "$"),
    "cost_per_hour": ("per_hour", "$/h"),
    "cost_per_million": ("per_million_requests", "$"),
}
_NANOS = 1e9


@dataclass(frozen=True)
class Assertion:
    """Verdict on an assertion of the section ``sla``."""

    variant: str
    """Name of the variant."""

    name: str
    """Name of the assertion."""

    expression: str
    """The assertion as written."""

    metric: str
    """Metric of the assertion, such as ``page.p99``."""

    comparison: str
    """Comparison of the measured value with the bound, such as ``<``."""

    bound: float
    """Bound, in ``unit``."""

    measured: Optional[float]
    """Measured value, in ``unit``; ``None`` without data."""

    unit: str
    """Unit: ``ns``, ``ratio`` for a share between 0 and 1, ``1`` for a number, ``1/s``, ``B``, ``$`` and others."""

    met: bool
    """True if the assertion is met."""

    verdict: str
    """``met``, ``violated``, ``undecided`` or ``no data``."""

    expected: bool
    """True if the scenario expects this verdict. A variant may expect the violation of an assertion."""

    margin: Optional[float]
    """Distance from the bound as a share of the bound, positive if the assertion is met; ``None`` if undefined."""

    from_ns: int
    """Start of the window of the assertion, in nanoseconds of simulated time."""

    to_ns: int
    """End of the window of the assertion, in nanoseconds of simulated time."""


class Metrics(Mapping):  # type: ignore[type-arg]
    """Values of the metrics of a variant by name, as in the section ``sla``: ``page.p99``, ``box.utilization``.

    They cover the measured part of the run. Durations are in nanoseconds, shares are between 0 and 1, and ``None``
    means that there is no sample. Latencies of requests are those of successful ones.
    """

    def __init__(self, values: Dict[str, Tuple[Optional[float], str]]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Optional[float]:
        return self._entry(name)[0]

    def unit(self, name: str) -> str:
        """Returns the unit of a metric, such as ``ns``, ``ratio`` or ``1`` for a number."""
        return self._entry(name)[1]

    def _entry(self, name: str) -> Tuple[Optional[float], str]:
        if name not in self._values:
            near = difflib.get_close_matches(name, self._values, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise KeyError(f"no metric {name!r} in this result{hint}")
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"<Metrics: {len(self)} values>"


class Variant:
    """Result of one variant of a scenario."""

    def __init__(self, data: Dict[str, Any]) -> None:
        self.json: Dict[str, Any] = data
        """The object of the variant in ``result.json``."""

        self.name: str = data["name"]
        """Name of the variant; ``base`` in a scenario without variants."""

        self.seed: int = data["seed"]
        """Random seed of the run."""

        self.complete: bool = data["complete"]
        """True if the run reached its end."""

        self.assertions: Dict[str, Assertion] = {
            name: _assertion(self.name, name, data["sla"][name]) for name in data["sla_order"]
        }
        """Assertions by name, in the order of the scenario."""

        self.metrics = Metrics(_metrics(data))
        """Metrics by name."""

    @property
    def passed(self) -> bool:
        """True if the run is complete and each assertion has its expected verdict."""
        return self.complete and all(one.expected for one in self.assertions.values())

    @property
    def requests(self) -> Table:
        """A row for each class of requests: counts, and latencies of successful requests in nanoseconds."""
        rows = []
        for name, request in self.json["requests"].items():
            row: Row = {"variant": self.name, "request": name}
            row.update({count: request[count] for count in _REQUEST_COUNTS})
            row["availability"] = request["availability"]
            row.update({f"{stat}_ns": request["successes"][f"{stat}_ns"] for stat in _LATENCIES})
            rows.append(row)
        columns = ["variant", "request", *_REQUEST_COUNTS, "availability", *(f"{stat}_ns" for stat in _LATENCIES)]
        return Table(rows, columns)

    @property
    def series(self) -> Table:
        """A row for each interval of the run, including the warm-up, with the columns of ``series.csv``."""
        series = self.json["series"]
        columns = series["columns"]
        ended = self.json.get("stopped", {}).get("at_ns", self.json["duration_ns"])
        steps = max((len(column["values"]) for column in columns), default=0)
        rows = []
        for step in range(steps):
            start = series["start_ns"] + step * series["step_ns"]
            if start < ended:
                row: Row = {"variant": self.name, "from [s]": start / _NANOS}
                for column in columns:
                    values = column["values"]
                    row[f"{column['name']} [{column['unit']}]"] = values[step] if step < len(values) else None
                rows.append(row)
        return Table(rows, ["variant", "from [s]", *(f"{column['name']} [{column['unit']}]" for column in columns)])

    @property
    def events(self) -> Table:
        """A row for each event of the timeline: faults, failovers, violations, recoveries."""
        names = ["at_ns", "what", "component", "node", "cause", "text"]
        return Table(
            [{"variant": self.name, **{name: event.get(name) for name in names}} for event in self.json["timeline"]],
            ["variant", *names],
        )

    @property
    def cost(self) -> Table:
        """A row for each component with a price, and one for ``all``: dollars in total, per hour, per 1M requests."""
        names = [field for field, _ in _COSTS.values()]
        return Table(
            [
                {"variant": self.name, "component": component, **{name: bill.get(name) for name in names}}
                for component, bill in _bills(self.json).items()
            ],
            ["variant", "component", *names],
        )

    @property
    def losses(self) -> Table:
        """A row for each kind of lost or duplicated work that is not 0, asserted or not."""
        names = ["component", "metric", "name", "unit", "measured", "warmup"]
        return Table(
            [{"variant": self.name, **{name: loss[name] for name in names}} for loss in self.json.get("losses", [])],
            ["variant", *names],
        )

    def __repr__(self) -> str:
        return f"<Variant {self.name!r}: {'PASS' if self.passed else 'FAIL'}>"


class Result:
    """Result of a run: the variants of a scenario with their metrics and verdicts.

    Tables of a result have the rows of all variants. ``result["NAME"]`` is one variant, and ``result.variant`` the only
    one. Two results are equal if their values are.
    """

    def __init__(
        self, data: Dict[str, Any], passed: bool, warnings: List[str], charts: Optional[Dict[str, Chart]] = None
    ) -> None:
        self.json: Dict[str, Any] = data
        """Content of ``result.json``. ``brownout schema --result`` prints its schema."""

        self.passed: bool = passed
        """True if each run is complete and each assertion has its expected verdict."""

        self.warnings: List[str] = warnings
        """Warnings about the scenario."""

        self.charts: Dict[str, Chart] = charts or {}
        """Charts by name, in the order of the report; empty unless they were requested."""

        self.variants: Dict[str, Variant] = {variant["name"]: Variant(variant) for variant in data["variants"]}
        """Variants by name, in the order of the scenario."""

    @property
    def title(self) -> str:
        """Title of the scenario."""
        return str(self.json["scenario"]["title"])

    @property
    def question(self) -> str:
        """Question of the scenario; empty if it has none."""
        return str(self.json["scenario"]["question"])

    @property
    def answer(self) -> Optional[str]:
        """Answer to the question with the measured values; ``None`` if there is none."""
        answer = self.json.get("answer")
        return answer["text"] if answer else None

    @property
    def verdict(self) -> str:
        """``PASS``, ``FAIL``, or ``no assertions``."""
        if not self.passed:
            return "FAIL"
        return "PASS" if any(variant.assertions for variant in self.variants.values()) else "no assertions"

    @property
    def variant(self) -> Variant:
        """The only variant.

        Raises:
            ValueError: if there are several
        """
        if len(self.variants) != 1:
            names = ", ".join(repr(name) for name in self.variants)
            raise ValueError(f"the result has {len(self.variants)} variants; select one of {names}: result[NAME]")
        return next(iter(self.variants.values()))

    @property
    def metrics(self) -> Metrics:
        """Metrics of the only variant by name.

        Raises:
            ValueError: if there are several variants
        """
        return self.variant.metrics

    def __getitem__(self, name: str) -> Variant:
        if name not in self.variants:
            raise KeyError(f"no variant {name!r}; the variants are {', '.join(map(repr, self.variants))}")
        return self.variants[name]

    @property
    def assertions(self) -> Table:
        """A row for each assertion of each variant, with the fields of ``Assertion``."""
        rows = [asdict(one) for variant in self.variants.values() for one in variant.assertions.values()]
        return Table(rows, Assertion.__dataclass_fields__)

    @property
    def requests(self) -> Table:
        """A row for each class of requests: counts, and latencies of successful requests in nanoseconds."""
        return self._joined(lambda variant: variant.requests)

    @property
    def series(self) -> Table:
        """A row for each interval of the run, including the warm-up, with the columns of ``series.csv``."""
        return self._joined(lambda variant: variant.series)

    @property
    def events(self) -> Table:
        """A row for each event of the timeline: faults, failovers, violations, recoveries."""
        return self._joined(lambda variant: variant.events)

    @property
    def cost(self) -> Table:
        """A row for each component with a price, and one for ``all``: dollars in total, per hour, per 1M requests."""
        return self._joined(lambda variant: variant.cost)

    @property
    def losses(self) -> Table:
        """A row for each kind of lost or duplicated work that is not 0, asserted or not."""
        return self._joined(lambda variant: variant.losses)

    def to_table(self) -> Table:
        """Returns a row for each metric of each variant: variant, metric, value and unit."""
        return Table(
            [
                {"variant": variant.name, "metric": name, "value": value, "unit": variant.metrics.unit(name)}
                for variant in self.variants.values()
                for name, value in variant.metrics.items()
            ],
            ["variant", "metric", "value", "unit"],
        )

    def to_frame(self) -> Any:
        """Returns ``to_table()`` as a data frame of pandas.

        Raises:
            ImportError: if pandas is not installed
        """
        return self.to_table().to_frame()

    def _joined(self, table: Callable[[Variant], Table]) -> Table:
        tables = [table(variant) for variant in self.variants.values()]
        columns = dict.fromkeys(name for one in tables for name in one.columns)
        return Table([{**dict.fromkeys(columns), **row} for one in tables for row in one], columns)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Result):
            return NotImplemented
        return self.json == other.json

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Result {self.title!r}: {self.verdict}>"

    def _repr_html_(self) -> str:
        several = len(self.variants) > 1
        columns = [*(["variant"] if several else []), "assertion", "bound", "measured", "verdict"]
        rows: List[List[Any]] = []
        for variant in self.variants.values():
            for one in variant.assertions.values():
                row = [one.name, f"{one.comparison} {quantity(one.bound, one.unit)}", quantity(one.measured, one.unit)]
                rows.append([*([variant.name] if several else []), *row, one.verdict + _expectation(one)])
        head = f"<p><b>{html.escape(self.title)}</b>: {self.verdict}</p>"
        answer = f"<p>{html.escape(self.answer)}</p>" if self.answer else ""
        table = html_table(columns, rows) if rows else ""
        chart = next(iter(self.charts.values())).as_html() if self.charts else ""
        return head + answer + table + chart


def quantity(value: Optional[float], unit: str) -> str:
    """Returns a value with a readable unit: ``237 ms``, ``99.9 %``, ``140/s``; ``no data`` for ``None``."""
    if value is None:
        return "no data"
    if unit == "ratio":
        return f"{100 * value:.6g} %"
    if unit == "ns":
        for size, name in ((1e9, "s"), (1e6, "ms"), (1e3, "us")):
            if abs(value) >= size:
                return f"{value / size:.4g} {name}"
        return f"{value:.4g} ns"
    number = cell(float(value))
    if unit == "1":
        return number
    return f"{number}{unit[1:]}" if unit.startswith("1/") else f"{number} {unit}"


def _expectation(one: Assertion) -> str:
    """Returns whether a verdict is that of a variant with an expected violation."""
    if one.met and not one.expected:
        return ", violation expected"
    return " (expected)" if not one.met and one.expected else ""


def _assertion(variant: str, name: str, sla: Dict[str, Any]) -> Assertion:
    met = sla["verdict"] == "pass"
    words = {"pass": "met", "fail": "violated"}.get(sla["verdict"], sla["verdict"].replace("-", " "))
    return Assertion(
        variant=variant,
        name=name,
        expression=sla["expression"],
        metric=sla["metric"],
        comparison=sla["comparison"],
        bound=sla["bound"],
        measured=sla["value"],
        unit=sla["unit"],
        met=met,
        verdict=words,
        expected=sla["verdict"] in (("fail", "no-data") if sla["breaks"] else ("pass",)),
        margin=sla["margin"],
        from_ns=sla["from_ns"],
        to_ns=sla["to_ns"],
    )


def _metrics(data: Dict[str, Any]) -> Dict[str, Tuple[Optional[float], str]]:
    """Returns the metrics of a variant with their units, by their names in the language."""
    metrics: Dict[str, Tuple[Optional[float], str]] = {}
    for name, request in data["requests"].items():
        for count in _REQUEST_COUNTS:
            metrics[f"{name}.{count}"] = (request[count], "1")
        metrics[f"{name}.availability"] = (request["availability"], "ratio")
        for stat in _LATENCIES:
            metrics[f"{name}.{stat}"] = (request["successes"][f"{stat}_ns"], "ns")
        for outcome, number in request["outcomes"].items():
            metrics[f"{name}.{outcome}"] = (number, "1")
    for name, component in data["components"].items():
        parts = {name: component["measures"]}
        parts.update({f"{name}/{node}": measures for node, measures in component.get("nodes", {}).items()})
        for part, measures in parts.items():
            for measure, value in measures.items():
                metrics[f"{part}.{measure}"] = (value["value"], value["unit"])
        latency = component.get("latency")
        if latency:
            for stat in _LATENCIES:
                metrics[f"{name}.{stat}"] = (latency[f"{stat}_ns"], "ns")
    for name, bill in _bills(data).items():
        for metric, (field, unit) in _COSTS.items():
            metrics[f"{name}.{metric}"] = (bill.get(field), unit)
    return metrics


def _bills(data: Dict[str, Any]) -> Dict[str, Dict[str, Any]]:
    """Returns the costs of a variant by component, with ``all`` first; empty if nothing has a price."""
    bill = data.get("cost")
    return {"all": bill, **bill["components"]} if bill else {}
