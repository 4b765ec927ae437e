"""The framework matrix on paper: every cell in its band and theme, why it is empty, and its passages by number."""

import gettext
import io
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT

from coding.evidence import load_evidence
from coding.framework_cells import FrameworkCell, list_cells, save_cell, written_matrix
from coding.framework_matrix import FrameworkMatrix, framework_matrix, framework_rows
from corpus.coders import ensure_coder
from corpus.participants import list_cases
from corpus.study import Study
from exports.disclosure import check_disclosure
from exports.framework_matrix import FrameworkTable, framework_table, write_framework_excel, write_framework_word
from exports.report.assembling import assemble
from exports.report.blocks import Pages, Table
from exports.report.material import load_material
from exports.report.plan import ReportPlan
from tests.studies import ANNA, BO, CHAIR, apply_words, operate, small_study

ENGLISH = gettext.NullTranslations()
WORDS = "Stolen ved bordet er hans.\n=1+1"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Study]:
    """A study of the test's own, with one cell written on two passages."""
    study = small_study(tmp_path / "prøve.citat")
    matrix = matrix_of(study)
    row = next(row for row in matrix.rows if row.label == "Borger 2")
    linked = tuple(excerpt.coding.id for excerpt in matrix.excerpts("code-meaning", row))
    save_cell(study, ensure_coder(study, ANNA).id, FrameworkCell("code-meaning", row.key, WORDS, linked), row, matrix)
    yield study
    study.close()


def matrix_of(study: Study) -> FrameworkMatrix:
    evidence = load_evidence(study)
    rows = framework_rows(evidence, list_cases(study), "participant")
    return framework_matrix(evidence, rows, ("code-barriers", "code-meaning"))


def table_of(study: Study) -> FrameworkTable:
    return framework_table(written_matrix(matrix_of(study), list_cells(study)), ENGLISH, "en")


def test_every_cell_stands_in_its_band_and_an_empty_one_says_why(own: Study) -> None:
    table = table_of(own)
    assert table.themes == ("Barrierer", "Mening")
    cells = {(band, row[0]): row[1:] for band, rows in table.bands for row in rows}
    assert cells["Ledere", "Leder 1"] == ("4 passages, not written yet", "not said")
    assert cells["Sagsbehandlere", "Sagsbehandler 3"] == ("nothing coded yet", "nothing coded yet")
    assert cells["Borgere", "Borger 2"][1] == f"{WORDS} [1, 2]"
    first = table.passages[0]
    assert (first.number, first.label, first.words) == (1, "Borger 2", CHAIR)


def test_a_passage_keeps_its_number_in_every_cell_that_names_it(own: Study) -> None:
    matrix = matrix_of(own)
    themes = framework_matrix(matrix.evidence, matrix.rows, ("code-meaning", "code-fellowship"))
    row = next(row for row in matrix.rows if row.label == "Borger 2")
    linked = tuple(excerpt.coding.id for excerpt in themes.excerpts("code-fellowship", row))
    cell = FrameworkCell("code-fellowship", row.key, "En stol.", linked)
    save_cell(own, ensure_coder(own, ANNA).id, cell, row, themes)
    table = framework_table(written_matrix(themes, list_cells(own)), ENGLISH, "en")
    cells = next(line for band, rows in table.bands for line in rows if line[0] == "Borger 2")
    assert cells[1:] == (f"{WORDS} [1, 2]", "En stol. [1]")
    assert [each.number for each in table.passages] == [1, 2]


def test_a_cell_written_before_its_codings_changed_says_so(own: Study) -> None:
    sent = apply_words(own, "Borger 2", CHAIR, "Mening")
    operate(own, ensure_coder(own, BO), "Borger 2", [sent])
    assert any("Codings changed" in text for _band, rows in table_of(own).bands for row in rows for text in row)


def test_excel_has_the_table_and_the_passages_and_runs_no_words_as_a_formula(own: Study) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_framework_excel(own, matrix_of(own), ENGLISH, language="en")))
    matrix, passages = book.worksheets[:2]
    rows = [[cell.value for cell in row] for row in matrix.iter_rows()]
    assert rows[0] == ["Band", "Row", "Barrierer", "Mening"]
    borger = next(row for row in rows if row[1] == "Borger 2")
    assert borger[3] == f"{WORDS} [1, 2]"
    assert {cell.data_type for row in matrix.iter_rows() for cell in row} <= {"s", "n"}
    assert passages["E2"].value == CHAIR


def test_word_has_a_landscape_table_for_each_band_with_a_repeated_heading(own: Study) -> None:
    written = write_framework_word(own, matrix_of(own), ENGLISH, language="en")
    document = docx.Document(io.BytesIO(written))
    assert document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    assert len(document.tables) == 3
    citizens = document.tables[2]
    assert [cell.text for cell in citizens.rows[0].cells] == ["", "Barrierer", "Mening"]
    assert citizens.rows[2].cells[2].text == f"{WORDS} [1, 2]"
    assert "tblHeader" in citizens.rows[0]._tr.xml
    printed = [paragraph.text for paragraph in document.paragraphs]
    assert any(text.startswith(f"[1] {CHAIR} (Borger 2; Borger 2, turn ") for text in printed)
    assert any("Citizens" in text or "Borgere" in text for text in printed)


def test_more_themes_than_a_page_holds_go_on_in_a_further_table(own: Study) -> None:
    evidence = load_evidence(own)
    codes = [code.id for code in evidence.codebook.codes if not code.retired]
    assert len(codes) > 4
    rows = [row for row in matrix_of(own).rows if row.band == "Ledere"]
    document = docx.Document(
        io.BytesIO(write_framework_word(own, framework_matrix(evidence, rows, codes), ENGLISH, language="en"))
    )
    headings = [cell.text for table in document.tables for cell in table.rows[0].cells[1:]]
    assert headings == [evidence.codebook.path_text(code_id) for code_id in codes]


def test_the_disclosure_check_reads_the_matrix(own: Study) -> None:
    matrix = matrix_of(own)
    row = matrix.rows[0]
    cell = FrameworkCell("code-barriers", row.key, "Ring til 26 11 20 65.")
    save_cell(own, ensure_coder(own, ANNA).id, cell, row, matrix)
    (found,) = check_disclosure(own)
    assert (found.place, found.words) == ("framework", "26 11 20 65")


def test_a_report_holds_the_rows_and_themes_that_are_written_on(own: Study) -> None:
    def tables(study: Study) -> list[Table]:
        plan = ReportPlan(parts=("framework", "codebook"))
        blocks = assemble(load_material(study, plan, ENGLISH, "en")).blocks
        assert [block.wide for block in blocks if isinstance(block, Pages)] == [True]
        return [block for block in blocks if isinstance(block, Table)]

    leaders, _caseworkers, citizens, _codebook = tables(own)
    assert (leaders.header, citizens.header) == (("", "Mening"), ("", "Mening"))
    assert [row[0] for row in leaders.rows] == ["Leder 1", "Leder 2"]
    assert ("Borger 2", f"{WORDS} [1, 2]") in citizens.rows
