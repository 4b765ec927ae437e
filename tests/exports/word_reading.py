"""Reads a Word file as a person would see it: text with its soft hyphens, fields, styles."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

_SHOWN = {qn("w:softHyphen"): "\u00ad", qn("w:br"): "\n", qn("w:tab"): "\t"}


def open_word(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def text_of(paragraph: Any) -> str:
    """All text of a paragraph, links and soft hyphens included; python-docx leaves the hyphens out."""
    words = []
    for element in paragraph._p.iter():
        # Tab stops of a paragraph's properties have the same name as a tab among its words.
        if element.tag in _SHOWN and element.getparent().tag == qn("w:r"):
            words.append(_SHOWN[element.tag])
        elif element.tag == qn("w:t"):
            words.append(element.text or "")
    return "".join(words)


def styled(document: Document, style: str) -> list[str]:
    """The texts of all paragraphs of a style, in order."""
    return [text_of(p) for p in document.paragraphs if p.style is not None and p.style.name == style]


def section(document: Document, *headings: str) -> list[Any]:
    """The paragraphs under a heading, found by going down through the headings named, up to the next heading."""
    wanted, found = list(headings), []
    for paragraph in document.paragraphs:
        is_heading = paragraph.style is not None and str(paragraph.style.name).startswith("Heading")
        if not wanted and is_heading:
            break
        if not wanted:
            found.append(paragraph)
        elif is_heading and text_of(paragraph) == wanted[0]:
            wanted.pop(0)
    assert not wanted, f"no heading {wanted}"
    return found


def fields(part: Any) -> list[str]:
    """The instructions of all fields in a part of the document."""
    return [element.text.strip() for element in part.iter(qn("w:instrText"))]


def cells(table: Any) -> list[list[str]]:
    """A table's texts row by row."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def attributes(element: Any, tag: str, name: str) -> Iterator[str | None]:
    """One attribute of every element of this tag below `element`."""
    return (found.get(qn(name)) for found in element.iter(qn(tag)))
