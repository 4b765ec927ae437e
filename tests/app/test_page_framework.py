"""The framework matrix on its tab: rows and themes are chosen, words are kept cell by cell, passages are linked."""

import io
from pathlib import Path

import docx
from streamlit.testing.v1 import AppTest

from app.framework_field import cell_field
from coding.evidence import load_evidence
from coding.framework_cells import FrameworkCell, list_cells, save_cell
from coding.framework_matrix import framework_matrix, framework_rows
from corpus.coders import ensure_coder
from corpus.participants import list_participants
from corpus.study import Study
from tests.app.pages import press, show, words
from tests.studies import BO, CHAIR, TIME, apply_words, operate

TAB, TABLE = "study:findings:tab", "study:framework:table"


def turn_to(at: AppTest, tab: str) -> AppTest:
    """Turn to a tab: what the browser sends, which AppTest has no call for."""
    at.session_state[TAB] = tab
    at.run()
    assert not at.exception, at.exception
    return at


def row_key(study: Study, label: str) -> str:
    return "participant:" + next(person.id for person in list_participants(study) if person.label == label)


def open_cell(at: AppTest, study: Study, code_id: str, label: str) -> tuple[str, str]:
    key = row_key(study, label)
    at.selectbox(key="study:framework:row").set_value(key).run()
    at.selectbox(key="study:framework:theme").set_value(code_id).run()
    assert not at.exception, at.exception
    return code_id, key


def table(at: AppTest) -> dict[str, list[str]]:
    frame = next(x for x in at.dataframe if x.key == TABLE).value
    return {str(row["label"]): [str(value) for value in row] for _at, row in frame.iterrows()}


def test_words_are_kept_for_their_cell_and_stand_in_the_table(small: Path, study: Study) -> None:
    at = turn_to(show("findings", small), "Framework matrix")
    place = open_cell(at, study, "code-barriers", "Leder 2")
    at.text_area(key=cell_field(place)).input("Ingen tid ved siden af.").run()
    assert list_cells(study)[place].words == "Ingen tid ved siden af."
    assert table(at)["Leder 2"][2:] == ["Ingen tid ved siden af.", "1 passage"]
    assert table(at)["Leder 1"][3] == "not said"
    other = open_cell(at, study, "code-barriers", "Leder 1")
    assert at.text_area(key=cell_field(other)).value == ""
    press(at, "Undo")
    assert table(at)["Leder 2"][2] == "1 passage"


def test_a_draft_is_added_below_the_words_and_links_its_passage(small: Path, study: Study) -> None:
    at = turn_to(show("findings", small), "Framework matrix")
    place = open_cell(at, study, "code-meaning", "Borger 2")
    at.text_area(key=cell_field(place)).input("Han hører til.").run()
    at.segmented_control(key="study:framework:beside").set_value("draft").run()
    at.button(key="framework:draft:0").click().run()
    stored = list_cells(study)[place]
    assert stored.words == f"Han hører til.\nFællesskab: “{CHAIR}”"
    assert len(stored.evidence) == 1
    at.segmented_control(key="study:framework:beside").set_value("passages").run()
    ticked = [box for box in at.checkbox if (box.key or "").startswith("study:framework:link:") and box.value]
    assert [str(box.key).rpartition(":")[2] for box in ticked] == list(stored.evidence)
    ticked[0].uncheck().run()
    assert list_cells(study)[place].evidence == ()


def test_what_another_person_wrote_meanwhile_is_shown_and_one_of_the_two_is_kept(small: Path, study: Study) -> None:
    at = turn_to(show("findings", small), "Framework matrix")
    place = open_cell(at, study, "code-barriers", "Leder 1")
    evidence = load_evidence(study)
    rows = framework_rows(evidence, (), "participant")
    row = next(row for row in rows if row.key == place[1])
    theirs = FrameworkCell(*place, "Bos ord.")
    save_cell(study, ensure_coder(study, BO).id, theirs, row, framework_matrix(evidence, rows, (place[0],)))
    at.text_area(key=cell_field(place)).input("Mine ord.").run()
    assert "Somebody wrote in this cell meanwhile" in words(at).replace("\\", "")
    assert "Bos ord\\." in words(at)
    assert at.text_area(key=cell_field(place)).value == "Mine ord."
    press(at, "Keep mine")
    assert list_cells(study)[place].words == "Mine ord."
    assert "Not saved" not in words(at)
    press(at, "Bring back")
    assert list_cells(study)[place].words == "Bos ord."


def test_a_cell_is_out_of_date_until_it_is_read_again(small: Path, study: Study) -> None:
    at = turn_to(show("findings", small), "Framework matrix")
    place = open_cell(at, study, "code-barriers", "Leder 2")
    at.text_area(key=cell_field(place)).input("Ingen tid.").run()
    operate(study, ensure_coder(study, BO), "Leder 2", [apply_words(study, "Leder 2", "Vi drak kaffe", TIME)])
    at.run()
    assert "Codings changed since you wrote this" in words(at)
    press(at, "Read again")
    assert "Codings changed" not in words(at)


def test_the_matrix_reads_across_a_row_and_down_a_theme_under_its_bands(small: Path, study: Study) -> None:
    at = turn_to(show("findings", small), "Framework matrix")
    open_cell(at, study, "code-meaning", "Leder 1")
    at.segmented_control(key="study:framework:view").set_value("across").run()
    said = words(at)
    assert said.index("**Barrierer**") < said.index("**Mening**") < said.index("not said")
    at.segmented_control(key="study:framework:view").set_value("down").run()
    said = words(at)
    assert said.index("##### Ledere") < said.index("**Leder 2**") < said.index("##### Borgere")


def test_rows_can_be_cases_or_groups_in_cases_and_fewer_bands(small: Path) -> None:
    at = turn_to(show("findings", small), "Framework matrix")
    at.selectbox(key="study:framework:rows").set_value("case:0").run()
    assert list(table(at)) == ["Nordby", "Sydby"]
    at.selectbox(key="study:framework:rows").set_value("case and group:0").run()
    at.multiselect(key="study:framework:bands").set_value(["Sagsbehandlere"]).run()
    assert table(at)["Sydby"][2:] == ["not asked", "not asked"]
    at.multiselect(key="study:framework:themes").set_value(["code-time"]).run()
    assert table(at)["Nordby"][2:] == ["1 passage"]


def test_the_chosen_rows_and_themes_are_made_into_a_file_after_the_check(small: Path) -> None:
    at = turn_to(show("findings", small), "Framework matrix")
    at.multiselect(key="study:framework:bands").set_value(["Borgere"]).run()
    turn_to(at, "Report and data")
    press(at, "Look for personal data")
    press(at, "Make the Word table")
    made = at.session_state["study:export:made"]["framework_word"][1]
    (only,) = docx.Document(io.BytesIO(made)).tables
    assert [row.cells[0].text for row in only.rows][1:] == ["Borger 1", "Borger 2"]
