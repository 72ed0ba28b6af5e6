"""Errors and warnings about scenarios, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Sequence

_HEADLINE = re.compile(r"(\S.*?):(\d+):(\d+): (.*)")


@dataclass(frozen=True)
class Problem:
    """An error or a warning about a scenario."""

    file: str
    """File as given; ``scenario.yaml`` for a text or a dict; an option of the command line, such as ``--set``."""

    line: int
    """Line, from 1; 0 for the scenario as a whole."""

    column: int
    """Column, from 1, in code points; 0 for the scenario as a whole."""

    message: str
    """The problem and the expected form, in one line."""

    suggestion: Optional[str] = None
    """Text that corrects the part at ``line`` and ``column``; ``None`` if no correction is certain."""

    severity: str = "error"
    """``error`` or ``warning``. A scenario with warnings runs."""

    rule: str = ""
    """Kind of problem, such as ``unknown-key``."""

    length: int = 1
    """Length of the part concerned, in code points."""

    source: str = ""
    """Source line; empty for a problem of the scenario as a whole."""

    def __str__(self) -> str:
        place = self.file if self.line == 0 else f"{self.file}:{self.line}:{self.column}"
        kind = "warning: " if self.severity == "warning" else ""
        text = f"{place}: {kind}{self.message}"
        if not self.source:
            return text
        return f"{text}\n    {self.source}\n    {' ' * (self.column - 1)}{'^' * max(1, self.length)}"


class BrownoutError(Exception):
    """An invalid scenario or option, a missing program, or a failure of the program.

    A violated assertion is a result, not an error.
    """

    problems: List[Problem]
    """Problems of the scenario with their places; empty for an error of another kind."""

    code: Optional[int]
    """Exit code of the program; ``None`` if it did not run."""

    def __init__(self, message: str, problems: Sequence[Problem] = (), code: Optional[int] = None) -> None:
        super().__init__(message)
        self.problems = list(problems)
        self.code = code


class BrownoutWarning(UserWarning):
    """A warning of the program about a scenario that runs."""


def problem(fields: Mapping[str, Any]) -> Problem:
    """Returns a problem from an object of ``validate --format json``."""
    return Problem(
        file=fields["file"],
        line=fields["line"],
        column=fields["column"],
        message=fields["message"],
        suggestion=fields.get("fix"),
        severity=fields["severity"],
        rule=fields["rule"],
        length=fields["length"],
        source=fields.get("text", ""),
    )


def errors(text: str) -> List[Problem]:
    """Returns the errors in the messages of the program, each a line ``file:line:column: message``."""
    found = [_HEADLINE.fullmatch(line) for line in text.splitlines()]
    return [
        Problem(file=match[1], line=int(match[2]), column=int(match[3]), message=match[4])
        for match in found
        if match and not match[4].startswith("warning: ")
    ]


def row(one: Problem) -> Dict[str, Any]:
    """Returns a problem as a row of a table."""
    return {
        "severity": one.severity,
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "message": one.message,
        "suggestion": one.suggestion,
        "rule": one.rule,
    }
