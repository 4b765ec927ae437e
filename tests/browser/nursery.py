"""Starts Streamlit servers for tests quickly: it has read all libraries once, and forks for every server.

Each server is a process of its own, as after `streamlit run`; only the seconds it takes to read the libraries are
saved. Spoken to by lines of JSON: `{"arguments", "environment", "folder", "log"}` in, `{"pid"}` out. It ends, with all
its servers, when nobody speaks to it any more.
"""

import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = (
    *("pandas", "altair", "sqlalchemy", "docx", "streamlit.web.cli", "streamlit.web.server.server"),
    *("spacy.lang.da", "spacy.lang.en", "sklearn.linear_model", "sklearn.feature_extraction.text"),
)
FLOORS = ("corpus", "codebooks", "coding", "exports")
"""Read before the first fork. Not `app`: what it declares to Streamlit, it must declare to the server that runs."""


class Nursery:
    """The process that forks, as seen from the tests. One is enough for a test process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def start(self, arguments: list[str], environment: Mapping[str, str], folder: Path, log: Path) -> int:
        """Fork a process that does `streamlit` with `arguments`; returns its process id, which leads its group."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        wish = {"arguments": arguments, "environment": dict(environment), "folder": str(folder), "log": str(log)}
        print(json.dumps(wish), file=self._process.stdin, flush=True)
        pid: int = json.loads(self._process.stdout.readline())["pid"]
        return pid

    def stop(self) -> None:
        """End it and every server it started."""
        self._process.communicate()


def main() -> None:
    """Read the libraries, then fork for every line that comes."""
    # Without this the ended servers would stay as zombies, and a test could not see that one is gone.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for name in LIBRARIES:
        importlib.import_module(name)
    for name in FLOORS:
        _read(importlib.import_module(name))
    servers = []
    for line in sys.stdin:
        wish = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become_server(wish)
        servers.append(pid)
        sys.stdout.write(json.dumps({"pid": pid}) + "\n")
        sys.stdout.flush()
    for pid in servers:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


def _read(package: ModuleType) -> None:
    for module in pkgutil.iter_modules(package.__path__):
        # migrations are read by Alembic itself, and only where a study is old
        if module.name not in {"migrations", "__main__"}:
            found = importlib.import_module(f"{package.__name__}.{module.name}")
            if module.ispkg:
                _read(found)


def _become_server(wish: Mapping[str, object]) -> None:
    from streamlit.web import cli

    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(str(wish["log"]), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.clear()
    os.environ.update(wish["environment"])  # type: ignore[call-overload]
    os.chdir(str(wish["folder"]))
    sys.argv = ["streamlit", *wish["arguments"]]  # type: ignore[misc]
    sys.exit(cli.main())


if __name__ == "__main__":
    main()
