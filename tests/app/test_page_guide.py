"""The interview guide on its tab: taken in from a file, linked to groups and codes, confirmed where it was asked."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app import model
from coding.interview_guide import GuideQuestion, list_marks, list_questions, set_questions
from corpus import embedding
from corpus.coders import ensure_coder
from corpus.study import Study
from tests.app.pages import edit, press, show, words
from tests.encoders import LetterEncoder
from tests.studies import ANNA, add_interviews, document_id, group_id

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


ASKED = (
    "Hvad laver I om morgenen?",
    "Hvem møder ind først?",
    "Hvornår holder I pause?",
    "Kan du give et eksempel?",
    "Hvordan lærer man det?",
    "Er der nogen, der hjælper?",
    "Hvad sker der om eftermiddagen?",
    "Er der andet, jeg burde spørge om?",
)


def test_by_meaning_is_looked_only_where_somebody_asks_and_nothing_is_confirmed_for_all(
    small: Path, study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_interviews(study, {"Leder 3": [turn for each in ASKED for turn in (("Interviewer", each), ("Leder 1", "Ja."))]})
    coder = ensure_coder(study, ANNA).id
    asked = ("Hvem er først på pladsen?", ASKED[2], "Hvordan får man det lært?", "Hvad er svært?")
    set_questions(study, coder, [GuideQuestion(str(n), "", words) for n, words in enumerate(asked)])
    real = model.encoder
    monkeypatch.setattr(model, "encoder", LetterEncoder)
    monkeypatch.setattr(embedding, "shared_cache", lambda: embedding.EmbeddingCache(tmp_path / "vectors.sqlite"))
    at = guide_tab(small)
    at.segmented_control(key="study:guide:view").set_value("asked").run()
    at.selectbox(key="study:guide:interview").set_value(document_id(study, "Leder 3")).run()

    def found() -> list[str]:
        table = next(x for x in at.dataframe if (x.key or "").startswith("study:guide:asked"))
        return [str(each) for each in table.value["found"]]

    by_words = found()
    assert not any(each.endswith("(by meaning)") for each in by_words)
    at.toggle(key="study:guide:meaning").set_value(True).run()
    assert not at.exception, at.exception
    assert f"{ASKED[2]} (by meaning)" in found()
    press(at, "Confirm")
    assert len(list_marks(study)) == sum(1 for each in by_words if each) < len([each for each in found() if each])
    monkeypatch.setattr(model, "encoder", real)
    monkeypatch.setenv("CITAT_MODEL", str(tmp_path / "nowhere"))
    at.run()
    assert not at.exception, at.exception
    assert found() == by_words
    assert [each.value for each in at.error] != []


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
