"""Tables: sequences of dicts that pandas reads."""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, Iterable, Iterator, List, Optional, Union, overload

if TYPE_CHECKING:
    import pandas  # type: ignore[import]

Row = Dict[str, Any]

_ROWS_SHOWN = 50


class Table(Sequence):  # type: ignore[type-arg]
    """Rows of a result. Each row is a dict with all columns; ``None`` means that there is no value."""

    def __init__(self, rows: Iterable[Row], columns: Optional[Iterable[str]] = None) -> None:
        self._rows = list(rows)
        given = list(columns or ())
        known = set(given)
        for row in self._rows:
            for name in row:
                if name not in known:
                    known.add(name)
                    given.append(name)
        self._columns = given

    @property
    def columns(self) -> List[str]:
        """Names of the columns, in order."""
        return list(self._columns)

    def column(self, name: str) -> List[Any]:
        """Returns the values of a column.

        Raises:
            KeyError: if there is no such column
        """
        if name not in self._columns:
            raise KeyError(f"no column {name!r}; the columns are {', '.join(self._columns)}")
        return [row.get(name) for row in self._rows]

    def to_frame(self) -> pandas.DataFrame:
        """Returns the rows as a data frame of pandas.

        Raises:
            ImportError: if pandas is not installed
        """
        try:
            import pandas
        except ImportError as missing:
            raise ImportError(
                "to_frame() needs pandas: pip install 'brownout[pandas]'; a table is also a list of dicts"
            ) from missing
        return pandas.DataFrame(list(self._rows), columns=self._columns)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> List[Row]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Row, List[Row]]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self._columns == other._columns and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self)} rows: {', '.join(self._columns)}>"

    def _repr_html_(self) -> str:
        return html_table(self._columns, [[row.get(name) for name in self._columns] for row in self._rows])


def html_table(columns: List[str], rows: List[List[Any]]) -> str:
    """Returns rows as a table in HTML, with at most as many rows as are readable."""
    head = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell(value))}</td>" for value in row) + "</tr>"
        for row in rows[:_ROWS_SHOWN]
    )
    more = len(rows) - _ROWS_SHOWN
    note = f"<p>{more} more rows</p>" if more > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def cell(value: Any) -> str:
    """Returns a value as text: numbers with at most six significant digits, and nothing for no value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class Chart:
    """A chart that the program has drawn. A notebook shows it."""

    name: str
    """Name of its file, without the suffix."""

    svg: str
    """The chart as SVG."""

    png: bytes
    """The chart as PNG."""

    def __repr__(self) -> str:
        return f"<Chart {self.name}>"

    def _repr_svg_(self) -> str:
        return self.svg

    def as_html(self) -> str:
        """Returns the chart as an image in HTML."""
        data = base64.b64encode(self.svg.encode("utf-8")).decode("ascii")
        return f'<img alt="{html.escape(self.name)}" src="data:image/svg+xml;base64,{data}">'
