"""What a reader hands on: a document as it was said, turn by turn, and what was not taken along."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Notice:
    """Something the user should know about a file that was read all the same.

    `msgid` is an English sentence with `{named}` places and also the gettext key, as in `corpus.errors.Refused`.
    """

    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.msgid.format(**self.values)


@dataclass(frozen=True)
class ReadTurn:
    """What one speaker said before the next one spoke.

    `speaker` is the label in the file without its colon, None where the file names nobody; `text` has LF between
    paragraphs and is never empty; `time` is where the recording was when the turn began, as hours:minutes:seconds.
    """

    speaker: str | None
    text: str
    time: str | None = None


@dataclass(frozen=True)
class ReadDocument:
    """A transcript or note as read from a file; nothing of it is stored yet.

    `title` is the file name without its ending. `source_hash` is the sha256 of the file's bytes in hexadecimal.
    `left_out` counts what the file holds besides the text (`footnotes`, `comments`, `images`, ...: the keys of
    `corpus.readers.left_out.describe_left_out`). `encoding` is None for Word files. `details` are the lines on top
    such as "Dato: 4. marts", under English keys where the word is known (`date`, `place`, `duration`,
    `municipality`, ...) and else under the word as written.
    """

    title: str
    source_name: str
    source_hash: str
    turns: tuple[ReadTurn, ...]
    left_out: Mapping[str, int]
    encoding: str | None
    details: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()

    @property
    def text(self) -> str:
        """The canonical text: the turns' texts joined by LF; speaker labels are not part of it."""
        return "\n".join(turn.text for turn in self.turns)

    @property
    def speakers(self) -> tuple[str, ...]:
        """The different speaker labels, in the order in which they first speak."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker is not None))
