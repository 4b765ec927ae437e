"""The floors of the house, as pyproject.toml writes them down for import-linter."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("app", "exports", "coding", "codebooks", "corpus")
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-P", "-c", LINT],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_floor_imports_only_from_the_floors_below() -> None:
    run = lint(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("floor", "imported", "allowed"),
    [
        ("app", "streamlit", True),
        ("exports", "coding", True),
        ("coding", "exports", False),
        ("corpus", "codebooks", False),
        ("codebooks", "corpus", False),
        ("exports", "streamlit", False),
    ],
)
def test_the_contract_catches_what_it_forbids(tmp_path: Path, floor: str, imported: str, allowed: bool) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in FLOORS:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("")
    (tmp_path / floor / "module.py").write_text(f"import {imported}\n")
    run = lint(tmp_path)
    assert (run.returncode == 0) is allowed, run.stdout + run.stderr
