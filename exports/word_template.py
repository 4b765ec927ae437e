"""A team's own Word template: its styles, headers and pages are kept, and what a report needs besides is added.

A paragraph that holds nothing but {report} or {rapport} says where the report goes; what stands before and after it
stays. Without one the template's own text is taken out.
"""

import io
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from corpus.errors import UnreadableFile
from corpus.language import Language
from corpus.readers.office_files import open_office_file
from exports import word_styles as look

MARKS: Final = ("{report}", "{rapport}")
LARGEST_MB: Final = 10

_CONTENT_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_MACROS: Final = b"macroEnabled"
_PARAGRAPHS: Final = (
    "Title",
    "Subtitle",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Caption",
    "Quote",
    "Header",
    "Footer",
    "toc 1",
    "toc 2",
    "TOC Heading",
    look.BULLETS,
    look.COUNT_SENTENCE,
    look.NOTICE,
    look.NOTE,
    look.TABLE_TEXT,
    look.BOX_HEADING,
    look.BOX_TEXT,
)
_NEEDED: Final = (
    *((name, WD_STYLE_TYPE.PARAGRAPH) for name in _PARAGRAPHS),
    (look.RUN_IN, WD_STYLE_TYPE.CHARACTER),
    (look.MUTED, WD_STYLE_TYPE.CHARACTER),
    (look.TABLE, WD_STYLE_TYPE.TABLE),
)
# A style that is added takes the template's fonts, colours and numbering, not ours.
_OURS: Final = ("w:rFonts", "w:color", "w:numPr", "w:link", "w:next", "w:rsid")


@dataclass(frozen=True)
class WordTemplate:
    """A document to write a report into, the elements that stand behind it, and the names of the styles added."""

    document: Any
    behind: tuple[Any, ...]
    added: tuple[str, ...]


def open_template(name: str, data: bytes, language: Language) -> WordTemplate:
    """Open a .docx or .dotx as a template; each call gives a document of its own.

    Raises UnreadableFile where it is no Word file, damaged, with a password, with macros, or too large, and where a
    style that a report needs is of another kind there.
    """
    document = _opened(name, data)
    added = _add_missing_styles(name, document, language)
    behind = _clear(document)
    _drop_way_to_template(document)
    return WordTemplate(document, behind, added)


def is_numbered(document: Any, style: str) -> bool:
    """Whether paragraphs of a style get a number from Word."""
    found = document.styles[style]
    while found is not None:
        properties = found.element.pPr
        number = properties.numPr if properties is not None else None
        if number is not None:
            return number.numId is None or number.numId.val != 0
        found = found.base_style
    return False


def _opened(name: str, data: bytes) -> Document:
    if len(data) > LARGEST_MB * 1_000_000:
        raise UnreadableFile(
            "The template {name} is larger than {limit} MB. Take large pictures out of it and choose it again.",
            name=name,
            limit=LARGEST_MB,
        )
    written = io.BytesIO()
    with open_office_file(name, data, "Word") as archive, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        types = archive.read_part(_CONTENT_TYPES)
        if _MACROS in types:
            raise UnreadableFile(
                "The template {name} holds macros. Open it in Word, save it as a template without macros (.dotx) and "
                "choose that file.",
                name=name,
            )
        for part in dict.fromkeys(archive.parts):
            content = types.replace(_TEMPLATE, _MAIN) if part == _CONTENT_TYPES else archive.read_part(part)
            copy.writestr(part, content)
    try:
        document: Document = docx.Document(io.BytesIO(written.getvalue()))
        _ = (document.element.body, document.styles.element, document.sections[-1])
    except (OpcError, KeyError, ValueError, IndexError, AttributeError, etree.LxmlError) as error:
        raise UnreadableFile(
            "The file {name} cannot be used as a template. Open it in Word, save it as .docx or .dotx and choose that "
            "file.",
            name=name,
        ) from error
    return document


def _add_missing_styles(name: str, document: Any, language: Language) -> tuple[str, ...]:
    ours: Any = None
    added = []
    for style, kind in _NEEDED:
        there = {found.name: found for found in document.styles}.get(style)
        if there is not None and there.type != kind:
            raise UnreadableFile(
                "In the template {name} the style “{style}” is of another kind than a report needs. Rename it in Word "
                "and choose the file again.",
                name=name,
                style=style,
            )
        if there is None:
            ours = ours or look.new_document(language)
            _add_style(document, ours.styles[style].element)
            added.append(style)
    return tuple(added)


def _add_style(document: Any, ours: Any) -> None:
    style = deepcopy(ours)
    for tag in _OURS:
        for element in list(style.iter(qn(tag))):
            element.getparent().remove(element)
    styles = document.styles.element
    taken = {each.get(qn("w:styleId")) for each in styles}
    style_id = base = style.get(qn("w:styleId"))
    number = 2
    while style_id in taken:
        style_id, number = f"{base}{number}", number + 1
    style.set(qn("w:styleId"), style_id)
    based_on = style.find(qn("w:basedOn"))
    if based_on is not None:
        default = _default_style(styles, style.get(qn("w:type")))
        if default is None:
            style.remove(based_on)
        else:
            based_on.set(qn("w:val"), default)
    styles.append(style)


def _default_style(styles: Any, kind: str) -> str | None:
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:type")) == kind and style.get(qn("w:default")) in ("1", "true", "on"):
            return str(style.get(qn("w:styleId")))
    return None


def _clear(document: Any) -> tuple[Any, ...]:
    """Take out the template's own text, or the mark alone; returns what stood behind the mark."""
    body = document.element.body
    last = body.sectPr if body.sectPr is not None else body._add_sectPr()
    children = [child for child in body if child is not last]
    place = next((at for at, child in enumerate(children) if _words(child).strip().lower() in MARKS), None)
    if place is not None:
        for child in children[place:]:
            body.remove(child)
        return tuple(children[place + 1 :])
    for child in children:
        for section in child.iter(qn("w:sectPr")):
            _keep_headers(section, last)
        body.remove(child)
    return ()


def _keep_headers(section: Any, last: Any) -> None:
    """A last section without headers of its own shows those of the sections before it, which go away."""
    for tag in ("w:headerReference", "w:footerReference"):
        own = {reference.get(qn("w:type")) for reference in last.findall(qn(tag))}
        for reference in section.findall(qn(tag)):
            if reference.get(qn("w:type")) not in own:
                last.insert(0, deepcopy(reference))


def _words(element: Any) -> str:
    if element.tag != qn("w:p"):
        return ""
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def _drop_way_to_template(document: Any) -> None:
    """The path of the template on somebody's machine is nobody else's concern."""
    for element in list(document.settings.element.iter(qn("w:attachedTemplate"))):
        element.getparent().remove(element)
    for part in document.part.package.iter_parts():
        for relation_id, relation in list(part.rels.items()):
            if relation.reltype.endswith("/attachedTemplate"):
                del part.rels[relation_id]
