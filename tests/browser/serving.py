"""A Streamlit server for a test: its own port, its own folder, ended by its own process id."""

import atexit
import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.browser.nursery import Nursery

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 60.0


@cache
def nursery() -> Nursery:
    """The one of this test process."""
    found = Nursery()
    atexit.register(found.stop)
    return found


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """A Streamlit server that runs `script`; `folder` is its own to write in."""

    script: Path
    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    pid: int | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start and wait until it answers. Fails with the server's own words where it does not."""
        own = {"PYTHONPATH": str(ROOT), "CITAT_HOME": str(self.folder), "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none"}
        self.pid = nursery().start(
            [
                *("run", str(self.script)),
                *("--server.port", str(self.port), "--server.address", "127.0.0.1", "--server.headless", "true"),
                *("--browser.gatherUsageStats", "false", "--runner.postScriptGC", "false"),
            ],
            os.environ | own | dict(self.env),
            ROOT,
            self.folder / "server.log",
        )
        limit = time.monotonic() + START_LIMIT
        while not self._answers():
            if self._gone() or time.monotonic() > limit:
                raise AssertionError(f"the server did not start:\n{self.log}")
            time.sleep(0.05)

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End the process and wait until it is gone."""
        if self.pid is None:
            return
        with suppress(ProcessLookupError):
            os.kill(self.pid, how)
        if not self._gone_within(10):
            self.kill()
        self.pid = None

    @contextmanager
    def silent(self) -> Iterator[None]:
        """The server takes everything and answers nothing meanwhile; it may be killed so."""
        assert self.pid is not None
        os.killpg(self.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            if self.pid is not None:
                os.killpg(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """End the process and all it has started at once, as a power cut would."""
        assert self.pid is not None
        os.killpg(self.pid, signal.SIGKILL)
        assert self._gone_within(10)
        self.pid = None

    def start_meanwhile(self) -> threading.Thread:
        """`start` in the background; join the thread to be sure that it answers."""
        thread = threading.Thread(target=self.start)
        thread.start()
        return thread

    def _gone_within(self, seconds: float) -> bool:
        limit = time.monotonic() + seconds
        while not self._gone():
            if time.monotonic() > limit:
                return False
            time.sleep(0.01)
        return True

    def _gone(self) -> bool:
        assert self.pid is not None
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False
