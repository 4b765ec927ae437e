"""The same act in Taguette: create a highlight with a tag over HTTP, in a project of one document of the same words.

Taguette runs as its own process, from any Python that has it, on a database of its own.
"""

import html
import json
import re
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.browser.serving import free_port

START_LIMIT = 60.0
LETTERS = 40


class Taguette:
    """A running Taguette with one visitor logged in."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))

    def log_in(self, token: str) -> None:
        """Log in with the token that Taguette prints when it starts."""
        self._send(f"/?token={token}")
        # a page with a form brings the token that every later request must carry
        self._send("/project/new")

    def add_project(self, paragraphs: Sequence[str]) -> tuple[str, int]:
        """Make a project with one document; returns the path that highlights of it go to, and a tag."""
        page, address = self._form("/project/new", {"name": "maaling", "description": ""}, {})
        project = re.search(r"/project/(\d+)", address) or re.search(rb"/project/(\d+)", page)
        if project is None:
            raise RuntimeError("Taguette made no project")
        number = project[1].decode() if isinstance(project[1], bytes) else project[1]
        content = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
        said, _ = self._form(
            f"/api/project/{number}/document/new",
            {"name": "interview", "description": "", "text_direction": "LEFT_TO_RIGHT"},
            {"file": ("interview.html", f"<html><body>{content}</body></html>".encode())},
        )
        document = json.loads(said)["created"]
        tag = self._json(f"/api/project/{number}/tag/new", {"path": "maalt", "description": ""})["id"]
        return f"/api/project/{number}/document/{document}/highlight/new", tag

    def highlight_times(self, path: str, tag: int, size: int, count: int) -> tuple[float, ...]:
        """Milliseconds of `count` requests that each create one highlight, spread over a document of `size` bytes."""
        times = []
        for n in range(count):
            start = (size - LETTERS) * n // count
            wish = {"start_offset": start, "end_offset": start + LETTERS, "tags": [tag]}
            began = time.perf_counter()
            self._json(path, wish)
            times.append((time.perf_counter() - began) * 1000)
        return tuple(times)

    def _json(self, path: str, wish: dict[str, Any]) -> Any:
        answer, _ = self._send(path, json.dumps(wish).encode(), {"Content-Type": "application/json"})
        return json.loads(answer)

    def _form(self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]]) -> tuple[bytes, str]:
        border = uuid4().hex
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {**fields, "_xsrf": self._xsrf()}.items()
        ]
        for name, (file, data) in files.items():
            head = (
                f'Content-Disposition: form-data; name="{name}"; filename="{file}"\r\nContent-Type: text/html\r\n\r\n'
            )
            parts += [f"--{border}\r\n{head}".encode(), data, b"\r\n"]
        body = b"".join([*parts, f"--{border}--\r\n".encode()])
        return self._send(path, body, {"Content-Type": f"multipart/form-data; boundary={border}"})

    def _send(self, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> tuple[bytes, str]:
        sent = {**(headers or {}), "X-XSRFToken": self._xsrf()}
        request = urllib.request.Request(self._address + path, body, sent)
        with self._opener.open(request, timeout=120) as answer:
            return answer.read(), str(answer.url)

    def _xsrf(self) -> str:
        return next((str(cookie.value) for cookie in self._cookies if cookie.name == "_xsrf"), "")


@contextmanager
def running(python: str) -> Iterator[Taguette]:
    """A Taguette started from this Python, logged in. Raises RuntimeError with its words where it does not start."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        log = Path(folder) / "log.txt"
        command = [python, "-u", "-c", "from taguette.main import main; main()"]
        options = ["--no-browser", "--port", str(port), "--database", str(Path(folder) / "taguette.sqlite3")]
        with log.open("wb") as file:
            process = subprocess.Popen([*command, *options], stdout=file, stderr=file, cwd=folder)
        try:
            taguette = Taguette(f"http://127.0.0.1:{port}")
            taguette.log_in(_token(log, process))
            yield taguette
        finally:
            process.terminate()
            process.wait(10)


def _token(log: Path, process: "subprocess.Popen[bytes]") -> str:
    limit = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < limit:
        found = re.search(r"\?token=(\w+)", log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[1]
        time.sleep(0.1)
    raise RuntimeError(f"Taguette did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-800:]}")
