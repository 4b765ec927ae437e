"""Word files (.docx) to lines and tables; what is not running text is counted and left out.

Read from the XML itself: python-docx leaves out content controls, tracked insertions and text boxes without a word,
and unpacks everything in the file (docs/decisions/0021-reading-word.md).
"""

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.readers.lines import Block, Line, Table
from corpus.readers.office_files import OfficeArchive, damaged, open_office_file
from corpus.role_words import word_set

# Elements around text that do not change what is read.
_TRANSPARENT = word_set(
    """ins moveTo hyperlink smartTag sdt sdtContent customXml fldSimple bdo dir AlternateContent Choice ruby
    rubyBase"""
)
_LEFT_OUT = {
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "commentReference": "comments",
    "del": "deletions",
    "moveFrom": "deletions",
    "object": "embedded_objects",
    "oMath": "formulas",
    "oMathPara": "formulas",
}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OFF = frozenset(("0", "false", "off", "none"))
_BLACK = frozenset(("auto", "000000", "windowtext"))
_DOCUMENT_TYPE = "/officeDocument"


@dataclass
class _Text:
    """A paragraph as it is gathered: its pieces, and how much of its beginning is bold or coloured."""

    pieces: list[str] = field(default_factory=list)
    marked: int = 0
    marking: bool = True

    def add(self, text: str, *, is_marked: bool) -> None:
        if self.marking and (is_marked or not text.strip()):
            self.marked += len(text)
        elif text:
            self.marking = False
        self.pieces.append(text)


def read_word_file(name: str, data: bytes) -> tuple[list[Block], dict[str, int]]:
    """Return a .docx file's paragraphs and tables in their order, and how many of each other thing it holds.

    Tracked insertions are read, deletions not. Tabs stay tabs, line breaks end a line. Hidden text, footnotes,
    endnotes, comments, pictures, text boxes, formulas, headers and footers are counted and left out.
    Raises UnreadableFile where the file is no Word file or may be harmful.
    """
    with open_office_file(name, data, "Word") as archive:
        main = _main_part(archive)
        if main not in archive.parts:
            raise UnreadableFile(
                "The file {name} is a zip archive but holds no Word document. If it holds transcripts, unpack it and "
                "choose the files inside.",
                name=name,
            )
        reader = _WordReader(_Styles(archive, posixpath.dirname(main)))
        body = _child(_parse(archive, main), "body")
        blocks = list(reader.blocks(body)) if body is not None else []
        reader.left_out["headers_footers"] = _count_headers(archive)
        return blocks, dict(reader.left_out)


def _main_part(archive: OfficeArchive) -> str:
    """Return the part with the text: Word on the web sometimes calls it document2.xml."""
    if "_rels/.rels" in archive.parts:
        for relation in _parse(archive, "_rels/.rels"):
            if str(relation.get("Type", "")).endswith(_DOCUMENT_TYPE):
                return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _parse(archive: OfficeArchive, part: str) -> etree._Element:
    # Without huge_tree libxml2 also refuses nesting too deep to walk.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        return etree.fromstring(archive.read_part(part), parser)
    except etree.XMLSyntaxError as error:
        raise damaged(archive.name, archive.kind) from error


def _count_headers(archive: OfficeArchive) -> int:
    parts = (
        part for part in archive.parts if part.startswith(("word/header", "word/footer")) and part.endswith(".xml")
    )
    return sum(any(_name(e) == "t" and (e.text or "").strip() for e in _parse(archive, part).iter()) for part in parts)


class _Styles:
    """Which paragraph and character styles are headings or bold, by style id."""

    def __init__(self, archive: OfficeArchive, folder: str) -> None:
        self.headings: set[str] = set()
        self.marked: set[str] = set()
        part = f"{folder}/styles.xml"
        if part not in archive.parts:
            return
        for style in _parse(archive, part):
            if _name(style) != "style":
                continue
            identifier = _attribute(style, "styleId")
            title = _attribute(_child(style, "name"), "val").casefold()
            if title.startswith(("heading", "overskrift", "title", "titel", "subtitle", "undertitel")):
                self.headings.add(identifier)
            if _is_marked(_child(style, "rPr")):
                self.marked.add(identifier)


class _WordReader:
    """Walks the body of a document and counts what it passes by."""

    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self.left_out: Counter[str] = Counter()

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        for element in parent:
            name = _name(element)
            if name == "p":
                yield from self._lines(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name in _TRANSPARENT:
                yield from self.blocks(element)
            elif name in _LEFT_OUT:
                self.left_out[_LEFT_OUT[name]] += 1

    def _lines(self, paragraph: etree._Element) -> Iterator[Line]:
        properties = _child(paragraph, "pPr")
        style = _attribute(_child(properties, "pStyle"), "val")
        is_heading = style in self._styles.headings
        gathered = _Text()
        self._gather(paragraph, gathered, is_marked=is_heading or style in self._styles.marked)
        start = 0
        for place, raw in enumerate("".join(gathered.pieces).split("\n")):
            text = raw.strip(" \t")
            before = start + len(raw) - len(raw.lstrip(" \t"))
            marked = min(max(gathered.marked - before, 0), len(text))
            yield Line(text, text, marked, is_heading, opens_paragraph=place == 0)
            start += len(raw) + 1

    def _gather(self, parent: etree._Element, gathered: _Text, *, is_marked: bool) -> None:
        for element in parent:
            name = _name(element)
            if name == "r":
                self._gather_run(element, gathered, is_marked=is_marked)
            elif name in _TRANSPARENT:
                self._gather(element, gathered, is_marked=is_marked)
            elif name in _LEFT_OUT:
                self.left_out[_LEFT_OUT[name]] += 1

    def _gather_run(self, run: etree._Element, gathered: _Text, *, is_marked: bool) -> None:
        properties = _child(run, "rPr")
        if properties is not None:
            if _is_on(_child(properties, "vanish")) and any(_name(e) == "t" for e in run):
                self.left_out["hidden_texts"] += 1
                return
            style = _attribute(_child(properties, "rStyle"), "val")
            is_marked = is_marked or style in self._styles.marked or _is_marked(properties)
        for element in run:
            gathered.add(self._text_in_run(element), is_marked=is_marked)

    def _text_in_run(self, element: etree._Element) -> str:
        name = _name(element)
        if name == "t":
            return element.text or ""
        if name in _CHARACTERS:
            return _CHARACTERS[name]
        if name in ("drawing", "pict", "AlternateContent"):
            self._count_drawing(element)
        elif name == "sym":
            return self._symbol(_attribute(element, "char"))
        elif name in _LEFT_OUT:
            self.left_out[_LEFT_OUT[name]] += 1
        return ""

    def _symbol(self, code: str) -> str:
        """A character by its number in a font; in the private range only the font knows what it looks like."""
        number = int(code, 16) if code and all(c in "0123456789abcdefABCDEF" for c in code) else 0
        if 32 <= number < 0xD800:
            return chr(number)
        self.left_out["symbols"] += 1
        return ""

    def _count_drawing(self, element: etree._Element) -> None:
        # A text box is written twice, for new and for old readers of the format; Fallback is the second time.
        boxes = [e for e in element.iter() if _name(e) == "txbxContent" and not _is_in_fallback(e, element)]
        self.left_out["text_boxes" if boxes else "images"] += len(boxes) or 1

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = [list(_descend(row, "tc")) for row in _descend(table, "tr")]
        if all(len(row) == 1 for row in rows):
            # A frame around text is no table to a reader.
            for (cell,) in rows:
                yield from self.blocks(cell)
        else:
            yield Table(tuple(tuple(self._cell(cell) for cell in row) for row in rows))

    def _cell(self, cell: etree._Element) -> str:
        texts: list[str] = []
        for block in self.blocks(cell):
            if isinstance(block, Line):
                texts.append(block.text)
            else:
                texts += ["\t".join(row) for row in block.rows]
        return "\n".join(text for text in texts if text.strip())


def _descend(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the children of a name, also inside content controls and tracked insertions."""
    for element in parent:
        if _name(element) == wanted:
            yield element
        elif _name(element) in _TRANSPARENT:
            yield from _descend(element, wanted)


def _name(element: etree._Element) -> str:
    """Return an element's name without its namespace: Strict and Transitional files differ in nothing else."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _child(parent: etree._Element | None, name: str) -> etree._Element | None:
    return None if parent is None else next((element for element in parent if _name(element) == name), None)


def _attribute(element: etree._Element | None, name: str) -> str:
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and _attribute(element, "val") not in _OFF


def _is_marked(properties: etree._Element | None) -> bool:
    color = _attribute(_child(properties, "color"), "val").casefold()
    return _is_on(_child(properties, "b")) or (bool(color) and color not in _BLACK)


def _is_in_fallback(element: etree._Element, top: etree._Element) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not top:
        if _name(parent) == "Fallback":
            return True
        parent = parent.getparent()
    return False
