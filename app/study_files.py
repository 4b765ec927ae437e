"""Study files in the user's folder: which there are, and what a new one is called."""

import re
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

ENDING = ".citat"
LONGEST_NAME = 80
LONGEST_IN_BYTES = 200
"""A file name may take 255 bytes on most systems; a Danish letter takes two, an emoji four."""
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class StudyFile(NamedTuple):
    """A study file and when it was last changed, in local time."""

    path: Path
    changed: datetime


def list_study_files(folder: Path) -> tuple[StudyFile, ...]:
    """The study files of a folder, the one changed last first; unfinished ones are hidden."""
    found = [path for path in folder.glob(f"*{ENDING}") if path.is_file() and not path.name.startswith(".")]
    dated = [StudyFile(path, datetime.fromtimestamp(path.stat().st_mtime).astimezone()) for path in found]
    return tuple(sorted(dated, key=lambda file: file.changed, reverse=True))


def path_for(title: str, folder: Path) -> Path:
    """Where a new study of this title goes: a file name that every system takes, and that looks like the title."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:LONGEST_NAME]
    name = name.encode("utf-8", "ignore")[:LONGEST_IN_BYTES].decode("utf-8", "ignore").strip(" .")
    return folder / f"{name or 'Citat'}{ENDING}"


def typed_path(text: str) -> Path:
    """The path that a person typed or pasted, with or without quotation marks around it; "~" is their own folder."""
    path = Path(text.strip().strip("\"'"))
    # "~$name", as office programs call their lock files, is no folder of somebody named "$name"
    return path.expanduser() if path.parts[:1] == ("~",) else path
