"""Which column of a table of numbers is which, from the words in its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SUBJECT_WORDS: Final = "Deltager, Case, Participant"
_PARTICIPANT = ("deltager", "participant", "informant", "borger", "citizen", "person", "respondent", "alias", "label")
_CASE = ("case", "sag", "kommune", "municipality", "arbejdsplads", "workplace", "jobcenter")
_INDICATOR = ("indikator", "indicator", "spørgsmål", "question", "item", "mål", "skema")
_VALUE = ("værdi", "value", "score", "tal", "svar", "answer", "resultat")
_RATER = ("udfyldt af", "filled in by", "udfylder", "rater", "besvaret af", "vurderet af", "rated by")
_MOMENT = (
    "tidspunkt",
    "dato",
    "date",
    "time",
    "tid",
    "måned",
    "month",
    "år",
    "year",
    "runde",
    "round",
    "måling",
    "wave",
)
_SCALE = ("skala", "scale")
_LOW = ("laveste betyder", "lowest means", "lav ende", "low end", "laveste", "lowest")
_HIGH = ("højeste betyder", "highest means", "høj ende", "high end", "højeste", "highest")
_SOURCE = ("kilde", "source")
_BOUNDS = re.compile(r"\(\s*(-?\d+(?:[.,]\d+)?)\s*(?:-|–|til|to)\s*(-?\d+(?:[.,]\d+)?)\s*\)")


@dataclass(frozen=True)
class NumberColumns:
    """A header understood: places of the columns, None where the table has no such column.

    A table has either `indicator` and `value`, a row for each number, or `wide`: a column for each indicator.
    """

    headers: tuple[str, ...]
    participant: int | None
    case: int | None
    rater: int | None
    moment: int | None
    indicator: int | None
    value: int | None
    scale: int | None
    low_label: int | None
    high_label: int | None
    source: int | None
    wide: tuple[int, ...]

    @property
    def subject_header(self) -> str:
        """What the table calls the column of those the numbers are about."""
        place = self.case if self.participant is None else self.participant
        return self.headers[place or 0]


def find_number_columns(header: Sequence[str]) -> NumberColumns | None:
    """What the columns are, or None where none names participants or cases, so that this is no header.

    Every column that has no known name holds an indicator, unless one column names the indicator of each row.
    """
    words = [_words(cell) for cell in header]
    taken: dict[str, int | None] = {}
    for name, wanted in (
        ("participant", _PARTICIPANT),
        ("case", _CASE),
        ("rater", _RATER),
        ("moment", _MOMENT),
        ("indicator", _INDICATOR),
        ("value", _VALUE),
        ("scale", _SCALE),
        ("low_label", _LOW),
        ("high_label", _HIGH),
        ("source", _SOURCE),
    ):
        taken[name] = next((words.index(word) for word in wanted if word in words), None)
    if taken["participant"] is None and taken["case"] is None:
        return None
    if taken["indicator"] is None or taken["value"] is None:
        # without the other one of the two, it is an indicator that is called so
        taken["indicator"] = taken["value"] = None
    known = {place for place in taken.values() if place is not None}
    wide = tuple(place for place, word in enumerate(words) if word and place not in known)
    headers = tuple(" ".join(cell.split()) for cell in header)
    return NumberColumns(headers, wide=() if taken["value"] is not None else wide, **taken)


def name_and_bounds(written: str) -> tuple[str, tuple[str, str] | None]:
    """The name of an indicator without the scale behind it, and that scale: "Dansk (1-7)"."""
    found = _BOUNDS.search(written)
    if found is None:
        return " ".join(written.split()), None
    return " ".join((written[: found.start()] + written[found.end() :]).split()), (found[1], found[2])


def _words(header: str) -> str:
    bare = re.sub(r"\(.*?\)", "", header).casefold()
    return " ".join(bare.replace("_", " ").strip(" :.*#").split())
