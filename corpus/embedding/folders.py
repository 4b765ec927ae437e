"""Where derived files may lie on this machine; everything in there can be deleted without loss."""

import os
from pathlib import Path

import platformdirs

CACHE_VARIABLE = "CITAT_CACHE"


def cache_folder() -> Path:
    """Return the folder for derived files, made if need be and readable by this user only.

    It is the folder named in the environment variable CITAT_CACHE, or the platform's own place for caches
    (`~/.cache/citat`, `~/Library/Caches/citat`, `%LOCALAPPDATA%\\citat\\Cache`).

    Raises OSError when the folder cannot be made.
    """
    named = os.environ.get(CACHE_VARIABLE)
    folder = Path(named).expanduser() if named else platformdirs.user_cache_path("citat", appauthor=False)
    # 0700, because vectors of interviews can be guessed back into words
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
