"""The framework matrix: rows and bands, what stands behind a cell, words that are kept, and drafts by extraction."""

import gettext
from dataclasses import replace
from uuid import uuid4

import pytest

from coding.checking import check_study
from coding.codebook_store import merge_codes
from coding.evidence import load_evidence
from coding.framework_cells import (
    SCOPE,
    FrameworkCell,
    earlier_words,
    is_out_of_date,
    linked_excerpts,
    list_cells,
    save_cell,
    written_matrix,
)
from coding.framework_matrix import FrameworkMatrix, FrameworkRow, RowKind, framework_matrix, framework_rows
from coding.operations import apply_operations
from coding.synthesis import draft_row, find_row_positions
from corpus.coders import ensure_coder
from corpus.errors import Conflict
from corpus.participants import list_cases
from corpus.study import Study
from tests.studies import ANNA, BO, CHAIR, FELLOWSHIP, PARTY, TIME, apply_words, document_id

THEMES = ("code-barriers", "code-meaning")
ENGLISH = gettext.NullTranslations()


def matrix_of(study: Study, kind: RowKind = "participant", level: int = 0) -> FrameworkMatrix:
    evidence = load_evidence(study)
    return framework_matrix(evidence, framework_rows(evidence, list_cases(study), kind, level), THEMES)


def row_of(matrix: FrameworkMatrix, label: str, band: str | None = None) -> FrameworkRow:
    return next(row for row in matrix.rows if row.label == label and band in (None, row.band))


def write(study: Study, code_id: str, label: str, words: str, *, coder: str = ANNA, **how: object) -> None:
    matrix = matrix_of(study)
    row = row_of(matrix, label)
    stored = list_cells(study).get((code_id, row.key)) or FrameworkCell(code_id, row.key)
    save_cell(study, ensure_coder(study, coder).id, replace(stored, words=words), row, matrix, **how)  # type: ignore[arg-type]


def cell_of(study: Study, code_id: str, label: str) -> FrameworkCell:
    return list_cells(study)[code_id, row_of(matrix_of(study), label).key]


def test_informants_stand_in_bands_of_their_groups_in_the_studys_order(study: Study) -> None:
    rows = matrix_of(study).rows
    assert [(row.band, row.label) for row in rows[:3]] == [
        ("Ledere", "Leder 1"),
        ("Ledere", "Leder 2"),
        ("Sagsbehandlere", "Sagsbehandler 1"),
    ]


def test_a_case_holds_everybody_within_it_and_a_deeper_level_stands_in_the_band_of_the_case_around(
    study: Study,
) -> None:
    outer = matrix_of(study, "case")
    assert [row.label for row in outer.rows] == ["Nordby", "Sydby"]
    assert {person.label for person in row_of(outer, "Sydby").people} == {"Leder 2", "Borger 2"}
    inner = matrix_of(study, "case", 1)
    assert [(row.band, row.label) for row in inner.rows] == [("Nordby", "Vaskeriet"), ("Sydby", "Køkkenet")]


def test_a_cell_rests_on_its_theme_and_all_below_said_by_its_row(study: Study) -> None:
    matrix = matrix_of(study)
    for row in matrix.rows:
        for code_id in THEMES:
            wanted = [
                excerpt
                for excerpt in matrix.evidence.excerpts
                if code_id in matrix.evidence.above[excerpt.coding.code_id]
                and row.participant_id in {voice.id for voice in excerpt.voices}
            ]
            assert list(matrix.excerpts(code_id, row)) == wanted


def test_an_empty_cell_says_not_asked_not_coded_or_not_said(study: Study) -> None:
    matrix = matrix_of(study)
    assert matrix.silence("code-meaning", row_of(matrix, "Leder 1")) == "not said"
    assert matrix.silence("code-meaning", row_of(matrix, "Sagsbehandler 3")) == "not coded"
    assert matrix.silence("code-barriers", row_of(matrix, "Leder 1")) == ""
    groups = matrix_of(study, "case and group")
    nobody = row_of(groups, "Sydby", "Sagsbehandlere")
    assert groups.silence("code-barriers", nobody) == "not asked"
    assert written_matrix(groups, {}).state("code-barriers", nobody) == "not asked"


def test_words_are_kept_with_their_passages_and_come_back_with_undo(study: Study) -> None:
    matrix = matrix_of(study)
    row = row_of(matrix, "Leder 1")
    codings = tuple(excerpt.coding.id for excerpt in matrix.excerpts("code-barriers", row))
    written = FrameworkCell("code-barriers", row.key, "Papirer før borgere.", codings[:2])
    anna = ensure_coder(study, ANNA)
    save_cell(study, anna.id, written, row, matrix)
    stored = cell_of(study, "code-barriers", "Leder 1")
    assert (stored.words, stored.evidence) == ("Papirer før borgere.", codings[:2])
    assert linked_excerpts(stored, matrix.excerpts("code-barriers", row))[0].coding.id == codings[0]
    assert written_matrix(matrix, list_cells(study)).state("code-barriers", row) == "written"
    assert not check_study(study)
    study.undo(anna.id, SCOPE)
    assert list_cells(study) == {}


def test_a_cell_shows_when_its_codings_changed_until_it_is_read_again(study: Study) -> None:
    write(study, "code-barriers", "Leder 2", "Ingen tid.")

    def late(label: str) -> bool:
        matrix = matrix_of(study)
        return is_out_of_date(cell_of(study, "code-barriers", label), matrix, row_of(matrix, label))

    sent = apply_words(study, "Borger 2", CHAIR, TIME)
    apply_operations(study, ensure_coder(study, BO).id, document_id(study, "Borger 2"), [sent])
    assert not late("Leder 2")
    sent = apply_words(study, "Leder 2", "Vi drak kaffe", TIME)
    apply_operations(study, ensure_coder(study, BO).id, document_id(study, "Leder 2"), [sent])
    assert late("Leder 2")
    write(study, "code-barriers", "Leder 2", "Ingen tid, men kaffe.", read_again=False)
    assert late("Leder 2")
    write(study, "code-barriers", "Leder 2", "Ingen tid, men kaffe.")
    assert not late("Leder 2")


def test_what_somebody_else_wrote_meanwhile_is_never_written_over(study: Study) -> None:
    write(study, "code-barriers", "Leder 1", "Annas ord.")
    write(study, "code-barriers", "Leder 1", "Bos ord.", coder=BO, seen="Annas ord.")
    with pytest.raises(Conflict):
        write(study, "code-barriers", "Leder 1", "Annas nye ord.", seen="Annas ord.")
    assert cell_of(study, "code-barriers", "Leder 1").words == "Bos ord."
    write(study, "code-barriers", "Leder 1", "Begges ord.", seen="Bos ord.")
    earlier = earlier_words(study, cell_of(study, "code-barriers", "Leder 1"))
    assert [(version.coder, version.values["words"]) for version in earlier] == [
        (BO, "Bos ord."),
        (ANNA, "Annas ord."),
    ]


def test_a_linked_coding_that_is_removed_leaves_the_cell_and_comes_back_with_undo(study: Study) -> None:
    matrix, anna = matrix_of(study), ensure_coder(study, ANNA)
    row = row_of(matrix, "Borger 2")
    own = next(x for x in matrix.excerpts("code-meaning", row) if x.coding.coder == ANNA)
    save_cell(study, anna.id, FrameworkCell("code-meaning", row.key, "En stol.", (own.coding.id,)), row, matrix)
    remove = {"op": "remove", "cid": str(uuid4()), "coding": own.coding.id}
    apply_operations(study, anna.id, own.coding.document_id, [remove])
    assert cell_of(study, "code-meaning", "Borger 2").evidence == ()
    study.undo(anna.id, own.coding.document_id)
    assert cell_of(study, "code-meaning", "Borger 2").evidence == (own.coding.id,)


def test_cells_of_a_merged_code_are_joined_to_those_of_the_other(study: Study) -> None:
    write(study, "code-barriers", "Leder 1", "Tiden.")
    write(study, "code-meaning", "Leder 1", "Bordet.")
    write(study, "code-meaning", "Borger 2", "Stolen.")
    merge_codes(study, ensure_coder(study, ANNA).id, "code-meaning", "code-barriers")
    assert cell_of(study, "code-barriers", "Leder 1").words == "Tiden.\n\nBordet."
    assert cell_of(study, "code-barriers", "Borger 2").words == "Stolen."
    assert not check_study(study)


def test_a_draft_of_one_person_is_their_own_words_with_the_starred_first(study: Study) -> None:
    matrix = matrix_of(study)
    row = row_of(matrix, "Borger 2")
    positions = find_row_positions(matrix, "code-meaning", row)
    sentences = draft_row(positions, row, matrix.evidence.codebook, ENGLISH, "en")
    assert sentences[0].text == f"Fællesskab: “{CHAIR}”"
    assert sentences[0].statements[0].starred
    assert sentences[1].text == "“Men når praktikken slutter, er det bare slut.”"
    assert not any("informant" in sentence.text for sentence in sentences)
    for sentence in sentences:
        assert {each.voice.label for each in sentence.statements} == {"Borger 2"}


def test_a_draft_of_a_case_counts_those_within_it(study: Study) -> None:
    matrix = matrix_of(study, "case")
    row = row_of(matrix, "Nordby")
    draft = draft_row(find_row_positions(matrix, "code-meaning", row), row, matrix.evidence.codebook, ENGLISH, "en")
    said = [sentence.text for sentence in draft]
    assert "(3 of 5 informants" in said[0]
    assert FELLOWSHIP.rpartition(" > ")[2] in said[0]
    assert any(PARTY in text for text in said)
