"""The environment is made by a real pip from a folder of tiny packages, each time in a root of its own."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.environment import Environment, NotInstalled, ensure, is_current, variables

REQUIREMENTS = "requirements.txt"
ROOT = Path(__file__).resolve().parents[2]


def make_wheel(folder: Path, name: str, extra_bytes: int = 0) -> None:
    """A wheel with one module, and a data file of `extra_bytes` that takes next to nothing until it is unpacked."""
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": b"here = True\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    if extra_bytes:
        files[f"{name}.bin"] = bytes(extra_bytes)
    lines = []
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(content)}")
    files[f"{info}/RECORD"] = "\n".join([*lines, f"{info}/RECORD,,", ""]).encode()
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in files.items():
            wheel.writestr(path, content)


def has(environment: Environment, module: str) -> bool:
    run = subprocess.run([environment.python, "-c", f"import {module}"], capture_output=True, check=False)
    return run.returncode == 0


def install(environment: Environment, **options: int) -> list[str]:
    """Run `ensure`; returns the lines said to the user."""
    said: list[str] = []
    ensure(environment, REQUIREMENTS, said.append, **({"bytes_needed": 0} | options))
    return said


def refusal(environment: Environment, **options: int) -> str:
    with pytest.raises(NotInstalled) as refused:
        install(environment, **options)
    return str(refused.value)


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder that pip looks in, with the package `tinyone`; messages are in English."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    make_wheel(folder, "tinyone")
    for name in list(os.environ):
        if name.startswith("PIP_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return folder


@pytest.fixture
def fresh(tmp_path: Path, wheels: Path) -> Environment:
    """A root without an environment, that asks for `tinyone`."""
    assert wheels.is_dir()
    root = tmp_path / "med æøå og mellemrum"
    root.mkdir()
    (root / REQUIREMENTS).write_text("tinyone==1.0\n", encoding="utf-8")
    return Environment(root)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with pip and nothing else, to copy."""
    folder = tmp_path_factory.mktemp("bare") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return folder


@pytest.fixture
def made(fresh: Environment, bare: Path) -> Environment:
    """The root of `fresh` with a virtual environment in which nothing is installed yet."""
    shutil.copytree(bare, fresh.folder, symlinks=True)
    return fresh


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 60 MB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small disk can only be mounted by root, and not in every container")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_first_start_installs_and_later_ones_do_not_ask_pip(
    fresh: Environment, wheels: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = install(fresh)
    assert has(fresh, "tinyone")
    assert is_current(fresh, REQUIREMENTS)
    assert str(fresh.folder) in said[0]
    shown = capfd.readouterr()
    assert "Installing collected packages: tinyone" in shown.err
    assert shown.out == ""
    shutil.rmtree(wheels)
    fresh.log.unlink()
    assert install(fresh) == []
    assert not fresh.log.exists()


def test_changed_requirements_are_installed(made: Environment, wheels: Path) -> None:
    install(made)
    make_wheel(wheels, "tinytwo")
    (made.root / REQUIREMENTS).write_text("-r more.txt\ntinyone==1.0\n", encoding="utf-8")
    (made.root / "more.txt").write_text("", encoding="utf-8")
    assert not is_current(made, REQUIREMENTS)
    install(made)
    (made.root / "more.txt").write_text("tinytwo==1.0\n", encoding="utf-8")
    assert not is_current(made, REQUIREMENTS)
    install(made)
    assert has(made, "tinytwo")
    assert is_current(made, "more.txt")


def test_a_missing_package_is_named_and_the_next_start_goes_on(made: Environment, wheels: Path) -> None:
    before = (made.folder / "pyvenv.cfg").stat().st_mtime_ns
    (made.root / REQUIREMENTS).write_text("tinyone==1.0\ntinytwo==1.0\n", encoding="utf-8")
    text = refusal(made)
    assert "tinytwo==1.0" in text
    assert str(made.log) in text
    assert "No matching distribution found" in made.log.read_text(encoding="utf-8")
    assert not is_current(made, REQUIREMENTS)
    make_wheel(wheels, "tinytwo")
    install(made)
    assert has(made, "tinytwo")
    assert (made.folder / "pyvenv.cfg").stat().st_mtime_ns == before


def test_an_installation_that_was_cut_off_is_made_anew(made: Environment) -> None:
    install(made)
    (module,) = made.folder.rglob("tinyone.py")
    module.unlink()
    made.under_way.touch()
    said = install(made)
    assert "interrupted" in said[0]
    assert has(made, "tinyone")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
def test_a_stop_from_outside_ends_pip_and_the_next_start_goes_on(made: Environment, wheels: Path) -> None:
    waiting = wheels / "waiting"
    waiting.mkdir()
    (waiting / "setup.py").write_text("import time; time.sleep(60)", encoding="utf-8")
    (made.root / REQUIREMENTS).write_text(f"{waiting}\n", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from app import launch; from app.environment import Environment\n"
        "sys.exit(launch.main(['--no-browser'], Environment(Path(sys.argv[1]))))"
    )
    start = subprocess.Popen(
        [sys.executable, "-c", program, str(made.root)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert start.stderr is not None
    said = iter(start.stderr.readline, "")
    assert any("Processing" in line for line in said)
    start.terminate()
    assert "The installation was stopped. Start again to go on." in start.communicate(timeout=30)[1]
    assert start.returncode == 1
    assert not made.under_way.exists()
    (made.root / REQUIREMENTS).write_text("tinyone==1.0\n", encoding="utf-8")
    install(made)
    assert has(made, "tinyone")


def test_an_environment_whose_python_is_gone_is_made_anew(made: Environment) -> None:
    install(made)
    made.python.unlink()
    assert not is_current(made, REQUIREMENTS)
    install(made)
    assert has(made, "tinyone")


def test_two_starts_at_once_install_once(fresh: Environment) -> None:
    program = (
        "import sys; from pathlib import Path; from app.environment import Environment, ensure\n"
        "ensure(Environment(Path(sys.argv[1])), 'requirements.txt', print, 0)"
    )
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(fresh.root)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(2)
    ]
    first, second = sorted(start.communicate(timeout=120)[0] for start in starts)
    assert [start.returncode for start in starts] == [0, 0]
    assert second.splitlines()[1:] == ["The installation is done."]
    assert first.splitlines() == ["Another start of Citat is installing. Waiting for it to finish."]
    assert has(fresh, "tinyone")


def test_the_users_own_settings_lead_pip_nowhere_else(
    made: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONPATH", "PYTHONUSERBASE", "VIRTUAL_ENV", "PIP_LOG"):
        monkeypatch.setenv(name, str(elsewhere / name))
    for name in ("PIP_USER", "PIP_REQUIRE_VIRTUALENV", "PIP_DRY_RUN"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PYTHONHOME", str(elsewhere))
    install(made)
    for name in ("PYTHONHOME", "PYTHONPATH"):
        monkeypatch.delenv(name)
    assert has(made, "tinyone")
    assert list(elsewhere.iterdir()) == []


def test_the_users_pip_configuration_stays_in_force(
    made: Environment, wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configuration = tmp_path / "pip.conf"
    configuration.write_text(f"[global]\nno-index = true\nfind-links = {wheels}\n[install]\nuser = true\n")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(configuration))
    install(made)
    assert has(made, "tinyone")


def test_without_a_network_the_message_says_so(made: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    assert "could not be fetched from the network" in refusal(made)
    monkeypatch.setenv("PIP_INDEX_URL", "https://127.0.0.1/simple")
    monkeypatch.setenv("PIP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    assert "kunne ikke hentes fra nettet" in refusal(made)
    assert not made.under_way.exists()


def test_a_full_disk_is_told_before_anything_is_made(fresh: Environment) -> None:
    text = refusal(fresh, bytes_needed=10**15)
    assert "no room left on the disk" in text
    assert "931322.6 GB" in text
    assert not fresh.folder.exists()


def test_a_disk_that_fills_while_packages_are_put_in_place_is_told_and_recovered_from(
    fresh: Environment, bare: Path, wheels: Path, tiny_disk: Path
) -> None:
    make_wheel(wheels, "tinyone", extra_bytes=80_000_000)
    on_disk = Environment(tiny_disk)
    shutil.copy(fresh.root / REQUIREMENTS, tiny_disk)
    shutil.copytree(bare, on_disk.folder, symlinks=True)
    assert "no room left on the disk" in refusal(on_disk)
    assert not is_current(on_disk, REQUIREMENTS)
    make_wheel(wheels, "tinyone")
    assert "interrupted" in install(on_disk)[0]
    assert has(on_disk, "tinyone")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="takes on another user, as only root can")
def test_a_folder_of_somebody_else_is_told(fresh: Environment) -> None:
    program = (
        "import os, sys; from pathlib import Path; from app.environment import Environment, NotInstalled, ensure\n"
        "os.seteuid(65534)\n"
        "try: ensure(Environment(Path(sys.argv[1])), 'requirements.txt', print, 0)\n"
        "except NotInstalled as error: print(error)"
    )
    # Not below pytest's own folder, which nobody but root may look into.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        shutil.copy(fresh.root / REQUIREMENTS, name)
        run = subprocess.run(
            [sys.executable, "-c", program, name], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert f"you may not write in {name}." in run.stdout, run.stderr


def test_debian_without_venv_is_told_what_to_install(
    fresh: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    debian = tmp_path / "python3"
    debian.write_text(
        "#!/bin/sh\n"
        "echo 'The virtual environment was not created successfully because ensurepip is not available.  On Debian'\n"
        "exit 1\n"
    )
    debian.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(debian))
    text = refusal(fresh)
    assert "apt install python3-venv" in text
    assert str(fresh.log) in text


def test_programs_in_the_environment_find_the_packages_of_the_root_first(tmp_path: Path) -> None:
    inherited = {"PATH": "/bin", "PYTHONPATH": "/elsewhere", "pip_target": "/elsewhere", "PIP_INDEX_URL": "kept"}
    assert variables(inherited, tmp_path) == {
        "PATH": "/bin",
        "PIP_INDEX_URL": "kept",
        "PYTHONPATH": str(tmp_path),
        "PYTHONNOUSERSITE": "1",
    }
