"""A draft of one cell of the framework matrix: the people's own words first, and counts where there are several."""

from codebooks.values import Codebook
from coding.framework_matrix import FrameworkMatrix, FrameworkRow
from coding.number_words import USUAL, Ladder
from coding.synthesis.draft import Sentence, shortened, write_draft
from coding.synthesis.positions import Cell, positions_among
from coding.synthesis.statements import Statement, statements_among
from corpus.language import Language, Texts

QUOTES = 5
"""Verbatim statements of one person that a draft offers at most."""


def find_row_positions(matrix: FrameworkMatrix, code_id: str, row: FrameworkRow) -> Cell:
    """What the people of a row hold about a theme, from the codings alone; `group_id` is that of the row."""
    people = {person.id for person in row.people}
    found = statements_among(matrix.evidence, matrix.excerpts(code_id, row), people)
    return positions_among(matrix.evidence, code_id, row.group_id, found, row.people)


def draft_row(
    cell: Cell, row: FrameworkRow, codebook: Codebook, texts: Texts, language: Language, *, ladder: Ladder = USUAL
) -> tuple[Sentence, ...]:
    """Proposed sentences, starred statements first, each with the statements it rests on.

    Of one person only words said, verbatim, a sub-code at a time: nothing is counted. Of several, the sentences of a
    theme summary's draft without the voices against.
    """
    if len(row.people) > 1:
        draft = write_draft(cell, codebook, texts, language, ladder)
        return (*draft.dominant, *draft.nuances)
    return tuple(
        Sentence(_said(each, cell.code_id, codebook, texts), each.code, (each,), shortened(each.words))
        for each in _one_by_one(cell)
    )


def _one_by_one(cell: Cell) -> list[Statement]:
    """Starred first; then the first of each sub-code before the second of any; no words twice."""
    columns = [position.statements for position in cell.positions] + ([cell.rest] if cell.rest else [])
    longest = max((len(column) for column in columns), default=0)
    across = [column[at] for at in range(longest) for column in columns if at < len(column)]
    across.sort(key=lambda each: not each.starred)
    chosen: list[Statement] = []
    for each in across:
        if not any(_meet(each, other) for other in chosen):
            chosen.append(each)
    return chosen[:QUOTES]


def _meet(one: Statement, other: Statement) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _said(statement: Statement, code_id: str, codebook: Codebook, texts: Texts) -> str:
    quote = texts.gettext("“{quote}”").format(quote=shortened(statement.words))
    if statement.code == code_id:
        return quote
    return f"{codebook.code(statement.code).name}: {quote}"
