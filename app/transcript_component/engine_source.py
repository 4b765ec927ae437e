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
_IMPORT = re.compile(r'from\s+"(\.{1,2}/[\w./]+)"')
_NAMED_IMPORT = re.compile(r'import\s*\{([^}]*)\}\s*from\s+"([^"]+)";')
_EXPORTED = re.compile(r"^export (?=(?:async )?(?:class|function|const|let) )", re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:class|function|const|let) (\w+)", re.MULTILINE)


@cache
def engine_message() -> bytes:
    """Modules in the order of their needs, the style sheets as one, and a fingerprint of both."""
    modules = [(path.name, source) for path, source in modules_in_order(FOLDER / ENTRY)]
    style = style_sheet(FOLDER)
    fingerprint = hashlib.blake2b(repr((modules, style)).encode(), digest_size=9).hexdigest()
    return compact({"hash": fingerprint, "modules": modules, "style": style})


def style_sheet(folder: Path) -> str:
    """The style sheets of a folder in the order of their names, after `transcript.css`, which all others build on."""
    base = folder / "transcript.css"
    rest = sorted(path for path in folder.glob("*.css") if path != base)
    return "\n".join(path.read_text(encoding="utf-8") for path in (base, *rest))


def modules_in_order(entry: Path) -> list[tuple[Path, str]]:
    """Path and source of every module that `entry` needs, each after all that it imports.

    Raises ValueError where modules import each other in a circle.
    """
    ordered: dict[Path, str] = {}
    underway: list[Path] = []

    def visit(path: Path) -> None:
        if path in ordered:
            return
        if path in underway:
            raise ValueError(f"modules import each other: {' > '.join(each.name for each in [*underway, path])}")
        underway.append(path)
        source = path.read_text(encoding="utf-8")
        for needed in _IMPORT.findall(source):
            visit((path.parent / needed).resolve())
        underway.pop()
        ordered[path] = source

    visit(entry.resolve())
    return list(ordered.items())


def one_script(entry: Path) -> str:
    """A component's script with all modules that it imports, for Streamlit, which takes one script and no modules.

    Each module is a function of its own, so that names of one are not seen by another. Understood is what our modules
    use: imports by name, and exports before a declaration. Raises ValueError where two modules have one name.
    """
    parts: dict[str, str] = {}
    for path, source in modules_in_order(entry):
        if path.stem in parts:
            raise ValueError(f"two modules are called {path.name}")
        body = _NAMED_IMPORT.sub(lambda found: f"const {{{found[1]}}} = m_{Path(found[2]).stem};", source)
        body, count = re.subn(r"^export default function", "const byDefault = function", body, flags=re.MULTILINE)
        names = ", ".join(["byDefault"] * count + _EXPORT.findall(body))
        parts[path.stem] = (
            f"const m_{path.stem} = (() => {{\n{_EXPORTED.sub('', body)}\nreturn {{ {names} }};\n}})();\n"
        )
    return "".join(parts.values()) + f"export default m_{entry.stem}.byDefault;\n"


def mounting_script(name: str) -> str:
    """The few lines that Streamlit runs itself; Streamlit sends them with every change, so they stay few."""
    return (FOLDER / "mounts" / f"{name}.js").read_text(encoding="utf-8")
