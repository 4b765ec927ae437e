"""Bytes of a text file to text: encodings that Danish researchers meet, one kind of line end, nothing binary."""

import codecs
import re

from corpus.errors import UnreadableFile

_BYTE_ORDER_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word/Excel/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word/Excel 97–2003"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
# What can stand in a Danish, Nordic, German or English text: a decoding that gives nothing else is the right one.
_EXPECTED = frozenset("æøåÆØÅäöüÄÖÜßéèêëáàâóòôíúçñÉÈÁÀ–—‘’‚“”„…•«»€£§°´½¼¾²³±·×©®\u00a0\u00ad")
_LIKELY_ENCODINGS = ("cp1252", "mac_roman", "cp865")
# XML, and so Word and Excel, cannot hold these; a text with them could never be exported.
_UNEXPORTABLE = re.compile("[\x01-\x08\x0e-\x1f\ufffe\uffff]")


def decode_text(name: str, data: bytes) -> tuple[str, str]:
    """Return the text of a file and the encoding it was read in.

    UTF-8, UTF-16 and UTF-32 are recognised by their byte order mark, UTF-8 also without; everything else is
    guessed, Danish Windows (cp1252), Mac and DOS files by whether they give letters of these languages only. Line
    ends (CRLF, CR, vertical tab, form feed) become LF and the byte order mark goes; nothing else is changed.
    Raises UnreadableFile where the bytes are not text.
    """
    for start, kind in _NOT_TEXT:
        if data.startswith(start):
            raise UnreadableFile(
                "The file {name} is a {kind} file although its ending says text. "
                "Give it its right ending, or save it as plain text.",
                name=name,
                kind=kind,
            )
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    try:
        text = _decode_unmarked(name, data) if encoding is None else (data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise _not_text(name) from error
    if "\0" in text[0]:
        raise _not_text(name)
    return re.sub("\r\n|[\r\v\f]", "\n", text[0]), text[1].removesuffix("-sig")


def is_guess(encoding: str) -> bool:
    """Return whether `decode_text` had to guess this encoding."""
    return not encoding.startswith("utf")


def without_control_characters(text: str) -> tuple[str, int]:
    """Return the text without characters that no Word or Excel file can hold, and how many went."""
    return _UNEXPORTABLE.subn("", text)


def _decode_unmarked(name: str, data: bytes) -> tuple[str, str]:
    if b"\0" in data:
        raise _not_text(name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    for encoding in _LIKELY_ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(character in _EXPECTED for character in set(text) if ord(character) > 126):
            return text, encoding
    return _decode_by_statistics(name, data)


def _decode_by_statistics(name: str, data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise _not_text(name)
    return str(best), best.encoding


def _not_text(name: str) -> UnreadableFile:
    return UnreadableFile(
        "The file {name} holds something other than text, or text in an unknown encoding. "
        "Open it in the program it comes from and save it as .docx, or as plain text in UTF-8.",
        name=name,
    )
