"""The reading page lists exactly what a cell counts, once a passage, and leads to its place in the interview."""

import json
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from app import excerpt_list, matrix_view, reading_filter
from app.excerpt_text import around_markdown, quote_markdown
from app.plain_text import escaped, escaped_lines
from coding.codebook_store import take_codebook
from coding.evidence import Evidence, Filter, load_evidence, select_excerpts
from coding.matrix import code_by_group
from corpus.coders import ensure_coder
from corpus.documents import load_document
from corpus.study import create_study, open_study
from tests.app.pages import make_home, press, show, words
from tests.studies import (
    ANNA,
    AT_LUNCH,
    CHAIR,
    CODEBOOK,
    INTERVIEWS,
    MEMO,
    PARAGRAPHS,
    PARTY,
    add_interviews,
    apply_words,
    operate,
)


@pytest.fixture
def evidence(small: Path) -> Evidence:
    study = open_study(small)
    found = load_evidence(study)
    study.close()
    return found


def choose_cell(at: AppTest, row: int, column: str) -> AppTest:
    """Choose a cell of the table: what the browser sends, which AppTest has no call for."""
    table = next(x for x in at.dataframe if x.key == "study:reading:table")
    said = {"selection": {"rows": [], "columns": [], "cells": [[row, column]]}}
    states = at._tree.get_widget_states()
    states.widgets.append(WidgetState(id=table.proto.id, string_value=json.dumps(said)))
    at._run(states)
    assert not at.exception, at.exception
    return at


def listed(at: AppTest) -> list[tuple[str, int, int]]:
    """The passages on the page, by the keys of their buttons."""
    keys = [(button.key or "").split(":") for button in at.button]
    return [(key[1], int(key[2]), int(key[3])) for key in keys if key[0] == "context"]


def table_of(at: AppTest) -> list[list[str]]:
    frame = next(x for x in at.dataframe if x.key == "study:reading:table").value
    return [[str(value).strip() for value in row[1:]] for row in frame.to_numpy().tolist()]


def columns_of(at: AppTest) -> dict[str, dict[str, object]]:
    table = next(x for x in at.dataframe if x.key == "study:reading:table")
    found: dict[str, dict[str, object]] = json.loads(table.proto.columns)
    return found


def test_the_table_counts_informants_of_those_asked(small: Path) -> None:
    at = show("reading", small)
    rows = {row[0]: row[1:] for row in table_of(at)}
    assert rows["Tid og ressourcer"] == ["2 of 2", "1 of 3", "0 of 2", "3 of 7"]
    assert rows["Sprog og kompetencer"] == ["1 of 2", "0 of 3", "1 of 2", "2 of 7"]
    assert "Udgået" not in rows
    assert "Nobody was interviewed in: Arbejdsgivere\\, Andre" in words(at)
    at.segmented_control(key="study:reading:shown").set_value("passages").run()
    assert {row[0]: row[1] for row in table_of(at)}["Tid og ressourcer"] == "3"
    at.toggle(key="study:reading:sub_codes").set_value(False).run()
    assert [row[0] for row in table_of(at)] == ["Barrierer", "Mening"]


def test_every_cell_opens_exactly_its_passages(small: Path, evidence: Evidence) -> None:
    at = show("reading", small)
    for place, row in enumerate(code_by_group(evidence)):
        for cell in row.cells:
            assert cell.group
            choose_cell(at, place, f"group:{cell.group.id}")
            chosen = Filter(codes=frozenset({row.code_id}), groups=frozenset({cell.group.id}))
            found = select_excerpts(evidence, chosen)
            assert listed(at) == list(dict.fromkeys(x.passage for x in found))
            assert all(quote_markdown(x) in words(at) for x in found)
            passages = "1 passage by" if cell.passages == 1 else f"{cell.passages} passages by"
            expected = f"{passages} {cell.informants} of {cell.asked}" if cell.passages else "No passage"
            assert expected in words(at)


def test_the_code_and_the_total_open_all_groups(small: Path, evidence: Evidence) -> None:
    at = choose_cell(show("reading", small), 2, "all")
    everybody = {x.passage for x in select_excerpts(evidence, Filter(codes=frozenset({"code-time"})))}
    assert set(listed(at)) == everybody
    assert set(listed(choose_cell(at, 2, "code"))) == everybody


def test_columns_by_an_attribute_and_crossed_open_their_passages(small: Path, evidence: Evidence) -> None:
    at = show("reading", small)
    at.selectbox(key=matrix_view.DIVIDED).set_value("attribute:Køn").run()
    assert {row[0]: row[1:] for row in table_of(at)}["Tid og ressourcer"] == ["2 of 3", "0 of 2", "1 of 2", "3 of 7"]
    choose_cell(at, 2, "attribute:Køn:Kvinde")
    women = Filter(codes=frozenset({"code-time"}), attributes=frozenset({("Køn", "Kvinde")}))
    assert set(listed(at)) == {x.passage for x in select_excerpts(evidence, women)} != set()
    at.selectbox(key=matrix_view.CROSSED).set_value("case:0").run()
    assert "Kvinde · Nordby" in [column["label"] for column in columns_of(at).values() if column.get("label")]
    at.toggle(key=matrix_view.FAR_APART).set_value(True).run()
    assert any(" > " in row[0] for row in table_of(at))
    choose_cell(at, 0, "all")
    assert at.session_state[reading_filter.ATTRIBUTES] == []


def test_a_passage_of_two_coders_stands_once_with_both_and_its_memo_below(small: Path) -> None:
    at = show("reading", small)
    assert words(at).count(escaped_lines(PARAGRAPHS)) == 1
    said = next(str(m.value) for m in at.markdown if escaped_lines(PARAGRAPHS) in str(m.value))
    assert "(Anna\\, Bo)" in said
    assert escaped(MEMO) in words(at)


def test_a_passage_over_turns_is_shown_speaker_by_speaker(small: Path) -> None:
    said = words(show("reading", small))
    first, second = AT_LUNCH.split("\n")
    assert f"**Sagsbehandler 1**  \n{escaped_lines(first)}\n\n**Sagsbehandler 2**  \n{escaped_lines(second)}" in said
    assert ":gray[**Tolk**" in said


def test_filters_narrow_the_list_and_the_count(small: Path, evidence: Evidence) -> None:
    at = show("reading", small)
    at.text_input(key=reading_filter.WORDS).set_value("STOL frokostbordet").run()
    assert len(listed(at)) == 1
    at.text_input(key=reading_filter.WORDS).set_value("").run()
    at.toggle(key=reading_filter.STARRED).set_value(True).run()
    assert set(listed(at)) == {x.passage for x in evidence.excerpts if x.coding.starred}
    press(at, ":material/filter_alt_off:")
    at.multiselect(key=reading_filter.CASES).set_value(["Sydby"]).run()
    assert "of 2 informants" in words(at)
    at.multiselect(key=reading_filter.CASES).set_value([]).run()
    bo = next(x.coding.coder_id for x in evidence.excerpts if x.coding.coder == "Bo")
    at.multiselect(key=reading_filter.CODERS).set_value([bo]).run()
    assert set(listed(at)) == {x.passage for x in evidence.excerpts if x.coding.coder == "Bo"}


def test_nobody_interviewed_is_told_from_nothing_coded(small: Path, evidence: Evidence) -> None:
    caseworkers = next(group.id for group in evidence.columns if group and group.key == "caseworker")
    at = choose_cell(show("reading", small), 1, f"group:{caseworkers}")
    assert "No passage. 3 informants were interviewed." in words(at)
    at.multiselect(key=reading_filter.CASES).set_value(["Sydby"]).run()
    assert "Nobody like that was interviewed." in words(at)
    assert "not interviewed" in {row[2] for row in table_of(at)}
    press(at, "Show everything")
    assert "13 passages by" in words(at) or "14 passages by" in words(at)


def test_context_comes_when_asked_for(small: Path) -> None:
    at = show("reading", small)
    at.text_input(key=reading_filter.WORDS).set_value("stol").run()
    assert "Hvad betyder stedet for dig" not in words(at)
    press(at, "Context")
    assert "Hvad betyder stedet for dig" in words(at)
    assert "når praktikken slutter" in words(at)
    press(at, "More context")
    press(at, "Hide context")
    assert "Hvad betyder stedet for dig" not in words(at)


def test_context_is_the_text_around_the_passage_without_a_word_twice(small: Path, evidence: Evidence) -> None:
    study = open_study(small)
    for excerpt in evidence.excerpts:
        document = load_document(study, excerpt.coding.document_id)
        before, after = around_markdown(document, excerpt, 100)
        around = document.text[: excerpt.coding.start] + " " + document.text[excerpt.coding.end :]
        for turn in document.turns:
            name = turn.speaker.participant or turn.speaker.name
            before, after = (text.replace(f"**{escaped(name)}**", "") for text in (before, after))
        shown = f"{before} {after}".replace(":gray[", "").replace("\\", "").replace("]", "")
        assert shown.split() == around.split()
    study.close()


def test_the_jump_names_document_and_place(small: Path, evidence: Evidence) -> None:
    at = show("reading", small)
    at.text_input(key=reading_filter.WORDS).set_value("stol").run()
    press(at, "Open in the interview")
    coding = next(x.coding for x in evidence.excerpts if x.quote == CHAIR)
    assert at.session_state["study:document"] == coding.document_id


def test_a_star_is_stored_by_the_one_who_coded(small: Path) -> None:
    at = show("reading", small)
    at.text_input(key=reading_filter.WORDS).set_value("forklæde").run()
    press(at, "Star")
    study = open_study(small)
    assert [x.coding.starred for x in load_evidence(study).excerpts if x.quote == PARTY] == [True]
    study.close()


def test_long_lists_come_a_page_at_a_time(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpt_list, "AT_A_TIME", 4)
    at = show("reading", small)
    assert len([b for b in at.button if b.label == "Context"]) == 4
    at.pagination(key=reading_filter.PAGE).set_value(2).run()
    second = {b.key for b in at.button if b.label == "Context"}
    at.text_input(key=reading_filter.WORDS).set_value("stol").run()
    assert not second & {b.key for b in at.button if b.label == "Context"}


def test_markup_in_a_transcript_is_shown_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_home(tmp_path / "home", monkeypatch) / "markup.citat"
    study = create_study(path, "Opmærkning", "da", made_up=True)
    spoken = "<b>fed</b> :red[rød] # ikke en overskrift"
    add_interviews(study, {"Leder 1": (("Interviewer", "Nå?"), ("Leder 1", spoken))})
    anna = ensure_coder(study, ANNA)
    take_codebook(study, anna.id, CODEBOOK)
    operate(study, anna, "Leder 1", [apply_words(study, "Leder 1", spoken, "Barrierer")])
    study.close()
    assert "\\<b\\>fed\\<\\/b\\> \\:red\\[rød\\] \\# ikke en overskrift" in words(show("reading", path))


def test_a_study_without_codings_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_home(tmp_path / "home", monkeypatch) / "new.citat"
    study = create_study(path, "Ny", "da")
    add_interviews(study, INTERVIEWS)
    study.close()
    at = show("reading", path)
    assert "Nothing is coded yet" in words(at)
    assert not at.dataframe
