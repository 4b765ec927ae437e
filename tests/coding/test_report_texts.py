"""A report's free texts: kept in order, never written over another's words, undone like any other act."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coding.codebook_store import merge_codes
from coding.report_texts import (
    ReportText,
    list_report_texts,
    new_report_text,
    order_report_texts,
    remove_report_text,
    report_named_texts,
    save_report_text,
)
from coding.summaries import SCOPE
from corpus.coders import ensure_coder
from corpus.errors import Conflict, Refused
from corpus.language import ENGLISH
from corpus.study import Study
from tests.studies import small_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    made = small_study(tmp_path / "egen.citat")
    yield made
    made.close()


@pytest.fixture
def coder(study: Study) -> str:
    return ensure_coder(study, "Anna").id


def recommend(study: Study, coder: str, addressee: str, words: str) -> ReportText:
    return save_report_text(study, coder, replace(new_report_text("recommendation"), title=addressee, text=words))


def test_texts_come_in_the_order_that_was_chosen(study: Study, coder: str) -> None:
    one, two, three = (recommend(study, coder, "Ledelsen", words) for words in ("En.", "To.", "Tre."))
    assert [text.text for text in list_report_texts(study)] == ["En.", "To.", "Tre."]
    order_report_texts(study, coder, [three.id, one.id, two.id])
    assert [text.text for text in list_report_texts(study)] == ["Tre.", "En.", "To."]


def test_what_somebody_else_changed_meanwhile_is_not_written_over(study: Study, coder: str) -> None:
    read = recommend(study, coder, "Ledelsen", "Min udgave.")
    bo = ensure_coder(study, "Bo").id
    theirs = save_report_text(study, bo, replace(read, text="Deres udgave."))
    with pytest.raises(Conflict):
        save_report_text(study, coder, replace(read, text="Min nye udgave."))
    with pytest.raises(Conflict):
        remove_report_text(study, coder, read)
    assert list_report_texts(study) == (theirs,)
    remove_report_text(study, coder, theirs)
    with pytest.raises(Conflict):
        save_report_text(study, coder, replace(theirs, text="For sent."))


def test_undo_brings_words_and_removed_texts_back(study: Study, coder: str) -> None:
    first = recommend(study, coder, "Ledelsen", "Første.")
    second = save_report_text(study, coder, replace(first, text="Anden."))
    remove_report_text(study, coder, second)
    study.undo(coder, SCOPE)
    assert [text.text for text in list_report_texts(study)] == ["Anden."]
    study.undo(coder, SCOPE)
    assert [text.text for text in list_report_texts(study)] == ["Første."]
    study.undo(coder, SCOPE)
    assert list_report_texts(study) == ()


def test_a_recommendation_is_for_somebody(study: Study, coder: str) -> None:
    with pytest.raises(Refused, match="whom"):
        recommend(study, coder, " ", "Giv tid.")
    assert list_report_texts(study) == ()


def test_texts_follow_a_code_that_is_merged(study: Study, coder: str) -> None:
    limit = replace(new_report_text("limit"), text="Få.", codes=("code-time", "code-language"))
    save_report_text(study, coder, limit)
    save_report_text(study, coder, replace(new_report_text("box", "code-time"), title="Boks", text="Indhold."))
    merge_codes(study, coder, "code-time", "code-language")
    (limit, box) = list_report_texts(study)
    assert (limit.codes, box.code_id) == (("code-language",), "code-language")


def test_the_texts_are_named_so_that_they_can_be_checked_like_summaries(study: Study, coder: str) -> None:
    save_report_text(study, coder, replace(new_report_text("executive"), text="Alle mangler tid."))
    recommend(study, coder, "Ledelsen", "Giv tid.")
    save_report_text(study, coder, replace(new_report_text("limit"), text="  "))
    found = report_named_texts(list_report_texts(study), ENGLISH)
    assert [(text.place, text.text, text.level) for text in found] == [
        ("Executive summary", "Alle mangler tid.", "executive"),
        ("Recommendation to Ledelsen", "Giv tid.", "section"),
    ]
