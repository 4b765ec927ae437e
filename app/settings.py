"""What Citat remembers of its user between starts: the last study, the coder's name, the language.

It lies in the folder of the user's studies (`~/Citat`, or where CITAT_HOME says), never in a study.
"""

import getpass
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.language import Language


@dataclass(frozen=True)
class Settings:
    """Choices that outlive a session."""

    last_study: str = ""
    coder: str = ""
    language: Language = "da"
    dial: str = "usual"
    """How sure suggestions must be to be shown, a step of `coding.suggesting.DIAL`."""
    by_itself: str = "yes"
    """"yes" where suggestions are made for interviews that are imported, without being asked for."""


def home() -> Path:
    """The folder of the user's studies, made where it is missing."""
    folder = Path(os.environ.get("CITAT_HOME") or Path.home() / "Citat")
    # interviews are nobody else's business on a machine that several people use
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def load_settings() -> Settings:
    """What was remembered; defaults where nothing was, or where it cannot be read."""
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
        known = {key: str(stored[key]) for key in asdict(Settings()) if key in stored}
    except (OSError, ValueError, TypeError):
        known = {}
    language: Language = "en" if known.pop("language", "da") == "en" else "da"
    known.setdefault("coder", _user_name())
    return Settings(**known, language=language)


def save_settings(settings: Settings) -> None:
    """Remember these choices, in one step."""
    draft = _file().with_suffix(".new")
    draft.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(_file())


def _file() -> Path:
    return home() / "citat-settings.json"


def _user_name() -> str:
    try:
        return getpass.getuser().capitalize()
    except (OSError, KeyError):
        return ""
