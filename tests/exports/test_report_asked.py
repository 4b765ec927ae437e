"""The report prints the study's rule for words for numbers, what was asked of whom, and whether silence was asked."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pytest

from coding.evidence import load_evidence
from coding.framework_cells import FrameworkCell, save_cell
from coding.framework_matrix import framework_matrix, framework_rows
from coding.interview_guide import add_questions, list_questions, mark_asked, set_questions
from coding.number_words import USUAL, Need, Step
from coding.study_ladder import save_ladder
from corpus.coders import ensure_coder
from corpus.guide_files import ReadQuestion
from corpus.language import ENGLISH
from corpus.study import Study
from exports.report.files import write_report
from exports.spreadsheet import write_excel
from tests.studies import ANNA, document_id, group_id, small_study


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Study]:
    study = small_study(tmp_path / "prøve.citat")
    yield study
    study.close()


def report(study: Study) -> str:
    return write_report(study, ENGLISH, language="en", ending=".md").decode()


def test_the_method_prints_the_rule_that_the_study_has_set(own: Study) -> None:
    assert "“most”: at least 3 informants, at least 51 % of those asked" in report(own).replace("\\", "")
    strict = replace(USUAL, needs=MappingProxyType({**USUAL.needs, Step.MOST: Need(60, 4, 5)}))
    save_ladder(own, ensure_coder(own, ANNA).id, strict, "en")
    assert "“most”: at least 4 informants, at least 60 % of those asked" in report(own).replace("\\", "")


def test_questions_and_silence_are_in_the_report_only_where_there_is_a_guide(own: Study) -> None:
    before = report(own)
    assert "What was asked of whom" not in before
    assert "asked about it" not in before
    anna = ensure_coder(own, ANNA).id
    add_questions(own, anna, [ReadQuestion("Sprog", "Hvordan går det med sproget?")], [group_id(own, "leader")])
    (question,) = list_questions(own)
    set_questions(own, anna, [replace(question, codes=("code-language",))])
    mark_asked(own, anna, {(question.id, document_id(own, "Leder 2")): False})
    printed = report(own)
    assert "Hvordan går det med sproget?" in printed.replace("\\", "")
    (row,) = [line for line in printed.splitlines() if "Hvordan går det med sproget" in line and line.startswith("|")]
    assert [cell.strip() for cell in row.split("|")[3:6]] == ["1 of 2", "0 of 3", "0 of 2"]
    (row,) = [line for line in printed.splitlines() if line.startswith("|") and "Sprog og kompetencer" in line][:1]
    assert "0 of 3 (not asked)" in row.replace("\\", "")
    assert "They were not asked about it." in printed


def test_excel_has_a_sheet_of_questions_by_group_only_where_there_is_a_guide(own: Study) -> None:
    def sheets() -> dict[str, list[tuple[object, ...]]]:
        book = openpyxl.load_workbook(io.BytesIO(write_excel(own, ENGLISH)))
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}

    assert "Questions x groups" not in sheets()
    question = ReadQuestion("Sprog", "=1+1 Hvordan går det med sproget?")
    add_questions(own, ensure_coder(own, ANNA).id, [question], [group_id(own, "leader")])
    heading, row = sheets()["Questions x groups"]
    assert heading[:5] == ("Topic", "Question", "Ledere: asked", "Ledere: of interviewed", "Ledere: not known")
    assert row[:8] == ("Sprog", "=1+1 Hvordan går det med sproget?", 2, 2, 0, 0, 3, 0)


def test_the_code_sheets_tell_not_asked_from_not_said_where_the_guide_knows(own: Study) -> None:
    def sheets() -> dict[str, dict[tuple[object, object], object]]:
        book = openpyxl.load_workbook(io.BytesIO(write_excel(own, ENGLISH)))
        found: dict[str, dict[tuple[object, object], object]] = {}
        for sheet in book.worksheets:
            heading, *rows = sheet.iter_rows(values_only=True)
            if sheet.title.startswith("Code x"):
                pairs = ((row, zip(heading[2:], row[2:], strict=True)) for row in rows)
                found[sheet.title] = {(row[1] or row[0], name): value for row, cells in pairs for name, value in cells}
        return found

    before = sheets()
    code = "Sprog og kompetencer"
    person = before["Code x participant, 0-1"]
    assert set(person.values()) == {0, 1}
    assert (code, "Ledere: why none") not in before["Code x group"]
    anna = ensure_coder(own, ANNA).id
    add_questions(own, anna, [ReadQuestion("Sprog", "Hvordan går det med sproget?")], [group_id(own, "citizen")])
    (question,) = list_questions(own)
    set_questions(own, anna, [replace(question, codes=("code-language",))])
    after = sheets()
    person = after["Code x participant, 0-1"]
    silent = {name for (row, name), value in before["Code x participant, 0-1"].items() if row == code and value == 0}
    assert person[code, "Borger 1"] == 1
    assert person[code, "Sagsbehandler 1"] == "not asked"
    assert person[code, "Borger 2"] == ("not said" if "Borger 2" in silent else 1)
    assert person["Fællesskab", "Leder 1"] == before["Code x participant, 0-1"]["Fællesskab", "Leder 1"]
    assert after["Code x group"][code, "Sagsbehandlere: why none"] == "not asked"
    assert after["Code x group"][code, "Sagsbehandlere: informants"] == 0
    assert after["Code x group"][code, "Borgere: why none"] is None
    changed = {value for value in after["Code x case, passages"].values() if isinstance(value, str)}
    assert changed <= {"not asked", "not said"}


def test_the_framework_matrix_of_the_report_knows_the_guide(own: Study) -> None:
    anna, evidence = ensure_coder(own, ANNA).id, load_evidence(own)
    rows = framework_rows(evidence, (), "participant")
    cell = FrameworkCell("code-language", rows[0].key, "Sproget driller.")
    save_cell(own, anna, cell, rows[0], framework_matrix(evidence, rows, ("code-language",)))
    assert "not asked" not in report(own).replace("“Not asked”", "")
    add_questions(own, anna, [ReadQuestion("", "Hvordan går det med sproget?")], [group_id(own, "leader")])
    (question,) = list_questions(own)
    set_questions(own, anna, [replace(question, codes=("code-language",))])
    borger = [line for line in report(own).splitlines() if line.startswith("|") and "Borger 2" in line]
    assert any("not asked" in line for line in borger)
