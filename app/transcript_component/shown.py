"""What the component shows, as plain values. All offsets are code points into the document's text, half-open."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Role = Literal["interviewee", "interviewer", "interpreter", "other"]
Origin = Literal["manual", "accepted", "imported"]
Certainty = Literal["certain", "uncertain"]


@dataclass(frozen=True)
class ShownTurn:
    """A turn: its number as people say it (from 1), where it lies, who speaks. `group` is in the user's language."""

    n: int
    start: int
    end: int
    speaker: str | None = None
    role: Role = "interviewee"
    group: str | None = None
    time: str | None = None


@dataclass(frozen=True)
class ShownTranscript:
    """A document's canonical text with its turns. `hash` changes whenever the text or a turn does.

    `note` says in the user's language which study it belongs to; it stands on what is printed.
    """

    id: str
    hash: str
    title: str
    text: str
    turns: tuple[ShownTurn, ...]
    note: str = ""


@dataclass(frozen=True)
class ShownCode:
    """A code in the order of the codebook; a parent stands before its sub-codes."""

    id: str
    parent: str | None
    name: str
    path: str
    definition: str = ""
    colour: str = ""
    retired: bool = False
    include: str = ""
    exclude: str = ""


@dataclass(frozen=True)
class ShownCoding:
    """A coding of this document, by anyone. Only its own coder may change it.

    `created` orders codings by age; where codings of one code become one, the oldest stays. `suggestions_shown` says
    whether suggestions were in view when it was made; None where nobody knows.
    """

    id: str
    start: int
    end: int
    code: str
    coder: str
    coder_name: str
    origin: Origin = "manual"
    certainty: Certainty | None = None
    memo: str = ""
    starred: bool = False
    created: str = ""
    suggestions_shown: bool | None = None

    @cached_property
    def content(self) -> str:
        """All that is shown of it as one value; kept, because a view of thousands is fingerprinted after every act."""
        return repr(self)


@dataclass(frozen=True)
class ShownSuggestion:
    """A pending suggestion; `score` from 0 to 1, `reason` and who `made` it when in the user's language."""

    id: str
    start: int
    end: int
    code: str
    score: float
    reason: str = ""
    made: str = ""


@dataclass(frozen=True)
class ShownUse:
    """Where a coding's words are used: the id of the coding, and each place in the user's language with its key."""

    id: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Place:
    """A stretch to go to. Each `nonce` is followed once."""

    start: int
    end: int
    nonce: str


@dataclass(frozen=True)
class ShownReading:
    """What the coder has read: half-open ranges of indices of turns, the turn where the coder stopped, and that in
    words ("You stopped here on 12 May")."""

    turns: tuple[tuple[int, int], ...]
    place: int
    stopped: str


@dataclass(frozen=True)
class CodingView:
    """All that the coder sees of one document but its text.

    `study` is for what is kept per study; it tells copies of one file apart too, whose documents have the same ids.
    `undo` and `redo` name in the user's language what the next undo or redo would do; None where there is nothing.
    """

    document: str
    hash: str
    revision: int
    coder: str
    coder_name: str
    codes: tuple[ShownCode, ...]
    codings: tuple[ShownCoding, ...]
    suggestions: tuple[ShownSuggestion, ...] = ()
    uses: tuple[ShownUse, ...] = ()
    goto: Place | None = None
    undo: str | None = None
    redo: str | None = None
    study: str = ""
    refreshing: bool = False
    """Suggestions or uses are being made anew just now; the browser comes and asks for them soon."""
