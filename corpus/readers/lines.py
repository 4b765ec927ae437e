"""Lines and table rows of a transcript before anybody knows who speaks, the same for text and Word files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.readers.time_marks import BRACKETED

WRAP_WIDTH = 120
"""No line longer than this, and blank lines between paragraphs: the line ends were put in by a program."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a paragraph, or part of one where the writer broke the line inside it.

    `text` is the line as written and what is kept when it turns out to be speech. `plain` is the same line without
    Markdown signs around its beginning, which is what a speaker's name is looked for in. The first `marked`
    characters of `plain` are bold, coloured or a heading.
    """

    text: str
    plain: str
    marked: int = 0
    is_heading: bool = False
    opens_paragraph: bool = True

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be seen on the line."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A table by rows; a cell's paragraphs are joined by LF. Rows need not be equally long."""

    rows: tuple[tuple[str, ...], ...]


Block = Line | Table

_HEADING = re.compile(r"#{1,6}[ \t]+")
_EMPHASIS = re.compile(rf"((?:{BRACKETED})?[ \t]*)(\*\*\*|\*\*|__|\*)(?=\S)(.{{1,60}}?)(?<=\S)\2(?!\*)")


def lines_of_text(text: str) -> Iterator[Line]:
    """Yield the lines of a plain text or Markdown file, blank ones included; `text` has LF line ends.

    Only LF ends a line: other characters that some programs break at (U+2028, U+0085) stay in the text.
    """
    raw_lines = text.split("\n")
    blank_between = any(not line.strip() for line in raw_lines)
    is_wrapped = blank_between and max(map(len, raw_lines)) <= WRAP_WIDTH
    after_blank = True
    for raw in raw_lines:
        yield _line_of_markdown(raw.strip(" \t"), opens_paragraph=after_blank or not is_wrapped)
        after_blank = not raw.strip()


def _line_of_markdown(text: str, *, opens_paragraph: bool) -> Line:
    heading = _HEADING.match(text)
    plain, is_heading = (text[heading.end() :].rstrip("# \t"), True) if heading else (text, False)
    marked = len(plain) if heading else 0
    emphasis = _EMPHASIS.match(plain)
    if emphasis:
        before, _, inner = emphasis.groups()
        plain = before + inner + plain[emphasis.end() :]
        marked = marked or len(before + inner)
    return Line(text, plain, marked, is_heading, opens_paragraph)
