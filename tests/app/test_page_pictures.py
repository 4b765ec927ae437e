"""A mark of a picture, and a row of its pairs, lead to exactly the passages that it counts."""

import json
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from app import network_view, picture_drawn, pictures_view, progress_view, reading_filter
from coding.co_occurrence import co_occurrence
from coding.evidence import Evidence, Filter, load_evidence, select_excerpts
from corpus.study import open_study
from exports.pictures import OPENED
from exports.report.plan_kept import load_plan
from tests.app.pages import show, words
from tests.app.test_page_reading import listed


@pytest.fixture
def evidence(small: Path) -> Evidence:
    study = open_study(small)
    found = load_evidence(study)
    study.close()
    return found


def picture(study: Path, name: str) -> AppTest:
    """The page with this picture on it."""
    at = show("reading", study)
    at.session_state[picture_drawn.TAB] = "Pictures"
    at.session_state[pictures_view.CHOSEN] = name
    at.run()
    assert not at.exception, at.exception
    return at


def choose_mark(at: AppTest, key: str, mark: dict[str, str]) -> AppTest:
    """Click a mark: what the browser sends, which AppTest has no call for."""
    chart = next(x for x in at.get("vega_lite_chart") if key in x.proto.id)
    return _send(at, chart.proto.id, {"selection": {OPENED: [mark]}})


def _send(at: AppTest, widget: str, said: object) -> AppTest:
    states = at._tree.get_widget_states()
    states.widgets.append(WidgetState(id=widget, string_value=json.dumps(said)))
    at._run(states)
    assert not at.exception, at.exception
    return at


def test_a_line_of_the_network_opens_what_it_counts_whatever_was_filtered_before(
    small: Path, evidence: Evidence
) -> None:
    at = picture(small, "network")
    at.session_state[reading_filter.WORDS] = "no such word"
    (pair,) = co_occurrence(evidence).pairs
    choose_mark(at, "picture:network", {"code_id": pair.code_id, "other_id": pair.other_id})
    chosen = Filter(codes=frozenset({pair.code_id}), together=frozenset({pair.other_id}))
    assert listed(at) == [x.passage for x in select_excerpts(evidence, chosen)]
    assert len(listed(at)) == pair.passages


def test_a_code_of_one_groups_network_opens_that_groups_passages(small: Path, evidence: Evidence) -> None:
    citizens = next(group.id for group in evidence.groups if group.key == "citizen")
    at = picture(small, "network")
    at.selectbox(key=network_view.WHOM).set_value(citizens).run()
    choose_mark(at, "picture:network", {"code_id": "code-fellowship"})
    chosen = Filter(codes=frozenset({"code-fellowship"}), groups=frozenset({citizens}))
    assert listed(at) == [x.passage for x in select_excerpts(evidence, chosen)] != []


def test_a_row_of_the_pairs_does_the_same_without_a_mouse(small: Path, evidence: Evidence) -> None:
    at = picture(small, "network")
    table = next(x for x in at.dataframe if x.key == network_view.PAIRS)
    assert table.value.to_numpy().tolist() == [
        ["Barrierer > Sprog og kompetencer", "Mening > Fællesskab", 1, 1],
    ]
    _send(at, table.proto.id, {"selection": {"rows": [], "columns": [], "cells": [[0, "Code"]]}})
    (pair,) = co_occurrence(evidence).pairs
    assert at.session_state[reading_filter.TOGETHER] == [pair.other_id]
    assert len(listed(at)) == pair.passages


@pytest.mark.parametrize("name", ["groups", "differences"])
def test_a_mark_of_a_group_opens_its_passages(small: Path, evidence: Evidence, name: str) -> None:
    leaders = next(group.id for group in evidence.groups if group.key == "leader")
    at = choose_mark(picture(small, name), f"picture:{name}", {"code_id": "code-time", "group_id": leaders})
    chosen = Filter(codes=frozenset({"code-time"}), groups=frozenset({leaders}))
    assert set(listed(at)) == {x.passage for x in select_excerpts(evidence, chosen)} != set()


def test_every_picture_says_in_words_what_it_shows(small: Path) -> None:
    for name, said in (
        ("groups", "Heat map of 5 codes"),
        ("differences", "How many of those interviewed in each group"),
        ("network", "A line joins two codes"),
        ("interviews", "interviews as lines"),
        ("new_codes", "codes after 6 interviews"),
    ):
        assert said in words(picture(small, name))


def test_progress_of_reading_and_coding_stands_with_that_of_the_summaries(small: Path) -> None:
    at = show("findings", small)
    at.session_state["study:findings:tab"] = "Progress"
    at.session_state[progress_view.VIEW] = progress_view.WORK
    at.run()
    assert "1 of 1 coded, 97 % of what informants say coded" in words(at).replace("\\", "")


def test_pictures_of_the_report_are_ticked_and_kept(small: Path) -> None:
    at = show("findings", small)
    at.session_state["study:findings:tab"] = "Report and data"
    at.run()
    at.checkbox(key="study:report:picture:work").check().run()
    at.checkbox(key="study:report:picture:new_codes").uncheck().run()
    at.number_input(key="study:report:network_from").set_value(3).run()
    assert not at.exception, at.exception
    study = open_study(small)
    plan = load_plan(study)
    study.close()
    assert plan.pictures == ("groups", "differences", "network", "interviews", "work")
    assert plan.network_from == 3
