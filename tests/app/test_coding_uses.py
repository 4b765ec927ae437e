"""The coding page says where codings are used, sends that once, and waits for none of it."""

import json
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest

from app.coding_view import CodingViews, shown_transcript
from app.retrieval_view import retrieved
from app.transcript_component.labels import component_labels
from app.transcript_component.wire import Answers, coder_message, snapshot_of
from app.uses_behind import UsesBehind
from coding.evidence import Evidence, load_evidence
from coding.summaries import Summary, save_summary
from coding.written import UsedPlaces, load_quote_sources
from corpus.coders import Coder, ensure_coder
from corpus.documents import load_document
from corpus.language import ENGLISH
from corpus.study import Study
from tests.studies import ANNA, CHAIR, TIME, apply_words, document_id, group_id, operate, small_study

PLACE = "Mening > Fællesskab, Borgere: dominant view (quoted)"
WAIT = 60.0


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return small_study(tmp_path / "prøve.citat")


@pytest.fixture
def behind(study: Study) -> UsesBehind:
    return UsesBehind(study, lambda: load_evidence(study), lambda: load_quote_sources(study))


@pytest.fixture
def anna(study: Study) -> Coder:
    return ensure_coder(study, ANNA)


def write(study: Study, words: str) -> None:
    summary = Summary("code-fellowship", group_id(study, "citizen"), dominant=words)
    save_summary(study, ensure_coder(study, ANNA).id, summary, load_evidence(study))


def settled(behind: UsesBehind) -> UsedPlaces:
    behind.now("en")
    assert behind.wait(WAIT)
    return behind.now("en")


def views_of(study: Study, behind: UsesBehind, title: str = "Borger 2") -> CodingViews:
    document = load_document(study, document_id(study, title))
    return CodingViews(
        study, shown_transcript(document), ensure_coder(study, ANNA), ENGLISH, uses=lambda: behind.now("en")
    )


def test_a_coding_says_where_its_words_are_used_with_the_key_of_the_text(study: Study, behind: UsesBehind) -> None:
    write(study, "»Der står en stol til mig«, siger han.")
    settled(behind)
    view = views_of(study, behind).now()
    chair = next(
        each.id
        for each in view.codings
        if load_quote_sources(study).words(view.document, each.start, each.end) == CHAIR
    )
    key = f"summary:code-fellowship:{group_id(study, 'citizen')}:dominant"
    assert {use.id: use.places for use in view.uses} == {chair: ((PLACE, key),)}
    assert views_of(study, behind, "Leder 2").now().uses == ()


def test_uses_follow_what_is_written_and_not_what_is_coded(study: Study, behind: UsesBehind, anna: Coder) -> None:
    write(study, "»Der står en stol til mig«, siger han.")
    first = settled(behind)
    assert first.stretches
    operate(study, anna, "Leder 2", [apply_words(study, "Leder 2", "Vi drak kaffe", TIME)])
    assert settled(behind) is first
    write(study, "Ingen citater her.")
    assert not settled(behind).stretches


def test_the_last_answer_stands_until_the_new_one_is_there(study: Study) -> None:
    may_read = Event()
    may_read.set()

    def evidence() -> Evidence:
        assert may_read.wait(WAIT)
        return load_evidence(study)

    behind = UsesBehind(study, evidence, lambda: load_quote_sources(study))
    write(study, "»Der står en stol til mig«, siger han.")
    first = settled(behind)
    may_read.clear()
    write(study, "Ingen citater her.")
    assert behind.now("en") is first
    assert behind.under_way()
    may_read.set()
    assert settled(behind) is not first


def test_of_a_study_without_texts_nothing_is_read(tmp_path: Path) -> None:
    study = small_study(tmp_path / "s.citat")
    anna = ensure_coder(study, ANNA)
    while study.undoable(anna.id, "summaries"):
        study.undo(anna.id, "summaries")

    def never() -> None:
        raise AssertionError("read in vain")

    behind = UsesBehind(study, never, never)  # type: ignore[arg-type]
    assert settled(behind) == UsedPlaces()


def test_uses_are_sent_once_and_then_only_those_that_changed(study: Study, behind: UsesBehind, anna: Coder) -> None:
    write(study, "»Der står en stol til mig«, siger han.")
    settled(behind)
    views, labels = views_of(study, behind), component_labels(ENGLISH)
    first = views.now()
    before = snapshot_of(first, labels)
    whole = json.loads(coder_message(first, before, None, Answers(), 700))
    assert [each["places"][0][0] for each in whole["uses"]["set"]] == [PLACE]
    operate(study, anna, "Borger 2", [apply_words(study, "Borger 2", "det bare slut", TIME)])
    second = views.now()
    after = snapshot_of(second, labels)
    assert "uses" not in json.loads(coder_message(second, after, before, Answers(), 700))
    used = whole["uses"]["set"][0]["id"]
    operate(study, anna, "Borger 2", [{"op": "remove", "cid": str(uuid4()), "coding": used}])
    third = views.now()
    assert json.loads(coder_message(third, snapshot_of(third, labels), after, Answers(), 700))["uses"] == {
        "set": [],
        "gone": [used],
    }


def test_the_list_of_passages_says_where_each_is_used(study: Study, behind: UsesBehind) -> None:
    write(study, "»Der står en stol til mig«, siger han.")
    used = settled(behind)
    wish = {"id": "w", "code": "code-fellowship"}
    answer = retrieved(study, document_id(study, "Leder 2"), wish, used=used, texts=ENGLISH)
    assert answer is not None
    assert {each["quote"]: each.get("used") for each in answer["passages"]}[CHAIR] == [PLACE]
    assert sum("used" in each for each in answer["passages"]) == 1
