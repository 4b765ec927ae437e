"""The rules of the house that a machine can hold: style, types, the size of modules, the two commands."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run_all import pytest_arguments
from tests.system_packages import Program, install_missing

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("app", "exports", "coding", "codebooks", "corpus", "tests", "benchmarks")
LONGEST_MODULE = 400


def run_tool(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", [("check",), ("format", "--check")])
def test_ruff_finds_nothing(command: tuple[str, ...]) -> None:
    run = run_tool("ruff", *command, ".")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
def test_mypy_finds_nothing() -> None:
    run = run_tool("mypy")
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_module_is_too_long_to_have_one_reason_to_change() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    }
    assert lengths
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_requirement_is_pinned_to_one_version() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r ")):
                assert "==" in line, f"{name}: {line}"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no mark of executable files")
def test_continuous_integration_runs_the_readmes_test_command() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec python3 -m tests"


def test_pytest_tells_why_tests_are_skipped_and_uses_both_cores_unless_told_otherwise() -> None:
    assert pytest_arguments(["-k", "word"]) == ["-rs", "-n", "2", "--dist", "loadfile", "-k", "word"]
    assert pytest_arguments(["-n0"]) == ["-rs", "-n0"]


def test_a_program_that_cannot_be_installed_is_named_with_what_goes_untested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    there = Program("Here", (str(tmp_path),), "here", "no tests")
    missing = Program("Elsewhere", ("no-such-program", "/no/such/file"), "elsewhere", "the tests of elsewhere")
    said: list[str] = []
    (line,) = install_missing([there, missing], said.append)
    assert said == []
    for words in ("Elsewhere", "elsewhere", "so the tests of elsewhere are skipped", "not a Debian machine"):
        assert words in line
