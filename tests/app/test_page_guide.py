"""The interview guide on its tab: taken in from a file, linked to groups and codes, confirmed where it was asked."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from coding.interview_guide import list_marks, list_questions, set_questions
from corpus.coders import ensure_coder
from corpus.study import Study
from tests.app.pages import edit, press, show, words
from tests.studies import ANNA, document_id, group_id

GUIDE = "Barrierer\n1. Hvad står i vejen i hverdagen?\n2. Hvordan går det med sproget?\n"


def guide_tab(small: Path) -> AppTest:
    at = show("interviews", small)
    at.session_state["interviews:tab:en"] = "Interview guide"
    at.run()
    assert not at.exception, at.exception
    return at


def taken(small: Path, study: Study) -> AppTest:
    """The guide of leaders, taken in from a file."""
    at = guide_tab(small)
    at.file_uploader(key="guide:file:0").upload("guide.txt", GUIDE.encode(), "text/plain").run()
    at.multiselect(key="guide:groups").set_value([group_id(study, "leader")]).run()
    assert "Barrierer: Hvad står i vejen i hverdagen\\?" in words(at)
    return press(at, "Take 2 questions")


def test_a_guide_is_taken_in_and_its_questions_get_the_codes_that_are_suggested(small: Path, study: Study) -> None:
    at = taken(small, study)
    assert [question.topic for question in list_questions(study)] == ["Barrierer", "Barrierer"]
    assert all(question.groups == (group_id(study, "leader"),) for question in list_questions(study))
    press(at, "Take the suggested codes")
    assert "code-language" in list_questions(study)[1].codes
    edit(at, "study:guide:questions", {0: {"text": "Hvad er svært?"}})
    press(at, "Save the questions")
    assert list_questions(study)[0].text == "Hvad er svært?"
    press(at, "Undo")
    assert list_questions(study)[0].text == "Hvad står i vejen i hverdagen?"


def test_what_is_found_counts_only_once_a_person_confirms_it(small: Path, study: Study) -> None:
    at = taken(small, study)
    at.segmented_control(key="study:guide:view").set_value("asked").run()
    first, second = list_questions(study)
    leader = document_id(study, "Leder 1")
    at.selectbox(key="study:guide:interview").set_value(leader).run()
    assert list_marks(study) == {}
    press(at, "Confirm 1 question")
    assert list_marks(study) == {(first.id, leader): True}
    other = document_id(study, "Leder 2")
    at.selectbox(key="study:guide:interview").set_value(other).run()
    edit(at, "study:guide:asked", {1: {"said": "not asked"}})
    press(at, "Save what was asked")
    assert list_marks(study)[second.id, other] is False
    at.segmented_control(key="study:guide:view").set_value("table").run()
    assert not at.exception, at.exception
    frame = at.dataframe[0].value
    assert [row[2] for row in frame.to_numpy().tolist()] == ["2 of 2 asked", "1 of 2 asked"]


def test_the_table_of_codes_says_of_silent_cells_whether_they_were_asked(small: Path, study: Study) -> None:
    taken(small, study)
    questions = list_questions(study)
    wanted = [type(each)(each.id, each.topic, each.text, each.groups, ("code-meaning",)) for each in questions]
    set_questions(study, ensure_coder(study, ANNA).id, wanted)
    at = show("reading", small)
    frame = next(x for x in at.dataframe if x.key == "study:reading:table").value
    rows = {str(row[1]).strip(): [str(cell) for cell in row[2:]] for row in frame.to_numpy().tolist()}
    assert rows["Mening"][:2] == ["1 of 2", "2 of 3"]
    assert rows["Sprog og kompetencer"][1] == "0 of 3"
    wanted = [type(each)(each.id, each.topic, each.text, each.groups, ("code-language",)) for each in questions]
    set_questions(study, ensure_coder(study, ANNA).id, wanted)
    at.run()
    frame = next(x for x in at.dataframe if x.key == "study:reading:table").value
    rows = {str(row[1]).strip(): [str(cell) for cell in row[2:]] for row in frame.to_numpy().tolist()}
    assert rows["Sprog og kompetencer"][1] == "0 of 3 · not asked"
