"""Results of experiments: tables with facts about the whole experiment."""

from __future__ import annotations

import html
from typing import Any, Dict, List, Optional

from brownout._table import Chart, Row, Table


class Experiment(Table):
    """Result of an experiment, in the form of ``--format json``: rows, and facts about all of them.

    Columns have the units of ``result.json`` in their names or in a column ``unit``: durations are in nanoseconds.
    """

    def __init__(
        self, data: Dict[str, Any], success: bool, warnings: List[str], charts: Optional[Dict[str, Chart]] = None
    ) -> None:
        rows: List[Row] = data["rows"]
        super().__init__([self._row(row, data) for row in rows], self._names(data))
        self.json: Dict[str, Any] = data
        """Output of the command."""

        self.warnings: List[str] = warnings
        """Warnings about the scenario."""

        self.charts: Dict[str, Chart] = charts or {}
        """Charts by name, in the order of the report; empty unless they were requested."""

        self._success = success

    @staticmethod
    def _names(data: Dict[str, Any]) -> List[str]:
        return list(data["columns"])

    @staticmethod
    def _row(row: Row, data: Dict[str, Any]) -> Row:
        return row

    @property
    def confidence(self) -> float:
        """Confidence level of intervals and verdicts, between 0 and 1."""
        return float(self.json["confidence"])

    @property
    def frontier(self) -> Optional[Dict[str, Any]]:
        """Pareto frontier of the designs; ``None`` unless it was requested."""
        return self.json.get("frontier")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Experiment):
            return NotImplemented
        return self.json == other.json

    __hash__ = None  # type: ignore[assignment]

    def _repr_html_(self) -> str:
        findings = "".join(f"<p>{html.escape(one)}</p>" for one in self.json.get("findings", []))
        chart = next(iter(self.charts.values())).as_html() if self.charts else ""
        return findings + chart + super()._repr_html_()


class Replications(Experiment):
    """Means of independent replications: a row for each assertion and each metric of each variant."""

    @property
    def passed(self) -> bool:
        """True if each assertion has its expected verdict at the confidence level."""
        return self._success


class Comparison(Experiment):
    """Differences between variants: a row for each metric of each pair of variants."""

    @property
    def significant(self) -> Table:
        """Rows with a difference that is significant at the confidence level, for all metrics of a pair together."""
        return Table([row for row in self if row["significant"]], self.columns)


class Designs(Experiment):
    """Results of designs: a row for each point and variant.

    A column with the path of each varied setting has its value. Values with a unit are texts such as ``"40/s"``; a
    second column such as ``load [1/s]`` has their numbers.
    """

    @staticmethod
    def _names(data: Dict[str, Any]) -> List[str]:
        names: List[str] = []
        for name in data["columns"]:
            names.append(name)
            second = _numbers(name, data)
            if second:
                names.append(second)
        return names

    @staticmethod
    def _row(row: Row, data: Dict[str, Any]) -> Row:
        full = dict(row)
        for path, varied in data["settings"].items():
            number = varied["values"].get(row[path])
            second = _numbers(path, data)
            if second:
                full[second] = number
            elif number is not None:
                full[path] = int(number) if float(number).is_integer() else number
        return full


def _numbers(column: str, data: Dict[str, Any]) -> Optional[str]:
    """Returns the column with the numbers of a setting with values that have a unit; ``None`` for others."""
    varied = data["settings"].get(column)
    return f"{column} [{varied['unit']}]" if varied and varied["unit"] != "1" else None


class Sweep(Designs):
    """Results at each point of a sweep: a row for each point and variant."""


class Capacity(Designs):
    """Result of a capacity search: a row for each load or design that was tried."""

    @property
    def found(self) -> bool:
        """True if a load or design meets every assertion."""
        return self._success

    @property
    def findings(self) -> List[str]:
        """Results of the search in sentences."""
        return list(self.json["findings"])

    @property
    def largest(self) -> Optional[float]:
        """Largest load that meets every assertion, for the best combination of the other settings.

        The unit is requests per second at the peak of the load, or users for a closed load. ``None`` if no load meets
        every assertion, or the search was for designs.
        """
        loads = [one["met_up_to"] for one in self.json.get("loads", []) if one["met_up_to"] is not None]
        return max(loads) if loads else None

    @property
    def loads(self) -> List[Dict[str, Any]]:
        """Largest load for each combination of the other settings; empty for designs.

        ``settings`` has the values of the other settings, ``met_up_to`` the largest load that meets every assertion,
        and ``violated_from`` the smallest that certainly violates one.
        """
        return list(self.json.get("loads", []))

    @property
    def designs(self) -> List[Dict[str, Any]]:
        """Smallest designs that meet every assertion, as values by path; the best first if a metric is minimised."""
        return list(self.json.get("designs", []))


class Tuning(Experiment):
    """Result of a search for settings: a row for each design that was tried, by part of the search."""

    @property
    def found(self) -> bool:
        """True if a design meets every assertion."""
        return self._success

    @property
    def findings(self) -> List[str]:
        """Results of the search in sentences."""
        return list(self.json["findings"])

    @property
    def recommended(self) -> Dict[str, str]:
        """Recommended values by path, as the language writes them; empty if no design meets every assertion."""
        return dict(self.json["recommended"])

    @property
    def region(self) -> List[Dict[str, Any]]:
        """Values of each setting that meet every assertion, with the others as recommended."""
        return list(self.json["region"])

    @property
    def influence(self) -> List[Dict[str, Any]]:
        """Influence of each setting on the margins of the assertions, the largest first."""
        return list(self.json["influence"])


class Falsification(Experiment):
    """Result of a search for fault schedules that violate an assertion: a row for each cause that was found."""

    @property
    def found(self) -> bool:
        """True if a schedule violates an assertion."""
        return not self._success

    @property
    def findings(self) -> List[str]:
        """Results of the search in sentences."""
        return list(self.json["findings"])


class Stability(Experiment):
    """Largest triggers after which a system recovers: a row for each cell of the map."""

    @property
    def found(self) -> bool:
        """True if a safe trigger was found at each load."""
        return self._success

    @property
    def findings(self) -> List[str]:
        """Results of the search in sentences."""
        return list(self.json["findings"])


class Reliability(Experiment):
    """Availability over years, and the risk that an assertion is violated in them."""

    @property
    def passed(self) -> bool:
        """True if each assertion is met at the confidence level, or violated as expected."""
        return self._success

    @property
    def findings(self) -> List[str]:
        """Results in sentences."""
        return list(self.json["findings"])
