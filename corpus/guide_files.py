"""Interview guides: questions with their topics from a text, Word, Excel or CSV file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from corpus.errors import UnreadableFile
from corpus.people_files import SUPPORTED_ENDINGS as TABLE_ENDINGS
from corpus.people_files import read_rows
from corpus.readers.decoding import decode_text, without_control_characters
from corpus.readers.lines import Block, Line, Table, lines_of_text
from corpus.readers.office_files import MEGABYTE, refuse_size
from corpus.readers.transcripts import TEXT_ENDINGS, WORD_ENDING
from corpus.role_words import word_set

SUPPORTED_ENDINGS: Final = (WORD_ENDING, *TEXT_ENDINGS, *TABLE_ENDINGS)
MOST_QUESTIONS: Final = 500
LONGEST_TOPIC: Final = 8
"""A line of so many words without a question mark or a sign before it may be a topic."""

_SIGN = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[a-zæøåA-ZÆØÅ][.)]|[-–—•*·o])[ \t]+")
_TOPIC_NAMES = word_set("tema emne topic theme område subject")
_QUESTION_NAMES = word_set("spørgsmål spoergsmaal question questions spørgsmaal")
_LARGEST = 10 * MEGABYTE


@dataclass(frozen=True)
class ReadQuestion:
    """One question as written, without its number, and the topic it stands under."""

    topic: str
    text: str


def read_guide(name: str, data: bytes) -> tuple[ReadQuestion, ...]:
    """The questions of a guide in their order, each text once.

    In running text a question ends in a question mark or has a number or sign before it; a heading, or a short line
    with neither, is the topic of what follows. In a table the columns are known by their headings, or else the one
    with the longest texts holds the questions and the one before it the topics. Raises UnreadableFile where there is
    no question in it.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in SUPPORTED_ENDINGS:
        raise UnreadableFile(
            "The file {name} cannot be read as an interview guide. Files that can: {endings}. Open it in the program "
            "it comes from and save it as one of these.",
            name=name,
            endings=", ".join(SUPPORTED_ENDINGS),
        )
    found: dict[str, ReadQuestion] = {}
    for question in _questions(name, ending, data):
        text = " ".join(without_control_characters(question.text)[0].split())
        topic = " ".join(without_control_characters(question.topic)[0].split())
        if text:
            found.setdefault(text.casefold(), ReadQuestion(topic, text))
    if not found:
        raise UnreadableFile(
            "No question was found in {name}. Let each question end in a question mark or begin with a number, or put "
            "them in a column named Question.",
            name=name,
        )
    return tuple(found.values())[:MOST_QUESTIONS]


def _questions(name: str, ending: str, data: bytes) -> Iterator[ReadQuestion]:
    if ending in TABLE_ENDINGS:
        for sheet in read_rows(name, data, most_rows=MOST_QUESTIONS):
            yield from _of_rows([row.cells for row in sheet])
        return
    blocks: Iterable[Block]
    if ending == WORD_ENDING:
        from corpus.readers.word_files import read_word_file

        blocks = read_word_file(name, data)[0]
    else:
        refuse_size(name, data, _LARGEST)
        blocks = lines_of_text(decode_text(name, data)[0])
    yield from _of_blocks(blocks)


def _of_blocks(blocks: Iterable[Block]) -> Iterator[ReadQuestion]:
    topic = ""
    for block in blocks:
        if isinstance(block, Table):
            yield from _of_rows(block.rows)
        elif not block.is_blank:
            written = block.plain.strip()
            text = _SIGN.sub("", written)
            if _is_topic(block, written, text):
                topic = text.rstrip(": ")
            elif text.endswith("?") or "? " in text or text != written:
                yield ReadQuestion(topic, text)


def _is_topic(line: Line, written: str, text: str) -> bool:
    if "?" in text:
        return False
    marked = line.is_heading or (line.marked >= len(line.plain) > 0)
    prompt = text != written and not written[0].isdigit()
    return marked or (not prompt and not text.endswith(".") and len(text.split()) <= LONGEST_TOPIC)


def _of_rows(rows: Sequence[tuple[str, ...]]) -> Iterator[ReadQuestion]:
    if not rows:
        return
    heading = [cell.strip().rstrip(":").casefold() for cell in rows[0]]
    asked = next((at for at, cell in enumerate(heading) if cell in _QUESTION_NAMES), None)
    body = rows if asked is None else rows[1:]
    if asked is None:
        width = max(len(row) for row in rows)
        asked = max(range(width), key=lambda at: sum(len(row[at]) for row in rows if at < len(row)))
        about = asked - 1 if asked else None
    else:
        about = next((at for at, cell in enumerate(heading) if cell in _TOPIC_NAMES), None)
    topic = ""
    for row in body:
        if about is not None and about < len(row) and row[about].strip():
            topic = row[about]
        if asked < len(row) and row[asked].strip():
            yield ReadQuestion(topic, _SIGN.sub("", row[asked].strip()))
