"""The rule of which word for how many, set in a small table: checked, kept in the study, and used in the draft."""

from pathlib import Path

from coding.number_words import USUAL, Step
from coding.study_ladder import load_ladder
from corpus.study import open_study
from tests.app.pages import edit, press, show, words


def test_the_rule_is_set_checked_and_set_back(small: Path) -> None:
    at = show("findings", small)
    at.segmented_control(key="study:findings:beside").set_value("draft").run()
    at.toggle(key="study:ladder:open").set_value(True).run()
    edit(at, "study:ladder:table", {8: {"word": "hardly any"}})
    press(at, "Save the rule")
    study = open_study(small)
    assert load_ladder(study).words["en"][Step.ONE] == "hardly any"
    study.close()
    assert "“hardly any”" in words(at).replace("\\", "")
    at.toggle(key="study:ladder:open").set_value(True).run()
    press(at, "Back to the usual rule")
    study = open_study(small)
    assert load_ladder(study) == USUAL
    study.close()


def test_a_rule_that_would_mislead_is_refused_in_the_table(small: Path) -> None:
    at = show("findings", small)
    at.segmented_control(key="study:findings:beside").set_value("draft").run()
    at.toggle(key="study:ladder:open").set_value(True).run()
    edit(at, "study:ladder:table", {3: {"share": 40}})
    press(at, "Save the rule")
    assert "means more than half" in words(at).replace("\\", "")
    study = open_study(small)
    assert load_ladder(study) == USUAL
    study.close()
