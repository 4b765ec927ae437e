"""What a report is made of before it is a file: blocks in their order, the same for Word, HTML and Markdown."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus.language import Language, Texts

Look = Literal["plain", "muted", "run-in"]
"""How words stand out: `muted` are not the quoted person's own, `run-in` head their paragraph."""
Style = Literal["text", "count", "notice", "note"]
"""What a paragraph is: text, what the numbers say, what must be known before trusting what follows, a table's note."""


@dataclass(frozen=True)
class Span:
    """Words of one look; a line break in them stays one."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3; `key` is what quotes name their section by, `number` ("2.1") comes at the end."""

    level: int
    text: str
    key: str = ""
    numbered: bool = True
    number: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `with_next` keeps it on the page of what follows."""

    spans: tuple[Span, ...]
    style: Style = "text"
    with_next: bool = False


@dataclass(frozen=True)
class Item:
    """One line of a list with bullets."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Quote:
    """Somebody's words, a line for each speaker, and the label behind them.

    `section` is the key of the heading it stands under, `first` that of the section which quotes it first.
    """

    lines: tuple[tuple[Span, ...], ...]
    label: str
    section: str = ""
    first: str = ""


@dataclass(frozen=True)
class InlineQuotes:
    """Short quotes that run in one paragraph, each of a single line."""

    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Table:
    """A table with its caption; `widths` in centimetres, `total` marks the last row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    total: bool = False
    number: int = 0


@dataclass(frozen=True)
class Figure:
    """A picture (PNG) with its caption, and in words for those who do not see it."""

    caption: str
    picture: bytes
    alternative: str
    number: int = 0


@dataclass(frozen=True)
class Box:
    """Text set apart from the chapter it stands in."""

    title: str
    lines: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True)
class Pages:
    """What follows stands on upright pages, or on wide ones."""

    wide: bool


Block = Heading | Paragraph | Item | Quote | InlineQuotes | Table | Figure | Box | Pages


@dataclass(frozen=True)
class Report:
    """A whole report: what its title page says, then its contents, unless it has none, and its blocks."""

    title: str
    subtitle: str
    authors: str
    day: date
    made_up: bool
    language: Language
    blocks: tuple[Block, ...]
    contents: bool = True


def plain(text: str, style: Style = "text") -> Paragraph:
    """A paragraph of one look."""
    return Paragraph((Span(text),), style)


def written(text: str, heading: str = "") -> Iterator[Paragraph | Item]:
    """A researcher's text, a paragraph a line, lines that begin with a dash as a list; the first led by a heading."""
    for place, line in enumerate(filter(None, map(str.strip, text.replace("\r\n", "\n").split("\n")))):
        lead = (Span(f"{heading} ", "run-in"),) if heading and place == 0 else ()
        if line.startswith(("- ", "• ", "* ")) and not lead:
            yield Item((Span(line[2:].strip()),))
        else:
            yield Paragraph((*lead, Span(line)))


def inline_spans(block: InlineQuotes, texts: Texts) -> tuple[Span, ...]:
    """Short quotes one after the other, each in quotation marks with its label behind it."""
    _ = texts.gettext
    spans: list[Span] = []
    for place, quote in enumerate(block.quotes):
        before, _placeholder, after = _("“{words}”").partition("{words}")
        (line,) = quote.lines
        spans += [Span(("; " if place else "") + before), *line, Span(after), Span(f" ({quote.label})", "muted")]
    return tuple(spans)


def caption_words(block: Table | Figure, texts: Texts) -> str:
    """ "Table 1. Words"."""
    label = texts.gettext("Table") if isinstance(block, Table) else texts.gettext("Figure")
    return f"{label} {block.number}. {block.caption}"


def finished(blocks: Iterable[Block], texts: Texts) -> tuple[Block, ...]:
    """The blocks with chapters, sections, tables and figures numbered, and quotes naming where else they stand.

    A heading of level 3 has no number; a quote under it names the section above. Pages are turned only where something
    follows that stands on others than what came before.
    """
    numbered = tuple(_numbered(_turned(blocks)))
    numbers = {block.key: block.number for block in numbered if isinstance(block, Heading) and block.key}

    def labelled(quote: Quote) -> Quote:
        here, there = numbers.get(quote.section, ""), numbers.get(quote.first, "")
        if not there or here == there:
            return quote
        return replace(quote, label=quote.label + texts.gettext("; also quoted in {section}").format(section=there))

    return tuple(_with_quotes(block, labelled) for block in numbered)


def _with_quotes(block: Block, change: Callable[[Quote], Quote]) -> Block:
    if isinstance(block, Quote):
        return change(block)
    if isinstance(block, InlineQuotes):
        return InlineQuotes(tuple(map(change, block.quotes)))
    return block


def _turned(blocks: Iterable[Block]) -> Iterator[Block]:
    wide = wanted = False
    for block in blocks:
        if isinstance(block, Pages):
            wanted = block.wide
            continue
        if wanted != wide:
            wide = wanted
            yield Pages(wide)
        yield block


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    chapter = section = tables = figures = 0
    for block in blocks:
        if isinstance(block, Heading) and block.numbered and block.level == 1:
            chapter, section = chapter + 1, 0
            yield replace(block, number=str(chapter))
        elif isinstance(block, Heading) and block.numbered and block.level == 2:
            section += 1
            yield replace(block, number=f"{chapter}.{section}")
        elif isinstance(block, Table):
            tables += 1
            yield replace(block, number=tables)
        elif isinstance(block, Figure):
            figures += 1
            yield replace(block, number=figures)
        else:
            yield block
