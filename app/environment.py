"""Makes the environment that Citat runs in: `.venv` beside the packages, filled by pip, with the standard library only.

What has been installed is told by a stamp inside `.venv`, so that a later start reads two small files and is on its
way. Beside it lies `.installation` with the lock that keeps two starts apart, pip's log, and the mark of an
installation under way: where that mark is still there, the last installation was cut off and is made anew.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app import process_lock
from app.installation_messages import cause_of_failure, message

GIGABYTE = 1024**3
BYTES_NEEDED = 4 * GIGABYTE
"""Free space asked for before a first installation: 2.3 GB installed (measured on Linux), and the downloads."""

# Settings of the user that would lead pip or Python somewhere else than into `.venv`. All others, such as indexes,
# certificates and proxies, stay in force.
_LEADING_ASTRAY = (
    "VIRTUAL_ENV",
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "PYTHONUSERBASE",
    "PYTHONINSPECT",
    "PYTHONSAFEPATH",
    "PYTHONPLATLIBDIR",
    "PYTHONEXECUTABLE",
    "__PYVENV_LAUNCHER__",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_USER",
    "PIP_PYTHON",
    "PIP_DRY_RUN",
    "PIP_NO_DEPS",
    "PIP_NO_DEPENDENCIES",
    "PIP_IGNORE_INSTALLED",
    "PIP_FORCE_REINSTALL",
    "PIP_REPORT",
    "PIP_QUIET",
    "PIP_VERBOSE",
    "PIP_LOG",
    "PIP_LOG_FILE",
    "PIP_REQUIREMENT",
    "PIP_EDITABLE",
    "PIP_HELP",
    "PIP_VERSION",
)
# `--no-user`, because a pip.conf may ask for the user's own folder too.
_PIP_OPTIONS = ("--disable-pip-version-check", "--no-input", "--no-warn-script-location", "--no-user")
# Nearly all lines of pip's log weigh files that were not chosen: 48 MB for a first installation, 0.2 MB without them.
_WEIGHED_FILES = re.compile(r"^\S+\s+(Found link|Skipping link|Link requires) ?")

Say = Callable[[str], None]


class NotInstalled(Exception):
    """The environment could not be made; the text tells the user, in their language, why and what to do."""


@dataclass(frozen=True)
class Environment:
    """The environment of the copy of Citat in the folder `root`."""

    root: Path

    @property
    def folder(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The Python of the virtual environment."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def records(self) -> Path:
        """The folder with the lock, pip's log and the mark of an installation under way."""
        return self.root / ".installation"

    @property
    def log(self) -> Path:
        """Everything pip wrote in the last installation."""
        return self.records / "pip.log"

    @property
    def under_way(self) -> Path:
        """The mark that stands while packages are put in place, and stays when that is cut off."""
        return self.records / "under-way"

    def stamp(self, requirements: str) -> Path:
        """The file that tells which state of the file `requirements` is installed."""
        return self.folder / f"citat-{requirements}.stamp"


def ensure(environment: Environment, requirements: str, say: Say, bytes_needed: int = BYTES_NEEDED) -> None:
    """Install what the file `requirements` in the root asks for, unless a stamp tells that it is there already.

    Asks nothing, and shows pip's progress on standard error. `say` is called with each line for the user. Of two
    starts at once the second waits and takes over what the first one made. A failed installation leaves no stamp, and
    the next one goes on from there. Raises NotInstalled.
    """
    if is_current(environment, requirements):
        return
    try:
        _make_records(environment)
        with process_lock.held(environment.records / "lock", lambda: say(message("waiting"))):
            if not is_current(environment, requirements):
                _install(environment, requirements, say, bytes_needed)
    except OSError as error:
        raise _not_installed(environment, f"{type(error).__name__}: {error}", bytes_needed) from error
    except KeyboardInterrupt as interrupt:
        raise NotInstalled(message("stopped")) from interrupt


def is_current(environment: Environment, requirements: str) -> bool:
    """Whether the stamp in the environment fits the file `requirements` and the Python that is there now."""
    try:
        stamp = environment.stamp(requirements).read_text(encoding="utf-8")
    except OSError:
        return False
    return stamp == _fingerprint(environment, requirements) and not environment.under_way.exists()


def write_stamps(environment: Environment, requirements: str) -> None:
    """Record that `requirements`, and every file it draws in with `-r`, is installed."""
    for path in _requirement_files(environment.root / requirements):
        temporary = environment.folder / f"{path.name}.stamp-being-written"
        temporary.write_text(_fingerprint(environment, path.name), encoding="utf-8")
        temporary.replace(environment.stamp(path.name))


def variables(inherited: Mapping[str, str], root: Path) -> dict[str, str]:
    """The environment variables for programs that run in the environment.

    They are the `inherited` ones less those that lead elsewhere, with the packages in `root` first on Python's path.
    """
    kept = {name: value for name, value in inherited.items() if name.upper() not in _LEADING_ASTRAY}
    return kept | {"PYTHONPATH": str(root), "PYTHONNOUSERSITE": "1"}


def _fingerprint(environment: Environment, requirements: str) -> str:
    """A hash over the requirement files, and the real path of the Python they are installed for.

    That path changes when the system's Python is replaced under the environment; it is not there when it was removed.
    """
    digest = hashlib.sha256()
    for path in _requirement_files(environment.root / requirements):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    python = environment.python.resolve()
    return f"{digest.hexdigest()} {python if python.exists() else '-'}\n"


def _requirement_files(path: Path) -> list[Path]:
    files = [path]
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            files += _requirement_files(path.parent / line[3:].strip())
    return files


def _make_records(environment: Environment) -> None:
    environment.records.mkdir(exist_ok=True)
    ignore = environment.records / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")


def _install(environment: Environment, requirements: str, say: Say, bytes_needed: int) -> None:
    for stamp in environment.folder.glob("citat-*.stamp"):
        stamp.unlink()
    if environment.under_way.exists():
        say(message("again"))
    if environment.under_way.exists() or not _runs(environment):
        _make_folder(environment, say, bytes_needed)
    else:
        say(message("installing", folder=environment.folder))
    environment.log.unlink(missing_ok=True)
    environment.under_way.touch()
    code = None
    try:
        code = _run_pip(environment, requirements)
    finally:
        written = _shortened_log(environment)
        if code == 0 or "Installing collected packages" not in written:
            environment.under_way.unlink()
    if code != 0:
        raise _not_installed(environment, written, bytes_needed)
    write_stamps(environment, requirements)
    say(message("installed"))


def _runs(environment: Environment) -> bool:
    """Whether the environment's Python starts, has pip, and is still of the version the environment was made for."""
    try:
        made_for = (environment.folder / "pyvenv.cfg").read_text(encoding="utf-8")
        found = subprocess.run(
            [environment.python, "-c", "import sys, pip; print('%d.%d.' % sys.version_info[:2])"],
            env=variables(os.environ, environment.root),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return False
    return any(line.startswith("version") and f"= {found}" in line for line in made_for.splitlines())


def _make_folder(environment: Environment, say: Say, bytes_needed: int) -> None:
    if environment.folder.exists():
        shutil.rmtree(environment.folder)
    if shutil.disk_usage(environment.root).free < bytes_needed:
        raise NotInstalled(_no_space(environment, bytes_needed))
    say(message("installing", folder=environment.folder))
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(environment.folder)],
        env=variables(os.environ, environment.root),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if made.returncode != 0:
        environment.log.write_text(made.stdout, encoding="utf-8")
        raise _not_installed(environment, made.stdout, bytes_needed)


def _run_pip(environment: Environment, requirements: str) -> int:
    """Run pip with its progress on standard error, and everything it has to tell in the log; returns its exit code."""
    asked_for = ["--log", str(environment.log), "-r", str(environment.root / requirements)]
    return subprocess.run(
        [str(environment.python), "-m", "pip", "install", *_PIP_OPTIONS, *asked_for],
        cwd=environment.root,
        env=variables(os.environ, environment.root),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),
        check=False,
    ).returncode


def _shortened_log(environment: Environment) -> str:
    """Take the lines nobody will read out of pip's log; returns what is left."""
    if not environment.log.exists():
        return ""
    with environment.log.open(encoding="utf-8", errors="replace") as lines:
        kept = "".join(line for line in lines if not _WEIGHED_FILES.match(line))
    environment.log.write_text(kept, encoding="utf-8")
    return kept


def _not_installed(environment: Environment, output: str, bytes_needed: int) -> NotInstalled:
    key, values = cause_of_failure(output)
    if key == "space":
        text = _no_space(environment, bytes_needed)
    else:
        text = message(
            key, **{"folder": environment.root, "python": f"{sys.version_info[0]}.{sys.version_info[1]}"} | values
        )
    if environment.log.exists():
        text += "\n" + message("log", log=environment.log)
    elif key == "other":
        text += "\n" + output
    return NotInstalled(text)


def _no_space(environment: Environment, bytes_needed: int) -> str:
    free = shutil.disk_usage(environment.root).free
    return message(
        "space", folder=environment.root, needed=f"{bytes_needed / GIGABYTE:.1f}", free=f"{free / GIGABYTE:.1f}"
    )
