"""A report's blocks as Markdown (CommonMark with tables), every text escaped so that it reads as written."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator

from babel.dates import format_date

from corpus.language import Texts
from exports.characters import writable
from exports.report.blocks import (
    Block,
    Box,
    Figure,
    Heading,
    InlineQuotes,
    Item,
    Pages,
    Paragraph,
    Quote,
    Report,
    Span,
    Table,
    caption_words,
    inline_spans,
)
from exports.words import locale_of

# Signs that are markup wherever they stand, and those that are at the start of a line.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&]")
_LINE_START = re.compile(r"^(?:[#+=\-]|\d+(?=[.)]))", re.MULTILINE)
_BLANK = re.compile(r"\n\s+")


def write_markdown(report: Report, texts: Texts) -> str:
    """The report as Markdown. Pictures are in it, too, their data behind everything else."""
    _ = texts.gettext
    made_up = _("Everything in this report is made up: persons, places and words.")
    front = [f"# {_words(report.title)}", _words(report.subtitle)]
    front += [_words(report.authors)] if report.authors else []
    front += [_words(format_date(report.day, format="long", locale=locale_of(report.language)))]
    front += [f"**{_words(made_up)}**"] if report.made_up else []
    pictures = [
        f"[figure-{block.number}]: data:image/png;base64,{b64encode(block.picture).decode('ascii')}"
        for block in report.blocks
        if isinstance(block, Figure)
    ]
    return "\n\n".join([*front, *_body(report.blocks, texts), *pictures]) + "\n"


def _body(blocks: Iterable[Block], texts: Texts) -> Iterator[str]:
    items: list[str] = []
    for block in blocks:
        if isinstance(block, Item):
            items.append(f"- {_indented(_spans(block.spans))}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        if not isinstance(block, Pages):
            yield _block(block, texts)
    if items:
        yield "\n".join(items)


def _block(block: Block, texts: Texts) -> str:
    match block:
        case Heading():
            words = " ".join(filter(None, ("#" * (block.level + 1), block.number, _one_line(block.text))))
        case Paragraph():
            words = _spans(block.spans)
            words = f"**{words}**" if block.style == "notice" else words
        case Quote():
            lines = [_spans(line) for line in block.lines]
            lines[-1] += _words(f" ({block.label})")
            words = _quoted("\n\n".join(lines))
        case InlineQuotes():
            words = _spans(inline_spans(block, texts))
        case Table():
            words = _table(block, texts)
        case Figure():
            caption = caption_words(block, texts)
            words = f"**{_words(caption)}**\n\n![{_one_line(block.alternative)}][figure-{block.number}]"
        case Box():
            words = _quoted("\n\n".join([f"**{_words(block.title)}**", *map(_spans, block.lines)]))
        case _:
            raise TypeError(block)
    return words


def _table(block: Table, texts: Texts) -> str:
    caption = caption_words(block, texts)
    rows = [block.header, *block.rows]
    lines = ["| " + " | ".join(_words(words).replace("  \n", "<br>") for words in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(block.header))
    return f"**{_words(caption)}**\n\n" + "\n".join(lines)


def _spans(spans: Iterable[Span]) -> str:
    words = "".join(
        f"**{_words(span.text.rstrip())}** " if span.look == "run-in" else _words(span.text) for span in spans
    )
    return words.lstrip(" \t")


def _words(text: str) -> str:
    # a blank line would end the paragraph, blanks at the start of a line could make it code
    lines = _BLANK.sub("\n", writable(text))
    escaped = _LINE_START.sub(_start_escaped, _MARKUP.sub(lambda sign: "\\" + sign.group(), lines))
    return escaped.replace("\n", "  \n")


def _start_escaped(found: re.Match[str]) -> str:
    sign = found.group()
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _one_line(text: str) -> str:
    return " ".join(_words(text).split())


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))
