"""Numbers from outside on their tab: taken in, read beside a theme, linked, and used to divide by."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from coding.indicator_links import list_indicator_links
from corpus.indicators import load_numbers
from corpus.study import Study
from tests.app.pages import press, show, until, words
from tests.studies import group_id

TABLE = """Deltager;Udfyldt af;Runde;Tro (1-7)
Borger 1;Borger;1;2
Borger 1;Borger;2;5
Borger 2;Borger;1;3
"""


def numbers_tab(small: Path, study: Study) -> AppTest:
    at = show("findings", small)
    at.session_state["study:findings:tab"] = "Numbers"
    at.session_state["study:findings:code"] = "code-fellowship"
    at.session_state["study:findings:group"] = group_id(study, "citizen")
    at.run()
    assert not at.exception, at.exception
    return at


def upload(at: AppTest, text: str) -> AppTest:
    at.file_uploader(key="numbers:file:0").upload("tal.csv", text.encode(), "text/csv").run()
    assert not at.exception, at.exception
    return at


def test_numbers_are_taken_in_read_beside_a_theme_and_linked(small: Path, study: Study) -> None:
    at = upload(numbers_tab(small, study), TABLE.replace("Borger 2", "Ukendt"))
    assert "Ukendt \\(4\\)" in words(at)
    at = upload(at, TABLE)
    assert load_numbers(study).measurements == ()
    press(at, "Take in 3 numbers")
    assert {each.value for each in load_numbers(study).measurements} == {2, 3, 5}
    said = words(at)
    assert "Of 1 with two times or more: 1 up, 0 unchanged, 0 down" in said.replace("\\", "")
    assert "+3" in said.replace("\\", "")
    press(at, "Link")
    assert "Write in your own words" in words(at)
    at.text_area[0].set_value("Begge går op.").run()
    press(at, "Link")
    (link,) = list_indicator_links(study)
    assert (link.note, link.how, link.code_id) == ("Begge går op.", "supports", "code-fellowship")
    assert "Begge går op" in words(at)
    at.session_state["study:findings:tab"] = "Write"
    at.run()
    assert "Begge går op" in words(at)
    press(at, "Undo")
    assert list_indicator_links(study) == ()
    press(at, "Undo")
    assert load_numbers(study).indicators == ()


def test_a_scale_is_corrected_and_high_and_low_are_compared_and_read(small: Path, study: Study) -> None:
    at = upload(numbers_tab(small, study), TABLE)
    press(at, "Take in 3 numbers")
    at.segmented_control(key="study:numbers:view").set_value("scales").run()
    at.number_input[0].set_value(3.0)
    press(at, "Save")
    assert "lies outside this scale" in words(at)
    assert load_numbers(study).indicators[0].low == 1
    at.segmented_control(key="study:numbers:view").set_value("divide").run()
    assert not at.exception, at.exception
    assert "Borger 1 (5)" in words(at).replace("\\", "")
    frame = at.dataframe[0].value
    assert {str(row[3]) for row in frame.to_numpy().tolist()} == {"too few to compare"}
    press(at, "Read them as columns of the table")
    table = next(x for x in at.dataframe if x.key == "study:reading:table").value
    row = next(row for row in table.to_numpy().tolist() if str(row[1]).strip() == "Fællesskab")
    assert [str(cell).strip() for cell in row[2:]] == ["1 of 1", "1 of 1", "3 of 5", "5 of 7"]


def test_a_linked_contradiction_that_nobody_wrote_about_is_in_the_check(small: Path, study: Study) -> None:
    at = upload(numbers_tab(small, study), TABLE)
    press(at, "Take in 3 numbers")
    (how,) = [each for each in at.segmented_control if each.label == "What the numbers do"]
    how.set_value("contradicts").run()
    at.text_area[0].set_value("De går en anden vej.").run()
    press(at, "Link")
    assert [link.how for link in list_indicator_links(study)] == ["contradicts"]
    at.session_state["study:findings:tab"] = "Check"
    at.run()
    assert not at.exception, at.exception
    until(at, lambda: "Reading what is written" not in words(at))
    assert "Contradictions left to write about" in words(at)
    assert "No text on “Mening” names it." in words(at)
