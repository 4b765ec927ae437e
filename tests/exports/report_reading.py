"""Reads the three files that a report is written to, back into one row of what they hold, in order."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from exports import word_styles as look
from tests.exports.word_reading import text_of

Held = tuple[str, str]
"""What it is (heading 1, text, quote, table, figure, item, box), and its words without blanks and headings' numbers."""

_WORD_KINDS = {
    "Heading 1": "heading 1",
    "Heading 2": "heading 2",
    "Heading 3": "heading 3",
    "Quote": "quote",
    look.BULLETS: "item",
    look.BOX_HEADING: "box",
    look.BOX_TEXT: "box",
    "Caption": "caption",
}


def in_word(data: bytes) -> list[Held]:
    """What a .docx holds behind its contents."""
    document: Any = docx.Document(io.BytesIO(data))
    found: list[Held] = []
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:sdt"):
            found.clear()
        elif element.tag == qn("w:tbl"):
            table = Table(element, document)
            found.append(("table", _bare(" ".join(cell.text for row in table.rows for cell in row.cells))))
        elif element.tag == qn("w:p"):
            paragraph: Any = Paragraph(element, document)
            for shape in element.iter(qn("wp:docPr")):
                found.append(("figure", _bare(shape.get("descr"))))
            words = _bare(text_of(paragraph))
            if words:
                found.append((_WORD_KINDS.get(str(paragraph.style.name), "text"), words))
    return found


def in_html(data: bytes) -> list[Held]:
    """What an .html page holds behind its contents."""
    page: Any = html.document_fromstring(data.decode("utf-8"))
    found: list[Held] = []
    for element in page.body:
        words = _bare(str(element.text_content()))
        if element.tag == "nav":
            found.clear()
        elif element.tag in ("h2", "h3", "h4"):
            heading = str(element.text_content())
            found.append((f"heading {int(element.tag[1]) - 1}", _bare(heading.lstrip("0123456789. "))))
        elif element.tag in ("blockquote", "aside", "ul"):
            kind = {"blockquote": "quote", "aside": "box", "ul": "item"}[element.tag]
            found += [(kind, _bare(str(line.text_content()))) for line in element]
        elif element.tag == "div":
            found.append(("caption", _bare(str(element.find(".//caption").text_content()))))
            cells = element.xpath(".//th | .//td")
            found.append(("table", _bare(" ".join(str(cell.text_content()) for cell in cells))))
        elif element.tag == "figure":
            found.append(("caption", words))
            found.append(("figure", _bare(element.find("img").get("alt"))))
        else:
            found.append(("text", words))
    return found


def in_markdown(data: bytes) -> list[Held]:
    """What a .md file holds from its first chapter on."""
    tokens = MarkdownIt("commonmark").enable("table").parse(data.decode("utf-8"))
    first = next(place for place, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2")
    return list(_markdown(tokens[first:]))


def _markdown(tokens: list[Token]) -> Iterator[Held]:
    around: list[str] = []
    boxed = False
    cells: list[str] = []
    for place, token in enumerate(tokens):
        if token.type.endswith("_open"):
            around.append(token.type.removesuffix("_open"))
            if token.type == "blockquote_open":
                following = tokens[place + 2].children or []
                boxed = bool(following) and following[0].type in ("strong_open", "text") and _is_strong(following)
        elif token.type.endswith("_close"):
            around.pop()
            if token.type == "table_close":
                yield "table", _bare(" ".join(cells))
                cells = []
        elif token.type == "inline":
            yield from _inline(token, tokens[place - 1], around, boxed=boxed, cells=cells)


def _inline(token: Token, before: Token, around: list[str], *, boxed: bool, cells: list[str]) -> Iterator[Held]:
    words = _bare("".join(_said(child) for child in token.children or ()))
    images = [child for child in token.children or () if child.type == "image"]
    if images:
        yield "figure", _bare("".join(_said(child) for child in images[0].children or ()))
    elif before.type == "heading_open":
        title = "".join(_said(child) for child in token.children or ())
        yield f"heading {int(before.tag[1]) - 1}", _bare(title.lstrip("0123456789. "))
    elif "table" in around:
        cells.append(words)
    elif "list_item" in around:
        yield "item", words
    elif "blockquote" in around:
        yield ("box" if boxed else "quote"), words
    elif _is_strong(token.children or []) and words.startswith(("Table", "Figure")):
        yield "caption", words
    elif words:
        yield "text", words


def _is_strong(children: list[Token]) -> bool:
    whole = [child for child in children if child.type != "text" or child.content]
    return bool(whole) and whole[0].type == "strong_open" and whole[-1].type == "strong_close"


def _said(token: Token) -> str:
    return {"softbreak": "\n", "hardbreak": "\n"}.get(token.type, "" if token.type == "html_inline" else token.content)


def _bare(words: str) -> str:
    return "".join(words.split())
