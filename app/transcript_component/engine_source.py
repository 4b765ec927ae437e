"""The engine's JavaScript modules as one message.

They are files for people and for tests, and data for the browser: the app is no installed distribution, so Streamlit
has no asset folder for it, and files from static serving would be cached without a version.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

from app.transcript_component.wire import compact

FOLDER = Path(__file__).parent / "browser"
ENTRY = "engine.js"
_IMPORT = re.compile(r'from\s+"\./([\w.]+)"')


@cache
def engine_message() -> bytes:
    """Modules in the order of their needs, the style sheets as one, and a fingerprint of both."""
    modules = modules_in_order(FOLDER, ENTRY)
    style = style_sheet(FOLDER)
    fingerprint = hashlib.blake2b(repr((modules, style)).encode(), digest_size=9).hexdigest()
    return compact({"hash": fingerprint, "modules": modules, "style": style})


def style_sheet(folder: Path) -> str:
    """The style sheets of a folder in the order of their names, after `transcript.css`, which all others build on."""
    base = folder / "transcript.css"
    rest = sorted(path for path in folder.glob("*.css") if path != base)
    return "\n".join(path.read_text(encoding="utf-8") for path in (base, *rest))


def modules_in_order(folder: Path, entry: str) -> list[tuple[str, str]]:
    """Name and source of every module that `entry` needs, each after all that it imports.

    Raises ValueError where modules import each other in a circle.
    """
    ordered: dict[str, str] = {}
    underway: list[str] = []

    def visit(name: str) -> None:
        if name in ordered:
            return
        if name in underway:
            raise ValueError(f"modules import each other: {' > '.join([*underway, name])}")
        underway.append(name)
        source = (folder / name).read_text(encoding="utf-8")
        for needed in _IMPORT.findall(source):
            visit(needed)
        underway.pop()
        ordered[name] = source

    visit(entry)
    return list(ordered.items())


def with_leaving(script: Path) -> str:
    """The script of a component without an engine, with `Leaving` before it."""
    leaving = (FOLDER / "leaving.js").read_text(encoding="utf-8")
    return leaving.replace("export class", "class") + script.read_text(encoding="utf-8")


def mounting_script(name: str) -> str:
    """The few lines that Streamlit runs itself; Streamlit sends them with every change, so they stay few."""
    return (FOLDER / "mounts" / f"{name}.js").read_text(encoding="utf-8")
