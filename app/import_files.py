"""Uploaded files, read once each: what could be read, and why the rest could not."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from codebooks.errors import CodebookRefused
from corpus.errors import Refused
from corpus.people import PeopleTable, read_people
from corpus.readers import ReadDocument, read_transcript

_READ = "study:import:read"


@dataclass
class ReadFiles:
    """Transcripts that could be read, each once, and refusals and repetitions of the others."""

    reads: list[ReadDocument] = field(default_factory=list)
    refusals: list[Refused | CodebookRefused] = field(default_factory=list)
    repeated: list[tuple[str, str]] = field(default_factory=list)


def read_transcripts(files: Sequence[UploadedFile]) -> ReadFiles:
    """Read these files; a file with the same bytes as one before it is named in `repeated` with that one."""
    found = ReadFiles()
    names: dict[str, str] = {}
    for file in files:
        read = _once(file, "transcript")
        if isinstance(read, Refused):
            found.refusals.append(read)
        elif isinstance(read, ReadDocument) and read.source_hash in names:
            found.repeated.append((file.name, names[read.source_hash]))
        elif isinstance(read, ReadDocument):
            names[read.source_hash] = file.name
            found.reads.append(read)
    return found


def read_people_table(file: UploadedFile) -> PeopleTable:
    """Read the table of people. Raises Refused where it is none."""
    people = _once(file, "people")
    if isinstance(people, Refused):
        raise people
    assert isinstance(people, PeopleTable)
    return people


def forget_read_files() -> None:
    """Drop what was read, so that no transcript stays in memory after the import."""
    st.session_state.pop(_READ, None)


def _once(file: UploadedFile, kind: str) -> ReadDocument | PeopleTable | Refused:
    read: dict[tuple[str, str], ReadDocument | PeopleTable | Refused] = st.session_state.setdefault(_READ, {})
    key = (kind, file.file_id)
    if key not in read:
        try:
            data = file.getvalue()
            read[key] = read_transcript(file.name, data) if kind == "transcript" else read_people(file.name, data)
        except Refused as refusal:
            read[key] = refusal
    return read[key]
