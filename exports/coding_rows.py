"""The list of coded excerpts: one row a coding, everything known of it in a column of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coding.evidence import Evidence, Excerpt
from corpus.documents import DocumentHead
from corpus.language import Texts
from corpus.participants import Participant
from exports.characters import writable
from exports.words import certainty_word, kind_word, origin_word, role_word

Value = str | int
SEPARATOR = "; "
"""Between the values of several participants who speak in one passage."""


@dataclass(frozen=True)
class Column:
    """A column's heading, its width in characters, and whether its text may be long."""

    heading: str
    width: int
    long: bool = False


@dataclass(frozen=True)
class CodingList:
    """Headings, which are all different, and rows of as many values."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class _Shape:
    """How many columns the cases, the attributes and the code paths of a study need."""

    levels: int
    depth: int
    attributes: Sequence[str]


def list_coding_rows(evidence: Evidence, heads: Sequence[DocumentHead], texts: Texts) -> CodingList:
    """One row a coding, in the order of the interviews and their text.

    Where several participants speak in a passage, their labels and each of their attributes are joined in the same
    order, an attribute that one of them lacks staying empty there; groups and cases are named once. Turns are
    counted from 1. What an office file cannot hold is replaced as `writable` says.
    """
    by_id = {head.id: head for head in heads}
    shape = _Shape(
        levels=max((len(v.case.path) for x in evidence.excerpts for v in x.voices if v.case), default=0),
        depth=max((len(x.path) for x in evidence.excerpts), default=1),
        attributes=tuple(dict.fromkeys(key for person in evidence.asked for key in person.attributes)),
    )
    rows = (_row(excerpt, by_id[excerpt.coding.document_id], shape, texts) for excerpt in evidence.excerpts)
    return CodingList(_columns(shape, texts), tuple(tuple(map(_clean, row)) for row in rows))


def _columns(shape: _Shape, texts: Texts) -> tuple[Column, ...]:
    _ = texts.gettext
    columns = [
        Column(_("Document"), 24),
        Column(_("Kind"), 14),
        Column(_("Date"), 12),
        Column(_("Group"), 16),
        *(Column(_("Case {level}").format(level=level), 18) for level in range(1, shape.levels + 1)),
        Column(_("Participant"), 18),
        Column(_("Speakers"), 22),
        *(Column(writable(name), 14) for name in shape.attributes),
        *(Column(_("Code {level}").format(level=level), 22) for level in range(1, shape.depth + 1)),
        Column(_("Quote"), 70, long=True),
        Column(_("Memo"), 36, long=True),
        Column(_("Coder"), 14),
        Column(_("Origin"), 14),
        Column(_("Suggestions shown"), 12),
        Column(_("Certainty"), 11),
        Column(_("Starred"), 9),
        Column(_("Interpreter"), 11),
        Column(_("Start"), 8),
        Column(_("End"), 8),
        Column(_("Turn"), 7),
        Column(_("Coded"), 17),
    ]
    return tuple(_made_different(columns))


def _row(excerpt: Excerpt, head: DocumentHead, shape: _Shape, texts: Texts) -> tuple[Value, ...]:
    _ = texts.gettext
    coding, voices = excerpt.coding, excerpt.voices
    yes = {True: _("Yes"), False: _("No")}
    return (
        excerpt.document,
        kind_word(excerpt.kind, texts),
        head.date,
        _distinct(v.group.name for v in voices if v.group),
        *(_case_labels(voices, level) for level in range(shape.levels)),
        SEPARATOR.join(v.label for v in voices),
        _speakers(excerpt, texts),
        *(_aligned(voices, name) for name in shape.attributes),
        *(excerpt.path[level] if level < len(excerpt.path) else "" for level in range(shape.depth)),
        excerpt.quote,
        coding.memo,
        coding.coder,
        origin_word(coding.origin, texts),
        yes[coding.suggestions_shown] if coding.suggestions_shown is not None else "",
        certainty_word(coding.certainty, texts),
        yes[coding.starred],
        yes[excerpt.mediated],
        coding.start,
        coding.end,
        excerpt.first_turn + 1,
        coding.created[:16].replace("T", " "),
    )


def _speakers(excerpt: Excerpt, texts: Texts) -> str:
    """Everybody who speaks in the passage; an interviewer's or interpreter's name in the transcript may be real."""
    labels = {voice.label for voice in excerpt.voices}
    return _distinct(part.speaker if part.speaker in labels else role_word(part.role, texts) for part in excerpt.parts)


def _case_labels(voices: Sequence[Participant], level: int) -> str:
    return _distinct(v.case.path[level] for v in voices if v.case and len(v.case.path) > level)


def _aligned(voices: Sequence[Participant], attribute: str) -> str:
    values = [voice.attributes.get(attribute, "") for voice in voices]
    return SEPARATOR.join(values) if any(values) else ""


def _distinct(values: Iterable[str]) -> str:
    return SEPARATOR.join(dict.fromkeys(values))


def _made_different(columns: Iterable[Column]) -> Iterable[Column]:
    used: dict[str, int] = {}
    for column in columns:
        heading, number = column.heading, 1
        while heading.casefold() in used:
            number += 1
            heading = f"{column.heading} ({number})"
        used[heading.casefold()] = number
        yield Column(heading, column.width, column.long)


def _clean(value: Value) -> Value:
    return writable(value) if isinstance(value, str) else value
