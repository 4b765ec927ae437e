"""Named texts: what somebody wrote, where it stands, and what it is about; and their sentences."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from coding.evidence import Evidence
from coding.quote_location import MARKS
from coding.summaries import Summary
from corpus.language import Texts

Level = Literal["cell", "theme", "section", "executive"]
"""A code in one group; a code in all groups; a chapter or box of a report; the summary of the whole."""

PARTS: Final = ("dominant", "nuances", "counter_voices")
"""The parts of a theme summary, as its fields are called."""


@dataclass(frozen=True)
class NamedText:
    """A text under a key that stays. `place` says to a person where it stands.

    `code_id` and `group_id` are what it is about, where it is about one code or one group; `part` is a field of a
    theme summary, `row_key` a row of the framework matrix.
    """

    key: str
    place: str
    text: str
    code_id: str | None = None
    group_id: str | None = None
    level: Level = "cell"
    part: str = ""
    row_key: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a text; `text[start:end] == words`, in code points."""

    start: int
    end: int
    words: str


def summary_key(code_id: str, group_id: str, part: str) -> str:
    """The key of one field of a theme summary."""
    return f"summary:{code_id}:{group_id}:{part}"


def summary_texts(
    evidence: Evidence, summaries: Mapping[tuple[str, str], Summary], texts: Texts
) -> tuple[NamedText, ...]:
    """Every written field of every theme summary, in the order of the codebook and of the groups."""
    _ = texts.gettext
    titles = {
        "dominant": _("{code}, {group}: dominant view"),
        "nuances": _("{code}, {group}: nuances"),
        "counter_voices": _("{code}, {group}: counter-voices"),
    }
    found = []
    for code in evidence.codebook.codes:
        for group in evidence.groups:
            summary = summaries.get((code.id, group.id))
            for part in PARTS if summary is not None else ():
                words = getattr(summary, part)
                if words.strip():
                    place = titles[part].format(code=evidence.codebook.path_text(code.id), group=group.name)
                    key = summary_key(code.id, group.id, part)
                    found.append(NamedText(key, place, words, code.id, group.id, "cell", part))
    return tuple(found)


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order. One in quotation marks is part of the sentence that quotes it.

    A sentence ends at a line's end, or at a full stop, question or exclamation mark before a capital or an opening
    mark: "f.eks." and "3.600" end nothing.
    """
    quiet = MARKS.sub(_hushed, text)
    found = []
    for line in re.finditer(r"[^\n]+", quiet):
        start = line.start()
        for stop in _STOP.finditer(quiet, line.start(), line.end()):
            if text[stop.end() : stop.end() + 1].isupper() or text[stop.end() : stop.end() + 1] in '»“„«"”':
                found.append((start, stop.start() + 1))
                start = stop.end()
        found.append((start, line.end()))
    return tuple(_trimmed(text, start, end) for start, end in found if re.search(r"\w", text[start:end]))


_STOP: Final = re.compile(r"[.!?…][)\]]?\s+")


def _hushed(quote: re.Match[str]) -> str:
    words = quote.group()
    return "x" * (len(words) - 1) + ("." if words[-2:-1] in ".!?…" else "x")


def _trimmed(text: str, start: int, end: int) -> Sentence:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Sentence(start, start + len(words), words)
