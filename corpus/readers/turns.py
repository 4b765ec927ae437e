"""From lines to turns: which labels are speakers, where each turn begins, what belongs to it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.readers.front_matter import detail_key, split_front_matter
from corpus.readers.labels import Head, has_role_word, head_of, label_key
from corpus.readers.lines import Block, Line, Table
from corpus.readers.tables import SpokenRow, read_table
from corpus.readers.time_marks import split_leading_time
from corpus.readers.values import ReadTurn
from corpus.role_words import meaning_of

WELL_LABELLED = 0.8
"""From this share of lines with a label on, a label that comes only once is believed too."""


@dataclass(frozen=True)
class FoundTurns:
    """The turns of a document, the details on top of it, and what of its lines became neither."""

    turns: tuple[ReadTurn, ...]
    details: dict[str, str]
    left_out: dict[str, int]


@dataclass
class _OpenTurn:
    speaker: str | None
    time: str | None
    lines: list[str]


class _Turns:
    """Turns as they grow, line by line."""

    def __init__(self, spelling: Mapping[str, str]) -> None:
        self._spelling = spelling
        self._turns: list[_OpenTurn] = []
        self._waiting_time: str | None = None
        self._unused_times = 0

    def add_row(self, row: SpokenRow) -> None:
        if row.speaker is None and row.time is None and self._turns:
            self._turns[-1].lines.append(row.text)
        else:
            speaker = self._spelling[label_key(row.speaker)] if row.speaker else self._speaker
            self._open(speaker, row.time, row.text)

    def add_speech(self, head: Head) -> None:
        self._open(self._spelling[head.key], head.time, head.rest)

    def add_line(self, line: Line) -> None:
        time, rest = split_leading_time(line.text)
        if time is not None and not rest.strip():
            self._hold(time)
        elif time is not None or self._waiting_time is not None:
            self._open(self._speaker, time, rest)
        elif line.is_heading or not self._turns or (self._speaker is None and line.opens_paragraph):
            self._open(None, None, line.text)
        else:
            self._turns[-1].lines.append(line.text)

    def finish(self) -> tuple[tuple[ReadTurn, ...], dict[str, int]]:
        spoken = [turn for turn in self._turns if any(line.strip() for line in turn.lines)]
        left_out = {
            "empty_turns": len(self._turns) - len(spoken),
            "time_marks": self._unused_times + (self._waiting_time is not None),
        }
        return tuple(ReadTurn(turn.speaker, "\n".join(turn.lines), turn.time) for turn in spoken), left_out

    @property
    def _speaker(self) -> str | None:
        return self._turns[-1].speaker if self._turns else None

    def _open(self, speaker: str | None, time: str | None, text: str) -> None:
        self._turns.append(_OpenTurn(speaker, time or self._waiting_time, [text] if text.strip() else []))
        self._unused_times += time is not None and self._waiting_time is not None
        self._waiting_time = None

    def _hold(self, time: str) -> None:
        """Keep a mark that stands alone for the name above it, where nothing is said yet, or for what comes next."""
        if self._turns and not self._turns[-1].lines and self._turns[-1].time is None:
            self._turns[-1].time = time
            return
        self._unused_times += self._waiting_time is not None
        self._waiting_time = time


def find_turns(blocks: Sequence[Block]) -> FoundTurns:
    """Return what is said in these lines and tables, turn by turn, in their order.

    A turn begins at a label, at a time mark and at a heading; before the first label, and in a document without any,
    every paragraph is a turn of nobody's. One speaker's label is spelled one way, the way it is spelled most often.
    """
    items, cells_left_out = _lines_and_rows(blocks)
    lines = [item if isinstance(item, Line) else Line(item.text, "") for item in items]
    heads = [head_of(item) if isinstance(item, Line) and not item.is_blank else None for item in items]
    in_rows = Counter(label_key(item.speaker) for item in items if isinstance(item, SpokenRow) and item.speaker)
    beside = Counter(head.key for head in heads if head and not head.stands_alone) + in_rows
    details, detail_places = split_front_matter(lines, heads, beside)
    open_heads = [None if place in detail_places else head for place, head in enumerate(heads)]
    accepted = _accept(lines, open_heads, in_rows)
    turns = _Turns(_spellings(accepted, items))
    for place, item in enumerate(items):
        if isinstance(item, SpokenRow):
            turns.add_row(item)
        elif (head := accepted[place]) is not None:
            turns.add_speech(head)
        elif place not in detail_places and not item.is_blank:
            turns.add_line(item)
    found, left_out = turns.finish()
    return FoundTurns(found, details, left_out | {"table_cells": cells_left_out})


def _lines_and_rows(blocks: Sequence[Block]) -> tuple[list[Line | SpokenRow], int]:
    items: list[Line | SpokenRow] = []
    left_out = 0
    for block in blocks:
        if isinstance(block, Table):
            rows, cells = read_table(block)
            items += rows
            left_out += cells
        else:
            items.append(block)
    return items, left_out


def _accept(lines: Sequence[Line], heads: Sequence[Head | None], in_rows: Mapping[str, int]) -> list[Head | None]:
    """Return the heads that do name a speaker, None for the other lines."""
    candidates = [head if head and detail_key(head.label) is None else None for head in heads]
    beside = Counter(head.key for head in candidates if head and not head.stands_alone)
    known = {key for key, count in beside.items() if count > 1 or has_role_word(key)} | set(in_rows)
    known |= {head.key for head in candidates if head and head.time and not head.stands_alone}
    alone = _accept_alone(lines, candidates, known, beside)
    known |= _believed_once(lines, candidates, known)
    accepted: list[Head | None] = []
    below_name = False
    for line, head in zip(lines, candidates, strict=True):
        is_speaker = head is not None and head.key in (alone if head.stands_alone else known)
        # What stands right below a name is what that person says, be it a name: "Who was there?" "Karen".
        if head and head.stands_alone and below_name and not head.time:
            is_speaker = False
        accepted.append(head if is_speaker else None)
        if not line.is_blank and not _is_time_mark(line):
            below_name = is_speaker and head is not None and not head.rest
    return accepted


def _accept_alone(
    lines: Sequence[Line], heads: Sequence[Head | None], known: set[str], beside: Mapping[str, int]
) -> set[str]:
    """Return the labels that are believed on a line of their own without a colon.

    Where labels stand beside speech, a lone name is speech too, unless it is known and marked or timed. Elsewhere some
    name has to come back, or times or an interviewer have to be among them: role words as the headings of a note come
    once each.
    """
    lone = [(place, head) for place, head in enumerate(heads) if head and head.stands_alone]
    counts = Counter(head.key for _, head in lone)
    timed = {head.key for _, head in lone if head.time}
    if any(count > 1 or has_role_word(key) for key, count in beside.items() if key in known):
        return (timed | {head.key for _, head in lone if head.is_marked}) & known
    likely = timed | {key for key, count in counts.items() if count > 1 or has_role_word(key)}
    comes_back = any(counts[key] > 1 for key in likely)
    interviewer = any((meaning := meaning_of(key)) and meaning.role == "interviewer" for key in likely)
    times = sum(head.key in likely and (bool(head.time) or _is_beside_time(lines, place)) for place, head in lone)
    return likely if comes_back or (interviewer and len(likely) > 1) or times > 1 else set()


def _is_beside_time(lines: Sequence[Line], place: int) -> bool:
    """Return whether the line above or below is a time mark."""
    return any(0 <= near < len(lines) and _is_time_mark(lines[near]) for near in (place - 1, place + 1))


def _is_time_mark(line: Line) -> bool:
    time, rest = split_leading_time(line.text)
    return time is not None and not rest.strip()


def _believed_once(lines: Sequence[Line], heads: Sequence[Head | None], known: set[str]) -> set[str]:
    """Return labels that come once, in a document in which nearly every line has a label: "Karen: Ja."."""
    places = [place for place, head in enumerate(heads) if head and not head.stands_alone and head.key in known]
    if not places:
        return set()
    spoken = sum(not line.is_blank for line in lines[places[0] :])
    if len(places) < WELL_LABELLED * spoken or len(places) < 3:
        return set()
    return {head.key for head in heads[places[0] :] if head and not head.stands_alone}


def _spellings(heads: Sequence[Head | None], items: Sequence[Line | SpokenRow]) -> dict[str, str]:
    labels = [head.label for head in heads if head]
    labels += [item.speaker for item in items if isinstance(item, SpokenRow) and item.speaker]
    # The most common spelling is written last and stays; of equally common ones the first.
    counts = Counter(" ".join(label.split()) for label in labels)
    return {label_key(label): label for label, _ in reversed(counts.most_common())}
