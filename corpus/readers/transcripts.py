"""One transcript file to a document: which reader its ending asks for, and what the user should know of it."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath, PureWindowsPath

from corpus.errors import UnreadableFile
from corpus.readers.decoding import decode_text, is_guess, without_control_characters
from corpus.readers.lines import Block, Line, Table, lines_of_text
from corpus.readers.office_files import MEGABYTE, refuse_size
from corpus.readers.turns import FoundTurns, find_turns
from corpus.readers.values import Notice, ReadDocument

TEXT_ENDINGS = (".txt", ".md")
WORD_ENDING = ".docx"
SUPPORTED_ENDINGS = (WORD_ENDING, *TEXT_ENDINGS)

LARGEST_TEXT = 10 * MEGABYTE
"""An hour of interview is about 70 KB, so this is a hundred hours and more in one file."""

USUAL_SPEAKERS = 30


def read_transcript(name: str, data: bytes) -> ReadDocument:
    """Return a transcript or note as it was said, from the bytes of a .docx, .txt or .md file.

    The text is kept as it stands: no Unicode normalisation; HTML in it is plain text. Only line ends become LF,
    blank lines and spaces around a line go, and characters that no Word file can hold are left out and counted.
    Speakers are found by the rule in `corpus.readers.labels`; where none is found every paragraph is one turn.
    Of `name` only the last part is kept, for folders tell who works where. Raises UnreadableFile with what is wrong
    and what to do; nothing outside the bytes is ever read.
    """
    name = PureWindowsPath(name).name
    title, ending = PurePath(name).stem, PurePath(name).suffix.lower()
    if ending not in SUPPORTED_ENDINGS:
        raise _unsupported(name, ending)
    encoding: str | None = None
    notices: list[Notice] = []
    if ending == WORD_ENDING:
        # Text files are read without lxml, which takes a moment to load.
        from corpus.readers.word_files import read_word_file

        blocks, left_out = read_word_file(name, data)
    else:
        blocks, left_out, encoding = _read_text_file(name, data)
        notices += _encoding_notices(encoding)
    blocks, removed = _without_control_characters(blocks)
    found = find_turns(blocks)
    _refuse_without_text(name, found, left_out)
    document = ReadDocument(
        title=title,
        source_name=name,
        source_hash=hashlib.sha256(data).hexdigest(),
        turns=found.turns,
        left_out={},
        encoding=encoding,
        details=found.details,
    )
    counts = left_out | found.left_out | {"control_characters": removed}
    notices += _speaker_notices(document.speakers)
    return replace(document, left_out={key: count for key, count in counts.items() if count}, notices=tuple(notices))


def _unsupported(name: str, ending: str) -> UnreadableFile:
    if ending == ".doc":
        return UnreadableFile(
            "The file {name} is in Word's old format. Open it in Word and save it as .docx.",
            name=name,
        )
    return UnreadableFile(
        "The file {name} cannot be read as a transcript. Files that can: {endings}. "
        "Open it in the program it comes from and save it as one of these.",
        name=name,
        endings=", ".join(SUPPORTED_ENDINGS),
    )


def _read_text_file(name: str, data: bytes) -> tuple[list[Block], dict[str, int], str]:
    refuse_size(name, data, LARGEST_TEXT)
    text, encoding = decode_text(name, data)
    return list(lines_of_text(text)), {}, encoding


def _without_control_characters(blocks: Sequence[Block]) -> tuple[list[Block], int]:
    removed = 0

    def clean(text: str) -> str:
        nonlocal removed
        cleaned, count = without_control_characters(text)
        removed += count
        return cleaned

    cleaned: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            cleaned.append(Table(tuple(tuple(clean(cell) for cell in row) for row in block.rows)))
        else:
            cleaned.append(_clean_line(block, clean(block.text)))
    return cleaned, removed


def _clean_line(line: Line, text: str) -> Line:
    return line if text == line.text else replace(line, text=text, plain=without_control_characters(line.plain)[0])


def _refuse_without_text(name: str, found: FoundTurns, left_out: dict[str, int]) -> None:
    if found.turns:
        return
    if left_out.get("images") or left_out.get("text_boxes"):
        raise UnreadableFile(
            "The file {name} holds no text, only pictures or text boxes. "
            "Copy the text out of them into the document itself.",
            name=name,
        )
    raise UnreadableFile("The file {name} holds no text that was said. Choose another file.", name=name)


def _encoding_notices(encoding: str) -> list[Notice]:
    if not is_guess(encoding):
        return []
    return [
        Notice(
            "The file does not say how its letters are stored; {encoding} was assumed. "
            "Check that æ, ø and å look right.",
            {"encoding": encoding},
        )
    ]


def _speaker_notices(speakers: Sequence[str]) -> list[Notice]:
    if len(speakers) <= USUAL_SPEAKERS:
        return []
    return [
        Notice(
            "{count} different speaker names were found, which is unusual: {names}, ... "
            "Check that these are speakers and not headings.",
            {"count": len(speakers), "names": ", ".join(speakers[:5])},
        )
    ]
