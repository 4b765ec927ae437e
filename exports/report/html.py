"""A report's blocks as one HTML page that needs nothing else: pictures and looks are in it, every text is escaped."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Any, Final

from babel.dates import format_date
from lxml import etree

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

_NOTHING_RUNS: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_LOOKS: Final = """
body { font: 1rem/1.55 Calibri, Carlito, system-ui, sans-serif; color: #1e2428; background: #fff; margin: 2rem auto;
  max-width: 46rem; padding: 0 1.25rem; }
h1, h2, h4 { color: #1f3a4d; } h3 { color: #2f6f8f; } h1, h2, h3, h4 { line-height: 1.25; }
h2 { margin-top: 3rem; border-bottom: 1px solid #c9d3da; padding-bottom: .3rem; }
p, td, th, li, blockquote { white-space: pre-line; }
.subtitle { color: #2f6f8f; font-size: 1.15rem; }
.count { background: #eff4f7; border-left: 3px solid #2f6f8f; padding: .35rem .7rem; }
.notice { background: #fff6e5; border-left: 3px solid #d98a00; color: #8a4b00; font-weight: 600;
  padding: .35rem .7rem; }
.note { color: #595959; font-size: .87rem; }
.muted { color: #595959; } .run-in { color: #1f3a4d; font-weight: 600; }
blockquote { margin: .7rem 1.5rem; } blockquote p { margin: 0; }
aside { background: #f3f6f1; border-left: 3px solid #5b7f4a; margin: 1.2rem 0; padding: .5rem 1rem; }
aside p { margin: .3rem 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; margin: .3rem 0 1rem; width: 100%; }
caption, figcaption { color: #1f3a4d; font-weight: 600; padding: .8rem 0 .3rem; text-align: left; }
th, td { border-bottom: 1px solid #c9d3da; padding: .3rem .5rem; text-align: left; vertical-align: top; }
th { background: #e7edf1; } .total td { font-weight: 600; border-top: 1px solid #2f6f8f; }
figure { margin: 1rem 0; } img { max-width: 100%; height: auto; }
nav ul { list-style: none; padding-left: 1.2rem; } nav > ul { padding-left: 0; } nav a { color: #1f3a4d; }
@media print { h2 { break-before: page; } body { margin: 0; max-width: none; } }
"""


def write_html(report: Report, texts: Texts) -> str:
    """The report as a whole HTML page. Its chapters are headings of level 2, below the title."""
    _ = texts.gettext
    body = _made(
        "body",
        _made("h1", writable(report.title)),
        _text("p", report.subtitle, "subtitle"),
        *([_text("p", report.authors)] if report.authors else []),
        _text("p", format_date(report.day, format="long", locale=locale_of(report.language))),
        *(_made_up(report, texts)),
        *([_contents(report.blocks, _("Contents"))] if report.contents else []),
        *_body(report.blocks, texts),
    )
    head = _made(
        "head",
        _made("meta", charset="utf-8"),
        _made("meta", {"http-equiv": "Content-Security-Policy", "content": _NOTHING_RUNS}),
        _made("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _made("title", writable(report.title)),
        _made("style", _LOOKS),
    )
    page = _made("html", head, body, lang=report.language)
    written: str = etree.tostring(page, doctype="<!doctype html>", encoding="unicode", method="html")
    return written + "\n"


def _made_up(report: Report, texts: Texts) -> Iterator[Any]:
    if report.made_up:
        yield _text("p", texts.gettext("Everything in this report is made up: persons, places and words."), "notice")


def _contents(blocks: Iterable[Block], title: str) -> Any:
    chapters: list[Any] = []
    for place, block in enumerate(blocks):
        if not isinstance(block, Heading) or block.level > 2:
            continue
        link = _made("li", _made("a", _numbered(block), href=f"#h{place}"))
        if block.level == 1 or not chapters:
            chapters.append(link)
        else:
            below = chapters[-1].find("ul")
            if below is None:
                below = _made("ul")
                chapters[-1].append(below)
            below.append(link)
    return _made("nav", _text("p", title, "run-in"), _made("ul", *chapters))


def _body(blocks: Iterable[Block], texts: Texts) -> Iterator[Any]:
    items: Any = None
    for place, block in enumerate(blocks):
        if isinstance(block, Item):
            if items is None:
                items = _made("ul")
            items.append(_spans("li", block.spans))
            continue
        if items is not None:
            yield items
            items = None
        if not isinstance(block, Pages):
            yield _element(block, place, texts)
    if items is not None:
        yield items


def _element(block: Block, place: int, texts: Texts) -> Any:
    match block:
        case Heading():
            element = _text(f"h{block.level + 1}", _numbered(block))
            element.set("id", f"h{place}")
        case Paragraph():
            element = _spans("p", block.spans, "" if block.style == "text" else block.style)
        case Quote():
            *lines, last = block.lines
            label = Span(f" ({block.label})", "muted")
            element = _made("blockquote", *(_spans("p", line) for line in lines), _spans("p", (*last, label)))
        case InlineQuotes():
            element = _spans("p", inline_spans(block, texts), "inline")
        case Table():
            element = _table(block, texts)
        case Figure():
            element = _figure(block, texts)
        case Box():
            element = _made("aside", _text("p", block.title, "run-in"), *(_spans("p", each) for each in block.lines))
        case _:
            raise TypeError(block)
    return element


def _table(block: Table, texts: Texts) -> Any:
    caption = caption_words(block, texts)
    head = _made("thead", _made("tr", *(_header_cell(words) for words in block.header)))
    rows = [_made("tr", *(_text("td", words) for words in row)) for row in block.rows]
    if block.total:
        rows[-1].set("class", "total")
    table = _made("table", _text("caption", caption), head, _made("tbody", *rows))
    wide = _made("div", table)
    wide.set("class", "wide")
    return wide


def _header_cell(words: str) -> Any:
    cell = _text("th", words)
    cell.set("scope", "col")
    return cell


def _figure(block: Figure, texts: Texts) -> Any:
    caption = caption_words(block, texts)
    source = f"data:image/png;base64,{b64encode(block.picture).decode('ascii')}"
    return _made("figure", _text("figcaption", caption), _made("img", src=source, alt=writable(block.alternative)))


def _made(tag: str, *inside: Any, **attributes: str) -> Any:
    """An element; text in it is text whatever signs it has."""
    element = etree.Element(tag, attributes)
    for each in inside:
        if isinstance(each, dict):
            element.attrib.update(each)
        elif isinstance(each, str):
            element.text = each
        else:
            element.append(each)
    return element


def _numbered(heading: Heading) -> str:
    return writable(f"{heading.number} {heading.text}".strip())


def _text(tag: str, words: str, look: str = "") -> Any:
    element = _made(tag, writable(words))
    if look:
        element.set("class", look)
    return element


def _spans(tag: str, spans: Iterable[Span], look: str = "") -> Any:
    element = _text(tag, "", look)
    for span in spans:
        element.append(_text("span", span.text, "" if span.look == "plain" else span.look))
    return element
