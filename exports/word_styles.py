"""How a report looks: an A4 Word document with Word's own styles set for reading, and a few of its own.

Everything looks through styles, so that a team can give a report its own look in a minute.
"""

from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from corpus.language import Language

COUNT_SENTENCE = "Count sentence"
"""Own paragraph style: what the numbers say."""
NOTICE = "Notice"
"""Own paragraph style: what the reader must know before trusting what follows."""
TABLE_TEXT = "Table text"
"""Own paragraph style: words in a table."""
NOTE = "Table note"
"""Own paragraph style: what a table's numbers mean."""
BULLETS = "List Bullet"
"""Word's own paragraph style of lists."""
BOX_HEADING = "Box heading"
"""Own paragraph style: the heading of text set apart."""
BOX_TEXT = "Box text"
"""Own paragraph style: text set apart."""
RUN_IN = "Run-in heading"
"""Own character style: the first words of a paragraph as its heading."""
MUTED = "Muted"
"""Own character style: words around a quote that are not its speaker's: labels, and what others say in it."""
TABLE = "List Table 2"
"""Word's name for a table of horizontal lines with a marked heading row."""

FONT = "Calibri"
DARK, ACCENT, GREY, WARNING = "1F3A4D", "2F6F8F", "595959", "8A4B00"
TEXT_WIDTH = Cm(16)
BEHIND_BOX = Pt(10)
"""Room between a box and what follows."""
CAPTION_HEIGHT = Cm(3.9)
"""Room that a picture leaves on its page."""
LANGUAGE_TAGS: dict[Language, str] = {"da": "da-DK", "en": "en-GB"}
# The order in which Word wants a paragraph's properties.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")
_CLUTTER = ("Light ", "Medium ", "Dark ", "Colorful ")


def new_document(language: Language) -> Document:
    """An empty A4 document in the language, with the styles named here."""
    document = docx.Document()
    _drop_what_the_template_left(document)
    _set_page(document)
    _set_language(document, language)
    _set_text_styles(document)
    _set_headings(document)
    _add_own_styles(document)
    _add_contents_styles(document)
    _add_table_style(document)
    return document


def unnumbered(paragraph: Any) -> None:
    """Take the number off one heading of a numbered style."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = 0


@dataclass(frozen=True)
class _Look:
    size: float
    colour: str = ""
    bold: bool | None = None
    italic: bool | None = None
    before: float = 0
    after: float = 6
    keep_with_next: bool | None = None


def _drop_what_the_template_left(document: Document) -> None:
    """python-docx's own template carries a hundred coloured table styles, a picture of itself and old settings."""
    styles = document.styles.element
    for style in list(styles):
        name = style.find(qn("w:name"))
        if name is not None and name.get(qn("w:val"), "").startswith(_CLUTTER):
            styles.remove(style)
    package = document.part.package
    for relation_id, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[relation_id]
    for relation_id, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(("/stylesWithEffects", "/customXml")):
            del document.part.rels[relation_id]
    settings = document.settings.element
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")
    for name in ("w:savePreviewPicture", "w:proofState", "w:doNotAutoCompressPictures"):
        for element in list(settings.iter(qn(name))):
            element.getparent().remove(element)


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.3)
    section.header_distance = section.footer_distance = Cm(1.2)


def _set_language(document: Document, language: Language) -> None:
    tag = LANGUAGE_TAGS[language]
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), tag)
    settings = document.settings.element
    for element in settings.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), tag)
    signs = {"w:decimalSymbol": "," if language == "da" else ".", "w:listSeparator": ";" if language == "da" else ","}
    for name, sign in signs.items():
        for element in settings.iter(qn(name)):
            element.set(qn("w:val"), sign)


def _set_text_styles(document: Document) -> None:
    _shape(document, "Normal", _Look(11))
    document.styles["Normal"].paragraph_format.line_spacing = 1.15
    document.styles["Normal"].paragraph_format.widow_control = True
    _shape(document, "Title", _Look(30, DARK, bold=True, before=150, after=10))
    _shape(document, "Subtitle", _Look(15, ACCENT, bold=False, italic=False, after=24))
    _shape(document, "Caption", _Look(10, DARK, bold=True, before=12, after=4, keep_with_next=True))
    _shape(document, "Header", _Look(9, GREY, after=0))
    _shape(document, "Footer", _Look(9, GREY, after=0))
    _shape(document, "Quote", _Look(10.5, "262626", italic=False, before=2, after=8))
    quote = document.styles["Quote"].paragraph_format
    quote.left_indent, quote.right_indent, quote.line_spacing = Cm(1), Cm(0.8), 1.1
    _shape(document, BULLETS, _Look(11, after=4))
    _border(document.styles["Title"], "bottom", None)


def _set_headings(document: Document) -> None:
    _shape(document, "Heading 1", _Look(20, DARK, bold=True, before=0, after=14, keep_with_next=True))
    _shape(document, "Heading 2", _Look(15, ACCENT, bold=True, before=20, after=6, keep_with_next=True))
    _shape(document, "Heading 3", _Look(12, DARK, bold=True, before=14, after=4, keep_with_next=True))
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    _number_headings(document)


def _number_headings(document: Document) -> None:
    """Chapters and sections are numbered by a list that belongs to their styles: 1, 1.1."""
    numbering = document.part.numbering_part.element
    list_id = "90"
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{indent}"/></w:tabs>'
        f'<w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl>'
        for level, (text, indent) in enumerate((("%1", 567), ("%1.%2", 680)))
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{list_id}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    first_number = numbering.find(qn("w:num"))
    if first_number is None:
        numbering.append(abstract)
    else:
        first_number.addprevious(abstract)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="{list_id}"/></w:num>')
    )
    for level in (0, 1):
        properties = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = int(list_id)


def _add_own_styles(document: Document) -> None:
    for name, look in (
        (COUNT_SENTENCE, _Look(10.5, DARK, bold=False, before=2, after=8, keep_with_next=True)),
        (NOTICE, _Look(10, WARNING, bold=True, before=2, after=8)),
        (TABLE_TEXT, _Look(9.5, after=0)),
        (NOTE, _Look(9, GREY, before=4, after=12)),
        (BOX_HEADING, _Look(11, DARK, bold=True, before=12, after=0, keep_with_next=True)),
        (BOX_TEXT, _Look(10.5, after=0)),
    ):
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
        _shape(document, name, look)
    for name, line, ground in (
        (COUNT_SENTENCE, ACCENT, "EFF4F7"),
        (NOTICE, "D98A00", "FFF6E5"),
        (BOX_HEADING, "5B7F4A", "F3F6F1"),
        (BOX_TEXT, "5B7F4A", "F3F6F1"),
    ):
        _border(document.styles[name], "left", (24, line))
        _shade(document.styles[name], ground)
        document.styles[name].paragraph_format.left_indent = Cm(0.25)
    document.styles[TABLE_TEXT].paragraph_format.line_spacing = 1.05
    run_in: Any = document.styles.add_style(RUN_IN, WD_STYLE_TYPE.CHARACTER)
    run_in.font.bold, run_in.font.color.rgb = True, RGBColor.from_string(DARK)
    muted: Any = document.styles.add_style(MUTED, WD_STYLE_TYPE.CHARACTER)
    muted.font.color.rgb = RGBColor.from_string(GREY)


def _add_contents_styles(document: Document) -> None:
    for level, (indent, width, bold) in enumerate(((0.0, 0.9, True), (0.9, 1.1, False)), start=1):
        style: Any = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.element.set(qn("w:styleId"), f"TOC{level}")
        style.base_style = document.styles["Normal"]
        _shape(document, f"toc {level}", _Look(11, bold=bold, before=6 if bold else 0, after=2))
        style.paragraph_format.left_indent = Cm(indent + width)
        style.paragraph_format.first_line_indent = Cm(-width)
        style.paragraph_format.tab_stops.add_tab_stop(Cm(indent + width))
        style.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    _shape(document, "TOC Heading", _Look(20, DARK, bold=True, after=14))
    heading = document.styles["TOC Heading"]
    heading.base_style = document.styles["Normal"]
    heading.paragraph_format.page_break_before = True


def _add_table_style(document: Document) -> None:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{ACCENT}"'
    thin = 'w:val="single" w:sz="4" w:space="0" w:color="C9D3DA"'
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:styleId="ListTable2"><w:name w:val="{TABLE}"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="47"/>'
            f"<w:tblPr><w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {thin}/></w:tblBorders>"
            '<w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
            '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{DARK}"/></w:rPr><w:tcPr><w:tcBorders>'
            f'<w:bottom {line}/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="E7EDF1"/></w:tcPr>'
            f'</w:tblStylePr><w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
            f"<w:top {line}/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
        )
    )


def _shape(document: Document, name: str, look: _Look) -> None:
    style: Any = document.styles[name]
    font, space = style.font, style.paragraph_format
    _use_font(style)
    font.size = Pt(look.size)
    if look.colour:
        font.color.rgb = RGBColor.from_string(look.colour)
    if look.bold is not None:
        font.bold = look.bold
    if look.italic is not None:
        font.italic = look.italic
    space.space_before, space.space_after = Pt(look.before), Pt(look.after)
    space.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if look.keep_with_next is not None:
        space.keep_with_next = look.keep_with_next


def _use_font(style: Any) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for attribute in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(attribute), FONT)


def _border(style: Any, side: str, line: tuple[int, str] | None) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if line is not None:
        size, colour = line
        borders = OxmlElement("w:pBdr")
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(size)), ("space", "8"), ("color", colour)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
        properties.insert_element_before(borders, *_AFTER_BORDERS)


def _shade(style: Any, fill: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    style.element.get_or_add_pPr().insert_element_before(shade, *_AFTER_BORDERS[1:])
