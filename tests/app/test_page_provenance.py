"""On the pages every sentence leads to its passages, every passage to its uses, and what changed is said."""

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from app.plain_text import escaped
from app.summary_fields import field_key
from app.uses_behind import kept_uses
from coding.evidence import load_evidence
from coding.framework_cells import FrameworkCell, save_cell
from coding.framework_matrix import framework_matrix, framework_rows
from coding.report_texts import new_report_text, save_report_text
from coding.summaries import Summary, list_summaries, save_summary
from coding.written import list_links, summary_key
from corpus.coders import ensure_coder
from corpus.participants import list_cases
from corpus.study import Study
from tests.app.pages import press, show, until, words
from tests.app.test_page_findings import open_cell, turn_to
from tests.studies import ANNA, BO, CHAIR, TIME, apply_words, group_id, operate

TEXT = "Stolen er hans: »Der står en stool til mig ved frokostbordet« (Borger 2). Alle hører til."


def write(study: Study, text: str) -> str:
    citizen = group_id(study, "citizen")
    evidence = load_evidence(study)
    save_summary(study, ensure_coder(study, ANNA).id, Summary("code-fellowship", citizen, dominant=text), evidence)
    return citizen


def checked(at: AppTest) -> AppTest:
    """The tab where everything written is looked through, when that is done."""
    return until(turn_to(at, "Check"), lambda: "Reading what is written" not in words(at))


def read(study_path: Path) -> AppTest:
    """The reading page, when it knows what is used where."""
    at = show("reading", study_path)
    assert all(behind.wait(60) for behind in kept_uses().all())
    return at.run()


def test_a_sentence_shows_where_its_quote_stands_and_what_was_changed(small: Path, study: Study) -> None:
    write(study, TEXT)
    at = show("findings", small)
    open_cell(at, study, "code-fellowship", "citizen")
    said = words(at)
    assert "Not as it was said" in said
    assert f"»{escaped('stool')}« for »{escaped('stol')}«" in said
    assert "Borger 2" in said
    assert any("1 of 2 lead to passages" in each.label for each in at.expander)


def test_a_passage_is_linked_by_hand_and_the_link_taken_away(small: Path, study: Study) -> None:
    citizen = write(study, TEXT)
    at = show("findings", small)
    open_cell(at, study, "code-fellowship", "citizen")
    key = summary_key("code-fellowship", citizen, "dominant")
    chair = next(each for each in load_evidence(study).excerpts if each.quote == CHAIR)
    choice = at.selectbox(key=f"link:{key}:1")
    choice.set_value(next(each for each in choice.options if CHAIR in each)).run()
    assert not at.exception, at.exception
    (link,) = list_links(study)
    assert ((link.document_id, link.start, link.end), link.sentence) == (chair.passage, "Alle hører til.")
    assert any("2 of 2 lead to passages" in each.label for each in at.expander)
    at.button(key=f"unlink:{key}:1:{link.id}").click().run()
    assert list_links(study) == ()


def test_a_sentence_from_the_draft_brings_its_passages_and_undo_takes_both_back(small: Path, study: Study) -> None:
    at = show("findings", small)
    citizen = open_cell(at, study, "code-fellowship", "citizen")
    at.segmented_control(key="study:findings:beside").set_value("draft").run()
    at.button(key="draft:dominant:0").click().run()
    links = list_links(study)
    assert {each.origin for each in links} == {"draft"}
    assert {each.text_key for each in links} == {summary_key("code-fellowship", citizen, "dominant")}
    field = at.text_area(key=field_key("code-fellowship", citizen, "dominant"))
    assert links[0].sentence in str(field.value)
    press(at, "Undo")
    assert list_links(study) == ()
    assert links[0].sentence not in list_summaries(study)["code-fellowship", citizen].dominant


def test_reading_says_where_a_passage_is_used(small: Path, study: Study) -> None:
    write(study, "»Der står en stol til mig«, siger han.")
    said = words(read(small))
    assert said.count("Used in") == 1
    place = escaped("Mening > Fællesskab, Borgere: dominant view")
    assert f"Used in: {place} :gray[(quoted)]" in said


def test_a_summary_out_of_date_says_what_changed_and_by_whom(small: Path, study: Study) -> None:
    operate(study, ensure_coder(study, BO), "Leder 2", [apply_words(study, "Leder 2", "Vi drak kaffe", TIME)])
    at = show("findings", small)
    open_cell(at, study, "code-time", "leader")
    said = words(at)
    assert escaped("Codings added: 1. Then 2 of 2 informants, now 2 of 2.") in said
    assert "**Added** by Bo" in said
    assert "Vi drak kaffe" in said


def test_the_check_lists_what_to_look_at_again_and_leads_to_the_field(small: Path, study: Study) -> None:
    citizen = write(study, f"{TEXT} Ingen borgere nævner fællesskab. »Det hele er sagt af ingen her«.")
    at = checked(show("findings", small))
    said = words(at)
    assert "2 quotes in your texts: 1 in changed wording, 1 found in no interview" in said
    assert "Quotes to look at" in said
    assert "Not what the tables hold" in said
    assert escaped("2 of 2 informants speak of it") in said
    press(at, "Write")
    assert at.segmented_control(key="study:findings:group").value == citizen
    assert at.session_state["study:findings:tab"] == "Write"


def test_a_cut_that_takes_out_a_negation_is_shown_with_both_wordings(small: Path, study: Study) -> None:
    write(study, "»Vi har [...] tid til at stå ved siden af«")
    said = words(checked(show("findings", small)))
    assert "A mark changes what was said" in said
    quoted, heard = escaped("Vi har [...] tid til at stå"), escaped("Vi har ikke tid til at stå")
    assert f"»{quoted}« for »{heard}«" in said


def test_a_sound_study_has_nothing_that_stands_out(small: Path) -> None:
    assert "Nothing stands out." in words(checked(show("findings", small)))


def test_a_sentence_of_the_executive_summary_is_linked_to_a_starred_passage(small: Path, study: Study) -> None:
    text = replace(new_report_text("executive"), text="Borgerne vil have en plads. »Der står en stol til mig«.")
    stored = save_report_text(study, ensure_coder(study, ANNA).id, text)
    at = turn_to(show("findings", small), "Report texts")
    assert any("1 of 2 lead to passages" in each.label for each in at.expander)
    choice = at.selectbox(key=f"link:report:{stored.id}:0")
    assert len(choice.options) == 1
    choice.set_value(choice.options[0]).run()
    assert not at.exception, at.exception
    (link,) = list_links(study)
    assert (link.text_key, link.sentence) == (f"report:{stored.id}", "Borgerne vil have en plads.")
    wrong = replace(text, id=stored.id, text="Alle siger: »Der er altid en stol til os«.", changed=stored.changed)
    save_report_text(study, ensure_coder(study, ANNA).id, wrong)
    press(checked(at), "Write")
    assert at.session_state["study:findings:tab"] == "Report texts"
    study.undo(ensure_coder(study, ANNA).id, "summaries")
    said = words(read(small))
    assert f"Used in: {escaped('Executive summary')} :gray[(quoted, linked)]" in said


def test_the_check_names_a_cell_of_the_matrix_and_leads_to_it_whatever_was_chosen(small: Path, study: Study) -> None:
    evidence = load_evidence(study)
    rows = framework_rows(evidence, list_cases(study), "case and group")
    row = next(row for row in rows if (row.label, row.band) == ("Nordby", "Sagsbehandlere"))
    matrix = framework_matrix(evidence, rows, ["code-time"])
    cell = FrameworkCell("code-time", row.key, "Alle sagsbehandlere mangler tid. »Det er sagt af ingen her«")
    save_cell(study, ensure_coder(study, ANNA).id, cell, row, matrix)
    at = checked(show("findings", small))
    said = words(at)
    assert "Stronger than the count" in said
    assert "Quotes to look at" in said
    place = escaped("Barrierer > Tid og ressourcer, Nordby, Sagsbehandlere: framework matrix")
    assert place in said
    press(at, "Write")
    assert not at.exception, at.exception
    assert at.session_state["study:findings:tab"] == "Framework matrix"
    field = at.text_area(key=f"study:framework:words:code-time:{row.key}")
    assert str(field.value).startswith("Alle sagsbehandlere")
