"""The findings page keeps a researcher's words cell by cell, says when they are out of date, and makes the files."""

import io
import json
from datetime import date
from pathlib import Path
from uuid import uuid4

import docx
import openpyxl
import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from app.export_view import file_name
from app.plain_text import escaped_lines
from app.summary_fields import field_key
from coding.summaries import list_summaries, save_summary
from corpus.coders import ensure_coder
from corpus.errors import StudyUnavailable
from corpus.study import Study
from tests.app.pages import press, show, words
from tests.studies import ANNA, BO, CHAIR, FELLOWSHIP, PARAGRAPHS, TIME, apply_words, group_id, operate

LEADER_TIME = "Begge ledere mangler tid til oplæring.\nPapirerne fylder mere end borgerne."


def open_cell(at: AppTest, study: Study, code_id: str, key: str) -> str:
    group = group_id(study, key)
    at.selectbox(key="study:findings:code").set_value(code_id).run()
    at.segmented_control(key="study:findings:group").set_value(group).run()
    assert not at.exception, at.exception
    return group


def turn_to(at: AppTest, tab: str) -> AppTest:
    """Turn to a tab: what the browser sends, which AppTest has no call for."""
    at.session_state["study:findings:tab"] = tab
    at.run()
    assert not at.exception, at.exception
    return at


def field(at: AppTest, code_id: str, group: str, name: str = "dominant") -> str:
    return str(at.text_area(key=field_key(code_id, group, name)).value)


def test_words_are_saved_for_their_cell_alone_and_survive_a_restart(small: Path, study: Study) -> None:
    at = show("findings", small)
    leader = open_cell(at, study, "code-language", "leader")
    at.text_area(key=field_key("code-language", leader, "dominant")).input("Sproget *driller*.").run()
    assert "Saved" in words(at)
    citizen = open_cell(at, study, "code-language", "citizen")
    assert field(at, "code-language", citizen) == ""
    open_cell(at, study, "code-language", "leader")
    assert field(at, "code-language", leader) == "Sproget *driller*."
    assert list_summaries(study)["code-language", leader].dominant == "Sproget *driller*."
    assert ("code-language", citizen) not in list_summaries(study)

    again = show("findings", small)
    open_cell(again, study, "code-language", "leader")
    assert field(again, "code-language", leader) == "Sproget *driller*."


def test_one_field_saved_leaves_what_another_person_wrote_in_the_others(small: Path, study: Study) -> None:
    mine, theirs = show("findings", small), show("findings", small)
    leader = open_cell(mine, study, "code-time", "leader")
    open_cell(theirs, study, "code-time", "leader")
    theirs.text_area(key=field_key("code-time", leader, "nuances")).input("En anden nuance.").run()
    mine.text_area(key=field_key("code-time", leader, "dominant")).input("Mine ord.").run()
    stored = list_summaries(study)["code-time", leader]
    assert (stored.dominant, stored.nuances) == ("Mine ord.", "En anden nuance.")


def test_undo_brings_the_words_back_into_the_field(small: Path, study: Study) -> None:
    at = show("findings", small)
    leader = open_cell(at, study, "code-time", "leader")
    assert field(at, "code-time", leader) == LEADER_TIME
    at.text_area(key=field_key("code-time", leader, "dominant")).input("Overskrevet.").run()
    press(at, "Undo")
    assert field(at, "code-time", leader) == LEADER_TIME
    press(at, "Redo")
    assert field(at, "code-time", leader) == "Overskrevet."


def test_words_that_cannot_be_saved_stay_and_are_saved_at_the_next_try(
    small: Path, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = show("findings", small)
    leader = open_cell(at, study, "code-time", "leader")

    def refuse(*_given: object, **_named: object) -> None:
        raise StudyUnavailable("The study is locked by another program. Close it and try again.")

    monkeypatch.setattr("app.summary_fields.save_summary", refuse)
    at.text_area(key=field_key("code-time", leader, "dominant")).input("Må ikke gå tabt.").run()
    assert "Not saved" in words(at)
    open_cell(at, study, "code-language", "citizen")
    open_cell(at, study, "code-time", "leader")
    assert field(at, "code-time", leader) == "Må ikke gå tabt."
    monkeypatch.setattr("app.summary_fields.save_summary", save_summary)
    press(at, "Try again")
    assert list_summaries(study)["code-time", leader].dominant == "Må ikke gå tabt."
    assert "Not saved" not in words(at)


def test_a_new_coding_makes_a_summary_out_of_date_until_it_is_read_again(small: Path, study: Study) -> None:
    at = show("findings", small)
    leader = open_cell(at, study, "code-time", "leader")
    assert "Codings changed" not in words(at)
    operate(study, ensure_coder(study, BO), "Leder 2", [apply_words(study, "Leder 2", "Vi drak kaffe", TIME)])
    at.run()
    assert "Codings changed since you wrote this" in words(at)
    at.text_area(key=field_key("code-time", leader, "nuances")).input("Kun en rettet stavefejl.").run()
    assert "Codings changed since you wrote this" in words(at)
    assert "out of date" in states(turn_to(at, "Progress"))["Tid og ressourcer"]
    assert "1 is out of date" in words(at)
    turn_to(at, "Write")
    press(at, "Read again")
    assert "Codings changed" not in words(at)
    assert list_summaries(study)["code-time", leader].nuances == "Kun en rettet stavefejl."


def test_none_found_is_a_persons_tick(small: Path, study: Study) -> None:
    at = show("findings", small)
    group = open_cell(at, study, "code-meaning", "citizen")
    at.checkbox(key=field_key("code-meaning", group, "looked_for")).check().run()
    assert list_summaries(study)["code-meaning", group].counter_looked_for
    group = open_cell(at, study, "code-fellowship", "citizen")
    assert at.checkbox(key=field_key("code-fellowship", group, "looked_for")).disabled


def quote_boxes(at: AppTest) -> list[tuple[str, str]]:
    return [(box.key or "", box.label) for box in at.checkbox if (box.key or "").startswith("study:quote:")]


def test_quotes_are_ticked_ordered_and_counted_per_informant(small: Path, study: Study) -> None:
    at = show("findings", small)
    group = open_cell(at, study, "code-fellowship", "citizen")
    assert "With none ticked" in words(at)
    boxes = quote_boxes(at)
    assert "Borger 2" in boxes[0][1]
    at.checkbox(key=boxes[0][0]).check().run()
    second = next(key for key, label in quote_boxes(at) if "Borger 1" in label)
    at.checkbox(key=second).check().run()
    ids = [boxes[0][0].rpartition(":")[2], second.rpartition(":")[2]]
    assert list_summaries(study)["code-fellowship", group].evidence == tuple(ids)
    assert "Quoted: Borger 2 \\(1\\)\\, Borger 1 \\(1\\)." in words(at)
    at.button(key=f"quote:1:{ids[0]}").click().run()
    assert list_summaries(study)["code-fellowship", group].evidence == tuple(reversed(ids))
    at.checkbox(key=second).uncheck().run()
    assert list_summaries(study)["code-fellowship", group].evidence == (ids[0],)
    assert "Not quoted yet: Borger 1" in words(at)


def test_a_passage_that_two_coders_coded_is_proposed_once(small: Path, study: Study) -> None:
    at = show("findings", small)
    open_cell(at, study, "code-time", "leader")
    assert words(at).count(escaped_lines(PARAGRAPHS)) == 1


def test_groups_stand_under_one_another_to_compare(small: Path, study: Study) -> None:
    at = show("findings", small)
    open_cell(at, study, "code-time", "leader")
    turn_to(at, "Compare groups")
    said = words(at)
    assert said.index("Ledere\\:") < said.index("Sagsbehandlere\\:") < said.index("Borgere\\:")
    assert escaped_lines(LEADER_TIME) in said
    assert escaped_lines("Looked for, none found.") in said


def states(at: AppTest) -> dict[str, list[str]]:
    frame = next(x for x in at.dataframe if x.key == "study:findings:progress").value
    return {str(row[1]).strip(): [str(value) for value in row[2:]] for row in frame.to_numpy().tolist()}


def test_progress_tells_each_cells_state_and_opens_it(small: Path, study: Study) -> None:
    at = turn_to(show("findings", small), "Progress")
    assert states(at)["Tid og ressourcer"] == ["written", "to write", "nothing coded"]
    assert "2 of 13 summaries" in words(at)
    table = next(x for x in at.dataframe if x.key == "study:findings:progress")
    citizen = group_id(study, "citizen")
    said = {"selection": {"rows": [], "columns": [], "cells": [[4, citizen]]}}
    widgets = at._tree.get_widget_states()
    widgets.widgets.append(WidgetState(id=table.proto.id, string_value=json.dumps(said)))
    at._run(widgets)
    assert not at.exception, at.exception
    assert field(at, "code-fellowship", citizen) == "Borgerne vil høre til."


def make(at: AppTest, label: str, key: str) -> bytes:
    press(at, label)
    content = at.session_state["study:export:made"][key][1]
    assert any((x.key or "") == f"download:{key}" for x in at.download_button)
    assert isinstance(content, bytes)
    return content


def test_files_are_made_after_the_check_and_hold_the_quotes(small: Path) -> None:
    at = turn_to(show("findings", small), "Report and data")
    assert all(button.disabled for button in at.button if button.label.startswith("Make the"))
    press(at, "Look for personal data")
    assert "No CPR number" in words(at)
    report = docx.Document(io.BytesIO(make(at, "Make the Word report", "word")))
    printed = "\n".join(paragraph.text for paragraph in report.paragraphs)
    assert CHAIR in printed
    assert "Borgerne vil høre til." in printed
    book = openpyxl.load_workbook(io.BytesIO(make(at, "Make the Excel file", "excel")))
    assert CHAIR in {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert CHAIR in make(at, "Make the CSV file", "csv").decode("utf-8-sig")
    assert "Sprog og kompetencer" in make(at, "Make the codebook file", "codebook").decode()


def test_a_file_made_before_the_study_changed_is_not_offered(small: Path, study: Study) -> None:
    at = turn_to(show("findings", small), "Report and data")
    press(at, "Look for personal data")
    make(at, "Make the CSV file", "csv")
    operate(study, ensure_coder(study, ANNA), "Leder 2", [apply_words(study, "Leder 2", "Vi drak kaffe", TIME)])
    at.run()
    assert not at.download_button
    assert "The study has changed since" in words(at)


def test_personal_data_must_be_looked_at_first(small: Path, study: Study) -> None:
    memo = apply_words(study, "Borger 2", "bare slut", FELLOWSHIP)
    note = {"op": "memo", "cid": str(uuid4()), "coding": memo["coding"], "text": "Ring til 26 11 20 65."}
    operate(study, ensure_coder(study, ANNA), "Borger 2", [memo, note])
    at = turn_to(show("findings", small), "Report and data")
    press(at, "Look for personal data")
    assert "1 place looks like personal data" in words(at)
    table = next(each for each in at.dataframe if (each.key or "").startswith("study:export:table"))
    assert "26 11 20 65" in str(table.value.iloc[0].to_list())
    assert next(b for b in at.button if b.label.startswith("Make the Word")).disabled
    at.text_input(key="study:export:reason").input("Et opdigtet nummer.").run()
    said = {"selection": {"rows": [0], "columns": [], "cells": []}}
    widgets = at._tree.get_widget_states()
    widgets.widgets.append(WidgetState(id=table.proto.id, string_value=json.dumps(said)))
    at._run(widgets)
    press(at, "Decide on 1 chosen")
    assert "looks like personal data" not in words(at)
    table = next(each for each in at.dataframe if (each.key or "").startswith("study:export:table"))
    assert "accepted: Et opdigtet nummer. (Anna" in str(table.value)
    assert "26 11 20 65" in make(at, "Make the CSV file", "csv").decode("utf-8-sig")


def test_a_file_is_named_after_the_study_and_the_day() -> None:
    assert file_name("Vejen: ind/ud", "Word report", ".docx", date(2026, 3, 4)) == (
        "Vejen ind ud - Word report 2026-03-04.docx"
    )
    assert file_name("a.b", "CSV", ".csv", date(2026, 3, 4)) == "a.b - CSV 2026-03-04.csv"
