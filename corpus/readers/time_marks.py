"""Time marks in transcripts: "[00:12:03]", "(12:03)", "#00:12:03-1#", "00:12:03", and ranges of them."""

import re

_LONG = r"\d{1,2}:\d{2}:\d{2}(?:[.,\-]\d{1,3})?"
_ANY = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,\-]\d{1,3})?"
_TO = r"[ ]{0,3}(?:-->|-|–|—)[ ]{0,3}"
_RANGE = rf"{_ANY}(?:{_TO}{_ANY})?"

BRACKETED = rf"(?:\[{_RANGE}\]|\({_RANGE}\)|\#{_RANGE}\#)"
"""Pattern of a mark that shows by its brackets that it is one."""

ANY_MARK = rf"(?:{BRACKETED}|\b{_RANGE}(?![\d:]))"
"""Pattern of a mark beside a name or alone on a line, where brackets are not needed."""

# Without brackets, only hours:minutes:seconds opens a line: "12:30 kom han hjem" is speech.
_LEADING = re.compile(rf"[ \t]*(?:{BRACKETED}|{_LONG}(?:{_TO}{_LONG})?(?![\w:]))[ \t]*")
_WHOLE = re.compile(rf"[ \t]*{ANY_MARK}[ \t]*")
_PARTS = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?")


def clock_time(mark: str) -> str | None:
    """Return a mark as "HH:MM:SS" (of a range its beginning), or None where it is no possible time.

    Two numbers are minutes and seconds, as recorders write them; fractions of a second are dropped.
    """
    found = _PARTS.search(mark)
    if found is None:
        return None
    first, second, third = found.groups()
    seconds = int(second) if third is None else int(third)
    minutes = int(first) if third is None else int(first) * 60 + int(second)
    if seconds > 59 or (third is not None and int(second) > 59):
        return None
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"


def split_leading_time(line: str) -> tuple[str | None, str]:
    """Return the time a line opens with and the rest of the line, or None and the whole line.

    A line that is nothing but a mark gives the time and an empty rest.
    """
    found = _WHOLE.fullmatch(line) or _LEADING.match(line)
    if found is None:
        return None, line
    time = clock_time(found.group())
    return (time, line[found.end() :]) if time is not None else (None, line)
