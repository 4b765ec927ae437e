"""The launcher starts the real pages and the real command line, in the environment that runs the tests."""

import ast
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from app.environment import Environment
from app.launch import FIRST_PORT, HOST, Serving, free_port, serving_asked_for, shows_browser
from app.python_version import refusal_of_old_python

ROOT = Path(__file__).resolve().parents[2]
READ_BY_OLD_PYTHON = (
    "app/__init__.py",
    "app/__main__.py",
    "app/python_version.py",
    "tests/__init__.py",
    "tests/__main__.py",
)

needs_environment = pytest.mark.skipif(
    not Environment(ROOT).python.exists(), reason="no .venv in this copy of Citat; run python3 -m tests"
)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], Serving(FIRST_PORT, True)),
        (["--port", "9000"], Serving(9000, True)),
        (["--port=9000", "--no-browser"], Serving(9000, False)),
        (["--help"], None),
        (["check", "study.citat"], None),
        (["import", "study.citat", "--port", "9000"], None),
    ],
)
def test_only_the_options_of_the_pages_open_the_pages(arguments: list[str], expected: Serving | None) -> None:
    assert serving_asked_for(arguments) == expected


@pytest.mark.parametrize("port", ["many", "0", "70000"])
def test_a_port_that_is_none_is_wrong_usage(port: str) -> None:
    with pytest.raises(SystemExit) as ended:
        serving_asked_for(["--port", port])
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("variables", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "CITAT_HEADLESS": "1"}, "linux", False),
        ({}, "win32", True),
        ({"CITAT_HEADLESS": "1"}, "darwin", False),
    ],
)
def test_a_browser_is_shown_where_there_is_a_screen(variables: dict[str, str], platform: str, shown: bool) -> None:
    assert shows_browser(variables, platform) is shown


def test_a_taken_port_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = free_port(port)
    assert found is not None
    assert found > port


def open_pages(port: int) -> "subprocess.Popen[str]":
    program = (
        "import sys; from pathlib import Path; from app.environment import Environment\n"
        "from app.launch import Serving, serve\n"
        "sys.exit(serve(Environment(Path(sys.argv[1])), Serving(int(sys.argv[2]), browser=False)))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, str(ROOT), str(port)],
        cwd=ROOT,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        text=True,
    )


def address_said(pages: "subprocess.Popen[str]") -> str:
    assert pages.stdout is not None
    line = pages.stdout.readline()
    found = re.fullmatch(r"Citat is open at (\S+) \(stop it with Ctrl\+C\)\n", line)
    assert found, line
    return found[1]


@needs_environment
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to forward")
def test_two_starts_at_once_answer_on_two_ports_of_this_machine_only_and_end_when_told(
    request: pytest.FixtureRequest,
) -> None:
    first_port = free_port(8600)
    assert first_port is not None
    starts = [open_pages(first_port), open_pages(first_port)]
    for pages in starts:
        request.addfinalizer(pages.terminate)
    addresses = [address_said(pages) for pages in starts]
    assert len(set(addresses)) == 2
    for address in addresses:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=10) as answer:
            assert answer.read() == b"ok"
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", int(address.rsplit(":", 1)[1])), timeout=10)
    for pages, number in zip(starts, (signal.SIGINT, signal.SIGTERM), strict=True):
        pages.send_signal(number)
        pages.communicate(timeout=30)
        assert pages.returncode == 0
    for address in addresses:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((HOST, int(address.rsplit(":", 1)[1])), timeout=10)


@needs_environment
@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["no-such-command"], 2)])
def test_the_exit_code_of_a_command_is_passed_on_from_any_folder(
    arguments: list[str], code: int, tmp_path: Path
) -> None:
    (tmp_path / "app.py").write_text("raise SystemExit('the wrong app')")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from app.launch import ROOT, run_command; from app.environment import Environment\n"
        "sys.prefix = 'a Python that is not of the environment'\n"
        "sys.exit(run_command(Environment(ROOT), sys.argv[2:]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(ROOT), *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == code, run.stderr
    assert "python3 -m app" in run.stdout + run.stderr


def test_an_old_python_is_refused_in_both_languages() -> None:
    refusal = refusal_of_old_python(3, 10)
    assert refusal is not None
    assert "kræver Python 3.11 eller nyere" in refusal
    assert "needs Python 3.11 or newer" in refusal
    assert refusal.count("Python 3.10") == 2
    assert refusal_of_old_python(3, 11) is None
    assert refusal_of_old_python(4, 0) is None


@pytest.mark.parametrize("path", READ_BY_OLD_PYTHON)
def test_an_old_python_can_read_what_refuses_it(path: str) -> None:
    ast.parse((ROOT / path).read_text(encoding="utf-8"), feature_version=(3, 6))
