"""What was asked of whom, and which word stands for how many: parts of a report's method, and notes on silent cells."""

from collections.abc import Iterator
from typing import Final

from coding.guide_coverage import QuestionCell
from coding.matrix import Cell
from coding.number_words import rule_lines
from exports.report.blocks import Block, Heading, Item, Span, Table, plain
from exports.report.material import Material
from exports.theme_summaries import group_name
from exports.words import silence_word

MOST_GROUPS: Final = 6
"""So many groups at most stand side by side on a page."""


def number_rule(material: Material) -> Iterator[Block]:
    """The study's rule for words such as "most", a line a word."""
    _ = material.texts.gettext
    yield Heading(2, _("Which word for how many"))
    yield plain(_("Words for numbers are used by this rule; a word holds where all that it needs does."))
    for line in rule_lines(material.language, material.texts, material.ladder):
        yield Item((Span(line),))


def questions_asked(material: Material) -> Iterator[Block]:
    """The questions of the interview guides and how many of each group were asked; nothing where there is no guide."""
    columns = material.evidence.columns
    if material.guide is None or not 0 < len(columns) <= MOST_GROUPS:
        return
    _ = material.texts.gettext
    rows = tuple(
        (question.topic, question.text, *(_share(cell, material) for cell in cells))
        for question, cells in material.guide.table()
    )
    header = (_("Topic"), _("Question"), *(group_name(group, material.texts) for group in columns))
    yield Heading(2, _("What was asked of whom"))
    yield plain(_("Informants who were asked, of those interviewed in each group."))
    widths = (2.6, 5.4, *(8 / len(columns) for _column in columns))
    yield Table(_("The questions of the interview guides by group"), header, rows, widths)


def silence_in_table(material: Material, cell: Cell) -> str:
    """Behind a cell without passages, in brackets, whether it was not asked or not said; empty where nobody knows."""
    why = _why(material, cell)
    return f" ({silence_word(why, material.texts)})" if why else ""


def silence_sentence(material: Material, cell: Cell) -> str:
    """The same as a sentence of its own, with a blank before it."""
    _ = material.texts.gettext
    sentences = {"not asked": _("They were not asked about it."), "not said": _("They were asked about it.")}
    why = _why(material, cell)
    return f" {sentences[why]}" if why else ""


def _why(material: Material, cell: Cell) -> str:
    if cell.passages or not cell.asked or material.guide is None:
        return ""
    return material.guide.silence(cell.code_id, material.evidence.asked_in(cell.group.id if cell.group else None))


def _share(cell: QuestionCell, material: Material) -> str:
    _ = material.texts.gettext
    share = _("{informants} of {asked}").format(informants=cell.asked, asked=cell.informants)
    return share + "; " + _("{count} not known").format(count=cell.unknown) if cell.unknown else share
