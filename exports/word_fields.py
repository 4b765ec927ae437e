"""Word fields that python-docx has no call for: page numbers, numbered captions, bookmarks, links and the contents.

A field here holds its last known result, so a document reads well before anybody updates it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from exports.word_styles import MUTED

_TOC_LEVELS = 2


@dataclass(frozen=True)
class Heading:
    """A heading as the contents list it: its number as the list numbering shows it, empty where it has none."""

    level: int
    number: str
    text: str
    bookmark: str


def add_field(paragraph: Paragraph, instruction: str, result: str) -> None:
    """A field such as PAGE, with what it shows until it is updated."""
    _field_sign(paragraph, "begin")
    _instruction(paragraph, instruction)
    _field_sign(paragraph, "separate")
    paragraph.add_run(result)
    _field_sign(paragraph, "end")


def add_caption(paragraph: Paragraph, label: str, number: int, text: str) -> None:
    """ "Table 1. Words", where Word counts the number."""
    paragraph.add_run(f"{label} ")
    add_field(paragraph, f"SEQ {label} \\* ARABIC", str(number))
    paragraph.add_run(f". {text}")


class Bookmarks:
    """Marks headings so that the contents can link to them; each mark has an id and a name of its own."""

    def __init__(self) -> None:
        self._ids = count(1)

    def mark(self, paragraph: Paragraph) -> str:
        """Put a bookmark around the paragraph's runs; returns its name."""
        number = next(self._ids)
        name = f"_Toc{number:08d}"
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(number))
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), str(number))
        properties = paragraph._p.pPr
        paragraph._p.insert(0 if properties is None else 1, start)
        paragraph._p.append(end)
        return name


def add_contents(after: Paragraph, document: Any, title: str, hint: str, headings: Sequence[Heading]) -> None:
    """A contents list behind a paragraph, which is the field Word itself makes, filled with the headings.

    Page numbers are only known to a program that lays out pages. So the list shows links and `hint`, which says how to
    get page numbers and goes away with the first update.
    """
    listed = [heading for heading in headings if heading.level <= _TOC_LEVELS]
    block, content = _content_control(title)
    after._p.addnext(block)
    styles = document.styles
    _styled(content, styles["TOC Heading"].style_id, after).add_run(title)
    for place, heading in enumerate(listed):
        paragraph = _styled(content, styles[f"toc {heading.level}"].style_id, after)
        if place == 0:
            _begin_contents(paragraph)
        _add_link(paragraph, heading)
    last = _styled(content, styles["toc 1"].style_id, after)
    if not listed:
        _begin_contents(last)
    last.add_run(hint, MUTED).bold = False
    _field_sign(last, "end")


def _begin_contents(paragraph: Paragraph) -> None:
    _field_sign(paragraph, "begin")
    _instruction(paragraph, f'TOC \\o "1-{_TOC_LEVELS}" \\h \\z \\u')
    _field_sign(paragraph, "separate")


def _content_control(title: str) -> tuple[Any, Any]:
    # Word shows "Update table" on top of a content control of this gallery.
    block = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    alias = OxmlElement("w:alias")
    alias.set(qn("w:val"), title)
    part = OxmlElement("w:docPartObj")
    gallery = OxmlElement("w:docPartGallery")
    gallery.set(qn("w:val"), "Table of Contents")
    part.append(gallery)
    part.append(OxmlElement("w:docPartUnique"))
    properties.extend([alias, part])
    content = OxmlElement("w:sdtContent")
    block.extend([properties, content])
    return block, content


def _styled(content: Any, style_id: str, parent: Paragraph) -> Paragraph:
    element: Any = OxmlElement("w:p")
    content.append(element)
    element.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), style_id)
    return Paragraph(element, parent._parent)


def _add_link(paragraph: Paragraph, heading: Heading) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), heading.bookmark)
    link.set(qn("w:history"), "1")
    paragraph._p.append(link)
    for text in filter(None, (heading.number and f"{heading.number}\t", heading.text)):
        run = paragraph.add_run(text)
        link.append(run._r)


def _instruction(paragraph: Paragraph, instruction: str) -> None:
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = f" {instruction} "
    paragraph.add_run()._r.append(element)


def _field_sign(paragraph: Paragraph, kind: str) -> None:
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(element)
