"""A draft beside the fields: added by a click, never over words; too strong words flagged; groups compared."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from app.plain_text import escaped
from app.summary_fields import field_key
from coding.summaries import list_summaries
from corpus.study import Study
from tests.app.pages import press, show, words
from tests.app.test_page_findings import field, open_cell, turn_to
from tests.studies import group_id


def turn_to_draft(at: AppTest) -> AppTest:
    at.segmented_control(key="study:findings:beside").set_value("draft").run()
    assert not at.exception, at.exception
    return at


def test_a_sentence_is_added_below_what_is_written_and_saved(small: Path, study: Study) -> None:
    at = show("findings", small)
    leader = open_cell(at, study, "code-barriers", "leader")
    turn_to_draft(at)
    assert escaped("Both (2 of 2 informants) speak of “Tid og ressourcer”.") in words(at)
    at.text_area(key=field_key("code-barriers", leader, "dominant")).input("Mine egne ord.").run()
    at.button(key="draft:dominant:0").click().run()
    assert not at.exception, at.exception
    wanted = "Mine egne ord.\nBoth (2 of 2 informants) speak of “Tid og ressourcer”."
    assert field(at, "code-barriers", leader) == wanted
    assert list_summaries(study)["code-barriers", leader].dominant == wanted
    at.button(key="draft:counter_voices:0").click().run()
    assert field(at, "code-barriers", leader, "counter_voices").startswith("Leder 1: “")
    press(at, "Undo")
    assert field(at, "code-barriers", leader, "counter_voices") == ""
    assert field(at, "code-barriers", leader) == wanted


def test_words_typed_but_not_saved_yet_are_kept_when_a_sentence_is_added(small: Path, study: Study) -> None:
    at = show("findings", small)
    leader = open_cell(at, study, "code-barriers", "leader")
    turn_to_draft(at)
    at.text_area(key=field_key("code-barriers", leader, "nuances")).input("Lige skrevet.")
    at.button(key="draft:nuances:0").click().run()
    stored = list_summaries(study)["code-barriers", leader].nuances
    assert stored.startswith("Lige skrevet.\n")
    assert "Sprog og kompetencer" in stored
    assert field(at, "code-barriers", leader, "nuances") == stored


def test_where_nobody_sorted_passages_no_position_is_claimed(small: Path, study: Study) -> None:
    at = show("findings", small)
    open_cell(at, study, "code-fellowship", "citizen")
    turn_to_draft(at)
    assert "No passage has a sub-code" in words(at)
    assert escaped("Both (2 of 2 informants) speak of “Fællesskab”.") in words(at)
    open_cell(at, study, "code-language", "caseworker")
    assert "Nothing to draft" in words(at)


def test_a_sentence_leads_to_its_passages(small: Path, study: Study) -> None:
    at = show("findings", small)
    leader = open_cell(at, study, "code-barriers", "leader")
    turn_to_draft(at)
    at.button(key="draft:see:dominant:0").click().run()
    assert "3 passages by 2 of 2 informants" in words(at)
    assert leader == group_id(study, "leader")


def test_a_word_for_a_number_that_is_too_strong_is_flagged_under_its_field(small: Path, study: Study) -> None:
    at = show("findings", small)
    citizen = open_cell(at, study, "code-language", "citizen")
    key = field_key("code-language", citizen, "dominant")
    at.text_area(key=key).input("Begge borgere forstår ikke det hele.").run()
    assert "“Begge”: 1 of 2 informants speak of “Sprog og kompetencer”. “en” would hold." in words(at)
    at.text_area(key=key).input("En borger forstår ikke det hele.").run()
    assert "would hold" not in words(at)


def test_groups_are_compared_by_position_above_their_summaries(small: Path, study: Study) -> None:
    at = show("findings", small)
    open_cell(at, study, "code-barriers", "leader")
    turn_to(at, "Compare groups")
    said = words(at)
    assert "Several groups hold" in said
    assert "Tid og ressourcer – Ledere 2 of 2, Sagsbehandlere 1 of 3" in said
