"""What goes wrong with a study file, in words for a person."""

from pathlib import Path

from corpus.errors import StudyUnavailable


def refusal_of(error: Exception, path: Path) -> StudyUnavailable:
    """What a database error means to a person: gone, in use elsewhere, out of reach, read-only, no room, or damaged."""
    if not path.exists():
        return missing(path)
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return StudyUnavailable(
            "The study {name} is being used by another program. Close it there and try again.", name=path.name
        )
    if "disk is full" in said:
        return StudyUnavailable(
            "There is no room left where the study {name} lies. Make room and try again; nothing was lost.",
            name=path.name,
        )
    if "disk i/o error" in said:
        return StudyUnavailable(
            "The study {name} could not be written or read where it lies. Look whether its drive is connected and has "
            "room; nothing was lost.",
            name=path.name,
        )
    if "readonly" in said or "unable to open" in said:
        return StudyUnavailable(
            "The file {name} is read-only. Copy it to a folder where you may write, and open the copy.", name=path.name
        )
    return damaged(path)


def missing(path: Path) -> StudyUnavailable:
    """The refusal of a file that is not there, or no longer."""
    return StudyUnavailable("There is no study at {path}. Choose another file.", path=str(path))


def damaged(path: Path) -> StudyUnavailable:
    """The refusal of a file whose content is not whole."""
    return StudyUnavailable(
        "The file {name} is damaged and was not opened, so that nothing more is lost. Open your latest backup instead.",
        name=path.name,
    )
