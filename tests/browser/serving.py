"""A Streamlit server for a test: its own port, its own folder, ended by its own process id."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 60.0


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
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start and wait until it answers. Fails with the server's own words where it does not."""
        own = {"PYTHONPATH": str(ROOT), "CITAT_HOME": str(self.folder), "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none"}
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "streamlit", "run", str(self.script)),
                    *("--server.port", str(self.port), "--server.address", "127.0.0.1", "--server.headless", "true"),
                    *("--browser.gatherUsageStats", "false", "--runner.postScriptGC", "false"),
                ],
                cwd=ROOT,
                env=os.environ | own | dict(self.env),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        limit = time.monotonic() + START_LIMIT
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > limit:
                raise AssertionError(f"the server did not start:\n{self.log}")
            time.sleep(0.1)

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End the process and wait until it is gone."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
        self.process = None

    @contextmanager
    def silent(self) -> Iterator[None]:
        """The server takes everything and answers nothing meanwhile."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self.process.pid, signal.SIGCONT)

    def kill(self) -> None:
        """End the process and all it has started at once, as a power cut would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        self.process = None

    def start_meanwhile(self) -> threading.Thread:
        """`start` in the background; join the thread to be sure that it answers."""
        thread = threading.Thread(target=self.start)
        thread.start()
        return thread

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False
