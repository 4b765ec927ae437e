"""The report on its page: a plan kept with the study, texts that are never lost, a preview that is the report."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from coding.printed_quotes import list_printed_quotes
from coding.report_texts import list_report_texts, save_report_text
from corpus.coders import ensure_coder
from corpus.study import Study, open_study
from exports.report.plan import Part
from exports.report.plan_kept import load_plan, save_plan
from tests.app.pages import press, show, words
from tests.app.test_page_findings import make, open_cell, quote_boxes, turn_to
from tests.studies import BO, CHAIR, group_id

NO_PICTURES: tuple[Part, ...] = ("executive", "recommendations", "method", "chapters", "codebook")


@pytest.fixture
def study(small: Path) -> Iterator[Study]:
    opened = open_study(small)
    save_plan(opened, replace(load_plan(opened), parts=NO_PICTURES))
    yield opened
    opened.close()


def test_parts_are_chosen_ordered_and_kept_with_the_study(small: Path, study: Study) -> None:
    at = turn_to(show("findings", small), "Report and data")
    at.checkbox(key="study:report:part:executive").uncheck().run()
    at.checkbox(key="study:report:part:srqr").check().run()
    at.button(key="report:-1:srqr").click().run()
    at.toggle(key="study:report:only_written").set_value(True).run()
    at.text_input(key="study:report:authors").input(" Anna og Bo ").run()
    plan = load_plan(study)
    assert plan.parts == ("recommendations", "method", "chapters", "srqr", "codebook")
    assert (plan.only_written, plan.authors) == (True, "Anna og Bo")
    again = turn_to(show("findings", small), "Report and data")
    assert again.checkbox(key="study:report:part:srqr").value is True
    assert again.toggle(key="study:report:only_written").value is True


def test_a_groups_scheme_shows_what_it_makes_of_people_and_is_printed(small: Path, study: Study) -> None:
    at = turn_to(show("findings", small), "Report and data")
    citizens = group_id(study, "citizen")
    at.multiselect(key=f"study:report:scheme:{citizens}").set_value(["role", "case:2"]).run()
    assert "Borger\\, Vaskeriet" in words(at)
    assert load_plan(study).schemes == ((citizens, ("role", "case:2")),)
    press(at, "Look for personal data")
    page = make(at, "Make the Markdown file", "markdown").decode("utf-8")
    assert "(Borger, Køkkenet)" in page
    assert "Borger 2" not in page


def test_the_preview_is_the_report_and_needs_no_check(small: Path, study: Study) -> None:
    at = turn_to(show("findings", small), "Report and data")
    at.toggle(key="study:report:preview").set_value(True).run()
    assert not at.exception
    (frame,) = at.get("iframe")
    assert CHAIR in frame.proto.srcdoc
    assert "Make the web page" in [button.label for button in at.button if button.disabled]
    assert load_plan(study).parts == NO_PICTURES


def test_texts_are_saved_and_stand_in_the_report(small: Path, study: Study) -> None:
    at = turn_to(show("findings", small), "Report texts")
    press(at, "Write an executive summary")
    (text,) = list_report_texts(study)
    at.text_area(key=f"study:report_text:{text.id}:text").input(
        "Kort sagt: “Der står en stol til mig” og “noget helt andet, som ingen sagde”."
    ).run()
    assert "Verbatim: »Der står en stol til mig«" in words(at)
    assert "Found in no interview" in words(at)
    press(at, "Add a limit")
    limit = list_report_texts(study)[-1]
    leaders = group_id(study, "leader")
    at.text_area(key=f"study:report_text:{limit.id}:text").input("To ledere.").run()
    at.multiselect(key=f"study:report_text:{limit.id}:groups").set_value([leaders]).run()
    assert list_report_texts(study)[-1].groups == (leaders,)
    press(at, "Undo")
    assert list_report_texts(study)[-1].groups == ()
    turn_to(at, "Report and data")
    press(at, "Look for personal data")
    page = make(at, "Make the Markdown file", "markdown").decode("utf-8")
    assert "Kort sagt:" in page
    assert page.count("To ledere.") == 3


def test_words_stay_in_the_field_where_somebody_else_has_changed_the_text(small: Path, study: Study) -> None:
    at = turn_to(show("findings", small), "Report texts")
    press(at, "Write an executive summary")
    (text,) = list_report_texts(study)
    save_report_text(study, ensure_coder(study, BO).id, replace(text, text="Bos ord."))
    key = f"study:report_text:{text.id}:text"
    at.text_area(key=key).input("Mine ord.").run()
    assert "Not saved" in words(at)
    assert at.text_area(key=key).value == "Mine ord."
    assert list_report_texts(study)[0].text == "Bos ord."


def open_limits(at: AppTest) -> str:
    return words(turn_to(at, "Report texts"))


def test_limits_that_the_data_show_are_there_without_being_written(small: Path) -> None:
    said = open_limits(show("findings", small))
    assert "Nobody was interviewed in these groups\\: Arbejdsgivere" in said
    assert "Sagsbehandlere\\: nobody was interviewed in Sydby" in said


def test_a_quote_is_shortened_where_it_is_chosen_and_refused_where_its_words_are_changed(
    small: Path, study: Study
) -> None:
    at = show("findings", small)
    open_cell(at, study, "code-fellowship", "citizen")
    box = quote_boxes(at)[0][0]
    at.checkbox(key=box).check().run()
    key = f"study:shorten:{box.rpartition(':')[2]}"
    at.text_area(key=key).input("Der står en bænk til mig").run()
    assert "These are not the words of the passage" in words(at)
    assert list_printed_quotes(study) == {}
    at.text_area(key=key).input("Der står en stol til mig [...]").run()
    assert list(list_printed_quotes(study).values()) == ["Der står en stol til mig [...]"]
    assert "Left out\\: »ved frokostbordet" in words(at) or "Left out: »ved frokostbordet" in words(at)
    at.text_area(key=key).input("").run()
    assert list_printed_quotes(study) == {}
