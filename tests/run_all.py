"""The test runner: environment, programs of the system, pytest on both cores, and what could not be had."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from app.environment import Environment, NotInstalled, ensure, variables
from tests.system_packages import PROGRAMS, install_missing

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = "requirements-dev.txt"


def main(arguments: Sequence[str]) -> int:
    """Install what is missing and run pytest with `arguments`; returns its exit code."""
    environment = Environment(ROOT)
    # A stop from outside ends pip too, as Ctrl+C does, and does not leave it at work alone.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        ensure(environment, REQUIREMENTS, _say)
    except NotInstalled as error:
        _say(str(error))
        return 1
    missing = install_missing(PROGRAMS, _say)
    _say_loudly(missing)
    code = subprocess.run(
        [str(environment.python), "-m", "pytest", *pytest_arguments(arguments)],
        cwd=ROOT,
        env=variables(os.environ, ROOT),
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode
    _say_loudly(missing)
    return code if code >= 0 else 128 - code


def pytest_arguments(arguments: Sequence[str]) -> list[str]:
    """What pytest is called with: the reason of every skip, and two processes with whole files each.

    Whole files, so that tests that share a browser or a server stay in one process. The caller's own `-n` wins.
    """
    own = any(argument.startswith(("-n", "--numprocesses", "--pdb")) for argument in arguments)
    return ["-rs", *([] if own else ["-n", "2", "--dist", "loadfile"]), *arguments]


def _say_loudly(lines: Sequence[str]) -> None:
    if lines:
        bar = "!" * 100
        _say("\n".join(["", bar, "NOT EVERYTHING IS TESTED ON THIS MACHINE", *lines, bar, ""]))


def _say(line: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
