"""What is written to Excel and CSV is read back the same, counted right, and never run as a formula."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from coding.codebook_store import take_codebook
from coding.evidence import load_evidence
from coding.operations import apply_operations
from corpus.coders import ensure_coder
from corpus.documents import list_documents
from corpus.importing import SpeakerPlan, store_import
from corpus.language import ENGLISH
from corpus.study import Study, create_study
from exports.characters import EXCEL_CELL_UNITS, cut_to_cell, utf16_units, writable
from exports.coding_rows import list_coding_rows
from exports.formula_guard import guard, unguard
from exports.spreadsheet import write_csv, write_excel
from tests.studies import (
    ANNA,
    CAFE,
    CHAIR,
    CODEBOOK,
    CODINGS,
    MEANING,
    MEMO,
    PARTY,
    apply_words,
    operate,
    plan_interview,
    small_study,
)


def workbook(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def read_csv(data: bytes, delimiter: str) -> list[dict[str, str]]:
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter)
    headings, *rows = [[unguard(cell) for cell in row] for row in reader]
    return [dict(zip(headings, row, strict=True)) for row in rows]


def by_quote(rows: Sequence[Mapping[str, Any]], quote: str) -> Mapping[str, Any]:
    return next(row for row in rows if row["Quote"] == quote)


def study_with_passage(path: Path, words: str) -> Study:
    study = create_study(path, "Et stykke", "da")
    plan = plan_interview("Leder 1", (("Leder 1", words),))
    attributes = {"Noter": words}
    speaker = SpeakerPlan("Leder 1", "interviewee", "Leder 1", "leader", (), attributes)
    store_import(study, None, [replace(plan, speakers=(speaker,))])
    coder = ensure_coder(study, "Anna")
    take_codebook(study, coder.id, CODEBOOK)
    document = list_documents(study)[0].id
    apply = {"op": "apply", "cid": "c" * 8, "coding": "k" * 8, "start": 0, "end": len(words), "quote": words}
    memo = {"op": "memo", "cid": "m" * 8, "coding": "k" * 8, "text": words}
    answer = apply_operations(study, coder.id, document, [{**apply, "code": "code-time"}, memo])
    assert not answer.refused
    return study


# --- the list of coded excerpts -------------------------------------------------------------------------------------


def test_every_coding_is_one_row_with_its_words(study: Study) -> None:
    rows = rows_of(workbook(write_excel(study, ENGLISH))["Coded excerpts"])
    assert sorted((r["Coder"], r["Document"], r["Quote"]) for r in rows) == sorted(
        (coder, title, words) for coder, title, words, _ in CODINGS
    )


def test_whether_suggestions_were_shown_is_said_where_it_is_known(tmp_path: Path) -> None:
    study = small_study(tmp_path / "own.citat")
    operation = apply_words(study, "Leder 2", "Hvad giver det", MEANING)
    operate(study, ensure_coder(study, ANNA), "Leder 2", [{**operation, "shown": False}])
    rows = rows_of(workbook(write_excel(study, ENGLISH))["Coded excerpts"])
    assert {row["Suggestions shown"] for row in rows if row["Quote"] == "Hvad giver det"} == {"No"}
    assert {row["Suggestions shown"] for row in rows if row["Quote"] != "Hvad giver det"} == {None}


def test_attributes_case_levels_and_code_levels_have_columns_of_their_own(study: Study) -> None:
    row = by_quote(rows_of(workbook(write_excel(study, ENGLISH))["Coded excerpts"]), CHAIR)
    assert {key: row[key] for key in ("Group", "Case 1", "Case 2", "Participant", "Code 1", "Code 2", "Køn")} == {
        "Group": "Borgere",
        "Case 1": "Sydby",
        "Case 2": "Køkkenet",
        "Participant": "Borger 2",
        "Code 1": "Mening",
        "Code 2": "Fællesskab",
        "Køn": "Mand",
    }
    assert (row["Memo"], row["Starred"], row["Interpreter"], row["Date"]) == (MEMO, "Yes", "No", "2026-03-04")
    assert (row["Start"], row["End"], row["Turn"]) == (29, 29 + len(CHAIR), 2)
    assert row["Erfaring"] is None


def test_a_passage_of_two_persons_is_one_row_with_both_and_their_attributes_in_order(study: Study) -> None:
    rows = rows_of(workbook(write_excel(study, ENGLISH))["Coded excerpts"])
    row = next(r for r in rows if r["Participant"] == "Sagsbehandler 1; Sagsbehandler 2")
    assert (row["Group"], row["Case 1"], row["Køn"]) == ("Sagsbehandlere", "Nordby", "Kvinde; Mand")


def test_interviewers_and_interpreters_are_shown_by_role_and_are_no_participants(study: Study) -> None:
    rows = rows_of(workbook(write_excel(study, ENGLISH))["Coded excerpts"])
    row = next(r for r in rows if r["Interpreter"] == "Yes" and r["Code 2"] == "Sprog og kompetencer")
    assert (row["Speakers"], row["Participant"]) == ("Interviewer; Interpreter; Borger 1", "Borger 1")


def test_headings_stay_apart_where_an_attribute_is_called_as_a_column(tmp_path: Path) -> None:
    study = create_study(tmp_path / "s.citat", "S", "da")
    plan = plan_interview("Leder 1", (("Leder 1", "Ja."),))
    speaker = SpeakerPlan("Leder 1", "interviewee", "Leder 1", "leader", (), {"Quote": "x", "group": "y"})
    store_import(study, None, [replace(plan, speakers=(speaker,))])
    headings = [c.heading for c in list_coding_rows(load_evidence(study), list_documents(study), ENGLISH).columns]
    assert "Quote (2)" in headings
    assert "group (2)" in headings
    assert len({heading.casefold() for heading in headings}) == len(headings)


def test_a_study_without_codings_still_gives_a_workbook_with_headings(tmp_path: Path) -> None:
    book = workbook(write_excel(create_study(tmp_path / "s.citat", "S", "da"), ENGLISH))
    assert next(book["Coded excerpts"].iter_rows(values_only=True))[0] == "Document"


# --- tables ---------------------------------------------------------------------------------------------------------


def test_codes_by_case_count_passages_once_and_a_case_holds_the_cases_within_it(study: Study) -> None:
    book = workbook(write_excel(study, ENGLISH))
    row = next(r for r in rows_of(book["Code x case, passages"]) if r["Code 2"] == "Tid og ressourcer")
    assert {k: v for k, v in row.items() if not k.startswith("Code")} == {
        "Nordby": 3,
        "Nordby > Vaskeriet": 2,
        "Sydby": 1,
        "Sydby > Køkkenet": 1,
    }
    row = next(r for r in rows_of(book["Code x case, 0-1"]) if r["Code 2"] == "Sprog og kompetencer")
    assert [v for k, v in row.items() if not k.startswith("Code")] == [1, 1, 0, 0]


def test_codes_by_participant_say_only_whether(study: Study) -> None:
    rows = rows_of(workbook(write_excel(study, ENGLISH))["Code x participant, 0-1"])
    row = next(r for r in rows if r["Code 1"] == "Mening" and not r["Code 2"])
    assert [label for label, value in row.items() if value == 1] == [
        "Leder 2",
        "Sagsbehandler 1",
        "Sagsbehandler 2",
        "Borger 1",
        "Borger 2",
    ]


def test_codes_by_group_show_informants_and_asked_in_separate_columns(study: Study) -> None:
    rows = rows_of(workbook(write_excel(study, ENGLISH))["Code x group"])
    row = next(r for r in rows if r["Code 2"] == "Tid og ressourcer")
    assert [row[f"Ledere: {what}"] for what in ("informants", "of asked", "passages")] == [2, 2, 3]
    assert [row[f"Borgere: {what}"] for what in ("informants", "of asked", "passages")] == [0, 2, 0]
    assert "Udgået" not in {r["Code 1"] for r in rows}


def test_without_cases_the_counts_are_by_participant(tmp_path: Path) -> None:
    book = workbook(write_excel(study_with_passage(tmp_path / "s.citat", "Ja."), ENGLISH))
    assert rows_of(book["Code x participant, passages"])[0]["Leder 1"] == 1
    assert not [name for name in book.sheetnames if "case" in name]


def test_headings_stay_in_view_and_columns_can_be_filtered(study: Study) -> None:
    sheet: Any = workbook(write_excel(study, ENGLISH))["Coded excerpts"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.endswith(str(len(CODINGS) + 1))
    quote = next(cell for cell in sheet[2] if cell.value == CODINGS[0][2])
    assert quote.alignment.wrap_text


# --- nothing is a formula, nothing is lost --------------------------------------------------------------------------

DANGEROUS = ("=cmd()", "+1", "-x", "@x", "\tx", "=1+1", "'=1", "''-", "＝1", " =1", "- og så gik jeg")


@pytest.mark.parametrize("words", [w for w in DANGEROUS if w.strip() == w])
def test_words_are_never_a_formula(tmp_path: Path, words: str) -> None:
    study = study_with_passage(tmp_path / "s.citat", words)
    sheet: Any = workbook(write_excel(study, ENGLISH))["Coded excerpts"]
    cells = [cell for cell in sheet[2] if cell.value == words]
    assert len(cells) == 3
    assert {cell.data_type for cell in cells} == {"s"}
    data = write_csv(study, ENGLISH)
    raw = next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert raw["Quote"].startswith("'")
    row = read_csv(data, ";")[0]
    assert (row["Quote"], row["Memo"], row["Noter"]) == (words, words, words)


@given(st.text(st.one_of(st.sampled_from("'=+-@ \t\r\n＝a"), st.characters()), max_size=8))
@example("'=1")
@example("''=1")
def test_the_guard_can_be_taken_off_and_leaves_no_formula(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert not re.match(r"[=+\-@\t\r＝＋－＠]", guard(cell))


SIGNS = st.one_of(
    st.sampled_from("=+-@'æøå🎉👩\u200d\u0301\u00ad\n\t _x0041"),
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"),
)
# openpyxl drops "x005F_", which Excel's format uses to write "_x0041_" as words; Excel itself reads it rightly.
WORDS = st.text(SIGNS, min_size=1, max_size=60).filter(lambda words: words.strip() != "" and "x005F_" not in words)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS)
@example("=SUM(A1:A9)")
@example("👩\u200d🍳 sagde\ncafe\u0301 arbejds\u00adtid ")
@example("_x0041_ og _x000a_")
@example("\x01\x0b\x0c\x1f\ufffe")
@example(" foran og bagved ")
def test_words_come_back_from_excel_and_csv_as_they_were(words: str) -> None:
    with TemporaryDirectory() as folder:
        study = study_with_passage(Path(folder) / "s.citat", words)
        excel = rows_of(workbook(write_excel(study, ENGLISH))["Coded excerpts"])[0]
        comma = read_csv(write_csv(study, ENGLISH, language="en"), ",")[0]
        study.close()
    assert excel["Quote"] == writable(words)
    assert (comma["Quote"], comma["Memo"]) == (writable(words), writable(words))


def test_characters_that_no_file_can_hold_are_shown_and_the_others_kept() -> None:
    assert writable("a\x00b\x1f\ud800\ufffe") == "a\ufffdb\ufffd\ufffd\ufffd"
    assert writable("1\r\n2\r3\x0b4") == "1\n2\n3\n4"
    assert writable(PARTY + CAFE) == PARTY + CAFE


def test_a_passage_longer_than_a_cell_is_cut_with_a_mark_and_whole_in_csv(tmp_path: Path) -> None:
    words = "Så sagde hun: 🎉! " * 3_000
    study = study_with_passage(tmp_path / "s.citat", words)
    sheet: Any = workbook(write_excel(study, ENGLISH))["Coded excerpts"]
    quote = rows_of(sheet)[0]["Quote"]
    assert "Cut here" in quote
    assert utf16_units(quote) <= EXCEL_CELL_UNITS
    assert words.startswith(quote[: quote.index(" […]")])
    assert read_csv(write_csv(study, ENGLISH), ";")[0]["Quote"] == words


@given(st.text("a🎉", max_size=40), st.text("a🎉", max_size=40))
def test_a_cut_text_fills_the_cell_and_never_more(head: str, tail: str) -> None:
    long = head + "🎉" * (EXCEL_CELL_UNITS // 2 - 20) + tail
    cut = cut_to_cell(long, "…")
    if utf16_units(long) <= EXCEL_CELL_UNITS:
        assert cut == long
    else:
        assert EXCEL_CELL_UNITS - 1 <= utf16_units(cut) <= EXCEL_CELL_UNITS
        assert cut.endswith("…")
        assert long.startswith(cut[:-1])


def test_csv_has_a_mark_for_excel_and_the_delimiter_of_the_language(study: Study) -> None:
    danish, english = write_csv(study, ENGLISH), write_csv(study, ENGLISH, language="en")
    assert danish.startswith(b"\xef\xbb\xbfDocument;Kind;")
    assert english.startswith(b"\xef\xbb\xbfDocument,Kind,")
    rows = read_csv(danish, ";")
    assert len(rows) == len(CODINGS)
    assert by_quote(rows, PARTY)["Participant"] == "Borger 1"
