"""The program: its location, and its execution in a child process."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, List, Optional, Sequence

from brownout._problems import BrownoutError

SUCCESS = 0
"""Exit code of success: every assertion has its expected verdict."""

BAD_INPUT = 2
"""Exit code of an invalid scenario or option."""

VIOLATED = 99
"""Exit code if an assertion does not have its expected verdict."""

_INTERRUPTED = 130
_VARIABLE = "BROWNOUT"
_LAUNCHER = "brownout"
_JAR = Path("scenarios", "cli", "target", "brownout.jar")
_STOP_SECONDS = 10
_HELP = "'brownout "
_REMARKS = ("Picked up ", "brownout: building ")

# Options of the launcher that matter for a jar: the collector of short runs, and no display.
_JAVA_OPTIONS = ["-XX:+UseSerialGC", "-Djava.awt.headless=true"]


@dataclass(frozen=True)
class Output:
    """Output of an execution of the program."""

    code: int
    """Exit code."""

    out: str
    """Standard output."""

    err: str
    """Standard error, without remarks of Java about its environment and of the launcher about a build."""


def program() -> List[str]:
    """Returns the command that starts the program.

    The first of these is taken: the launcher or jar in the environment variable ``BROWNOUT``, ``brownout`` on the
    ``PATH``, and the checkout of the repository that contains this package or the working folder.

    Raises:
        BrownoutError: if there is none, or ``BROWNOUT`` names no file
    """
    named = os.environ.get(_VARIABLE, "")
    if named:
        path = Path(named).absolute()
        if not path.is_file():
            raise BrownoutError(f"{_VARIABLE} is {named}, which is no file; expected the launcher or the jar")
        return _jar(path) if path.suffix == ".jar" else [str(path)]
    installed = shutil.which(_LAUNCHER)
    if installed:
        return [installed]
    for folder in [*Path(__file__).resolve().parents, Path.cwd(), *Path.cwd().parents]:
        if (folder / _LAUNCHER).is_file() and (folder / "scenarios" / "cli" / "pom.xml").is_file():
            return _checkout(folder)
    raise BrownoutError(
        f"the program is not found: set {_VARIABLE} to the path of its launcher or jar, put 'brownout' on the PATH,"
        " or work in a folder of the repository"
    )


def _checkout(folder: Path) -> List[str]:
    """Returns the launcher of a checkout, which builds the program if necessary. It is a shell script."""
    if os.name == "posix":
        return [str(folder / _LAUNCHER)]
    jar = folder / _JAR
    if not jar.is_file():
        raise BrownoutError(f"{jar} is missing; './brownout --version' in a shell builds it")
    return _jar(jar)


def _jar(path: Path) -> List[str]:
    home = os.environ.get("JAVA_HOME", "")
    java = shutil.which("java", path=str(Path(home, "bin"))) if home else shutil.which("java")
    if not java:
        where = f"JAVA_HOME is {home}, where there is no bin/java" if home else "there is no java on the PATH"
        raise BrownoutError(f"{path.name} needs Java 17 or newer, and {where}")
    return [java, *_JAVA_OPTIONS, "-jar", str(path)]


def execute(words: Sequence[str], accepted: Iterable[int] = (SUCCESS,), cwd: Optional[str] = None) -> Output:
    """Executes a command line of the program.

    An interrupt, such as Ctrl-C, ends the program and is raised again.

    Args:
        words: command line, without the name of the program
        accepted: exit codes that are no error
        cwd: working folder; ``None`` for the present one

    Raises:
        BrownoutError: if the program cannot be started, or ends with another exit code
    """
    command = [*program(), *words]
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd
        )
    except OSError as error:
        raise BrownoutError(f"{command[0]} cannot be started: {error.strerror or error}") from error
    try:
        out, err = process.communicate()
    except BaseException:
        _stop(process)
        raise
    said = err.decode("utf-8", "replace").splitlines(keepends=True)
    output = Output(
        code=process.returncode,
        out=out.decode("utf-8", "replace"),
        err="".join(line for line in said if not line.startswith(_REMARKS)),
    )
    if output.code not in accepted:
        raise BrownoutError(message(output), code=output.code)
    return output


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a process, which ends its own child processes. Waits until it has ended."""
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def message(output: Output) -> str:
    """Returns the message of a failed execution, without the name of the program and the hint at its help."""
    if "UnsupportedClassVersionError" in output.err:
        return "the program needs Java 17 or newer; JAVA_HOME selects another Java"
    if output.code in (_INTERRUPTED, -2, -15):
        return "the program was interrupted"
    text = "\n".join(line for line in output.err.splitlines() if not line.startswith(_HELP)).strip()
    prefix = "brownout: "
    if not text:
        return f"the program ended with exit code {output.code} and without a message"
    return text[len(prefix) :] if text.startswith(prefix) else text
