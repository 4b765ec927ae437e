"""Which characters an office file can hold, and how the others are shown so that none goes missing unseen."""

import re

EXCEL_CELL_UNITS = 32_767
"""How much text an Excel cell holds, in UTF-16 code units (an emoji is two)."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f]")
# What XML 1.0 forbids: control characters but tab and line feed, lone surrogates, U+FFFE and U+FFFF.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text with every line end as LF, and U+FFFD for each character that XML 1.0 forbids.

    Everything else stays as it is, emoji, combining letters and soft hyphens included. A text read by Citat's own
    readers holds none of what is replaced here.
    """
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", _LINE_ENDS.sub("\n", text))


def utf16_units(text: str) -> int:
    """The length of a text as Excel and Word count it."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut_to_cell(text: str, mark: str) -> str:
    """The text, or as much of it as fits into an Excel cell with `mark` behind it."""
    if utf16_units(text) <= EXCEL_CELL_UNITS:
        return text
    room = EXCEL_CELL_UNITS - utf16_units(mark)
    kept = text[:room]
    while utf16_units(kept) > room:
        kept = kept[: len(kept) - (utf16_units(kept) - room + 1) // 2]
    return kept + mark
