"""The launcher: makes the environment, then opens the pages on this machine only, or runs a command in it."""

import argparse
import getpass
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import webbrowser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from app import process_lock
from app.environment import Environment, NotInstalled, ensure, variables
from app.installation_messages import message

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = "requirements.txt"
HOST = "127.0.0.1"
FIRST_PORT = 8501
PORTS_TRIED = 100


@dataclass(frozen=True)
class Serving:
    """How to open the pages: the first port to try, and whether to show them in the user's browser."""

    port: int = FIRST_PORT
    browser: bool = True


def main(arguments: Sequence[str], environment: Environment | None = None) -> int:
    """Open the pages (no arguments, or only `--port N` and `--no-browser`), or run the command in `arguments`.

    Installs what is missing first. Returns the exit code: that of the pages or the command, 1 where the installation
    failed, 2 for a wrong `--port`.
    """
    environment = environment or Environment(ROOT)
    serving = serving_asked_for(arguments)
    # A stop from outside ends pip too, as Ctrl+C does, and does not leave it at work alone.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        ensure(environment, REQUIREMENTS, _say)
    except NotInstalled as error:
        _say(str(error))
        return 1
    if serving:
        return serve(environment, serving)
    return run_command(environment, arguments)


def serving_asked_for(arguments: Sequence[str]) -> Serving | None:
    """How the pages are to be opened; None when the arguments are a command. Exits with 2 on a port that is none."""
    parser = argparse.ArgumentParser(prog="python3 -m app", add_help=False, allow_abbrev=False)
    parser.add_argument("--port", type=_port, default=FIRST_PORT)
    parser.add_argument("--no-browser", action="store_true")
    if any(not argument.startswith("--") for argument in arguments[:1]):
        return None
    options, rest = parser.parse_known_args(arguments)
    return None if rest else Serving(options.port, not options.no_browser)


def shows_browser(variables_of_user: Mapping[str, str], platform: str) -> bool:
    """Whether there is a screen to show a browser on, and the user did not say otherwise with CITAT_HEADLESS."""
    if variables_of_user.get("CITAT_HEADLESS", "") not in {"", "0"}:
        return False
    if platform in {"win32", "darwin"}:
        return True
    return any(variables_of_user.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def free_port(first: int) -> int | None:
    """The first port from `first` on that nobody listens on, or None when a hundred in a row are taken."""
    for port in range(first, min(first + PORTS_TRIED, 65536)):
        with socket.socket() as probe:
            if sys.platform != "win32":
                # Else a port counts as taken for a minute after a Citat that was open there has stopped.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    return None


def serve(environment: Environment, serving: Serving) -> int:
    """Open the pages until they are stopped, by Ctrl+C or a signal; returns their exit code."""
    # Held until the pages answer, so that two starts at once, be it of two copies, cannot choose the same port.
    lock = Path(tempfile.gettempdir()) / f"citat-port-{getpass.getuser()}.lock"
    with process_lock.held(lock, lambda: None):
        port = free_port(serving.port)
        if port is None:
            _say(message("no_port", port=serving.port, last=serving.port + PORTS_TRIED - 1))
            return 1
        pages = _start_pages(environment, port)
        stopping = _forward_signals(pages)
        answered = _wait_until_answering(pages, port)
    if answered and not stopping:
        address = f"http://{HOST}:{port}"
        sys.stdout.write(message("address", address=address) + "\n")
        sys.stdout.flush()
        if serving.browser and shows_browser(os.environ, sys.platform):
            webbrowser.open(address)
    return _exit_code(pages.wait(), stopped=bool(stopping))


def run_command(environment: Environment, arguments: Sequence[str]) -> int:
    """Run the command line in the environment, from the user's own folder; returns its exit code."""
    if Path(sys.prefix).resolve() == environment.folder.resolve():
        from app.cli import main as command_line

        command_line(arguments)
        return 0
    command = [str(environment.python), "-P", "-m", "app", *arguments]
    inherited = variables(os.environ, environment.root)
    if sys.platform != "win32":
        # The command takes this process's place, so that signals and the exit code need no passing on.
        os.execve(command[0], command, inherited)
    return subprocess.run(command, env=inherited, check=False).returncode


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError(text)
    return port


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _start_pages(environment: Environment, port: int) -> "subprocess.Popen[bytes]":
    options = {
        "server.address": HOST,
        "server.port": port,
        # The launcher shows the browser itself, once the pages answer.
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
        "logger.hideWelcomeMessage": "true",
        "logger.level": "warning",
    }
    return subprocess.Popen(
        [
            environment.python,
            "-m",
            "streamlit",
            "run",
            "app/main.py",
            *(f"--{key}={value}" for key, value in options.items()),
        ],
        cwd=environment.root,
        env=variables(os.environ, environment.root),
        stdin=subprocess.DEVNULL,
        # In a session of its own Ctrl+C reaches the pages once, through the launcher, and not twice.
        start_new_session=sys.platform != "win32",
    )


def _forward_signals(pages: "subprocess.Popen[bytes]") -> list[int]:
    """Pass the signals that end a program on to the pages; the second one ends them at once.

    Returns a list that fills with the signals as they come.
    """
    received: list[int] = []

    def forward(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        if len(received) > 1:
            pages.kill()
        elif sys.platform != "win32":
            pages.send_signal(number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), forward)
    return received


def _wait_until_answering(pages: "subprocess.Popen[bytes]", port: int) -> bool:
    while pages.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def _exit_code(code: int, *, stopped: bool) -> int:
    """A stop the user asked for is no error; a program ended by a signal counts as the shells count it."""
    if stopped and code < 0:
        return 0
    return code if code >= 0 else 128 - code
