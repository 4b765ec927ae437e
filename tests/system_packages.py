"""Programs that some tests drive: what they are for, how to tell that they are there, and how Debian installs them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

APT_OPTIONS = ("-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3")


@dataclass(frozen=True)
class Program:
    """A program of the system, or a file of it, and the tests that need it."""

    name: str
    found_at: tuple[str, ...]
    debian_package: str
    needed_by: str

    def is_there(self) -> bool:
        """Whether one of the places holds it: a path, or a name on the user's PATH."""
        return any(Path(place).exists() if "/" in place else shutil.which(place) for place in self.found_at)


PROGRAMS = (
    Program(
        "Chromium's headless shell",
        ("/usr/bin/chromium-headless-shell",),
        "chromium-headless-shell",
        "the browser tests (which take longer in a whole Chromium)",
    ),
    Program(
        "Chromium",
        ("/usr/bin/chromium", "/usr/bin/chromium-headless-shell"),
        "chromium",
        "the tests that drive a browser",
    ),
    Program(
        "Noto Color Emoji",
        ("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf",),
        "fonts-noto-color-emoji",
        "the browser tests that select an emoji",
    ),
    Program(
        "Liberation fonts",
        ("/usr/share/fonts/truetype/liberation",),
        "fonts-liberation",
        "the tests that look at a page or a printed report",
    ),
    Program("LibreOffice Writer", ("soffice",), "libreoffice-writer-nogui", "the tests that open the Word report"),
    Program("Poppler", ("pdftotext",), "poppler-utils", "the tests that read the printed Word report"),
)


def install_missing(programs: Sequence[Program], say: Callable[[str], None]) -> list[str]:
    """Install the programs that are missing, where this is Debian and root runs the tests.

    Returns a line for each that is still missing, with what goes untested and why. `say` is called with each step.
    """
    missing = [program for program in programs if not program.is_there()]
    if not missing:
        return []
    why_not = _reason_not_to_install()
    if why_not is None:
        say("Installing " + ", ".join(program.name for program in missing) + " with apt-get.")
        _apt_get("update")
    lines = []
    for program in missing:
        # one may do for another that has come meanwhile
        if program.is_there():
            continue
        reason = why_not or _apt_get("install", *APT_OPTIONS, program.debian_package)
        if not program.is_there():
            name = f"{program.name} (Debian: {program.debian_package})"
            lines.append(f"{name} is missing, so {program.needed_by} are skipped or poorer: {reason}")
    return lines


def _reason_not_to_install() -> str | None:
    if sys.platform != "linux" or shutil.which("apt-get") is None:
        return "not a Debian machine; install it by hand"
    if os.geteuid() != 0:
        return "only root may install it; run apt-get by hand"
    return None


def _apt_get(*arguments: str) -> str:
    """Run apt-get, with its words on standard error; returns how it ended."""
    command = ["apt-get", *arguments]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    code = subprocess.run(
        command, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr.fileno(), check=False
    ).returncode
    return f"`{' '.join(command)}` ended with {code}"
