"""Scenarios and launchers for the tests."""

from __future__ import annotations

import importlib.util
import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator

ROOT = Path(__file__).resolve().parents[3]

# Load of 45 % of the capacity of 4 / 20 ms = 200/s, as in hello-world, but for a time that a test can wait.
BOX: Dict[str, Any] = {
    "scenario": "box",
    "load": "90/s",
    "components": {"box": {"kind": "server", "cores": 4, "service": "exp(20ms)"}},
    "requests": {"page": {"path": ["box"]}},
    "run": "10s",
    "sla": {"fast": "page.p99 < 400ms"},
}


# A scenario with failures, late responses, and several components and nodes.
SHOP: Dict[str, Any] = {
    "load": "150/s",
    "run": "20s",
    "components": {
        "lb": {"kind": "load-balancer"},
        "web": {"kind": "server", "nodes": 2, "cores": 2, "queue": 10, "service": "exp(20ms)"},
        "db": {"kind": "database", "read": "exp(3ms)"},
    },
    "requests": {
        "page": {"path": ["lb", "web", "db"], "share": "90%", "timeout": "100ms", "good_within": "80ms"},
        "save": {"path": ["lb", "web", "db"], "share": "10%"},
    },
}


def installed(*modules: str) -> bool:
    """Returns whether all modules can be imported."""
    return all(importlib.util.find_spec(module) for module in modules)


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Sets environment variables for a while."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def launcher(folder: str, script: str, name: str = "launcher") -> str:
    """Writes a shell script in place of the program. Returns its path."""
    path = Path(folder, name)
    path.write_text("#!/bin/sh\n" + script + "\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)
