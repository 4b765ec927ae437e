"""Opening .docx and .xlsx files from strangers: what they are is checked before anything in them is unpacked."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from corpus.errors import UnreadableFile

MEGABYTE = 1_000_000
LARGEST_FILE = 50 * MEGABYTE
LARGEST_UNPACKED = 500 * MEGABYTE
LARGEST_PART = 100 * MEGABYTE
STEEPEST_PACKING = 400
"""Uncompressed size over compressed size. Real Word XML packs 10 to 60 times; DEFLATE cannot pass 1032."""

OfficeKind = Literal["Word", "Excel"]

_ENDINGS: dict[OfficeKind, str] = {"Word": ".docx", "Excel": ".xlsx"}
CANNOT_UNPACK = (
    KeyError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,  # includes NotImplementedError: an unknown way of packing
    ValueError,
    OSError,
)
"""What zipfile raises on archives that are broken, encrypted or packed in an unknown way."""

_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PART_OF_PROTECTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class OfficeArchive:
    """An opened .docx or .xlsx whose sizes are plausible; parts are read one by one."""

    name: str
    kind: OfficeKind
    archive: zipfile.ZipFile

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts, in the order in which they are stored."""
        return tuple(self.archive.namelist())

    def read_part(self, part: str) -> bytes:
        """Return a part's bytes, never more than the archive declared.

        Raises UnreadableFile where the part is missing, damaged, encrypted or longer than declared, and where it is
        XML that declares a document type: entities and outside files have no place in a Word or Excel file.
        """
        try:
            # Read whole, a part that declares too small a size would be unpacked to its end before it is cut off.
            with self.archive.open(part) as stream:
                data = b"".join(iter(lambda: stream.read(_CHUNK), b""))
        except CANNOT_UNPACK as error:
            raise damaged(self.name, self.kind) from error
        if part.endswith((".xml", ".rels")) and _declares_document_type(data):
            raise UnreadableFile(
                "The file {name} contains XML entities or a document type, which {kind} never writes. "
                "It may be harmful. Open it in {kind}, save it under a new name and choose that file.",
                name=self.name,
                kind=self.kind,
            )
        return data


@contextmanager
def open_office_file(name: str, data: bytes, kind: OfficeKind) -> Iterator[OfficeArchive]:
    """Open the bytes of a .docx or .xlsx file; nothing is unpacked until a part is read.

    Raises UnreadableFile, each with its own sentence, for an empty file, one over 50 MB, a PDF or other file under a
    new name, an old .doc or .xls, a file with a password, a damaged archive, and an archive that would unpack to an
    implausible size.
    """
    refuse_size(name, data)
    _refuse_other_kinds(name, data, kind)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged(name, kind) from error
    with archive:
        _refuse_bombs(name, archive)
        yield OfficeArchive(name, kind, archive)


def refuse_size(name: str, data: bytes, largest: int = LARGEST_FILE) -> None:
    """Raise UnreadableFile for a file of no bytes or of more than `largest`."""
    if not data:
        raise UnreadableFile("The file {name} is empty. Choose another file.", name=name)
    if len(data) > largest:
        raise UnreadableFile(
            "The file {name} is {size} MB; the largest that can be read is {limit} MB. "
            "Split it, or take pictures and sound out of it.",
            name=name,
            size=-(-len(data) // MEGABYTE),
            limit=largest // MEGABYTE,
        )


def damaged(name: str, kind: OfficeKind) -> UnreadableFile:
    """Return the refusal of an archive that cannot be unpacked."""
    return UnreadableFile(
        "The file {name} is damaged: it cannot be unpacked. Open it in {kind}, save it again and choose the new file.",
        name=name,
        kind=kind,
    )


def _refuse_other_kinds(name: str, data: bytes, kind: OfficeKind) -> None:
    ending = _ENDINGS[kind]
    if data.startswith(b"%PDF-"):
        raise UnreadableFile(
            "The file {name} is a PDF under another ending. Find the {kind} file it was made from, "
            "or open the PDF in Word and save it as {ending}.",
            name=name,
            kind=kind,
            ending=ending,
        )
    if data.startswith(_OLE) and _PART_OF_PROTECTED in data:
        raise UnreadableFile(
            "The file {name} is protected with a password. Open it in {kind}, remove the password "
            "(File, Info, Protect) and choose it again.",
            name=name,
            kind=kind,
        )
    if data.startswith(_OLE):
        raise UnreadableFile(
            "The file {name} is in the old format of {kind} (from before 2007). "
            "Open it in {kind} and save it as {ending}.",
            name=name,
            kind=kind,
            ending=ending,
        )
    if not data.startswith(b"PK"):
        raise UnreadableFile(
            "The file {name} is not a {kind} file although its ending says so. Open it in the program it comes from "
            "and save it as {ending}.",
            name=name,
            kind=kind,
            ending=ending,
        )


def _refuse_bombs(name: str, archive: zipfile.ZipFile) -> None:
    """Judge by the sizes the archive declares; `read_part` unpacks no more of a part than is declared for it."""
    parts = archive.infolist()
    is_bomb = sum(part.file_size for part in parts) > LARGEST_UNPACKED or any(
        part.file_size > LARGEST_PART
        or (part.file_size > MEGABYTE and part.file_size > STEEPEST_PACKING * max(part.compress_size, 1))
        for part in parts
    )
    if is_bomb:
        raise UnreadableFile(
            "The file {name} would take up an implausible amount of memory when unpacked. It was not opened. "
            "If you trust it, open it in the program it comes from and save it under a new name.",
            name=name,
        )


def _declares_document_type(data: bytes) -> bool:
    # In UTF-16 every other byte is NUL; without them the words can be searched for in the same way.
    searched = data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:8] else data
    return b"<!DOCTYPE" in searched or b"<!ENTITY" in searched
