"""The framework matrix as a part of a report: the rows and themes that somebody has written on."""

from collections.abc import Iterator
from typing import Final, get_args

from coding.framework_cells import Cells, list_cells, written_matrix
from coding.framework_matrix import FrameworkMatrix, RowKind, case_levels, framework_matrix, framework_rows
from corpus.participants import list_cases
from exports.framework_matrix import framework_blocks, framework_table
from exports.report.blocks import Block, Pages
from exports.report.material import Material

_KINDS: Final[tuple[RowKind, ...]] = get_args(RowKind)


def written_framework(material: Material) -> Iterator[Block]:
    """A matrix for each kind of rows with words in it: all rows of that kind, and the themes written on."""
    cells = {place: cell for place, cell in material.masks.cells(list_cells(material.study)).items() if not cell.empty}
    for matrix in _matrices(material, cells):
        table = framework_table(written_matrix(matrix, cells), material.texts, material.language)
        yield from framework_blocks(table, material.texts)
        yield Pages(wide=False)


def _matrices(material: Material, cells: Cells) -> Iterator[FrameworkMatrix]:
    evidence = material.evidence
    cases = list_cases(material.study)
    for kind in _KINDS:
        for level in range(1 if kind == "participant" else case_levels(evidence)):
            rows = framework_rows(evidence, cases, kind, level)
            keys = {row.key for row in rows}
            themes = {code_id for code_id, key in cells if key in keys}
            codes = [code.id for code in evidence.codebook.codes if code.id in themes and not code.retired]
            if codes:
                yield framework_matrix(evidence, rows, codes, material.guide)
